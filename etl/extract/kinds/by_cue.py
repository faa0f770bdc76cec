"""The nearest word for a goal or a result, before the value and behind it."""

from __future__ import annotations

import re

from etl.extract.horizons import YearMention
from etl.extract.kinds.setting import (
    CueMatch,
    Decision,
    Setting,
    as_planned,
    cue_words,
    is_done_by,
    is_future,
    is_governed,
)
from etl.extract.numbers import Value

_OPENS_PARENTHESIS = re.compile(r"[^(;.]{0,30}\(\s*(?:so\s+với\s+|theo\s+)?", re.IGNORECASE)

_OF_PLAN = re.compile(
    r"\s+(?:so\s+với\s+)?(?:(?:chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)(?!\w)(?!\s+(?:được|phát|ứng|chuyển))|kế\s+hoạch"
    r"(?=\s*(?:[,.;:)!]|$)|\s+(?:năm|quý|tháng|cả|đề|được\s+giao|giao|đã|của|do|tỉnh|trung|vốn|và)(?!\w)))",
    re.IGNORECASE,
)

_STRIVING = re.compile(
    r"(?<!\w)(?:(?:phấn\s+đấu|nhằm|để|sẽ|quyết\s+tâm|bảo\s+đảm|cần|phải|hướng\s+tới|dự\s+kiến)"
    r"\s+(?:\w+\s+){0,2}|(?:trước|chậm\s+nhất)\s+(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?,?\s+)$",
    re.IGNORECASE,
)

_ELAPSED = re.compile(
    r"(?<!\w)(?:qua|sau|trong)\s+(?:gần|hơn|hơn\s+)?\s*\d{1,2}\s+(?:năm|"
    r"tháng)(?:\s+(?:thực\s+hiện|triển\s+khai|đầu\s+năm|qua|vừa\s+qua))|"
    r"(?<!\w)\d{1,2}\s+tháng\s+đầu\s+năm|(?<!\w)(?:quý|quí)\s+(?:[IV]+|\d)(?:\s*,|\s+vừa)",
    re.IGNORECASE,
)


def by_cue(setting: Setting, start: int, value: Value, year: YearMention | None) -> Decision | None:
    """The nearest deciding cue between `start` and the value."""
    for cue in reversed(setting.cues):
        if cue.end > value.start or cue.start < start or in_closed_bracket(setting, value, cue):
            continue
        found = _before_value(setting, value, year, cue)
        if found is not None:
            return found
    if start == setting.start:
        elapsed = _ELAPSED.search(setting.flow, setting.start, value.start)
        if elapsed is not None and not is_governed(setting, value, year) and not as_planned(setting, value):
            return Decision("baseline", "elapsed", elapsed.group(), True)
    return None


def in_closed_bracket(setting: Setting, value: Value, cue: CueMatch) -> bool:
    """ "đạt 36% (chỉ tiêu 50%); ký số 99%": a word in brackets says nothing of what stands behind them."""
    closed = setting.flow.find(")", cue.end, value.start)
    if closed < 0 or setting.flow.find("(", cue.end, closed) >= 0:
        return False
    return setting.flow.rfind("(", setting.start, cue.start) > setting.flow.rfind(
        ")", setting.start, cue.start
    )


