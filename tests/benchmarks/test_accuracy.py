"""The report on accuracy: what it lists and how it words it, by readers made up for the test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import accuracy
from benchmarks.accuracy import LAYOUTS, Reader, list_mistakes, load_parts, render, run, summarise
from benchmarks.naive import read_naively
from benchmarks.scoring import Label, Passage, Prediction

TEXT = "Năm 2025 có trên 80% hộ dùng cáp quang, năm 2030 là 95%. Hiện có 40% hộ. Kinh phí 30%."


def label(token: str, horizon: int, operator: str = "=") -> Label:
    start = TEXT.index(token)
    return Label(
        kind="target",
        start=start,
        end=start + len(token),
        value=float(token.rstrip("%")),
        value_high=None,
        operator=operator,
        value_unit="percent",
        horizon=horizon,
        scope="household",
        theme="digital_infrastructure",
        indicator="household_fibre_share",
    )


PASSAGE = Passage("hộ-cáp-quang", "comparator", TEXT, (label("80%", 2025, ">"), label("95%", 2030)))


def test_mistakes_are_listed_in_reading_order_with_what_should_be() -> None:
    mistakes = list_mistakes(run("naive", read_naively, "p", [PASSAGE], "plain").comparisons)
    assert [(x.kind, x.value) for x in mistakes] == [
        ("operator", "80%"),
        ("invented", "40%"),
        ("invented", "30%"),
    ]
    assert mistakes[0].detail == "=, should be >"
    assert "trên 80% hộ" in mistakes[0].context


def test_a_missed_and_a_wrongly_dated_value_are_told_apart() -> None:
    def read(text: str, name: str) -> list[Prediction]:
        return [x for x in read_naively(text, name) if x.value == 95 and (name == PASSAGE.name)][:1]

    passage = Passage(PASSAGE.name, "f", TEXT, (label("80%", 2025), label("95%", 2045)))
    mistakes = list_mistakes(run("extractor", read, "p", [passage], "plain").comparisons)
    assert [(x.kind, x.value, x.detail) for x in mistakes] == [
        ("missed", "80%", "= 80.0 2025"),
        ("horizon", "95%", "2030, should be 2045"),
    ]


def test_wrong_attributes_are_listed_on_request() -> None:
    comparisons = run("naive", read_naively, "p", [PASSAGE], "plain").comparisons
    listed = [(x.kind, x.value, x.detail) for x in list_mistakes(comparisons, ("scope",))]
    assert ("scope", "95%", "'', should be 'household'") in listed
    assert "scope" not in {x.kind for x in list_mistakes(comparisons)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_keeps_the_labels_in_place(layout: str) -> None:
    comparisons = run("naive", read_naively, "p", [PASSAGE], layout).comparisons
    assert [x.start for x, _ in comparisons[0].pairs] == [x.start for x in PASSAGE.labels]
    assert comparisons[0].missed == ()


def test_the_report_names_its_command_and_every_run() -> None:
    runs = [
        run(name, reader, "tuning", [PASSAGE], layout)
        for layout in LAYOUTS
        for name, reader in (("extractor", read_naively), ("naive", read_naively))
    ]
    report = render(runs)
    assert "python -m benchmarks.accuracy --write" in report
    assert "do not edit by hand" in report
    assert report.count("| extractor |") == report.count("| naive |") == len(LAYOUTS)
    # 2 labels, 4 percentages: P 0.5, R 1, F1 0.667; the operator of one is wrong: 0.25 / 0.5 / 0.333.
    assert "0.500 / 1.000 / **0.667**" in report
    assert "0.250 / 0.500 / **0.333**" in report


def test_the_figures_are_those_of_the_report() -> None:
    row = summarise([run("naive", read_naively, "heldback", [PASSAGE], "plain")])[0]
    assert (row["part"], row["labelled"], row["predicted"]) == ("heldback", 2, 4)
    assert row["levels"] == {
        "value": {"precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)},
        "horizon": {"precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3)},
        "operator": {"precision": 0.25, "recall": 0.5, "f1": pytest.approx(1 / 3)},
    }
    assert row["attributes"] == {
        "number": 1.0,
        "unit": 1.0,
        "scope": 0.0,
        "theme": 0.0,
        "indicator": 0.0,
        "no wrong indicator": 1.0,
    }


def test_parts_are_reported_apart() -> None:
    parts = load_parts()
    assert list(parts) == ["tuning", "heldback", "seeds"]
    assert all(parts.values())


def test_write_stores_the_report_and_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "REPORT", tmp_path / "accuracy.md")
    monkeypatch.setattr(accuracy, "RESULT", tmp_path / "build" / "accuracy.json")
    runs = [run("extractor", read_naively, "tuning", [PASSAGE], "plain")]
    accuracy.write(runs)
    assert (tmp_path / "accuracy.md").read_text(encoding="utf-8") == render(runs)
    figures = json.loads((tmp_path / "build" / "accuracy.json").read_text(encoding="utf-8"))
    assert figures["runs"][0]["levels"]["value"]["f1"] == pytest.approx(2 / 3)
    assert figures["goal"] == {"value": 0.95, "horizon": 0.93, "operator": 0.9}
    assert len(figures["content_sha256"]) == 64


def test_mistakes_of_the_heldback_part_stay_hidden_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accuracy, "load_parts", lambda: {"tuning": [PASSAGE], "heldback": [PASSAGE]})

    def load(folder: Path) -> Reader:
        return read_naively

    monkeypatch.setattr(accuracy, "load_extractor", load)
    accuracy.main(["--errors", "9"])
    shown = capsys.readouterr().out
    assert "tuning, plain: operator '80%'" in shown
    assert "heldback, plain: " not in shown
    accuracy.main(["--errors", "9", "--heldback-errors"])
    assert "heldback, plain: operator '80%'" in capsys.readouterr().out
