"""Synthetic releases hold what they promise, and nobody takes them for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import synthesise
from warehouse.connect import Release, current_release, open_release
from warehouse.folding import fold

STATEMENTS = 2_000


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    root = tmp_path_factory.mktemp("synthetic")
    synthesise.synthesise(STATEMENTS, root)
    with open_release(current_release(root)) as opened:
        yield opened


def one_row(release: Release, sql: str) -> tuple[object, ...]:
    row = release.cursor().execute(sql).fetchone()
    assert row is not None
    return row


def test_it_is_marked_in_its_id_its_names_and_its_citations(release: Release) -> None:
    assert release.release_id.startswith("gialap")
    assert one_row(release, "SELECT is_synthetic FROM release") == (True,)
    unmarked = "SELECT count(*) FROM units WHERE kind <> 'nation' AND name_vi NOT LIKE '%giả lập%'"
    assert one_row(release, unmarked) == (0,)
    assert one_row(release, "SELECT count(*) FROM documents WHERE citation NOT LIKE '%GIẢ LẬP%'") == (0,)


def test_it_has_the_units_and_statements_asked_for(release: Release) -> None:
    counts = "count(*) FILTER (WHERE kind = 'province'), count(*) FILTER (WHERE kind = 'commune')"
    sql = f"SELECT {counts} FROM units"
    assert one_row(release, sql) == (synthesise.PROVINCES, synthesise.COMMUNES)
    assert one_row(release, "SELECT count(*) FROM statements") == (STATEMENTS,)
    assert one_row(release, "SELECT count(*) FROM themes") == (synthesise.THEMES,)


@pytest.mark.parametrize("table", ["statements", "tasks", "citations"])
def test_every_quote_stands_in_its_text_where_it_says(release: Release, table: str) -> None:
    start, end = ('"start"', '"end"') if table == "citations" else ("quote_start", "quote_end")
    sql = f"""
        SELECT count(*), count(*) FILTER (WHERE substr(d.text, {start} + 1, {end} - {start}) = quote)
        FROM {table} JOIN documents AS d USING (document_id) WHERE quote IS NOT NULL"""
    rows, right = one_row(release, sql)
    assert rows == right != 0


def test_values_stand_in_their_quotes(release: Release) -> None:
    sql = """
        SELECT count(*), count(*) FILTER (
            WHERE substr(d.text, value_start + 1, value_end - value_start) = value_text
        ) FROM statements JOIN documents AS d USING (document_id) WHERE value_start IS NOT NULL"""
    rows, right = one_row(release, sql)
    assert rows == right != 0


def test_search_finds_a_statement_by_its_words_without_accents(release: Release) -> None:
    text, folded = one_row(release, "SELECT statement_vi, folded FROM statements LIMIT 1")
    assert fold(str(text)) in str(folded)


def test_it_has_verdicts_and_few_contradictions(release: Release) -> None:
    (verdicts,) = one_row(release, "SELECT count(DISTINCT verdict) FROM comparison_rows")
    assert isinstance(verdicts, int)
    assert verdicts >= 3
    (clashes,) = one_row(release, "SELECT count(*) FROM contradictions")
    assert isinstance(clashes, int)
    assert clashes < STATEMENTS / 10


def test_the_same_number_gives_the_same_release(release: Release, tmp_path: Path) -> None:
    synthesise.synthesise(STATEMENTS, tmp_path)
    sql = "SELECT sum(hash(statement_id, value, quote_start, folded)) FROM statements"
    with open_release(current_release(tmp_path)) as again:
        assert one_row(again, sql) == one_row(release, sql)
        assert again.release_id == release.release_id
