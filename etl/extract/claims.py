"""From values, cues, years and headings to claims: one pass over the blocks of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from etl.extract.comparators import EXACT, Bound, find_bound
from etl.extract.cues import CUE_INDEX
from etl.extract.horizons import YearMention, document_year, find_years
from etl.extract.kinds import CueMatch, Decision, Setting, decide
from etl.extract.model import Claim, Passage
from etl.extract.numbers import Value, find_values
from etl.extract.quoting import cut_between_values, quote_in_parts
from etl.extract.sections import ISSUED, Context, Outline, title_years
from etl.extract.tables import find_tables
from etl.model import Firmness, HorizonBasis
from etl.text.layout import Block, Layout, split_sentences
from etl.text.words import Words

_RESPECTIVELY = re.compile(r"(?<!\w)(?:lần\s+lượt|tương\s+ứng)(?!\w)", re.IGNORECASE)
_SEPARATED = re.compile(r"[,;:.]|\s(?:và|riêng|còn|trong đó|thì)\s|\(|(?<!\w)đạt(?!\w)", re.IGNORECASE)
_PAREN_YEAR = re.compile(r"\s*(?:[^()\s,;]+\s+){0,4}?\(\s*$")
_STATED = re.compile(r"\s+(?:là|đạt|có|mới\s+(?:đạt|có)|chỉ\s+(?:đạt|có))\s+(?:\w+\s+)?", re.IGNORECASE)
_YEARLY = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|một|bình\s+quân)\s+(?:\w+\s+){0,2}?năm(?!\w)|/\s?năm|"
    r"bình\s+quân\s+(?:hằng|hàng|mỗi)",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|cắt\s+giảm|thêm|tăng\s+trưởng|rút)(?!\w)", re.IGNORECASE)
_PER_PEOPLE = re.compile(r"thuê\s+bao[^.;]{0,60}?/\s?100\s+dân|mật\s+độ", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"(?<!\w)(?:năm\s+nay(?!\w)|tháng\s+(?:còn\s+lại|cuối\s+năm(?!\s*\d))|"
    r"(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)\s+(?:của\s+|cả\s+)*năm(?!\s*(?:\d|nay|học|năm|sau|tới))(?!\w)|(?:từ\s+nay\s+)?(?:đến|tới|vào)\s+cuối\s+năm(?!\s*(?:\d|học|nay|sau|tới))|"
    r"hết\s+năm(?=\s*[,:;.]|\s+(?:đạt|có|phải|là)))",
    re.IGNORECASE,
)
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
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:cả|trong)\s+năm(?!\s+\d)", re.IGNORECASE)
_AFTER_VERB = re.compile(
    r"(?<!\w)(?:đạt|là|chiếm|lên|xuống|còn|bằng|giảm|tăng|mức|hóa|hoá|góp|vượt|đến|tới|"
    r"khoảng|thêm|lệ|mốc|thứ|hạng|được|có)"
    r"(?:\s+(?:trên|hơn|dưới|từ|ít|nhất|tối|thiểu|đa|không|quá|khoảng|mức|gần|được|thấp|"
    r"tỷ|lệ|trọng|và|vượt|xấp|xỉ|thêm|đến|tới|bình|quân))*\s*$",
    re.IGNORECASE,
)
_VISION = re.compile(r"(?<!\w)tầm\s+nhìn", re.IGNORECASE)
_ORIENTATION = re.compile(r"(?<!\w)định\s+hướng", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"\s*(?:(?:số|các|tổng|tổng số|của|trong)\s+)?(\w+)")
_ASIDE_SENTENCE = re.compile(r"(?<!\w)riêng(?!\w)", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?<!\w)(?:Hoàn\s+thành|Thời\s+gian|Thời\s+hạn|Tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:\s",
    re.IGNORECASE,
)
# "Các chỉ tiêu này dự kiến hoàn thành vào cuối năm 2027": said of the sentences before.
_ALL_DUE = re.compile(
    r"(?<!\w)(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|công\s+việc)\s+(?:này|trên|nêu\s+trên)\s[^.;\d]{0,30}?"
    r"hoàn\s+thành\s[^.;\d]{0,24}20\d\d",
    re.IGNORECASE,
)
_GOAL_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DUE_YEAR = re.compile(  # the year first: what stands before it is asked only where one is
    r"(?P<year>20\d\d)(?!\d)"
    r"(?:(?<=[Đđ]ến ....)|(?<=tới ....)|(?<=vào ....)|(?<=[Đđ]ến năm ....)|(?<=tới năm ....)|"
    r"(?<=vào năm ....)|(?<=hết năm ....)|(?<=\d-....)|(?<=\d - ....))"
)
_GOAL_REACH = 50  # characters between a word for a goal and its year
_PLAN_TITLE = re.compile(
    r"(?:kế\s+hoạch|đề\s+án|chương\s+trình\s+(?:hành\s+động|chuyển)|chiến\s+lược|"
    r"nghị\s+quyết|mục\s+tiêu|phấn\s+đấu|chỉ\s+tiêu)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _State:
    """What carries from one sentence to the next."""

    speaks: str = ""
    reason: str = ""
    year: YearMention | None = None
    year_basis: HorizonBasis = "none"
    firmness: Firmness | None = None
    announced: str = ""


@dataclass(slots=True)
class Reader:
    """Reads one laid-out text; `read` gives its claims and passages.

    `decisions` then holds every value of running text with what was decided on it, also those that make
    no claim: the answer to "why not?".
    """

    layout: Layout
    words: Words
    values: list[Value] = field(init=False)
    cues: list[CueMatch] = field(init=False)
    document_year: int | None = field(init=False)
    goal_year: int | None = field(init=False)
    last_due: int | None = field(init=False)
    decisions: list[tuple[Value, Decision]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        flow = self.layout.flow
        self.values = find_values(flow, self.words)
        self.cues = [
            cue
            for cue in CUE_INDEX.find_longest(self.words)
            if not (
                _tells_of_goals(flow, cue)
                or _counts_goals(flow, cue)
                or _serves_goals(flow, cue)
                or _describes_stock(flow, cue)
                or _compares_years(flow, cue)
                or _names_forecasts(flow, cue)
                or _tells_which(flow, cue)
            )
        ]
        self.document_year = document_year(flow)
        goal_years = [
            int(year)
            for cue in self.cues
            if cue.payload.id in {"strive", "goal-word"}
            for year in _GOAL_YEAR.findall(flow, max(0, cue.start - _GOAL_REACH), cue.end + _GOAL_REACH)
        ]
        self.goal_year = max(goal_years, default=None)
        self.last_due = max((int(match["year"]) for match in _DUE_YEAR.finditer(flow)), default=None)

    def read(self) -> tuple[list[Claim], list[Passage]]:
        """Claims and passages in the order of the text."""
        flow = self.layout.flow
        outline = Outline(flow, self.layout.blocks[0].start if self.layout.blocks else 0)
        title_year, _ = title_years(flow, self.layout.blocks)
        plan_title = any(
            _PLAN_TITLE.search(flow, block.start, block.end)
            for block in self.layout.blocks[:6]
            if block.end - block.start < 260 and flow[block.end - 1] not in ".;?"
        )
        state, lead_state = _State(), _State()
        value_starts = [value.start for value in self.values]
        cue_starts = [cue.start for cue in self.cues]
        in_tables, tabled = find_tables(self.layout)
        in_tables = sorted(quote_in_parts(in_tables), key=lambda claim: claim.value.start)
        table_starts = [claim.value.start for claim in in_tables]
        claims: list[Claim] = []
        passages: list[Passage] = []
        for place, block in enumerate(self.layout.blocks):
            if place in tabled:
                first, last = bisect_left(table_starts, block.start), bisect_left(table_starts, block.end)
                governing = outline.governing(block)
                claims.extend(
                    _in_table(flow, claim, governing, title_year) for claim in in_tables[first:last]
                )
                continue
            inside = self.values[
                bisect_left(value_starts, block.start) : bisect_left(value_starts, block.end)
            ]
            context = outline.enter(block, inside)
            state = self._open_block(block, context, state, lead_state)
            if context.is_heading:
                lead_state = _copy(state)
                continue
            deadline = self._deadline(block)
            for start, end in self._sentences(block, context, value_starts):
                sentence_cues = self.cues[bisect_left(cue_starts, start) : bisect_left(cue_starts, end)]
                setting = Setting(
                    flow,
                    start,
                    end,
                    self.values[bisect_left(value_starts, start) : bisect_left(value_starts, end)],
                    sentence_cues,
                    find_years(flow, start, end),
                    context,
                    state.speaks,
                    state.reason,
                    self.document_year,
                    self.goal_year,
                    self.last_due,
                    plan_title,
                    state.announced,
                    deadline,
                )
                sentence = _Sentence(setting, state, title_year)
                found = sentence.claims()
                claims.extend(found)
                self.decisions.extend(zip(setting.values, sentence.decisions, strict=True))
                _carry(setting, state, found)
                passages.append(_passage(setting, state, found))
            if block.rank == 0 or flow[block.end - 1] in ":?":
                lead_state = _copy(state)
        claims.sort(key=lambda claim: claim.value.start)
        if self.layout.blocks:
            claims = _echo(claims, self.layout.blocks[0])
        return claims, passages

    def _deadline(self, block: Block) -> YearMention | None:
        """The year of "Hoàn thành: năm 2024" at the end of a list item."""
        text = self.layout.flow[block.start : block.end]
        if "oàn thành" in text and (" này " in text or " trên " in text):
            said = _ALL_DUE.search(self.layout.flow, block.start, block.end)
            if said is not None:
                return next(iter(find_years(self.layout.flow, said.start(), said.end())), None)
        if not block.rank or ":" not in text:
            return None
        match = _DEADLINE.search(self.layout.flow, block.start, block.end)
        if match is None:
            return None
        years = [year for year in find_years(self.layout.flow, match.start(), block.end) if year.year >= 2000]
        return years[-1] if years else None

    def _sentences(self, block: Block, context: Context, value_starts: list[int]) -> list[tuple[int, int]]:
        """The sentences of a block behind its heading, cut where they hold very many values."""
        flow = self.layout.flow
        return [
            part
            for start, end in split_sentences(flow, context.body, block.end)
            for part in cut_between_values(
                flow,
                start,
                end,
                self.values[bisect_left(value_starts, start) : bisect_left(value_starts, end)],
            )
        ]

    def _open_block(self, block: Block, context: Context, state: _State, lead: _State) -> _State:
        """The state with which a block begins: a heading resets it, a list item takes that of its lead."""
        if context.is_heading or context.body != block.body:
            fresh = _State()
            fresh.speaks = {"goal": "goal", "result": "past"}.get(context.mode or "", "")
            fresh.reason = context.mode_text
            fresh.firmness = context.firmness
            if context.year is not None:
                fresh.year, fresh.year_basis = context.year, "heading"
            elif not context.is_heading:  # "Cụ thể, thành phố đặt ra các chỉ tiêu: ..." goes on
                fresh.year, fresh.year_basis, fresh.firmness = state.year, state.year_basis, state.firmness
            return fresh
        if context.mode in {"goal", "result"}:
            state.speaks, state.reason = "", ""
        if block.rank:
            kept = _copy(lead)
            if kept.year is None:
                kept.year, kept.year_basis, kept.firmness = state.year, state.year_basis, state.firmness
            return kept
        return state


# A longer first block is no headline.
_LONGEST_HEADLINE = 160


def _echo(claims: list[Claim], headline: Block) -> list[Claim]:
    """The claims, those of a headline with what the text below says of the same figure.

    "Nhà mạng muốn máy 2G còn dưới 4%" above "... đến năm 2027 phấn đấu còn dưới 4%" is the same goal.
    """
    if headline.rank or headline.end - headline.start > _LONGEST_HEADLINE:
        return claims
    return [
        _echoed(claim, [other for other in claims if other.value.start >= headline.end])
        if claim.value.start < headline.end
        else claim
        for claim in claims
    ]


def _echoed(claim: Claim, text: list[Claim]) -> Claim:
    """A claim of a headline with what the text says of its figure: of the same thing, where it is a goal."""
    below = [other for other in text if _figure(other) == _figure(claim)]
    if not below:
        return claim
    is_open = claim.kind == "target" and claim.horizon is None
    if (is_open or claim.rule.endswith("no-cue")) and all(other.kind == "target" for other in below):
        year = below[0].horizon
        return replace(
            claim,
            kind="target",
            horizon=year,
            basis="heading" if year is not None else "none",
            firmness=below[0].firmness,
            as_of_year=None,
            reason=below[0].reason,
        )
    if (
        claim.kind == "target"
        and _WEAK.search(claim.rule)
        and all(other.kind == "baseline" for other in below)
    ):
        return replace(
            claim,
            kind="baseline",
            horizon=None,
            basis="none",
            firmness=None,
            as_of_year=below[0].as_of_year,
            reason=below[0].reason,
        )
    return claim


# A headline without a word for a goal.
_WEAK = re.compile(r"/(?:due-year|in-year|listed|plan)$")


def _figure(claim: Claim) -> tuple[float, float | None, str]:
    return claim.value.value, claim.value.high, claim.value.unit


def _in_table(flow: str, claim: Claim, context: Context, title_year: YearMention | None) -> Claim:
    """A claim of a table with what the headings above it say, where its own columns and rows do not."""
    if claim.basis != "none" or claim.kind != "target":
        return claim
    if context.mode == "result":
        return replace(claim, kind="baseline", firmness=None, reason=f"loại: {context.mode_text}")
    year = context.year or title_year
    if year is None:
        return claim
    return replace(
        claim,
        horizon=year.year,
        basis="heading" if context.year else "title",
        firmness=context.firmness or "goal",
        reason=f"{claim.reason}; mốc: {' '.join(flow[year.start : year.end].split())}",
    )


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


def _tells_of_goals(flow: str, cue: CueMatch) -> bool:
    """Whether the cue only tells how goals stand, or of a goal there once was."""
    return cue.payload.id == "goal-word" and (
        _STAND.match(flow, cue.end) is not None
        or _ONCE.search(flow, max(0, cue.start - 14), cue.start) is not None
    )


_ONCE = re.compile(r"(?<!\w)từng(?:\s+được)?\s+$", re.IGNORECASE)


def _describes_stock(flow: str, cue: CueMatch) -> bool:
    """Whether "hiện có" or "hiện nay" belongs to a noun: "một nửa số trạm hiện có;", "so với hiện nay"."""
    if cue.payload.id != "now":
        return False
    if _THAN.search(flow, max(0, cue.start - 12), cue.start) is not None:
        return True
    return (
        flow[cue.end : cue.end + 1] in {";", ")"}
        and " ".join(flow[cue.start : cue.end].lower().split()) == "hiện có"
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
_FORECAST_OF = re.compile(
    r"(?<!\w)(?:hệ\s+thống|công\s+tác|năng\s+lực|khả\s+năng|mô\s+hình|phục\s+vụ|bản\s+tin|"
    r"(?:phân\s+tích|cảnh\s+báo|thống\s+kê|giám\s+sát)\s*(?:,|và))\s*$",
    re.IGNORECASE,
)


def _names_forecasts(flow: str, cue: CueMatch) -> bool:
    """Whether "dự báo" names work to be done and does not say that somebody expects something."""
    if cue.payload.sense != "aside":
        return False
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
_BUT = re.compile(r"[,;]\s+(?:nhưng|song|rồi)\s", re.IGNORECASE)
_ENDS_CLAUSE = re.compile(r"(?:,|;|\svà)\s*$", re.IGNORECASE)
_OPENS_BRACKET = re.compile(r"\s*\(\s*")
_THAN = re.compile(r"(?<!\w)(?:so\s+với|hơn|bằng)\s+$", re.IGNORECASE)


# Between two values of a list that share a comparator.
_ENDS_LIST = re.compile(r"[;:.(]")
_ELLIPSIS = re.compile(r"\s*(?:,|và)\s+(?:(?!có\s)[^\W\d]+\s+){1,5}", re.IGNORECASE)
_SPEEDS = frozenset({"mbps", "gbps"})
_GOES_ON = re.compile(r"(?:,|\svà)\s*$")
_STATING = re.compile(r"(?<!\w)(?:đạt|là|chiếm|trong đó|riêng)(?!\w)", re.IGNORECASE)
_VERBS = re.compile(r"(?<!\w)(?:đạt|là|chiếm|được|sử\s+dụng|trong đó|riêng)(?!\w)", re.IGNORECASE)
_MARK = re.compile(r"[,;]")


def _copy(state: _State) -> _State:
    return _State(state.speaks, state.reason, state.year, state.year_basis, state.firmness, state.announced)


class _Sentence:
    """The claims of one sentence."""

    def __init__(self, setting: Setting, state: _State, title_year: YearMention | None) -> None:
        self.setting = setting
        self.state = state
        self.title_year = title_year
        self.due = [year for year in setting.years if year.may_be_due and year.form != "bare"] or [
            year for year in setting.years if year.may_be_due and _is_parenthesised(setting.flow, year)
        ]
        self.decisions: list[Decision] = []

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        shared: Bound | None = None
        for place, value in enumerate(self.setting.values):
            year = self._own_year(place)
            decision = decide(self.setting, place, year, self.decisions[-1] if place else None)
            self.decisions.append(decision)
            bound = find_bound(self.setting.flow, value, self.setting.start)
            bound, shared = self._shared_bound(place, bound, shared)
            if decision.kind is None:
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
            measured = setting.context.measured if decision.rule == "goal-beside" else None
            horizon, basis, words = self._horizon(place, year, measured)
            firmness = self._firmness(year, basis)
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

    def _own_year(self, place: int) -> YearMention | None:
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
        pair = self._paired()
        if pair is not None and place in {0, 1}:
            return pair[place]
        labelled = self._labelled_in_bracket(value)
        if labelled is not None:
            return labelled
        stop = setting.next_start(place)
        for year in self.due:
            if value.end <= year.start < stop:
                gap = setting.flow[value.end : year.start]
                if not _SEPARATED.search(gap) or (
                    _PAREN_YEAR.fullmatch(gap)
                    and _is_parenthesised(setting.flow, year)
                    and not self._dates_a_bracket(year)
                    and not setting.flow[year.end : year.end + 2].strip().startswith(":")
                ):
                    return year
                break
        before = [year for year in self.due if year.end <= value.start]
        while before and (self._is_spent(before[-1], place) or self._is_aside(before, place)):
            before.pop()
        if before:
            return before[-1]
        if _THIS_YEAR.search(setting.flow, setting.previous_end(place), value.start):
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
        if _EXCEPT.search(between) and self.state.year is None and self.setting.context.year is None:
            return False  # "đạt từ 95% trở lên; riêng đất đai từ 85% trở lên vào năm 2025"
        return any(value.end <= other.start for other in self.setting.values) or "riêng" in between

    def _chained(self, value: Value) -> YearMention | None:
        """ "300 hợp tác xã trong hai năm 2026 và 2027": the last of the years named together."""
        behind = [year for year in self.due if year.start >= value.end]
        if len(behind) < 2 or len(self.setting.values) > 1 or not self._is_near(value, behind[0]):
            return None
        gap = self.setting.flow[behind[-2].end : behind[-1].start].strip()
        return behind[-1] if gap in {"và", ",", "-"} else None

    def _is_near(self, value: Value, year: YearMention) -> bool:
        return ";" not in self.setting.flow[value.end : year.start]

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
        return (
            (years[0], years[1])
            if beside
            and years[1].end <= first.start
            and _OPENS_BRACKET.fullmatch(setting.flow, first.end, second.start)
            else None
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
                earlier < place
                and setting.values[earlier].end <= year.start
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

    def _horizon(
        self, place: int, year: YearMention | None, measured: YearMention | None
    ) -> tuple[int | None, HorizonBasis, str]:
        flow = self.setting.flow
        if year is not None:
            return year.year, "sentence", flow[year.start : year.end]
        if measured is not None:  # "KẾT QUẢ NĂM 2023", "đạt 99,4% (kế hoạch 95%)": that year's plan
            return measured.year, "heading", flow[measured.start : measured.end]
        if self.setting.document_year is not None:
            this_year = _THIS_YEAR.search(flow, self.setting.start, self.setting.end)
            if this_year is not None and not self._plans_next_year():
                return self.setting.document_year, "sentence", this_year.group()
            quarter = _THIS_QUARTER.search(flow, self.setting.start, self.setting.values[place].start)
            if quarter is not None and not self.setting.plan_title and self.title_year is None:
                return self.setting.document_year, "sentence", quarter.group()
        if self.state.year is not None:
            return (
                self.state.year.year,
                self.state.year_basis,
                flow[self.state.year.start : self.state.year.end],
            )
        context_year = self.setting.context.year
        if context_year is not None:
            return context_year.year, "heading", flow[context_year.start : context_year.end]
        if self.title_year is not None:
            return self.title_year.year, "title", flow[self.title_year.start : self.title_year.end]
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
            and (self.title_year.year == document_year + 1 and self.title_year.form == "in")
        )

    def _firmness(self, year: YearMention | None, basis: HorizonBasis) -> Firmness:
        flow, start = self.setting.flow, self.setting.start
        if year is not None:
            lead = flow[max(start, year.start - 30) : year.end]
            if _VISION.search(lead):
                return "vision"
            if _ORIENTATION.search(lead):
                return "orientation"
            context_year = self.setting.context.year
            if context_year is not None and context_year.year == year.year:
                return self.setting.context.firmness or "goal"
            if self.setting.context.firmness in {"orientation", "vision"} and context_year is None:
                return self.setting.context.firmness
            return "goal"
        if self.state.firmness is not None:
            return self.state.firmness
        return self.setting.context.firmness or "goal"

    def _unit(self, place: int) -> str:
        setting, value = self.setting, self.setting.values[place]
        around = setting.flow[max(setting.start, value.start - 120) : min(setting.end, value.end + 30)]
        left = setting.flow[setting.values[place - 1].after if place else setting.start : value.end]
        if value.unit == "percent":
            near = setting.flow[value.end : min(setting.end, value.end + 12)]
            if (_YEARLY.search(left) or _YEARLY.match(near.strip())) and _CHANGE.search(around):
                return "percent_per_year"
        if value.rule == "count" and _PER_PEOPLE.search(left):
            return "per_100_people"
        return value.unit

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
        return first.group(1).lower() == second.group(1).lower() or second.group(1).lower() in {
            "ở",
            "tại",
            "cấp",
            "đối",
            "với",
        }

    def _ranges(self, place: int) -> tuple[tuple[int, int], tuple[int, int], bool]:
        """The words of the value alone, those of its clause, and whether the value follows a verb."""
        setting, value = self.setting, self.setting.values[place]
        flow = setting.flow
        clause_start = _last_cut(flow, setting.start, value.start)
        clause_end = _next_cut(flow, value.end, setting.end)
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


# A figure that is only compared with, "(so với 30% của cả nước)", uses up no year.
_COMPARISONS = frozenset({"compared-with", "from-level"})
_OPEN_SENSES = frozenset({"goal", "intent"})


def _is_parenthesised(flow: str, year: YearMention) -> bool:
    before = flow[max(0, year.start - 2) : year.start].strip()
    after = flow[year.end : year.end + 2].strip()
    return before.endswith("(") and after.startswith((")", ":", ","))


def _last_cut(flow: str, start: int, end: int) -> int:
    cut = flow.rfind(";", start, end)
    return cut + 1 if cut >= 0 else start


def _next_cut(flow: str, start: int, end: int) -> int:
    cut = flow.find(";", start, end)
    return cut if cut >= 0 else end


def _carry(setting: Setting, state: _State, found: Sequence[Claim]) -> None:
    """Bring the state up to date after a sentence."""
    if setting.flow[setting.end - 1] == "?":
        _ask(setting, state)
        return
    own_goal = next((cue for cue in setting.cues if cue.payload.sense == "goal"), None)
    targets = [claim for claim in found if claim.kind == "target"]
    if found:
        _carry_claims(setting, state, found, targets)
        if not targets:
            state.announced = ""
    else:
        _carry_cues(setting, state, own_goal)
        issued = ISSUED.search(setting.flow, setting.start, min(setting.end, setting.start + 400))
        if issued is not None:
            state.announced = " ".join(issued.group().split())
    if not (found and not targets):
        _carry_year(setting, state, own_goal, targets)


def _ask(setting: Setting, state: _State) -> None:
    """A question hands the word to somebody else: only a year that it asks about goes on."""
    due = next((year for year in setting.years if year.may_be_due and year.rule == "until-year"), None)
    asks_now = any(cue.payload.sense in {"now", "past"} for cue in setting.cues)
    state.speaks, state.reason = ("goal", "?") if due is not None else ("past" if asks_now else "", "?")
    if due is not None:
        state.year, state.year_basis, state.firmness = due, "heading", None


_SETS_A_GOAL = re.compile(
    r"(?<!\w)(?:đặt|đề|đưa)\s+(?:ra\s+)?(?:các\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)(?!\w)", re.IGNORECASE
)


def _carry_claims(setting: Setting, state: _State, found: Sequence[Claim], targets: Sequence[Claim]) -> None:
    """What the claims of a sentence make of the sentences that follow."""
    only_beside = all(claim.rule.endswith("goal-beside") for claim in targets)
    is_set = _SETS_A_GOAL.search(setting.flow, setting.start, setting.end) is not None
    if targets and only_beside and not is_set and (state.speaks == "past" or len(targets) < len(found)):
        state.speaks, state.reason = "past", state.reason or _deciding_words(found[0])
        return  # "Mục tiêu cả năm là 70%." within a report: the report goes on
    if targets:
        state.speaks = "goal" if found[-1].kind == "target" else "past"
        if len(targets) == len(found):
            state.reason = _deciding_words(targets[-1])
    elif any(not claim.rule.endswith(("compared-with", "from-level", "no-cue")) for claim in found):
        state.speaks, state.reason = "past", _deciding_words(found[-1])


def _carry_cues(setting: Setting, state: _State, own_goal: CueMatch | None) -> None:
    """What a sentence without claims makes of the sentences that follow."""
    reported = next((cue for cue in setting.cues if cue.payload.sense in {"now", "past"}), None)
    if own_goal is not None and any(
        cue.payload.sense == "done" and 0 <= own_goal.start - cue.end < 26 for cue in setting.cues
    ):
        state.speaks, state.reason = "past", "đã"  # "đã nỗ lực hoàn thành các mục tiêu"
    elif own_goal is not None and (reported is None or reported.start < own_goal.start):
        state.speaks, state.reason = "goal", " ".join(setting.flow[own_goal.start : own_goal.end].split())
    elif reported is None and own_goal is None and _plans_ahead(setting):
        state.speaks, state.reason = "goal", "sẽ"
    elif reported is None and any(cue.payload.sense == "aside" for cue in setting.cues):
        state.speaks, state.reason = "past", "khảo sát"
    elif reported is None and state.speaks == "goal" and _tells_what_is_done(setting):
        state.speaks, state.reason = "", ""
    elif reported is not None:
        state.speaks, state.reason = "past", " ".join(setting.flow[reported.start : reported.end].split())


def _tells_what_is_done(setting: Setting) -> bool:
    """ "Nhiều việc đã xong sớm.": no goal is carried past a sentence that says what is done."""
    return not any(cue.payload.sense in {"goal", "intent"} for cue in setting.cues) and any(
        cue.payload.id == "already" and _DONE_WORD.match(setting.flow, cue.start) for cue in setting.cues
    )


_DONE_WORD = re.compile(r"(?:đã|xong|về\s+đích|vượt)(?!\w)", re.IGNORECASE)


def _plans_ahead(setting: Setting) -> bool:
    """ "Năm 2026, huyện sẽ ...": a sentence that opens with a year and says what will be done in it."""
    first = setting.years[0] if setting.years else None
    if first is None or not first.may_be_due:
        return False
    from_now = setting.flow[max(0, first.start - 7) : first.start].lower().split() == ["từ", "nay"]
    if not from_now and first.start - setting.start > 3:
        planned = _AS_PLANNED.fullmatch(setting.flow, setting.start, first.start)
        if planned is None:
            return False
    if setting.document_year is not None and first.year < setting.document_year:
        return False
    if any(cue.payload.sense in {"past", "now", "done"} for cue in setting.cues):
        return False
    return from_now or any(cue.payload.id == "future" for cue in setting.cues)


# "Theo lộ trình, năm 2025 tỉnh sẽ ...": where the plan is from, then its year.
_AS_PLANNED = re.compile(
    r"theo\s+(?:lộ\s+trình|kế\s+hoạch|tiến\s+độ|đề\s+án|chương\s+trình|dự\s+kiến|phương\s+án)[^,.;\d]{0,40},\s+",
    re.IGNORECASE,
)


def _carry_year(setting: Setting, state: _State, own_goal: CueMatch | None, targets: Sequence[Claim]) -> None:
    """The year that a sentence hands on to those that follow, if it does."""
    dues = [
        year
        for year in setting.years
        if year.may_be_due
        and year.form != "bare"
        and (setting.document_year is None or year.year >= setting.document_year)
    ]
    if not dues or _ASIDE_SENTENCE.search(setting.flow, setting.start, setting.start + 8) is not None:
        return
    open_dues = [year for year in dues if setting.flow[year.start - 1 : year.start] != "("]
    dues = open_dues or dues  # "80% (2030: 95%)": a year in brackets does not go on
    last = dues[-1]
    if targets:
        last = next((year for year in reversed(dues) if year.year == targets[-1].horizon), last)
        first = targets[0]
        trails = last.start >= targets[-1].value.end
        turned = dues[-1].form == "by" and _BUT.search(setting.flow, targets[-1].value.end, dues[-1].start)
        if turned:
            last = dues[
                -1
            ]  # "mục tiêu năm 2025 là 20%, nhưng bức tranh đến 2030 ...": what follows is due then
        elif trails and len({claim.horizon for claim in targets}) > 1 and dues[0].start >= first.value.end:
            return  # "chiếm 19%, hướng tới 30% vào năm 2030": only the second one is due then
        if (
            not turned
            and trails
            and dues[0].form == "by"
            and dues[0].end <= first.value.start
            and own_goal is not None
        ):
            last = dues[0]  # a year behind its value dates that value; the one that leads goes on
    elif (own_goal is None or own_goal.payload.id == "must") and _plans_ahead(setting):
        last = dues[0]
    elif own_goal is None or own_goal.payload.id == "must" or state.speaks == "past":
        return
    leads = last.start - setting.start < 40 or any(claim.value.start > last.start for claim in targets)
    context = setting.context
    if context.in_list and any(claim.value.start < last.start for claim in targets):
        return  # "số hóa 60% hồ sơ; đến hết năm 2027 số hóa 100%" dates its own second half
    if context.in_list and not leads and (context.year is not None or state.year is not None):
        return
    state.year, state.year_basis = last, "heading"
    lead = setting.flow[max(setting.start, last.start - 30) : last.end]
    if context.year is not None and context.year.year == last.year:
        state.firmness = context.firmness
    elif _VISION.search(lead):
        state.firmness = "vision"
    else:
        state.firmness = "orientation" if _ORIENTATION.search(lead) else None


def _deciding_words(claim: Claim) -> str:
    return claim.reason.split(";")[0].removeprefix("loại: ")


def _passage(setting: Setting, state: _State, found: Sequence[Claim]) -> Passage:
    mode = setting.context.mode or ""
    speaks = mode or {"goal": "goal", "past": "result"}.get(state.speaks, "")
    due = next((year for year in setting.years if year.may_be_due and year.rule.startswith("until")), None)
    horizon: int | None = None
    basis: HorizonBasis = "none"
    if due is not None:
        horizon, basis = due.year, "sentence"
    elif state.year is not None:
        horizon, basis = state.year.year, state.year_basis
    elif setting.context.year is not None:
        horizon, basis = setting.context.year.year, "heading"
    firmness = state.firmness or setting.context.firmness or "goal"
    intent = next((cue for cue in setting.cues if cue.payload.sense == "goal"), None)
    return Passage(
        setting.start,
        setting.end,
        speaks,
        horizon,
        basis,
        firmness,
        bool(found),
        mode != "",
        " ".join(setting.flow[intent.start : intent.end].split())
        if intent
        else setting.context.mode_text or state.reason,
    )
