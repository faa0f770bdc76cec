"""Reading a slice from a position on, one block after the other; it is never held whole.

A block is read in two steps: where its rows stand is found in the few columns that filters need, then their
wide columns are read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from warehouse.connect import Release
from warehouse.queries.links import add_links
from warehouse.queries.look_ups import add_columns
from warehouse.queries.slices import Question, select

# Where a filter leaves rows out, the first window is so many times the rows asked for.
_SPARE = 16
_WIDER = 4


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
            if values := question.chosen.get(key):
                asked = release.cursor().execute(sql, {key: list(values)})
                self._derived[name] = asked.fetchall()[0][0] or []

    def read(self, rows: int) -> pa.Table:
        """The next rows of the answer, `rows` of them, fewer only at its end; without `position`.

        `self.position` is afterwards where the next row may stand, `self.is_over` whether none can.
        """
        spans = []
        missing = rows
        while missing and not self.is_over:
            span, count = self._window(missing)
            if count:
                spans.append(span)
            missing -= count
            self.is_over = self.position >= self._last()
        cursor = self._release.reader()
        parts = [self._ask(cursor, span) for span in spans or [(0, 0)]]
        slice_ = self._question.slice
        found = add_columns(pa.concat_tables(parts), slice_.look_ups, self._release, cursor)
        return add_links(found, self._question, self._release.release_id).select(slice_.columns)

    def _window(self, wanted: int) -> tuple[tuple[int, int], int]:
        """From where to where the next rows of the answer stand, at most `wanted`; moves on behind them."""
        end = self._last()
        start = min(self.position, end)
        if not (self._question.q or any(self._question.chosen.values())):
            self.position = min(start + wanted, end)
            return (start, self.position), self.position - start
        self._width = max(self._width, _SPARE * wanted)
        stop = min(start + self._width, end)
        # Asked where pages ask too: what is searched again and again stays in memory. A limit alone takes the
        # rows that come first, and with two threads these need not be the first of the table.
        place = "position >= $start AND position < $stop ORDER BY position LIMIT $rows"
        sql, parameters = self._select((), place)
        rows = self._release.cursor().execute(
            " ".join(["SELECT min(position), max(position), count(*) FROM (", sql, ")"]),
            parameters | {"start": start, "stop": stop, "rows": wanted},
        )
        first, last, count = rows.fetchall()[0]
        self.position = stop
        if count == wanted:
            self.position = last + 1
        else:
            self._width *= _WIDER
        return (first, last + 1) if count else (stop, stop), count

    def _last(self) -> int:
        if self._end is None:
            # Names of tables are our own.
            sql = " ".join(
                ["SELECT coalesce(max(rowid) + 1, 0) AS stop FROM", self._question.slice.stored_in]
            )
            self._end = int(_kept(self._release, sql)[0][0].as_py())
        return self._end

    def _ask(self, cursor: DuckDBPyConnection, span: tuple[int, int]) -> pa.Table:
        place = "position >= $start AND position < $stop"
        sql, parameters = self._select(self._question.slice.own_columns, place)
        limits = {"start": span[0], "stop": span[1]}
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


def walk(release: Release, question: Question, start: int = 0) -> Walk | OrderedWalk:
    """A walk through the answer of a question from the position `start` on."""
    return (Walk if question.slice.order is None else OrderedWalk)(release, question, start)


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
