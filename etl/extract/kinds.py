"""Target, baseline or neither: what decides, in the order in which it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from etl.extract.cues import Cue
from etl.extract.horizons import YearMention
from etl.extract.numbers import Value
from etl.extract.sections import Context
from etl.model import Kind
from etl.text.words import PhraseMatch

CueMatch = PhraseMatch[Cue]

_FROM = re.compile(
    r"(?<!\w)từ(?:\s+(?:mức|vị\s+trí|hạng|thứ|con\s+số|thứ\s+hạng|khoảng|trên|gần|hơn))*(?:\s+thứ)?\s*$",
    re.IGNORECASE,
)
_OPENS_PARENTHESIS = re.compile(r"[^(;.]{0,30}\(\s*(?:so\s+với\s+|theo\s+)?", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"\s+(?:so\s+với\s+)?(?:(?:chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)(?!\w)(?!\s+(?:được|phát|ứng|chuyển))|kế\s+hoạch"
    r"(?=\s*(?:[,.;:)!]|$)|\s+(?:năm|quý|tháng|cả|đề|được\s+giao|giao|đã|của|do|tỉnh|trung|vốn|và)(?!\w)))",
    re.IGNORECASE,
)
_DONE_BEFORE = re.compile(r"[,;(]\s*(?:thực\s+hiện|kết\s+quả)(?:\s+đạt)?\s*$", re.IGNORECASE)
_ONLY = re.compile(
    r"(?<!\w)(?:chỉ(?:\s+(?:có|đạt|chiếm|khoảng))?|mới\s+(?:có|đạt|chiếm|khoảng|thực\s+hiện))\s*$",
    re.IGNORECASE,
)
_STRIVING = re.compile(
    r"(?<!\w)(?:(?:phấn\s+đấu|nhằm|để|sẽ|quyết\s+tâm|bảo\s+đảm|cần|phải|hướng\s+tới|dự\s+kiến)"
    r"\s+(?:\w+\s+){0,2}|(?:trước|chậm\s+nhất)\s+(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?,?\s+)$",
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
_RESTATES = re.compile(r"\((?:tương\s+ứng|tương\s+đương|khoảng|bằng|tức)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
# "có 11/15 chỉ tiêu đạt (tỷ lệ 73,3%)": the share only restates the count before it.
_SHARE_OF_COUNT = re.compile(r"\((?:đạt\s+|chiếm\s+)?(?:tỷ|tỉ)\s+lệ\s*$", re.IGNORECASE)
_COUNT_BEFORE = re.compile(r"\d\s?/\s?\d[^;.(%]{0,60}$|\d[^;.(%\d]{0,60}$")
_ELSEWHERE = re.compile(r"(?:các\s+)?(?:tin|bài|từ\s+khóa)(?!\w)", re.IGNORECASE)
_PER_CASE = re.compile(r"\s*/\s*(?:tháng|khách|hợp\s+đồng|lần|hồ\s+sơ|vụ|giao\s+dịch)", re.IGNORECASE)
_OF_ALL = re.compile(r"\s*(?:trên|trong|/)\s*(?:tổng\s+)?(?:số\s+)?", re.IGNORECASE)
_TO = re.compile(r"(?<!\w)(?:(?<!trở\s)lên|xuống|vươn|còn|sang)(?!\w)", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?<!\w)(?:so\s+với(?:\s+(?:mức|con\s+số|tỷ\s+lệ))?[^.;,:%]{0,30}|(?:trung\s+bình|"
    r"bình\s+quân)\s+(?:cả\s+nước|chung|thế\s+giới|toàn\s+quốc)"
    r"[^.;,:%]{0,20}|cả\s+nước\s+(?:là|đạt)\s+)$",
    re.IGNORECASE,
)
# "số máy mới so với máy cũ lần lượt là 10%, 15%": what is compared is the thing measured.
_RESPECTIVELY_IS = re.compile(r"lần\s+lượt\s+(?:là|đạt)\s+$", re.IGNORECASE)
_STATED = re.compile(r"\s+(?:là|đạt|có|mới\s+(?:đạt|có)|chỉ\s+(?:đạt|có))\s+(?:\w+\s+)?", re.IGNORECASE)
_MOVED = re.compile(
    r"[^.;:\d]{0,24}?(?<!\w)từ\s+(?:vị\s+trí\s+|hạng\s+|thứ\s+|xếp\s+)+\d+[^.;]{0,40}?"
    r"(?<!\w)(?:lên|xuống|vươn)\s+(?:vị\s+trí\s+|hạng\s+|thứ\s+|xếp\s+)+\d",
    re.IGNORECASE,
)
_COMPARING = re.compile(r"so\s+với|bình|cả\s+nước", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"(?<!\w)(?:tăng|giảm|cao\s+hơn|thấp\s+hơn|vượt|hơn|thêm)(?:\s+(?:thêm|trên|hơn|"
    r"khoảng|gần|lần\s+lượt|tương\s+ứng))*\s*$",
    re.IGNORECASE,
)
_ELAPSED = re.compile(
    r"(?<!\w)(?:qua|sau|trong)\s+(?:gần|hơn|hơn\s+)?\s*\d{1,2}\s+(?:năm|"
    r"tháng)(?:\s+(?:thực\s+hiện|triển\s+khai|đầu\s+năm|qua|vừa\s+qua))|"
    r"(?<!\w)\d{1,2}\s+tháng\s+đầu\s+năm|(?<!\w)(?:quý|quí)\s+(?:[IV]+|\d)(?:\s*,|\s+vừa)",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"(?<!\w)(?:có|xây\s+dựng|hình\s+thành|thành\s+lập|triển\s+khai|phát\s+triển|"
    r"đào\s+tạo|bồi\s+dưỡng|tập\s+huấn|hoàn\s+thành|lắp\s+đặt|"
    r"đạt|đưa|cho|thu\s+hút|duy\s+trì|khai\s+thác|sản\s+xuất|hỗ\s+trợ|thí\s+điểm|"
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


@dataclass(frozen=True, slots=True)
class Decision:
    """What a value is, the rule that says so and the words that decided; kind None: no statement."""

    kind: Kind | None
    rule: str
    reason: str
    is_own: bool  # decided by the sentence itself, so that it governs the sentences that follow


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around the values of one sentence."""

    flow: str
    start: int
    end: int
    values: Sequence[Value]
    cues: Sequence[CueMatch]
    years: Sequence[YearMention]
    context: Context
    state: str  # "goal", "past" or "": what the passage before speaks of
    state_reason: str
    document_year: int | None
    goal_year: int | None  # the latest year that the document ties to a goal
    plan_title: bool
    announced: str  # the plan that the passage before says was issued; "" where none was
    deadline: YearMention | None  # "Hoàn thành: năm 2024", said once for the whole item

    def previous_end(self, place: int) -> int:
        """Where the words before the value at `place` begin."""
        return self.values[place - 1].end if place else self.start

    def next_start(self, place: int) -> int:
        """Where the words after the value at `place` end."""
        return self.values[place + 1].start if place + 1 < len(self.values) else self.end


