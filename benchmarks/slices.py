"""Slices at every size, against DuckDB and Datasette: `python -m benchmarks.slices [--size N ...]`.

For each size: the API's slices; 10,000 rows as CSV, of one theme and as they are stored, from the API, from
DuckDB's own COPY, and from Datasette, the same rows in the same 50 columns, one after the other in turn; the
data page with a choice that nobody asked for before, against Datasette's filtered page with two facets; and
the pivot and the coverage of the dashboard against the same SQL alone. The API keeps pages that it has handed
out: "first" is a page that nobody asked for before. Datasette gets what an analyst would set up at best: one
flat table without the joins, facet suggestions off, limits raised, indexes on what is filtered, and its
faster way to CSV (by SQL). COPY gets an open connection and writes to a file; nothing is added to it for the
transfer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

import duckdb

from benchmarks.pages import choices
from benchmarks.servers import Server, dashboard, running
from benchmarks.sessions import visit
from benchmarks.synthesise import OUT, SIZES, ensure
from benchmarks.tables import PROMISE_HEADS, median, table, timed, verdict
from warehouse import queries
from warehouse.connect import current_release, open_release
from warehouse.queries.slices import STATEMENT_COLUMNS

ROWS = 10_000
# Datasette over more than this takes minutes to load; its own figures grow with the rows.
MOST_FOR_DATASETTE = 1_000_000
Row: TypeAlias = list[object]
_SLICES = ("statements", "comparisons", "coverage", "documents", "indicators", "releases")
# The 50 columns of the API from the view: two that a release does not store are put together.
_LINK = "'http://127.0.0.1/evidence?statement=' || statement_id || '&release=r' AS permalink"
_SAID = {"release": "'r' AS release", "permalink": _LINK}
_COLUMNS = ", ".join(_SAID.get(column, column) for column in STATEMENT_COLUMNS)


def taken(port: int, path: str) -> int:
    """How many bytes a GET brings; anything but 200 ends the program."""
    connection = HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        size = 0
        while block := answer.read(1 << 16):
            size += len(block)
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return size


def of_size(size: int) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """The rows of the four tables for one size."""
    releases = ensure(size)
    release = current_release(releases)
    runs = 5 if size >= MOST_FOR_DATASETTE else 9
    with duckdb.connect(str(release), read_only=True) as connection:
        found = connection.execute(
            "SELECT theme_id FROM statements WHERE theme_id IS NOT NULL GROUP BY 1 "
            "ORDER BY count(*) DESC LIMIT 1"
        ).fetchall()
    theme = str(found[0][0])
    rows = min(ROWS, size)
    facets = float("nan")
    with contextlib.ExitStack() as open_:
        server = open_.enter_context(dashboard(releases))
        slices = [
            median(timed(_first(server.port, f"/api/v1/{name}.json", {}, 110), runs=runs)) for name in _SLICES
        ]
        asked = next(one for one in choices(releases) if one.page == "data")
        again, _ = asyncio.run(visit(server.port, page="data", queries=asked.again, sessions=1, looks=10))
        fresh, _ = asyncio.run(visit(server.port, page="data", queries=asked.new, sessions=1, looks=9))
        other = open_.enter_context(_datasette(release, rows)) if size <= MOST_FOR_DATASETTE else None
        csv = [_as_csv(server, other, release, choice, size, runs) for choice in (theme, None)]
        if other is not None:
            page = f"/slices/statements?theme_id={theme}&_facet=unit_id&_facet=horizon"
            facets = median(timed(partial(taken, other.port, page), runs=runs))
    page_ms = median(fresh.again)
    return (
        [[size, *slices]],
        csv,
        [[size, facets / page_ms, page_ms, median(again.again), facets]],
        [[size, *_alone(release, runs)]],
    )


def _as_csv(
    ours: Server, theirs: Server | None, release: Path, theme: str | None, size: int, runs: int
) -> Row:
    """How long the same rows take from the API for the first time and again, from COPY, from Datasette."""
    rows = min(ROWS, size)
    chosen = {} if theme is None else {"theme": theme}
    condition = "" if theme is None else f"WHERE theme_id = '{theme}'"
    path = "/api/v1/statements.csv"
    again = f"{path}?{urlencode({**chosen, 'limit': rows})}"
    with _copy(release, condition, rows) as copied:
        turns: list[Callable[[], object]] = [
            _first(ours.port, path, chosen, rows - 1),
            partial(taken, ours.port, again),
            copied,
        ]
        if theirs is not None:
            sql = f"SELECT * FROM statements {condition} LIMIT {rows}"
            turns.append(partial(taken, theirs.port, f"/slices.csv?sql={quote(sql)}"))
        # The first ten pages that a server keeps take longer: its memory grows.
        first_ms, again_ms, copy_ms, *rest = _in_turn(turns, 4 * runs)
    other_ms = rest[0] if rest else float("nan")
    ratios = [first_ms / copy_ms, other_ms / first_ms, other_ms / again_ms]
    return [size, "all" if theme is None else "one theme", *ratios, first_ms, again_ms, copy_ms, other_ms]


def _first(port: int, path: str, chosen: Mapping[str, str], most: int) -> Callable[[], object]:
    """What takes a page that nobody asked for before: `most` rows, one less each time."""
    limits = itertools.count(most, -1)
    return lambda: taken(port, f"{path}?{urlencode({**chosen, 'limit': next(limits)})}")


def _in_turn(works: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Median milliseconds of each; all meet the same machine."""
    rounds = [[timed(work, runs=1, warm=0)[0] for work in works] for _ in range(runs + 1)]
    # The first round warms up.
    return [median(taken_ms) for taken_ms in zip(*rounds[1:], strict=True)]


