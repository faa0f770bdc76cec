"""Headings and the sections they govern: goals, results, tasks, money, and the year they set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from etl.extract.horizons import YearMention, find_years
from etl.extract.numbers import Value
from etl.model import Firmness
from etl.text.layout import Block

Mode = Literal["goal", "result", "task", "money", "other"]


@dataclass(frozen=True, slots=True)
class SectionRule:
    """Words of a heading and the kind of section they open; the earliest in the heading decides."""

    id: str
    mode: Mode
    firmness: Firmness | None
    pattern: str
    example: str


SECTION_RULES: tuple[SectionRule, ...] = (
    SectionRule(
        "results",
        "result",
        None,
        r"kết\s+quả(?!\s+(?:giải\s+quyết|thủ\s+tục|mong\s+đợi|dự\s+kiến))|hiện\s+trạng|"
        r"thực\s+trạng|tình\s+hình|đánh\s+giá|tồn\s+tại|"
        r"(?:mục\s+tiêu|chỉ\s+tiêu)\s(?:[^:]{0,60}?\s)?(?:đã|chưa|khó|không|nguy\s+cơ\s+không)\s+(?:đạt|vượt|hoàn\s+thành|về\s+đích)|"
        r"(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:đều\s+)?(?:đạt(?:\s+và|,|\s+hoặc)\s+vượt|vượt|còn\s+(?:khó|thấp|chậm))|"
        r"hạn\s+chế|khó\s+khăn|bối\s+cảnh|sự\s+cần\s+thiết|thành\s+tựu",
        "I. KẾT QUẢ THỰC HIỆN NĂM 2023",
    ),
    SectionRule(
        "views", "other", None, r"quan\s+điểm(?:\s+chỉ\s+đạo)?(?![^.]{0,40}mục\s+tiêu)", "I. QUAN ĐIỂM"
    ),
    SectionRule("vision", "goal", "vision", r"tầm\s+nhìn", "3. Tầm nhìn đến năm 2045"),
    SectionRule("orientation", "goal", "orientation", r"định\s+hướng", "2. Định hướng đến năm 2030"),
    SectionRule(
        "goals",
        "goal",
        "goal",
        r"mục\s+tiêu(?!\s+quốc\s+gia)|chỉ\s+tiêu|phấn\s+đấu|kết\s+quả\s+(?:mong\s+đợi|"
        r"dự\s+kiến)|(?:cần|phải)\s+đạt",
        "II. MỤC TIÊU",
    ),
    SectionRule(
        "tasks",
        "task",
        None,
        r"nhiệm\s+vụ|giải\s+pháp|nội\s+dung\s+(?:thực\s+hiện|trọng\s+tâm)",
        "III. NHIỆM VỤ, GIẢI PHÁP",
    ),
    SectionRule(
        "organisation",
        "other",
        None,
        r"tổ\s+chức\s+thực\s+hiện|phân\s+công|trách\s+nhiệm|căn\s+cứ|cơ\s+sở\s+pháp\s+lý|"
        r"nơi\s+nhận|(?:đề\s+xuất,\s+)?kiến\s+nghị|phạm\s+vi|đối\s+tượng|tin\s+liên\s+quan|tin\s+bài\s+khác|"
        r"tin\s+khác|bài\s+viết\s+liên\s+quan|từ\s+khóa",
        "V. TỔ CHỨC THỰC HIỆN",
    ),
    SectionRule(
        "money",
        "money",
        None,
        r"khái\s+toán|(?:khái\s+toán\s+)?kinh\s+phí|nguồn\s+vốn|dự\s+toán|tổng\s+mức\s+đầu\s+tư|nguồn\s+lực(?:\s+tài\s+chính)?",
        "IV. KINH PHÍ THỰC HIỆN",
    ),
)
_SECTION = re.compile(
    "|".join(f"(?P<s{place}>(?<!\\w)(?:{rule.pattern})(?!\\w))" for place, rule in enumerate(SECTION_RULES)),
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(
    r"(?:(?:đến|trong|năm|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|trước|từ)\s.{0,24})?(?:19|20)\d\d[\s:.)]*$",
    re.IGNORECASE,
)
# "UBND tỉnh vừa ban hành Kế hoạch chuyển đổi số năm 2024": the lead of news names its plan.
ISSUED = re.compile(
    r"(?<!\w)(?:ban\s+hành|phê\s+duyệt|ký|công\s+bố|thông\s+qua|có|dự\s+thảo|góp\s+ý|họp\s+bàn|"
    r"cho\s+ý\s+kiến|lấy\s+ý\s+kiến|thẩm\s+định)\s+(?:[^\s,.;]+\s+){0,4}?"
    r"(?:kế\s+hoạch|chương\s+trình|đề\s+án|chỉ\s+thị|nghị\s+quyết|quyết\s+định)(?!\w)",
    re.IGNORECASE,
)
# "Tỉnh A đặt 18 chỉ tiêu chuyển đổi số năm 2026": a headline that runs on into its lead.
_SETS_GOALS = re.compile(
    r"(?<!\w)(?:đặt|giao|đề\s+ra|đặt\s+ra|thông\s+qua)\s+(?:\d+\s+)?(?:chỉ\s+tiêu|mục\s+tiêu)(?!\w)",
    re.IGNORECASE,
)
# "Đây là mục tiêu của chương trình ... giai đoạn 2022 - 2025": the lead names the plan whose goals follow.
_GOALS_OF = re.compile(
    r"(?<!\w)(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:của|trong|tại|theo)\s+(?:kế\s+hoạch|chương\s+trình|đề\s+án|nghị\s+quyết|chiến\s+lược)(?!\w)|"
    r"(?<!\w)(?:quyết\s+định|công\s+văn|văn\s+bản|kế\s+hoạch)\s+(?:về\s+)?(?:việc\s+)?giao\s+(?:chỉ\s+tiêu|mục\s+tiêu)(?!\w)",
    re.IGNORECASE,
)
# "NHIỆM VỤ ... Phấn đấu hoàn thành các chỉ tiêu sau:": the lead that runs on behind a heading decides.
_GOAL_LEAD = re.compile(
    r"(?<!\w)(?:Phấn\s+đấu|(?:đề\s+xuất|đề\s+nghị|thống\s+nhất|quyết\s+định)\s[^:]{0,40}?(?:nâng|đặt|điều\s+chỉnh|giao))\s[^:]{0,90}(?:chỉ\s+tiêu|mục\s+tiêu)[^:]{0,20}:$"
)
_AHEAD = re.compile(r"(?<!\w)(?:phương\s+hướng|nhiệm\s+vụ|kế\s+hoạch|mục\s+tiêu)(?!\w)", re.IGNORECASE)
# "Tỉnh A: Giao chỉ tiêu cụ thể cho từng huyện", "Tỉnh B nâng mục tiêu kinh tế số": news about goals.
_TELLS = re.compile(
    r":\s|(?<!\w)(?:nâng|giao|điều\s+chỉnh|vượt|hoàn\s+thành|cán\s+đích|công\s+bố)(?!\w)", re.IGNORECASE
)
_FIRST_ROMAN = re.compile(r"I\s?[.)]\s")
_FIGURES_ONLY = re.compile(
    r"(?:(?:về|các|một\s+số)\s+)*chỉ\s+tiêu(?!.*(?:phấn\s+đấu|mục\s+tiêu))", re.IGNORECASE
)
_TITLE_KIND = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|chương\s+trình|đề\s+án|chiến\s+lược|nghị\s+quyết|quyết\s+định|chỉ\s+thị|phương\s+án|"
    r"chỉ\s+tiêu|mục\s+tiêu|phấn\s+đấu|nhiệm\s+vụ)(?!\w)",
    re.IGNORECASE,
)
# Letterhead, number and date come before the title; each may be several lines.
_TITLE_BLOCKS = 60
_LONGEST_TITLE = 46  # words
_LEAD = 2  # the lead of news comes behind its headline, perhaps a line with its date
_RUN_IN = re.compile(r"[^:.;!?\n%]{3,140}?:(?=\s)")
# "Tỷ lệ số hóa kết quả: 90%", "Trả kết quả điện tử: 80%": what is measured, no section of results.
_MEASURED = re.compile(
    r"(?:t[ỷỉ]\s+(?:lệ|trọng)|số(?!\s+(?:chỉ|mục)\s+tiêu)|mức\s+độ|thời\s+gian|trả|công\s+bố|cung\s+cấp|"
    r"tiếp\s+nhận)(?!\w)",
    re.IGNORECASE,
)
# "Chỉ tiêu năm 2026 (năm 2030)": each figure below has one in brackets for the second year.
_PAIRED = re.compile(r"\s*\(\s*")
_LONGEST_HEADING = 26  # words; longer headings are paragraphs in the plans read for this
_LONGEST_LEAD = 90


@dataclass(slots=True)
class Section:
    """One open heading: how deep it nests, what it opens and the year it sets."""

    rank: int
    start: int
    end: int
    mode: Mode | None
    firmness: Firmness | None
    year: YearMention | None
    paired: YearMention | None  # the year in brackets behind it
    measured: YearMention | None  # the one year whose results it opens
    is_lead: bool
    has_marked_items: bool | None = None


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Context:
    """What the open headings say about a block: their mode, the year and where it was read."""

    mode: Mode | None
    mode_text: str
    firmness: Firmness | None
    year: YearMention | None
    paired: YearMention | None
    year_text: str
    measured: YearMention | None  # the year whose results are told: goals beside them were due then
    body: int  # where the block's own sentences begin, behind a heading that runs into them
    is_heading: bool
    in_list: bool


@dataclass(slots=True)
class Outline:
    """Follows the headings of a document block by block."""

    flow: str
    first: int = 0  # where the first block begins: a headline opens no section
    _open: list[Section] = field(default_factory=list)

    def enter(self, block: Block, values: Iterable[Value]) -> Context:
        """The context of the next block; a heading opens a section and governs what follows."""
        has_value = any(value.shape in {"share", "rank", "measure", "change"} for value in values)
        text = self.flow[block.body : block.end]
        words = text.count(" ") + 1
        if self._is_heading(block, text, words, has_value):
            self._push(block, block.body, block.end, is_lead=False)
            return self._context(block, block.end, is_heading=True)
        if block.marker == "article":
            self._open.clear()  # no article governs the next one
        self._leave_leads(block)
        body = block.body
        run_in = _RUN_IN.match(self.flow, block.body, block.end)
        if run_in is not None and block.start > self.first:
            head = run_in.group()
            named = _SECTION.search(head)
            measured = _MEASURED.match(head) is not None
            opens = (named is not None and named.start() < 40 and not measured) or _YEAR_HEAD.match(head)
            if (
                opens
                and head.count(" ") < 22
                and not any(run_in.start() <= value.start < run_in.end() for value in values)
            ):
                self._push(block, run_in.start(), run_in.end(), is_lead=False)
                if self._open[-1].mode == "result" and block.rank == 0:
                    # "Bốn chỉ tiêu chưa đạt gồm: ..." says nothing of the paragraphs that follow.
                    self._open[-1].is_lead = self._open[-1].has_marked_items = True
                body = run_in.end()
                while body < block.end and self.flow[body].isspace():
                    body += 1
                if body < block.end:
                    return self._context(block, body, is_heading=False)
        if text.endswith(":") and words <= _LONGEST_LEAD and not has_value:
            self._push(block, block.body, block.end, is_lead=True)
            return self._context(block, block.body, is_heading=False)
        return self._context(block, block.body, is_heading=False)

    def governing(self, block: Block) -> Context:
        """What the headings open so far say about a block, which stays out of the outline itself."""
        return self._context(block, block.body, is_heading=False)

    def _is_heading(self, block: Block, text: str, words: int, has_value: bool) -> bool:
        if has_value or words > _LONGEST_HEADING or text[-1] in ".;,?!…" or text.startswith("http"):
            return False
        if is_capitals(text):
            return True
        section = _SECTION.match(text) is not None or _YEAR_HEAD.match(text) is not None or _named_early(text)
        if 1 <= block.rank <= 5:
            return section or text.endswith(":") or words <= 14
        if block.rank:
            return section and words <= 20
        return section and words <= 16

    def _push(self, block: Block, start: int, end: int, *, is_lead: bool) -> None:
        text = self.flow[start:end]
        rank = block.rank or (6 if is_lead else 2 if is_capitals(text) else 3)
        if is_lead and block.rank == 0:
            rank = 6
        if (
            block.marker == "roman"
            and _FIRST_ROMAN.match(self.flow, block.start)
            and self._open
            and not is_lead
        ):
            self._make_part(self._open[-1], block)
        if block.rank == 0 and self._open and self._open[0].rank == 0 and is_capitals(text):
            rank = 0  # the next part
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        mode, firmness = section_mode(text)
        if (
            mode == "goal"
            and _FIGURES_ONLY.match(text)
            and any(entry.mode == "result" for entry in self._open)
        ):
            mode, firmness = None, None  # "Các chỉ tiêu chủ yếu" within the results: where they stand
        years = [year for year in find_years(self.flow, start, end) if year.may_be_due and year.year >= 2000]
        measured = years[0] if mode == "result" and len(years) == 1 else None
        if mode in {"result", "money", "other"}:
            years = []
        is_headline = block.start == self.first and not is_capitals(text) and not text.endswith(":")
        if is_headline and (mode == "money" or (mode == "goal" and _TELLS.search(text) is not None)):
            mode, firmness = None, None  # a headline names the news, it opens no section
        beside = len(years) == 2 and _PAIRED.fullmatch(self.flow, years[0].end, years[1].start) is not None
        first = years[0] if years else None
        self._open.append(
            Section(rank, start, end, mode, firmness, first, years[1] if beside else None, measured, is_lead)
        )

    def _make_part(self, last: Section, block: Block) -> None:
        """ "KẾT QUẢ NĂM 2023" right above "I. ...": a part of the document that holds its sections."""
        above = self.flow[last.start : last.end]
        if last.rank == 2 and last.mode is not None and block.start - last.end < 4 and is_capitals(above):
            last.rank = 0

    def _leave_leads(self, block: Block) -> None:
        """An unmarked paragraph after the marked items of a lead is no longer governed by it."""
        while self._open and self._open[-1].is_lead:
            lead = self._open[-1]
            if block.rank:
                if lead.has_marked_items is None:
                    lead.has_marked_items = True
                if block.rank < lead.rank and lead.rank != 6:
                    self._open.pop()
                    continue
                return
            if lead.has_marked_items and not self.flow[block.body].isdigit():
                self._open.pop()
                continue
            if lead.has_marked_items is None:
                lead.has_marked_items = False
            return

    def _context(self, block: Block, body: int, *, is_heading: bool) -> Context:
        mode_from = next((entry for entry in reversed(self._open) if entry.mode is not None), None)
        year_from = next((entry for entry in reversed(self._open) if entry.year is not None), None)
        return Context(
            mode=mode_from.mode if mode_from else None,
            mode_text=self.flow[mode_from.start : mode_from.end] if mode_from else "",
            firmness=mode_from.firmness if mode_from else None,
            year=year_from.year if year_from else None,
            paired=year_from.paired if year_from else None,
            year_text=self.flow[year_from.start : year_from.end] if year_from else "",
            measured=mode_from.measured if mode_from else None,
            body=body,
            is_heading=is_heading,
            in_list=block.rank > 0,
        )


def section_mode(text: str) -> tuple[Mode | None, Firmness | None]:
    """What a heading opens: the earliest of its section words decides; (None, None) when it has none."""
    match = _SECTION.search(text)
    if match is None:
        return None, None
    if _GOAL_LEAD.search(text):
        return "goal", "goal"
    rule = SECTION_RULES[int((match.lastgroup or "s0")[1:])]
    return rule.mode, rule.firmness


def is_capitals(text: str) -> bool:
    """Whether a heading is set in capitals."""
    if sum(char.islower() for char in text[:20]) > 8:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def _named_early(text: str) -> bool:
    """Whether a section word stands among the first words: "Các mục tiêu cụ thể"."""
    match = _SECTION.search(text)
    return match is not None and text[: match.start()].count(" ") <= 3


def title_years(flow: str, blocks: Sequence[Block]) -> tuple[YearMention | None, str]:
    """The year that a document's own title sets for its goals, and the title.

    The title is one of the first blocks, before any section of goals. One that names a kind of document
    ("Kế hoạch ...", or the line under "KẾ HOẠCH") comes before the lead of news that says which plan was
    issued, and that before any other headline. None where it names no year, or several: it then leaves open
    which goal is due when.
    """
    best: tuple[int, YearMention | None, str] = (9, None, "")
    follows_kind = False
    for place, block in enumerate(blocks[:_TITLE_BLOCKS]):
        text = flow[block.body : block.end]
        if place and (block.rank or _is_goal_section(text)) and section_mode(text)[0] is not None:
            break
        is_title = len(blocks) > 1 and text[-1] not in ".;:?" and text.count(" ") < _LONGEST_TITLE
        if block.rank or text.startswith(("Căn cứ", "Thực hiện", "Theo ")):
            is_title = False
        names_kind = _TITLE_KIND.search(text) is not None
        stop = min(block.end, block.body + 400)
        issued = None if is_title else ISSUED.search(flow, block.body, stop)
        if issued is None and not is_title and place <= _LEAD:
            sets = _GOALS_OF if place else _SETS_GOALS
            issued = sets.search(flow, block.body, stop)
        order = 0 if is_title and (names_kind or follows_kind) else 1 if issued else 2 if is_title else 9
        follows_kind = is_title and names_kind and text.count(" ") < 8
        if order >= best[0]:
            continue
        start = issued.start() if issued else block.body
        if section_mode(text)[0] == "result":  # "Kết quả năm 2023, phương hướng năm 2024"
            ahead = _AHEAD.search(flow, block.body, block.end)
            if ahead is None:
                continue
            start = ahead.start()
        years = _title_mentions(flow, block, start, allow_bare=order == 0)
        if years:
            best = (order, _own_year(flow, years), text)
    return best[1], best[2]


_LOOKS_AHEAD = re.compile(r"(?<!\w)(?:định\s+hướng|tầm\s+nhìn|hướng\s+đến)(?!\w)[^\d]{0,30}$", re.IGNORECASE)


def _own_year(flow: str, years: Sequence[YearMention]) -> YearMention | None:
    """The one year of a title, None for several.

    "giai đoạn 2021-2025 năm 2024" is the plan of 2024, "đến năm 2025, định hướng đến năm 2030" sets its goals
    for 2025.
    """
    if len(years) == 2 and _LOOKS_AHEAD.search(flow, years[0].end, years[1].at):
        return years[0]
    if len({year.year for year in years}) == 1 or (
        years[-1].form == "in" and all(year.form == "by" for year in years[:-1])
    ):
        return years[-1]
    return None


def _title_mentions(flow: str, block: Block, start: int, *, allow_bare: bool) -> list[YearMention]:
    """The years in a title, or in the first sentence of a lead from `start` on."""
    stop = flow.find(". ", start, block.end)
    forms = {"by", "in", "bare"} if allow_bare else {"by", "in"}
    return [
        year
        for year in find_years(flow, block.body, stop if stop >= 0 else block.end)
        if year.form in forms and year.at >= start and year.year >= 2000
    ]


def _is_goal_section(text: str) -> bool:
    match = _SECTION.match(text)
    return match is not None and text.count(" ") < 6
