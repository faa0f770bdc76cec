"""Tables with a column for the unit: rows between bars, or one cell a line.

The header names the columns; a row holds an ordinal, a label, the unit, the value and who is responsible.
Years stand in a row of their own ("II | Đến năm 2030") or above the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.extract.horizons import YearMention, find_years
from etl.text.layout import Layout


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
_THINGS = CellUnit("things", "count", "", 1, "Doanh nghiệp")

UNIT_HEAD = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt)(?:\s*\(.*\))?", re.IGNORECASE)
LABEL_HEAD = re.compile(
    r"(?:tên\s+|các\s+|nội\s+dung\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|chỉ\s+số)", re.IGNORECASE
)
ORDINAL_HEAD = re.compile(r"(?:s?tt|số\s+tt)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])\s*[.)]?")
_FIGURE = r"\d+(?:[.,]\d+)*"
# A value opens its cell; words may follow ("≥ 4% mỗi kỳ", "≤ 6 trong vùng; ≤ 20 cả nước").
_VALUE = re.compile(
    rf"\s*(?:(?:≥|≤|>=|<=|>|<|trên|dưới|tối\s+thiểu|ít\s+nhất|tối\s+đa|không\s+quá|khoảng)\s*)?"
    rf"(?P<token>{_FIGURE}(?:\s?%)?(?:\s?[-–]\s?{_FIGURE}(?:\s?%)?)?)(?![\w/])",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|:-]*")
_LONGEST_HEAD = 60
_LONGEST_UNIT = 40
_FARTHEST = 9  # lines from one part of a row to the next, where every cell has its line

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridValue:
    """A value in a grid: its token, the whole cell, its row and label, its unit and the year above it.

    `is_done`: its column tells what was reached, not what is aimed at. `shared` are the words that a
    sub-item shares with its siblings, those of the row above them; None where the label says all.
    `is_within`: a rank within the first so many ("Top 20").
    """

    token: Range
    cell: Range
    row: Range
    label: Range
    unit: CellUnit
    year: YearMention | None
    is_done: bool = False
    shared: Range | None = None
    is_within: bool = False


def find_grid(layout: Layout, place: int) -> tuple[list[GridValue], int]:
    """The values of a grid whose header begins at a block, and how many blocks it takes; none: ([], 0)."""
    text = _text(layout, _whole(layout, place))
    if len(text) > 400 or not ("|" in text or ORDINAL_HEAD.fullmatch(text)):
        return [], 0
    return _between_bars(layout, place) if "|" in text else _cell_by_cell(layout, place)


def cell_unit(text: str) -> CellUnit | None:
    """The unit that a cell names, None where it names none of the known ones."""
    return next((unit for unit, pattern in _CELL_UNITS if pattern.fullmatch(text)), None)


def _last_unit(text: str) -> CellUnit | None:
    """The unit in the last words of a label, where the line between them was lost."""
    words = text.split()
    for count in range(1, min(5, len(words))):
        unit = cell_unit(" ".join(words[-count:]))
        if unit is not None:
            return unit
    return None


def _whole(layout: Layout, place: int) -> Range:
    return layout.blocks[place].start, layout.blocks[place].end


def _text(layout: Layout, span: Range) -> str:
    return layout.flow[span[0] : span[1]]


def _cells(layout: Layout, place: int) -> list[Range]:
    """The cells of a row between bars, without blanks around them; bars at the ends open no cell."""
    start, end = _whole(layout, place)
    bars = [index for index in range(start, end) if layout.flow[index] == "|"]
    edges = [start - 1, *bars, end]
    cells = []
    for left, right in pairwise(edges):
        first, last = left + 1, right
        while first < last and layout.flow[first].isspace():
            first += 1
        while last > first and layout.flow[last - 1].isspace():
            last -= 1
        cells.append((first, last))
    if len(cells) > 1 and cells[0][0] == cells[0][1]:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1][0] == cells[-1][1]:
        cells = cells[:-1]
    return cells


def _between_bars(layout: Layout, place: int) -> tuple[list[GridValue], int]:
    heads = [_text(layout, cell) for cell in _cells(layout, place)]
    unit_column = next((at for at, head in enumerate(heads) if UNIT_HEAD.fullmatch(head)), None)
    if unit_column is None or not any(LABEL_HEAD.match(head) for head in heads):
        return [], 0
    if sum(bool(find_years(head, 0, len(head))) for head in heads) > 1:
        return [], 0  # a column a year
    found: list[GridValue] = []
    year = _head_year(layout, _cells(layout, place))
    following = place + 1
    while following < len(layout.blocks) and "|" in _text(layout, _whole(layout, following)):
        cells = _cells(layout, following)
        following += 1
        if _RULE.fullmatch(_text(layout, _whole(layout, following - 1))):
            continue
        words = [cell for cell in cells if cell[0] < cell[1]]
        due = _year_row(layout, words)
        if due is not None:
            year = due
            continue
        found.extend(_row_values(layout, cells, unit_column, year))
    return found, following - place


def _head_year(layout: Layout, heads: Sequence[Range]) -> YearMention | None:
    """The one year that the header itself names: "Chỉ tiêu năm 2027"."""
    years = [year for head in heads for year in find_years(layout.flow, *head) if year.year >= 2000]
    return years[0] if len(years) == 1 else None


def _year_row(layout: Layout, words: Sequence[Range]) -> YearMention | None:
    """The year of a row that says nothing else: "II | Đến năm 2030"."""
    if words and _ORDINAL.fullmatch(_text(layout, words[0])):
        words = words[1:]
    if len(words) != 1 or words[0][1] - words[0][0] > _LONGEST_HEAD:
        return None
    years = [year for year in find_years(layout.flow, *words[0]) if year.may_be_due and year.year >= 2000]
    return years[0] if len(years) == 1 else None


def _row_values(
    layout: Layout, cells: Sequence[Range], unit_column: int, year: YearMention | None
) -> list[GridValue]:
    """The values in the cell behind the unit of a row."""
    units = [at for at in range(1, len(cells) - 1) if cell_unit(_text(layout, cells[at]))]
    at = unit_column if unit_column in units or not units else units[0]
    if not 0 < at < len(cells) - 1:
        return []
    name = _text(layout, cells[at])
    unit = cell_unit(name) or (
        _THINGS if name and len(name) <= _LONGEST_UNIT and not name[0].isdigit() else None
    )
    if unit is None:
        return []
    label = max(cells[:at], key=lambda cell: cell[1] - cell[0])
    return cell_values(layout, (label[0], cells[at + 1][1]), label, unit, cells[at + 1], year)


def cell_values(
    layout: Layout, row: Range, label: Range, unit: CellUnit, cell: Range, year: YearMention | None
) -> list[GridValue]:
    """The values of a cell, one before each semicolon; none where the cell does not open with one."""
    found = []
    start = cell[0]
    while start < cell[1]:
        stop = layout.flow.find(";", start, cell[1])
        stop = cell[1] if stop < 0 else stop
        match = _VALUE.match(layout.flow, start, stop)
        if match is None:
            break
        found.append(GridValue(match.span("token"), (start, stop), row, label, unit, year))
        start = stop + 1
    return found


def _cell_by_cell(layout: Layout, place: int) -> tuple[list[GridValue], int]:
    """Every cell on a line of its own: "1" / label / unit / value / who."""
    blocks = layout.blocks
    width = 0
    while place + width < len(blocks) and width <= 8:
        if width and _ORDINAL.fullmatch(_text(layout, _whole(layout, place + width))):
            break
        width += 1
    heads = [_text(layout, _whole(layout, place + at)) for at in range(width)]
    if width > 8 or place + width >= len(blocks) or not any(UNIT_HEAD.fullmatch(head) for head in heads):
        return [], 0
    if not any(LABEL_HEAD.match(head) for head in heads):
        return [], 0
    if sum(bool(find_years(head, 0, len(head))) for head in heads) > 1:
        return [], 0
    found: list[GridValue] = []
    year = _head_year(layout, [_whole(layout, place + at) for at in range(width)])
    at, last = place + width, place + width
    while at + 1 < len(blocks) and at - last <= _FARTHEST:
        if not _ORDINAL.fullmatch(_text(layout, _whole(layout, at))):
            at += 1
            continue
        due = _year_row(layout, [_whole(layout, at + 1)])
        if due is not None:
            year, at = due, at + 2
            last = at
            continue
        used = _stacked_row(layout, at, year, found)
        at += used
        if used > 1:
            last = at
    return found, last - place


def _stacked_row(layout: Layout, at: int, year: YearMention | None, found: list[GridValue]) -> int:
    """Read a row of stacked cells into `found`; how many lines it takes, 1 where it is none."""
    if at + 3 >= len(layout.blocks):
        return 1
    label, unit_cell, cell = (_whole(layout, at + step) for step in (1, 2, 3))
    if not _text(layout, label)[0].isalpha():
        return 1
    name = _text(layout, unit_cell)
    unit: CellUnit | None
    if _VALUE.match(name):  # the unit was wrapped onto the label
        unit, cell = _last_unit(_text(layout, label)), unit_cell
    else:
        is_name = len(name) <= _LONGEST_UNIT and name[0].isalpha() and name[-1] not in ".;:"
        unit = cell_unit(name) or (_THINGS if is_name else None)
    if unit is None:
        return 1
    values = cell_values(layout, (label[0], cell[1]), label, unit, cell, year)
    found.extend(values)
    return 4 if values else 1
