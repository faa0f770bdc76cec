"""Tables whose values stand behind a column of units: rows between bars, or one cell a line.

The head names the columns; a row holds its number, a label, the unit, the value and who is responsible.
Years stand in a row of their own ("II | Đến năm 2030"), in the head or above the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.extract.horizons import YearMention, find_years
from etl.extract.model import Claim
from etl.extract.tables.cells import (
    FIRST_YEAR,
    LABEL_HEAD,
    NO_TABLE,
    ORDINAL_HEAD,
    UNIT_HEAD,
    CellUnit,
    Column,
    Range,
    Row,
    Table,
    bar_cells,
    block_range,
    block_text,
    cell_claims,
    cell_unit,
    counted_thing,
    opens_with_value,
)
from etl.text.layout import Layout

_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,5}|[A-H])\s*[.)]?")
_RULE = re.compile(r"[\s|:-]*")
_LONGEST_HEAD = 400
_LONGEST_YEAR_ROW = 60
_MOST_COLUMNS = 8
_FARTHEST = 9  # lines from one part of a row to the next, where every cell has its line
_MOST_UNIT_WORDS = 4  # of a unit whose line was joined to that of its label


def read_unit_column(layout: Layout, place: int) -> Table:
    """The table whose head begins at the block at `place`."""
    text = block_text(layout, place)
    if len(text) > _LONGEST_HEAD:
        return NO_TABLE
    if "|" in text:
        return _between_bars(layout, place)
    return _cell_by_cell(layout, place) if ORDINAL_HEAD.fullmatch(text) else NO_TABLE


def _is_head(heads: Sequence[str]) -> bool:
    """Whether heads name units and labels, and no column a year."""
    return (
        any(UNIT_HEAD.fullmatch(head) for head in heads)
        and any(LABEL_HEAD.match(head) for head in heads)
        and sum(bool(find_years(head, 0, len(head))) for head in heads) <= 1
    )


def _between_bars(layout: Layout, place: int) -> Table:
    head = _cells(layout, place)
    names = [layout.flow[slice(*cell)] for cell in head]
    if not _is_head(names):
        return NO_TABLE
    unit_at = next(at for at, name in enumerate(names) if UNIT_HEAD.fullmatch(name))
    claims: list[Claim] = []
    year = _head_year(layout, head)
    following = place + 1
    while following < len(layout.blocks) and "|" in block_text(layout, following):
        cells = _cells(layout, following)
        is_rule = _RULE.fullmatch(block_text(layout, following)) is not None
        following += 1
        if is_rule:
            continue
        due = _year_row(layout, [cell for cell in cells if cell[0] < cell[1]])
        if due is not None:
            year = due
            continue
        claims.extend(_row_claims(layout.flow, cells, unit_at, Column(year)))
    return Table(claims, following - place) if claims else NO_TABLE


def _cells(layout: Layout, place: int) -> list[Range]:
    """The cells of a row; bars at its ends open none."""
    cells = list(bar_cells(layout.flow, *block_range(layout, place)))
    if len(cells) > 1 and cells[0][0] == cells[0][1]:
        cells = cells[1:]
    if len(cells) > 1 and cells[-1][0] == cells[-1][1]:
        cells = cells[:-1]
    return cells


def _head_year(layout: Layout, heads: Sequence[Range]) -> YearMention | None:
    """The one year that the head itself names: "Chỉ tiêu năm 2027"."""
    years = [year for head in heads for year in find_years(layout.flow, *head) if year.year >= FIRST_YEAR]
    return years[0] if len(years) == 1 else None


def _year_row(layout: Layout, words: Sequence[Range]) -> YearMention | None:
    """The year of a row that says nothing else: "II | Đến năm 2030"."""
    if words and _ORDINAL.fullmatch(layout.flow, *words[0]):
        words = words[1:]
    if len(words) != 1 or words[0][1] - words[0][0] > _LONGEST_YEAR_ROW:
        return None
    years = [
        year for year in find_years(layout.flow, *words[0]) if year.may_be_due and year.year >= FIRST_YEAR
    ]
    return years[0] if len(years) == 1 else None


def _row_claims(flow: str, cells: Sequence[Range], unit_at: int, column: Column) -> list[Claim]:
    """What the cell behind the unit of a row claims."""
    units = [at for at in range(1, len(cells) - 1) if cell_unit(flow[slice(*cells[at])])]
    at = unit_at if unit_at in units or not units else units[0]
    if not 0 < at < len(cells) - 1:
        return []
    name, cell = flow[slice(*cells[at])], cells[at + 1]
    unit = cell_unit(name) or counted_thing(name)
    if unit is None:
        return []
    label = max(cells[:at], key=lambda cell: cell[1] - cell[0])
    return cell_claims(flow, cell, Row((label[0], cell[1]), label, unit), column)


def _cell_by_cell(layout: Layout, place: int) -> Table:
    """Every cell on a line of its own: "1" / label / unit / value / who."""
    blocks = layout.blocks
    width = 1
    while place + width < len(blocks) and width <= _MOST_COLUMNS:
        if _ORDINAL.fullmatch(block_text(layout, place + width)):
            break
        width += 1
    if width > _MOST_COLUMNS or place + width >= len(blocks):
        return NO_TABLE
    head = range(place, place + width)
    if not _is_head([block_text(layout, at) for at in head]):
        return NO_TABLE
    claims: list[Claim] = []
    year = _head_year(layout, [block_range(layout, at) for at in head])
    at = last = place + width
    while at + 1 < len(blocks) and at - last <= _FARTHEST:
        if not _ORDINAL.fullmatch(block_text(layout, at)):
            at += 1
            continue
        due = _year_row(layout, [block_range(layout, at + 1)])
        if due is not None:
            year = due
            at = last = at + 2
            continue
        found = _stacked_claims(layout, at, Column(year))
        claims.extend(found)
        at += 4 if found else 1
        if found:
            last = at
    return Table(claims, last - place) if claims else NO_TABLE


def _stacked_claims(layout: Layout, at: int, column: Column) -> list[Claim]:
    """What a row of stacked cells claims, the number of the row being at `at`."""
    if at + 3 >= len(layout.blocks):
        return []
    label, unit_cell, cell = (block_range(layout, at + step) for step in (1, 2, 3))
    if not layout.flow[label[0]].isalpha():
        return []
    name = layout.flow[slice(*unit_cell)]
    unit: CellUnit | None
    if opens_with_value(name):  # the unit was wrapped onto the label
        unit, cell = _last_unit(layout.flow[slice(*label)]), unit_cell
    else:
        is_name = name[0].isalpha() and name[-1] not in ".;:"
        unit = cell_unit(name) or (counted_thing(name) if is_name else None)
    if unit is None:
        return []
    return cell_claims(layout.flow, cell, Row((label[0], cell[1]), label, unit), column)


def _last_unit(label: str) -> CellUnit | None:
    """The unit in the last words of a label, where the line between them was lost."""
    words = label.split()
    for count in range(1, min(_MOST_UNIT_WORDS + 1, len(words))):
        unit = cell_unit(" ".join(words[-count:]))
        if unit is not None:
            return unit
    return None
