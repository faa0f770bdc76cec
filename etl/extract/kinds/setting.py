"""What stands around a value, and what is decided of it: the words that the rules of this package share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.extract.cues import Cue
from etl.extract.horizons import YearMention
from etl.extract.numbers import Value
from etl.extract.sections import Context
from etl.model import Kind
from etl.text.words import PhraseMatch

CueMatch = PhraseMatch[Cue]


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Decision:
    """What a value is, the rule that says so and the words that decided; kind None: no statement."""

    kind: Kind | None
    rule: str
    reason: str
    is_own: bool  # decided by the sentence itself, so that it governs the sentences that follow


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Setting:
    """What stands around the values of one sentence."""

    flow: str
    start: int
    end: int
    values: Sequence[Value]
    cues: Sequence[CueMatch]
    years: Sequence[YearMention]
    context: Context
    state: str  # "goal", "past" or "": what the passage before speaks of
    state_reason: str
    document_year: int | None
    goal_year: int | None  # the latest year that the document ties to a goal
    last_due: int | None  # the latest year "đến năm ..." or end of a period anywhere in the document
    plan_title: bool
    announced: str  # the plan that the passage before says was issued; "" where none was
    deadline: YearMention | None  # "Hoàn thành: năm 2024", said once for the whole item

    def previous_end(self, place: int) -> int:
        """Where the words before the value at `place` begin."""
        return self.values[place - 1].end if place else self.start

    def next_start(self, place: int) -> int:
        """Where the words after the value at `place` end."""
        return self.values[place + 1].start if place + 1 < len(self.values) else self.end


def cue_words(flow: str, cue: CueMatch) -> str:
    """The words of a cue as the text has them, white space folded."""
    return " ".join(flow[cue.start : cue.end].split())


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Case:
    """One value to decide on: the words before and after it, its year, the decision before it."""

    setting: Setting
    place: int
    value: Value
    year: YearMention | None
    previous: Decision | None
    before: str
    tail: str

    @property
    def has_goal_before(self) -> bool:
        """Whether a goal is named before the value in its sentence."""
        return any(cue.payload.sense == "goal" and cue.end <= self.value.start for cue in self.setting.cues)

    @property
    def in_goals(self) -> bool:
        """Whether a heading of goals governs the value."""
        return self.setting.context.mode == "goal"


def is_future(setting: Setting, year: YearMention | None) -> bool:
    """Whether something may be due in a year: it is not over when the document is written."""
    if year is None or not year.may_be_due:
        return False
    return setting.document_year is None or year.year >= setting.document_year


def is_governed(setting: Setting, value: Value, year: YearMention | None) -> bool:
    """Whether a goal governs the value, so that "đã" beside it describes and does not report."""
    if setting.context.mode == "goal":
        return True
    if any(cue.payload.sense == "goal" and cue.end <= value.start for cue in setting.cues):
        return True
    return (
        is_future(setting, year)
        and year is not None
        and year.end <= value.start
        and year.rule.startswith("until")
        and not (year.rule == "until-day" and setting.flow[year.start : year.start + 3].lower() == "đến")
        and setting.flow[year.start : year.start + 4].lower() != "cuối"
    )


def is_done_by(setting: Setting, value: Value, year: YearMention | None, cue: CueMatch) -> bool:
    """ "Đến năm 2020, tỉnh đã có 95% xã ...": the verb of the clause itself is done, so the year is over."""
    if cue.payload.sense != "done" or not cue_words(setting.flow, cue).lower().startswith("đã"):
        return False
    if year is None or setting.context.mode == "goal" or not year.end <= cue.start < value.start:
        return False
    if setting.document_year is not None and year.year > setting.document_year:
        return False
    if any(other.payload.sense in {"goal", "intent"} and other.end <= value.start for other in setting.cues):
        return False
    first = next(other for other in setting.values if other.start >= cue.end)
    between = setting.flow[cue.end : first.start]
    return len(between) < 50 and "," not in between


_STATING = re.compile(
    r"(?<!\w)(?:đạt|là|chiếm|lên|xuống|còn|bằng|giảm|tăng|ở mức|tỷ lệ)(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)


def follows_verb(flow: str, value: Value, start: int) -> bool:
    """Whether a value stands behind the verb that states it: "đạt 80%"."""
    return _STATING.search(flow[max(start, value.start - 30) : value.start]) is not None


def states(setting: Setting, value: Value) -> bool:
    """Whether the words before a value plainly state it: "đạt 75%", without a bound and without an order."""
    before = setting.flow[max(setting.start, value.start - 30) : value.start]
    if value.shape in {"share", "measure"}:
        return REACHES.search(before) is not None
    return value.shape == "rank" and _BOUNDED.search(before) is None


# Plans set their goals for round years; "năm 2023 đạt 75%" without a word of a goal reports.
MILESTONE = 5

_BOUNDED = re.compile(r"(?<!\w)(?:tối\s+thiểu|ít\s+nhất|từ|giữ|phấn\s+đấu)(?!\w)", re.IGNORECASE)

REACHES = re.compile(r"(?<!\w)(?:đạt|chiếm|là|ở\s+mức)(?:\s+(?:tỷ\s+lệ|mức))?\s*$", re.IGNORECASE)

# "Theo kế hoạch, trong tháng 8, 100% xã được nâng băng thông": how a report turns to what is planned.
_AS_PLANNED = re.compile(
    r"(?:cũng\s+)?theo\s+(?:đúng\s+)?(?:kế\s+hoạch|lộ\s+trình|tiến\s+độ|dự\s+kiến|đề\s+án|phương\s+án|chương\s+trình)"
    r"(?!\s+(?:số|ngày|năm)\s)(?:\s+[^\s,;.:\d]+){0,8}?,\s",
    re.IGNORECASE,
)


def planned_then_told(setting: Setting, value: Value) -> str:
    """The words for a plan before a figure that a result follows ("..., thực tế chỉ 60%"); "" without."""
    planned = _AS_PLANNED.match(setting.flow, setting.start, value.start)
    if planned is None or _THEN_TOLD.match(setting.flow, value.end, setting.end) is None:
        return ""
    if any(
        cue.payload.sense in {"past", "now", "done", "aside"} and cue.end <= value.start
        for cue in setting.cues
    ):
        return ""
    return " ".join(planned.group().split()).strip(" ,")


_THEN_TOLD = re.compile(
    r"[^;.%\d]{0,60}?[,;]\s+(?:nhưng|song|tuy\s+nhiên|thực\s+tế|kết\s+quả|thế\s+nhưng)(?!\w)", re.IGNORECASE
)


def as_planned(setting: Setting, value: Value) -> str:
    """The words with which a sentence turns to what is planned; "" without them, or where some is done."""
    planned = _AS_PLANNED.match(setting.flow, setting.start, value.start)
    if planned is None or any(cue.payload.sense in {"past", "now", "done", "aside"} for cue in setting.cues):
        return ""
    return " ".join(planned.group().split()).strip(" ,")
