from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks import accuracy as benchmark
from benchmarks import scoring
from dashboard import accuracy
from dashboard.wording import Language, Wording


def figures() -> accuracy.Figures:
    levels = {level: {"precision": 0.9, "recall": 0.8, "f1": 0.847} for level in accuracy.LEVELS}
    run = {"labelled": 10, "predicted": 9, "levels": levels, "attributes": {"scope": 0.5, "unit": None}}
    runs = [
        {"reader": reader, "part": part, "layout": layout, **run}
        for reader in ("extractor", "naive")
        for part in ("tuning", "heldback")
        for layout in accuracy.LAYOUTS
    ]
    row = {"low": 0.5, "high": 0.6, "predictions": 4, "mean_confidence": 0.55, "right_share": 0.75}
    return {"goal": {"value": 0.95}, "runs": runs, "reliability": [row], "content_sha256": "a" * 64}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_stored_run_is_shown_as_it_is(language: Language) -> None:
    w = Wording(language)
    html = accuracy.levels_table(figures(), w)
    assert html.count("<tr>") == 1 + 2 * len(accuracy.LAYOUTS)
    assert ("84,7" if language == "vi" else "84.7%") in html
    # What nobody tuned by comes first.
    assert html.index(w(accuracy.PARTS["heldback"])) < html.index(w(accuracy.PARTS["tuning"]))
    assert "–" in accuracy.attributes_table(figures(), w)
    assert "75" in accuracy.reliability_table(figures(), w)


def test_the_page_reads_what_the_benchmark_writes() -> None:
    assert benchmark.RESULT == accuracy.RESULT
    assert set(accuracy.LAYOUTS) == set(benchmark.LAYOUTS)
    assert set(accuracy.LEVELS) == set(scoring.LEVELS)
    assert set(accuracy.ATTRIBUTES) == set(scoring.ATTRIBUTES)
    assert set(benchmark.load_parts()) == set(accuracy.PARTS)


@pytest.mark.parametrize("text", [None, "", "{", "[]", "{}", '{"runs": []}'])
def test_without_a_stored_run_there_are_no_figures(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "accuracy.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert accuracy.load(path) is None


def test_the_stored_run_can_be_read() -> None:
    stored = accuracy.load()
    assert stored is not None
    f1 = [
        run["levels"]["value"]["f1"]
        for run in stored["runs"]
        if (run["reader"], run["part"], run["layout"]) == ("extractor", "heldback", "plain")
    ]
    html = re.sub(r"<[^>]*>", "", accuracy.levels_table(stored, Wording("en")))
    assert f"{round(f1[0] * 100, 1):g}%" in html


def test_figures_belong_to_the_release_of_the_same_content() -> None:
    assert accuracy.belongs_to(figures(), "a" * 64)
    assert not accuracy.belongs_to(figures(), "b" * 64)
    assert not accuracy.belongs_to(json.loads("{}"), "a" * 64)
