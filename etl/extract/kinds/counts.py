"""Counts and exact figures, which need more than percentages do."""

from __future__ import annotations

import re

from etl.extract.kinds.setting import REACHES, Decision, Setting
from etl.extract.numbers import Value

_MAKING = re.compile(
    r"(?<!\w)(?:có|xây\s+dựng|hình\s+thành|thành\s+lập|triển\s+khai|phát\s+triển|"
    r"đào\s+tạo|bồi\s+dưỡng|tập\s+huấn|hoàn\s+thành|lắp\s+đặt|"
    r"đạt|đưa(?:\s+vào\s+(?:hoạt\s+động|vận\s+hành|sử\s+dụng|khai\s+thác))?|cho|thu\s+hút|duy\s+trì|khai\s+thác|sản\s+xuất|hỗ\s+trợ|thí\s+điểm|"
    r"lựa\s+chọn|tối\s+thiểu|ít\s+nhất|trên|hơn|khoảng|"
    r"là|lên|tới|đến|thêm|cung\s+cấp|ươm\s+tạo|đầu\s+tư|mở|cấp|kết\s+nối|số\s+hóa|"
    r"số\s+hoá|phủ|bảo\s+đảm|đảm\s+bảo|tại|với|và|sử\s+dụng|công\s+nhận|nhân\s+rộng|xóa|"
    r"xoá|"
    r"phát\s+hành|trồng|bố\s+trí|kết\s+nạp|vận\s+hành|tiếp\s+nhận|tạo|ra\s+mắt|xếp|vượt|"
    r"dưới|từ|gồm|chọn|quá|thiểu|nhất|ký|xuất\s+bản)"
    r"(?:\s+(?:được|thành\s+công|mới|thêm|thí\s+điểm|trên|hơn|khoảng|ít\s+nhất|"
    r"tối\s+thiểu|đủ|lên|tới|đến|từ|mức|số|cho|tại|khai\s+thác|gần|xong|"
    r"và\s+vận\s+hành))*\s*$",
    re.IGNORECASE,
)

# "mục tiêu tặng 900 máy tính", not "mục tiêu của 30 xã": one verb between the goal and the count.
_ORDERS = re.compile(
    r"\s+(?!(?:của|tại|ở|trong|cho|về|theo|giữa)\s)(?:[^\W\d_]+\s+){0,2}(?<!của\s)(?<!tại\s)(?<!cho\s)",
    re.IGNORECASE,
)


def is_exact_figure(setting: Setting, value: Value, found: Decision) -> bool:
    """Whether an exact figure such as 41,3% stands where nothing but the surroundings speaks of a goal.

    Goals are set in round figures; "đạt 41,3%" reports unless a goal governs the sentence itself.
    """
    if found.kind != "target" or found.rule not in WEAK or value.shape != "share":
        return False
    if value.value == int(value.value) or value.high is not None:
        return False
    return REACHES.search(setting.flow, max(setting.start, value.start - 30), value.start) is not None


WEAK = frozenset({"in-year", "plan", "carried-goal", "heading-task", "heading-year", "cue-wish", "each-year"})

# "đạt 72%, tăng 5%": the change beside it makes the figure a result.
CHANGED = re.compile(
    r"[^.;]{0,50}?[,(]\s*(?:tăng|giảm|cao\s+hơn|thấp\s+hơn|vượt)\s+(?:thêm\s+|trên\s+|hơn\s+|gần\s+|khoảng\s+)?\d",
    re.IGNORECASE,
)


def _is_ordered(setting: Setting, value: Value, found: Decision) -> bool:
    """Whether a word for a goal stands right before a count."""
    return found.rule in {"cue-strive", "cue-goal-word", "cue-reach-for"} and any(
        cue.payload.sense in {"goal", "past"} and _ORDERS.fullmatch(setting.flow, cue.end, value.start)
        for cue in setting.cues
    )


