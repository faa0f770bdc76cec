"""All benchmarks in one run: `python -m benchmarks [--sizes N ...] [--quick]`, which is `make bench`.

Prints the tables and writes them between the marks of docs/benchmarks.md; what stands around them is kept.
Each part can be run by itself: benchmarks.pages, .lighthouse, .slices, .api, .build, .extraction.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.api import report as streams
from benchmarks.lighthouse import measured
from benchmarks.pages import PARTS, SOAK, run_part
from benchmarks.servers import PROJECT
from benchmarks.slices import report
from benchmarks.synthesise import SIZES, ensure
from benchmarks.tables import write
from warehouse.connect import releases_root

QUICK_SIZES = (300, 100_000)
QUICK_SOAK = 800


def _as_section(title: str, *command: str) -> str:
    """What another benchmark prints, as a section."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return f"### {title}\n\n{done.stdout.strip() or done.stderr.strip()[-500:]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", help="statements of the synthetic releases")
    parser.add_argument("--quick", action="store_true", help="two small sizes and a short soak")
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    sizes = options.sizes or list(QUICK_SIZES if options.quick else SIZES)
    reruns = QUICK_SOAK if options.quick else SOAK
    real, large = releases_root(), ensure(max(sizes))
    sections: list[str] = []
    started = time.perf_counter()

    def add(make: Callable[[], str]) -> None:
        sections.append(make())
        print(f"{sections[-1]}\n\n({time.perf_counter() - started:.0f} s)\n", flush=True)

    add(lambda: "## The real release")
    for part in PARTS:
        add(lambda part=part: run_part(part, real, reruns=reruns))  # type: ignore[misc]
    add(lambda: measured(real))
    add(lambda: f"## {max(sizes)} statements")
    for part in ("ws", "browser"):
        add(lambda part=part: run_part(part, large, title=f", {max(sizes)} statements"))  # type: ignore[misc]
    add(lambda: "## By size")
    add(lambda: report(sizes))
    add(lambda: streams(sizes))
    add(lambda: "## Build and extraction")
    add(lambda: _as_section("Build", "benchmarks.build", "--runs", "3"))
    add(lambda: _as_section("Extraction", "benchmarks.extraction", "--megabytes", "1"))
    if not options.no_write:
        write(sections)
    return 0


if __name__ == "__main__":
    sys.exit(main())
