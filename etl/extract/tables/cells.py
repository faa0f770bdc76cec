"""What the readers of tables share: words of heads, units of rows, and what a cell in its column claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from etl.extract.comparators import find_bound
from etl.extract.horizons import YearMention, find_years
from etl.extract.model import Claim
from etl.extract.numbers import Value, parse_number
from etl.text.layout import Layout

Range = tuple[int, int]

_NUMBER = r"\d(?:[\d.,]*\d)?"
_FIGURES = rf"{_NUMBER}(?:\s?%)?(?:\s?[-–]\s?{_NUMBER}(?:\s?%)?)?"
_COMPARATOR = r"(?:≥|≤|>=|<=|>|<|trên|dưới|tối\s+thiểu|ít\s+nhất|tối\s+đa|không\s+quá|khoảng)"
# A pattern for the whole of a cell that holds nothing but its value; it has no groups.
FIGURE = rf"(?:{_COMPARATOR}\s*)?{_FIGURES}"
VALUE_CELL = re.compile(rf"\s*{FIGURE}\s*", re.IGNORECASE)
_EVERY_NUMBER = re.compile(_NUMBER)
# A value opens its cell; words may follow ("≥ 4% mỗi kỳ", "≤ 6 trong vùng; ≤ 20 cả nước").
_VALUE = re.compile(
    rf"\s*(?:{_COMPARATOR}\s*)?(?P<figures>{_FIGURES})(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_TOP = re.compile(r"\s*(?:trong\s+)?(?:top|tốp|nhóm)\s+", re.IGNORECASE)  # before a rank

LABEL_HEAD = re.compile(
    r"(?:tên\s+|các\s+|nội\s+dung\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|chỉ\s+số)", re.IGNORECASE
)
UNIT_HEAD = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)(?:\s*\(.*\))?", re.IGNORECASE)
ORDINAL_HEAD = re.compile(r"(?:s?tt|số\s+tt)", re.IGNORECASE)
# Somewhere in a line that is the head of a table.
HEAD_WORD = re.compile(
    r"(?<!\w)(?:s?tt|chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|đơn\s+vị(?:\s+tính)?|đvt|chỉ\s+số|tên\s+chỉ)(?!\w)",
    re.IGNORECASE,
)
SHARE_HEAD = re.compile(r"\(\s*%\s*\)")
_DONE = r"(?<!\w)(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|th|ưth|ước|đã\s+đạt|đạt\s+được)(?!\w)"
_DONE_HEAD = re.compile(_DONE, re.IGNORECASE)
_PLAN_HEAD = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|dự\s+kiến)(?!\w)", re.IGNORECASE
)
_DONE_BEFORE = re.compile(rf"{_DONE}(?:(?!kế\s+hoạch|mục\s+tiêu|[|)]).){{0,20}}$", re.IGNORECASE)
_DONE_BEHIND = re.compile(rf"\s*\(\s*(?:đã\s+)?{_DONE}", re.IGNORECASE)
_HEAD_REACH = 30  # characters before a year that may belong to the head of its column
# Years before the plans began are those of decrees and other documents.
FIRST_YEAR = 2000
# Longer lines are paragraphs, not cells or heads.
LONGEST_CELL = 160


@dataclass(frozen=True, slots=True)
class CellUnit:
    """Words of a unit cell, the unit they name and what they multiply a number by."""

    id: str
    unit: str
    pattern: str
    scale: float
    example: str


# The first that fits decides; any other short cell in a column of units names what is counted.
CELL_UNITS: tuple[CellUnit, ...] = (
    CellUnit("share", "percent", r"%.{0,40}|phần\s+trăm.{0,40}|t[ỷỉ]\s+lệ(?:\s*\(?%\)?)?", 1, "% GRDP"),
    CellUnit("per-100", "per_100_people", r".{0,20}/\s?100\s+(?:người\s+)?dân", 1, "Thuê bao/100 dân"),
    CellUnit("rank", "rank", r"thứ\s+(?:bậc|hạng)|(?:xếp\s+)?hạng|vị\s+trí", 1, "Thứ hạng"),
    CellUnit("megabit", "mbps", r"M(?:b/s|bps|bit/s)", 1, "Mb/s"),
    CellUnit("gigabit", "gbps", r"G(?:b/s|bps|bit/s)", 1, "Gb/s"),
    CellUnit("billions", "vnd", r"tỷ\s+(?:đồng|VNĐ|VND)", 1e9, "Tỷ đồng"),
    CellUnit("millions", "vnd", r"triệu\s+(?:đồng|VNĐ|VND)", 1e6, "Triệu đồng"),
    CellUnit("dollars", "usd", r"tỷ\s+USD", 1e9, "Tỷ USD"),
    CellUnit("million-dollars", "usd", r"triệu\s+USD", 1e6, "Triệu USD"),
    CellUnit("points", "points", r"điểm", 1, "Điểm"),
    CellUnit("times", "times", r"lần", 1, "Lần"),
    CellUnit("minutes", "minutes", r"phút", 1, "Phút"),
    CellUnit("length", "km", r"km", 1, "km"),
)
_CELL_UNITS = tuple((unit, re.compile(rf"\s*(?:{unit.pattern})\s*", re.IGNORECASE)) for unit in CELL_UNITS)
SHARE, _PER_100 = CELL_UNITS[:2]
_THINGS = CellUnit("things", "count", "", 1, "Doanh nghiệp")
_SHARE_LABEL = re.compile(r"%|(?<!\w)t[ỷỉ]\s+(?:lệ|trọng)(?!\w)", re.IGNORECASE)
_PER_PEOPLE = re.compile(r"/\s?100\s+(?:người\s+)?dân", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?:đơn\s+vị:\s*)?([^()]{1,40})\)\s*$", re.IGNORECASE)
_LONGEST_UNIT = 40


class Table(NamedTuple):
    """What a reader found at a block: the claims and how many blocks the table takes."""

    claims: list[Claim]
    blocks: int


NO_TABLE = Table([], 0)


@dataclass(frozen=True, slots=True)
class Row:
    """What the values of a row have in common.

    `whole` is the evidence. `shared` are the words that a sub-item shares with its siblings, those of the
    row above them; None where the label says all.
    """

    whole: Range
    label: Range
    unit: CellUnit
    shared: Range | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a head says of a column: its year, None where it names none; whether it tells what was done."""

    year: YearMention | None = None
    is_done: bool = False