def counted_as_done(setting: Setting, value: Value, found: Decision) -> Decision | None:
    """ "đã ban hành 315 quyết định, trong đó có 9 ...": the words that make a count a result."""
    if found.kind != "target" or value.shape != "count" or setting.context.mode == "goal":
        return None
    done = _DONE_COUNT.search(setting.flow, setting.start, value.start)
    if done is None or _PLANNED.search(done.group()) is not None or _is_ordered(setting, value, found):
        return None
    if any(cue.payload.sense in {"goal", "intent"} and done.start() < cue.start for cue in setting.cues):
        return None
    if any(year.may_be_due and done.start() < year.start < value.start for year in setting.years):
        return None
    return Decision("baseline", "counted-done", " ".join(done.group().split()), True)


# "đã ban hành kế hoạch đào tạo 300 kỹ sư": the plan is done, not what it plans.
_PLANNED = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|đề\s+án|chương\s+trình|nghị\s+quyết|chiến\s+lược|lộ\s+trình)(?!\w)", re.IGNORECASE
)

# Between "đã" and the count other counts may stand, but no new clause.
_DONE_COUNT = re.compile(r"(?<!\w)đã\s+(?!và\s+đang)[^;.]{0,160}$", re.IGNORECASE)


def _is_listed_count(setting: Setting, place: int, value: Value, found: Decision) -> bool:
    """ "- Số giường bệnh: 46 giường", "- 18 xã đạt chuẩn": an item of a list of goals that is a count."""
    bounded = _LEAST.search(setting.flow, max(setting.start, value.start - 20), value.start) is not None
    if not setting.context.in_list or not setting.plan_title or (place and not bounded):
        return False
    left = setting.flow[setting.start : value.start].strip()
    if found.rule == "listed":
        return left.endswith(":") or (not left and _REACHING.match(setting.flow, value.end) is not None)
    return found.rule in {"heading-task", "plan"} and (
        bounded or (not left and _REACHING.match(setting.flow, value.end) is not None)
    )


# Where a goal governs, any verb may make a count; these words make it a place, an owner or a part.
_SURE = frozenset({"cue-strive", "cue-must", "cue-goal-word", "due-year", "heading-goal"})
_NO_OBJECT = re.compile(
    r"(?<!\w)(?:của|tại|ở|trong|giữa|về|thuộc|theo|do|bởi|các|những|mỗi|một|số|cả|gồm|như|trên|dưới|sau|qua|rà\s+soát|cùng|cứ|"
    r"đối\s+với|riêng|liên\s+quan\s+đến|địa\s+bàn|trong\s+đó|hiện|từng|khi|vì|bằng|nhóm|thứ|lần|khoá|khóa|lớp)\s*$|[(,.;:]\s*$|^\s*$",
    re.IGNORECASE,
)
_REACHING = re.compile(r"[^,;:.\d]{2,60}?\s(?:đạt|được|có|hoàn\s+thành|trở\s+thành)\s", re.IGNORECASE)
# "hoàn thành trong quý III", "trước 30/6": due within the year.
_WITHIN_YEAR = re.compile(
    r"(?<!\w)(?:(?:hoàn\s+thành\s+|xong\s+)?(?:trong|trước|hết)\s+(?:hết\s+|cuối\s+)?(?:quý\s+(?:[IV]+|\d)|tháng\s+\d{1,2}|"
    r"(?:ngày\s+)?\d{1,2}/\d{1,2}))(?![\w/])",
    re.IGNORECASE,
)
_LEAST = re.compile(r"(?<!\w)(?:ít\s+nhất|tối\s+thiểu|không\s+dưới)\s+$", re.IGNORECASE)


_OF_WHICH = re.compile(
    r"[^;.:()\d]{2,60},\s+trong\s+đó(?:\s+có)?(?:\s+(?:ít\s+nhất|tối\s+thiểu|trên|khoảng))?\s+"
)


