"""How fast pages are: `python -m benchmarks.pages [--part ws ...] [--releases DIR]`, part of `make bench`.

Parts: `process` (each page's script in this process), `ws` (sessions over the websocket), `load` (25 readers
without pause, against a plain page), `soak` (memory over many reruns), `start` (from nothing to the first
answered page), `browser` (click to done in headless Chromium). Each is held against a floor page in the
same run: ratios hold on any machine, milliseconds do not.

A click goes round between two options of a control of the page, as a reader does. A link turns to another
choice through the address, as a link or Back does, and draws the whole page: "again" goes round between two
choices, "new" asks each time for one that nobody asked for before.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.servers import PROJECT, Server, dashboard, yardstick
from benchmarks.sessions import Control, Times, visit
from benchmarks.tables import PROMISE_HEADS, high, median, table, verdict
from warehouse.connect import current_release, open_release, releases_root

PARTS = ("process", "ws", "load", "soak", "start", "browser")
SESSIONS = (1, 10, 25)
CROWD = 25
LOOKS = 40  # of one session alone; more sessions share them
NEW = 12  # choices that nobody asked for before
SOAK = 10_000


@dataclass(frozen=True, slots=True)
class Choices:
    """Of one page: a control to click, two addresses to go round between, some that are asked for once."""

    page: str
    control: Control
    again: tuple[str, str]
    new: tuple[str, ...]

    @property
    def name(self) -> str:
        """The page as it is called in tables."""
        return self.page or "overview"


def choices(releases: Path) -> list[Choices]:
    """What is asked of each page on the current release of `releases`."""
    with open_release(current_release(releases)) as release:

        def ids(sql: str) -> list[str]:
            return [str(id_) for (id_,) in release.cursor().execute(sql).fetchall()]

        units = ids("SELECT unit_id FROM units WHERE kind = 'province' ORDER BY sort_order LIMIT 8")
        themes = ids("SELECT theme_id FROM themes ORDER BY sort_order LIMIT 6")
        indicators = ids("SELECT indicator_id FROM indicator_reach WHERE cells > 0 LIMIT 30")
        documents = ids("SELECT document_id FROM documents WHERE path IS NOT NULL LIMIT 30")
        stated = ids("SELECT DISTINCT horizon FROM statements WHERE horizon IS NOT NULL ORDER BY horizon")
    one, other = units[0], units[1]
    years = (stated.index("2030"), stated.index("2025"))
    slices = tuple(
        f"unit={unit}&theme={theme}&horizon={year}"
        for theme, unit, year in itertools.islice(itertools.product(themes[1:], units[:4], (2030, 2045)), NEW)
    )
    return [
        Choices(
            "",
            Control("unit"),
            (f"unit={one}", f"unit={other}"),
            tuple(f"unit={a}&unit={b}" for a, b in _pairs(units)),
        ),
        Choices("compare", Control("horizon", years), ("horizon=2030", "horizon=2025"), slices),
        Choices(
            "roadmap",
            Control("road"),
            (f"road={indicators[0]}", f"road={indicators[1]}"),
            tuple(f"road={id_}" for id_ in indicators[2 : 2 + NEW]),
        ),
        Choices("coverage", Control("horizon", years), ("horizon=2030", "horizon=2025"), slices),
        Choices(
            "tasks",
            Control("unit"),
            (f"unit={one}", f"unit={other}"),
            tuple(f"unit={a}&unit={b}" for a, b in _pairs(units)),
        ),
        Choices(
            "evidence",
            Control("document"),
            (f"document={documents[0]}", f"document={documents[1]}"),
            tuple(f"document={id_}" for id_ in documents[2 : 2 + NEW]),
        ),
        Choices("data", Control("horizon", years), ("horizon=2030", "horizon=2025"), slices),
        Choices("method", Control("lang"), ("lang=en", ""), ()),
    ]


def _pairs(units: Sequence[str]) -> Iterator[tuple[str, str]]:
    return itertools.islice(itertools.combinations(units, 2), NEW)


def in_process(releases: Path) -> str:
    """Each page's script alone, against a script with as many trivial elements."""
    from streamlit.testing.v1 import AppTest

    os.environ["MOCSO_RELEASES"] = str(releases)

    def measure(app: AppTest, queries: Sequence[str]) -> tuple[int, list[float]]:
        taken = []
        for place in range(4 + LOOKS):
            if queries:
                app.query_params.clear()
                for pair in filter(None, queries[place % len(queries)].split("&")):
                    key, value = pair.split("=")
                    app.query_params[key] = value
            start = time.process_time()
            app.run()
            taken.append((time.process_time() - start) * 1000)
        if app.exception:
            raise SystemExit(f"a page failed: {app.exception[0].message}")
        return sum(1 for _ in app.main), taken[4:]

    rows = []
    for asked in choices(releases):
        app = AppTest.from_file(str(PROJECT / "page_frame.py"), default_timeout=60).run()
        if asked.page:
            app = app.switch_page(f"pages/{asked.page}.py").run()
        elements, taken = measure(app, asked.again)
        os.environ["MOCSO_BENCH_ELEMENTS"] = str(elements)
        floor_app = AppTest.from_file(str(PROJECT / "benchmarks" / "apps" / "floor.py")).run()
        _, floor = measure(floor_app, ())
        rows.append([asked.name, median(taken) / median(floor), elements, median(taken), median(floor)])
    heads = ("page", "x floor", "elements", "ms CPU", "floor ms")
    return "### Script in process (AppTest)\n\n" + table(heads, rows)


