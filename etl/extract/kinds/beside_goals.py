"""A goal named beside a result, and the result beside it: "đạt 64%, thấp hơn chỉ tiêu 70% được giao"."""

from __future__ import annotations

import re

from etl.extract.kinds.setting import Case, Decision, planned_then_told

_GOAL_NOUN = r"(?:mục\s+tiêu|chỉ\s+tiêu(?:\s+giao)?|kế\s+hoạch|yêu\s+cầu|lộ\s+trình)"
# Words between the noun and its figure that keep it the noun's own: "kế hoạch năm 2024 (80%)".
_OF_GOAL = (
    r"(?:\s+(?:đề\s+ra|đặt\s+ra|được\s+giao|đã\s+giao|giao|trước\s+đó|ban\s+đầu|kế\s+hoạch|"
    r"(?:của\s+|cho\s+|cả\s+)*(?:đến\s+|tới\s+)?(?:cuối\s+|hết\s+)?năm(?:\s+20\d\d)?|"
    r"(?:theo\s+kế\s+hoạch\s+)?(?:của\s+)?(?:tỉnh|cả\s+nước|quốc\s+gia|trung\s+ương|chính\s+phủ|thành\s+phố|huyện|xã|phường|sở|bộ|tp|ngành|đề\s+án)))*"
)
_BOUND = r"(?:(?:là|đạt|ở\s+mức|:)\s*)?(?:(?:trên|hơn|ít\s+nhất|tối\s+thiểu|khoảng|từ|không\s+quá)\s+)?"
# "so với mục tiêu 50%", "chưa bằng kế hoạch năm (70%)": the figure compared with is the goal.
_COMPARED_WITH_GOAL = re.compile(
    rf"(?<!\w)(?:so\s+với|trong\s+khi|thấp\s+hơn|cao\s+hơn|kém|chưa\s+(?:bằng|đạt)|"
    rf"thấp\s+xa\s+so\s+với|cách(?:\s+(?:khá|rất))?(?:\s+xa)?|còn\s+(?:khá\s+|rất\s+)?xa)\s+(?:mức\s+)?{_GOAL_NOUN}{_OF_GOAL}"
    rf"[\s(“\"]+{_BOUND}$",
    re.IGNORECASE,
)
# "đạt 61% (kế hoạch năm 60%)", "đạt 73% (vượt mục tiêu của tỉnh cuối năm 2022 là 65%": the goal in brackets.
_BRACKETED_GOAL = re.compile(
    rf"\(\s*(?:so\s+với\s+|vượt\s+|cao\s+hơn\s+|thấp\s+hơn\s+|trong\s+khi\s+)?{_GOAL_NOUN}{_OF_GOAL}"
    rf"\s*(?:(?:[^()%;.\d]|(?<=năm\s)20\d\d){{0,40}}(?:là|:)\s*)?{_BOUND}$",
    re.IGNORECASE,
)
# "đạt 89%, kế hoạch là 75%": the noun is said to be the figure.
_GOAL_IS = re.compile(
    rf"(?:^|[,;.:(]\s*|\s){_GOAL_NOUN}{_OF_GOAL}(?:\s+[^,;.:()\d%]{{2,40}},\s+cụ\s+thể)?\s+là\s+"
    rf"(?:(?:mỗi|hằng|hàng)\s+(?:năm|quý|tháng)\s+)?(?:(?:đạt|tăng|giảm|nâng|có)\s+(?:thêm\s+|lên\s+)?)?{_BOUND}$",
    re.IGNORECASE,
)
# "vẫn cách xa mốc 10% Chính phủ giao cho năm 2025": a level that somebody set.
_LEVEL = re.compile(
    r"(?<!\w)(?:cách\s+(?:(?:khá\s+)?xa\s+)?|(?:còn\s+)?(?:rất\s+|khá\s+)?xa\s+(?:mới\s+)?(?:(?:tới|đạt|đến|chạm)\s+)?|chưa\s+(?:đạt|tới|chạm|bằng|qua)\s+|thấp\s+hơn\s+|kém\s+|qua\s+|vượt\s+|"
    r"so\s+với\s+)(?:mốc|mức|ngưỡng|đích|con\s+số)\s+$",
    re.IGNORECASE,
)
_SET_BY = re.compile(
    r"\s+(?:mà\s+)?(?:[^,;.()\d]|\d{1,4}[/-]\S{1,20}(?=\s)){0,50}?(?<!\w)(?:giao|đề\s+ra|đặt\s+ra|yêu\s+cầu|đã\s+định|quy\s+định)(?!\w)",
    re.IGNORECASE,
)
# "vượt mục tiêu 60% hộ có mạng", "vượt chỉ tiêu giao (55%)": the goal passed, not by how much it was.
_PASSED_GOAL = re.compile(
    rf"(?<!\w)(?:vượt(?:\s+xa)?|đạt|hoàn\s+thành|cán\s+đích|về\s+đích|về\s+trước|sớm\s+hơn)\s+(?:mục\s+tiêu|(?:chỉ\s+tiêu|kế\s+hoạch)(?:\s+giao)?){_OF_GOAL}"
    rf"(?P<mark>[\s(]+){_BOUND}$",
    re.IGNORECASE,
)
# "vượt chỉ tiêu 70% được Bộ giao", "5% so với 20% đề ra": said to have been set.
_WAS_SET = re.compile(
    r"[”\"]?\s+(?:đã\s+|mà\s+)?(?:được\s+[^,;.()\d]{0,40}?giao|(?:được\s+)?(?:đề|đặt)\s+ra|(?:theo\s+)?kế\s+hoạch)(?!\w)",
    re.IGNORECASE,
)
_THAN = re.compile(r"(?<!\w)(?:so\s+với|thấp\s+hơn|cao\s+hơn|chưa\s+đạt|kém)\s+$", re.IGNORECASE)
_REACHED = re.compile(
    r"(?!vượt)\D+?\smục\s+tiêu", re.IGNORECASE
)  # "hoàn thành kế hoạch 85%" is a share of it
_OF_WHAT = re.compile(
    r"\s+(?!so(?!\w)|trong|trước|vào|ngay|và|của|đề|đã|được|như|do|khi|nhờ|cùng)[^\W\d]", re.IGNORECASE
)
# What stands behind a result that is measured against its goal.
_AGAINST_GOAL = re.compile(
    rf"(?:[^\d;.()]|(?<!\d)\d(?=G)){{0,60}}?[,(]\s*(?:vượt|cao\s+hơn|thấp\s+hơn|kém|hơn|chưa\s+đạt|bằng|đạt|so\s+với)\s[^;.()]{{0,30}}?"
    rf"(?:so\s+với\s+)?{_GOAL_NOUN}(?!\w)|"
    rf"[^;.,()\d]{{0,60}}\(\s*(?:so\s+với\s+|vượt\s+|chưa\s+đạt\s+)?{_GOAL_NOUN}(?!\w)",
    re.IGNORECASE,
)