@contextlib.contextmanager
def _copy(release: Path, condition: str, rows: int) -> Iterator[Callable[[], object]]:
    """A function that writes the same rows and columns into a file by DuckDB's COPY."""
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(str(release), read_only=True) as connection,
    ):
        # Names of columns are our own; the theme comes from the release itself.
        sql = (
            f"COPY (SELECT {_COLUMNS} FROM statement_details "
            f"{condition} LIMIT {rows}) TO '{folder}/slice.csv' (HEADER)"
        )
        yield lambda: connection.execute(sql).fetchall()


@contextlib.contextmanager
def _datasette(release: Path, rows: int) -> Iterator[Server]:
    """Datasette serving the statements as one flat table `statements` of a database `slices`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "slices.sqlite"
        with (
            duckdb.connect(str(release), read_only=True) as connection,
            contextlib.closing(sqlite3.connect(file)) as store,
        ):
            store.execute("PRAGMA synchronous = off")
            store.execute(f"CREATE TABLE statements ({', '.join(STATEMENT_COLUMNS)})")
            read = connection.execute(f"SELECT {_COLUMNS} FROM statement_details")
            marks = ", ".join("?" * len(STATEMENT_COLUMNS))
            while block := read.fetchmany(20_000):
                store.executemany(f"INSERT INTO statements VALUES ({marks})", block)
            for column in ("theme_id", "unit_id", "horizon", "statement_id"):
                store.execute(f"CREATE INDEX of_{column} ON statements ({column})")
            store.execute("ANALYZE")
            store.commit()
        settings = {"sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000", "suggest_facets": "off"}
        settings |= {"max_csv_mb": "0", "max_returned_rows": str(rows)}
        command = [sys.executable, "-m", "datasette", "serve", "-i", str(file), "-h", "127.0.0.1"]
        command += ["-p", "{port}"]
        command += itertools.chain.from_iterable(("--setting", key, value) for key, value in settings.items())
        with running(command, "/-/versions.json", cwd=Path(folder)) as server:
            yield server


class _Listening:
    """A cursor that remembers what it was asked."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.sql = ""
        self.parameters: dict[str, Any] = {}

    def execute(self, sql: str, parameters: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        self.sql, self.parameters = sql, parameters
        return self._cursor.execute(sql, parameters)


def _alone(release: Path, runs: int) -> list[object]:
    """Ratio, ours and alone, for the pivot (all provinces by step of one indicator) and for the coverage.

    Ours is the function that pages call, on a release as they open it, to its frame; alone is the very
    SQL that it sends, on a plain connection of DuckDB with its own settings, to an Arrow table.
    """
    found: list[object] = []
    with open_release(release) as opened, duckdb.connect() as plain:
        plain.execute(f"ATTACH '{release}' AS release (READ_ONLY)")
        plain.execute("USE release")
        reach = queries.indicator_reach(opened.cursor())
        indicator = str(reach["indicator_id"].iloc[0])
        units = [str(id_) for id_ in queries.units(opened.cursor()).query("kind != 'commune'")["unit_id"]]
        years = [2025, 2030, 2045]

        def pivot(cursor: Any) -> object:
            return queries.road_statements(cursor, units, indicators=[indicator], of_step=1)

        def coverage(cursor: Any) -> object:
            return queries.coverage(cursor, units=units, horizons=years)

        for ask in (pivot, coverage):
            heard = _Listening(opened.cursor())
            ask(heard)

            def alone(heard: _Listening = heard) -> object:
                return plain.sql(heard.sql, params=heard.parameters).to_arrow_table()

            ours, sql = _in_turn([lambda ask=ask: ask(opened.cursor()), alone], runs * 2)  # type: ignore[misc]
            found += [ours / sql, ours, sql]
    return found


def report(sizes: Sequence[int]) -> str:
    """The tables of all sizes."""
    parts: list[list[list[object]]] = [[], [], [], []]
    promises = []
    for size in sizes:
        started = time.perf_counter()
        found = of_size(size)
        for rows, more in zip(parts, found, strict=True):
            rows += more
        csv, (page,), (alone,) = found[1:]
        if size == MOST_FOR_DATASETTE:
            to_copy, first, again = zip(*(row[2:5] for row in csv), strict=True)
            promises += [
                verdict("10k rows as CSV, asked first, x COPY, 1 M", max(map(_number, to_copy)), 1.5),
                verdict("the same, times faster than Datasette", min(map(_number, first)), 10, at_least=True),
                verdict("asked again, times faster", min(map(_number, again)), 10, at_least=True),
                verdict("faceted page, times faster", _number(page[1]), 10, at_least=True),
            ]
        if size == max(SIZES):
            promises.append(verdict("pivot at 5 M, x the SQL alone", _number(alone[1]), 2))
            promises.append(verdict("coverage at 5 M, x the SQL alone", _number(alone[4]), 2))
        print(f"{size}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    heads = [
        ("statements", *(f"{name} ms" for name in _SLICES)),
        (
            "statements",
            "choice",
            "first x COPY",
            "first x faster than Datasette",
            "again x faster",
            "first ms",
            "again ms",
            "COPY ms",
            "Datasette ms",
        ),
        ("statements", "x faster than Datasette", "new choice ms", "again ms", "Datasette ms"),
        ("statements", "pivot x", "pivot ms", "alone ms", "coverage x", "coverage ms", "alone ms"),
    ]
    titles = (
        "API slices, first page as JSON",
        f"{ROWS} rows as CSV",
        "Data page with a choice, against a filtered page with two facets",
        "Pivot and coverage against the same SQL alone",
    )
    sections = [
        f"### {title}\n\n{table(head, rows)}" for title, head, rows in zip(titles, heads, parts, strict=True)
    ]
    return "\n\n".join([*sections, table(PROMISE_HEADS, promises)])


def _number(cell: object) -> float:
    return float(str(cell))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; synthetic releases that are missing are made first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slices", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--out", type=Path, default=OUT)
    print(report(parser.parse_args(arguments).size))


if __name__ == "__main__":
    main()