def _words(flow: str, cue: CueMatch) -> str:
    return " ".join(flow[cue.start : cue.end].split())


@dataclass(frozen=True, slots=True)
class _Case:
    """One value to decide on: the words before and after it, its year, the decision before it."""

    setting: Setting
    place: int
    value: Value
    year: YearMention | None
    previous: Decision | None
    before: str
    tail: str

    @property
    def has_goal_before(self) -> bool:
        """Whether a goal is named before the value in its sentence."""
        return any(cue.payload.sense == "goal" and cue.end <= self.value.start for cue in self.setting.cues)

    @property
    def in_goals(self) -> bool:
        """Whether a heading of goals governs the value."""
        return self.setting.context.mode == "goal"


def decide(setting: Setting, place: int, year: YearMention | None, previous: Decision | None) -> Decision:
    """Whether the value at `place` is a target, a baseline or no statement, and why.

    `previous` is the decision on the value before it in the sentence. The steps are asked in the order
    of `_STEPS`; the first that knows decides.
    """
    value = setting.values[place]
    case = _Case(
        setting,
        place,
        value,
        year,
        previous,
        setting.flow[max(setting.start, value.start - 60) : value.start],
        setting.flow[value.end : setting.next_start(place)],
    )
    for step in _STEPS:
        found = step(case)
        if found is not None:
            return found
    found = (
        _by_cue(setting, setting.previous_end(place), value, year)
        or _by_tail(setting, place, value, year)
        or _by_neighbour(setting, place, value, previous)
        or _by_year(setting, value, year)
        or _by_cue(setting, setting.start, value, year)
        or _by_surroundings(setting, place, value, year)
    )
    if (
        found.kind == "target"
        and found.rule in _WEAK
        and _CHANGED.match(setting.flow, value.end, setting.end)
    ):
        return Decision("baseline", "changed", case.tail[:30].strip(), True)
    if _unround(setting, value, found):
        return Decision("baseline", "exact-figure", setting.flow[value.start : value.end], True)
    return _counted_as_done(setting, value, found) or _counted(setting, place, value, found)


def _question(case: _Case) -> Decision | None:
    is_question = case.setting.flow[case.setting.end - 1] == "?"
    return Decision(None, "question", "?", False) if is_question else None


def _threshold(case: _Case) -> Decision | None:
    if _is_threshold(case.setting, case.place, case.before):
        return Decision(None, "threshold", case.before[-25:].strip(), False)
    return None


def _from_level(case: _Case) -> Decision | None:
    """ "từ 60% năm 2023 lên 80%": the first value is where things stand."""
    if "từ" not in case.before.lower() or not _FROM.search(case.before):
        return None
    due = case.year if _is_future(case.setting, case.year) else None
    if due is not None and due.form == "by" and 0 <= due.start - case.value.end <= len(case.tail):
        return None  # "từ 60% vào năm 2025 ... lên 85%": both are goals
    has_next = case.place + 1 < len(case.setting.values)
    if has_next and ";" not in case.tail and _TO.search(case.tail):
        return Decision("baseline", "from-level", "từ … lên", False)
    return None


def _to_level(case: _Case) -> Decision | None:
    """ "từ 60% ... lên 80%": the second value is the goal, unless the rise is reported."""
    setting = case.setting
    if case.previous is None or case.previous.rule != "from-level" or setting.context.mode == "result":
        return None
    reported = _by_cue(setting, setting.start, setting.values[case.place - 1], case.year)
    if (
        case.year is not None
        and _is_future(setting, case.year)
        and (setting.document_year is not None or case.year.form == "by")
    ):
        reported = None
    elif reported is not None and reported.kind != "target":
        return None
    if not case.in_goals and not case.has_goal_before and (_is_rise(case) or _after_move(case)):
        return Decision("baseline", "to-level", "từ … lên", True)
    if case.year is not None or reported is not None or case.in_goals or setting.state == "goal":
        return Decision("target", "to-level", "từ … lên", True)
    return None