def _before_value(setting: Setting, value: Value, year: YearMention | None, cue: CueMatch) -> Decision | None:
    """What a cue before the value says of it; None where it leaves it open."""
    sense, words = cue.payload.sense, cue_words(setting.flow, cue)
    if sense == "goal":
        return Decision("target", f"cue-{cue.payload.id}", words, True)
    if cue.payload.id == "result-of-goal":
        if _STRIVING.search(setting.flow, setting.start, cue.start):
            return Decision("target", "cue-goal-word", words, True)
        if year is not None and year.end <= cue.start and is_future(setting, year):
            return Decision("target", "due-year", words, True)
    purpose = _PURPOSE.search(setting.flow, cue.end, value.start)
    if purpose is not None and words.lower().startswith("đang"):
        return Decision("target", "purpose", purpose.group(), False)
    if sense in {"past", "now", "done"} and _expected(setting, value, year, cue):
        return Decision("target", "expected-by", "dự kiến", True)
    if sense in {"past", "now"}:
        return Decision("baseline", f"cue-{cue.payload.id}", words, True)
    if is_done_by(setting, value, year, cue):
        return Decision("baseline", "done-by-year", words, True)
    # In a list of goals "đã" describes what is counted: "hệ thống đã đưa vào vận hành".
    listed = setting.state == "goal" and setting.context.in_list
    if sense == "done" and not (is_governed(setting, value, year) or listed):
        return Decision("baseline", f"cue-{cue.payload.id}", words, False)
    return None


def _expected(setting: Setting, value: Value, year: YearMention | None, cue: CueMatch) -> bool:
    """ "Hiện các sở đang triển khai, dự kiến đến hết năm 2027 đạt 60%": what is expected after the state."""
    if year is None or year.form not in {"by", "in"} or not cue.end <= year.start < value.start:
        return False
    return is_future(setting, year) and any(
        other.payload.id == "future" and cue.end <= other.start < value.start for other in setting.cues
    )


# "đang dựng kho học liệu, nhằm có 120 bài giảng": what the work under way is for.
_PURPOSE = re.compile(r",\s+(?:bảo\s+đảm|đảm\s+bảo|nhằm|để|hướng\s+tới)\s", re.IGNORECASE)


def by_tail(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision | None:
    """Cues between the value and the next one."""
    stop = setting.next_start(place)
    cut = setting.flow.find(";", value.end, stop)
    stop = cut if cut >= 0 else stop
    plan = _OF_PLAN.match(setting.flow, value.end, stop)
    if plan is not None and value.shape == "share":
        return Decision("baseline", "share-of-plan", plan.group().strip(), False)
    for cue in setting.cues:
        if cue.start < value.end or cue.end > stop or _in_next_bracket(setting, place, cue):
            continue
        found = _behind_value(setting, place, year, cue)
        if found is not None:
            return found
    return None


def _behind_value(setting: Setting, place: int, year: YearMention | None, cue: CueMatch) -> Decision | None:
    """What a cue behind the value says of it; None where it leaves it open."""
    value, sense, name = setting.values[place], cue.payload.sense, cue.payload.id
    words, gap = cue_words(setting.flow, cue), cue.start - value.end
    governed = is_governed(setting, value, year)
    in_goals = setting.context.mode == "goal"
    if name == "goal-word" and place + 1 == len(setting.values):
        return Decision("target", "cue-goal-word", words, True)
    if sense == "goal" and not in_goals and _OPENS_PARENTHESIS.fullmatch(setting.flow, value.end, cue.start):
        return Decision("baseline", "beside-goal", words, False)
    if name == "result-of-goal" and _STRIVING.search(setting.flow, value.end, cue.start):
        return Decision("target", "cue-goal-word", words, True)
    if gap >= 60:
        return None
    before = [other.payload for other in setting.cues if other.end <= value.start]
    if sense == "now" and gap < 45 and not governed and all(other.id != "future" for other in before):
        return Decision("baseline", "cue-now", words, False)
    goal = in_goals or any(other.sense == "goal" for other in before)
    least = _LEAST.search(setting.flow, max(setting.start, value.start - 20), value.start) is not None
    if sense == "after" and not (
        goal or least or _added_yearly(setting, value) or _due_before(setting, value, year)
    ):
        return Decision("baseline", "compared-with", words, False)
    if name in {"result-of-goal", "past"} and not governed:
        return Decision("baseline", f"cue-{name}", words, False)
    if sense == "done" and words.lower().startswith("đã"):
        listed = setting.state == "goal" and setting.context.in_list
        return None if governed or listed else Decision("baseline", "cue-already", words, False)
    return None


# "kế hoạch là 95% vào năm 2027, còn năm 2030 là 98%": the same plan for another year.
_AND_IN_YEAR = re.compile(
    r"(?:,|\svà)\s*(?:còn\s+)?(?:đến\s+|tới\s+|vào\s+)?(?:hết\s+|cuối\s+)?năm\s+20\d\d\s+(?:là|đạt|lên)\s+$",
    re.IGNORECASE,
)


def _tells_a_year(setting: Setting, previous: Decision) -> bool:
    """ "Năm 2024, doanh thu đạt 6 tỷ, tăng 8%; 98% dân số ...": a sentence about a year that is over."""
    told = previous.rule in {"in-past-year", "past-year", "before-goal-year", "carried-result"}
    return told and not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)


