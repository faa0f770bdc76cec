"""Tables with a head on one line and a row on each of the following ones, with or without bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.extract.model import Claim
from etl.extract.tables.cells import (
    HEAD_WORD,
    LONGEST_CELL,
    NO_TABLE,
    SHARE,
    VALUE_CELL,
    Column,
    Row,
    Table,
    bar_cells,
    block_range,
    block_text,
    cell_unit,
    column_years,
    columns_of,
    label_unit,
    row_claims,
    side_by_side,
)
from etl.text.layout import Layout

_PUBLISHED = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}")  # a line of a portal, no head


def read_lined_rows(layout: Layout, place: int) -> Table:
    """The table whose head is the block at `place`."""
    text = block_text(layout, place)
    if len(text) > LONGEST_CELL or text[-1] in ".;:" or not HEAD_WORD.search(text) or _PUBLISHED.search(text):
        return NO_TABLE
    years = column_years(layout.flow, *block_range(layout, place))
    if not years or (len(years) == 1 and "|" not in text and "\t" not in text):
        return NO_TABLE
    columns = columns_of(layout.flow, years)
    claims: list[Claim] = []
    following = place + 1
    while following < len(layout.blocks):
        row = block_text(layout, following)
        found = (_barred_row if "|" in row else _plain_row)(layout, following, columns)
        if found is None and not _is_title(row):
            break
        claims.extend(found or [])
        following += 1
    return Table(claims, following - place) if claims else NO_TABLE


def _is_title(text: str) -> bool:
    """Whether a row between bars only names the group of rows below it: "II | Kinh tế số | | |"."""
    has_digit = any(character.isdigit() for character in text)
    return "|" in text and not has_digit and any(not cell.strip() for cell in text.split("|"))


def _barred_row(layout: Layout, place: int, columns: Sequence[Column]) -> list[Claim] | None:
    """What a row between bars claims: nothing where a cell is empty, None where it is no row of the table."""
    flow, whole = layout.flow, block_range(layout, place)
    cells = [cell for cell in bar_cells(flow, *whole) if cell[0] < cell[1]]
    figures = [cell for cell in cells if VALUE_CELL.fullmatch(flow, *cell)]
    values = [cell for cell in figures if cell != cells[0]]  # what opens a row is its number
    if len(values) < len(figures) == len(columns):
        return []  # no telling which of its columns the row leaves empty
    others = [cell for cell in cells if cell not in figures]
    units = {cell: unit for cell in others if (unit := cell_unit(flow[slice(*cell)])) is not None}
    words = [cell for cell in others if cell not in units]
    if len(values) != len(columns) or not words:
        return None
    label = max(words, key=lambda cell: cell[1] - cell[0])
    unit = next(iter(units.values()), None) or label_unit(flow, label)
    return row_claims(flow, Row(whole, label, unit), values, columns)


def _plain_row(layout: Layout, place: int, columns: Sequence[Column]) -> list[Claim] | None:
    """What a row without bars claims; None where it has no label or not one value a column."""
    flow, block = layout.flow, layout.blocks[place]
    found = side_by_side(len(columns)).search(flow, block.body, block.end)
    if found is None or found.start() == block.body:
        return None
    label = (block.body, found.start())
    unit = SHARE if found["unit"] else label_unit(flow, label)
    cells = [found.span(group) for group in range(2, len(columns) + 2)]
    return row_claims(flow, Row((block.start, block.end), label, unit), cells, columns)
