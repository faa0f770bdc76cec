"""Which year a sentence ties to each of its values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.extract.horizons import YearMention
from etl.extract.kinds import Decision, Setting
from etl.extract.numbers import Value

# "năm nay", "chỉ tiêu cả năm", "hết năm,": the year of the document.
THIS_YEAR = re.compile(
    r"(?<!\w)(?:năm\s+nay(?!\w)|tháng\s+(?:còn\s+lại|cuối\s+năm(?!\s*\d))|"
    r"(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)\s+(?:của\s+|cả\s+)*năm(?!\s*(?:\d|nay|học|năm|sau|tới))(?!\w)|"
    r"(?:từ\s+nay\s+)?(?:đến|tới|vào)\s+cuối\s+năm(?!\s*(?:\d|học|nay|sau|tới))|"
    r"hết\s+năm(?=\s*[,:;.]|\s+(?:đạt|có|phải|là)))",
    re.IGNORECASE,
)
# The time said beside a value without its year.
_TIME = r"(?:(?:cuối|hết|trong|ngay\s+trong)\s+)*năm\s+nay|(?:cuối|hết)\s+nhiệm\s+kỳ(?!\s*(?:\d|trước))"
_THIS_TIME = re.compile(rf"(?<!\w)(?:{_TIME})(?!\w)", re.IGNORECASE)
_THIS_TIME_BEHIND = re.compile(
    rf"(?:\s+(?!và\s|còn\s|đạt\s)[^\s,;.:()\d]+){{0,6}}?\s+(?:vào|đến|trong|tới|ngay)\s+(?P<time>{_TIME})(?!\w|,\s+tức)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"(?<!\w)(?:lần\s+lượt|tương\s+ứng)(?!\w)", re.IGNORECASE)
_SEVERAL = re.compile(r",|\svà\s")
_SEPARATED = re.compile(r"[,;:.]|\s(?:và|riêng|còn|trong đó|thì)\s|\(|(?<!\w)đạt(?!\w)", re.IGNORECASE)
_PAREN_YEAR = re.compile(r"\s*(?:[^()\s,;]+\s+){0,4}?\(\s*$")
_STATED = re.compile(r"\s+(?:là|đạt|có|mới\s+(?:đạt|có)|chỉ\s+(?:đạt|có))\s+(?:\w+\s+)?", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:cả|trong)\s+năm(?!\s+\d)", re.IGNORECASE)
# A word that turns from one figure to a further goal.
_TURNS = re.compile(
    r"(?:[,;]|\svà)\s+(?:hướng\s+(?:tới|đến)|tiến\s+tới|phấn\s+đấu|mục\s+tiêu|riêng|còn|quyết\s+tâm|"
    r"(?:đến|tới|vào|trong)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?$)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r";\s+riêng\s[^;.:%\d]{2,60}?\s(?:từ|đạt|là|còn|tối\s+thiểu|ít\s+nhất)\s[^;.:%]{0,12}%[^;.:%,]*$",
    re.IGNORECASE,
)
_ENDS_CLAUSE = re.compile(r"(?:,|;|\svà)\s*$", re.IGNORECASE)
_OPENS_BRACKET = re.compile(r"\s*\(\s*")
# A figure that is only compared with, "(so với 30% của cả nước)", uses up no year.
_COMPARISONS = frozenset({"compared-with", "from-level"})
_OPEN_SENSES = frozenset({"goal", "intent"})


class Dating:
    """The years of one sentence and the values they belong to."""

    def __init__(self, setting: Setting, decisions: Sequence[Decision], *, is_governed: bool) -> None:
        """`decisions` are those of the values before; `is_governed`: a year from before goes on."""
        self.setting = setting
        self.decisions = decisions
        self.is_governed = is_governed
        self.said = list(_THIS_TIME.finditer(setting.flow, setting.start, setting.end))
        self.due = [year for year in setting.years if year.may_be_due and year.form != "bare"] or [
            year for year in setting.years if year.may_be_due and _is_parenthesised(setting.flow, year)
        ]

    def own_year(self, place: int) -> YearMention | None:
        """The year that the sentence itself ties to the value."""
        setting, value = self.setting, self.setting.values[place]
        if self._is_bracketed_twin(place):
            return setting.context.paired
        if not self.due:
            return setting.deadline
        if len(self.due) == len(setting.values) > 1 and (
            _RESPECTIVELY.search(setting.flow, setting.start, setting.end)
            or (self.due[1].at == self.due[0].end + 1 and setting.flow[self.due[0].end] == "/")
        ):
            return self.due[place]
        in_turn = self._in_turn(place)
        if in_turn is not None:
            return in_turn
        pair = self._paired()
        if pair is not None and place in {0, 1}:
            return pair[place]
        labelled = self._labelled_in_bracket(value)
        if labelled is not None or self._said_behind(place) is not None:
            return labelled
        behind = self._right_behind(place)
        if behind is not None or self._said_before(place) is not None:
            return behind
        before = [year for year in self.due if year.end <= value.start]
        while before and (self._is_spent(before[-1], place) or self._is_aside(before, place)):
            before.pop()
        if before:
            return before[-1]
        if THIS_YEAR.search(setting.flow, setting.previous_end(place), value.start):
            return None  # "hết năm nay đạt 95% và năm 2027 đạt 100%"
        return self._chained(value) or next(
            (
                year
                for year in self.due
                if year.start >= value.end
                and self._reaches_back(year, value)
                and not self._dates_a_bracket(year)
                and not self._belongs_to_next(year, value)
            ),
            setting.deadline,
        )

    def _in_turn(self, place: int) -> YearMention | None:
        """ "năm 2027 có 60, năm 2030 có 120; tỷ lệ ... lần lượt đạt 55% và 70%": year by year."""
        setting = self.setting
        if len(self.due) < 2 or len(self.due) == len(setting.values):
            return None
        for said in _RESPECTIVELY.finditer(setting.flow, setting.start, setting.values[place].start):
            before = [year for year in self.due if year.end <= said.start()]
            clause = max(setting.flow.rfind(";", setting.start, said.start()), setting.start)
            subject = setting.flow[max(clause, before[-1].end if before else clause) : said.start()]
            if len(before) != len(self.due) or _SEVERAL.search(subject):
                continue  # "tỷ lệ hộ và xã lần lượt đạt": one figure for each of the things named
            if before[-1].start >= clause and any(
                before[0].end <= value.start < before[-1].start for value in setting.values
            ):
                continue  # "năm 2025 là 60% và 70%, đến năm 2030 lần lượt là 80% và 90%"
            behind = [at for at, value in enumerate(setting.values) if value.start >= said.end()]
            if len(behind) == len(before) and place in behind:
                return before[behind.index(place)]
        return None

    def _right_behind(self, place: int) -> YearMention | None:
        """The year that follows a value in its own words, or in brackets of its own."""
        flow, value = self.setting.flow, self.setting.values[place]
        stop = self.setting.next_start(place)
        year = next((year for year in self.due if value.end <= year.start < stop), None)
        if year is None:
            return None
        gap = flow[value.end : year.start]
        in_bracket = (
            _PAREN_YEAR.fullmatch(gap) is not None
            and _is_parenthesised(flow, year)
            and not self._dates_a_bracket(year)
            and not flow[year.end : year.end + 2].strip().startswith(":")
        )
        return year if in_bracket or not _SEPARATED.search(gap) else None

    def said_without_year(self, place: int) -> str | None:
        """The time that the words beside a value say without its year: "cuối năm nay", "cuối nhiệm kỳ"."""
        return self._said_behind(place) or self._said_before(place)

    def _said_behind(self, place: int) -> str | None:
        setting = self.setting
        if not self.said:
            return None
        said = _THIS_TIME_BEHIND.match(setting.flow, setting.values[place].end, setting.next_start(place))
        return said["time"] if said is not None else None

    def _said_before(self, place: int) -> str | None:
        value = self.setting.values[place]
        before = [said for said in self.said if said.end() <= value.start]
        if not before or any(before[-1].end() <= year.start < value.start for year in self.due):
            return None
        return before[-1].group()

    def measured_in(self, place: int) -> YearMention | None:
        """The year of the result beside which a goal is named: that of its sentence, or of its heading."""
        before = [year for year in self.due if year.end <= self.setting.values[place].start]
        told = any(decision.kind == "baseline" for decision in self.decisions[:place])
        return before[-1] if told and before and before[-1].form == "in" else self.setting.context.measured

    def _reaches_back(self, year: YearMention, value: Value) -> bool:
        """Whether a year behind a value dates it: past a semicolon only where no heading does."""
        setting = self.setting
        if ";" not in setting.flow[value.end : year.start]:
            return True
        governed = setting.context.year is not None and setting.context.in_list
        return setting.values[-1].end <= year.start and not governed

    def _belongs_to_next(self, year: YearMention, value: Value) -> bool:
        """ "chiếm 19%, hướng tới 30% vào năm 2030", "; riêng xã A xong trong năm 2026": not this value's."""
        flow = self.setting.flow
        if value.shape == "change":
            return False  # "tăng bình quân 22%/năm, đến năm 2030 chiếm 18%": until then
        between = flow[value.end : year.start]
        leads = year.form == "by" and _ENDS_CLAUSE.search(between) is not None
        if not leads and _TURNS.search(between) is None:
            return False
        if leads and not any(year.end <= other.start for other in self.setting.values):
            return False
        if _EXCEPT.search(between) and not self.is_governed and self.setting.context.year is None:
            return False  # "đạt từ 95% trở lên; riêng đất đai từ 85% trở lên vào năm 2025"
        return any(value.end <= other.start for other in self.setting.values) or "riêng" in between

    def _chained(self, value: Value) -> YearMention | None:
        """ "300 hợp tác xã trong hai năm 2026 và 2027": the last of the years named together."""
        behind = [year for year in self.due if year.start >= value.end]
        if (
            len(behind) < 2
            or len(self.setting.values) > 1
            or ";" in self.setting.flow[value.end : behind[0].start]
        ):
            return None
        gap = self.setting.flow[behind[-2].end : behind[-1].start].strip()
        return behind[-1] if gap in {"và", ",", "-"} else None

    def _is_bracketed_twin(self, place: int) -> bool:
        """ "Chỉ tiêu năm 2026 (năm 2030)", then "80% (95%)": that in brackets is for the second year."""
        setting = self.setting
        if setting.context.paired is None or not place:
            return False
        earlier, value = setting.values[place - 1], setting.values[place]
        return (
            earlier.unit == value.unit
            and _OPENS_BRACKET.fullmatch(setting.flow, earlier.end, value.start) is not None
        )

    def _paired(self) -> tuple[YearMention, YearMention] | None:
        """ "Đến năm 2025 (2030), tỷ lệ đạt 80% (95%)": what stands in brackets belongs together."""
        setting = self.setting
        years = [year for year in setting.years if year.may_be_due]
        if len(years) != 2 or len(setting.values) != 2 or not _is_parenthesised(setting.flow, years[1]):
            return None
        first, second = setting.values
        beside = _OPENS_BRACKET.fullmatch(setting.flow, years[0].end, years[1].start)
        if not beside or years[1].end > first.start:
            return None
        return (
            (years[0], years[1]) if _OPENS_BRACKET.fullmatch(setting.flow, first.end, second.start) else None
        )

    def _labelled_in_bracket(self, value: Value) -> YearMention | None:
        """The year before a value in the same brackets: "đạt 80% (năm 2030: 100%) vào năm 2025"."""
        flow = self.setting.flow
        opened = flow.rfind("(", self.setting.start, value.start)
        if opened < 0 or flow.find(")", opened, value.start) >= 0:
            return None
        inside = [year for year in self.due if opened < year.end <= value.start]
        if not inside or not flow[opened : inside[-1].start].rstrip().endswith(("(", ",", ";")):
            return None  # "(20% năm 2025, 30% năm 2030)"
        return inside[-1]

    def _dates_a_bracket(self, year: YearMention) -> bool:
        """Whether the year dates a value in its own brackets: "đạt 80% (năm 2024 70%)"."""
        setting = self.setting
        opened = setting.flow.rfind("(", setting.start, year.start)
        closed = setting.flow.find(")", year.end, setting.end)
        if opened < 0 or closed < 0 or ")" in setting.flow[opened : year.start]:
            return False
        return any(year.end <= value.start < closed for value in setting.values)

    def _is_spent(self, year: YearMention, place: int) -> bool:
        """Whether the year belongs to a result stated before: "(năm 2022 đạt 8%), phấn đấu 12%"."""
        setting = self.setting
        beside = any(
            "(" in (gap := setting.flow[earlier.end : year.start])
            and ";" not in gap
            and earlier.end <= year.start < earlier.end + 40
            for earlier in setting.values[:place]
        )
        if beside and setting.flow.count("(", setting.start, year.start) > setting.flow.count(
            ")", setting.start, year.start
        ):
            closing = setting.flow.find(")", year.end)
            if setting.flow[closing + 1 : closing + 2] == ":":
                return False  # "giai đoạn 2 (2026 - 2027): 100%"
            return 0 <= closing < setting.values[place].start
        for earlier in range(place):
            between = (setting.values[earlier].end, setting.values[place].start)
            turned = any(
                cue.payload.sense in _OPEN_SENSES and between[0] <= cue.start < between[1]
                for cue in setting.cues
            )
            if (
                year.end <= setting.values[earlier].start
                and self.decisions[earlier].kind == "baseline"
                and self.decisions[earlier].rule not in _COMPARISONS
                and not (self.decisions[earlier].rule == "beside-goal" and year.form == "by")
                and turned
            ):
                return _WHOLE_YEAR.search(setting.flow, year.end, setting.values[place].start) is None
            if (
                setting.values[earlier].end <= year.start
                and self.decisions[earlier].kind == "baseline"
                and not _SEPARATED.search(setting.flow[setting.values[earlier].end : year.start])
                and not any(
                    cue.payload.sense == "goal" and setting.values[earlier].end <= cue.start < year.start
                    for cue in setting.cues
                )
            ):
                return True
        return False

    def _is_aside(self, before: Sequence[YearMention], place: int) -> bool:
        """Whether the last year only dates a value put in between: "đến 2027 là 60%, năm 2024 là 30%; …"."""
        setting, year = self.setting, before[-1]
        if year.form != "in" or not any(other.form == "by" and other.year > year.year for other in before):
            return False
        aside = next((value for value in setting.values[:place] if value.start >= year.end), None)
        return (
            aside is not None
            and setting.flow[setting.start : year.start].rstrip().endswith(",")
            and _STATED.fullmatch(setting.flow, year.end, aside.start) is not None
        )


def _is_parenthesised(flow: str, year: YearMention) -> bool:
    before = flow[max(0, year.start - 2) : year.start].strip()
    after = flow[year.end : year.end + 2].strip()
    return before.endswith("(") and after.startswith((")", ":", ","))
