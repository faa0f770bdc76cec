"""Cells of a table, merged or not, as rows of equal length with one line for the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VALUE = re.compile(r"\s*[<>≥≤=~]?\s*\d[\d.,]*\s?%?\s*")
_MOST_COLUMNS = 60
_MOST_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the file has it: its place, how many rows and columns it covers, its words."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def resolve_grid(cells: Iterable[GridCell], most: int, head_rows: int = 0) -> list[list[str]]:
    """The words of each place, rows of equal length; [] when nothing is written in it.

    The head becomes one row: what stands above one another is joined ("Mục tiêu" over "2025" and "2030"
    gives "Mục tiêu 2025", "Mục tiêu 2030"). In the body a cell over several rows is said in each of them; a
    cell over several columns is said in each when it is a value, else once. `head_rows` is what the file
    itself calls the head, 0 when it says nothing. `most` is how many places there may be; the rest is cut.
    """
    known = [cell for cell in cells if cell.column < _MOST_COLUMNS]
    if not any(cell.text.strip() for cell in known):
        return []
    height = max(cell.row for cell in known) + 1
    width = min(_MOST_COLUMNS, max(cell.column + max(1, cell.columns) for cell in known))
    height = min(height, max(1, most // width))
    owner: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in known:
        for row in range(cell.row, min(height, cell.row + max(1, cell.rows))):
            for column in range(cell.column, min(width, cell.column + max(1, cell.columns))):
                owner[row][column] = owner[row][column] or cell
    depth = _head_depth(owner, head_rows)
    rows = [_head(owner[:depth])] + [_body_row(row) for row in owner[depth:]]
    return [row for row in rows if any(row)]


def clean(text: str) -> str:
    """The words of a cell on one line; a bar would end the cell, so it becomes a stroke."""
    return " ".join(text.replace("|", "/").split())


def _head_depth(owner: Sequence[Sequence[GridCell | None]], head_rows: int) -> int:
    first = [cell for cell in owner[0] if cell is not None]
    depth = max([1, head_rows, *(cell.rows for cell in first)])
    depth = min(depth, len(owner), _MOST_HEAD_ROWS)
    if depth == 1 and len(owner) > 1 and _only_years(owner[0], owner[1]):
        depth = 2
    while depth > 1 and any(
        _is_value(cell.text) for row in owner[:depth] for cell in row if cell is not None
    ):
        depth -= 1
    return depth


def _only_years(first: Sequence[GridCell | None], second: Sequence[GridCell | None]) -> bool:
    """Whether a second row only tells the years of columns whose name stands in the first."""
    said = [cell for cell in second if cell is not None and cell.text.strip()]
    return (
        0 < len(said) < len(second)
        and all(_YEAR.search(cell.text) and len(cell.text) < 30 for cell in said)
        and any(cell is not None and cell.text.strip() for cell in first)
        and not any(_YEAR.search(cell.text) for cell in first if cell is not None)
    )


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None and not _YEAR.fullmatch(text.strip())


def _head(rows: Sequence[Sequence[GridCell | None]]) -> list[str]:
    """The head as one row; a title over the whole width is no name of a column, and stays in the first."""
    names: list[str] = []
    for column in range(len(rows[0])):
        parts: dict[str, None] = {}
        for row in rows:
            cell = row[column]
            whole = cell is not None and len(rows) > 1 and all(other is cell for other in row)
            if cell is not None and (not whole or column == 0):
                parts.setdefault(clean(cell.text))
        names.append(" ".join(part for part in parts if part))
    return names


def _body_row(row: Sequence[GridCell | None]) -> list[str]:
    said: list[str] = []
    previous: GridCell | None = None
    for cell in row:
        text = clean(cell.text) if cell is not None else ""
        said.append("" if cell is not None and cell is previous and not _is_value(text) else text)
        previous = cell
    return said
