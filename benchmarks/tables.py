"""Figures as Markdown tables, and where they are written."""

from __future__ import annotations

import math
import platform
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
_LIBRARIES = ("streamlit", "duckdb", "pandas", "pyarrow", "datasette")


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table; numbers are right-aligned and shown with three figures at most."""
    if not rows:
        return ""
    right = [isinstance(cell, (int, float)) for cell in rows[0]]
    lines = [
        "| " + " | ".join(heads) + " |",
        "| " + " | ".join("---:" if is_right else "---" for is_right in right) + " |",
    ]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        if math.isnan(value):
            return "–"
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return str(value)


def verdict(name: str, value: float, limit: float, *, at_least: bool = False) -> list[object]:
    """A row that holds a figure against what was promised."""
    kept = value >= limit if at_least else value <= limit
    return [name, value, f"{'≥' if at_least else '≤'} {limit:g}", "kept" if kept else "**BROKEN**"]


PROMISE_HEADS = ("promise", "measured", "limit", "")


def median(values: Sequence[float]) -> float:
    """The middle one; not a number where there is none."""
    return statistics.median(values) if values else math.nan


def high(values: Sequence[float], share: float = 0.95) -> float:
    """The value that `share` of all do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else math.nan


def timed(work: Callable[[], object], *, runs: int, warm: int = 1) -> list[float]:
    """Milliseconds of `runs` calls, after `warm` that are not counted."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(runs):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return taken


def machine() -> str:
    """What was measured on, in one line."""
    cpus = Path("/proc/cpuinfo")
    model, cores = platform.processor() or platform.machine(), 0
    if cpus.is_file():
        for line in cpus.read_text().splitlines():
            if line.startswith("model name"):
                model, cores = line.split(":", 1)[1].strip(), cores + 1
    libraries = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    return (
        f"Measured {date.today().isoformat()} on {cores or '?'} cores ({model}), {platform.system()}, "
        f"Python {platform.python_version()}, {libraries}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except ImportError:
        return "absent"


def write(sections: Sequence[str], path: Path = REPORT) -> None:
    """Put the sections between the marks of the report; what stands around them is kept."""
    text = path.read_text(encoding="utf-8") if path.is_file() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    head, rest = text.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    body = "\n\n".join([machine(), *filter(None, sections)])
    path.write_text(f"{head}{BEGIN}\n\n{body}\n\n{END}{tail}", encoding="utf-8")
