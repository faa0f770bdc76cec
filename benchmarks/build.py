"""How long the release takes to build, stage by stage: `python -m benchmarks.build [--runs N]`, `make bench`.

The floor of a build is what no reading can save: decoding the files, and creating a database with
the same tables and no rows. Ratios to it hold on any machine; milliseconds do not.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import duckdb

from etl.load import build_release
from etl.read import read_corpus
from etl.sources import load_corpus
from etl.validate import apply_corrections, run_checks
from warehouse.build import create_tables
from warehouse.publish import publish

PROJECT = Path(__file__).resolve().parent.parent

# The promise of the README: the five documents in under five seconds, imports not counted.
LIMIT_S = 5.0

Stage = tuple[str, float]
T = TypeVar("T")


def timed(stages: list[Stage], name: str, work: Callable[[], T]) -> T:
    """What `work` returns; its seconds are appended to `stages`."""
    start = time.perf_counter()
    result = work()
    stages.append((name, time.perf_counter() - start))
    return result


def build_once(root: Path) -> list[Stage]:
    """Seconds of each stage of one build into the empty folder `root`."""
    stages: list[Stage] = []
    corpus = timed(stages, "sources: read, check, validate data/", lambda: load_corpus(PROJECT))
    readings = timed(stages, "text, extract, resolve", lambda: read_corpus(corpus))
    readings, _ = timed(stages, "corrections", lambda: apply_corrections(corpus, readings))
    checks = timed(stages, "checks", lambda: run_checks(corpus, readings))
    path = timed(stages, "load: tables, comparisons", lambda: build_release(corpus, readings, checks, root))
    timed(stages, "publish", lambda: publish(path, root))
    return stages


def floor_once(root: Path) -> float:
    """Seconds to decode the sources and to create the empty tables in a file."""
    start = time.perf_counter()
    for source in (PROJECT / "data" / "sources").iterdir():
        source.read_bytes().decode("utf-8")
    with duckdb.connect(str(root / "floor.duckdb")) as connection:
        create_tables(connection)
        connection.execute("CHECKPOINT")
    return time.perf_counter() - start


def report(runs: Sequence[Sequence[Stage]], floors: Sequence[float]) -> str:
    """A table of median milliseconds and ratios to the floor, one line a stage."""
    floor = statistics.median(floors)
    lines = ["| stage | median ms | x floor |", "| --- | ---: | ---: |"]

    def line(name: str, seconds: float) -> str:
        return f"| {name} | {seconds * 1000:.1f} | {seconds / floor:.2f} |"

    lines += [
        line(stage[0][0], statistics.median(seconds for _, seconds in stage))
        for stage in zip(*runs, strict=True)
    ]
    whole = statistics.median(sum(seconds for _, seconds in run) for run in runs)
    lines += [line("whole build", whole), line("floor: decode, empty tables", floor)]
    verdict = "kept" if whole < LIMIT_S else "BROKEN"
    return "\n".join([*lines, "", f"Limit {LIMIT_S:.0f} s: {verdict} ({whole:.2f} s, {len(runs)} runs)."])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of a few builds of the real corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build")
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args(arguments)
    runs, floors = [], []
    for _ in range(asked.runs):
        with tempfile.TemporaryDirectory() as folder:
            floors.append(floor_once(Path(folder)))
            runs.append(build_once(Path(folder)))
    print(report(runs, floors))


if __name__ == "__main__":
    main()
