"""Values that only narrow a subject: "doanh nghiệp có từ 50 lao động trở lên"."""

from __future__ import annotations

import re

from etl.extract.kinds.setting import Case, Decision, Setting, follows_verb


def threshold(case: Case) -> Decision | None:
    """A value that only narrows the subject is no statement of its own."""
    if (
        _is_threshold(case.setting, case.place, case.before)
        or _is_attribute(case)
        or _is_condition(case)
        or _is_size(case)
        or _is_per_one(case)
        or _is_actor(case)
        or _is_reach(case)
        or _is_earning(case)
        or _is_owned(case)
        or _is_sent(case)
        or _is_of_each(case)
        or _is_of_whom(case)
        or _is_case(case)
        or _is_waived(case)
    ):
        return Decision(None, "threshold", case.before[-25:].strip(), False)
    return None


# "doanh nghiệp có trên 30% vốn nhà nước", "xã có 80% đồng bào dân tộc": what the subject is like.
_HAVING = re.compile(
    r"(?<!\w)(?:có|với|nắm\s+giữ|sở\s+hữu|chiếm)\s+(?:(?:từ|trên|hơn|dưới|ít\s+nhất|tối\s+thiểu|khoảng|gần)\s+)?$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"\s+(?:số\s+)?(?:vốn(?!\s+(?:đầu\s+tư|ngân))|cổ\s+phần|cổ\s+phiếu|quyền\s+biểu\s+quyết|"
    r"(?:hộ|dân\s+số|đồng\s+bào|người)\s+(?:là\s+)?(?:người\s+|đồng\s+bào\s+)*dân\s+tộc|lao\s+động\s+(?:là\s+)?nữ)(?!\w)",
    re.IGNORECASE,
)
# "đơn vị có tỷ lệ dưới 30% phải giải trình", "tình trạng 3 xã có tỷ lệ dưới 30%": who must act.
_WHO_HAVE = re.compile(
    r"(?<!\w)(?:đơn\s+vị|xã|phường|huyện|sở|địa\s+phương|cơ\s+quan|ngành|tỉnh|nơi|doanh\s+nghiệp|ngân\s+hàng|trường|tổ\s+chức)"
    r"(?:\s+\w+){0,2}\s+có\s+(?:tỷ\s+lệ|tỉ\s+lệ|tỷ\s+trọng|doanh\s+thu|điểm|mức|kết\s+quả)(?:\s[^,;:.%\d]{0,50})?\s"
    r"(?:dưới|thấp\s+hơn|chưa\s+đạt|không\s+đạt|trên|từ|hơn|vượt)\s+$",
    re.IGNORECASE,
)
# "phê bình đơn vị có trên 5% hồ sơ quá hạn": whom something befalls.
_WHO_EXCEED = re.compile(
    r"(?<!\w)(?:đơn\s+vị|xã|phường|huyện|sở|địa\s+phương|cơ\s+quan|cá\s+nhân)(?:\s+(?!(?:phải|cần)\s)\w+){0,2}\s+có\s+(?:từ|trên|dưới|hơn)\s+$",
    re.IGNORECASE,
)
_MUST_ACT = re.compile(
    r"[^,;:.\d]{0,30}?(?<!\w)(?:phải|cần|bị|thì|không\s+được|chịu|báo\s+cáo|làm\s+rõ)(?!\w)", re.IGNORECASE
)
_STATE_OF = re.compile(
    r"(?<!\w)(?:tình\s+trạng|khắc\s+phục|nhắc\s+nhở|phê\s+bình|kiểm\s+điểm|xử\s+lý\s+trách\s+nhiệm|rà\s+soát)(?!\w)",
    re.IGNORECASE,
)
_SIZE_OF = re.compile(
    r"\s[^,;:.%\d]{2,60}\s(?:có|đạt)\s+(?:mức\s+)?(?:doanh\s+thu|quy\s+mô|vốn|giá\s+trị|doanh\s+số)\s[^,;:.%\d]{0,20}$"
)
_PER_ONE = re.compile(r"(?<!\w)(?:bình\s+quân|trung\s+bình)\s+(?:trên|cho|mỗi|một)\s+$", re.IGNORECASE)


def _is_attribute(case: Case) -> bool:
    """Whether the value tells what a subject is like, not what it shall reach."""
    return (
        case.value.shape == "share"
        and _HAVING.search(case.before) is not None
        and _ATTRIBUTE.match(case.setting.flow, case.value.end) is not None
    )


def _is_condition(case: Case) -> bool:
    """Whether the value tells who has to act."""
    if " có " not in case.before and "\ncó " not in case.before and " có\n" not in case.before:
        return False
    start = max(case.setting.start, case.value.start - 110)
    who = _WHO_HAVE.search(case.setting.flow, start, case.value.start)
    if who is None:
        who = _WHO_EXCEED.search(case.setting.flow, start, case.value.start)
        return who is not None and (
            _STATE_OF.search(case.setting.flow, start, who.end()) is not None
            or _MUST_ACT.match(case.setting.flow, case.value.end) is not None
        )
    return (
        _MUST_ACT.match(case.setting.flow, case.value.end) is not None
        or _STATE_OF.search(case.setting.flow, case.setting.start, who.end()) is not None
    )


def _is_size(case: Case) -> bool:
    """ "5 doanh nghiệp đạt doanh thu trên 1.000 tỷ đồng": how large the things counted are."""
    if not case.place or case.value.unit not in {"vnd", "usd"}:
        return False
    earlier = case.setting.values[case.place - 1]
    return earlier.shape in {"count", "share"} and (
        _SIZE_OF.match(case.setting.flow, earlier.end, case.value.start) is not None
    )


def _is_per_one(case: Case) -> bool:
    """ "số dân bình quân trên 01 điểm phục vụ": one of what the figure is taken over."""
    return case.value.value == 1 and case.value.shape == "count" and _PER_ONE.search(case.before) is not None


def _is_reach(case: Case) -> bool:
    """ "phục vụ trong bán kính 350 km", "bị trừ 2 điểm": how far what is counted reaches, what it costs."""
    if case.value.unit == "points":
        return _MARKED.search(case.before) is not None or _is_part_of_score(case)
    return case.value.unit == "km" and _RADIUS.search(case.before) is not None


def _is_part_of_score(case: Case) -> bool:
    """ "gồm 65 điểm thẩm định và 35 điểm khảo sát": what a score is made up of."""
    if case.previous is not None and case.previous.rule == "threshold" and case.place:
        earlier = case.setting.values[case.place - 1]
        return earlier.unit == "points" and _AND.search(case.before) is not None
    return _MADE_UP.search(case.before) is not None


_AND = re.compile(r"(?:,|\svà)\s+$")
_MADE_UP = re.compile(r"(?<!\w)(?:gồm|bao\s+gồm)\s+$", re.IGNORECASE)
_MARKED = re.compile(r"(?<!\w)(?:bị\s+trừ|trừ|được\s+cộng|cộng)(?:\s+(?:thêm|tối\s+đa))*\s+$", re.IGNORECASE)
_RADIUS = re.compile(
    r"(?<!\w)bán\s+kính(?:\s+(?!(?:còn|đạt|là|giảm|xuống|không)\s)\w+){0,3}\s+$", re.IGNORECASE
)


# "doanh nghiệp có vốn nhà nước trên 50% phải ...", "đạt từ 50% số câu trở lên": a measure that sorts.
_OWNING = re.compile(
    r"(?<!\w)(?:có|nắm(?:\s+giữ)?)\s+(?:tỷ\s+lệ\s+)?(?:phần\s+)?(?:vốn|cổ\s+phần|sở\s+hữu)[^,;.:%\d]{0,30}\s(?:từ|trên|dưới|hơn)\s+$",
    re.IGNORECASE,
)
_OF_EXAM = re.compile(r"\s+(?:tổng\s+)?số\s+(?:câu|bài)(?!\w)|\s+tổng\s+điểm", re.IGNORECASE)
# "mỗi đơn vị cử 02 người": who shall come.
_SENDS = re.compile(
    r"(?<!\w)(?:cử|mời|bố\s+trí\s+mỗi\s+\w+)(?:\s+(?:ít\s+nhất|tối\s+thiểu|từ|tối\s+đa))?\s+$", re.IGNORECASE
)


def _is_owned(case: Case) -> bool:
    """Whether a share is one of capital or of an examination, which sorts those that have it."""
    if case.value.shape != "share":
        return False
    return (
        _OWNING.search(case.before) is not None
        or _OF_EXAM.match(case.setting.flow, case.value.end, case.setting.end) is not None
    )


def _is_sent(case: Case) -> bool:
    """Whether a count is that of people sent to an event."""
    return case.value.shape == "count" and _SENDS.search(case.before) is not None


# "cá nhân kinh doanh có doanh thu trên 1 tỷ đồng/năm": of whom the sentence speaks.
_EARNING = re.compile(
    r"(?<!\w)(?:cá\s+nhân|hộ|doanh\s+nghiệp|cơ\s+sở|hợp\s+tác\s+xã|tổ\s+chức|đơn\s+vị|dự\s+án|gói\s+thầu|giao\s+dịch|hóa\s+đơn)"
    r"(?:\s+[^\s,;.:%\d]+){0,6}?\s+(?:có\s+)?(?:doanh\s+thu|thu\s+nhập|vốn|quy\s+mô|giá\s+trị|tổng\s+mức)(?:\s+[^\s,;.:%\d]+){0,4}?"
    r"\s+(?:từ|trên|dưới|hơn|không\s+quá)\s+$",
    re.IGNORECASE,
)


def _is_earning(case: Case) -> bool:
    """Whether a sum of money narrows those of whom the sentence speaks."""
    return (
        case.value.unit in {"vnd", "usd"}
        and _EARNING.search(
            case.setting.flow, max(case.setting.start, case.value.start - 110), case.value.start
        )
        is not None
    )


# "05 video (mỗi video không quá 3 phút)", "12 lớp, mỗi lớp 50 người": what each of those counted is like.
_OF_EACH = re.compile(
    r"(?<!\w)mỗi\s+(?P<noun>lớp|khóa|khoá|video|clip|buổi|đợt|cuộc|hội\s+nghị|bài|tin|tập|phiên|đội|gói|phóng\s+sự)"
    r"(?:\s+[^\s,;.:()]+){0,6}?\s*(?:,\s+thời\s+lượng\s+(?:\w+\s+)?)?$",
    re.IGNORECASE,
)


def _is_of_each(case: Case) -> bool:
    """Whether a value tells how large each of the things counted before it is."""
    each = _OF_EACH.search(
        case.setting.flow, max(case.setting.start, case.value.start - 60), case.value.start
    )
    if each is None:
        return False
    noun = " ".join(each["noun"].lower().split())
    said = " ".join(case.setting.flow[case.setting.start : each.start()].lower().split())
    return noun in said and any(other.end <= each.start() for other in case.setting.values)


# "mọi xã có trên 30% người cao tuổi phải mở ít nhất 02 lớp": which of them have to.
_OF_WHOM = re.compile(
    r"(?<!\w)(?:mọi|các|những|mỗi|từng|tất\s+cả)\s+(?:[^\s,;.:%\d]+\s+){1,4}?có\s+"
    r"(?:từ|trên|hơn|dưới|ít\s+nhất|tối\s+thiểu)\s+$",
    re.IGNORECASE,
)
_HAVE_TO = re.compile(r"\s[^,;:.%\d]{2,50}?\s(?:phải|cần|bắt\s+buộc)\s[^,;:.%]{2,50}?$", re.IGNORECASE)


def _is_of_whom(case: Case) -> bool:
    """Whether a value tells which of several have to reach the next one."""
    if case.place + 1 >= len(case.setting.values) or _OF_WHOM.search(case.before) is None:
        return False
    following = case.setting.values[case.place + 1]
    return _HAVE_TO.match(case.setting.flow, case.value.end, following.start) is not None


# "tỷ lệ đạt 30% trở xuống thì phải giải trình": in which case something follows.
_THEN = re.compile(r"(?:\s+tr[ởờ]\s+(?:l[êế]n|xuống))?(?:\s+[^\W\d]+){0,4}?\s+thì\s", re.IGNORECASE)


def _is_case(case: Case) -> bool:
    """Whether a value says in which case something follows."""
    return (
        case.value.shape in {"share", "measure"}
        and _THEN.match(case.setting.flow, case.value.end, case.setting.end) is not None
    )


# "không chờ đủ 100% điều kiện", "không nhất thiết đạt 80%": what need not be.
_WAIVES = re.compile(
    r"(?<!\w)(?:không|chẳng|đừng)\s+(?:chờ|đợi|cần|nhất\s+thiết|đòi\s+hỏi)(?:\s+(?:đủ|đạt|phải|đến|có))*\s+$",
    re.IGNORECASE,
)


def _is_waived(case: Case) -> bool:
    """Whether the words before a value say that it need not be reached."""
    return _WAIVES.search(case.before) is not None


# "18 sở, ngành phải hoàn thành 100% việc số hóa": those who must act.
_MUST_DO = re.compile(r"[^;:.%\d]{2,60}?\s(?:phải|cần|có\s+trách\s+nhiệm)\s[^;:.%\d]{2,40}$", re.IGNORECASE)


def _is_actor(case: Case) -> bool:
    """Whether the value counts those who have to reach the next one."""
    if case.value.shape != "count" or case.place + 1 >= len(case.setting.values):
        return False
    following = case.setting.values[case.place + 1]
    return (
        following.shape == "share"
        and _MUST_DO.fullmatch(case.setting.flow, case.value.after, following.start) is not None
    )


_HAS_RATE = re.compile(
    r"\s[^,;:.%]{2,50}\scó\s(?:tỷ\s+lệ|tỷ\s+trọng|doanh\s+thu|mức|số|quy\s+mô)\s[^,;:.%]{0,60}", re.IGNORECASE
)
_PARTED = re.compile(r"[;:]|,\s|\s(?:và|trong đó|đạt|phải|hoàn thành)\s", re.IGNORECASE)
_NARROWING = re.compile(
    r"(?:(?<!\w)(?:có|tốc độ|với|quy mô|đạt|thêm|dùng|mức|bán kính)\s+(?:tốc "
    r"độ\s+)?(?:trung bình\s+|tối thiểu\s+)?(?:từ|trên|dưới|ít nhất|tối thiểu|hơn|không "
    r"quá|đủ|khoảng)?|(?<!\w)từ|(?<!\w)trên|(?<!\w)tối thiểu)\s*$",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"(?<!\w)(?:lên|xuống|tăng|giảm)(?!\w)")
_SHARE_OF_USERS = re.compile(
    r"%\s+(?:số\s+)?(?:người|doanh nghiệp|hộ|thuê bao|khách|tổ chức)[^;.%]*$", re.IGNORECASE
)
_SHARE = re.compile(r"\d\s?%")
_OWN_SPEED = re.compile(
    r"[;.]|(?<!\w)(?:tốc\s+độ[^,;]*đạt|bình\s+quân|trung\s+bình)(?!\w)|"
    r"(?<!\w)(?:nâng|tăng)\s[^,;]{0,40}?(?:băng\s+thông|tốc\s+độ|đường\s+truyền)\s[^,;]{0,12}?lên\s",
    re.IGNORECASE,
)
_RATE_WITH = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|số)\s[^,;:]{2,60}\scó\s+(?:từ|trên|ít nhất|tối thiểu)\s*$", re.IGNORECASE
)
ALL = 100
_HAS_LEAST = re.compile(
    r"\scó\s+(?:ít\s+nhất|tối\s+thiểu)\s+$|\svới\s+(?:tốc\s+độ|băng\s+thông|đường\s+truyền)\s+"
    r"(?:ít\s+nhất|tối\s+thiểu|không\s+(?:dưới|thấp\s+hơn))\s+$",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;:]")
