"""Tables between bars with a column for each year: every cell is read by the head of its column.

"TT | Chỉ tiêu | Đơn vị | 2025 | 2030 | Cơ quan chủ trì": the label, the unit and the years are told by the
head, so that an empty cell, a missing unit or a long name of an office shifts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.extract.model import Claim
from etl.extract.tables.cells import (
    LABEL_HEAD,
    NO_TABLE,
    UNIT_HEAD,
    CellUnit,
    Column,
    Range,
    Row,
    Table,
    bar_cells,
    block_range,
    block_text,
    cell_unit,
    counted_thing,
    label_unit,
    last_year,
    row_claims,
    year_column,
)
from etl.text.layout import Layout

_OFFICE_HEAD = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|sở|ngành)\s.{0,40}(?:trì|hợp|hiện|dõi|cáo)|ghi\s+chú|chủ\s+trì", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_SUB_ITEM = re.compile(r"[-–+•*]\s*\w|[a-zđ]\)")
_LONGEST_HEAD = 1500  # characters; longer ones are text with bars in it


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head says of each column, by its place."""

    width: int
    has_outer_bars: bool
    label: int
    unit: int | None
    columns: dict[int, Column]


def read_year_columns(layout: Layout, place: int) -> Table:
    """The table whose head is the block at `place`; none where its rows have not as many cells as it."""
    head = _head(layout, place)
    if head is None:
        return NO_TABLE
    claims: list[Claim] = []
    parent: Range | None = None
    following = place + 1
    while following < len(layout.blocks) and "|" in block_text(layout, following):
        if _head(layout, following) is not None:
            break
        cells = _cells(layout, following, head.has_outer_bars)
        if len(cells) != head.width:
            return NO_TABLE  # rows that were broken somewhere: their columns cannot be told
        whole = block_range(layout, following)
        following += 1
        label = cells[head.label]
        if not _NAME.search(layout.flow, *label):
            continue  # numbers of columns, or a rule
        is_sub_item = _SUB_ITEM.match(layout.flow, *label) is not None
        shared = parent if is_sub_item else None
        row = Row(whole, label, _unit(layout.flow, cells, head, shared), shared)
        found = row_claims(layout.flow, row, (cells[at] for at in head.columns), head.columns.values())
        claims.extend(found)
        if not is_sub_item:
            parent = None if found else label
    return Table(claims, following - place) if claims else NO_TABLE


def _head(layout: Layout, place: int) -> _Head | None:
    """The columns that a block names, when it is the head of such a table."""
    text = block_text(layout, place)
    if "|" not in text or len(text) > _LONGEST_HEAD:
        return None
    has_outer_bars = text[0] == text[-1] == "|"
    cells = _cells(layout, place, has_outer_bars)
    heads = [layout.flow[slice(*cell)] for cell in cells]
    years = [last_year(layout.flow, cell) for cell in cells]
    label = next((at for at, head in enumerate(heads) if LABEL_HEAD.match(head) and not years[at]), None)
    if label is None:
        return None
    columns = {
        at: year_column(head, year)
        for at, (head, year) in enumerate(zip(heads, years, strict=True))
        if year is not None and not _OFFICE_HEAD.search(head)
    }
    unit = next((at for at, head in enumerate(heads) if UNIT_HEAD.fullmatch(head)), None)
    return _Head(len(cells), has_outer_bars, label, unit, columns) if columns else None


def _cells(layout: Layout, place: int, has_outer_bars: bool) -> list[Range]:
    """The cells of a row; where the head has bars at its ends, those of a row open no cell either."""
    start, end = block_range(layout, place)
    if has_outer_bars:
        start += layout.flow[start] == "|"
        end -= layout.flow[end - 1] == "|"
    return list(bar_cells(layout.flow, start, end))


def _unit(flow: str, cells: Sequence[Range], head: _Head, parent: Range | None) -> CellUnit:
    """The unit of a row: what its cell names, else what its label or that of its parent tells."""
    name = flow[slice(*cells[head.unit])] if head.unit is not None else ""
    return cell_unit(name) or counted_thing(name) or label_unit(flow, cells[head.label], parent)