def _is_rise(case: _Case) -> bool:
    """ "từ 10,8% năm 2024 lên 31,2% vào tháng 12/2025": exact figures of two dates are a report."""
    setting, earlier = case.setting, case.setting.values[case.place - 1]
    dated = any(earlier.end <= year.start <= case.value.start for year in setting.years)
    return dated and case.value.value != int(case.value.value) and earlier.value != int(earlier.value)


def _after_move(case: _Case) -> bool:
    """Whether a rank ends the move that the sentence reports."""
    setting = case.setting
    if case.year is not None and case.year.form == "by":
        return False
    return case.value.shape == "rank" and any(
        value.unit == "places" and _MOVED.match(setting.flow, value.after, setting.end)
        for value in setting.values[: case.place]
    )


def _out_of(case: _Case) -> Decision | None:
    """ "xếp thứ 20 trên 63 tỉnh": 63 is the whole."""
    if not case.place or case.value.rule != "count":
        return None
    earlier = case.setting.values[case.place - 1]
    if earlier.shape == "rank" and _OF_ALL.fullmatch(case.setting.flow[earlier.end : case.value.start]):
        return Decision(None, "out-of", "trên tổng số", False)
    return None


def _state_of_year(case: _Case) -> Decision | None:
    """ "đến năm 2027 đạt 60%, năm 2024 là 30%": the state of an earlier year set beside the goal."""
    setting, year = case.setting, case.year
    if year is None or year.form != "in" or year.end > case.value.start:
        return None
    if not setting.flow[setting.start : year.start].rstrip().endswith(","):
        return None
    if _STATED.fullmatch(setting.flow, year.end, case.value.start) is None:
        return None
    is_past = year.year < setting.document_year if setting.document_year else year.year % _MILESTONE != 0
    later = any(
        other.form == "by" and other.may_be_due and other.end <= year.start and other.year > year.year
        for other in setting.years
    )
    return Decision("baseline", "state-of-year", str(year.year), False) if is_past and later else None


def _moved(case: _Case) -> Decision | None:
    """ "tăng 8 bậc, từ thứ 30 lên thứ 22": a move in a ranking is a result where no goal is named."""
    if case.value.unit != "places" or case.has_goal_before or case.in_goals:
        return None
    if case.year is not None and case.year.form == "by" and case.year.end <= case.value.start:
        return None
    if any(cue.payload.sense == "intent" and cue.end <= case.value.start for cue in case.setting.cues):
        return None
    moved = _MOVED.match(case.setting.flow, case.value.after, case.setting.end)
    return Decision("baseline", "moved", moved.group().strip(), True) if moved else None


def _reported(case: _Case) -> Decision | None:
    """Words right beside the value that only a report uses."""
    flow, value = case.setting.flow, case.value
    if (
        _COMPARING.search(case.before)
        and _COMPARED.search(case.before)
        and not _RESPECTIVELY_IS.search(case.before)
    ):
        return Decision("baseline", "compared-with", case.before[-25:].strip(), False)
    if _SAME_PERIOD.match(flow, value.end, min(case.setting.end, value.end + 170)):
        return Decision("baseline", "same-period", "so với cùng kỳ", True)
    if _DESCRIBES.match(flow, value.end, case.setting.end) and not case.in_goals:
        return Decision(None, "description", flow[value.end : value.end + 30].strip(), False)
    only = _ONLY.search(case.before) is not None and not (case.in_goals or case.has_goal_before)
    if only or _DONE_BEFORE.search(case.before):
        return Decision("baseline", "reports", case.before[-20:].strip(), False)
    if _achieved(case):
        return Decision("baseline", "cue-result-of-goal", "đã … vượt mục tiêu", True)
    follows_result = case.previous is not None and case.previous.kind == "baseline"
    if follows_result and value.shape == "change" and _DIFFERENCE.search(case.before):
        return Decision("baseline", "difference", case.before[-20:].strip(), False)
    return None


def _achieved(case: _Case) -> bool:
    """ "đã phủ sóng 98% dân số, vượt mục tiêu": done, and measured against its goal."""
    cues, value = case.setting.cues, case.value
    done = any(cue.payload.sense == "done" and cue.end <= value.start for cue in cues)
    return done and any(cue.payload.id == "result-of-goal" and cue.start >= value.end for cue in cues)


def _plan_of_year(case: _Case) -> Decision | None:
    """ "Kế hoạch năm 2027: kinh tế số chiếm 20%": how a report turns to what comes next."""
    setting = case.setting
    opened = _YEARS_PLAN.match(setting.flow, setting.start, case.value.start)
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
    r"(?:kế\s+hoạch|nhiệm\s+vụ|chỉ\s+tiêu|phương\s+hướng)(?:\s+(?:của|cho|trong))?\s+năm\s+(?P<year>20\d\d)"
    r"\s*(?::|,|đạt|là|phấn|có|đặt)",
    re.IGNORECASE,
)


