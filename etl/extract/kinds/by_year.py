"""What the year of a value says, against the date of the document."""

from __future__ import annotations

import re

from etl.extract.horizons import YearMention
from etl.extract.kinds.setting import MILESTONE, Decision, Setting, cue_words, is_done_by, states
from etl.extract.numbers import Value


def by_year(setting: Setting, value: Value, year: YearMention | None) -> Decision | None:
    """What the year tied to the value says, against the date of the document."""
    if year is None:
        return _by_date(setting, value)
    words = " ".join(setting.flow[year.start : year.end].split())
    done = next((cue for cue in setting.cues if is_done_by(setting, value, year, cue)), None)
    if done is not None:
        return Decision("baseline", "done-by-year", cue_words(setting.flow, done), True)
    if _reports_year(setting, value, year, words):
        return Decision("baseline", "reported-year", words, True)
    in_goals = setting.context.mode == "goal"
    if _under_results(setting, value, year):
        return Decision("baseline", "heading-result", setting.context.mode_text, False)
    if _tells_of_day(setting, year) or (not in_goals and _is_as_of(setting, value, year, words)):
        return Decision("baseline", "as-of", words, True)
    if _is_of_month(setting, value, year):
        return Decision("baseline", "dated", words, True)
    if _outdone(setting, value, year) or _grew_before(setting, value, year) or _sourced(setting, year):
        return Decision("baseline", "before-goal-year", words, True)
    due = Decision("target", "due-year", words, True)
    reported = setting.context.mode == "result" or setting.state == "past"
    if year.rule == "period-end" and setting.state == "past" and not in_goals:
        return None
    if setting.document_year is None or year.year == setting.document_year:
        is_open = setting.document_year is None or not reported
        return due if year.form == "by" and is_open else None
    if year.year > setting.document_year:
        return due
    opens = (
        year.form == "in"
        and (year.start - setting.start < 4 or _SOURCE.fullmatch(setting.flow, setting.start, year.start))
        and not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
    )
    return None if in_goals and not opens else Decision("baseline", "past-year", words, True)


# "Theo Ngân hàng Nhà nước, năm 2021 ...": who tells it.
_SOURCE = re.compile(r"Theo\s+(?!lộ\s|kế\s|đề\s|quyết\s|nghị\s)[^,;.\d]{3,60},\s+")


def _sourced(setting: Setting, year: YearMention) -> bool:
    """ "Theo Sở Y tế, năm 2024 có 62% cơ sở ... Đến năm 2026 ...": told of a year before the goals'."""
    return (
        year.form == "in"
        and setting.context.mode != "goal"
        and max(setting.goal_year or 0, setting.last_due or 0) > year.year
        and _SOURCE.fullmatch(setting.flow, setting.start, year.start) is not None
        and not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
    )


def _under_results(setting: Setting, value: Value, year: YearMention) -> bool:
    """Whether a heading of results governs a year that no goal of the text reaches."""
    if setting.context.mode != "result" or (setting.goal_year or 0) <= year.year:
        return False
    if setting.document_year is not None and year.year > setting.document_year:
        return False
    return not any(cue.payload.sense in {"goal", "intent"} and cue.end <= value.start for cue in setting.cues)


# "Hết năm 2022, tỉnh có ...", "Trong quý I/2024, ...": how reports open; plans write "đến hết năm".
_REPORT_YEAR = re.compile(r"(?:hết|kết\s+thúc|khép\s+lại|trong\s+(?:tháng|quý|qúy))\s", re.IGNORECASE)


_PERIOD_OVER = re.compile(
    r"(?:kết\s+thúc|khép\s+lại|hết|sau)\s+(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ)\s+", re.IGNORECASE
)


_LEAST = re.compile(r"(?<!\w)mỗi\s[^;.\d]*\s(?:ít\s+nhất|tối\s+thiểu)\s+$", re.IGNORECASE)


