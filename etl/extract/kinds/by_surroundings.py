"""What is left to go by: headings, the sentences before, lists, the title."""

from __future__ import annotations

import re

from etl.extract.horizons import YearMention
from etl.extract.kinds.setting import MILESTONE, Decision, Setting, as_planned, cue_words, is_future, states
from etl.extract.numbers import Value

# "UBND tỉnh vừa ban hành Kế hoạch ... . Theo đó, 90% hồ sơ ...": what follows is what the plan wants.
_ACCORDINGLY = re.compile(
    r"(?:theo\s+(?:đó|kế\s+hoạch|chương\s+trình|đề\s+án|nghị\s+quyết|quyết\s+định)|cụ\s+thể|trong\s+đó|kế\s+hoạch|đề\s+án|"
    r"chương\s+trình|nghị\s+quyết)(?!\w)",
    re.IGNORECASE,
)


# "99% doanh nghiệp nộp thuế điện tử. Đó là chỉ tiêu của năm": what the next sentence calls a goal.
_NAMED_AFTER = re.compile(
    r"[\s”\"]*(?:đó|đây|đấy)\s+(?:cũng\s+)?(?:chính\s+)?là\s+(?:một\s+trong\s+)?(?:những\s+|các\s+)?"
    r"(?:mục\s+tiêu|chỉ\s+tiêu|yêu\s+cầu\s+của|chỉ\s+đạo\s+của)(?!\w|\s+(?:đã|vượt|đạt|khó))",
    re.IGNORECASE,
)