def _has_reached(case: _Case) -> Decision | None:
    """ "So với mục tiêu đề ra, tỉnh đã đạt 62%": the verb right before the value is done."""
    if case.in_goals or any(
        year.form == "by" and year.may_be_due and year.end <= case.value.start for year in case.setting.years
    ):
        return None
    reached = _REACHED.search(case.before)
    return Decision("baseline", "has-reached", reached.group().strip(), True) if reached else None


_REACHED = re.compile(
    r"(?<!\w)đã\s+(?:đạt|chiếm|phủ|vượt|hoàn\s+thành)(?:\s+(?:được|trên|hơn|khoảng|gần|tỷ\s+lệ|mức|tới))*\s*$",
    re.IGNORECASE,
)


def _outside(case: _Case) -> Decision | None:
    """Neither goal nor result: other articles, prices, conditions, budgets."""
    context = case.setting.context
    if context.mode == "other" and _ELSEWHERE.match(context.mode_text):
        return Decision(None, "elsewhere", context.mode_text, False)
    is_money = case.value.unit in {"vnd", "usd"}
    if is_money and (context.mode == "task" or _PER_CASE.match(case.setting.flow, case.value.after)):
        return Decision(None, "budget", "", False)
    return _aside(case.setting, case.value) or _budget(case.setting, case.value, case.previous)


def _bracketed(case: _Case) -> Decision | None:
    inside = _parenthesis(case.setting, case.value)
    if inside is None:
        return None
    return _in_parenthesis(case.setting, case.place, case.value, inside, case.year, case.previous)


_STEPS: tuple[Callable[[_Case], Decision | None], ...] = (
    _question,
    _threshold,
    _from_level,
    _to_level,
    _out_of,
    _state_of_year,
    _moved,
    _reported,
    _has_reached,
    _outside,
    _plan_of_year,
    _bracketed,
)


def _parenthesis(setting: Setting, value: Value) -> tuple[int, int] | None:
    opened = setting.flow.rfind("(", max(setting.start, value.start - 120), value.start)
    if opened < 0 or setting.flow.find(")", opened, value.start) >= 0:
        return None
    closed = setting.flow.find(")", value.end, min(setting.end, value.end + 160))
    return (opened, closed) if closed >= 0 else None


def _in_parenthesis(
    setting: Setting,
    place: int,
    value: Value,
    inside: tuple[int, int],
    year: YearMention | None,
    previous: Decision | None,
) -> Decision | None:
    cues = [cue for cue in setting.cues if inside[0] <= cue.start < inside[1]]
    for cue in cues:
        if cue.payload.sense == "goal":
            return Decision("target", "parenthesis-goal", _words(setting.flow, cue), False)
        if cue.payload.sense in {"past", "now", "done"}:
            return Decision("baseline", "parenthesis-result", _words(setting.flow, cue), False)
    if _SHARE_OF_COUNT.match(setting.flow, inside[0], value.start) and _COUNT_BEFORE.search(
        setting.flow, setting.start, inside[0]
    ):
        counted = previous if place and setting.values[place - 1].shape == "count" else None
        return Decision(counted.kind if counted else None, "restated", "tỷ lệ", False)
    own = [mention for mention in setting.years if inside[0] <= mention.start < inside[1]]
    if value.rule == "fraction" and place and setting.values[place - 1].shape == "share":
        return Decision(None, "restated", "ngoặc đơn", False)
    if (
        own
        and year is not None
        and own[0].form == "in"
        and (
            any(
                mention.end <= inside[0] and mention.may_be_due and mention.year > own[0].year
                for mention in setting.years
            )
            or (setting.context.year is not None and setting.context.year.year > own[0].year)
        )
        and own[0].end <= value.start
    ):
        return Decision("baseline", "parenthesis-past-year", str(own[0].year), False)
    if (
        not own
        and previous is not None
        and previous.kind is not None
        and setting.values[place - 1].end <= inside[0]
        and _RESTATES.match(setting.flow, inside[0], value.start)
    ):
        return Decision(previous.kind, previous.rule, previous.reason, False)
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
            and not _follows_verb(flow, earlier, setting.start)
            and re.fullmatch(
                r"\s[^,;:.%]{2,50}\scó\s(?:tỷ\s+lệ|tỷ\s+trọng|doanh\s+thu|mức|số|quy\s+mô)\s[^,;:.%]{0,60}",
                between,
                re.IGNORECASE,
            )
        ):
            return True
        prefix = earlier.shape in {"share", "count"} and not _follows_verb(flow, earlier, setting.start)
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


def _follows_verb(flow: str, value: Value, start: int) -> bool:
    return bool(
        re.search(
            r"(?<!\w)(?:đạt|là|chiếm|lên|xuống|còn|bằng|giảm|tăng|ở mức|tỷ lệ)(?:\s+\w+){0,2}\s*$",
            flow[max(start, value.start - 30) : value.start],
            re.IGNORECASE,
        )
    )


def _aside(setting: Setting, value: Value) -> Decision | None:
    asides = [cue for cue in setting.cues if cue.payload.sense == "aside" and cue.start < value.start]
    if not asides:
        return None
    later_goal = any(
        cue.payload.sense == "goal" and asides[-1].end <= cue.start and cue.end <= value.start
        for cue in setting.cues
    )
    return None if later_goal else Decision(None, "aside", _words(setting.flow, asides[-1]), False)