_STATES = re.compile(r"(?<!\w)(?:đạt|là|chiếm)(?!\w)")


def _is_threshold(setting: Setting, place: int, before: str) -> bool:
    """A value that only narrows the subject: "70% doanh nghiệp có từ 50 lao động trở lên"."""
    value = setting.values[place]
    flow = setting.flow
    if place:
        earlier = setting.values[place - 1]
        between = flow[earlier.end : value.start]
        if (
            earlier.shape == "share"
            and not follows_verb(flow, earlier, setting.start)
            and _HAS_RATE.fullmatch(between)
        ):
            return True
        if earlier.shape == "share" and earlier.value >= ALL and _HAS_LEAST.search(between):
            return False  # "100% xã có ít nhất 01 tổ": what every one of them is to have
        prefix = earlier.shape in {"share", "count"} and not follows_verb(flow, earlier, setting.start)
        if (
            prefix
            and not _PARTED.search(between)
            and _NARROWING.search(between)
            and not _CHANGES.search(between)
            and not any(
                cue.payload.id == "strive" and earlier.end <= cue.start < value.start for cue in setting.cues
            )
        ):
            return True
    if value.unit in {"mbps", "gbps"} and _SHARE_OF_USERS.search(flow[setting.start : value.start]):
        return True
    if place and setting.values[place - 1].unit == value.unit:
        return False
    if value.unit in {"mbps", "gbps"} and _SHARE.search(flow[setting.start : value.start][-160:]):
        return not _OWN_SPEED.search(flow[setting.previous_end(place) : value.start])
    if place + 1 < len(setting.values):
        following = setting.values[place + 1]
        after = flow[value.end : following.start]
        if _RATE_WITH.search(before) and not _MARK.search(after) and _STATES.search(after):
            return True
    return False