def _reports_year(setting: Setting, value: Value, year: YearMention, words: str) -> bool:
    """Whether the year's words open a report, where nothing around speaks of a goal."""
    if (
        setting.context.mode != "goal"
        and _PERIOD_OVER.fullmatch(setting.flow, setting.start, year.start) is not None
    ):
        return not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
    if _REPORT_YEAR.match(words) is None or setting.context.mode in {"goal", "task"} or setting.plan_title:
        return False
    if year.start - setting.start > 3 or setting.flow[year.end : year.end + 1] != ",":
        return False
    if setting.state == "goal" or setting.deadline is not None:
        return False
    if value.shape == "count" and _LEAST.search(setting.flow, year.end, value.start):
        return False  # "Hết năm 2024, mỗi thôn có ít nhất một điểm phát": set, not found
    return not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)


def _by_date(setting: Setting, value: Value) -> Decision | None:
    """A day or month at the head of a sentence that speaks of no goal: "Tháng 9/2023, 80% ..."."""
    if any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues):
        return None
    as_of = _AS_OF_DAY.match(setting.flow, setting.start, value.start)
    if as_of is not None and setting.context.mode != "goal":
        return Decision("baseline", "dated", as_of.group().strip(" ,"), True)
    month = next(
        (mention for mention in setting.years if mention.form == "date" and mention.rule != "time-of-event"),
        None,
    )
    if (
        month is not None
        and month.start - setting.start < 25
        and month.end <= value.start
        and setting.context.mode not in {"goal", "task"}
    ):
        return Decision("baseline", "dated", setting.flow[month.start : month.end], False)
    return None


# "Đến ngày 20/5, ...": a day without its year is near; goals are set for years.
_AS_OF_DAY = re.compile(
    r"(?:tính\s+|chỉ\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?!\s?[/\d])[\s,]", re.IGNORECASE
)


def _is_as_of(setting: Setting, value: Value, year: YearMention, words: str) -> bool:
    """Whether "đến 30/6/2021" or "đến hết tháng 6/2024" says of when a state is, not when it is due."""
    if any(cue.payload.sense in {"goal", "intent"} and cue.end <= value.start for cue in setting.cues):
        return False
    if _UP_TO.match(words) is None or (
        setting.context.in_list
        and (setting.state == "goal" or setting.context.mode == "task")
        and not any(cue.payload.sense in {"past", "now", "done"} for cue in setting.cues)
    ):
        return False
    if year.rule == "until-month" and _TOLD_BY.search(setting.flow, setting.start, year.start):
        return True
    if year.rule == "until-month":
        return (states(setting, value) and value.value % 5 != 0) or _is_exact(setting, year)
    return (
        year.rule == "until-day" and setting.document_year is not None and year.year <= setting.document_year
    )


def _is_exact(setting: Setting, year: YearMention) -> bool:
    """ "Đến hết tháng 10/2023, 100% xã ..., 91,3% thôn ...": one exact share shows that all are counted."""
    return any(
        value.shape == "share" and value.start >= year.end and value.value != int(value.value)
        for value in setting.values
    )


def _tells_of_day(setting: Setting, year: YearMention) -> bool:
    """ "Đến ngày 15/3/2024, kết quả ... là 74%, ... 69,5%": what a day showed, also among goals."""
    return (
        year.rule == "until-day"
        and _TELLS.match(setting.flow, year.end, setting.end) is not None
        and _is_exact(setting, year)
        and not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
    )


# "Sở cho biết, đến cuối tháng 6/2024, toàn tỉnh có 412 điểm": who tells it.
_TOLD_BY = re.compile(
    r"(?<!\w)(?:cho\s+(?:biết|hay)|thông\s+tin|thống\s+kê|báo\s+cáo|cập\s+nhật|ghi\s+nhận)(?:\s+của\s+[^,;.:\d]{2,60})?\s*[,:]?\s*$",
    re.IGNORECASE,
)
_TELLS = re.compile(r",?\s+kết\s+quả\s", re.IGNORECASE)
_UP_TO = re.compile(r"(?:tính\s+)?(?:đến|tới|hết)\s", re.IGNORECASE)


