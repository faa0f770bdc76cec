"""Lines drawn on a scanned page: the cells that they make, and the page without them.

Tesseract reads a table far better when its lines are gone (on our own pages it then keeps decimal commas
that it loses beside them); which words belong to which cell is told by the lines.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

from intake.readers.boxes import Box

# At 200 dpi: a line across is longer than any stroke of a letter or dash, one down longer than a capital.
_LEAST_ACROSS = 100
_LEAST_DOWN = 44
_DARK = 150  # of 255; scans are grey
_TOLERANCE = 6  # pixels by which ends of lines may miss one another
_MOST_LINES = 4_000  # a picture or a pattern has more, a table never


def find_ruled_cells(page: NDArray[np.uint8]) -> tuple[list[list[Box]], NDArray[np.uint8]]:
    """The cells of each table on a grey page, and the page with the lines of tables erased."""
    dark = page < _DARK
    across, down = _runs(dark, _LEAST_ACROSS), _runs(dark.T, _LEAST_DOWN)
    erased = page.copy()
    if not len(across) or not len(down) or max(len(across), len(down)) > _MOST_LINES:
        return [], erased
    edges = [
        {"orientation": "h", "x0": float(start), "x1": float(end), "top": at, "bottom": at}
        for at, start, end in _lines(across)
    ] + [
        {"orientation": "v", "top": float(start), "bottom": float(end), "x0": at, "x1": at}
        for at, start, end in _lines(down)
    ]
    crossings: Any = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    tables = [cells for cells in cells_to_tables(intersections_to_cells(crossings)) if len(cells) > 3]
    if tables:
        for row, start, end in across:
            erased[max(0, row - 1) : row + 2, start:end] = 255
        for column, start, end in down:
            erased[start:end, max(0, column - 1) : column + 2] = 255
    return tables, erased


def _runs(dark: NDArray[np.bool_], least: int) -> NDArray[np.int64]:
    """Line, start and end of each run of dark points that is long enough."""
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    change = np.diff(padded, axis=1)
    lines, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    is_long = ends - starts >= least
    return np.stack([lines[is_long], starts[is_long], ends[is_long]], axis=1)


def _lines(runs: NDArray[np.int64]) -> list[tuple[float, int, int]]:
    """Runs beside one another as one line: where it is, where it starts and ends."""
    lines: list[list[int]] = []  # first, last, start, end
    for at, start, end in runs.tolist():
        same = next(
            (
                line
                for line in reversed(lines)
                if at - line[1] <= _TOLERANCE
                and start <= line[3] + _TOLERANCE
                and end >= line[2] - _TOLERANCE
            ),
            None,
        )
        if same is None:
            lines.append([at, at, start, end])
        else:
            same[1], same[2], same[3] = at, min(same[2], start), max(same[3], end)
    return [((first + last) / 2, start, end) for first, last, start, end in lines]
