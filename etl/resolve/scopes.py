"""Whose figure a value is: administrative levels first, then the noun that is counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from etl.extract.model import Claim
from etl.resolve.lexicon import Entry
from etl.text.words import PhraseIndex, PhraseMatch, Words

# The administrative order in which several levels of one number are joined.
LEVEL_ORDER = ("national", "ministry", "province", "district", "commune", "village")
# What ends the noun phrase whose share is meant.
_NOUN_ENDS = re.compile(
    r"(?<!\w)(?:có|được|đã|đạt|sử\s+dụng|ứng\s+dụng|thực\s+hiện|triển\s+khai|kết\s+nối|"
    r"tham\s+gia|liên\s+quan|đáp\s+ứng|chuẩn|cung\s+cấp|hoàn\s+thành|"
    r"dùng|biết|đọc|nghe|xem|tiếp\s+cận|nộp|giữa|của|trên|hài\s+lòng|thường|hoạt\s+động|"
    r"phủ|tại\s+các|do)(?!\w)|[(;.]",
    re.IGNORECASE,
)
_SUBJECT_HEAD = re.compile(
    r"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|số\s+lượng|tổng\s+số|(?<!dân\s)(?<!ký\s)(?<!đổi\s)(?<!tế\s)(?<!hội\s)(?<!năng\s)(?<!nghệ\s)(?<!quyền\s)số|mật\s+độ|phủ|tới|đến|"
    r"cho|tại)\s+(?:các\s+|số\s+)?",
    re.IGNORECASE,
)
_SPAN_OF_LEVELS = re.compile(
    r"(?<!\w)(?:từ\s+(?:trung\s+ương|cấp\s+tỉnh|tỉnh)[^.;%]{0,30}?(?:đến|tới)|tiến\s+tới|các\s+cấp)(?!\w)",
    re.IGNORECASE,
)
_MORE_LEVELS = re.compile(
    r"(?:\s*,\s*|\s+và\s+|\s*,?\s+cấp\s+)(?P<level>tỉnh|huyện|xã|sở|thành\s+phố)(?!\w)", re.IGNORECASE
)
_LEVEL_NAMES = {"tỉnh": "province", "huyện": "district", "xã": "commune"}
_BESIDE = 70  # characters
_LEVEL_BEFORE = re.compile(
    r"(?<!\w)(?:cấp|khối)\s+(?P<level>tỉnh|huyện|xã)(?:\s*:|\s+(?:đạt|là|từ|trên|ít\s+nhất|tối\s+thiểu|khoảng|còn))*\s*$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?<!\w)mỗi\s+(?P<who>[^,;.:\d%]{2,50}?)\s+(?:có|duy\s+trì|thành\s+lập|đạt|xây\s+dựng|bố\s+trí)"
    r"(?:\s+(?:ít\s+nhất|tối\s+thiểu|không\s+dưới|trên|khoảng|được))*\s*$",
    re.IGNORECASE,
)
_PEOPLE_AND_FIRMS = re.compile(
    r"(?:người\s+dân|công\s+dân|nhân\s+dân)(?:,\s*|\s+và\s+)(?:doanh\s+nghiệp|tổ\s+chức)(?!\w)", re.IGNORECASE
)
# Behind the value nobody is named: a mark, a bracket, a year.
_NOTHING = re.compile(
    r"\s*(?:trở\s+lên|trở\s+xuống)?\s*(?:[.;(]|$|,|(?:vào|trong|trước|đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm|ngày|quý|tháng|20))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ADJACENT = 3  # a head noun stands among the first words of its phrase: "số các hộ"


@dataclass(frozen=True, slots=True)
class ScopeFinder:
    """Finds scopes by the lexicon of level words and head nouns."""

    index: PhraseIndex[Entry]

    def find(self, words: Words, claim: Claim, whole: str) -> str:
        """The scope of a claim; `whole` ("province", "national" or "") where the words name nobody."""
        flow = words.text
        if claim.unit == "per_100_people":
            return "population"
        if claim.unit == "rank":
            return whole
        beside = self._beside(words, claim)
        if beside:
            return beside
        start, end = self._noun_phrase(words, claim)
        found = self.index.find_longest(words, *_word_range(words, start, end))
        levels = self._levels(flow, found, start, end)
        if not levels:  # "... được xử lý ở cấp xã": a level word of the value's own part
            own = self.index.find_longest(words, *_word_range(words, *claim.near))
            levels = self._levels(flow, own, *claim.near)
        if levels:
            return _join(levels)
        heads = [match for match in found if match.payload.role == "head"]
        places = [match for match in heads if match.payload.key in LEVEL_ORDER]
        if places and _SPAN_OF_LEVELS.search(flow, start, end):
            places = []
        first_word = bisect_left(words.starts, start)
        if heads and heads[0].first - first_word <= _ADJACENT:
            if _PEOPLE_AND_FIRMS.match(flow, words.starts[heads[0].first]):
                return "population; enterprise"
            if heads[0].payload.key in LEVEL_ORDER:
                return _join({match.payload.key for match in places} or {heads[0].payload.key})
            return heads[0].payload.key
        if places and places[0].payload.key in {"village", "commune"}:
            return _join({match.payload.key for match in places})
        return whole

    def _beside(self, words: Words, claim: Claim) -> str:
        """The level or owner right before a value: "cấp huyện 50%", "mỗi thôn có ít nhất 01"; "" if none."""
        flow, start = words.text, max(claim.sentence[0], claim.value.start - _BESIDE)
        level = _LEVEL_BEFORE.search(flow, start, claim.value.start)
        if level is not None:
            return _LEVEL_NAMES[level["level"].lower()]
        each = _EACH.search(flow, start, claim.value.start)
        if each is None:
            return ""
        first, last = _word_range(words, each.start("who"), each.end("who"))
        found = [
            match for match in self.index.find_longest(words, first, last) if match.payload.role == "head"
        ]
        return found[0].payload.key if found and found[0].first == first else ""

    def _noun_phrase(self, words: Words, claim: Claim) -> tuple[int, int]:
        flow = words.text
        start = claim.value.end
        limit = claim.near[1]
        if claim.after_verb:  # the value's own part ends at a comma, a list of nouns does not
            number = _DIGIT.search(flow, start, claim.clause[1])
            limit = number.start() if number else claim.clause[1]
        stop = _NOUN_ENDS.search(flow, start, limit)
        end = stop.start() if stop else limit
        nobody_behind = _NOTHING.match(flow, start, claim.clause[1]) is not None
        if not (claim.after_verb or nobody_behind) or self._begins_with_noun(words, start, end):
            return start, end
        left = claim.near[0]
        head = _SUBJECT_HEAD.search(flow, left, claim.value.start)
        if head is None and left > claim.clause[0]:
            left = claim.clause[0]
            head = _SUBJECT_HEAD.search(flow, left, claim.value.start)
        start = head.end() if head else left
        stop = _NOUN_ENDS.search(flow, start, claim.value.start)
        return start, stop.start() if stop else claim.value.start

    def _begins_with_noun(self, words: Words, start: int, end: int) -> bool:
        """Whether somebody is named right behind the value: "đến 100% cơ quan"."""
        first = bisect_left(words.starts, start)
        found = self.index.find_longest(words, first, min(first + 1, _word_range(words, start, end)[1]))
        return bool(found) and found[0].payload.role == "head"

    @staticmethod
    def _levels(flow: str, found: list[PhraseMatch[Entry]], start: int, end: int) -> set[str]:
        named = [match for match in found if match.payload.role == "level"]
        if not named or _SPAN_OF_LEVELS.search(flow, start, end):
            return set()
        levels: set[str] = set()
        for match in named:
            levels.add(match.payload.key)
            position = match.end
            while (more := _MORE_LEVELS.match(flow, position, end)) is not None:
                level = _LEVEL_NAMES.get(more["level"].lower())
                if level is None:
                    break
                levels.add(level)
                position = more.end()
        return levels


def is_elliptical(flow: str, previous: Claim, claim: Claim) -> bool:
    """Whether a share goes on about those of the one before: "99% dân số có ..., 80% có tài khoản"."""
    if claim.unit != "percent" or previous.unit != "percent" or claim.sentence != previous.sentence:
        return False
    between = flow[previous.value.end : claim.value.start]
    if ";" in between or _GOES_ON.match(flow, claim.value.end) is None:
        return False
    return not claim.after_verb or _NOUNLESS.search(between) is not None


_GOES_ON = re.compile(
    r"\s+(?:có|được|sử\s+dụng|biết|tham\s+gia|dùng)(?!\w)|\s*[.;(]|\s*$|\s+(?:vào|trong)\s", re.IGNORECASE
)
_NOUNLESS = re.compile(
    r"(?:phấn\s+đấu|dự\s+kiến|mục\s+tiêu|đến|tới|năm|nâng\s+lên|tăng\s+lên|và)\s[^,;.]{0,40}$", re.IGNORECASE
)


def _join(levels: set[str]) -> str:
    return "; ".join(level for level in LEVEL_ORDER if level in levels)


def _word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    return bisect_left(words.starts, start), bisect_left(words.starts, end) - 1
