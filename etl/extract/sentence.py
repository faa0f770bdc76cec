"""The claims of one sentence: what is decided of its values, with their bounds, years and words."""

from __future__ import annotations

import re

from etl.extract.carried import Carried, named_firmness
from etl.extract.comparators import EXACT, Bound, find_bound
from etl.extract.dating import THIS_YEAR, Dating
from etl.extract.horizons import YearMention
from etl.extract.kinds import Decision, Setting, decide
from etl.extract.model import Claim
from etl.model import Firmness, HorizonBasis

_YEARLY = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|một|bình\s+quân)\s+(?:\w+\s+){0,2}?năm(?!\w)|/\s?năm|"
    r"bình\s+quân\s+(?:hằng|hàng|mỗi)",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|cắt\s+giảm|thêm|tăng\s+trưởng|rút)(?!\w)", re.IGNORECASE)
_PER_PEOPLE = re.compile(r"thuê\s+bao[^.;]{0,60}?/\s?100\s+dân|mật\s+độ", re.IGNORECASE)
# A quarter, or a day without its year: in the year of the plan, else in that of the document.
_PART_OF_YEAR = re.compile(
    r"(?<!\w)(?:trong|trước|hết|đến|tới)\s+(?:hết\s+|cuối\s+)?(?:quý\s+(?:[IV]+|\d)(?!\s*[-/\d]|\s+(?:năm|và))|"
    r"(?:ngày\s+)?\d{1,2}/\d{1,2}(?!\s*[-/\d]))|(?:sáu|0?6)\s+tháng\s+cuối\s+năm(?!\s*\d)",
    re.IGNORECASE,
)
# "hết quý III", "tháng 9" without a year: news speaks of the year in which it is written.
_THIS_QUARTER = re.compile(
    r"(?<!\w)(?:hết|trong|trước|cuối|đến|của)\s+(?:quý\s+(?:[IV]+|\d)|tháng\s+\d{1,2})(?!\s*(?:[/\w]|năm))",
    re.IGNORECASE,
)
_AFTER_VERB = re.compile(
    r"(?<!\w)(?:đạt|là|chiếm|lên|xuống|còn|bằng|giảm|tăng|mức|hóa|hoá|góp|vượt|đến|tới|"
    r"khoảng|thêm|lệ|mốc|thứ|hạng|được|có)"
    r"(?:\s+(?:trên|hơn|dưới|từ|ít|nhất|tối|thiểu|đa|không|quá|khoảng|mức|gần|được|thấp|"
    r"tỷ|lệ|trọng|và|vượt|xấp|xỉ|thêm|đến|tới|bình|quân))*\s*$",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(r"\s*(?:(?:số|các|tổng|tổng số|của|trong)\s+)?(\w+)")
# Between two values of a list that share a comparator.
_ENDS_LIST = re.compile(r"[;:.(]")
_ELLIPSIS = re.compile(r"\s*(?:,|và)\s+(?:(?!có\s)[^\W\d]+\s+){1,5}", re.IGNORECASE)
_OF_LEVELS = frozenset({"ở", "tại", "cấp", "đối", "với"})
_SPEEDS = frozenset({"mbps", "gbps"})
_GOES_ON = re.compile(r"(?:,|\svà)\s*$")
_STATING = re.compile(r"(?<!\w)(?:đạt|là|chiếm|trong đó|riêng)(?!\w)", re.IGNORECASE)
_VERBS = re.compile(r"(?<!\w)(?:đạt|là|chiếm|được|sử\s+dụng|trong đó|riêng)(?!\w)", re.IGNORECASE)
_MARK = re.compile(r"[,;]")


class Sentence:
    """The claims of one sentence."""

    def __init__(self, setting: Setting, carried: Carried, title_year: YearMention | None) -> None:
        self.setting = setting
        self.carried = carried
        self.title_year = title_year
        self.decisions: list[Decision] = []
        self.unsure: list[Claim] = []  # counts of which the sentence itself does not say enough
        self.dating = Dating(setting, self.decisions, is_governed=carried.year is not None)

    def claims(self) -> list[Claim]:
        """The values that claim something; `decisions` then holds one for each value."""
        found: list[Claim] = []
        self.unsure = []
        shared: Bound | None = None
        for place, value in enumerate(self.setting.values):
            year = self.dating.own_year(place)
            decision = decide(self.setting, place, year, self.decisions[-1] if place else None)
            self.decisions.append(decision)
            bound = find_bound(self.setting.flow, value, self.setting.start)
            bound, shared = self._shared_bound(place, bound, shared)
            if decision.kind is None:
                if decision.rule == "uncertain-count":
                    self.unsure.append(self._claim(place, decision, bound, year))
                continue
            found.append(self._claim(place, decision, bound, year))
        return found

    def _claim(self, place: int, decision: Decision, bound: Bound, year: YearMention | None) -> Claim:
        setting, value = self.setting, self.setting.values[place]
        near, clause, after_verb = self._ranges(place)
        horizon: int | None = None
        basis: HorizonBasis = "none"
        firmness: Firmness | None = None
        as_of: int | None = None
        words = ""
        if decision.kind == "target":
            measured = None
            if decision.rule == "goal-beside":
                measured = self.dating.measured_in(place) or self.carried.measured
            horizon, basis, words = self._horizon(place, year, measured)
            firmness = self._firmness(year)
        else:
            as_of = year.year if year is not None else None
        reason = f"loại: {' '.join(decision.reason.split())}"
        if bound.cue:
            reason += f"; dấu: {' '.join(bound.cue.split())}"
        if words:
            reason += f"; mốc: {' '.join(words.split())}"
        return Claim(
            kind=decision.kind or "target",
            value=value,
            unit=self._unit(place),
            operator=bound.operator,
            horizon=horizon,
            basis=basis,
            firmness=firmness,
            as_of_year=as_of,
            sentence=(setting.start, setting.end),
            clause=clause,
            near=near,
            after_verb=after_verb,
            rule=f"{value.rule}/{decision.rule}",
            reason=reason,
        )

    def _said(self, place: int) -> tuple[int | None, HorizonBasis, str] | None:
        """What "năm nay" or "cuối nhiệm kỳ" beside a value means; None where neither stands there."""
        words = self.dating.said_without_year(place)
        if words is None:
            return None
        of_term = "kỳ" in words
        if not of_term and self.setting.document_year is not None:
            return None  # the document's own year
        form, attribute = ("period-end", "rule") if of_term else ("in", "form")
        term = self.carried.term if of_term else None
        for mention in (self.setting.context.year, self.title_year, self.carried.year, term):
            if mention is not None and getattr(mention, attribute) == form:
                return mention.year, "heading", words
        return None if of_term else (None, "none", "")

    def _horizon(
        self, place: int, year: YearMention | None, measured: YearMention | None
    ) -> tuple[int | None, HorizonBasis, str]:
        """The year by which a goal is due, what says so and its words: the nearest of what governs it."""
        flow = self.setting.flow
        if year is not None:
            return year.year, "sentence", flow[year.start : year.end]
        if measured is not None:  # "KẾT QUẢ NĂM 2023", "đạt 99,4% (kế hoạch 95%)": that year's plan
            return measured.year, "heading", flow[measured.start : measured.end]
        said = self._said(place)
        if said is not None:
            return said
        if self.setting.document_year is not None:
            this_year = THIS_YEAR.search(flow, self.setting.start, self.setting.end)
            if this_year is not None and not self._plans_next_year():
                return self.setting.document_year, "sentence", this_year.group()
            quarter = _THIS_QUARTER.search(flow, self.setting.start, self.setting.values[place].start)
            if quarter is not None and not self.setting.plan_title and self.title_year is None:
                return self.setting.document_year, "sentence", quarter.group()
        governing: tuple[tuple[YearMention | None, HorizonBasis], ...] = (
            (self.carried.year, self.carried.year_basis),
            (self.setting.context.year, "heading"),
            (self.title_year, "title"),
        )
        for mention, basis in governing:
            if mention is not None:
                return mention.year, basis, flow[mention.start : mention.end]
        if self.setting.document_year is not None:
            part = _PART_OF_YEAR.search(flow, self.setting.start, self.setting.end)
            if part is not None:
                return self.setting.document_year, "sentence", part.group()
        return None, "none", ""

    def _plans_next_year(self) -> bool:
        """Whether the title is that of a plan for the year after the document's: dated in December."""
        document_year = self.setting.document_year
        return (
            self.title_year is not None
            and document_year is not None
            and self.title_year.year == document_year + 1
            and self.title_year.form == "in"
        )

    def _firmness(self, year: YearMention | None) -> Firmness:
        """How firm a goal is: as the words before its own year say, else as its heading does."""
        context = self.setting.context
        if year is None:
            return self.carried.firmness or context.firmness or "goal"
        named = named_firmness(self.setting, year)
        if named is not None:
            return named
        is_of_heading = context.year is None or context.year.year == year.year
        return (context.firmness if is_of_heading else None) or "goal"

    def _unit(self, place: int) -> str:
        """The unit of a value, with what the words around it make of a percentage or a count."""
        setting, value = self.setting, self.setting.values[place]
        flow = setting.flow
        left = flow[setting.values[place - 1].after if place else setting.start : value.end]
        if value.unit == "percent":
            around = flow[max(setting.start, value.start - 120) : min(setting.end, value.end + 30)]
            behind = flow[value.end : min(setting.end, value.end + 12)].strip()
            is_yearly = _YEARLY.search(left) or _YEARLY.match(behind)
            return "percent_per_year" if is_yearly and _CHANGE.search(around) else "percent"
        return "per_100_people" if value.rule == "count" and _PER_PEOPLE.search(left) else value.unit

    def _shared_bound(self, place: int, bound: Bound, shared: Bound | None) -> tuple[Bound, Bound | None]:
        """A cue before the first value of a list holds for the others, up to a semicolon."""
        setting = self.setting
        if bound is not EXACT:
            return bound, bound if bound.shared else None
        if shared is None or place == 0:
            return bound, None
        value, previous = setting.values[place], setting.values[place - 1]
        between = setting.flow[previous.end : value.start]
        least = shared.rule == "at-least"
        if (
            not (value.unit == previous.unit or (value.unit in _SPEEDS and previous.unit in _SPEEDS))
            or (value.unit == "percent" and value.value >= 100)
            or _ENDS_LIST.search(between)
        ):
            return bound, None
        if value.value > previous.value and not least:
            return bound, None
        if (_STATING if least else _VERBS).search(between):
            return bound, None
        if not _GOES_ON.search(between) and not (least and self._elides_verb(place)):
            return bound, None
        if not least and not self._is_parallel(place):
            return bound, None
        return Bound(shared.operator, shared.cue, shared.rule, True), shared

    def _elides_verb(self, place: int) -> bool:
        """ "cấp tỉnh đạt tối thiểu 90%, cấp huyện 80%": a new subject that shares the verb before it."""
        flow, previous = self.setting.flow, self.setting.values[place - 1]
        return _ELLIPSIS.fullmatch(flow, previous.after, self.setting.values[place].start) is not None

    def _is_parallel(self, place: int) -> bool:
        """Whether a value counts the same things as the one before, or leaves them out ("80% cấp huyện")."""
        flow = self.setting.flow
        first = _FIRST_WORDS.match(flow, self.setting.values[place - 1].end)
        second = _FIRST_WORDS.match(flow, self.setting.values[place].end)
        if first is None or second is None:
            return False
        following = second[1].lower()
        return following == first[1].lower() or following in _OF_LEVELS

    def _ranges(self, place: int) -> tuple[tuple[int, int], tuple[int, int], bool]:
        """The words of the value alone, those of its clause, and whether the value follows a verb."""
        setting, value = self.setting, self.setting.values[place]
        flow = setting.flow
        clause_start = max(setting.start, flow.rfind(";", setting.start, value.start) + 1)
        semicolon = flow.find(";", value.end, setting.end)
        clause_end = semicolon if semicolon >= 0 else setting.end
        left_from = max(clause_start, setting.previous_end(place))
        after_verb = (
            value.shape not in {"share", "count"}
            or _AFTER_VERB.search(flow[max(left_from, value.start - 60) : value.start]) is not None
        )
        right_to = min(clause_end, setting.next_start(place))
        if (
            after_verb
            and place
            and value.start - left_from < 40
            and not _MARK.search(flow, left_from, value.start)
        ):
            left_from = clause_start
        if after_verb:
            comma = flow.find(",", value.end, right_to)
            return (left_from, comma if comma >= 0 else right_to), (clause_start, clause_end), True
        return (value.start, right_to), (clause_start, clause_end), False
