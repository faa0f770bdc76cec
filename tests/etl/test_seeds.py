"""The five documents come out exactly as the list that was written before the extractor."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.model import Reading
from etl.read import read_corpus
from etl.sources import load_corpus

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "golden" / "seeds"
STEMS = sorted(path.stem for path in SEEDS.glob("0*.jsonl"))

# What the statements carry: the field of the list and the field of the statement.
FIELDS = {
    "kind": "kind",
    "value_text": "value_text",
    "value": "value",
    "value_high": "value_high",
    "operator": "operator",
    "value_unit": "value_unit",
    "horizon": "horizon",
    "firmness": "firmness",
    "scope": "scope",
    "indicator": "indicator_id",
    "variant": "variant",
    "as_of_year": "as_of_year",
    "value_start": "value_start",
    "value_end": "value_end",
}


def listed(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@cache
def corpus_readings() -> dict[str, tuple[str, Reading]]:
    corpus = load_corpus(ROOT)
    readings = {reading.document_id: reading for reading in read_corpus(corpus)}
    return {
        Path(document.path or "").stem: (corpus.text_of(document.document_id), readings[document.document_id])
        for document in corpus.registered()
    }


def rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {field: getattr(statement, attribute) for field, attribute in FIELDS.items()}
        for statement in reading.statements
        if statement.kind != "commitment"
    ]


@pytest.mark.parametrize("stem", STEMS)
def test_every_value_and_no_other(stem: str) -> None:
    _, reading = corpus_readings()[stem]
    expected = [
        {field: row[field] for field in FIELDS}
        for row in listed(SEEDS / f"{stem}.jsonl")
        if row["kind"] != "commitment"
    ]
    assert rows(reading) == expected


@pytest.mark.parametrize("stem", STEMS)
def test_every_commitment_and_no_other(stem: str) -> None:
    text, reading = corpus_readings()[stem]
    expected = [row for row in listed(SEEDS / f"{stem}.jsonl") if row["kind"] == "commitment"]
    found = {
        statement.indicator_id: statement
        for statement in reading.statements
        if statement.kind == "commitment"
    }
    assert set(found) == {row["indicator"] for row in expected}
    for row in expected:
        statement = found[row["indicator"]]
        assert statement.quote_start is not None
        assert statement.quote_end is not None
        anchor_end = row["anchor_start"] + len(row["anchor"])
        assert text[row["anchor_start"] : anchor_end] == row["anchor"]
        assert statement.quote_start <= row["anchor_start"] < anchor_end <= statement.quote_end
        assert (statement.horizon, statement.firmness, statement.scope) == (
            row["horizon"],
            row["firmness"],
            row["scope"],
        )
        assert statement.value is None


@pytest.mark.parametrize("stem", STEMS)
def test_every_task_and_aim_and_no_other(stem: str) -> None:
    text, reading = corpus_readings()[stem]
    expected = [row for row in listed(SEEDS / "tasks.jsonl") if row["doc"] == stem]
    found = [
        {
            "kind": task.kind,
            "label": task.label,
            "start": task.quote_start,
            "topic": task.topic_id,
            "horizon": task.horizon,
        }
        for task in reading.tasks
    ]
    assert found == [
        {field: row[field] for field in ("kind", "label", "start", "topic", "horizon")} for row in expected
    ]
    for row, task in zip(expected, reading.tasks, strict=True):
        assert task.quote.startswith(row["starts"])
        assert text[task.quote_start : task.quote_end] == task.quote


@pytest.mark.parametrize("stem", STEMS)
def test_quotes_are_slices_that_hold_their_value(stem: str) -> None:
    text, reading = corpus_readings()[stem]
    for statement in reading.statements:
        assert statement.quote is not None
        assert text[statement.quote_start : statement.quote_end] == statement.quote
        if statement.value_start is not None and statement.value_end is not None:
            assert statement.quote_start is not None
            assert statement.quote_end is not None
            assert statement.quote_start <= statement.value_start < statement.value_end <= statement.quote_end


def test_lineage_of_the_five_documents() -> None:
    cited = {
        stem: {(citation.cited_number, citation.relation) for citation in reading.citations}
        for stem, (_, reading) in corpus_readings().items()
    }
    assert cited["000_630c1808449065f8"] == {("36-NQ/TW", "implements")}
    # "Nghị quyết số 36 của Bộ Chính trị" is the one resolution of the Politburo that begins with 36.
    assert cited["001_b53bcbf35360a89c"] == {("36-NQ/TW", "implements")}
    assert {number for number, _ in cited["002_c7e476cc61611d61"]} == {"58-CT/TW", "45-CTr/TU", "36-NQ/TW"}
    assert {number for number, _ in cited["003_0d3a98b2f138a4d1"]} >= {
        "36a/NQ-CP",
        "02-CT/TU",
        "36/2016/NQ-HĐND",
        "97/2016/QĐ-UBND",
        "19-ĐA/TU",
    }
    assert cited["004_e89cf4f0ab9fbd1e"] == set()