_PRICED = re.compile(r"[^,;.]{0,40}?(?<!\w)(?:phí|giá|mức|lãi)(?!\w)", re.IGNORECASE)
_PRICE = re.compile(
    r"\s+(?:học\s+phí|giá\s+cước|mức\s+thu|lệ\s+phí|kinh\s+phí|chi\s+phí\s+(?:mua|thuê|"
    r"phần\s+mềm|đầu\s+tư|lắp))(?!\w)",
    re.IGNORECASE,
)
_SPENT = re.compile(r"(?<!\w)(?:bố\s+trí|dành|chi|cấp|đầu\s+tư|hạn\s+mức)\s[^,;]{0,20}$", re.IGNORECASE)


def _budget(setting: Setting, value: Value, previous: Decision | None) -> Decision | None:
    money = [cue for cue in setting.cues if cue.payload.sense == "money" and cue.end <= value.start]
    if value.unit in {"vnd", "usd"}:
        if previous is not None and previous.rule == "budget":
            return Decision(None, "budget", previous.reason, False)
        if money or _SPENT.search(setting.flow[setting.start : value.start]):
            return Decision(None, "budget", _words(setting.flow, money[-1]) if money else "bố trí", False)
        if setting.context.mode == "money":
            return Decision(None, "budget-section", setting.context.mode_text, False)
        return None
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
    if money[-1].payload.id == "subsidy" and not goal and _PRICED.match(setting.flow, value.end, setting.end):
        return Decision(None, "subsidy", _words(setting.flow, money[-1]), False)
    due = any(mention.may_be_due for mention in setting.years)
    if goal or due:
        return None
    return Decision(None, "budget", _words(setting.flow, money[-1]), False)


def _set_for_a_year(setting: Setting, value: Value) -> bool:
    """Whether a share under a heading of money is a goal all the same: due by a year, or carried on."""
    due = any(year.may_be_due and year.form == "by" and year.end <= value.start for year in setting.years)
    in_budget = any(cue.payload.sense == "money" for cue in setting.cues)
    return (due or setting.state == "goal") and not in_budget


def _governed(setting: Setting, value: Value, year: YearMention | None) -> bool:
    """Whether a goal governs the value, so that "đã" beside it describes and does not report."""
    if setting.context.mode == "goal":
        return True
    if any(cue.payload.sense == "goal" and cue.end <= value.start for cue in setting.cues):
        return True
    return (
        _is_future(setting, year)
        and year is not None
        and year.end <= value.start
        and year.rule.startswith("until")
        and not (year.rule == "until-day" and setting.flow[year.start : year.start + 3].lower() == "đến")
    )


def _done_by(setting: Setting, value: Value, year: YearMention | None, cue: CueMatch) -> bool:
    """ "Đến năm 2020, tỉnh đã có 95% xã ...": the verb of the clause itself is done, so the year is over."""
    if cue.payload.sense != "done" or not _words(setting.flow, cue).lower().startswith("đã"):
        return False
    if year is None or setting.context.mode == "goal" or not year.end <= cue.start < value.start:
        return False
    if setting.document_year is not None and year.year > setting.document_year:
        return False
    if any(other.payload.sense in {"goal", "intent"} and other.end <= value.start for other in setting.cues):
        return False
    first = next(other for other in setting.values if other.start >= cue.end)
    between = setting.flow[cue.end : first.start]
    return len(between) < 50 and "," not in between


def _is_future(setting: Setting, year: YearMention | None) -> bool:
    if year is None or not year.may_be_due:
        return False
    return setting.document_year is None or year.year >= setting.document_year


def _by_cue(setting: Setting, start: int, value: Value, year: YearMention | None) -> Decision | None:
    """The nearest deciding cue between `start` and the value."""
    # In a list of goals "đã" describes what is counted: "hệ thống đã đưa vào vận hành".
    listed = setting.state == "goal" and setting.context.in_list
    for cue in reversed(setting.cues):
        if cue.end > value.start or cue.start < start:
            continue
        sense = cue.payload.sense
        if sense == "goal":
            return Decision("target", f"cue-{cue.payload.id}", _words(setting.flow, cue), True)
        if cue.payload.id == "result-of-goal" and _STRIVING.search(setting.flow, setting.start, cue.start):
            return Decision("target", "cue-goal-word", _words(setting.flow, cue), True)
        if (
            cue.payload.id == "result-of-goal"
            and year is not None
            and year.end <= cue.start
            and _is_future(setting, year)
        ):
            return Decision("target", "due-year", _words(setting.flow, cue), True)
        purpose = _PURPOSE.search(setting.flow, cue.end, value.start)
        if purpose is not None and _words(setting.flow, cue).lower().startswith("đang"):
            return Decision("target", "purpose", purpose.group(), False)
        if sense in {"past", "now"}:
            return Decision("baseline", f"cue-{cue.payload.id}", _words(setting.flow, cue), True)
        if _done_by(setting, value, year, cue):
            return Decision("baseline", "done-by-year", _words(setting.flow, cue), True)
        if sense == "done" and not (_governed(setting, value, year) or listed):
            return Decision("baseline", f"cue-{cue.payload.id}", _words(setting.flow, cue), False)
    if start == setting.start:
        elapsed = _ELAPSED.search(setting.flow, setting.start, value.start)
        if elapsed is not None and not _governed(setting, value, year):
            return Decision("baseline", "elapsed", elapsed.group(), True)
    return None


