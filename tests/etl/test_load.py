"""A release holds what was read, nothing else, and the same content gives the same release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.errors import DataFault
from etl.load import build_release
from etl.model import Citation, Reading, Statement, Task
from etl.sources import Corpus, load_corpus, reference_statements
from etl.validate import apply_corrections, run_checks
from tests.etl.corpora import PROJECT, SCHEME, Rows, copy_of_data, reading_of, rewrite, statement_at
from warehouse.connect import current_release, open_release
from warehouse.publish import publish
from warehouse.queries import statement, statements

TABLES = (
    "units", "territories", "themes", "topics", "scopes", "value_units", "indicators", "variants",
    "document_kinds", "documents", "statements", "statement_themes", "tasks", "citations",
    "corrections", "checks", "verdict_reasons", "comparison_rows", "release",
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(PROJECT)


def _first_percentage(corpus: Corpus) -> Statement:
    """A hand-made statement on the first "100%" of the scheme and the line around it."""
    text = corpus.text_of(SCHEME)
    at = text.index("100%")
    line_start = text.rindex("\n", 0, at) + 1
    line_end = text.index("\n", text.index("\n", at) + 1)
    return statement_at(text, text[line_start:line_end], "100%", value=100.0)


def _reading(corpus: Corpus) -> Reading:
    made = _first_percentage(corpus)
    assert made.quote is not None
    assert made.quote_start is not None
    assert made.quote_end is not None
    task = Task(
        "t-1", SCHEME, None, "task", 1, None, None, None, None, "Nhiệm vụ", made.quote, made.quote_start,
        made.quote_end, "test",
    )  # fmt: skip
    citation = Citation(SCHEME, "749/QĐ-TTg", None, "mentions", 0, 5, "Thay")
    return Reading(SCHEME, (made,), (task,), (citation,))


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {table: connection.execute(f"FROM {table}").fetchall() for table in TABLES}


def _build(corpus: Corpus, readings: Sequence[Reading], target: Path) -> Path:
    return build_release(corpus, readings, run_checks(corpus, readings), target)


def test_a_release_holds_what_was_read_and_what_is_cited(corpus: Corpus, tmp_path: Path) -> None:
    reading = _reading(corpus)
    path = _build(corpus, [reading], tmp_path)
    cited = reference_statements(corpus)
    with open_release(path) as release:
        cursor = release.cursor()
        assert release.release_id == corpus.release_id
        assert len(statements(cursor)) == len(cited) + 1
        assert len(statements(cursor, evidence=["quoted"])) == 1
        row = statement(cursor, reading.statements[0].statement_id).iloc[0]
        assert (row["value"], row["unit_id"], row["document_id"]) == (100.0, "lao-cai", SCHEME)
        held = cursor.execute("SELECT document_id, text FROM documents WHERE text IS NOT NULL").fetchall()
        assert dict(held) == {doc.document_id: corpus.text_of(doc.document_id) for doc in corpus.registered()}
        spans = cursor.execute(
            "SELECT substring(text, quote_start + 1, quote_end - quote_start) = quote "
            "FROM statements JOIN documents USING (document_id) WHERE evidence = 'quoted'"
        ).fetchall()
        assert spans == [(True,)]
        facts = cursor.execute("SELECT documents, statements, is_synthetic FROM release").fetchall()
        assert facts == [(len(corpus.documents), len(cited) + 1, False)]


def test_search_finds_a_phrase_across_a_line_break_and_the_name_of_the_indicator(
    corpus: Corpus, tmp_path: Path
) -> None:
    made = _first_percentage(corpus)
    assert made.quote is not None
    assert "\n" in made.quote
    with open_release(_build(corpus, [reading_of(made)], tmp_path)) as release:
        cursor = release.cursor()
        assert len(statements(cursor, evidence=["quoted"], q=made.quote)) == 1
        assert len(statements(cursor, evidence=["quoted"], q="ho so cong viec lao cai")) == 1
        assert len(statements(cursor, evidence=["quoted"], q="khong he co")) == 0


def test_a_statement_without_a_unit_speaks_for_the_unit_of_its_document(
    corpus: Corpus, tmp_path: Path
) -> None:
    made = replace(_first_percentage(corpus), unit_id=None, territory_id=None)
    with open_release(_build(corpus, [reading_of(made)], tmp_path)) as release:
        row = statement(release.cursor(), made.statement_id).iloc[0]
        assert (row["unit_id"], row["territory_id"]) == ("lao-cai", "lao-cai-1991")


def test_two_builds_of_the_same_content_are_equal(corpus: Corpus, tmp_path: Path) -> None:
    reading = _reading(corpus)
    empty = [Reading(doc.document_id, (), (), ()) for doc in corpus.registered() if doc.document_id != SCHEME]
    readings = [reading, *empty]
    checks = run_checks(corpus, readings)
    first = build_release(corpus, readings, checks, tmp_path / "a")
    # The order in which documents were read must not show.
    second = build_release(load_corpus(PROJECT), readings[::-1], checks, tmp_path / "b")
    assert _rows(first) == _rows(second)
    assert publish(first, tmp_path / "a").name == publish(second, tmp_path / "b").name


def test_a_published_build_can_be_opened(corpus: Corpus, tmp_path: Path) -> None:
    publish(_build(corpus, [], tmp_path), tmp_path)
    with open_release(current_release(tmp_path)) as release:
        assert release.release_id == corpus.release_id


@pytest.mark.parametrize(
    "changes",
    [
        {"indicator_id": "nobody_knows_it"},
        {"value": None},
        {"operator": "about"},
        {"horizon": 20},
        {"value_high": 1.0},
        {"quote": None},
        {"confidence": 1.5},
        {"kind": "baseline"},
    ],
)
def test_a_row_that_breaks_the_schema_is_named_and_leaves_nothing_behind(
    corpus: Corpus, tmp_path: Path, changes: dict[str, object]
) -> None:
    broken = replace(_first_percentage(corpus), **changes)  # type: ignore[arg-type]
    with pytest.raises(DataFault, match="bảng statements"):
        build_release(corpus, [reading_of(broken)], [], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_same_statement_twice_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    made = _first_percentage(corpus)
    with pytest.raises(DataFault, match="bảng statements"):
        build_release(corpus, [reading_of(made, made)], [], tmp_path)


def test_the_ledger_names_the_statement_that_was_corrected(tmp_path: Path) -> None:
    root = copy_of_data(tmp_path)
    made = _first_percentage(load_corpus(root))
    assert made.quote is not None

    def correct(rows: Rows) -> None:
        rows.append(
            {
                "correction_id": "c-1", "document_id": SCHEME, "guard_quote": made.quote or "",
                "value_text": "100%", "field": "horizon", "old_value": "2025", "new_value": "2030",
                "reason": "đọc nhầm mốc", "author": "người rà soát", "date": "2026-11-20",
            }
        )  # fmt: skip

    rewrite(root, "corrections.csv", correct)
    corpus = load_corpus(root)
    readings, applied = apply_corrections(corpus, [reading_of(made)])
    path = _build(corpus, readings, tmp_path / "releases")
    rows = _rows(path)["corrections"]
    assert [(row[0], row[2]) for row in rows] == [(one.correction_id, one.statement_id) for one in applied]