def block_range(layout: Layout, place: int) -> Range:
    """The range of a block by its place."""
    return layout.blocks[place].start, layout.blocks[place].end


def block_text(layout: Layout, place: int) -> str:
    """The words of a block by its place."""
    return layout.flow[slice(*block_range(layout, place))]


def blocks_until(layout: Layout, place: int, end: int) -> int:
    """How many blocks, from one on, begin before a place of the flow."""
    count = 0
    for block in layout.blocks[place:]:
        if block.start >= end:
            break
        count += 1
    return count


def trimmed(flow: str, start: int, end: int) -> Range:
    """A range without the blanks at its ends."""
    while start < end and flow[start].isspace():
        start += 1
    while end > start and flow[end - 1].isspace():
        end -= 1
    return start, end


def bar_cells(flow: str, start: int, end: int) -> Iterator[Range]:
    """The ranges between the bars of a range, empty ones too, without blanks around them."""
    while (bar := flow.find("|", start, end)) >= 0:
        yield trimmed(flow, start, bar)
        start = bar + 1
    yield trimmed(flow, start, end)


def column_years(flow: str, start: int, end: int) -> list[YearMention]:
    """The years that a head names for its columns: no dates, no years that something is compared with."""
    return [
        year
        for year in find_years(flow, start, end)
        if year.form in {"by", "in", "bare"} and year.year >= FIRST_YEAR
    ]


def last_year(flow: str, head: Range) -> YearMention | None:
    """The last year that the head of a column names: the end of a period."""
    years = [year for year in find_years(flow, *head) if year.year >= FIRST_YEAR]
    return years[-1] if years else None


def year_column(head: str, year: YearMention) -> Column:
    """The column of a head that is a cell of its own."""
    return Column(year, _DONE_HEAD.search(head) is not None and _PLAN_HEAD.search(head) is None)


