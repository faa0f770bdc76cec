"""The API against DuckDB's own COPY: `python -m benchmarks.api [--releases DIR] [--rows N]`, in one run.

On a real server (uvicorn, a socket on this machine): the first byte of all statements as CSV, how fast the
rest follows and what memory the server takes for it, and a slice of N rows against COPY of the same rows
and columns into a file.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import duckdb

from warehouse.connect import RELEASES_ENV, current_release, releases_root
from warehouse.queries.slices import STATEMENT_COLUMNS

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
SERVER = """
import sys, uvicorn
from starlette.applications import Starlette
from api import routes
uvicorn.run(Starlette(routes=routes()), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


@contextmanager
def serving(releases: Path) -> Iterator[tuple[int, int]]:
    """Port and process id of a server of the API."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)], cwd=ROOT, env=os.environ | {RELEASES_ENV: str(releases)}
    )
    try:
        while True:
            try:
                take(port, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def take(port: int, path: str) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last, and bytes; raises OSError for an answer that is none."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.perf_counter() - start
    while block := answer.read(1 << 20):
        size += len(block)
    last = time.perf_counter() - start
    connection.close()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return first, last, size


def peak_megabytes(pid: int) -> float:
    """The most memory that a process has taken so far (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def copied(release: Path, target: Path, rows: int) -> Callable[[], float]:
    """A function that copies `rows` statements into a file as CSV and gives the seconds it took."""
    connection = duckdb.connect(str(release), read_only=True, config={"threads": "2"})
    columns = ", ".join(name for name in STATEMENT_COLUMNS if name not in ("release", "permalink"))
    sql = " ".join(
        [
            "COPY (SELECT 'r' AS release,",
            columns,
            ", 'http://localhost/evidence?statement=' || statement_id AS permalink",
            f"FROM statement_details WHERE position < {rows} ORDER BY position LIMIT {rows})",
            f"TO '{target}' (HEADER)",
        ]
    )

    def copy() -> float:
        start = time.perf_counter()
        connection.execute(sql).fetchall()
        return time.perf_counter() - start

    return copy


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, default=releases_root())
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    release = current_release(options.releases)
    with serving(options.releases) as (port, pid), tempfile.TemporaryDirectory() as folder:
        path = f"/api/v1/statements.csv?limit={options.rows}"
        copy = copied(release, Path(folder) / "slice.csv", options.rows)
        copy(), take(port, path)
        # One after the other, so that both meet the same machine.
        pairs = [(copy(), take(port, path)) for _ in range(RUNS)]
        of_copy = statistics.median(seconds for seconds, _ in pairs)
        of_api = statistics.median(last for _, (_, last, _) in pairs)
        print(f"release                     {release.name}")
        print(f"{options.rows} rows, COPY to a file    {of_copy * 1000:8.1f} ms")
        print(
            f"{options.rows} rows, API to a reader   {of_api * 1000:8.1f} ms  = {of_api / of_copy:.2f} x COPY"
        )
        before = peak_megabytes(pid)
        first, last, size = take(port, "/api/v1/statements.csv")
        print(f"whole slice, first byte     {first * 1000:8.1f} ms")
        print(
            f"whole slice, last byte      {last:8.1f} s   {size / 1e6:.0f} MB, {size / last / 1e6:.0f} MB/s"
        )
        print(f"whole slice, memory more    {peak_megabytes(pid) - before:8.1f} MB")


if __name__ == "__main__":
    main()
