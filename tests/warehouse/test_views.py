"""The views over the tables: comments, coverage, alignment of tasks, lineage."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.tiny import Tiny
from warehouse.build import sql_files
from warehouse.queries import coverage, lineage_of, task_alignment

CONTRACT = {
    "targets", "baselines", "commitments", "comparisons", "comparisons_today", "coverage", "task_alignment",
    "lineage", "superseded_goals", "contradictions",
}  # fmt: skip


def test_every_table_view_and_column_has_a_comment_in_both_languages(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    columns = cursor.execute(
        "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    for name, comment in [*columns, *_relations(cursor).items()]:
        assert isinstance(comment, str), f"{name} has no comment"
        assert len(comment.split(" | ")) == 2, f"{name}: not 'vi | en'"


@pytest.mark.parametrize("view", ["statement_details", "targets", "commitments", "baselines"])
@pytest.mark.parametrize(
    "column", ["reason", "scope", "unit_id", "horizon", "territory_id", "indicator_id", "variant", "theme_id"]
)
def test_a_view_of_statements_says_of_a_column_what_the_statements_say(
    cursor: duckdb.DuckDBPyConnection, view: str, column: str
) -> None:
    assert _comment(cursor, view, column) == _comment(cursor, "statements", column)


@pytest.mark.parametrize("view", ["comparisons", "comparisons_today"])
@pytest.mark.parametrize("column", ["reason", "scope", "unit_id", "horizon"])
def test_a_view_of_pairs_says_what_the_pairs_say(
    cursor: duckdb.DuckDBPyConnection, view: str, column: str
) -> None:
    said = _comment(cursor, view, column)
    assert said == _comment(cursor, "comparison_rows", column)
    assert said != _comment(cursor, "statements", column)


def _relations(cursor: duckdb.DuckDBPyConnection) -> dict[str, object]:
    rows = cursor.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal "
        "UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    return dict(rows)


def _comment(cursor: duckdb.DuckDBPyConnection, relation: str, column: str) -> object:
    rows = cursor.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = $relation AND column_name = $column",
        {"relation": relation, "column": column},
    ).fetchall()
    assert len(rows) == 1
    return rows[0][0]


def test_the_contract_views_exist_and_every_file_of_views_is_used(cursor: duckdb.DuckDBPyConnection) -> None:
    assert set(_relations(cursor)) >= CONTRACT
    folder = sql_files()[-1].parent
    assert {path for path in sql_files() if path.parent == folder} == set(folder.glob("*.sql"))


def test_both_bases_have_the_columns_of_the_rows(cursor: duckdb.DuckDBPyConnection) -> None:
    shapes = [
        cursor.execute(f"DESCRIBE {name}").fetchall()
        for name in ("comparison_rows", "comparisons", "comparisons_today")
    ]
    assert [[row[0] for row in shape] for shape in shapes] == [[row[0] for row in shapes[0]]] * 3


def test_the_kinds_of_statements_are_apart(cursor: duckdb.DuckDBPyConnection) -> None:
    for view, ids in {
        "targets": {"n-files", "n-fibre", "ben-files"},
        "commitments": {"rung-5g"},
        "baselines": {"ben-now"},
    }.items():
        rows = cursor.execute(f"SELECT statement_id FROM {view}").fetchall()
        assert {row[0] for row in rows} == ids


def _kind(tiny_cursor: duckdb.DuckDBPyConnection, unit: str, theme: str, horizon: int) -> object:
    rows = coverage(tiny_cursor, units=[unit], themes=[theme], horizons=[horizon])
    assert len(rows) == 1
    found = rows["empty_kind"].iloc[0]
    return found if isinstance(found, str) else None


@pytest.mark.parametrize(
    ("unit", "theme", "horizon", "kind"),
    [
        ("ben", "digital_government", 2025, None),
        ("ben", "digital_infrastructure", 2025, "not_stated"),
        ("ben", "digital_infrastructure", 2030, "document_not_held"),
        # Its period begins in 2020, so it promises nothing for that year.
        ("ben", "digital_infrastructure", 2020, "document_not_held"),
        ("rung", "digital_government", 2025, "document_not_held"),
        ("rung", "digital_infrastructure", 2025, None),
        ("national", "digital_government", 2020, "not_stated"),
        ("national", "digital_government", 2045, "document_not_held"),
    ],
)
def test_nothing_has_its_kind(
    cursor: duckdb.DuckDBPyConnection, unit: str, theme: str, horizon: int, kind: str | None
) -> None:
    assert _kind(cursor, unit, theme, horizon) == kind


def test_coverage_counts_by_kind_and_evidence(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = coverage(cursor, horizons=[2025])
    rows = rows[rows["empty_kind"].isna() & (rows["unit_id"] != "national")]
    columns = ["unit_id", "theme_id", "targets", "commitments", "quoted", "cited"]
    assert rows[columns].to_numpy().tolist() == [
        ["ben", "digital_government", 1, 0, 1, 0],
        ["rung", "digital_infrastructure", 0, 1, 0, 1],
    ]


def test_what_is_not_asked_or_was_replaced_is_no_silence() -> None:
    tiny = Tiny()
    tiny.indicator("world_rank", applies_to="nation")
    ben = {"unit_id": "ben", "territory_id": "ben-1991"}
    tiny.document("old", "2010-01-01", text="x", period_start=2015, period_end=2020, **ben)
    tiny.document("new", "2011-01-01", **ben)
    tiny.citation("new", "1/QĐ", relation="amends", cited_document_id="old")
    tiny.statement("s", "old", theme_id="digital_government", horizon=1990)
    done = tiny.finish()
    assert _kind(done, "ben", "digital_infrastructure", 2020) == "replaced"
    assert _kind(done, "ben", "digital_government", 2020) == "not_applicable"
    assert _kind(done, "rung", "digital_infrastructure", 1990) == "not_applicable"


def plan_and_amended() -> Tiny:
    """Themes with an indicator each, a "plan" of Ben until 2030, an "old" one of Rung that was amended."""
    tiny = Tiny()
    for theme_id in ("digital_government", "digital_infrastructure"):
        tiny.indicator(f"of-{theme_id}", theme_id=theme_id)
    ben = {"unit_id": "ben", "territory_id": "ben-1991"}
    rung = {"unit_id": "rung", "territory_id": "rung-1991"}
    tiny.document("plan", "2021-01-01", text="x", period_start=2020, period_end=2030, **ben)
    tiny.document("old", "2015-01-01", text="x", period_start=2015, period_end=2020, **rung)
    tiny.document("new", "2016-01-01", **rung)
    tiny.citation("new", "1/QĐ", relation="amends", cited_document_id="old")
    return tiny


def test_a_theme_named_in_words_only_is_no_silence() -> None:
    tiny = plan_and_amended()
    # An aim may look further than the period of its document.
    tiny.task("far", "plan", "ben", None, kind="aim", theme_id="digital_government", horizon=2045)
    tiny.task("always", "plan", "ben", None, theme_id="digital_infrastructure")
    tiny.task("amended", "old", "rung", None, kind="aim", theme_id="digital_government")
    tiny.statement("s", "plan", theme_id="digital_infrastructure", horizon=2030)
    done = tiny.finish()
    assert _kind(done, "ben", "digital_government", 2045) == "aim_only"
    assert _kind(done, "ben", "digital_government", 2025) == "not_stated"
    assert _kind(done, "ben", "digital_infrastructure", 2025) == "aim_only"
    assert _kind(done, "ben", "digital_infrastructure", 2030) is None
    assert _kind(done, "ben", "digital_infrastructure", 2045) == "document_not_held"
    assert _kind(done, "rung", "digital_government", 2020) == "replaced"


def test_a_theme_within_the_sentence_of_another_goal_is_no_silence() -> None:
    tiny = plan_and_amended()
    tiny.task("aim", "plan", "ben", None, kind="aim", theme_id="digital_government", horizon=2030)
    for statement_id, document_id, fields in (
        ("first", "plan", {"horizon": 2030}),
        ("second", "plan", {"horizon": 2030}),
        ("reached", "plan", {"horizon": None, "kind": "baseline", "firmness": None}),
        ("amended", "old", {"horizon": 2020}),
    ):
        tiny.statement(statement_id, document_id, theme_id="digital_infrastructure", **fields)
        tiny.names_theme(statement_id, "digital_infrastructure", is_main=True)
        tiny.names_theme(statement_id, "digital_government")
    done = tiny.finish()
    # Said by a goal it is more than said by an aim; no count changes.
    assert _kind(done, "ben", "digital_government", 2030) == "named_within"
    named = coverage(done.cursor(), units=["ben"], themes=["digital_government"], horizons=[2030])
    assert named[["named_in", "targets"]].to_numpy().tolist() == [["first", 0]]
    assert _kind(done, "ben", "digital_government", 2025) == "not_stated"
    assert _kind(done, "ben", "digital_infrastructure", 2030) is None
    assert _kind(done, "rung", "digital_government", 2020) == "replaced"


def test_tasks_stand_beside_those_of_the_nation(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = task_alignment(cursor)
    columns = ["unit_id", "topic_id", "national_task_ids", "province_task_ids", "has_counterpart"]
    rows = rows.astype(object).where(rows.notna(), None)
    got = [
        (unit, topic, list(nation), list(province), has_counterpart)
        for unit, topic, nation, province, has_counterpart in rows[columns].itertuples(index=False, name=None)
    ]
    assert got == [
        ("ben", "data", ["n-data"], ["ben-data"], True),
        ("ben", "workforce", [], ["ben-own"], False),
        ("ben", "security", ["n-security"], [], False),
        ("ben", None, [], ["ben-none"], False),
        ("rung", "data", ["n-data"], [], False),
        ("rung", "security", ["n-security"], [], False),
    ]
    assert rows["is_document_missing"].tolist() == [False] * 4 + [True] * 2


def test_lineage_adds_the_registry_to_what_the_texts_name(cursor: duckdb.DuckDBPyConnection) -> None:
    columns = ["cited_number", "cited_document_id", "source"]

    def edges(document_id: str) -> list[list[object]]:
        found = lineage_of(cursor, document_id)[columns].astype(object)
        rows: list[list[object]] = found.where(found.notna(), None).to_numpy().tolist()
        return rows

    assert edges("ben-text") == [["749/QĐ-TTg", "n-2020", "text"]]
    assert edges("rung-cited") == [["12/NQ", None, "registry"], ["749/QĐ-TTg", "n-2020", "registry"]]
