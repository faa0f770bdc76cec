"""The questions: each gives what it says, and no text of a reader ever becomes SQL."""

from __future__ import annotations

import inspect
import threading
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse import queries
from warehouse.connect import Release
from warehouse.queries.filters import build_where
from warehouse.queries.pairs import PairQuestion
from warehouse.queries.statements import STATEMENT_FILTERS

HOSTILE = (
    "'; DROP TABLE statements; --",
    '" OR 1=1 --',
    "100_%",
    "%",
    "\\",
    "$word0",
    "\x00",
    "\N{ZERO WIDTH SPACE}",
    "a" * 100_000,
    "a " * 1000,
)

ARGUMENTS: dict[str, list[Any]] = {
    "document": ["ben-text"],
    "lineage_of": ["ben-text"],
    "pages_of": ["ben-text"],
    "first_pairs": [PairQuestion()],
    "goal_counts": [["ben"]],
    "goals_by_document": [["ben"]],
    "pair_counts": [PairQuestion()],
    "pairs_for_findings": [["ben", "rung"]],
    "road_statements": [["ben"]],
    "standing_documents": [["ben", "rung"]],
    "standings": [["ben", "rung"]],
    "statement": ["ben-files"],
    "statements_by_id": [["ben-files", "unknown"]],
    "statements_of": ["ben-text"],
    "tasks_of": ["ben-text"],
    "texts_without_goals": [["rung"]],
}
NAMED: dict[str, dict[str, Any]] = {
    "document_options": {"most": 5},
    "first_pairs": {"verdict_order": ["behind"], "scope_order": ["province"], "by_gap": True, "most": 5},
    "pairs_for_findings": {"year": 2020, "examples": 2},
    "standing_documents": {"of_each": True},
    "standings": {"of_each": True},
}


@pytest.mark.parametrize("name", queries.__all__)
def test_every_question_is_answered_by_a_documented_frame(
    cursor: duckdb.DuckDBPyConnection, name: str
) -> None:
    question = getattr(queries, name)
    frame = question(cursor, *ARGUMENTS.get(name, []), **NAMED.get(name, {}))
    assert isinstance(frame, pd.DataFrame)
    assert len(frame.columns) > 0
    assert inspect.getdoc(question)
    again = question(cursor, *ARGUMENTS.get(name, []), **NAMED.get(name, {}))
    pd.testing.assert_frame_equal(frame, again)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, ["ben-files", "ben-now", "n-fibre", "n-files", "rung-5g"]),
        ({"kinds": ["target"]}, ["ben-files", "n-fibre", "n-files"]),
        ({"kinds": []}, ["ben-files", "ben-now", "n-fibre", "n-files", "rung-5g"]),
        ({"evidence": ["quoted"]}, ["ben-files"]),
        ({"units": ["ben", "rung"]}, ["ben-files", "ben-now", "rung-5g"]),
        ({"themes": ["digital_infrastructure"]}, ["n-fibre", "rung-5g"]),
        ({"indicators": ["files"]}, ["ben-files", "ben-now", "n-files"]),
        ({"horizons": [2025]}, ["ben-files", "n-fibre", "n-files", "rung-5g"]),
        ({"horizons": [1999]}, []),
        ({"scopes": ["district"]}, ["n-files"]),
        ({"scopes": ["province"]}, ["ben-files", "n-files"]),
        ({"documents": ["n-2020"]}, ["n-fibre", "n-files"]),
        ({"firmness": ["vision"]}, []),
        ({"doubts": ["none"], "units": ["ben"]}, ["ben-files", "ben-now"]),
        ({"units": ["ben"], "q": "HO SO cong viec"}, ["ben-files", "ben-now"][:1]),
        ({"q": "viec hồ"}, ["ben-files"]),
        ({"q": "100_%"}, ["ben-files"]),
        ({"q": "%"}, ["ben-files"]),
        ({"q": "khong co"}, []),
    ],
)
def test_a_selection_of_statements(
    cursor: duckdb.DuckDBPyConnection, chosen: dict[str, Any], ids: list[str]
) -> None:
    frame = queries.statements(cursor, **chosen)
    assert sorted(frame["statement_id"]) == ids
    assert list(frame.columns) == list(queries.statements(cursor).columns)


