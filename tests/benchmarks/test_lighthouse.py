from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import lighthouse


def test_where_lighthouse_is_missing_the_table_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LIGHTHOUSE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = lighthouse.measured(tmp_path)
    assert said.startswith("### First visit")
    assert said.endswith(lighthouse.ABSENT)


def test_figures_of_a_report_have_the_units_of_the_table() -> None:
    values = {
        "total-byte-weight": 904_000,
        "first-contentful-paint": 1500,
        "largest-contentful-paint": 5700,
        "total-blocking-time": 250,
        "cumulative-layout-shift": 0.01,
    }
    report = {"audits": {name: {"numericValue": value} for name, value in values.items()}}
    assert lighthouse.read(report) == lighthouse.Visit(904, 1.5, 5.7, 250, 0.01)
