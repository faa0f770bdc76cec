"""Values in brackets: a goal named beside a result, a state beside a goal, a figure told twice."""

from __future__ import annotations

import re

from etl.extract.horizons import YearMention
from etl.extract.kinds.setting import MILESTONE, Case, Decision, Setting, cue_words
from etl.extract.numbers import Value

_RESTATES = re.compile(r"\((?:tương\s+ứng|tương\s+đương|khoảng|bằng|tức)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)

# "có 11/15 chỉ tiêu đạt (tỷ lệ 73,3%)": the share only restates the count before it.
_SHARE_OF_COUNT = re.compile(r"\((?:đạt\s+|chiếm\s+)?(?:tỷ|tỉ)\s+lệ\s*$", re.IGNORECASE)

# "đã đạt 10 chỉ tiêu (66,7%)": how many of the goals.
_GOALS_DONE = re.compile(r"\d\s+(?:chỉ\s+tiêu|mục\s+tiêu|nhiệm\s+vụ|tiêu\s+chí)\s*$", re.IGNORECASE)

_PERIOD = re.compile(r"(?P<first>20\d\d)\s?[-–]\s?20\d\d")
_COUNT_BEFORE = re.compile(r"\d\s?/\s?\d[^;.(%]{0,60}$|\d[^;.(%\d]{0,60}$")


def bracketed(case: Case) -> Decision | None:
    """What brackets around a value make of it; None where nothing in them says."""
    inside = _parenthesis(case.setting, case.value)
    if inside is None:
        return None
    return _in_parenthesis(case.setting, case.place, case.value, inside, case.year, case.previous)


def _parenthesis(setting: Setting, value: Value) -> tuple[int, int] | None:
    opened = setting.flow.rfind("(", max(setting.start, value.start - 120), value.start)
    if opened < 0 or setting.flow.find(")", opened, value.start) >= 0:
        return None
    closed = setting.flow.find(")", value.end, min(setting.end, value.end + 160))
    return (opened, closed) if closed >= 0 else None


def _own_years(setting: Setting, inside: tuple[int, int]) -> list[YearMention]:
    """The years in brackets that may tell of a past state; none where they are steps of a goal."""
    own = [mention for mention in setting.years if inside[0] <= mention.start < inside[1]]
    if len({mention.year for mention in own}) > 2:
        return []  # "(năm 2024: 88%, năm 2025: 95%, năm 2030: 100%)": a goal for each of several years
    period = _PERIOD.search(setting.context.year_text) if own else None
    if period is not None and int(period["first"]) <= own[0].year:
        return []  # "Mục tiêu giai đoạn 2028 - 2030": "80% (năm 2028: 60%)" is a step on the way
    return own


def _in_parenthesis(
    setting: Setting,
    place: int,
    value: Value,
    inside: tuple[int, int],
    year: YearMention | None,
    previous: Decision | None,
) -> Decision | None:
    cues = [cue for cue in setting.cues if inside[0] <= cue.start < inside[1]]
    for cue in cues:
        if cue.payload.sense == "goal":
            return Decision("target", "parenthesis-goal", cue_words(setting.flow, cue), False)
        if cue.payload.sense in {"past", "now", "done"}:
            return Decision("baseline", "parenthesis-result", cue_words(setting.flow, cue), False)
    if value.rule == "bracketed-count":
        told = previous is not None and place > 0 and setting.values[place - 1].shape == "count"
        return Decision(previous.kind if told and previous else None, "restated-year", "ngoặc đơn", False)
    if _GOALS_DONE.search(setting.flow, setting.start, inside[0]) and inside[0] + 1 == value.start:
        return Decision(None, "restated", "ngoặc đơn", False)
    if _SHARE_OF_COUNT.match(setting.flow, inside[0], value.start) and _COUNT_BEFORE.search(
        setting.flow, setting.start, inside[0]
    ):
        counted = previous if place and setting.values[place - 1].shape == "count" else None
        return Decision(counted.kind if counted else None, "restated", "tỷ lệ", False)
    own = _own_years(setting, inside)
    if value.rule == "fraction" and place and setting.values[place - 1].shape == "share":
        return Decision(None, "restated", "ngoặc đơn", False)
    if (
        own
        and year is not None
        and own[0].form == "in"
        and (
            any(
                mention.end <= inside[0] and mention.may_be_due and mention.year > own[0].year
                for mention in setting.years
            )
            or (setting.context.year is not None and setting.context.year.year > own[0].year)
        )
        and own[0].end <= value.start
    ):
        return Decision("baseline", "parenthesis-past-year", str(own[0].year), False)
    if (
        own
        and own[0].form == "in"
        and own[0].year % MILESTONE
        and own[0].end <= value.start
        and previous is not None
        and previous.kind == "target"
        and setting.values[place - 1].unit == value.unit
        and not any(other.year < own[0].year and other.may_be_due for other in setting.years)
        and (setting.context.year is None or setting.context.year.year > own[0].year)
        and (setting.document_year is None or setting.document_year > own[0].year)
    ):
        return Decision("baseline", "parenthesis-past-year", str(own[0].year), False)
    if (
        not own
        and previous is not None
        and previous.kind is not None
        and setting.values[place - 1].end <= inside[0]
        and _RESTATES.match(setting.flow, inside[0], value.start)
    ):
        return Decision(previous.kind, previous.rule, previous.reason, False)
    return None