# "đang dựng kho học liệu, nhằm có 120 bài giảng": what the work under way is for.
_PURPOSE = re.compile(r",\s+(?:bảo\s+đảm|đảm\s+bảo|nhằm|để|hướng\s+tới)\s", re.IGNORECASE)


def _by_tail(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision | None:
    """Cues between the value and the next one."""
    stop = setting.next_start(place)
    cut = setting.flow.find(";", value.end, stop)
    stop = cut if cut >= 0 else stop
    plan = _OF_PLAN.match(setting.flow, value.end, stop)
    if plan is not None and value.shape == "share":
        return Decision("baseline", "share-of-plan", plan.group().strip(), False)
    governed = _governed(setting, value, year)
    for cue in setting.cues:
        if cue.start < value.end or cue.end > stop:
            continue
        sense, name = cue.payload.sense, cue.payload.id
        if name == "goal-word" and place + 1 == len(setting.values):
            return Decision("target", "cue-goal-word", _words(setting.flow, cue), True)
        near = cue.start - value.end < 60
        if (
            sense == "goal"
            and _OPENS_PARENTHESIS.fullmatch(setting.flow[value.end : cue.start])
            and setting.context.mode != "goal"
        ):
            return Decision("baseline", "goal-beside", _words(setting.flow, cue), False)
        planned = any(other.payload.id == "future" and other.end <= value.start for other in setting.cues)
        if sense == "now" and near and not (governed or planned) and cue.start - value.end < 45:
            return Decision("baseline", "cue-now", _words(setting.flow, cue), False)
        goal = setting.context.mode == "goal" or any(
            other.payload.sense == "goal" and other.end <= value.start for other in setting.cues
        )
        if sense == "after" and near and not goal and not _due_before(setting, value, year):
            return Decision("baseline", "compared-with", _words(setting.flow, cue), False)
        if name == "result-of-goal" and _STRIVING.search(setting.flow, value.end, cue.start):
            return Decision("target", "cue-goal-word", _words(setting.flow, cue), True)
        if name in {"result-of-goal", "past"} and not governed and near:
            return Decision("baseline", f"cue-{name}", _words(setting.flow, cue), False)
        if (
            sense == "done"
            and cue.payload.phrases[0] == "đã"
            and _words(setting.flow, cue).lower().startswith("đã")
        ):
            if governed or (setting.state == "goal" and setting.context.in_list) or not near:
                continue
            return Decision("baseline", "cue-already", _words(setting.flow, cue), False)
    return None


def _by_neighbour(setting: Setting, place: int, value: Value, previous: Decision | None) -> Decision | None:
    """A value in the same breath as a reported one: "Lũy kế đến 30/9, 100% xã ..., 96,4% thôn ..."."""
    if previous is None or previous.kind != "baseline" or not previous.is_own:
        return None
    start, stop = setting.previous_end(place), setting.next_start(place)
    if ";" in setting.flow[start : value.start] or any(start <= year.start < stop for year in setting.years):
        return None
    return Decision("baseline", "carried-result", previous.reason, True)


def _due_before(setting: Setting, value: Value, year: YearMention | None) -> bool:
    compared = next(
        (other for other in setting.years if other.rule == "compared" and other.start >= value.end), None
    )
    if compared is not None and year is not None and year.year - compared.year <= 1:
        return False  # from one year to the next is a report
    return (
        year is not None
        and _is_future(setting, year)
        and year.form in {"by", "in"}
        and year.rule != "compared"
    )


def _by_year(setting: Setting, value: Value, year: YearMention | None) -> Decision | None:
    """What the year tied to the value says, against the date of the document."""
    if year is None:
        return _by_date(setting, value)
    words = " ".join(setting.flow[year.start : year.end].split())
    done = next((cue for cue in setting.cues if _done_by(setting, value, year, cue)), None)
    if done is not None:
        return Decision("baseline", "done-by-year", _words(setting.flow, done), True)
    if _reports_year(setting, year, words):
        return Decision("baseline", "reported-year", words, True)
    in_goals = setting.context.mode == "goal"
    if not in_goals and _is_as_of(setting, value, year, words):
        return Decision("baseline", "as-of", words, True)
    if _outdone(setting, value, year):
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
    return None if in_goals else Decision("baseline", "past-year", words, True)


# "Hết năm 2022, tỉnh có ...", "Trong quý I/2024, ...": how reports open; plans write "đến hết năm".
_REPORT_YEAR = re.compile(r"(?:hết|trong\s+(?:tháng|quý|qúy))\s", re.IGNORECASE)


def _reports_year(setting: Setting, year: YearMention, words: str) -> bool:
    """Whether the year's words open a report, where nothing around speaks of a goal."""
    if _REPORT_YEAR.match(words) is None or setting.context.mode in {"goal", "task"} or setting.plan_title:
        return False
    if year.start - setting.start > 3 or setting.flow[year.end : year.end + 1] != ",":
        return False
    if setting.state == "goal" or setting.deadline is not None:
        return False
    return not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues)


