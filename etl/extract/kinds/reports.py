"""Words right beside a value that say where things stand: a level left behind, a comparison, a move."""

from __future__ import annotations

import re

from etl.extract.kinds.by_cue import by_cue, in_closed_bracket
from etl.extract.kinds.setting import MILESTONE, Case, Decision, is_future

_FROM = re.compile(
    r"(?<!\w)từ(?:\s+(?:mức|vị\s+trí|hạng|thứ|con\s+số|thứ\s+hạng|khoảng|trên|gần|hơn))*(?:\s+thứ)?\s*$",
    re.IGNORECASE,
)

_TO = re.compile(r"(?<!\w)(?:(?<!trở\s)lên|xuống|vươn|còn|sang)(?!\w)", re.IGNORECASE)

_OF_ALL = re.compile(r"\s*(?:trên|trong|/)\s*(?:tổng\s+)?(?:số\s+)?", re.IGNORECASE)

_STATED = re.compile(r"\s+(?:là|đạt|có|mới\s+(?:đạt|có)|chỉ\s+(?:đạt|có))\s+(?:\w+\s+)?", re.IGNORECASE)

_MOVED = re.compile(
    r"[^.;:\d]{0,24}?(?<!\w)từ\s+(?:vị\s+trí\s+|hạng\s+|thứ\s+|xếp\s+)+\d+[^.;]{0,40}?"
    r"(?<!\w)(?:lên|xuống|vươn)\s+(?:vị\s+trí\s+|hạng\s+|thứ\s+|xếp\s+)+\d",
    re.IGNORECASE,
)

_COMPARED = re.compile(
    r"(?<!\w)(?:so\s+với(?:\s+(?:mức|con\s+số|tỷ\s+lệ))?[^.;,:%]{0,30}|(?:trung\s+bình|"
    r"bình\s+quân)\s+(?:cả\s+nước|chung|thế\s+giới|toàn\s+quốc)"
    r"[^.;,:%]{0,20}|cả\s+nước\s+(?:là|đạt)\s+)$",
    re.IGNORECASE,
)

# "trên 40%, cao hơn mức 16,8% của năm 2021": how it was.
_HIGHER_THAN = re.compile(
    r"(?<!\w)(?:cao|thấp|nhiều|ít|lớn)?\s?hơn(?:\s+hẳn|\s+so\s+với)?\s+(?:mức|con\s+số|tỷ\s+lệ)\s+(?:trên\s+|gần\s+|khoảng\s+)?$",
    re.IGNORECASE,
)
_AS_IT_WAS = re.compile(
    r"[^.;,:%\d]{0,30}?\s(?:năm\s+(?:20\d\d|ngoái|trước)|hiện\s+(?:nay|tại)|cùng\s+kỳ|đầu\s+nhiệm\s+kỳ|giai\s+đoạn\s+20\d\d)",
    re.IGNORECASE,
)

_COMPARING = re.compile(r"so\s+với|bình|cả\s+nước", re.IGNORECASE)

# "số máy mới so với máy cũ lần lượt là 10%, 15%": what is compared is the thing measured.
_RESPECTIVELY_IS = re.compile(r"lần\s+lượt\s+(?:là|đạt)\s+$", re.IGNORECASE)

_DIFFERENCE = re.compile(
    r"(?<!\w)(?:tăng|giảm|cao\s+hơn|thấp\s+hơn|vượt|hơn|thêm)(?:\s+(?:thêm|trên|hơn|"
    r"khoảng|gần|lần\s+lượt|tương\s+ứng))*\s*$",
    re.IGNORECASE,
)

# "đạt 22,3 triệu thuê bao, tăng 7,7% so với cùng kỳ": a result, whatever was said before.
_SAME_PERIOD = re.compile(
    r"[^;.,]{0,30}so\s+với\s+(?:cùng\s+kỳ|tháng\s+trước|năm\s+ngoái)|[^;.]{0,80}?(?:tăng|"
    r"giảm|cao\s+hơn|thấp\s+hơn)\s(?:[^;]){0,60}?(?:cùng\s+kỳ|tháng\s+trước|quý\s+trước|"
    r"năm\s+trước|năm\s+ngoái)",
    re.IGNORECASE,
)

