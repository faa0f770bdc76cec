"""Slices at every size, against DuckDB and Datasette: `python -m benchmarks.slices [--size N ...]`.

For each size: the API's slices; 10,000 rows as CSV from the API, from DuckDB's own COPY, and from Datasette
serving the same rows (facet suggestions off, time limits raised, indexes on what is filtered); the data page
with a choice that nobody asked for before, against Datasette's filtered page with two facets; and the
pivot and the coverage of the dashboard against the same SQL alone.
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
from collections.abc import Callable, Sequence
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import duckdb

from benchmarks.pages import choices
from benchmarks.servers import dashboard, running
from benchmarks.sessions import visit
from benchmarks.synthesise import OUT, SIZES, ensure
from benchmarks.tables import PROMISE_HEADS, median, table, timed, verdict
from warehouse import queries
from warehouse.connect import current_release, open_release
from warehouse.queries.slices import STATEMENT_COLUMNS

ROWS = 10_000
# Datasette over more than this takes minutes to load; its own figures grow with the rows.
MOST_FOR_DATASETTE = 1_000_000
_SLICES = ("statements", "comparisons", "coverage", "documents", "indicators", "releases")
_SKIPPED = ("release", "permalink")


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


def of_size(size: int) -> tuple[list[object], list[object], list[object], list[object]]:
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
    query = urlencode({"theme": theme, "limit": rows})
    with dashboard(releases) as server:
        slices = [
            median(timed(partial(taken, server.port, f"/api/v1/{name}.json"), runs=runs)) for name in _SLICES
        ]
        ours = median(timed(lambda: taken(server.port, f"/api/v1/statements.csv?{query}"), runs=runs))
        asked = next(one for one in choices(releases) if one.page == "data")
        again, _ = asyncio.run(visit(server.port, page="data", queries=asked.again, sessions=1, looks=10))
        fresh, _ = asyncio.run(visit(server.port, page="data", queries=asked.new, sessions=1, looks=9))
    copied = median(timed(_copy(release, theme, rows), runs=runs))
    theirs = facets = float("nan")
    if size <= MOST_FOR_DATASETTE:
        theirs, facets = _datasette(release, theme, rows, runs)
    page_ms = median(fresh.again)
    return (
        [size, *slices],
        [size, ours / copied, theirs / ours, ours, copied, theirs],
        [size, facets / page_ms, page_ms, median(again.again), facets],
        [size, *_alone(release, runs)],
    )


def _copy(release: Path, theme: str, rows: int) -> Callable[[], None]:
    columns = ", ".join(column for column in STATEMENT_COLUMNS if column not in _SKIPPED)

    def copy() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            duckdb.connect(str(release), read_only=True) as connection,
        ):
            # Names of columns are our own; the theme comes from the release itself.
            connection.execute(
                f"COPY (SELECT {columns} FROM statement_details WHERE theme_id = '{theme}' LIMIT {rows}) "
                f"TO '{folder}/slice.csv' (HEADER)"
            )

    return copy


def _datasette(release: Path, theme: str, rows: int, runs: int) -> tuple[float, float]:
    """Milliseconds of the CSV slice and of the filtered page with two facets, served by Datasette."""
    columns = [column for column in STATEMENT_COLUMNS if column not in _SKIPPED]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "slices.sqlite"
        with (
            duckdb.connect(str(release), read_only=True) as connection,
            contextlib.closing(sqlite3.connect(file)) as store,
        ):
            store.execute("PRAGMA synchronous = off")
            store.execute(f"CREATE TABLE statements ({', '.join(columns)})")
            read = connection.execute(f"SELECT {', '.join(columns)} FROM statement_details")
            marks = ", ".join("?" * len(columns))
            while block := read.fetchmany(20_000):
                store.executemany(f"INSERT INTO statements VALUES ({marks})", block)
            for column in ("theme_id", "unit_id", "horizon", "statement_id"):
                store.execute(f"CREATE INDEX of_{column} ON statements ({column})")
            store.execute("ANALYZE")
            store.commit()
        settings = {"sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000", "suggest_facets": "off"}
        settings |= {"max_csv_mb": "0", "max_returned_rows": str(rows)}
        command = [
            sys.executable,
            "-m",
            "datasette",
            "serve",
            "-i",
            str(file),
            "-h",
            "127.0.0.1",
            "-p",
            "{port}",
        ]
        command += itertools.chain.from_iterable(("--setting", key, value) for key, value in settings.items())
        with running(command, "/-/versions.json", cwd=Path(folder)) as server:
            sql = f"SELECT * FROM statements WHERE theme_id = '{theme}' LIMIT {rows}"
            csv = timed(lambda: taken(server.port, f"/slices.csv?sql={quote(sql)}"), runs=runs)
            page = f"/slices/statements?theme_id={theme}&_facet=unit_id&_facet=horizon"
            facets = timed(lambda: taken(server.port, page), runs=runs)
    return median(csv), median(facets)


# One indicator, unit by horizon: what the roadmap asks for. And all provinces by theme and horizon.
_PIVOT = """
    SELECT unit_id, horizon, max(value) AS value FROM statements
    WHERE indicator_id = $indicator AND horizon IS NOT NULL AND list_contains($units, unit_id)
    GROUP BY ALL ORDER BY ALL"""
_COVERAGE = """
    SELECT s.unit_id, s.theme_id, s.horizon, count(*) FROM statements AS s
    WHERE s.kind <> 'baseline' AND list_contains($units, s.unit_id) AND list_contains($years, s.horizon)
    GROUP BY ALL ORDER BY ALL"""


def _alone(release: Path, runs: int) -> list[object]:
    """Ratio, ours and alone, for the pivot and for the coverage."""
    with open_release(release) as opened:
        reach = queries.indicator_reach(opened.cursor())
        indicator = str(reach["indicator_id"].iloc[0])
        units = [str(id_) for id_ in queries.units(opened.cursor()).query("kind != 'commune'")["unit_id"]]
        years = [2025, 2030, 2045]

        def alone(sql: str, **parameters: object) -> list[float]:
            return timed(lambda: opened.cursor().execute(sql, parameters).df(), runs=runs, warm=2)

        pivot = alone(_PIVOT, indicator=indicator, units=units)
        coverage = alone(_COVERAGE, units=units, years=years)
        ours = timed(
            lambda: queries.road_statements(opened.cursor(), units, indicators=[indicator], of_step=1),
            runs=runs,
            warm=2,
        )
        covered = timed(
            lambda: queries.coverage(opened.cursor(), units=units, horizons=years), runs=runs, warm=2
        )
    found: list[object] = []
    for own, sql in ((ours, pivot), (covered, coverage)):
        found += [median(own) / median(sql), median(own), median(sql)]
    return found


def report(sizes: Sequence[int]) -> str:
    """The tables of all sizes."""
    parts: list[list[list[object]]] = [[], [], [], []]
    promises = []
    for size in sizes:
        started = time.perf_counter()
        for rows, row in zip(parts, of_size(size), strict=True):
            rows.append(row)
        csv, page, alone = parts[1][-1], parts[2][-1], parts[3][-1]
        if size == MOST_FOR_DATASETTE:
            promises.append(verdict("10k rows as CSV, x COPY, 1 M", float(str(csv[1])), 1.5))
            promises.append(
                verdict("the same, times faster than Datasette", float(str(csv[2])), 10, at_least=True)
            )
            promises.append(verdict("faceted page, times faster", float(str(page[1])), 10, at_least=True))
        if size == max(SIZES):
            promises.append(verdict("pivot at 5 M, x the SQL alone", float(str(alone[1])), 2))
            promises.append(verdict("coverage at 5 M, x the SQL alone", float(str(alone[4])), 2))
        print(f"{size}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    heads = [
        ("statements", *(f"{name} ms" for name in _SLICES)),
        ("statements", "x COPY", "x faster than Datasette", "API ms", "COPY ms", "Datasette ms"),
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; synthetic releases that are missing are made first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slices", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--out", type=Path, default=OUT)
    print(report(parser.parse_args(arguments).size))


if __name__ == "__main__":
    main()
