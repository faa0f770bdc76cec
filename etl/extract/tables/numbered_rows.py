"""Tables with a column for each year whose lines were broken anywhere: rows go by their numbers.

"STT | Chỉ tiêu | 2025 | 2030 1 | Hộ có cáp | quang | 80 | 90 2 | ...", and the same without bars.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from etl.extract.model import Claim
from etl.extract.tables.cells import (
    LONGEST_CELL,
    NO_TABLE,
    SHARE,
    VALUE_CELL,
    Column,
    Range,
    Row,
    Table,
    bar_cells,
    block_range,
    block_text,
    blocks_until,
    cell_unit,
    column_years,
    columns_of,
    label_unit,
    last_year,
    row_claims,
    side_by_side,
    year_column,
)
from etl.text.layout import Layout

_BARRED_HEAD = re.compile(r"\s*S?TT\s*\|", re.IGNORECASE)
_FIRST_BARRED_ROW = re.compile(r"[\s|](?:0?1|I|A)\s*\.?\s*\|")
_LABEL = re.compile(r"\s*[^\W\d_]")
# The last cell of a row and, where its line was joined to the next, the number of that row.
_NEXT_NUMBER = re.compile(r"(?<=[\d%])\s+(?:\d{1,3}|[IVX]{1,4}|[A-H])\s*\.?\s*$")

_HEAD = re.compile(
    r"(?<!\w)S?TT\s+(?:tên\s+|các\s+|nội\s+dung\s+)?(?:chỉ\s+tiêu|mục\s+tiêu|nội\s+dung|chỉ\s+số|tên)(?!\w)",
    re.IGNORECASE,
)
_HEAD_SIGN = re.compile(r"[Tt][Tt]\s")  # every such head holds it; a set alone is found far faster
_LONGEST_HEAD = 320  # characters from "STT" to the first row
_LONGEST_LABEL = 240
_FEWEST_ROWS = 2


def read_numbered_bars(layout: Layout, place: int) -> Table:
    """The table between bars whose head begins at the block at `place`."""
    flow, blocks = layout.flow, layout.blocks
    if _BARRED_HEAD.match(flow, blocks[place].start) is None:
        return NO_TABLE
    following = place
    while following < len(blocks) and "|" in block_text(layout, following):
        following += 1
    start, end = blocks[place].start, blocks[following - 1].end
    first = _FIRST_BARRED_ROW.search(flow, start, end)
    if first is None:
        return NO_TABLE
    columns = {
        at: year_column(flow[slice(*head)], year)
        for at, head in enumerate(bar_cells(flow, start, first.start()))
        if head[1] - head[0] < LONGEST_CELL and (year := last_year(flow, head)) is not None
    }
    if len(columns) < 2:
        return NO_TABLE
    last = max(columns)
    claims: list[Claim] = []
    position, number = first.start(), 1
    while (opened := _barred_number(number).search(flow, position, end)) is not None:
        position = opened.end()
        if _LABEL.match(flow, position, end) is None:
            continue
        cells = dict(enumerate(islice(bar_cells(flow, position, end), last), 1))
        if len(cells) < last:
            break
        claims.extend(_barred_claims(flow, cells, columns))
        position, number = cells[last][0] - 1, number + 1
    return Table(claims, following - place) if claims else NO_TABLE


@cache
def _barred_number(number: int) -> re.Pattern[str]:
    return re.compile(rf"[\s|]0?{number}\s*\.?\s*\|")


def _barred_claims(flow: str, cells: dict[int, Range], columns: dict[int, Column]) -> list[Claim]:
    """What a row claims; its cells by their columns, the label in that behind the number."""
    values: dict[int, Range] = {}
    for at in columns:
        start, end = cells[at]
        joined = _NEXT_NUMBER.search(flow, start, end)
        end = joined.start() if joined is not None else end
        if VALUE_CELL.fullmatch(flow, start, end):
            values[at] = start, end
    if not values:
        return []
    label = cells[1]
    names = (flow[slice(*cells[at])] for at in range(2, min(columns)))
    unit = next((unit for name in names if (unit := cell_unit(name))), None) or label_unit(flow, label)
    row = Row((label[0], values[max(values)][1]), label, unit)
    return row_claims(flow, row, values.values(), (columns[at] for at in values))


def read_numbered_rows(layout: Layout, place: int) -> Table:
    """The table without bars whose head stands in the block at `place`; two rows at least."""
    flow = layout.flow
    begins, ends = block_range(layout, place)
    ends = min(ends, begins + _LONGEST_LABEL)
    if _HEAD_SIGN.search(flow, begins, ends) is None:
        return NO_TABLE
    head = _HEAD.search(flow, begins, ends)
    if head is None:
        return NO_TABLE
    first = _number(1).search(flow, head.start(), head.start() + _LONGEST_HEAD)
    if first is None or "|" in flow[head.start() : first.start()]:
        return NO_TABLE
    years = column_years(flow, head.start(), first.start())
    if len(years) < 2:
        return NO_TABLE
    columns = columns_of(flow, years)
    claims: list[Claim] = []
    position, number = first.start(), 1
    while (opened := _number(number).search(flow, position, position + _LONGEST_LABEL)) is not None:
        found = side_by_side(len(years)).search(flow, opened.end(), opened.end() + _LONGEST_LABEL)
        if found is None:
            break
        label = (opened.end(), found.start())
        unit = SHARE if found["unit"] else label_unit(flow, label)
        cells = [found.span(group) for group in range(2, len(years) + 2)]
        claims.extend(row_claims(flow, Row((label[0], found.end()), label, unit), cells, columns))
        position, number = found.end(), number + 1
    if number <= _FEWEST_ROWS:
        return NO_TABLE
    return Table(claims, blocks_until(layout, place, position))


@cache
def _number(number: int) -> re.Pattern[str]:
    """The number of a row and the blank behind it, before its label."""
    return re.compile(rf"\s0?{number}\.?\s+(?=[^\W\d_])")
