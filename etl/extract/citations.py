"""Document numbers that a text names, and what it says of the documents."""

from __future__ import annotations

import re

from etl.extract.model import CitedNumber
from etl.model import Relation
from etl.text.words import PhraseIndex, Words

# "36-NQ/TW", "36a/NQ-CP", "97/2016/QĐ-UBND", "67/2006/QH11"; blanks may stand beside the dashes. The digit
# comes first, then what may not stand before it: digits alone are looked for far faster.
_NUMBER = re.compile(
    r"\d(?<![\w/.-]\d)\d{0,4}[a-zª]?(?:\s?/\s?(?:19|20)\d\d)?(?:"
    r"\s?[-–/]\s?(?:[A-ZĐƯ]{1,5}[a-zđ]{0,2}[A-ZĐ]{0,4})"
    r"\s?[-–/]\s?[A-ZĐƯ][A-Za-zĐđƯư&]{1,11}(?:[-/][A-ZĐ]{1,8})?"
    r"|/QH\d{1,2}|\s?[-–/]\s?(?:CP|TTg|BCT|BTTTT|BKHCN|TW)(?!\w))"
)
_KINDS = PhraseIndex(
    ((kind, kind) for kind in ("nghị quyết", "quyết định", "chỉ thị", "nghị định", "thông tư")), folded=False
)
_PARTIAL = re.compile(  # behind the kind of document
    r"\s+(?:số\s+)?(?P<number>\d{1,5}[a-zª]?)(?![\w/%.-]|\s?[-–/]\s?[A-ZĐ])"
    r"(?P<issuer>(?:\s+của\s+(?:[^\W\d_]+\s*){1,4})?)",
    re.IGNORECASE,
)
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("amends", re.compile(r"(?<!\w)(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ)[^.;]{0,60}$", re.IGNORECASE)),
    (
        "implements",
        re.compile(
            r"(?<!\w)(?:thực\s+hiện|triển\s+khai|cụ\s+thể\s+h(?:óa|oá)|căn\s+cứ|theo|thi\s+hành|"
            r"mục\s+tiêu|quán\s+triệt|tinh\s+thần)(?!\w)[^.;]{0,110}$",
            re.IGNORECASE,
        ),
    ),
)
_WINDOW = 130


def find_citations(flow: str, words: Words | None = None) -> list[CitedNumber]:
    """Every document number of the flow in order; a bare "Nghị quyết 36" comes out as partial.

    `words` are those of the flow, where the caller has them already.
    """
    found = [
        CitedNumber(
            match.start(),
            match.end(),
            normalise_number(match.group()),
            _relation(flow, match.start()),
            False,
            "",
            "",
        )
        for match in _NUMBER.finditer(flow)
    ]
    numbered = {cited.start for cited in found}
    position = 0
    for kind in _KINDS.find_all(words or Words(flow)):
        match = _PARTIAL.match(flow, kind.end) if kind.start >= position else None
        if match is None:
            continue
        position = match.end()
        start, end = match.span("number")
        if start in numbered:
            continue
        issuer = " ".join(match["issuer"].split())
        number = match["number"].replace("ª", "a")
        found.append(CitedNumber(start, end, number, _relation(flow, start), True, kind.payload, issuer))
    return sorted(found, key=lambda cited: cited.start)


def normalise_number(number: str) -> str:
    """A document number without blanks, with plain hyphens and "a" for "ª"."""
    return "".join(number.split()).replace("ª", "a").replace("–", "-").replace("—", "-")


def _relation(flow: str, start: int) -> Relation:
    before = flow[max(0, start - _WINDOW) : start]
    cut = max(before.rfind("\n"), before.rfind(". "))
    before = before[cut + 1 :]
    for relation, pattern in _RELATIONS:
        if pattern.search(before):
            return relation
    return "mentions"
