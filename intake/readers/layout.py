"""Where words stand on a page: lines, columns of text, and tables that only white space sets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from intake.readers.boxes import Box

# Words this many heights of the line apart stand in columns, not in one line of text.
COLUMN_GAP = 1.8
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VALUE = re.compile(r"[<>≥≤=~]?\s*\d[\d.,]*\s*%?|[-–]")
# A table without rules has a head that names a year and at least so many rows and columns.
_LEAST_ROWS = 2
_CELL_GAP = 0.7  # heights; cells may stand closer than columns of text
_LEAST_COLUMNS = 3
# Rows of a table are not farther apart than this many heights of their words.
_ROW_GAP = 4.5
# A gap between two lines larger than the others by this much parts two rows.
_LARGER = 1.15
# A page has two columns of text where so many lines in a row leave the same place free, and both sides
# fill their half: a list of values does not.
_LEAST_LINES = 8
_GUTTER = 0.7  # heights of a line
_FILLED = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place on the page, from the left and from the top; the unit is the reader's own."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle of it."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page."""

    text: str
    top: float
    bottom: float


def rows_of_words(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that stand beside one another, from top to bottom, each row from left to right."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        if row and not row[0].top <= word.middle[1] <= row[0].bottom:
            yield sorted(row, key=lambda word: word.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda word: word.left)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words as lines from top to bottom; what stands apart in one line is kept apart by four blanks."""
    return [_line(row) for row in rows_of_words(words)]


def _line(row: Sequence[Word]) -> Line:
    text = "    ".join(" ".join(word.text for word in piece) for piece in _pieces(row))
    return Line(text, min(word.top for word in row), max(word.bottom for word in row))


def _pieces(row: Sequence[Word], gap: float = COLUMN_GAP) -> list[list[Word]]:
    """A row cut where its words stand `gap` of their heights apart."""
    pieces = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > gap * before.height:
            pieces.append([])
        pieces[-1].append(word)
    return pieces


# Columns of text


def reading_order(words: Sequence[Word]) -> list[Line]:
    """Lines in the order to read them: where a page is set in two columns, the left one first."""
    rows = list(rows_of_words(words))
    if len(rows) < _LEAST_LINES:
        return [_line(row) for row in rows]
    band = _two_columns(rows)
    if band is None:
        return [_line(row) for row in rows]
    first, last, gutter = band
    within = [word for row in rows[first:last] for word in row]
    left = [word for word in within if word.middle[0] < gutter]
    right = [word for word in within if word.middle[0] >= gutter]
    above = [_line(row) for row in rows[:first]]
    below = [_line(row) for row in rows[last:]]
    return above + lines_of(left) + lines_of(right) + below


def _two_columns(rows: Sequence[Sequence[Word]]) -> tuple[int, int, float] | None:
    """First row, row after the last, and the place between two columns; None where the page has one."""
    left = min(row[0].left for row in rows)
    right = max(max(word.right for word in row) for row in rows)
    height = median(word.height for row in rows for word in row)
    best: tuple[int, int, float] | None = None
    steps = max(1, int((right - left) * 0.4 / height))
    for step in range(steps + 1):
        place = left + (right - left) * 0.3 + step * height
        for first, last in _free_bands(rows, place, height * _GUTTER / 2):
            if (best is None or last - first > best[1] - best[0]) and _both_filled(rows[first:last], place):
                best = first, last, place
    return best


def _free_bands(rows: Sequence[Sequence[Word]], place: float, half: float) -> Iterator[tuple[int, int]]:
    """Rows one below the other that all leave `place` free, as first and the one after the last."""
    start = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or any(w.left < place + half and w.right > place - half for w in rows[at]):
            if at - start >= _LEAST_LINES:
                yield start, at
            start = at + 1


def _both_filled(rows: Sequence[Sequence[Word]], place: float) -> bool:
    """Whether the lines on both sides are as long as their side is wide, more often than not."""
    for side in (
        [[word for word in row if word.middle[0] < place] for row in rows],
        [[word for word in row if word.middle[0] >= place] for row in rows],
    ):
        said = [row for row in side if row]
        if len(said) < _LEAST_LINES:
            return False
        wide = max(row[-1].right for row in said) - min(row[0].left for row in said)
        if median(sum(word.right - word.left for word in row) for row in said) < _FILLED * wide:
            return False
    return True


# Tables without rules


@dataclass(slots=True)
class _Row:
    """A row of a table: its pieces by column, and from where to where it reaches."""

    pieces: list[list[Word]]

    @property
    def words(self) -> list[Word]:
        return [word for piece in self.pieces for word in piece]

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def find_aligned_tables(words: Sequence[Word]) -> list[list[Box]]:
    """The cells of each table that has no lines: columns that white space parts, under a head with a year.

    Conservative: the values below each year must be numbers, and every piece must stand in one column; what
    fails that stays lines of text.
    """
    rows = [_Row(_pieces(row, _CELL_GAP)) for row in rows_of_words(words)]
    tables = []
    at = 0
    while at < len(rows):
        found = _table_at(rows, at) if _is_head(rows[at]) else None
        if found is None:
            at += 1
        else:
            boxes, at = found
            tables.append(boxes)
    return tables


def _text(piece: Sequence[Word]) -> str:
    return " ".join(word.text for word in piece)


def _is_head(row: _Row) -> bool:
    years = [piece for piece in row.pieces if _YEAR.search(_text(piece)) and len(_text(piece)) < 40]
    return len(row.pieces) >= _LEAST_COLUMNS and bool(years)


def _table_at(rows: Sequence[_Row], head: int) -> tuple[list[Box], int] | None:
    """The cells of the table whose head is row `head`, and the row after it; None where there is none."""
    height = median(word.height for word in rows[head].words)
    columns = [(piece[0].left, piece[-1].right) for piece in rows[head].pieces]
    end = head + 1
    for row in rows[head + 1 :]:
        wider = _widened(columns, row)
        if row.top - rows[end - 1].bottom > _ROW_GAP * height or wider is None:
            break
        columns = wider
        end += 1
    whole = [at for at in range(head + 1, end) if _is_whole(rows[at], columns, rows[head])]
    if len(whole) < _LEAST_ROWS or len(columns) < _LEAST_COLUMNS:
        return None
    end = _last_line(rows, whole[-1], end, height) + 1
    first = _first_line(rows, head, columns, height)
    starts = [first, *_starts(rows, head, whole, end)]
    edges = [rows[first].top - height / 2]
    edges += [(rows[at - 1].bottom + rows[at].top) / 2 for at in starts[1:]]
    edges.append(rows[end - 1].bottom + height / 4)
    sides = [columns[0][0] - height / 2]
    sides += [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    sides.append(columns[-1][1] + height / 2)
    return [
        (left, top, right, bottom) for top, bottom in pairwise(edges) for left, right in pairwise(sides)
    ], end


def _widened(columns: Sequence[tuple[float, float]], row: _Row) -> list[tuple[float, float]] | None:
    """The columns with a row in them; None when one of its pieces reaches over two."""
    wider = list(columns)
    for piece in row.pieces:
        left, right = piece[0].left, piece[-1].right
        touched = [at for at, (start, end) in enumerate(wider) if left < end and right > start]
        if len(touched) > 1:
            return None
        if not touched:
            # Numbers stand in the middle of a column whose name is short, or beside it.
            touched = [
                min(
                    range(len(wider)),
                    key=lambda at: abs(wider[at][0] + wider[at][1] - left - right),
                )
            ]
        at = touched[0]
        wider[at] = min(wider[at][0], left), max(wider[at][1], right)
        if any(before[1] >= after[0] for before, after in pairwise(wider)):
            return None
    return wider


def _at_column(columns: Sequence[tuple[float, float]], piece: Sequence[Word]) -> int:
    middle = (piece[0].left + piece[-1].right) / 2
    return min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle)
               if not columns[at][0] <= middle <= columns[at][1] else -1.0)  # fmt: skip


def _is_whole(row: _Row, columns: Sequence[tuple[float, float]], head: _Row) -> bool:
    """Whether a row says a value under a year: the other lines of a table only go on with its words."""
    years = {_at_column(columns, piece) for piece in head.pieces if _YEAR.search(_text(piece))}
    said = [_text(piece) for piece in row.pieces if _at_column(columns, piece) in years]
    return len(row.pieces) > 1 and bool(said) and all(_VALUE.fullmatch(text) for text in said)


def _last_line(rows: Sequence[_Row], whole: int, end: int, height: float) -> int:
    """The last line that belongs to the last row with values: what follows it closely in one column."""
    last = whole
    for at in range(whole + 1, end):
        is_text = len(rows[at].pieces) == 1 and not _begins_with_capital(rows[at])
        if not is_text or rows[at].top - rows[at - 1].bottom > height:
            break
        last = at
    return last


def _first_line(
    rows: Sequence[_Row], head: int, columns: Sequence[tuple[float, float]], height: float
) -> int:
    """The first line of the head: lines right above that stand in several of its columns belong to it."""
    first = head
    while (
        first > 0
        and len(rows[first - 1].pieces) > 1
        and rows[first].top - rows[first - 1].bottom < height
        and _widened(columns, rows[first - 1]) == list(columns)
    ):
        first -= 1
    return first


def _starts(rows: Sequence[_Row], head: int, whole: Sequence[int], end: int) -> list[int]:
    """The line at which each row begins. Between two rows with values the widest gap parts them; where all
    gaps are alike, the row with values begins where its words begin with a capital."""
    starts = []
    for before, here in pairwise([head, *whole]):
        between = range(before + 1, here + 1)
        gaps = {at: rows[at].top - rows[at - 1].bottom for at in between}
        widest = max(between, key=gaps.__getitem__)
        others = [gap for at, gap in gaps.items() if at != widest]
        height = median(word.height for word in rows[here].words)
        if others and gaps[widest] + height < _LARGER * (max(others) + height):
            capitals = [at for at in between if _begins_with_capital(rows[at])]
            widest = here if not capitals or here in capitals else capitals[0]
        starts.append(widest)
    return starts


def _begins_with_capital(row: _Row) -> bool:
    """Whether the first words of a line do; its ordinal apart."""
    words = (_text(piece) for piece in row.pieces)
    return next((text[0].isupper() for text in words if text[0].isalpha()), False)
