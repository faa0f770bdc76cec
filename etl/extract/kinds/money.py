"""Values outside goals and results: budgets, prices, conditions, other articles."""

from __future__ import annotations

import re

from etl.extract.kinds.setting import Case, Decision, Setting, cue_words
from etl.extract.numbers import Value

_ELSEWHERE = re.compile(r"(?:các\s+)?(?:tin|bài|từ\s+khóa)(?!\w)", re.IGNORECASE)

_PER_CASE = re.compile(r"\s*/\s*(?:tháng|khách|hợp\s+đồng|lần|hồ\s+sơ|vụ|giao\s+dịch)", re.IGNORECASE)


def question(case: Case) -> Decision | None:
    """A question states nothing."""
    is_question = case.setting.flow[case.setting.end - 1] == "?"
    return Decision(None, "question", "?", False) if is_question else None


_TIMES_AS = re.compile(
    r"(?<!\w)(?:gấp|tăng|giảm|bằng|lên|cao|lớn|nhiều|thấp|hơn|trên|khoảng|từ)(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)

_AT_LEAST = re.compile(r"(?<!\w)(?:tối\s+thiểu|ít\s+nhất|không\s+(?:dưới|quá)|tối\s+đa)\s+$", re.IGNORECASE)


def how_often(case: Case) -> Decision | None:
    """ "phải đi lại 4 lần": how often something happens, unless it is what something grows by."""
    if case.value.rule == "frequency":
        is_set = (case.in_goals or case.has_goal_before) and _AT_LEAST.search(case.before) is not None
        return None if is_set else Decision(None, "how-often", "lần", False)
    if case.value.unit != "times" or _TIMES_AS.search(case.before) is not None or case.in_goals:
        return None
    return Decision(None, "how-often", "lần", False)


_EARNED = re.compile(
    r"(?<!\w)(?:doanh\s+thu|doanh\s+số|giá\s+trị|kim\s+ngạch|quy\s+mô|GRDP|GDP)(?!\w)", re.IGNORECASE
)


# "Thuế suất giảm còn 8% đến hết năm 2024", "lãi suất 6,5%/năm": what something costs, until when.
_PRICE_OF = re.compile(
    r"(?<!\w)(?:thuế\s+suất|lãi\s+suất|thuế\s+(?:GTGT|VAT|giá\s+trị\s+gia\s+tăng)|(?:giá\s+)?(?<!căn\s)cước(?!\s+vận)|chiết\s+khấu|khuyến\s+mại|khuyến\s+mãi|"
    r"giảm\s+giá|ưu\s+đãi)(?!\w)[^;.:%]{0,40}$",
    re.IGNORECASE,
)


_RATE = re.compile(r"(?<!\w)(?:thuế|lãi)\s+suất\s+$", re.IGNORECASE)


def _is_price(case: Case) -> bool:
    """Whether a share is that of a tax, a rate or a price, where no goal is named."""
    if case.value.shape not in {"share", "change"}:
        return False
    if _RATE.search(case.before) is not None:
        return True
    if case.in_goals or case.has_goal_before:
        return False
    return _PRICE_OF.search(case.before) is not None


# "08 dự án chuyển tiếp, 05 dự án mới, tổng mức 143 tỷ đồng": what a sum of money is for.
_COSTED = re.compile(
    r"[^;.:%]{0,60}?,\s+(?:với\s+)?(?:tổng\s+(?:mức(?:\s+đầu\s+tư)?|kinh\s+phí|vốn|dự\s+toán)|kinh\s+phí)\s[^;.:%]{0,40}?\d",
    re.IGNORECASE,
)


def outside(case: Case) -> Decision | None:
    """Neither goal nor result: other articles, prices, conditions, budgets."""
    context = case.setting.context
    told = _inventory(case)
    if told is not None:
        return told
    if context.mode == "other" and _ELSEWHERE.match(context.mode_text):
        return Decision(None, "elsewhere", context.mode_text, False)
    is_money = case.value.unit in {"vnd", "usd"}
    earns = _EARNED.search(case.before) is not None
    if (
        case.value.shape == "count"
        and context.mode == "task"
        and _COSTED.match(case.setting.flow, case.value.end, case.setting.end)
    ):
        return Decision(None, "budget", "tổng mức", False)
    if is_money and (
        (context.mode == "task" and not earns) or _PER_CASE.match(case.setting.flow, case.value.after)
    ):
        return Decision(None, "budget", "", False)
    if _is_price(case):
        return Decision(None, "subsidy", case.before[-30:].strip(), False)
    return _aside(case.setting, case.value) or _budget(case.setting, case.value, case.previous)


# "Danh mục gồm 21 nhiệm vụ, 9 dự án với nhu cầu 1.460 tỷ đồng": what a plan is made up of.
_MADE_UP_OF = re.compile(
    r"(?:kèm\s+theo\s+)?(?:danh\s+mục|phụ\s+lục|kế\s+hoạch|đề\s+án|chương\s+trình|nghị\s+quyết|quyết\s+định)(?:\s+[^\s,;.:%\d]+){0,6}?"
    r"\s+(?:gồm|bao\s+gồm|gồm\s+có|có|kèm\s+theo)\s+(?:tổng\s+cộng\s+)?(?=\d)",
    re.IGNORECASE,
)
_OF_PLANS = re.compile(r"\s+(?:tiểu\s+)?(?:dự\s+án|nhiệm\s+vụ|hạng\s+mục|gói\s+thầu)(?!\w)", re.IGNORECASE)
# "Đại hội có 347 đại biểu, 18,7% là nữ", "Ngày hội còn có 18 gian, hơn 1.600 lượt người ...": an event.
_EVENT = re.compile(
    r"(?:tại\s+)?(?:đại\s+hội|ngày\s+hội|hội\s+nghị|hội\s+thảo|kỳ\s+họp|phiên\s+họp|lễ|triển\s+lãm|cuộc\s+thi|diễn\s+đàn|lớp\s+tập\s+huấn|"
    r"chương\s+trình\s+văn\s+nghệ)(?:\s+[^\s,;.:%\d]+){0,5}?\s+(?:có|còn\s+có|thu\s+hút|quy\s+tụ|gồm)\s",
    re.IGNORECASE,
)


def _inventory(case: Case) -> Decision | None:
    """What a plan or an event is made up of, where the sentence sets nothing."""
    setting, value = case.setting, case.value
    if any(cue.payload.sense in {"goal", "intent"} and cue.end <= value.start for cue in setting.cues):
        return None
    if value.unit in {"vnd", "usd", "count"}:
        made = _MADE_UP_OF.match(setting.flow, setting.start, value.end)
        if made is not None and (value.shape != "count" or _OF_PLANS.match(setting.flow, value.end)):
            return Decision(None, "inventory", made.group().strip(), False)
    event = _EVENT.match(setting.flow, setting.start, value.start)
    if event is not None and not any(year.may_be_due for year in setting.years):
        return Decision(None, "inventory", event.group().strip(), False)
    return None


# "Các nước trong khu vực kỳ vọng ...": goals of others, where no word for us stands before the value.
_ABROAD = re.compile(
    r"(?:(?:các|nhiều|một\s+số|những)\s+(?:nước|quốc\s+gia|nền\s+kinh\s+tế)|thế\s+giới(?!\s+di)|toàn\s+cầu|(?:chính\s+phủ\s+)?(?:"
    r"ASEAN|Đông\s+Nam\s+Á|(?:Liên\s+minh\s+)?châu\s+Âu|châu\s+(?:Á|Phi)|EU|Singapore|Thái\s+Lan|Malaysia|Indonesia|Philippines|"
    r"Trung\s+Quốc|Hàn\s+Quốc|Nhật\s+Bản|Ấn\s+Độ|Hoa\s+Kỳ|Australia|Estonia|Đan\s+Mạch|Phần\s+Lan|Lào(?!\s+Cai)|Campuchia))(?!\w)",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"(?<!\w)(?:Việt\s+Nam|nước\s+ta|cả\s+nước|tỉnh|thành\s+phố|huyện|xã|phường|chúng\s+ta|ta|bộ|ngành|sở)(?!\w)",
    re.IGNORECASE,
)


def _aside(setting: Setting, value: Value) -> Decision | None:
    abroad = _ABROAD.match(setting.flow, setting.start)
    if abroad is not None and not _AT_HOME.search(setting.flow, abroad.end(), value.start):
        return Decision(None, "aside", abroad.group(), False)
    asides = [cue for cue in setting.cues if cue.payload.sense == "aside" and cue.start < value.start]
    if not asides:
        return None
    later_goal = any(
        cue.payload.sense == "goal" and asides[-1].end <= cue.start and cue.end <= value.start
        for cue in setting.cues
    )
    return None if later_goal else Decision(None, "aside", cue_words(setting.flow, asides[-1]), False)


_PRICED = re.compile(r"[^,;.]{0,40}?(?<!\w)(?:phí|giá|mức|lãi)(?!\w)", re.IGNORECASE)

_PRICE = re.compile(
    r"\s+(?:học\s+phí|(?:giá\s+)?cước|mức\s+thu|lệ\s+phí|kinh\s+phí|chi\s+phí\s+(?:mua|thuê|"
    r"phần\s+mềm|đầu\s+tư|lắp))(?!\w)",
    re.IGNORECASE,
)

# "Đề án 150 tỷ đồng": what it costs.
_SCHEME_OF = re.compile(
    r"(?<!\w)(?:đề\s+án|dự\s+án|gói\s+thầu|gói|chương\s+trình)\s+(?:trị\s+giá\s+|gần\s+|hơn\s+)?$",
    re.IGNORECASE,
)

_SPENT = re.compile(
    r"(?<!\w)(?:bố\s+trí|dành|hỗ\s+trợ|trợ\s+cấp|tài\s+trợ|vay|chi|cấp|cân\s+đối|đầu\s+tư(?!\s+(?:(?:phát\s+triển|thực\s+hiện)\s+)?toàn\s+xã)|hạn\s+mức|thưởng)\s[^,;]{0,20}$",
    re.IGNORECASE,
)


def _budget(setting: Setting, value: Value, previous: Decision | None) -> Decision | None:
    money = [cue for cue in setting.cues if cue.payload.sense == "money" and cue.end <= value.start]
    if value.unit in {"vnd", "usd"}:
        if previous is not None and previous.rule in {"budget", "budget-share"}:
            return Decision(None, "budget", previous.reason, False)
        spent = any(
            other.unit == value.unit
            and _SPENT.search(setting.flow, max(setting.start, other.start - 40), other.start)
            for other in setting.values
            if other.start <= value.start
        )
        of_budget = _FROM_BUDGET.match(setting.flow, value.after, setting.end) is not None
        if money or spent or of_budget or _SCHEME_OF.search(setting.flow, setting.start, value.start):
            return Decision(None, "budget", cue_words(setting.flow, money[-1]) if money else "bố trí", False)
        if setting.context.mode == "money":
            return Decision(None, "budget-section", setting.context.mode_text, False)
        return None
    if _is_budget_share(setting, value, previous):
        return Decision(None, "budget-share", setting.flow[value.end : value.end + 24].strip(), False)
    striving = any(cue.payload.id == "strive" and cue.end <= value.start for cue in setting.cues)
    if setting.context.mode == "money" and not striving and not _set_for_a_year(setting, value):
        return Decision(None, "budget-section", setting.context.mode_text, False)
    if _PRICE.match(setting.flow, value.end, setting.end) and not striving and setting.context.mode != "goal":
        return Decision(None, "subsidy", setting.flow[value.end : value.end + 20].strip(), False)
    if not money or striving:
        return None
    goal = setting.context.mode == "goal" or any(
        cue.payload.sense == "goal" for cue in setting.cues if cue.start < value.start
    )
    if cue_words(setting.flow, money[-1]).lower() == "hỗ trợ" and _HELPED.match(setting.flow, value.end):
        return None  # "hỗ trợ tại nhà cho 100% người khuyết tật": how many are helped
    if money[-1].payload.id == "subsidy" and not goal and _PRICED.match(setting.flow, value.end, setting.end):
        return Decision(None, "subsidy", cue_words(setting.flow, money[-1]), False)
    due = any(mention.may_be_due for mention in setting.years)
    if goal or due:
        return None
    return Decision(None, "budget", cue_words(setting.flow, money[-1]), False)


_FROM_BUDGET = re.compile(r"\s+(?:từ\s+)?(?:ngân\s+sách|vốn|kinh\s+phí)(?!\w)", re.IGNORECASE)
_HELPED = re.compile(
    r"\s+(?:số\s+)?(?:người|công\s+dân|hộ|học\s+sinh|sinh\s+viên|thanh\s+niên|phụ\s+nữ|hội\s+viên|nông\s+dân|doanh\s+nghiệp|"
    r"hợp\s+tác\s+xã|cơ\s+sở|xã|phường|thôn|trường|đơn\s+vị|cán\s+bộ|tiểu\s+thương)(?!\w)",
    re.IGNORECASE,
)
# "60% vốn ngân sách tỉnh", "bằng 1,5% tổng chi": a share of money.
_OF_BUDGET = re.compile(
    r"\s+(?:của\s+)?(?:tổng\s+)?(?:số\s+)?(?:chi\s+|vốn\s+|kinh\s+phí\s+|mức\s+)?(?:ngân\s+sách(?!\s+(?:qua|điện))|"
    r"vốn(?!\s+(?:đầu\s+tư\s+nước|nhà\s+nước|điều\s+lệ))|kinh\s+phí|dự\s+toán|đầu\s+tư\s+công)(?!\w)|\s+tổng\s+(?:mức\s+đầu\s+tư|chi|vốn)(?!\w)",
    re.IGNORECASE,
)
_SHARE_OF_SUM = re.compile(
    r"[^(]{0,12}\(\s*$|,?\s*(?:tức|bằng|chiếm|tương\s+đương)(?:\s+\w+)?\s*$", re.IGNORECASE
)
_ANOTHER_PART = re.compile(
    r"\s*(?:,|và|;)\s+(?:địa\s+phương|doanh\s+nghiệp|DN|tỉnh|huyện|xã\s+hội\s+h[óo]a|trung\s+ương|nguồn\s+khác|nhà\s+nước)\s+",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(r"(?<!\w)(?:ngân\s+sách|vốn|kinh\s+phí)(?!\w)", re.IGNORECASE)


def _is_budget_share(setting: Setting, value: Value, previous: Decision | None) -> bool:
    """Whether a share is one of a sum of money, where no heading of goals says that it is a goal."""
    if value.shape != "share":
        return False
    if previous is not None and previous.rule in {"budget", "budget-share"}:
        place = next(at for at, other in enumerate(setting.values) if other is value)
        own = setting.flow[setting.previous_end(place) : value.start].rpartition(")")[2]
        if _OF_MONEY.search(own) is not None or _SHARE_OF_SUM.search(own) is not None:
            return True
        if previous.rule == "budget-share" and _ANOTHER_PART.fullmatch(own) is not None:
            return True
    return setting.context.mode != "goal" and _OF_BUDGET.match(setting.flow, value.end) is not None


def _set_for_a_year(setting: Setting, value: Value) -> bool:
    """Whether a share under a heading of money is a goal all the same: due by a year, or carried on."""
    due = any(year.may_be_due and year.form == "by" and year.end <= value.start for year in setting.years)
    in_budget = any(cue.payload.sense == "money" for cue in setting.cues)
    return (due or setting.state == "goal") and not in_budget