def _grew_before(setting: Setting, value: Value, year: YearMention) -> bool:
    """ "Giai đoạn 2018-2022 tăng 15%/năm. Phấn đấu ...": growth of a period before that of the goals."""
    if year.rule != "period-end" or value.unit != "percent_per_year" or setting.context.mode == "goal":
        return False
    if setting.state == "goal" or setting.announced or setting.plan_title:
        return False
    aims = any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)
    return not aims and (setting.goal_year or 0) > year.year


def _ends_outdone(setting: Setting, value: Value, year: YearMention) -> bool:
    """ "Đến tháng 6/2024 có 68%, phấn đấu cuối năm 2024 đạt 80%": a goal for the end of the same year."""
    if year.rule != "until-month":
        return False
    if (setting.goal_year or 0) > year.year and not setting.context.in_list:
        return True
    striven = next(
        (cue for cue in setting.cues if cue.payload.sense == "goal" and cue.start >= value.end), None
    )
    return striven is not None and any(
        other.start >= value.end and other.rule == "until-year" and other.year == year.year
        for other in setting.years
    )


def _exact_before_goals(setting: Setting, value: Value, year: YearMention) -> bool:
    """ "Cuối năm 2022, 74,63% ...": an exact share for a year before those of the text's goals."""
    exact = value.shape == "share" and value.high is None and value.value != int(value.value)
    return exact and max(setting.goal_year or 0, setting.last_due or 0) > year.year


def _is_milestone(setting: Setting, year: YearMention) -> bool:
    """ "Đến năm 2025 chiếm 15%; phấn đấu đến năm 2030 ...": the first of two round years is a goal, too."""
    ahead = setting.document_year is None or setting.document_year < year.year
    return ahead and year.form == "by" and year.year % MILESTONE == 0


def _is_of_month(setting: Setting, value: Value, year: YearMention) -> bool:
    """ "Chỉ tiêu đến năm 2025 đã về đích khi tháng 6/2024 đạt 92%": how it stood in a month."""
    months = [
        other
        for other in setting.years
        if other.rule == "month" and year.end <= other.start < value.start and other.year <= year.year
    ]
    if not months:
        return False
    return _STOOD.fullmatch(setting.flow, months[-1].end, value.start) is not None and not any(
        cue.payload.sense in {"goal", "intent"} and months[-1].end <= cue.start < value.start
        for cue in setting.cues
    )


_STOOD = re.compile(
    r"\s*,?\s+(?:tỷ\s+lệ\s+này\s+)?(?:đã\s+)?(?:đạt|có|là|ở\s+mức)\s+(?:trên\s+|hơn\s+|gần\s+)?",
    re.IGNORECASE,
)


def _outdone(setting: Setting, value: Value, year: YearMention) -> bool:
    """Whether a goal for a later year is set beside the value: "hết 2023 có 31%, dự kiến 2024 đạt 45%"."""
    if setting.context.mode == "goal" or year.start > value.start:
        return False
    if any(cue.payload.sense in {"goal", "intent"} and cue.end <= value.start for cue in setting.cues):
        return False
    later = [
        other
        for other in setting.years
        if other.may_be_due and other.start >= value.end and other.year > year.year
    ]
    if not _is_milestone(setting, year) and any(
        (cue.payload.sense == "goal" or cue.payload.id == "future")
        and value.end <= cue.start
        and ";" not in setting.flow[min(cue.end, other.end) : max(cue.start, other.start)]
        for cue in setting.cues
        for other in later
    ):
        return True
    if year.rule in {"until-month", "until-year"} and _ends_outdone(setting, value, year):
        return True
    if _exact_before_goals(setting, value, year):
        return True
    reaches = re.search(
        r"(?<!\w)(?:đạt|chiếm|có|là|xếp|tiêu\s+thụ|bán|tiếp\s+nhận|giải\s+quyết|xuất\s+khẩu|thu\s+hút|đón|cấp)(?!\w)",
        setting.flow[year.end : value.start],
        re.IGNORECASE,
    )
    return (
        year.form == "in"
        and setting.document_year is None
        and setting.goal_year is not None
        and setting.goal_year > year.year
        and not later
        and reaches is not None
    )