def _by_date(setting: Setting, value: Value) -> Decision | None:
    """A day or month at the head of a sentence that speaks of no goal: "Tháng 9/2023, 80% ..."."""
    if any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues):
        return None
    as_of = _AS_OF_DAY.match(setting.flow, setting.start, value.start)
    if as_of is not None and setting.context.mode != "goal":
        return Decision("baseline", "dated", as_of.group().strip(" ,"), True)
    month = next((mention for mention in setting.years if mention.form == "date"), None)
    if (
        month is not None
        and month.start - setting.start < 25
        and month.end <= value.start
        and setting.context.mode != "goal"
    ):
        return Decision("baseline", "dated", setting.flow[month.start : month.end], False)
    return None


# "Đến ngày 20/5, ...": a day without its year is near; goals are set for years.
_AS_OF_DAY = re.compile(
    r"(?:tính\s+|chỉ\s+)?(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?!\s?[/\d])[\s,]", re.IGNORECASE
)


def _is_as_of(setting: Setting, value: Value, year: YearMention, words: str) -> bool:
    """Whether "đến 30/6/2021" or "đến hết tháng 6/2024" says of when a state is, not when it is due."""
    if _UP_TO.match(words) is None:
        return False
    if year.rule == "until-month":
        return _states(setting, value) and value.value % 5 != 0
    return (
        year.rule == "until-day" and setting.document_year is not None and year.year <= setting.document_year
    )


_UP_TO = re.compile(r"(?:tính\s+)?(?:đến|tới|hết)\s", re.IGNORECASE)


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
    if later and any(
        cue.payload.sense == "goal" or cue.payload.id == "future"
        for cue in setting.cues
        if value.end <= cue.start <= later[-1].end
    ):
        return True
    reaches = re.search(
        r"(?<!\w)(?:đạt|chiếm|có|là|xếp)(?!\w)", setting.flow[year.end : value.start], re.IGNORECASE
    )
    return (
        year.form == "in"
        and setting.document_year is None
        and setting.goal_year is not None
        and setting.goal_year > year.year
        and not later
        and reaches is not None
    )


# "UBND tỉnh vừa ban hành Kế hoạch ... . Theo đó, 90% hồ sơ ...": what follows is what the plan wants.
_ACCORDINGLY = re.compile(
    r"(?:theo\s+(?:đó|kế\s+hoạch|chương\s+trình|đề\s+án|nghị\s+quyết|quyết\s+định)|cụ\s+thể|trong\s+đó|kế\s+hoạch|đề\s+án|"
    r"chương\s+trình|nghị\s+quyết)(?!\w)",
    re.IGNORECASE,
)