def _in_next_bracket(setting: Setting, place: int, cue: CueMatch) -> bool:
    """ "gấp 30 lần (hiện nay khoảng 20 lần)": the cue speaks of the value that shares its brackets."""
    if place + 1 >= len(setting.values):
        return False
    flow, following = setting.flow, setting.values[place + 1]
    opened = flow.find("(", setting.values[place].end, cue.start)
    return (
        opened >= 0
        and flow.find(")", opened, following.start) < 0
        and cue.payload.sense in {"now", "past", "done"}
        and cue.payload.id != "result-of-goal"
    )


def by_neighbour(setting: Setting, place: int, value: Value, previous: Decision | None) -> Decision | None:
    """A value in the same breath as the one before: "Lũy kế đến 30/9, 100% xã ..., 96,4% thôn ..."."""
    if (
        previous is not None
        and previous.kind == "target"
        and place
        and _AND_IN_YEAR.search(setting.flow, setting.values[place - 1].end, value.start)
    ):
        return Decision("target", previous.rule, previous.reason, previous.is_own)
    if previous is None or previous.kind != "baseline" or not previous.is_own:
        return None
    start, stop = setting.previous_end(place), setting.next_start(place)
    parted = ";" in setting.flow[start : value.start] and not _tells_a_year(setting, previous)
    if parted or any(
        start <= year.start < stop and not _leads_next(setting, value, year) for year in setting.years
    ):
        return None
    return Decision("baseline", "carried-result", previous.reason, True)


def _leads_next(setting: Setting, value: Value, year: YearMention) -> bool:
    """ "mới đạt 61% và ... khoảng 480 ha, UBND tỉnh xác định đến năm 2025": of what is set next."""
    return year.start >= value.end and any(
        cue.payload.sense == "goal" and value.end <= cue.start <= year.start for cue in setting.cues
    )


# "Hằng năm, số hồ sơ tăng tối thiểu 15% so với năm trước": what every year adds to the one before.
_EVERY_YEAR = re.compile(r"(?:mỗi|hằng|hàng)\s+năm(?!\w)[^.;%]*$", re.IGNORECASE)
_THAN_LAST_YEAR = re.compile(r"\s+so\s+với\s+(?:mức\s+)?năm\s+(?:liền\s+)?trước(?!\w)", re.IGNORECASE)


# "tiết kiệm ít nhất 20% điện năng so với trước": a lower limit is set, whatever it is compared with.
_LEAST = re.compile(r"(?<!\w)(?:ít\s+nhất|tối\s+thiểu|không\s+dưới)\s+$", re.IGNORECASE)


def _added_yearly(setting: Setting, value: Value) -> bool:
    return (
        _THAN_LAST_YEAR.match(setting.flow, value.end, setting.end) is not None
        and _EVERY_YEAR.match(setting.flow, setting.start, value.start) is not None
    )


def _due_before(setting: Setting, value: Value, year: YearMention | None) -> bool:
    compared = next(
        (other for other in setting.years if other.rule == "compared" and other.start >= value.end), None
    )
    if compared is not None and year is not None and year.year - compared.year <= 1:
        return False  # from one year to the next is a report
    return (
        year is not None
        and is_future(setting, year)
        and year.form in {"by", "in"}
        and year.rule != "compared"
    )