_DESCRIBES = re.compile(
    r"\s+(?:dân\s+số|diện\s+tích|số\s+dân|đồng\s+bào)[^,.;]{0,24}\s(?:là|sống|thuộc)\s", re.IGNORECASE
)

_DONE_BEFORE = re.compile(
    r"[,;(]\s*(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|ước)(?:\s+đạt)?(?:\s+(?:năm|tháng|quý|đến)\s[^,;()%]{0,16})?\s*:?\s*$",
    re.IGNORECASE,
)

# "Thực hiện năm 2023: 55%; kế hoạch năm 2024: 70%".
_DONE_YEAR = re.compile(
    r"(?:ước\s+)?(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|TH)\s+(?:năm|\d{1,2}\s+tháng|quý|20)\s?[^,;()%:]{0,16}:\s*",
    re.IGNORECASE,
)

_ONLY = re.compile(
    r"(?<!\w)(?:(?<!chứng\s)(?<!địa\s)chỉ(?:\s+(?:có|đạt|chiếm|khoảng|là|ở\s+mức|dừng\s+ở))?|"
    r"chưa\s+(?:tới|đến|đầy)|mới\s+(?:có|đạt|chiếm|khoảng|thực\s+hiện|là|ở\s+mức|dừng\s+ở|"
    r"(?:làm|thực\s+hiện|giải\s+quyết|số\s+h[óo]a|kết\s+nối|triển\s+khai|xử\s+lý|cấp|phủ|kích\s+hoạt|nộp)\s+được))\s*$",
    re.IGNORECASE,
)


# "giải ngân mới 18,2%"; "đào tạo mới 500 người" counts new ones.
_NEWLY = re.compile(r"(?<!\w)mới\s+$", re.IGNORECASE)
_INSTEAD = re.compile(r"(?<!\w)thay\s+vì(?:\s+(?:mức|chỉ))?\s+$", re.IGNORECASE)
# "chúng ta còn 21 điểm phần trăm nữa": what is still missing.
_STILL = re.compile(r"(?<!\w)(?:còn|thiếu)(?:\s+(?:thiếu|phải|tới|khoảng|gần|hơn))*\s+$", re.IGNORECASE)
_MORE = re.compile(r"\s+nữa(?!\w)", re.IGNORECASE)


def from_level(case: Case) -> Decision | None:
    """ "từ 60% năm 2023 lên 80%": the first value is where things stand."""
    if "từ" not in case.before.lower() or not _FROM.search(case.before):
        return None
    due = case.year if is_future(case.setting, case.year) else None
    if due is not None and due.form == "by" and 0 <= due.start - case.value.end <= len(case.tail):
        return None  # "từ 60% vào năm 2025 ... lên 85%": both are goals
    has_next = case.place + 1 < len(case.setting.values)
    if has_next and ";" not in case.tail and _TO.search(case.tail):
        return Decision("baseline", "from-level", "từ … lên", False)
    return None


def to_level(case: Case) -> Decision | None:
    """ "từ 60% ... lên 80%": the second value is the goal, unless the rise is reported."""
    setting = case.setting
    if case.previous is None or case.previous.rule != "from-level" or setting.context.mode == "result":
        return None
    reported = by_cue(setting, setting.start, setting.values[case.place - 1], case.year)
    if (
        case.year is not None
        and is_future(setting, case.year)
        and (setting.document_year is not None or case.year.form == "by")
    ):
        reported = None
    elif reported is not None and reported.kind != "target":
        return None
    if (
        not case.in_goals
        and not case.has_goal_before
        and (_is_rise(case) or _after_move(case) or _rose_in_period(case) or _rose_before_goal(case))
    ):
        return Decision("baseline", "to-level", "từ … lên", True)
    if case.year is not None or reported is not None or case.in_goals or setting.state == "goal":
        return Decision("target", "to-level", "từ … lên", True)
    return None


