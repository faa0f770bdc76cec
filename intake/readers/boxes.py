"""Tables drawn with lines: from the boxes of their cells to rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from intake.readers.grid import GridCell, resolve_grid

Box = tuple[float, float, float, float]  # left, top, right, bottom


def rows_of_boxes(
    boxes: Sequence[Box], text_of: Callable[[Box], str], tolerance: float, most: int
) -> tuple[tuple[str, ...], ...] | None:
    """The rows of a table by the boxes of its cells; None for frames and lines that hold no table.

    Edges within `tolerance` are one line to the eye; a box over several columns or rows is a merged cell.
    """
    columns, rows = _edges(boxes, 0, 2, tolerance), _edges(boxes, 1, 3, tolerance)
    if len(columns) < 3 or len(rows) < 3 or len(boxes) > most:
        return None
    cells = []
    for box in boxes:
        left, right = _at(columns, box[0]), _at(columns, box[2])
        top, bottom = _at(rows, box[1]), _at(rows, box[3])
        cells.append(GridCell(top, left, text_of(box), max(1, bottom - top), max(1, right - left)))
    resolved = resolve_grid(cells, most)
    if len(resolved) < 2 or sum(map(any, zip(*resolved, strict=True))) < 2:
        return None
    return tuple(map(tuple, resolved))


def is_inside(x: float, y: float, box: Box) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _edges(boxes: Sequence[Box], first: int, last: int, tolerance: float) -> list[float]:
    """Where the lines between cells run, those close together as one."""
    edges: list[float] = []
    for edge in sorted({box[first] for box in boxes} | {box[last] for box in boxes}):
        if not edges or edge - edges[-1] > tolerance:
            edges.append(edge)
    return edges


def _at(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))
