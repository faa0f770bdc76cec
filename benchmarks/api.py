"""The API's streams to their last byte: `python -m benchmarks.api [--size N ...]`.

For each size, all statements as CSV from a server of its own over a socket of this machine: the first byte,
the whole, and the memory that the server takes for it, looked at while it writes. A page of ten thousand
rows against COPY and Datasette is measured by benchmarks.slices.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection

from benchmarks.servers import PROJECT, Server, running
from benchmarks.synthesise import SIZES, ensure
from benchmarks.tables import PROMISE_HEADS, median, table, verdict
from warehouse.connect import RELEASES_ENV

RUNS = 5
LOOK_EVERY_S = 0.2
SERVER = """
import sys, uvicorn
from starlette.applications import Starlette
from api import keep_for_the_next, routes
keep_for_the_next()
uvicorn.run(Starlette(routes=routes()), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


def take(port: int, path: str, *, whole: bool = True) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last, and bytes; not `whole`: the reader goes after the first.

    Raises OSError for an answer that is none.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.perf_counter() - start
    while whole and (block := answer.read(1 << 20)):
        size += len(block)
    last = time.perf_counter() - start
    connection.close()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return first, last, size


def of_size(size: int) -> list[object]:
    """One row: statements, first byte in ms, whole in s, MB, MB a second, MB of memory more at most."""
    path = "/api/v1/statements.csv"
    environment = {RELEASES_ENV: str(ensure(size))}
    command = [sys.executable, "-c", SERVER, "{port}"]
    with running(command, "/healthz", cwd=PROJECT, environment=environment) as server:
        # What any first answer takes is not the stream's.
        take(server.port, f"{path}?limit=100")
        firsts = []
        for _ in range(RUNS):
            firsts.append(take(server.port, path, whole=False)[0] * 1000)
            # The server learns that the reader has gone when its next block is ready.
            time.sleep(1)
        before = server.memory_mb()
        most = [before]
        is_over = threading.Event()
        watch = threading.Thread(target=_watch, args=(server, most, is_over))
        watch.start()
        try:
            _, last, sent = take(server.port, path)
        finally:
            is_over.set()
            watch.join()
    return [size, median(firsts), last, sent / 1e6, sent / 1e6 / last, max(most) - before]


def _watch(server: Server, most: list[float], is_over: threading.Event) -> None:
    while not is_over.wait(LOOK_EVERY_S):
        most.append(server.memory_mb())


def report(sizes: Sequence[int]) -> str:
    """The table of all sizes, and what was promised for the largest."""
    rows = [of_size(size) for size in sizes]
    heads = ("statements", "first byte ms", "whole s", "MB", "MB/s", "memory more, MB")
    promises = [
        promise
        for row in rows
        if row[0] == max(SIZES)
        for promise in (
            verdict("first byte of all statements as CSV, ms", float(str(row[1])), 500),
            verdict("memory more for it, MB", float(str(row[5])), 200),
        )
    ]
    return "\n\n".join([f"### All statements as CSV\n\n{table(heads, rows)}", table(PROMISE_HEADS, promises)])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; synthetic releases that are missing are made first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api", description=__doc__)
    parser.add_argument("--size", type=int, nargs="+", default=list(SIZES))
    print(report(parser.parse_args(arguments).size))


if __name__ == "__main__":
    main()
