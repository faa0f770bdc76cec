"""Which themes a quoted sentence names besides the one that its statement counts under."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from etl.text.words import PhraseIndex, Words

# What a target is good for is no part of it: these govern the sentence up to its next semicolon ...
_PURPOSE = re.compile(
    r"(?<!\w)(?:góp\s+phần|nhằm|thúc\s+đẩy|hướng\s+(?:tới|đến)|tạo\s+(?:tiền\s+đề|điều\s+kiện|nền\s+tảng)|"
    r"làm\s+(?:cơ\s+sở|nền\s+tảng|tiền\s+đề))(?!\w)",
    re.IGNORECASE,
)
# ... and these, with what is left out of a target and names of documents and events, up to the next comma.
_ASIDE = re.compile(
    r"(?<!\w)(?:cho|để|phục\s+vụ|trừ|ngoài|không\s+(?:bao\s+gồm|kể|tính)|chưa|theo|so\s+với|nghị\s+quyết|đề\s+án|chương\s+trình|"
    r"kế\s+hoạch|quyết\s+định|luật|nghị\s+định|thông\s+tư|ban\s+chỉ\s+đạo|ngày\s+\d+)(?!\w)",
    re.IGNORECASE,
)
_SENTENCE_PART = re.compile(r"[;.:]\s")
_CLAUSE = re.compile(r"[,;:()]|\.\s|\s[-–—]\s")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


class ThemeNames:
    """Finds the phrases that name a theme itself; its subjects ("doanh nghiệp", "hồ sơ") are none of them.

    Rather a theme too few than one that the sentence does not promise: what stands in a purpose, an
    exception or the name of a document is no mention.
    """

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        """`rows` have `theme_id` and `phrase`; accents matter, punctuation between words does not."""
        phrases = ((str(row["phrase"]), str(row["theme_id"])) for row in rows)
        self._index = PhraseIndex(phrases, folded=False, gaps=True)

    def in_sentence(self, quote: str) -> tuple[str, ...]:
        """The themes that `quote` names as part of what it promises, in the order of their first mention."""
        quote = unicodedata.normalize("NFC", quote)
        found: dict[str, None] = {}
        for match in self._index.find_longest(Words(quote)):
            before = quote[: match.start]
            if not (
                _PURPOSE.search(_after(_SENTENCE_PART, before)) or _ASIDE.search(_after(_CLAUSE, before))
            ):
                found[match.payload] = None
        return tuple(found)


def of_one_year(quote: str, horizons: Sequence[int | None]) -> bool:
    """Whether a sentence is due in one year: that of its statements (`horizons`) and of its own words."""
    years = set(horizons)
    written = {int(year) for year in _YEAR.findall(quote)}
    return len(years) == 1 and None not in years and written <= years


def _after(border: re.Pattern[str], text: str) -> str:
    """What follows the last border in `text`; all of it where there is none."""
    end = 0
    for match in border.finditer(text):
        end = match.end()
    return text[end:]