def _is_rise(case: Case) -> bool:
    """ "từ 10,8% năm 2024 lên 31,2% vào tháng 12/2025": exact figures of two dates are a report."""
    setting, earlier = case.setting, case.setting.values[case.place - 1]
    dated = any(earlier.end <= year.start <= case.value.start for year in setting.years)
    return dated and case.value.value != int(case.value.value) and earlier.value != int(earlier.value)


def _rose_in_period(case: Case) -> bool:
    """ "Giai đoạn 2016 - 2020, tỷ lệ tăng từ 35% lên 96%": what rose in a period is told of it."""
    earlier = case.setting.values[case.place - 1]
    rose = _ROSE.search(case.setting.flow, max(case.setting.start, earlier.start - 24), earlier.start)
    return case.year is not None and case.year.rule == "period-end" and rose is not None


def _rose_before_goal(case: Case) -> bool:
    """ "từ 37% năm 2021 tăng lên 74% năm 2023; năm 2024 phấn đấu 85%": the rise is told, then the goal."""
    setting, year = case.setting, case.year
    if year is None or year.form != "in" or year.start < case.value.end:
        return False
    rose = _RISES.search(setting.flow, setting.start, case.value.start) is not None
    return (
        rose
        and any(cue.payload.sense == "goal" and cue.start >= case.value.end for cue in setting.cues)
        and any(
            other.may_be_due and other.start >= year.end and other.year > year.year for other in setting.years
        )
    )


_RISES = re.compile(r"(?<!\w)(?:tăng|giảm)(?!\w)", re.IGNORECASE)
_ROSE = re.compile(r"(?<!\w)(?:tăng|giảm)\s+(?:mạnh\s+|nhanh\s+)?từ\s+$", re.IGNORECASE)


def _after_move(case: Case) -> bool:
    """Whether a rank ends the move that the sentence reports."""
    setting = case.setting
    if case.year is not None and case.year.form == "by":
        return False
    return case.value.shape == "rank" and any(
        value.unit == "places" and _MOVED.match(setting.flow, value.after, setting.end)
        for value in setting.values[: case.place]
    )


def out_of(case: Case) -> Decision | None:
    """ "xếp thứ 20 trên 63 tỉnh": 63 is the whole."""
    if not case.place or case.value.rule != "count":
        return None
    earlier = case.setting.values[case.place - 1]
    if earlier.shape in {"rank", "share"} and _OUT_OF_ALL.fullmatch(
        case.setting.flow, earlier.end, case.value.start
    ):
        return Decision(None, "out-of", "trên tổng số", False)
    if earlier.shape == "rank" and _OF_ALL.fullmatch(case.setting.flow[earlier.end : case.value.start]):
        return Decision(None, "out-of", "trên tổng số", False)
    return None


_OUT_OF_ALL = re.compile(r"\s*(?:trên|trong)\s+tổng\s+(?:số\s+)?(?:hơn\s+|gần\s+|khoảng\s+)?", re.IGNORECASE)


def state_of_year(case: Case) -> Decision | None:
    """ "đến năm 2027 đạt 60%, năm 2024 là 30%": the state of an earlier year set beside the goal."""
    setting, year = case.setting, case.year
    if year is None or year.form != "in" or year.end > case.value.start:
        return None
    if not setting.flow[setting.start : year.start].rstrip().endswith(","):
        return None
    if _STATED.fullmatch(setting.flow, year.end, case.value.start) is None:
        return None
    is_past = year.year < setting.document_year if setting.document_year else year.year % MILESTONE != 0
    later = any(
        other.form == "by" and other.may_be_due and other.end <= year.start and other.year > year.year
        for other in setting.years
    )
    return Decision("baseline", "state-of-year", str(year.year), False) if is_past and later else None