def counted(
    setting: Setting, place: int, value: Value, found: Decision, previous: Decision | None
) -> Decision:
    """Counts need more than percentages: a verb that makes or holds what is counted, and a clear cue."""
    if value.shape in {"share", "rank"} or found.kind is None:
        return found
    if _lacks_cue(setting, place, value, found):
        return Decision(None, "uncertain-count", found.reason, False)
    if value.shape != "count" or _is_ordered(setting, value, found) or _opens_clause(setting, place, found):
        return found
    if _is_object(setting, place, value, found):
        return found
    if (
        previous is not None
        and previous.kind == found.kind == "target"
        and setting.values[place - 1].shape == "count"
        and not any(year.rule == "until-month" for year in setting.years)  # more often told than set
        and _OF_WHICH.fullmatch(setting.flow, setting.values[place - 1].end, value.start)
    ):
        return found  # "5.000 nhân lực, trong đó 2.000 kỹ sư": a part of those counted as a goal
    left = setting.flow[setting.previous_end(place) : value.start]
    return Decision(None, "uncertain-count", left.strip(_MARKS)[-30:], False)


_MARKS = " ,;:(-+•*–"


def _lacks_cue(setting: Setting, place: int, value: Value, found: Decision) -> bool:
    """Whether too little speaks for a goal: a title or a list, without a year and without a bound."""
    if setting.context.mode == "other" and not any(cue.payload.sense == "goal" for cue in setting.cues):
        return True
    if found.rule not in {"no-cue", "plan", "listed", "cue-wish", "each-year", "heading-task"}:
        return False
    if _is_listed_count(setting, place, value, found):
        return False
    dated = (
        any(mention.may_be_due for mention in setting.years)
        or setting.deadline is not None
        or _WITHIN_YEAR.search(setting.flow, setting.start, setting.end) is not None
    )
    sure = dated or (value.shape != "count" and found.rule in {"plan", "listed", "heading-task"})
    sure = sure or (value.shape == "change" and found.rule == "each-year")
    return not sure or found.rule == "no-cue"


def _opens_clause(setting: Setting, place: int, found: Decision) -> bool:
    """ "Đến năm 2025, 9/9 huyện có ...", "- Trường học thông minh: 12 trường": the count opens its clause."""
    value = setting.values[place]
    left = setting.flow[setting.previous_end(place) : value.start]
    if left.rstrip().endswith(":") and setting.context.in_list and found.kind == "target":
        return True
    years_before = [mention.end for mention in setting.years if mention.end <= value.start]
    if years_before and _MARK_ONLY.fullmatch(setting.flow, years_before[-1], value.start):
        return True
    head = left.strip(_MARKS)
    follows_count = place > 0 and setting.values[place - 1].shape == "count"
    if head == "" or head.lower() in {"và", "cùng", "với"}:
        return place == 0 or follows_count or found.kind == "baseline"
    return follows_count and left.count(" ") < 12 and "%" not in left and _AND_MORE.search(left) is not None


_MARK_ONLY = re.compile(r"\s*[,:]\s*")
_AND_MORE = re.compile(r"(?:,|\svà)\s*$")
_IS_DONE_TO = re.compile(r"[^,;.\d]{0,60}\sđược\s")


def _is_object(setting: Setting, place: int, value: Value, found: Decision) -> bool:
    """Whether a verb makes or holds what is counted, or the count begins an item of its own."""
    left = setting.flow[setting.previous_end(place) : value.start]
    if found.kind == "target" and found.rule in _SURE and not _NO_OBJECT.search(left):
        return True
    if _MAKING.search(left) or (found.kind == "baseline" and value.rule == "fraction"):
        return True
    mark = left.rstrip()[-1:]
    if found.kind == "baseline":
        return mark in {".", ";", ":", ","}
    if mark in {",", ";"} and (setting.context.in_list or found.rule == "heading-goal"):
        return True
    if mark == ";" and found.rule == "carried-goal" and _REACHING.match(setting.flow, value.end, setting.end):
        return True
    if mark == "," and found.rule in _SURE and _REACHING.match(setting.flow, value.end, setting.end):
        return True
    return mark == "," and _IS_DONE_TO.match(setting.flow, value.end, setting.end) is not None
