"""Tables flattened by copy and paste, in the forms in which they come: a module a form.

Every reader looks at one block, as the head of a table of its form, and gives the claims of that table.
"""

from __future__ import annotations

from etl.extract.model import Claim
from etl.extract.tables.cells import Table
from etl.extract.tables.lined_rows import read_lined_rows
from etl.extract.tables.numbered_rows import read_numbered_bars, read_numbered_rows
from etl.extract.tables.running_rows import read_running_rows
from etl.extract.tables.stacked_rows import read_stacked_rows
from etl.extract.tables.unit_column import read_unit_column
from etl.extract.tables.year_columns import read_year_columns
from etl.text.layout import Layout

__all__ = ["find_tables"]

# The first that finds a table decides: the head tells the columns, so that no cell can shift.
_BY_COLUMNS = (read_year_columns, read_numbered_bars, read_unit_column)
# The one that finds most decides, the first of equals: lines that were broken within rows hide some of them.
_BY_FIGURES = (read_lined_rows, read_stacked_rows, read_numbered_rows, read_running_rows)


def find_tables(layout: Layout) -> tuple[list[Claim], set[int]]:
    """The claims of all tables and the blocks (by place) that hold them; linear in the number of blocks."""
    claims: list[Claim] = []
    taken: set[int] = set()
    place = 0
    while place < len(layout.blocks):
        table = _read_table(layout, place)
        claims.extend(table.claims)
        taken.update(range(place, place + table.blocks))
        place += table.blocks or 1
    return claims, taken


def _read_table(layout: Layout, place: int) -> Table:
    for read in _BY_COLUMNS:
        table = read(layout, place)
        if table.claims:
            return table
    return max((read(layout, place) for read in _BY_FIGURES), key=lambda table: len(table.claims))