# "đạt 76,4%/80%": what is reached and what was to be reached.
_SLASHED = re.compile(r"%\s?/\s?$")
# "chỉ tiêu được giao cao hơn, cụ thể là 65% đối với A và 55% đối với B".
_NAMELY = ("cụ thể là", "lần lượt là")
_NEXT_NAMED = re.compile(r"[^;.:()%\d]{2,60}(?:,|\svà)\s+")
_NEXT_IN_BRACKET = re.compile(r"[^()%;.]{0,24},\s+(?:(?:đến\s+|và\s+)?(?:năm\s+)?20\d\d\s*(?:là\s+|:\s*)?)?")
_TAIL = 150  # characters behind a value that may hold its goal
_LEVEL_WORD = re.compile(r"(?:mốc|mức|ngưỡng|đích|số)\s+$", re.IGNORECASE)


def _names_goal(text: str) -> bool:
    """Whether the letters of a word for a goal occur: most values need no closer look."""
    return any(
        letters in text
        for letters in ("tiêu", "kế", "Kế", "yêu", "Yêu", "lộ", "Lộ", "TIÊU", "KẾ", "YÊU", "LỘ")
    )


def goal_beside(case: Case) -> Decision | None:
    """The goal that a result is measured against: a target, whatever the sentence reports."""
    left = case.setting.flow[max(case.setting.start, case.value.start - 110) : case.value.start]
    if _goes_on(case):
        return Decision("target", "goal-beside", case.before[-20:].strip(), False)
    planned = planned_then_told(case.setting, case.value) if not case.place else ""
    if planned:
        return Decision("target", "goal-beside", planned, False)
    if _THAN.search(case.before) and _WAS_SET.match(case.setting.flow, case.value.end, case.setting.end):
        return Decision("target", "goal-beside", case.before[-20:].strip(), False)
    if not _names_goal(left) and not _LEVEL_WORD.search(left):
        return None  # far cheaper than the patterns
    for pattern in (_COMPARED_WITH_GOAL, _BRACKETED_GOAL, _GOAL_IS):
        named = pattern.search(left)
        if named is not None and not (pattern is _COMPARED_WITH_GOAL and case.value.shape == "change"):
            return Decision("target", "goal-beside", named.group().strip(" ,;.:("), False)
    passed = _PASSED_GOAL.search(left) if case.value.shape in {"share", "change"} else None
    if passed is not None and (
        "(" in passed["mark"]
        or _REACHED.match(passed.group())
        or _OF_WHAT.match(case.setting.flow, case.value.end)
        or _WAS_SET.match(case.setting.flow, case.value.end, case.setting.end)
        or _is_just_below(case)
    ):
        return Decision("target", "goal-beside", passed.group().strip(" ("), False)
    level = _LEVEL.search(left)
    if level is not None and _SET_BY.match(case.setting.flow, case.value.end, case.setting.end):
        return Decision("target", "goal-beside", level.group().strip(), False)
    return None


