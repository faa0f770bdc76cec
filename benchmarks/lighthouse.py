"""What a first visit costs: `python -m benchmarks.lighthouse [--runs 3]`, in `make bench` where it can run.

Lighthouse loads each page in Chromium with nothing kept from before and works out from what was asked for
when a slow phone (1.6 Mbit/s, 150 ms to the server, a processor four times slower) and a desktop (10 Mbit/s,
40 ms) would have painted it. Needs Node and the npm package `lighthouse` (12.8), neither of which is part of
this project or of `make test`: `npm install --prefix FOLDER lighthouse@12.8.2`, then
LIGHTHOUSE=FOLDER/node_modules/.bin/lighthouse, or `lighthouse` on the PATH.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.screenshots import FLAGS, chromium_path
from benchmarks.servers import dashboard
from benchmarks.tables import PROMISE_HEADS, median, table, verdict
from warehouse.connect import releases_root

PAGES = ("", "compare", "evidence")
DEVICES: dict[str, tuple[str, ...]] = {"phone": (), "desktop": ("--preset=desktop",)}
RUNS = 3
MOST_MB = 1.8
LATEST_PAINT_S = 13.0
ABSENT = "Not measured: Lighthouse is not installed here (`benchmarks/lighthouse.py` says how)."


@dataclass(frozen=True, slots=True)
class Visit:
    """One first visit: kB on the wire, seconds to the first and the largest paint, milliseconds for which the
    page could not answer (blocking), layout shift."""

    kb: float
    first_paint_s: float
    largest_paint_s: float
    blocking_ms: float
    shift: float


def program() -> str | None:
    """Where Lighthouse is; None where it is not."""
    return os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")


def visit(lighthouse: str, address: str, device: str, *, tries: int = 3) -> Visit:
    """What Lighthouse says of one first visit; where a busy machine lost its trace, it is asked again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        done = subprocess.run(
            [
                lighthouse, address, "--quiet", "--output=json", f"--output-path={path}",
                "--only-categories=performance", *DEVICES[device],
                f"--chrome-flags={' '.join(('--headless', *FLAGS))}",
            ],
            check=False,
            capture_output=True,
            text=True,
            timeout=240,
            env={**os.environ, "CHROME_PATH": chromium_path()},
        )  # fmt: skip
        if done.returncode == 0:
            return read(json.loads(path.read_text(encoding="utf-8")))
    if tries > 1:
        return visit(lighthouse, address, device, tries=tries - 1)
    raise SystemExit(f"{address}: {done.stderr[-300:]}")


def read(report: dict[str, Any]) -> Visit:
    """The figures of a report of Lighthouse."""
    audits = report["audits"]

    def figure(name: str) -> float:
        return float(audits[name]["numericValue"])

    return Visit(
        figure("total-byte-weight") / 1000,
        figure("first-contentful-paint") / 1000,
        figure("largest-contentful-paint") / 1000,
        figure("total-blocking-time"),
        figure("cumulative-layout-shift"),
    )


def measured(releases: Path, *, runs: int = RUNS, pages: Sequence[str] = PAGES) -> str:
    """The table of all pages on both devices (medians) and the two promises; or why there is none."""
    title = "### First visit (Lighthouse, simulated devices)"
    lighthouse = program()
    if lighthouse is None:
        return f"{title}\n\n{ABSENT}"
    rows: list[list[object]] = []
    heaviest = latest = 0.0
    with dashboard(releases) as server:
        for page in pages:
            # The server packs its files for the first visitor of all.
            visit(lighthouse, server.address + page, "desktop")
        for device in DEVICES:
            for page in pages:
                seen = [visit(lighthouse, server.address + page, device) for _ in range(runs)]
                kb, paint = median([one.kb for one in seen]), median([one.largest_paint_s for one in seen])
                rows.append(
                    [
                        device, page or "overview", kb, median([one.first_paint_s for one in seen]), paint,
                        median([one.blocking_ms for one in seen]), median([one.shift for one in seen]),
                    ]
                )  # fmt: skip
                heaviest = max(heaviest, kb / 1000)
                if device == "phone":
                    latest = max(latest, paint)
    promises = [
        verdict("first visit, MB on the wire", heaviest, MOST_MB),
        verdict("largest paint on the phone, s", latest, LATEST_PAINT_S),
    ]
    heads = ("device", "page", "kB", "first paint s", "largest paint s", "blocking ms", "layout shift")
    return "\n\n".join([title, table(heads, rows), table(PROMISE_HEADS, promises)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where Lighthouse is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--releases", type=Path, default=None)
    parser.add_argument("--pages", nargs="*", default=list(PAGES), help='"" is the overview')
    options = parser.parse_args(arguments)
    print(measured(options.releases or releases_root(), runs=options.runs, pages=options.pages))
    return 0 if program() else 1


if __name__ == "__main__":
    sys.exit(main())
