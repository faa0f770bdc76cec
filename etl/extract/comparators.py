"""Words that turn a value into a bound: the operator of a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from etl.extract.numbers import Value
from etl.extract.patterns import words_in
from etl.model import Operator

# A rank is better the smaller it is: "hạng 18 trở lên" means 18 or less.
_MIRROR: dict[Operator, Operator] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "=", "~": "~"}


@dataclass(frozen=True, slots=True)
class Comparator:
    """A cue before or after a value and the operator it means.

    `reach` is how far from the value it may stand: `touching`, or `near` with words such as "đạt" or "mức"
    between. `shared` cues hold for the values that follow in a list ("ít nhất 90% ..., 80% ...").
    """

    id: str
    operator: Operator
    side: Literal["before", "after"]
    reach: Literal["touching", "near"]
    pattern: str
    shared: bool
    example: str
    counter: str


COMPARATORS: tuple[Comparator, ...] = (
    Comparator(
        "reach-and-pass",
        ">=",
        "before",
        "touching",
        r"đạt\s+(?:và|hoặc)\s+vượt(?:\s+mức)?",
        False,
        "đạt và vượt 80% hộ",
        "vượt 80% hộ",
    ),
    Comparator(
        "none-below",
        ">=",
        "before",
        "touching",
        r"không\s+(?:[^\W\d]+[,\s]\s?){1,5}nào\s+(?:dưới|thấp\s+hơn)",
        False,
        "không ngành, lĩnh vực nào dưới 10%",
        "ngành nào dưới 10%",
    ),
    Comparator(
        "at-least",
        ">=",
        "before",
        "near",
        r"t[ốôồỗ]i\s+thi[ểếêễề]u|[íi]t\s+nhất|chí\s+ít|không\s+(?:dưới|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn)|thấp\s+nhất|≥|>=|"
        r"bằng\s+hoặc\s+(?:cao|lớn|nhiều)\s+hơn",
        True,
        "ít nhất 90% xã",
        "ít hơn 90% xã",
    ),
    Comparator(
        "at-most",
        "<=",
        "before",
        "near",
        r"tối\s+đa|nhiều\s+nhất|cao\s+nhất|không\s+(?:để\s+)?(?:quá|vượt\s+quá|vượt|cao\s+hơn|"
        r"nhiều\s+hơn|lớn\s+hơn|trên)|≤|<=",
        True,
        "không quá 5% hồ sơ",
        "quá 5% hồ sơ",
    ),
    Comparator(
        "about",
        "~",
        "before",
        "touching",
        r"khoảng(?!\s+cách)|trên\s+dưới|xấp\s+xỉ|gần|ước|chừng|tầm|quanh\s+mức|ước\s+khoảng|"
        r"ước\s+đạt(?:\s+khoảng)?|ước\s+tính|~|≈|cỡ",
        True,
        "khoảng 20% GDP",
        "khoảng cách 20 km",
    ),
    Comparator(
        "below",
        "<",
        "before",
        "touching",
        r"dưới(?:\s+mức)?|ít\s+hơn|thấp\s+hơn(?:\s+mức)?|nhỏ\s+hơn|chưa\s+(?:đến|tới|đầy)|<",
        True,
        "dưới 5% hồ sơ",
        "không dưới 5% hồ sơ",
    ),
    Comparator(
        "above",
        ">",
        "before",
        "touching",
        r"trên(?:\s+mức)?|hơn|vượt(?:\s+(?:mức|mốc|ngưỡng))?|quá|cao\s+hơn(?:\s+mức)?|lớn\s+hơn|nhiều\s+hơn|>",
        True,
        "trên 90% báo cáo",
        "90% báo cáo trên hệ thống",
    ),
    Comparator(
        "from-up",
        ">=",
        "before",
        "touching",
        r"từ(?:\s+(?:mức|khoảng))?",
        False,
        "đạt từ 60% hồ sơ",
        "từ 60 đến 70% hồ sơ",
    ),
    Comparator(
        "and-up",
        ">=",
        "after",
        "near",
        r"tr[ởờ]\s+l[êế]n|hoặc\s+(?:cao|nhiều|lớn)\s+hơn",
        False,
        "đạt 50% trở lên",
        "trở lên phấn khởi",
    ),
    Comparator(
        "and-down",
        "<=",
        "after",
        "near",
        r"trở\s+xuống|hoặc\s+(?:thấp|ít)\s+hơn",
        False,
        "còn 5% trở xuống",
        "rơi xuống",
    ),
)

# Words that may stand between a comparator and its value, or between "từ" and the value it opens.
_FILLER = (
    r"(?:\s+(?:đạt|là|mức|có|từ|được|bằng|phải|cho|tới|đến|các|cả|tổng|số|tỷ\s+lệ|"
    r"mỗi\s+năm|hằng\s+năm|khoảng|thêm|"
    r"hoàn\s+thành|xây\s+dựng|bình\s+quân|cũng|ở|với))*"
)
_BEFORE_CUES = tuple(cue for cue in COMPARATORS if cue.side == "before")
# One alternation: where cues overlap ("không dưới", "dưới") the one that begins first is the longer one.
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        f"(?P<c{place}>{cue.pattern}){_FILLER if cue.reach == 'near' else ''}"
        for place, cue in enumerate(_BEFORE_CUES)
    )
    + r")\s*$",
    re.IGNORECASE,
)
_AFTER = tuple(
    (cue, re.compile(rf"(?<!\w)(?:{cue.pattern})(?!\w)", re.IGNORECASE))
    for cue in COMPARATORS
    if cue.side == "after"
)
# "100% tổ chức đảng từ cấp huyện trở lên", "đô thị loại IV trở lên": the noun's own bound.
_OF_NOUN = re.compile(r"(?<!\w)(?:từ|loại|hạng|cấp|bậc|trình\s+độ|đại\s+học|trung\s+cấp)\s", re.IGNORECASE)
_RANK_WORD = re.compile(r"(?:(?:thứ\s+)?hạng|thứ|vị\s+trí(?:\s+thứ)?|nhóm|tốp|top)\s*$", re.IGNORECASE)
_LAST_WORDS = words_in(*(cue.pattern for cue in _BEFORE_CUES), _FILLER)
_WITHIN = re.compile(r"trong\s+khoảng\s*$", re.IGNORECASE)
_CUT = re.compile(r"[.;:,()]|\d")
# How much text before a value may hold its comparator, how much after it "trở lên".
_BEFORE_WIDTH = 44
_AFTER_WIDTH = 70


@dataclass(frozen=True, slots=True)
class Bound:
    """The operator of one value, the cue's words and whether the cue reaches on to the list's next values."""

    operator: Operator
    cue: str
    rule: str
    shared: bool


EXACT = Bound("=", "", "exact", False)


def find_bound(flow: str, value: Value, start: int) -> Bound:
    """The bound that the words around a value set; `start` is where its sentence begins."""
    if value.high is not None:
        before = flow[max(start, value.start - _BEFORE_WIDTH) : value.start]
        match = None if _WITHIN.search(before) else _BEFORE_ABOUT.search(before)
        if match is not None:
            return Bound("~", match.group().strip(), "about", False)
        found = _before(flow, value, start)
        return replace(found, shared=False) if found.rule in {"at-least", "at-most"} else EXACT
    found = _before(flow, value, start)
    after = _after(flow, value)
    if after is not None and found.operator in {"=", ">=", ">", "<", "<="}:
        found = Bound(after[0].operator, f"{found.cue} … {after[1]}".strip(" …"), after[0].id, False)
    if value.shape == "rank":
        if found.rule in {"and-up", "and-down", "at-least", "at-most"}:
            return Bound(_MIRROR[found.operator], found.cue, found.rule, False)
        if found.rule == "from-up":
            return EXACT
        if value.operator is not None:
            return Bound(value.operator, found.cue, value.rule, False)
        if found.rule == "above":
            return Bound("<", found.cue, found.rule, False)
        if found.rule == "below":
            return Bound("<", found.cue, found.rule, False)
    return found


def _before(flow: str, value: Value, start: int) -> Bound:
    before = flow[max(start, value.start - _BEFORE_WIDTH) : value.start]
    if value.shape == "rank":
        before = _RANK_WORD.sub("", before)
    words = before.rsplit(None, 1)
    if not words or (words[-1].isalpha() and words[-1].lower() not in _LAST_WORDS):
        return EXACT
    match = _BEFORE.search(before)
    if match is None:
        return EXACT
    cue = _BEFORE_CUES[next(place for place in range(len(_BEFORE_CUES)) if match[f"c{place}"] is not None)]
    return Bound(cue.operator, match.group().strip(), cue.id, cue.shared)


def _after(flow: str, value: Value) -> tuple[Comparator, str] | None:
    rest = flow[value.end : value.end + _AFTER_WIDTH]
    cut = _CUT.search(rest)
    if cut is not None:
        rest = rest[: cut.start()]
    for cue, pattern in _AFTER:
        match = pattern.search(rest)
        if match is not None and not _OF_NOUN.search(rest[: match.start()]):
            return cue, match.group()
    return None


_BEFORE_ABOUT = re.compile(
    rf"(?<!\w)(?:{next(cue.pattern for cue in COMPARATORS if cue.id == 'about')})\s*$", re.IGNORECASE
)
