"""Every word that a reader sees, in Vietnamese and in English.

Vietnamese is the language of the source: a message is written once, in Vietnamese, where it is used,
as `w("Tải CSV")`. English comes from `catalogue/en.po`, keyed by the Vietnamese sentence. A message
of a code (a verdict, a kind of document) is marked with `N_` in `labels.py` and said with `w.label`. What the
packages below say, their errors too, are `warehouse.errors.Message`s, said with `w.said`.

A message may have named gaps, `w("{n} văn bản", n=3)`; what fills them is text already.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from warehouse.errors import Message, MocSoError

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
CATALOGUE = Path(__file__).parent / "catalogue"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """The message itself: marks a text for the catalogue where it is kept as data."""
    return message


@cache
def catalogue(language: Language) -> Catalog | None:
    """The messages of a language; None for Vietnamese, which is the source itself."""
    path = CATALOGUE / f"{language}.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=language)


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says things. Pure: the same arguments give the same words."""

    language: Language = "vi"

    def __call__(self, message: str, /, **gaps: str) -> str:
        """`message` in this language, its named gaps filled.

        A message that the catalogue lacks is said in Vietnamese: better than a blank, and the test
        of the catalogue fails.
        """
        known = catalogue(self.language)
        found = known.get(message) if known is not None else None
        text = str(found.string) if found is not None and found.string else message
        return text.format(**gaps) if gaps else text

    def rich(self, message: str, /, **gaps: str) -> Markup:
        """`message` as HTML: its own text and every gap that is not markup already are escaped."""
        return Markup(escape(self(message))).format(**gaps)

    def plural(self, message: str, n: int, /, **gaps: str) -> str:
        """`message` in its form for `n` things; `{n}` in it is the number, written by locale.

        Vietnamese has one form; the catalogue of English has two.
        """
        from dashboard.wording.numbers import number

        known = catalogue(self.language)
        found = known.get((message, message)) if known is not None else None
        text = message
        if known is not None and found is not None and found.string:
            forms = found.string
            text = forms if isinstance(forms, str) else forms[0 if n == 1 else len(forms) - 1]
        return text.format(n=number(n, self.language), **gaps)

    def said(self, message: Message | MocSoError, /) -> str:
        """What an error or a message of a package below the pages says, with all that stands in its gaps."""
        if isinstance(message, MocSoError):
            message = message.said
        gaps = {
            name: "; ".join(self.said(one) for one in gap)
            if isinstance(gap, tuple)
            else self.said(gap)
            if isinstance(gap, Message)
            else gap
            for name, gap in message.gaps.items()
        }
        return self(message.text, **gaps)

    def name(self, row: Any, field: str = "name") -> str:
        """The name that a row keeps in two columns, `name_vi` and `name_en`.

        Falls back to Vietnamese where the other is empty; "" where both are.
        """
        for language in (self.language, "vi"):
            text = row[f"{field}_{language}"]
            if isinstance(text, str) and text:
                return text
        return ""