def columns_of(flow: str, years: Sequence[YearMention]) -> list[Column]:
    """The columns of a head whose years follow each other without bars."""
    columns = []
    before = 0
    for year in years:
        done = _DONE_BEFORE.search(flow, max(before, year.start - _HEAD_REACH), year.start)
        columns.append(Column(year, (done or _DONE_BEHIND.match(flow, year.end)) is not None))
        before = year.end
    return columns


@cache
def side_by_side(count: int) -> re.Pattern[str]:
    """So many cells in a row, each a group; a dash stands for an empty one. `unit` is a cell before them."""
    cells = r"\s+".join([rf"({FIGURE}|[-–](?=\s))"] * count)
    return re.compile(rf"(?P<unit>\s%)?\s+{cells}(?=\s|$)", re.IGNORECASE)


def cell_unit(text: str) -> CellUnit | None:
    """The unit that a cell names, None where it names none of the known ones."""
    return next((unit for unit, pattern in _CELL_UNITS if pattern.fullmatch(text)), None)


def counted_thing(name: str) -> CellUnit | None:
    """The unit of a cell that names what is counted; None where it is too long or no name."""
    return _THINGS if name and len(name) <= _LONGEST_UNIT and not name[0].isdigit() else None


def label_unit(flow: str, *labels: Range | None) -> CellUnit:
    """The unit that the label of a row tells, else the first of the labels above it that does."""
    for label in labels:
        if label is None:
            continue
        text = flow[slice(*label)]
        bracketed = _IN_BRACKETS.search(text)
        named = cell_unit(bracketed[1]) if bracketed else None
        if named is not None:
            return named
        if _SHARE_LABEL.search(text):
            return SHARE
        if _PER_PEOPLE.search(text):
            return _PER_100
    return _THINGS


def opens_with_value(text: str) -> bool:
    """Whether a cell begins with a value."""
    return _VALUE.match(text) is not None


def cell_claims(flow: str, cell: Range, row: Row, column: Column) -> list[Claim]:
    """What a cell claims, one value before each semicolon; nothing where it does not open with one."""
    claims = []
    start, end = cell
    top = _TOP.match(flow, start, end) if row.unit.unit == "rank" else None
    if top is not None:
        start = top.end()
    while start < end:
        stop = flow.find(";", start, end)
        stop = end if stop < 0 else stop
        found = _VALUE.match(flow, start, stop)
        if found is None:
            break
        claims.append(_claim(flow, start, found.span("figures"), row, column, is_within=top is not None))
        start = stop + 1
    return claims


def row_claims(flow: str, row: Row, cells: Iterable[Range], columns: Iterable[Column]) -> list[Claim]:
    """What the cells of a row claim, each in its column."""
    return [
        claim
        for cell, column in zip(cells, columns, strict=True)
        for claim in cell_claims(flow, cell, row, column)
    ]


def _claim(flow: str, start: int, figures: Range, row: Row, column: Column, *, is_within: bool) -> Claim:
    """The claim of figures in a cell that begins at `start`; `is_within`: a rank among the first so many."""
    text = flow[slice(*figures)]
    unit = SHARE if "%" in text else row.unit
    numbers = [parse_number(number) * unit.scale for number in _EVERY_NUMBER.findall(text)]
    high = numbers[1] if len(numbers) > 1 and numbers[1] > numbers[0] else None
    value = Value(*figures, numbers[0], high, unit.unit, "share", "table-cell", figures[1])
    year, is_done = column.year, column.is_done
    reason = "loại: bảng chỉ tiêu"
    if year is not None:
        reason += f"; mốc: {' '.join(flow[year.start : year.end].split())}"
    return Claim(
        kind="baseline" if is_done else "target",
        value=value,
        unit=unit.unit,
        operator="<=" if is_within else find_bound(flow, value, start).operator,
        horizon=year.year if year and not is_done else None,
        basis="heading" if year and not is_done else "none",
        firmness=None if is_done else "goal",
        as_of_year=year.year if year and is_done else None,
        sentence=row.whole,
        clause=row.shared or row.label,
        near=row.label,
        after_verb=True,
        rule="table-cell/table",
        reason=reason,
    )
