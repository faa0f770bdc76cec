"""Which cues say something of the values around them, and which only tell of goals, stocks or forecasts."""

from __future__ import annotations

import re

from etl.extract.kinds import CueMatch


def governs(flow: str, cue: CueMatch) -> bool:
    """Whether the values around a cue are what it speaks of."""
    return not any(says_else(flow, cue) for says_else in _SAYS_ELSE)


# "Đến năm 2027, tỉnh đặt 6 mục tiêu": the goals counted are set here, and follow.
_SETS = re.compile(r"(?<!\w)(?:đặt|đề|nêu)\s+(?:ra\s+)?\d+\s*$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\s+$")  # "giai đoạn 2016 - 2020 đặt mục tiêu 80%"


def _counts_goals(flow: str, cue: CueMatch) -> bool:
    """Whether the cue only counts goals: "32 chỉ tiêu", "9/12 mục tiêu"; those that are set are more."""
    return (
        cue.payload.id == "goal-word"
        and flow[max(0, cue.start - 2) : cue.start].strip().isdigit()
        and _YEAR_BEFORE.search(flow, max(0, cue.start - 7), cue.start) is None
        and _SETS.search(flow, max(0, cue.start - 16), cue.start) is None
    )


# "đáp ứng mục tiêu phát triển xanh, ...": the goal served is not that of the values behind it.
_SERVES = re.compile(
    r"(?<!\w)(?:đáp\s+ứng|góp\s+phần|phục\s+vụ|thực\s+hiện|hiện\s+thực\s+h[óo]a|theo)"
    r"(?:\s+(?:thực\s+hiện|hoàn\s+thành|thắng\s+lợi|thành\s+công|tốt|các|những))*\s*$",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(r"[^.;,:\d\n]{3,}[.,;]")


def _serves_goals(flow: str, cue: CueMatch) -> bool:
    """Whether the cue names goals that something serves, without their figures."""
    return (
        cue.payload.id == "goal-word"
        and _SERVES.search(flow, max(0, cue.start - 40), cue.start) is not None
        and _NO_FIGURE.match(flow, cue.end) is not None
    )


# "bốn chỉ tiêu chưa đạt gồm", "nhiều chỉ tiêu đạt, vượt": how goals stand, not what they are.
_STAND = re.compile(
    r"\s+(?:[^\W\d]+\s+){0,3}?(?:(?:chưa|khó|không)\s+(?:đạt|hoàn\s+thành)|có\s+nguy\s+cơ|(?:đã|đều)\s+(?:đạt|vượt|hoàn\s+thành|cán\s+đích)|"
    r"đạt\s*(?:,|và|hoặc)\s*vượt|(?:đạt|vượt)\s+(?:kế\s+hoạch|tiến\s+độ))(?!\w)(?!\s+\d)",
    re.IGNORECASE,
)
_ONCE = re.compile(r"(?<!\w)từng(?:\s+được)?\s+$", re.IGNORECASE)


def _tells_of_goals(flow: str, cue: CueMatch) -> bool:
    """Whether the cue only tells how goals stand, or of a goal there once was."""
    return cue.payload.id == "goal-word" and (
        _STAND.match(flow, cue.end) is not None
        or _ONCE.search(flow, max(0, cue.start - 14), cue.start) is not None
    )


_THAN = re.compile(r"(?<!\w)(?:so\s+với|hơn|bằng)\s+$", re.IGNORECASE)


# "từ 38% hiện nay lên 60%": the state that is left behind; "Năm 2025: lũy kế đạt 35%": a step of a plan.
_LEAVES_LEVEL = re.compile(r"\s+(?:tăng\s+)?(?:lên|xuống|còn|thành|sang)\s", re.IGNORECASE)
_STEP_OF_YEAR = re.compile(r"(?<!\w)năm\s+20\d\d\s*:\s*$", re.IGNORECASE)


def _describes_stock(flow: str, cue: CueMatch) -> bool:
    """Whether "hiện có" or "hiện nay" belongs to a noun: "một nửa số trạm hiện có;", "so với hiện nay"."""
    if cue.payload.id != "now":
        return False
    if _THAN.search(flow, max(0, cue.start - 12), cue.start) is not None:
        return True
    if _LEAVES_LEVEL.match(flow, cue.end) or _STEP_OF_YEAR.search(flow, max(0, cue.start - 24), cue.start):
        return True
    return (
        flow[cue.end : cue.end + 1] in {";", ")"}
        and " ".join(flow[cue.start : cue.end].lower().split()) == "hiện có"
    )


# "dự kiến đến thời điểm này có trên 90% ô tô dán thẻ": the time spoken of before, not now.
_THAT_TIME = re.compile(r"đến\s+thời\s+điểm\s+này(?!\w)", re.IGNORECASE)
_EXPECTS = re.compile(
    r"(?<!\w)(?:dự\s+kiến|phấn\s+đấu|kỳ\s+vọng|mục\s+tiêu(?:\s+là)?|sẽ|dự\s+tính),?\s+$", re.IGNORECASE
)


def _means_then(flow: str, cue: CueMatch) -> bool:
    """Whether "đến thời điểm này" is a time to come, of which something is expected."""
    return (
        cue.payload.id == "now"
        and _THAT_TIME.match(flow, cue.start) is not None
        and _EXPECTS.search(flow, max(0, cue.start - 16), cue.start) is not None
    )


# "mỗi năm cao hơn năm trước 20%": how much is added every year.
_EVERY_YEAR = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng)\s+năm(?:,|\s)[^.;\d]{0,120}?(?:\d+\s?%[^.;\d]{0,12})?(?:hơn|với)\s+(?:mức\s+)?$",
    re.IGNORECASE,
)