def test_pages_of_a_selection_make_the_whole(cursor: duckdb.DuckDBPyConnection) -> None:
    whole = queries.statements(cursor)["statement_id"].tolist()
    pages = [
        queries.statements(cursor, limit=2, offset=start)["statement_id"].tolist() for start in (0, 2, 4, 6)
    ]
    assert [id_ for page in pages for id_ in page] == whole
    assert [len(page) for page in pages] == [2, 2, 1, 0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_looked_for(cursor: duckdb.DuckDBPyConnection, text: str) -> None:
    before = len(queries.statements(cursor))
    queries.statements(cursor, q=text)
    assert queries.statements(cursor, units=[text], themes=[text], indicators=[text]).empty
    assert queries.comparisons(cursor, units=[text], verdicts=[text]).empty
    assert queries.statement(cursor, text).empty
    assert queries.document(cursor, text).empty
    assert queries.dictionary(cursor, text).empty
    assert len(queries.statements(cursor)) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_no_search_breaks(cursor: duckdb.DuckDBPyConnection, text: str) -> None:
    found = queries.statements(cursor, q=text)
    assert set(found["statement_id"]) <= set(queries.statements(cursor)["statement_id"])
    assert list(found.columns) == list(queries.statements(cursor).columns)


def test_an_unknown_filter_is_refused() -> None:
    with pytest.raises(KeyError):
        build_where(STATEMENT_FILTERS, {"colour": ["red"]})


@pytest.mark.parametrize(
    ("chosen", "pairs"),
    [
        ({"units": ["ben"], "verdicts": ["ahead"]}, [("ben-files", "n-files", "ahead")]),
        ({"units": ["ben"], "scopes": ["district"]}, [(None, "n-files", "no_province")]),
        ({"units": ["rung"], "reasons": ["no_number"]}, [("rung-5g", "n-fibre", "not_comparable")]),
        ({"horizons": [2045]}, []),
        ({"indicators": ["fibre"], "units": ["ben"]}, [(None, "n-fibre", "no_province")]),
    ],
)
def test_a_selection_of_comparisons(
    cursor: duckdb.DuckDBPyConnection, chosen: dict[str, Any], pairs: list[tuple[str | None, str, str]]
) -> None:
    for basis in ("at_issue", "today"):
        frame = queries.comparisons(cursor, basis, **chosen)
        columns = frame[["province_statement_id", "national_statement_id", "verdict"]].astype(object)
        assert [tuple(row) for row in columns.where(columns.notna(), None).to_numpy()] == pairs


def test_the_dictionary_has_both_languages(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = queries.dictionary(cursor, "comparison_rows").set_index("column_name")
    assert str(rows.loc["gap", "comment_vi"]).startswith("Chênh lệch")
    assert str(rows.loc["gap", "comment_en"]).startswith("Province minus nation")
    assert (rows["comment_en"] != "").all()


def test_vietnamese_names_are_in_vietnamese_order(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = queries.indicators(cursor)
    assert rows["indicator_id"].tolist() == ["files", "fibre"]
    assert rows["statements"].tolist() == [3, 2]


def test_cursors_of_many_threads_answer_alike(release: Release) -> None:
    expected = queries.statements(release.cursor())
    answers: list[bool] = []

    def ask() -> None:
        answers.extend(queries.statements(release.cursor()).equals(expected) for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [True] * 40


def test_a_rule_shows_its_shortest_sentence(cursor: duckdb.DuckDBPyConnection) -> None:
    found = queries.rules(cursor)
    columns = ["rule", "statements", "targets", "commitments", "baselines", "example_id"]
    # Cited figures were read by no rule of ours.
    assert found[columns].to_numpy().tolist() == [["test", 1, 1, 0, 0, "ben-files"]]