def moved(case: Case) -> Decision | None:
    """ "tăng 8 bậc, từ thứ 30 lên thứ 22": a move in a ranking is a result where no goal is named."""
    if case.value.unit != "places" or case.has_goal_before or case.in_goals:
        return None
    if case.year is not None and case.year.form == "by" and case.year.end <= case.value.start:
        return None
    if any(cue.payload.sense == "intent" and cue.end <= case.value.start for cue in case.setting.cues):
        return None
    moved = _MOVED.match(case.setting.flow, case.value.after, case.setting.end)
    return Decision("baseline", "moved", moved.group().strip(), True) if moved else None


def reported(case: Case) -> Decision | None:
    """Words right beside the value that only a report uses."""
    flow, value = case.setting.flow, case.value
    if _INSTEAD.search(case.before):
        return Decision("baseline", "compared-with", "thay vì", False)
    if (
        _COMPARING.search(case.before)
        and _COMPARED.search(case.before)
        and not _NATION_ITSELF.search(setting_part(case))
        and not _RESPECTIVELY_IS.search(case.before)
    ):
        return Decision("baseline", "compared-with", case.before[-25:].strip(), False)
    higher = _HIGHER_THAN.search(case.before)
    if higher is not None and _AS_IT_WAS.match(flow, value.end, case.setting.end):
        return Decision("baseline", "compared-with", higher.group().strip(), False)
    same = _SAME_PERIOD.match(flow, value.end, min(case.setting.end, value.end + 170))
    if same is not None and not (case.has_goal_before and same.group().lower().endswith("năm trước")):
        return Decision("baseline", "same-period", "so với cùng kỳ", True)
    if _DESCRIBES.match(flow, value.end, case.setting.end) and not case.in_goals:
        return Decision(None, "description", flow[value.end : value.end + 30].strip(), False)
    if _opens_with(case):
        return Decision(None, "description", "Với", False)
    only = _ONLY.search(case.before) is not None or (
        value.shape == "share" and _NEWLY.search(case.before) is not None
    )
    only = only and not (
        case.in_goals
        or any(
            cue.payload.sense == "goal"
            and cue.end <= value.start
            and not in_closed_bracket(case.setting, value, cue)
            for cue in case.setting.cues
        )
    )
    done_year = not case.in_goals and _DONE_YEAR.fullmatch(flow, case.setting.start, value.start)
    if only or done_year or _DONE_BEFORE.search(case.before):
        return Decision("baseline", "reports", case.before[-20:].strip(), only is True)
    if _STILL.search(case.before) and _MORE.match(flow, value.after):
        return Decision("baseline", "reports", case.before[-20:].strip(), False)
    if _achieved(case):
        return Decision("baseline", "cue-result-of-goal", "đã … vượt mục tiêu", True)
    follows_result = case.previous is not None and case.previous.kind == "baseline"
    if follows_result and value.shape == "change" and _DIFFERENCE.search(case.before):
        return Decision("baseline", "difference", case.before[-20:].strip(), False)
    return None


def went_on(case: Case) -> Decision | None:
    """ "cuối năm 2024 là 11,05%, sang tháng 1 vọt lên 12,11%": where a reported figure moved to."""
    if case.previous is None or case.previous.kind != "baseline" or case.in_goals:
        return None
    between = case.setting.flow[case.setting.values[case.place - 1].end : case.value.start]
    if _WENT_ON.search(between) is None or _FURTHER_GOAL.search(between) is not None:
        return None
    if any(cue.payload.sense in {"goal", "intent"} for cue in case.setting.cues):
        return None
    year, earlier = case.year, case.setting.values[case.place - 1]
    if year is not None and year.form == "by" and earlier.end <= year.start < case.value.start:
        return None  # "năm 2024 là 60%, đến năm 2026 tăng lên 80%"
    return Decision("baseline", "went-on", between.strip(" ,;"), True)


_WENT_ON = re.compile(
    r"(?<!\w)(?:vọt|vượt|nhích|tăng|giảm|hạ|rút|tụt|lùi|leo|chuyển)\s+(?:lên|xuống|còn)(?:\s+(?:mức|tới|đến|khoảng))*\s+$",
    re.IGNORECASE,
)
_FURTHER_GOAL = re.compile(r";|(?<!\w)(?:phải|nhằm|để)(?!\w)", re.IGNORECASE)


