"""The labels are valid before anything is measured against them."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.golden import GOLDEN, PROJECT, SPLITS, Split, load_documents, load_seeds, load_sentences
from benchmarks.scoring import Passage

UNITS_WITHOUT_INDICATOR = {"minutes", "hours", "ratio"}


def ids(name: str, column: str) -> set[str]:
    with (PROJECT / "data" / name).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def passages(split: Split) -> list[Passage]:
    return load_sentences(split) + load_documents(split)


def label_rows() -> list[tuple[str, str, dict[str, Any]]]:
    """(passage, text, label as written) of both splits."""
    rows = []
    for split in SPLITS:
        for line in (GOLDEN / "sentences" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows += [(row["id"], row["text"], label) for label in row["statements"]]
        for path in sorted((GOLDEN / "documents" / split).glob("*.jsonl")):
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            rows += [
                (path.stem, text, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()
            ]
    return rows


def test_every_token_stands_at_its_offset() -> None:
    wrong = [
        (name, label["value_text"])
        for name, text, label in label_rows()
        if text[label["at"] : label["at"] + len(label["value_text"])] != label["value_text"]
    ]
    assert wrong == []


def test_every_label_uses_known_words() -> None:
    scopes, themes = ids("scopes.csv", "scope_id"), ids("themes.csv", "theme_id")
    indicators = ids("indicators.csv", "indicator_id")
    units = ids("value_units.csv", "value_unit") | UNITS_WITHOUT_INDICATOR
    for name, _, label in label_rows():
        where = f"{name}: {label['value_text']}"
        assert label["kind"] in {"target", "baseline", "commitment"}, where
        assert label["operator"] in {"=", ">=", ">", "<=", "<", "~"}, where
        assert label["value_unit"] in units, where
        assert label["horizon"] is None or 2010 <= label["horizon"] <= 2050, where
        assert label["kind"] != "baseline" or label["horizon"] is None, where
        assert set(filter(None, label["scope"].split("; "))) <= scopes, where
        assert label["theme"] is None or label["theme"] in themes, where
        assert label["indicator"] is None or label["indicator"] in indicators, where
        assert label["value_high"] is None or label["value_high"] > label["value"], where
        assert label["value_unit"] != "percent" or 0 < label["value"] <= 100, where
        assert set(label.get("unjudged", ())) <= {"scope", "theme", "indicator"}, where


def test_the_theme_of_a_label_is_that_of_its_indicator() -> None:
    with (PROJECT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        themes = {row["indicator_id"]: row["theme_id"] for row in csv.DictReader(file)}
    wrong = [
        (name, label["indicator"], label["theme"])
        for name, _, label in label_rows()
        if label["indicator"] and label["theme"] != themes[label["indicator"]]
    ]
    assert wrong == []


@pytest.mark.parametrize("split", SPLITS)
def test_labels_of_a_passage_do_not_overlap(split: Split) -> None:
    for passage in passages(split):
        spans = sorted((label.start, label.end) for label in passage.labels)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans)), passage.name


@pytest.mark.parametrize(("split", "sentences", "documents"), [("tuning", 550, 80), ("heldback", 120, 16)])
def test_each_part_is_as_large_as_it_has_to_be(split: Split, sentences: int, documents: int) -> None:
    labelled = load_sentences(split)
    assert len(labelled) >= sentences
    without = [p for p in labelled if not any(label.kind == "target" for label in p.labels)]
    assert len(without) >= len(labelled) / 6
    assert len(load_documents(split)) >= documents


def test_tuning_and_heldback_share_nothing() -> None:
    def folded(split: Split) -> set[str]:
        return {" ".join(passage.text.split()) for passage in passages(split)}

    assert not folded("tuning") & folded("heldback")
    names = [passage.name for split in SPLITS for passage in passages(split)]
    assert len(names) == len(set(names))


def test_every_document_has_its_labels_and_no_labels_lack_their_document() -> None:
    for split in SPLITS:
        folder: Path = GOLDEN / "documents" / split
        assert {p.stem for p in folder.glob("*.txt")} == {p.stem for p in folder.glob("*.jsonl")}


def test_seeds_carry_offsets_into_their_sources() -> None:
    seeds = load_seeds()
    assert len(seeds) == 5
    listed = [(passage.text[x.start : x.end], x) for passage in seeds for x in passage.labels]
    assert len(listed) > 50
    assert all(any(c.isdigit() for c in token) for token, _ in listed)
