from __future__ import annotations

import math
from pathlib import Path

from benchmarks.tables import BEGIN, END, high, median, table, verdict, write


def test_a_promise_says_whether_it_is_kept() -> None:
    assert verdict("x", 2.0, 2)[-1] == "kept"
    assert "BROKEN" in str(verdict("x", 2.1, 2)[-1])
    assert verdict("x", 10.0, 10, at_least=True)[-1] == "kept"
    assert "BROKEN" in str(verdict("x", 9.9, 10, at_least=True)[-1])
    # What could not be measured is not kept.
    assert "BROKEN" in str(verdict("x", math.nan, 2)[-1])


def test_numbers_are_aligned_and_short() -> None:
    text = table(("what", "ms"), [["a", 1234.567], ["b", 0.123], ["c", math.nan]])
    assert text.splitlines() == [
        "| what | ms |",
        "| --- | ---: |",
        "| a | 1235 |",
        "| b | 0.12 |",
        "| c | – |",
    ]
    assert table(("what",), []) == ""


def test_the_middle_and_the_high_end() -> None:
    assert median([3.0, 1.0, 2.0]) == 2.0
    assert high([float(n) for n in range(100)]) == 95.0
    assert math.isnan(median([]))
    assert math.isnan(high([]))


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    report = tmp_path / "benchmarks.md"
    report.write_text(f"# Head\n\n{BEGIN}\nold\n{END}\n\ntail\n", encoding="utf-8")
    write(["## New"], report)
    text = report.read_text(encoding="utf-8")
    assert text.startswith("# Head\n")
    assert text.endswith("\n\ntail\n")
    assert "## New" in text
    assert "old" not in text
    assert "Measured 20" in text