def _is_just_below(case: Case) -> bool:
    """ "tăng 10,2%/năm, vượt mục tiêu 10%": close below the result, so the goal and not the margin."""
    if not case.place or case.previous is None or case.previous.kind == "target":
        return False
    earlier = case.setting.values[case.place - 1]
    near = ";" not in case.setting.flow[earlier.end : case.value.start]
    return (
        near
        and earlier.shape in {"share", "change"}
        and _NEAR * earlier.value <= case.value.value < earlier.value
    )


_NEAR = 0.6  # of the result; by more no goal read for this was passed


def _goes_on(case: Case) -> bool:
    """Whether a value is the goal behind a slash, or the next one of a bracket of goals."""
    if case.previous is None or not case.place:
        return False
    earlier = case.setting.values[case.place - 1]
    if case.previous.kind == "baseline" and case.value.unit == earlier.unit:
        return _SLASHED.search(case.before) is not None
    flow = case.setting.flow
    if (
        case.previous.rule == "goal-beside"
        and case.previous.reason.endswith(_NAMELY)
        and _NEXT_NAMED.fullmatch(flow, earlier.end, case.value.start)
    ):
        return True
    return (
        case.previous.rule == "goal-beside"
        and flow.rfind("(", case.setting.start, earlier.start)
        > flow.rfind(")", case.setting.start, earlier.start)
        and _NEXT_IN_BRACKET.fullmatch(flow, earlier.end, case.value.start) is not None
    )


def beside_goal(case: Case) -> Decision | None:
    """A result that is measured against its goal right behind it."""
    if case.in_goals or case.value.shape not in {"share", "count", "rank", "measure"}:
        return None
    if not _names_goal(case.setting.flow[case.value.end : case.value.end + _TAIL]):
        return None
    if any(cue.payload.id == "strive" and cue.end <= case.value.start for cue in case.setting.cues):
        return None
    against = _AGAINST_GOAL.match(case.setting.flow, case.value.end, case.setting.end)
    if against is None:
        return None
    return Decision("baseline", "beside-goal", " ".join(against.group().split())[-40:], True)