def by_surroundings(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision:
    """Headings, the sentences before, and what little else the sentence holds."""
    context = setting.context
    governing = {
        "result": Decision("baseline", "heading-result", context.mode_text, False),
        "goal": Decision("target", "heading-goal", context.mode_text, False),
    }.get(context.mode or "")
    if governing is not None:
        return governing
    purpose = _SO_THAT.match(setting.flow, setting.start, value.start)
    if purpose is not None:
        return Decision("target", "purpose", purpose.group().strip(" ,"), False)
    named = _NAMED_AFTER.match(setting.flow, setting.end)
    if named is not None:
        return Decision("target", "named-after", " ".join(named.group().split()), False)
    planned = as_planned(setting, value) if context.mode is None else ""
    if planned:
        return Decision("target", "as-planned", planned, True)
    each = _EACH_AT_LEAST.search(setting.flow, setting.start, value.start)
    if each is not None and not any(cue.payload.sense in {"past", "now", "done"} for cue in setting.cues):
        return Decision("target", "norm", each.group().strip(), False)
    if setting.announced and _ACCORDINGLY.match(setting.flow, setting.start, setting.end):
        return Decision("target", "announced-plan", setting.announced, False)
    if setting.state == "goal":
        return Decision("target", "carried-goal", setting.state_reason, False)
    ahead = next((cue for cue in setting.cues if cue.payload.id == "future" and cue.end <= value.start), None)
    if setting.state == "past" and ahead is not None and is_future(setting, year):
        return Decision("target", "cue-future", cue_words(setting.flow, ahead), True)
    if setting.state == "past":
        return Decision("baseline", "carried-result", setting.state_reason, False)
    return _by_intent(setting, place, value, year) or _by_default(setting, place, value)


def _by_intent(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision | None:
    """Words of the future, or a year that nothing explains."""
    for cue in setting.cues:
        if cue.payload.sense != "intent":
            continue
        words = cue_words(setting.flow, cue)
        if cue.end <= value.start or (place + 1 == len(setting.values) and "sẽ" in words):
            return Decision("target", f"cue-{cue.payload.id}", words, False)
    if year is None:
        return None
    words = " ".join(setting.flow[year.start : year.end].split())
    is_last = not any(other.may_be_due and other.year > year.year for other in setting.years)
    plain = year.form == "in" and year.year % MILESTONE and is_last and not _is_shared_out(setting)
    if plain and (states(setting, value) or _is_plain_fraction(setting, value)):
        return Decision("baseline", "in-past-year", words, True)
    return Decision("target", "in-year", words, False)


def _is_plain_fraction(setting: Setting, value: Value) -> bool:
    """ "Năm 2023, 8/10 xã có ...": a part of a whole, without a bound and outside a plan."""
    bounded = _NORM.search(setting.flow, max(setting.start, value.start - 24), value.start) is not None
    return value.rule == "fraction" and not setting.plan_title and not bounded


def _is_shared_out(setting: Setting) -> bool:
    """ "cấp sở đạt 75%, cấp huyện 70%, cấp xã 60%": round shares for each level are set, not found."""
    shares = [value for value in setting.values if value.shape == "share"]
    levels = len(_LEVEL.findall(setting.flow, setting.start, setting.end))
    return levels >= len(shares) >= 3 and all(value.value % ROUND == 0 for value in shares)


ROUND = 5
_LEVEL = re.compile(r"(?<!\w)cấp\s+(?:tỉnh|sở|huyện|xã|thành\s+phố)(?!\w)", re.IGNORECASE)


def _by_default(setting: Setting, place: int, value: Value) -> Decision:
    """What is left to go by: the kind of section, a list, the title."""
    context = setting.context
    if context.mode == "other":
        return Decision("baseline", "no-cue", context.mode_text, False)
    if context.mode == "task":
        return Decision("target", "heading-task", context.mode_text, False)
    if context.year is not None:
        return Decision("target", "heading-year", context.year_text, False)
    if _EACH_YEAR.search(setting.flow, setting.start, value.start):
        return Decision("target", "each-year", "mỗi năm", False)
    left = setting.flow[setting.previous_end(place) : value.start].rstrip()
    told = value.rule == "fraction" and not setting.plan_title  # "TP A: 22/25 phường ..." tells
    if (
        context.in_list
        and not told
        and (left.endswith(":") or (place == 0 and value.start - setting.start < 4))
    ):
        return Decision("target", "listed", left[-40:], False)
    verb = _ITEM_VERB.match(setting.flow, setting.start, value.start)
    if context.in_list and verb is not None:
        return Decision("target", "item-verb", verb.group().strip(), False)
    portrait = _PORTRAIT.match(setting.flow, setting.start, value.start)
    if portrait is not None:
        return Decision("baseline", "portrait", portrait.group()[-40:], False)
    if setting.plan_title:
        return Decision("target", "plan", "", False)
    norm = _NORM.search(setting.flow, max(setting.start, value.start - 24), value.start)
    if norm is None:
        norm = _RATE_FROM.search(setting.flow, setting.start, value.start)
        bounded = _AND_UP.match(setting.flow, value.end, setting.end)
        norm = (
            norm if bounded is not None and "đều" not in setting.flow[setting.start : value.start] else None
        )
    if norm is not None and value.shape == "share":
        return Decision("target", "norm", norm.group().strip(), False)
    return Decision("baseline", "no-cue", "", False)


# "Để về đích, xã vận động 100% hộ ...": what is done for a goal is still to be done.
_SO_THAT = re.compile(
    r"(?:để|nhằm)\s+(?:đạt|hoàn\s+thành|về\s+đích|thực\s+hiện|bảo\s+đảm)[^,;.:]{0,90},\s", re.IGNORECASE
)
# A list item in the bare infinitive orders: "- Giảm tỷ lệ ... xuống dưới 5%".
_ITEM_VERB = re.compile(
    r"(?:giảm|nâng|tăng|đưa|duy\s+trì|giữ(?:\s+vững)?|bảo\s+đảm|đảm\s+bảo|hoàn\s+thành|phổ\s+cập|phủ\s+sóng|"
    r"số\s+h[óo]a|kết\s+nối|cung\s+cấp|triển\s+khai|xây\s+dựng|đào\s+tạo|tập\s+huấn)"
    r"(?!\s+(?:được|so)\s)\s",
    re.IGNORECASE,
)

# "Tối thiểu 90% hồ sơ nộp qua mạng": a lower limit is set, not found.
_NORM = re.compile(r"(?<!\w)(?:tối\s+thiểu|ít\s+nhất|không\s+dưới|bắt\s+buộc)(?:\s+đạt)?\s+$", re.IGNORECASE)
# "Tỷ lệ hài lòng đạt từ 95% trở lên", "Hồ sơ trễ hạn từ 5% trở xuống": so is a limit that is set.
_RATE_FROM = re.compile(
    r"(?:t[ỷỉ]\s+(?:lệ|trọng)|mức\s+độ|chỉ\s+số)\s[^;.:%\d]*\s(?:từ|đạt\s+từ)\s+$", re.IGNORECASE
)
_AND_UP = re.compile(r"\s+tr[ởờ]\s+(?:l[êế]n|xuống)(?!\w)", re.IGNORECASE)
# "Sau sáp nhập, tỉnh có 81 đơn vị hành chính, dân số trên 1,8 triệu người, ...": what the unit is like.
_PORTRAIT = re.compile(
    r"(?:sau\s[^,;.\d]{2,40},\s+)?(?:hiện\s+)?(?:toàn\s+)?(?:tỉnh|thành\s+phố|huyện|thị\s+xã|quận|xã|phường|đặc\s+khu|địa\s+bàn|vùng)"
    r"\s(?:[^;.:%\d]{2,30}\s)?có\s[^;:%]*?(?:đơn\s+vị\s+hành\s+chính|dân\s+số|số\s+dân|diện\s+tích)(?!\w)",
    re.IGNORECASE,
)
# "vì vậy mỗi xã thành lập ít nhất 1 tổ lưu động": what every one of them is to do.
_EACH_AT_LEAST = re.compile(
    r"(?<!\w)(?:mỗi|từng)\s[^.;:%\d]{2,40}?\s(?:thành\s+lập|bố\s+trí|phân\s+công|cử|xây\s+dựng|mở|tổ\s+chức|dành|hướng\s+dẫn|chọn|"
    r"đăng\s+ký)\s+(?:được\s+)?(?:ít\s+nhất|tối\s+thiểu)\s+$",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s+năm(?!\w)", re.IGNORECASE)
