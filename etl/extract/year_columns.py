"""Tables between bars with a column for each year: every cell is read by the head of its column.

"TT | Chỉ tiêu | Đơn vị | 2025 | 2030 | Cơ quan chủ trì": the label, the unit and the years are told by the
head, so that an empty cell, a missing unit or a long name of an office shifts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.extract.grids import (
    CELL_UNITS,
    LABEL_HEAD,
    ORDINAL_HEAD,
    UNIT_HEAD,
    CellUnit,
    GridValue,
    Range,
    cell_unit,
    cell_values,
)
from etl.extract.horizons import YearMention, find_years
from etl.text.layout import Layout

_OFFICE_HEAD = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|sở|ngành)\s.{0,40}(?:trì|hợp|hiện|dõi|cáo)|ghi\s+chú|chủ\s+trì", re.IGNORECASE
)
_DONE_HEAD = re.compile(
    r"(?<!\w)(?:thực\s+hiện|kết\s+quả|hiện\s+trạng|th|ưth|ước|đã\s+đạt|đạt\s+được)(?!\w)",
    re.IGNORECASE,
)
_PLAN_HEAD = re.compile(
    r"(?<!\w)(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|dự\s+kiến)(?!\w)", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_SHARE = re.compile(r"%|(?<!\w)t[ỷỉ]\s+(?:lệ|trọng)(?!\w)", re.IGNORECASE)
_SUB_ITEM = re.compile(r"[-–+•*]\s*\w|[a-zđ]\)")
_TOP = re.compile(r"\s*(?:trong\s+)?(?:top|tốp|nhóm)\s+", re.IGNORECASE)
_LONGEST_LINE = 1500  # characters of a head; longer ones are text with bars in it
_LONGEST_UNIT = 40
_FIRST_YEAR = 2000

_UNIT_OF = {unit.id: unit for unit in CELL_UNITS}
_COUNT = CellUnit("things", "count", "", 1, "Doanh nghiệp")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head says of each column, by its place."""

    count: int
    has_outer_bars: bool
    label: int
    ordinal: int | None
    unit: int | None
    years: dict[int, YearMention]
    done: frozenset[int]


def find_year_columns(layout: Layout, place: int) -> tuple[list[GridValue], int]:
    """The values of such a table whose head is the block at `place`, and how many blocks it takes.

    Without such a table: no values and 0 blocks.
    """
    columns = _columns(layout, place)
    if columns is None:
        return [], 0
    found: list[GridValue] = []
    parent: Range | None = None
    following = place + 1
    while following < len(layout.blocks) and "|" in layout.flow[slice(*_whole(layout, following))]:
        cells = _cells(layout, following, columns.has_outer_bars)
        if _columns(layout, following) is not None:
            break
        if len(cells) != columns.count:
            return [], 0  # rows that were broken somewhere: their columns cannot be told
        following += 1
        label = cells[columns.label]
        if not _NAME.search(layout.flow, *label):
            continue  # numbers of columns, or a rule
        is_sub_item = _SUB_ITEM.match(layout.flow, *label) is not None
        row = _whole(layout, following - 1)
        values = _row_values(layout, cells, columns, row, parent if is_sub_item else None)
        found.extend(values)
        if not is_sub_item:
            parent = None if values else label
    return found, following - place if found else 0


def _columns(layout: Layout, place: int) -> Columns | None:
    """The columns that a block names, when it is the head of such a table."""
    block = layout.blocks[place]
    text = layout.flow[block.start : block.end]
    if text.count("|") < 1 or len(text) > _LONGEST_LINE:
        return None
    has_outer_bars = text[0] == text[-1] == "|"
    cells = _cells(layout, place, has_outer_bars)
    heads = [layout.flow[start:end] for start, end in cells]
    label = next(
        (at for at, head in enumerate(heads) if LABEL_HEAD.match(head) and not _year(layout, cells[at])), None
    )
    if label is None:
        return None
    unit = next((at for at, head in enumerate(heads) if UNIT_HEAD.fullmatch(head)), None)
    years = {
        at: year
        for at, cell in enumerate(cells)
        if at != label and not _OFFICE_HEAD.search(heads[at]) and (year := _year(layout, cell)) is not None
    }
    if not years:
        return None
    done = {at for at in years if _DONE_HEAD.search(heads[at]) and not _PLAN_HEAD.search(heads[at])}
    ordinal = next((at for at, head in enumerate(heads) if ORDINAL_HEAD.fullmatch(head)), None)
    return Columns(len(cells), has_outer_bars, label, ordinal, unit, years, frozenset(done))


def _whole(layout: Layout, place: int) -> Range:
    return layout.blocks[place].start, layout.blocks[place].end


def _year(layout: Layout, cell: Range) -> YearMention | None:
    """The last year that a head names: the end of a period."""
    years = [year for year in find_years(layout.flow, *cell) if year.year >= _FIRST_YEAR]
    return years[-1] if years else None


def _cells(layout: Layout, place: int, has_outer_bars: bool) -> list[Range]:
    """The cells of a row without blanks around them, the empty ones too."""
    start, end = layout.blocks[place].start, layout.blocks[place].end
    if has_outer_bars:
        start += layout.flow[start] == "|"
        end -= layout.flow[end - 1] == "|"
    cells: list[Range] = []
    while True:
        bar = layout.flow.find("|", start, end)
        stop = end if bar < 0 else bar
        first, last = start, stop
        while first < last and layout.flow[first].isspace():
            first += 1
        while last > first and layout.flow[last - 1].isspace():
            last -= 1
        cells.append((first, last))
        if bar < 0:
            return cells
        start = bar + 1


def _row_values(
    layout: Layout, cells: Sequence[Range], columns: Columns, row: Range, parent: Range | None
) -> list[GridValue]:
    """The values of one row; a sub-item ("- Cấp huyện") shares the words of the row that it belongs to."""
    label = cells[columns.label]
    unit = _unit(layout, cells, columns, parent)
    found: list[GridValue] = []
    for at, year in columns.years.items():
        cell = cells[at]
        top = _TOP.match(layout.flow, *cell) if unit.unit == "rank" else None
        if top is not None:
            cell = (top.end(), cell[1])
        for value in cell_values(layout, row, label, unit, cell, year):
            found.append(replace(value, is_done=at in columns.done, shared=parent, is_within=top is not None))
    return found


def _unit(layout: Layout, cells: Sequence[Range], columns: Columns, parent: Range | None) -> CellUnit:
    """The unit of a row: what its cell names, else what its label or that of its parent tells."""
    name = layout.flow[slice(*cells[columns.unit])] if columns.unit is not None else ""
    known = cell_unit(name) if name else None
    if known is not None:
        return known
    if name and len(name) <= _LONGEST_UNIT and not name[0].isdigit():
        return _COUNT
    for label in (cells[columns.label], parent):
        if label is not None:
            text = layout.flow[slice(*label)]
            bracketed = re.search(r"\(([^()]{1,40})\)\s*$", text)
            named = cell_unit(bracketed[1].removeprefix("đơn vị:").strip()) if bracketed else None
            if named is not None:
                return named
            if _SHARE.search(text):
                return _UNIT_OF["share"]
            if re.search(r"/\s?100\s+(?:người\s+)?dân", text, re.IGNORECASE):
                return _UNIT_OF["per-100"]
    return _COUNT
