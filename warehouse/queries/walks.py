"""Reading a slice from a position on, one block after the other; it is never held whole.

A block is read in two steps: where its rows stand is found in the few columns that filters need, then their
wide columns are read there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from warehouse.connect import Release
from warehouse.queries.links import add_links
from warehouse.queries.look_ups import add_columns
from warehouse.queries.slices import Question, select

# Where a filter leaves rows out, the first window is so many times the rows asked for.
_SPARE = 8
_WIDER = 4
# A page of so many rows or more is read in two halves. That is planned twice, which takes 2.4 ms, but ten
# thousand rows are there 10 ms earlier.
IN_HALVES = 5_000


class Reader(Protocol):
    """Rows from a position on."""

    position: int
    is_over: bool

    def read(self, rows: int) -> pa.Table:
        """The next rows, fewer only at the end."""
        ...

    def page(self, rows: int) -> Page:
        """The next rows, not yet read, and where those after them begin."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, in parts that may be read at once by a thread each, and where the next row stands.

    `after` is None where no row comes after them.
    """

    parts: tuple[Callable[[], pa.Table], ...]
    after: int | None


def page_of(reader: Reader, rows: int) -> Page:
    """The page of a reader that has its rows soon: in one part, read already."""
    found = reader.read(rows + 1)
    # The row more than a page is where the next begins.
    after = reader.position - 1 if found.num_rows > rows else None
    return Page((partial(found.slice, 0, rows),), after)


class _Span(NamedTuple):
    """Places from `start` to before `stop`, at which so many rows of the answer stand."""

    start: int
    stop: int
    rows: int


class Walk:
    """Goes through the answer of a question from `start` on, a block at a time, on a cursor a block.

    Nothing stays open between two blocks: a slow reader holds no query, no thread and one block at most.
    """

    def __init__(self, release: Release, question: Question, start: int = 0) -> None:
        self.position = start
        self.is_over = False
        self._release = release
        self._question = question
        self._width = 0
        self._end: int | None = None
        self._derived: dict[str, object] = {}
        for key, (name, sql) in question.slice.derived.items():
            if chosen := question.chosen.get(key):
                pairs = zip(*(column.to_pylist() for column in _kept(release, sql).columns), strict=True)
                self._derived[name] = [value for value, of in pairs if of in chosen]

    def read(self, rows: int) -> pa.Table:
        """The next rows of the answer, `rows` of them, fewer only at its end; without `position`.

        `self.position` is afterwards where the next row may stand, `self.is_over` whether none can.
        """
        return self._rows(self._find(rows))

    def page(self, rows: int) -> Page:
        """The next rows of the answer, found but not yet read, and where those after them begin."""
        spans = self._find(rows + 1)
        after = None
        if sum(span.rows for span in spans) > rows:
            # The row more than a page is where the next begins.
            start, stop, found = spans.pop()
            after = stop - 1
            if found > 1:
                spans.append(_Span(start, after, found - 1))
        lots = _halves(spans) if rows >= IN_HALVES else [spans]
        return Page(tuple(partial(self._rows, lot) for lot in lots), after)

    def _find(self, rows: int) -> list[_Span]:
        """Where the next rows of the answer stand; moves on behind them."""
        spans = []
        missing = rows
        while missing and not self.is_over:
            span = self._window(missing)
            if span.rows:
                spans.append(span)
            missing -= span.rows
            self.is_over = self.position >= self._last()
        return spans

    def _rows(self, spans: Sequence[_Span]) -> pa.Table:
        cursor = self._release.reader()
        parts = [self._ask(cursor, span) for span in spans or [_Span(0, 0, 0)]]
        slice_ = self._question.slice
        found = add_columns(pa.concat_tables(parts), slice_.look_ups, self._release, cursor)
        return add_links(found, self._question, self._release.release_id).select(slice_.columns)

    def _window(self, wanted: int) -> _Span:
        """From where to where the next rows of the answer stand, at most `wanted`; moves on behind them."""
        end = self._last()
        start = min(self.position, end)
        if not (self._question.q or any(self._question.chosen.values())):
            self.position = min(start + wanted, end)
            return _Span(start, self.position, self.position - start)
        self._width = max(self._width, _SPARE * wanted)
        stop = min(start + self._width, end)
        # What is searched again and again stays in memory where pages ask too; narrow columns need none.
        cursor = self._release.cursor() if self._question.q else self._release.reader()
        # A limit alone takes the rows that come first: with two threads these may be others than the first.
        place = "position >= $start AND position < $stop ORDER BY position LIMIT $rows"
        sql, parameters = self._select((), place)
        rows = cursor.execute(
            " ".join(["SELECT min(position), max(position), count(*) FROM (", sql, ")"]),
            parameters | {"start": start, "stop": stop, "rows": wanted},
        )
        first, last, count = rows.fetchall()[0]
        self.position = stop
        if count == wanted:
            self.position = last + 1
        else:
            self._width *= _WIDER
        return _Span(first, last + 1, count) if count else _Span(stop, stop, 0)

    def _last(self) -> int:
        if self._end is None:
            # Names of tables are our own.
            sql = " ".join(
                ["SELECT coalesce(max(rowid) + 1, 0) AS stop FROM", self._question.slice.stored_in]
            )
            self._end = int(_kept(self._release, sql)[0][0].as_py())
        return self._end

    def _ask(self, cursor: DuckDBPyConnection, span: _Span) -> pa.Table:
        place = "position >= $start AND position < $stop"
        sql, parameters = self._select(self._question.slice.own_columns, place)
        limits = {"start": span.start, "stop": span.stop}
        return _by_position(cursor.sql(sql, params=parameters | limits).to_arrow_table())

    def _select(self, columns: Sequence[str], place: str) -> tuple[str, dict[str, Any]]:
        sql, parameters = select(self._question, self._release.release_id, columns, place)
        return sql, parameters | self._derived


class OrderedWalk:
    """The same for a slice that is stored in another order than it is handed out.

    The order is read once a release and kept: eight bytes a row, and of short tables only.
    """

    def __init__(self, release: Release, question: Question, start: int = 0) -> None:
        self.position = start
        self.is_over = False
        self._release = release
        self._question = question
        self._found: np.ndarray[Any, np.dtype[np.int64]] | None = None

    def read(self, rows: int) -> pa.Table:
        """As `Walk.read`."""
        positions = self._positions()
        first = int(np.searchsorted(positions, self.position))
        found = positions[first : first + rows]
        self.is_over = len(found) < rows
        if len(found):
            self.position = int(found[-1]) + 1
        places = pa.array(self._order()[found])
        everything = replace(self._question, chosen={}, q="")
        slice_ = everything.slice
        condition = "position IN (SELECT unnest($places::BIGINT[]))"
        sql, parameters = select(everything, self._release.release_id, slice_.own_columns, condition)
        given = parameters | {"places": places.to_pylist()}
        block = self._release.cursor().sql(sql, params=given).to_arrow_table()
        in_order = block.take(pc.index_in(places, value_set=block["position"]))
        return add_links(in_order, everything, self._release.release_id).select(slice_.columns)

    def page(self, rows: int) -> Page:
        """As `Walk.page`, read already: these tables are short."""
        return page_of(self, rows)

    def _order(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Numbers of all rows of the table in the order of the slice."""
        rows = _kept(self._release, str(self._question.slice.order))
        places: np.ndarray[Any, np.dtype[np.int64]] = rows["position"].to_numpy()
        return places

    def _positions(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Positions of all rows of the answer, in order."""
        if self._found is None:
            order = self._order()
            self._found = np.arange(len(order))
            if self._question.q or any(self._question.chosen.values()):
                sql, parameters = select(self._question, self._release.release_id, (), "position >= 0")
                places = self._release.cursor().sql(sql, params=parameters).to_arrow_table()["position"]
                self._found = np.flatnonzero(np.isin(order, places.to_numpy()))
        return self._found


def walk(release: Release, question: Question, start: int = 0) -> Reader:
    """A walk through the answer of a question from the position `start` on."""
    return (Walk if question.slice.order is None else OrderedWalk)(release, question, start)


def _halves(spans: Sequence[_Span]) -> list[list[_Span]]:
    """The spans in two lots of about as many rows, the second after the first."""
    first, second = [], []
    missing = sum(span.rows for span in spans) / 2
    for start, stop, rows in spans:
        middle = start + round((stop - start) * min(1.0, max(0.0, missing / rows)))
        missing -= rows
        # How many rows stand on either side is not known, and nobody asks.
        if middle > start:
            first.append(_Span(start, middle, rows))
        if stop > middle:
            second.append(_Span(middle, stop, rows))
    return [first, second]


def _kept(release: Release, sql: str) -> pa.Table:
    """What `sql` says of the release, asked once."""
    if sql not in release.kept:
        release.kept[sql] = release.cursor().sql(sql).to_arrow_table()
    return release.kept[sql]


def _by_position(rows: pa.Table) -> pa.Table:
    """The rows by their place. They mostly come so, for tables are read in order, but nothing promises it."""
    places = rows["position"].combine_chunks()
    if len(places) < 2 or pc.all(pc.less(places[:-1], places[1:])).as_py():
        return rows
    return rows.take(pc.sort_indices(places))