def _compares_years(flow: str, cue: CueMatch) -> bool:
    """Whether "năm trước" is what every year is compared with."""
    return (
        cue.payload.sense == "past"
        and "trước" in flow[cue.start : cue.end]
        and _EVERY_YEAR.search(flow, max(0, cue.start - 160), cue.start) is not None
    )


# "Dự báo, cảnh báo cháy rừng: 85% điểm cháy ...", "hệ thống dự báo": a task, nobody's forecast.
_FORECAST_TASK = re.compile(r"dự\s+báo\s*(?:,|và)\s*(?:cảnh\s+báo|phân\s+tích|giám\s+sát)", re.IGNORECASE)
_NO_ONE = re.compile(r"(?<!\w)không\s+(?:(?:có|để|còn)\s+)?$", re.IGNORECASE)
_FORECAST_OF = re.compile(
    r"(?<!\w)(?:hệ\s+thống|công\s+tác|năng\s+lực|khả\s+năng|mô\s+hình|phục\s+vụ|bản\s+tin|"
    r"(?:phân\s+tích|cảnh\s+báo|thống\s+kê|giám\s+sát)\s*(?:,|và))\s*$",
    re.IGNORECASE,
)


def _names_forecasts(flow: str, cue: CueMatch) -> bool:
    """Whether "dự báo" names work to be done and does not say that somebody expects something."""
    if cue.payload.sense != "aside":
        return False
    if _NO_ONE.search(flow, max(0, cue.start - 16), cue.start) is not None:
        return True  # "không có đơn vị nào dưới 80%"
    return (
        _FORECAST_TASK.match(flow, cue.start) is not None
        or _FORECAST_OF.search(flow, max(0, cue.start - 24), cue.start) is not None
    ) and flow[cue.start : cue.start + 2].lower() == "dự"


# "kích hoạt 80% tài khoản đã cấp": behind the object of a verb "đã" only tells which ones.
_OBJECT = re.compile(
    r"(?<!đã\s)(?<!\w)(?:kích\s+hoạt|xử\s+lý|số\s+h[óo]a|cập\s+nhật|làm\s+sạch|kết\s+nối|chia\s+sẻ|đồng\s+bộ|tích\s+hợp|"
    r"khai\s+thác|thu\s+nhận|rà\s+soát|chuẩn\s+h[óo]a|sử\s+dụng)\s+(?:được\s+)?(?:[íi]t\s+nhất\s+|tối\s+thiểu\s+|trên\s+|từ\s+)?"
    r"\d[\d.,]*\s?%\s[^,;.:%\d]{2,60}$",
    re.IGNORECASE,
)


def _tells_which(flow: str, cue: CueMatch) -> bool:
    """Whether "đã" belongs to the things that a verb before it is done to."""
    return (
        cue.payload.sense == "done" and _OBJECT.search(flow, max(0, cue.start - 100), cue.start) is not None
    )


_SAYS_ELSE = (
    _tells_of_goals,
    _counts_goals,
    _serves_goals,
    _describes_stock,
    _means_then,
    _compares_years,
    _names_forecasts,
    _tells_which,
)