def _look(server: Server, asked: Choices | None, *, sessions: int, looks: int) -> tuple[Times, float]:
    """What sessions saw of a page (None: the floor), and CPU milliseconds of a run, first runs among them."""
    page, queries = (asked.page, asked.again) if asked else ("", ())
    before = server.cpu_s()
    times, _ = asyncio.run(visit(server.port, page=page, queries=queries, sessions=sessions, looks=looks))
    runs = len(times.first) + len(times.again)
    return times, 1000 * (server.cpu_s() - before) / runs


def over_websocket(releases: Path, *, sessions: Sequence[int] = SESSIONS, title: str = "") -> str:
    """Each page over the websocket, for one and many sessions, against the floor page."""
    rows, memory = [], []
    with yardstick("floor", releases, "--server.fileWatcherType=none") as server:
        floors = {n: _look(server, None, sessions=n, looks=max(LOOKS // n, 4)) for n in sessions}
    with dashboard(releases) as server:
        asked_of = choices(releases)
        for asked in asked_of:
            # Both choices once, as the first reader of the day does.
            asyncio.run(visit(server.port, page=asked.page, queries=asked.again, sessions=1, looks=2))
        idle = server.memory_mb()
        for asked in asked_of:
            row: list[object] = [asked.name]
            size, alone = 0.0, 0.0
            for n in sessions:
                times, cpu = _look(server, asked, sessions=n, looks=max(LOOKS // n, 4))
                floor = floors[n][0]
                row += [median(times.again) / median(floor.again), median(times.again), high(times.again)]
                size = median([float(bytes_) for bytes_ in times.size]) / 1000
                if n == sessions[0]:
                    alone = cpu
            fresh = Times()
            if asked.new:
                fresh, _ = asyncio.run(
                    visit(
                        server.port, page=asked.page, queries=asked.new, sessions=1, looks=len(asked.new) - 1
                    )
                )
            rows.append([*row, alone, median(fresh.again), size])
        memory = [idle, server.memory_mb()]
        open_mb = _memory_a_session(server, asked_of[1])
    heads = ["page"]
    for n in sessions:
        heads += [f"{n}: x floor", "median ms", "p95 ms"]
    floor_row: list[object] = ["floor"]
    for n in sessions:
        floor_row += [1.0, median(floors[n][0].again), high(floors[n][0].again)]
    rows.append([*floor_row, floors[sessions[0]][1], float("nan"), 0.7])
    note = (
        f"Server memory {memory[0]:.0f} MB warm, {memory[1]:.0f} MB after; {open_mb:.2f} MB an open session."
    )
    return "\n\n".join(
        [
            f"### Over the websocket{title}",
            table([*heads, "CPU ms a rerun", "new choice ms", "kB a rerun"], rows),
            note,
        ]
    )


def _memory_a_session(server: Server, asked: Choices) -> float:
    from benchmarks.sessions import Session

    async def hold() -> float:
        readers = [Session(server.port, asked.page, asked.again) for _ in range(CROWD)]
        before = server.memory_mb()
        for reader in readers:
            await reader.open(Times())
        held = (server.memory_mb() - before) / CROWD
        for reader in readers:
            await reader.close()
        return held

    return asyncio.run(hold())


def under_load(releases: Path) -> str:
    """25 readers without a pause and 25 arriving at once, against a plain page with default settings."""
    rows: list[list[object]] = []
    with yardstick("plain", releases) as server:
        asyncio.run(visit(server.port, sessions=1, looks=2))
        times, taken = asyncio.run(visit(server.port, sessions=CROWD, looks=4))
        plain = len(times.again) / taken
        rows.append(["plain page", 1.0, plain, median(times.again), "–", "–", max(times.first) / 1000])
    slowest, latest = float("inf"), 0.0
    with dashboard(releases) as server:
        for asked in choices(releases):

            def crowd(sessions: int, looks: int, **how: Any) -> tuple[Times, float]:
                # The page is bound now: each is measured before the next comes.
                return asyncio.run(
                    visit(server.port, page=asked.page, sessions=sessions, looks=looks, **how)  # noqa: B023
                )

            crowd(1, 2, queries=asked.again)
            crowd(1, 2, control=asked.control)
            linked, linked_s = crowd(CROWD, 8, queries=asked.again)
            before = server.cpu_s()
            clicked, clicked_s = crowd(CROWD, 16, control=asked.control)
            cpu = 1000 * (server.cpu_s() - before) / (len(clicked.again) + len(clicked.first))
            rate, whole = len(clicked.again) / clicked_s, len(linked.again) / linked_s
            drawn = max(*clicked.first, *linked.first) / 1000
            slowest, latest = min(slowest, rate / plain), max(latest, drawn)
            rows.append([asked.name, rate / plain, rate, median(clicked.again), cpu, whole / plain, drawn])
    promises = [
        verdict("clicks a second, slowest page, x plain page", slowest, 10, at_least=True),
        verdict("25 arriving at once: all drawn, s", latest, 1.5),
    ]
    heads = (
        *("page", "x plain", "clicks/s", "median ms", "CPU ms a click"),
        *("by links: x plain", "25 arrive: last drawn s"),
    )
    return "\n\n".join(["### 25 readers without a pause", table(heads, rows), table(PROMISE_HEADS, promises)])


def soaked(releases: Path, reruns: int = SOAK) -> str:
    """Memory of the server in quarters of `reruns`, on all pages in turn, 4 sessions at a time."""
    marks = []
    with dashboard(releases) as server:
        asked_of = choices(releases)
        for asked in asked_of:
            asyncio.run(visit(server.port, page=asked.page, queries=asked.again, sessions=4, looks=10))
        marks.append(server.memory_mb())
        for _ in range(4):
            for asked in asked_of:
                looks = reruns // 4 // len(asked_of) // 4
                for how in ({"queries": asked.again}, {"control": asked.control}):
                    asyncio.run(visit(server.port, page=asked.page, sessions=4, looks=looks // 2, **how))
            marks.append(server.memory_mb())
    # The first quarter fills caches and the session store; what comes after must stay.
    drift = 100 * (marks[-1] - marks[1]) / marks[1]
    rows = [["MB", *marks]]
    heads = ("", "warm", *(f"{reruns * quarter // 4} reruns" for quarter in range(1, 5)))
    promise = verdict(f"memory from {reruns // 4} to {reruns} reruns, % of drift", abs(drift), 5)
    return "\n\n".join(["### Memory over many reruns", table(heads, rows), table(PROMISE_HEADS, [promise])])


def started(releases: Path, runs: int = 3) -> str:
    """From no process at all to the first answered page, and the same for the floor page."""
    rows = []
    for name in ("floor", "dashboard"):
        healthy, drawn = [], []
        for _ in range(runs):
            opened = yardstick("floor", releases) if name == "floor" else dashboard(releases)
            with opened as server:
                healthy.append(server.started_ms)
                times, _ = asyncio.run(visit(server.port, sessions=1, looks=0))
                drawn.append(server.started_ms + times.first[0])
        rows.append([name, median(drawn), median(healthy)])
    for row in rows:
        row.insert(1, float(row[1]) / float(rows[0][1] if len(rows[0]) == 3 else rows[0][2]))
    heads = ("server", "x floor", "first page answered ms", "healthy ms")
    return "### Cold start\n\n" + table(heads, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of the parts asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--part", choices=PARTS, nargs="+", default=list(PARTS))
    parser.add_argument("--releases", type=Path, default=releases_root())
    parser.add_argument("--reruns", type=int, default=SOAK)
    options = parser.parse_args(arguments)
    for part in options.part:
        print(run_part(part, options.releases, reruns=options.reruns), flush=True)


def run_part(part: str, releases: Path, *, reruns: int = SOAK, title: str = "") -> str:
    """The tables of one part."""
    if part == "process":
        return in_process(releases)
    if part == "ws":
        return over_websocket(releases, title=title)
    if part == "load":
        return under_load(releases)
    if part == "soak":
        return soaked(releases, reruns)
    if part == "start":
        return started(releases)
    from benchmarks.browser import clicked

    return clicked(releases, title=title)


if __name__ == "__main__":
    main()