def setting_part(case: Case) -> str:
    """The words of a value's own part of its sentence, behind the last semicolon."""
    flow = case.setting.flow
    return flow[
        max(case.setting.start, flow.rfind(";", case.setting.start, case.value.start) + 1) : case.value.start
    ]


# "đến hết năm, cả nước đạt 95%": the nation is the subject, nothing is compared.
_NATION_ITSELF = re.compile(r"^[^\d%]*(?:20\d\d)?[^\d%]*,\s*cả\s+nước\s+đạt\s+$", re.IGNORECASE)


def _opens_with(case: Case) -> bool:
    """ "Với 1,2 triệu dân và 70% ở nông thôn, tỉnh đặt mục tiêu ...": what the one who sets goals is like."""
    setting = case.setting
    opened = _WITH.match(setting.flow, setting.start, case.value.start)
    if opened is None:
        return False
    comma = setting.flow.find(", ", case.value.end, setting.end)
    return comma >= 0 and any(
        cue.payload.sense == "goal" and comma < cue.start < comma + 60 for cue in setting.cues
    )


_WITH = re.compile(
    r"(?:với|là\s+(?:tỉnh|huyện|xã|thành\s+phố))\s(?!mục\s+tiêu|quyết\s+tâm|phương\s+châm)(?:[^,]|,(?=\d))*$",
    re.IGNORECASE,
)


def _achieved(case: Case) -> bool:
    """ "đã phủ sóng 98% dân số, vượt mục tiêu": done, and measured against its goal."""
    cues, value = case.setting.cues, case.value
    done = any(cue.payload.sense == "done" and cue.end <= value.start for cue in cues)
    return done and any(cue.payload.id == "result-of-goal" and cue.start >= value.end for cue in cues)


def plan_of_year(case: Case) -> Decision | None:
    """ "Kế hoạch năm 2027: kinh tế số chiếm 20%": how a report turns to what comes next."""
    setting = case.setting
    clause = max(setting.start, setting.flow.rfind(";", setting.start, case.value.start) + 1)
    opened = _YEARS_PLAN.match(setting.flow, clause, case.value.start)
    if opened is None or setting.context.mode == "result":
        return None
    if setting.document_year is not None and int(opened["year"]) < setting.document_year:
        return None
    if any(
        cue.payload.sense in {"past", "now", "done"} and cue.start >= opened.end() for cue in setting.cues
    ):
        return None
    return Decision("target", "plan-of-year", " ".join(opened.group().split()), True)


_YEARS_PLAN = re.compile(
    r"\s*(?:kế\s+hoạch|nhiệm\s+vụ|chỉ\s+tiêu|phương\s+hướng)(?:\s+(?:của|cho|trong))?\s+năm\s+(?P<year>20\d\d)"
    r"(?:\s+của\s+[^:;.,]{2,60}?)?\s*(?::|,|đạt|là|phấn|có|đặt)",
    re.IGNORECASE,
)


def has_reached(case: Case) -> Decision | None:
    """ "So với mục tiêu đề ra, tỉnh đã đạt 62%": the verb right before the value is done."""
    before = [year for year in case.setting.years if year.may_be_due and year.end <= case.value.start]
    if case.in_goals or (before and before[-1].form == "by"):
        return None
    reached = _REACHED.search(case.before)
    return Decision("baseline", "has-reached", reached.group().strip(), True) if reached else None


_REACHED = re.compile(
    r"(?<!\w)đã\s+(?:đạt|chiếm|phủ|vượt|hoàn\s+thành|số\s+h[óo]a|cấp|kết\s+nối|cung\s+cấp|tích\s+hợp|lắp\s+đặt|"
    r"kích\s+hoạt|đồng\s+bộ|thu\s+nhận|qua\s+mốc)(?:\s+(?:được|trên|hơn|khoảng|gần|tỷ\s+lệ|mức|tới))*\s*$",
    re.IGNORECASE,
)
