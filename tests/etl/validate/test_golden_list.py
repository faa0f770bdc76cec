"""The planner's list of the five documents stands in the texts, and the tables know all it names."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from etl.model import Reading, Statement, Task
from etl.sources import Document, load_corpus
from etl.validate import failed_errors, run_checks
from tests.etl.corpora import PROJECT, statement_at

CORPUS = load_corpus(PROJECT)
GOLDEN = PROJECT / "tests" / "golden" / "seeds"


def lines_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


def statement_of(row: dict[str, Any], document: Document) -> Statement:
    text = CORPUS.text_of(document.document_id)
    start: int = row["value_start"] if "value_start" in row else row["anchor_start"]
    end = row.get("value_end") or start + len(row["anchor"])
    token = text[start:end]
    assert token == row.get("value_text", row.get("anchor"))
    has_value = row["value"] is not None
    return replace(
        statement_at(token, token, token),
        statement_id=f"{document.document_id}-{start}",
        document_id=document.document_id,
        unit_id=document.unit_id,
        territory_id=document.territory_id,
        **{name: row[name] for name in ("kind", "horizon", "firmness", "scope", "operator", "value")},
        value_high=row["value_high"],
        value_unit=row["value_unit"],
        value_text=token if has_value else None,
        indicator_id=row["indicator"],
        variant=row["variant"],
        quote_start=start,
        quote_end=end,
        value_start=start if has_value else None,
        value_end=end if has_value else None,
    )


def task_of(row: dict[str, Any], ordinal: int, document: Document) -> Task:
    text = CORPUS.text_of(document.document_id)
    end = row["start"] + len(row["starts"])
    assert text[row["start"] : end] == row["starts"]
    return Task(
        task_id=f"{document.document_id}-t{ordinal}",
        document_id=document.document_id,
        unit_id=document.unit_id,
        kind=row["kind"],
        ordinal=ordinal,
        label=row["label"],
        topic_id=row["topic"],
        theme_id=None,
        horizon=row["horizon"],
        title_vi=row["starts"],
        quote=row["starts"],
        quote_start=row["start"],
        quote_end=end,
        rule="golden",
    )


def golden_reading(document: Document) -> Reading:
    stem = (document.path or "").removeprefix("sources/").removesuffix(".txt")
    return Reading(
        document.document_id,
        tuple(statement_of(row, document) for row in lines_of(f"{stem}.jsonl")),
        tuple(
            task_of(row, ordinal, document)
            for ordinal, row in enumerate(lines_of("tasks.jsonl"))
            if row["doc"] == stem
        ),
        (),
    )


def test_the_golden_list_passes_every_check_but_the_notes() -> None:
    readings = [golden_reading(document) for document in CORPUS.registered()]
    assert sum(len(reading.statements) for reading in readings) > 50
    results = run_checks(CORPUS, readings)
    assert failed_errors(results) == []
    assert [result.check_id for result in results if result.severity == "warning" and not result.passed] == []
