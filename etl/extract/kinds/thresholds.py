"""Values that only narrow a subject: "doanh nghiệp có từ 50 lao động trở lên"."""

from __future__ import annotations

import re

from etl.extract.kinds.setting import Case, Decision, Setting, follows_verb


def threshold(case: Case) -> Decision | None:
    """A value that only narrows the subject is no statement of its own."""
    if _is_threshold(case.setting, case.place, case.before):
        return Decision(None, "threshold", case.before[-25:].strip(), False)
    return None


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
            and re.fullmatch(
                r"\s[^,;:.%]{2,50}\scó\s(?:tỷ\s+lệ|tỷ\s+trọng|doanh\s+thu|mức|số|quy\s+mô)\s[^,;:.%]{0,60}",
                between,
                re.IGNORECASE,
            )
        ):
            return True
        prefix = earlier.shape in {"share", "count"} and not follows_verb(flow, earlier, setting.start)
        if prefix and not re.search(r"[;:]|,\s|\s(?:và|trong đó|đạt)\s", between, re.IGNORECASE):
            narrowing = (
                r"(?:(?<!\w)(?:có|tốc độ|với|quy mô|đạt|thêm|dùng|mức|bán kính)\s+(?:tốc "
                r"độ\s+)?(?:trung bình\s+|tối thiểu\s+)?(?:từ|trên|dưới|ít nhất|tối thiểu|hơn|không "
                r"quá|đủ|khoảng)?|(?<!\w)từ|(?<!\w)trên|(?<!\w)tối thiểu)\s*$"
            )
            if re.search(narrowing, between, re.IGNORECASE) and not re.search(
                r"(?<!\w)(?:lên|xuống|tăng|giảm)(?!\w)", between
            ):
                return True
    if value.unit in {"mbps", "gbps"} and re.search(
        r"%\s+(?:số\s+)?(?:người|doanh nghiệp|hộ|thuê bao|khách|tổ chức)[^;.%]*$",
        flow[setting.start : value.start],
        re.IGNORECASE,
    ):
        return True
    if place and setting.values[place - 1].unit == value.unit:
        return False
    if value.unit in {"mbps", "gbps"} and re.search(r"\d\s?%", flow[setting.start : value.start][-160:]):
        return not re.search(
            r"[;.]|(?<!\w)(?:tốc độ[^,;]*đạt|bình quân|trung bình)(?!\w)",
            flow[setting.previous_end(place) : value.start],
            re.IGNORECASE,
        )
    if place + 1 < len(setting.values):
        following = setting.values[place + 1]
        after = flow[value.end : following.start]
        if (
            re.search(
                r"(?<!\w)(?:tỷ lệ|tỉ lệ|số)\s[^,;:]{2,60}\scó\s+(?:từ|trên|ít nhất|tối thiểu)\s*$",
                before,
                re.IGNORECASE,
            )
            and not re.search(r"[,;:]", after)
            and re.search(r"(?<!\w)(?:đạt|là|chiếm)(?!\w)", after)
        ):
            return True
    return False
