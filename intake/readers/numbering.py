"""The numbers that a word processor sets before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["decimal", "lower_letter", "upper_letter", "lower_roman", "upper_roman", "bullet", "none"]

_KINDS: dict[str, Kind] = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower_letter",
    "upperLetter": "upper_letter",
    "lowerRoman": "lower_roman",
    "upperRoman": "upper_roman",
    "bullet": "bullet",
    "none": "none",
    # as OpenDocument names them
    "1": "decimal",
    "a": "lower_letter",
    "A": "upper_letter",
    "i": "lower_roman",
    "I": "upper_roman",
}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PLACE = re.compile(r"%(\d)")
_MOST = 3999


def marker_kind(name: str) -> Kind:
    """The kind of number that a file names; numbers where it names one that we do not know."""
    return _KINDS.get(name, "decimal")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: "%1.%2." as `pattern`, where "%1" stands for the number of the first level."""

    kind: Kind
    pattern: str
    start: int = 1


class Numbering:
    """Counts the items of every list of a document, in the order in which they are asked for."""

    def __init__(self, lists: Mapping[str, Mapping[int, Level]], list_of: Mapping[str, str]) -> None:
        """`lists` by their id; `list_of` says which list a paragraph means by the id that it bears."""
        self._lists = lists
        self._list_of = list_of
        self._counts: dict[str, dict[int, int]] = {}

    def next(self, list_id: str, level: int) -> str:
        """What stands before the next item at a level; "" where the list has no such level or says nothing.

        Signs of picture fonts come out as a hyphen, so that the text shows a bullet everywhere.
        """
        list_id = self._list_of.get(list_id, list_id)
        levels = self._lists.get(list_id, {})
        if level not in levels or levels[level].kind == "none":
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].kind == "bullet":
            sign = levels[level].pattern.strip()
            return sign if sign in {"-", "+", "*", "–", "•"} else "-"

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            known = levels.get(at)
            return number_text(counts.get(at, known.start), known.kind) if known else ""

        return _PLACE.sub(number, levels[level].pattern).strip()


def number_text(number: int, kind: Kind) -> str:
    """A number as a list shows it; numbers that letters or Roman figures cannot show stay figures."""
    if kind in {"lower_roman", "upper_roman"} and 0 < number <= _MOST:
        text = ""
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            text += letters * count
        return text if kind == "upper_roman" else text.lower()
    if kind in {"lower_letter", "upper_letter"} and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind == "upper_letter" else letter
    return str(number)