def _by_surroundings(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision:
    """Headings, the sentences before, and what little else the sentence holds."""
    context = setting.context
    governing = {
        "result": Decision("baseline", "heading-result", context.mode_text, False),
        "goal": Decision("target", "heading-goal", context.mode_text, False),
    }.get(context.mode or "")
    if governing is not None:
        return governing
    if setting.announced and _ACCORDINGLY.match(setting.flow, setting.start, setting.end):
        return Decision("target", "announced-plan", setting.announced, False)
    if setting.state == "goal":
        return Decision("target", "carried-goal", setting.state_reason, False)
    if setting.state == "past":
        return Decision("baseline", "carried-result", setting.state_reason, False)
    return _by_intent(setting, place, value, year) or _by_default(setting, place, value)


def _by_intent(setting: Setting, place: int, value: Value, year: YearMention | None) -> Decision | None:
    """Words of the future, or a year that nothing explains."""
    for cue in setting.cues:
        if cue.payload.sense != "intent":
            continue
        words = _words(setting.flow, cue)
        if cue.end <= value.start or (place + 1 == len(setting.values) and "sẽ" in words):
            return Decision("target", f"cue-{cue.payload.id}", words, False)
    if year is None:
        return None
    words = " ".join(setting.flow[year.start : year.end].split())
    is_last = not any(other.may_be_due and other.year > year.year for other in setting.years)
    if year.form == "in" and year.year % _MILESTONE and is_last and _states(setting, value):
        return Decision("baseline", "in-past-year", words, True)
    return Decision("target", "in-year", words, False)


def _by_default(setting: Setting, place: int, value: Value) -> Decision:
    """What is left to go by: the kind of section, a list, the title."""
    context = setting.context
    if context.mode == "task":
        return Decision("target", "heading-task", context.mode_text, False)
    if context.year is not None:
        return Decision("target", "heading-year", context.year_text, False)
    if _EACH_YEAR.search(setting.flow, setting.start, value.start):
        return Decision("target", "each-year", "mỗi năm", False)
    left = setting.flow[setting.previous_end(place) : value.start].rstrip()
    if context.in_list and (left.endswith(":") or (place == 0 and value.start - setting.start < 4)):
        return Decision("target", "listed", left[-40:], False)
    verb = _ITEM_VERB.match(setting.flow, setting.start, value.start)
    if context.in_list and verb is not None:
        return Decision("target", "item-verb", verb.group().strip(), False)
    if setting.plan_title:
        return Decision("target", "plan", "", False)
    return Decision("baseline", "no-cue", "", False)


# A list item in the bare infinitive orders: "- Giảm tỷ lệ ... xuống dưới 5%".
_ITEM_VERB = re.compile(
    r"(?:giảm|nâng|tăng|đưa|duy\s+trì|giữ(?:\s+vững)?|bảo\s+đảm|đảm\s+bảo|hoàn\s+thành|phổ\s+cập|phủ\s+sóng|"
    r"số\s+h[óo]a|kết\s+nối|cung\s+cấp|triển\s+khai|xây\s+dựng|đào\s+tạo|tập\s+huấn)"
    r"(?!\s+(?:được|so)\s)\s",
    re.IGNORECASE,
)
# "mục tiêu tặng 900 máy tính", not "mục tiêu của 30 xã": one verb between the goal and the count.
_ORDERS = re.compile(
    r"\s+(?!(?:của|tại|ở|trong|cho|về|theo|giữa)\s)(?:[^\W\d_]+\s+){0,2}(?<!của\s)(?<!tại\s)(?<!cho\s)",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s+năm(?!\w)", re.IGNORECASE)


def _unround(setting: Setting, value: Value, found: Decision) -> bool:
    """Whether an exact figure such as 41,3% stands where nothing but the surroundings speaks of a goal.

    Goals are set in round figures; "đạt 41,3%" reports unless a goal governs the sentence itself.
    """
    if found.kind != "target" or found.rule not in _WEAK or value.shape != "share":
        return False
    if value.value == int(value.value) or value.high is not None:
        return False
    return _REACHES.search(setting.flow, max(setting.start, value.start - 30), value.start) is not None


def _states(setting: Setting, value: Value) -> bool:
    """Whether the words before a value plainly state it: "đạt 75%", without a bound and without an order."""
    before = setting.flow[max(setting.start, value.start - 30) : value.start]
    if value.shape in {"share", "measure"}:
        return _REACHES.search(before) is not None
    return value.shape == "rank" and _BOUNDED.search(before) is None


# Plans set their goals for round years; "năm 2023 đạt 75%" without a word of a goal reports.
_MILESTONE = 5
_BOUNDED = re.compile(r"(?<!\w)(?:tối\s+thiểu|ít\s+nhất|từ|giữ|phấn\s+đấu)(?!\w)", re.IGNORECASE)
_WEAK = frozenset(
    {"in-year", "plan", "carried-goal", "heading-task", "heading-year", "cue-wish", "each-year"}
)
_REACHES = re.compile(r"(?<!\w)(?:đạt|chiếm|là|ở\s+mức)(?:\s+(?:tỷ\s+lệ|mức))?\s*$", re.IGNORECASE)
# "đạt 72%, tăng 5%": the change beside it makes the figure a result.
_CHANGED = re.compile(
    r"[^.;]{0,50}?[,(]\s*(?:tăng|giảm|cao\s+hơn|thấp\s+hơn|vượt)\s+(?:thêm\s+|trên\s+|hơn\s+|gần\s+|khoảng\s+)?\d",
    re.IGNORECASE,
)


def _is_ordered(setting: Setting, value: Value, found: Decision) -> bool:
    """Whether a word for a goal stands right before a count."""
    return found.rule in {"cue-strive", "cue-goal-word", "cue-reach-for"} and any(
        cue.payload.sense in {"goal", "past"} and _ORDERS.fullmatch(setting.flow, cue.end, value.start)
        for cue in setting.cues
    )


def _counted_as_done(setting: Setting, value: Value, found: Decision) -> Decision | None:
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


def _counted(setting: Setting, place: int, value: Value, found: Decision) -> Decision:
    """Counts need more than percentages: a verb that makes or holds what is counted, and a clear cue."""
    if value.shape == "share" or value.shape == "rank" or found.kind is None:
        return found
    if found.rule in {"no-cue", "plan", "listed", "cue-wish", "each-year", "heading-task"}:
        dated = any(mention.may_be_due for mention in setting.years) or setting.deadline is not None
        sure = dated or (value.shape != "count" and found.rule in {"plan", "listed", "heading-task"})
        if not sure or found.rule == "no-cue":
            return Decision(None, "uncertain-count", found.reason, False)
    if value.shape not in {"count"} or _is_ordered(setting, value, found):
        return found
    left = setting.flow[setting.previous_end(place) : value.start]
    head = left.strip(" ,;:(-+•*–")
    opens = head == "" or head.lower() in {"và", "cùng", "với"}
    years_before = [mention.end for mention in setting.years if mention.end <= value.start]
    if years_before and re.fullmatch(r"\s*[,:]\s*", setting.flow[years_before[-1] : value.start]):
        return found  # "Đến năm 2025, 9/9 huyện có ...": the count opens the clause
    if opens and (place == 0 or setting.values[place - 1].shape == "count" or found.kind == "baseline"):
        return found
    follows_count = place and setting.values[place - 1].shape == "count" and left.count(" ") < 12
    if follows_count and re.search(r"(?:,|\svà)\s*$", left) and "%" not in left:
        return found
    if _MAKING.search(left) or (found.kind == "baseline" and value.rule == "fraction"):
        return found
    if (
        re.search(r",\s*$", left)
        and (setting.context.in_list or found.rule == "heading-goal")
        and found.kind == "target"
    ):
        return found
    if re.search(r",\s*$", left) and re.match(
        r"[^,;.\d]{0,60}\sđược\s", setting.flow[value.end : setting.end]
    ):
        return found
    if re.search(r"[.;:,]\s*$", left) and found.kind == "baseline":
        return found
    return Decision(None, "uncertain-count", head[-30:], False)
