"""Tables with a column for each year and every cell on a line of its own: rows go by their numbers."""

from __future__ import annotations

from etl.extract.model import Claim
from etl.extract.tables.cells import (
    NO_TABLE,
    VALUE_CELL,
    Column,
    Row,
    Table,
    block_range,
    block_text,
    cell_unit,
    column_years,
    label_unit,
    row_claims,
    year_column,
)
from etl.text.layout import Layout

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 10
_LONGEST_HEAD = 60
_WRAPPED_LINES = 4  # that a row may take more, where long cells were wrapped


def read_stacked_rows(layout: Layout, place: int) -> Table:
    """The table whose first head, that of the numbers, is the block at `place`."""
    flow, blocks = layout.flow, layout.blocks
    if block_text(layout, place).lower() not in {"tt", "stt"}:
        return NO_TABLE
    width = 0
    columns: list[Column] = []
    while place + width < len(blocks) and width <= _MOST_COLUMNS:
        head = block_text(layout, place + width)
        if _is_number(head, 1):
            break
        years = column_years(flow, *block_range(layout, place + width))
        if years and len(head) < _LONGEST_HEAD:
            columns.append(year_column(head, years[-1]))
        width += 1
    if not columns or not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS:
        return NO_TABLE
    claims: list[Claim] = []
    position, number, end = place + width, 1, place
    while position < len(blocks) and _is_number(block_text(layout, position), number):
        first = _first_value(layout, position + 1, len(columns), width)
        if first is None:
            break
        last_word = first - 1
        unit = cell_unit(block_text(layout, last_word)) if last_word > position + 1 else None
        label = (blocks[position + 1].start, blocks[last_word - 1 if unit else last_word].end)
        end = first + len(columns)
        row = Row((label[0], blocks[end - 1].end), label, unit or label_unit(flow, label))
        claims.extend(row_claims(flow, row, (block_range(layout, at) for at in range(first, end)), columns))
        number += 1
        after = range(end, min(end + width + _WRAPPED_LINES, len(blocks)))
        position = next((at for at in after if _is_number(block_text(layout, at), number)), len(blocks))
    return Table(claims, end - place)


def _is_number(text: str, number: int) -> bool:
    """Whether a cell holds the number of a row: "7", "07" or "7."."""
    return text.removesuffix(".") in {str(number), f"0{number}"}


def _first_value(layout: Layout, start: int, count: int, width: int) -> int | None:
    """Where the value cells of a row begin: so many in a row, not far behind its number."""
    for first in range(start + 1, min(start + width + _WRAPPED_LINES, len(layout.blocks) - count + 1)):
        if all(VALUE_CELL.fullmatch(block_text(layout, first + step)) for step in range(count)):
            return first
    return None
