"""Every verdict and every reason of a comparison, from rows made by hand."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pytest

from tests.warehouse.tiny import Row, Tiny

# A document's name says whose it is and when.
N20, N22, N25, PARTY19 = "n-2020", "n-2022", "n-2025-12", "party-2019"
P21, P25, P_UNDATED, RUNG23 = "p-2021", "p-2025-11", "p-undated", "rung-2023"


VERDICTS = {"ahead", "aligned", "behind", "earlier", "later", "not_comparable", "no_national", "no_province"}


@dataclass(frozen=True)
class Case:
    """Goals (document, fields) of one indicator, and what must come out at issue.

    `expected` holds verdict, reason and gap for each document of a province; under None, for the
    national goal for which the province ben has nothing to show.
    """

    nation: list[tuple[str, Row]]
    province: list[tuple[str, Row]]
    expected: dict[str | None, tuple[str, str, float | None]]
    direction: str = "higher"


CASES: dict[str, Case] = {
    "ahead": Case([(N20, {})], [(P21, {"value": 90})], {P21: ("ahead", "same_terms", 10)}),
    "behind": Case([(N20, {})], [(P21, {"value": 72.4})], {P21: ("behind", "same_terms", -7.6)}),
    "aligned": Case([(N20, {})], [(P21, {})], {P21: ("aligned", "same_terms", 0)}),
    "rank_ahead": Case(
        [(N20, {"value": 10, "operator": "<=", "value_unit": "rank"})],
        [(P21, {"value": 5, "operator": "<=", "value_unit": "rank"})],
        {P21: ("ahead", "same_terms", -5)},
        direction="lower",
    ),
    "rank_behind": Case(
        [(N20, {"value": 10, "operator": "<=", "value_unit": "rank"})],
        [(P21, {"value": 12, "operator": "<=", "value_unit": "rank"})],
        {P21: ("behind", "same_terms", 2)},
        direction="lower",
    ),
    "rank_range": Case(
        [(N20, {"value": 10, "operator": "<=", "value_unit": "rank"})],
        [(P21, {"value": 8, "value_high": 15, "value_unit": "rank"})],
        {P21: ("behind", "range", 5)},
        direction="lower",
    ),
    "range": Case([(N20, {})], [(P21, {"value": 85, "value_high": 90})], {P21: ("ahead", "range", 5)}),
    "comparator": Case([(N20, {})], [(P21, {"operator": ">"})], {P21: ("aligned", "comparator_differs", 0)}),
    "about": Case([(N20, {"operator": "~"})], [(P21, {})], {P21: ("aligned", "comparator_differs", 0)}),
    "wrong_way": Case(
        [(N20, {})], [(P21, {"operator": "<="})], {P21: ("not_comparable", "operator_bounds_other_way", None)}
    ),
    "wrong_way_rank": Case(
        [(N20, {"value": 10, "operator": ">=", "value_unit": "rank"})],
        [(P21, {"value": 5, "operator": "<=", "value_unit": "rank"})],
        {P21: ("not_comparable", "operator_bounds_other_way", None)},
        direction="lower",
    ),
    "earlier": Case(
        [(N20, {"horizon": 2030})], [(P21, {})], {P21: ("earlier", "same_level_other_horizon", None)}
    ),
    "later": Case(
        [(N20, {})], [(P21, {"horizon": 2030})], {P21: ("later", "same_level_other_horizon", None)}
    ),
    "other_level_other_horizon": Case(
        [(N20, {"horizon": 2030, "value": 95})],
        [(P21, {})],
        {P21: ("no_national", "other_horizon", None), None: ("no_province", "document_not_held", None)},
    ),
    "whole_unit": Case(
        [(N20, {"scope": "national"})],
        [(P21, {"scope": "province"}), (RUNG23, {"scope": ""})],
        {P21: ("aligned", "same_terms", 0), RUNG23: ("aligned", "same_terms", 0)},
    ),
    "other_scope": Case(
        [(N20, {"scope": "national"})],
        [(P21, {"scope": "household"})],
        {P21: ("not_comparable", "scope_differs", None)},
    ),
    "other_variant": Case(
        [(N20, {"variant": "GDP"})],
        [(P21, {"variant": "GRDP"})],
        {P21: ("not_comparable", "variant_differs", None)},
    ),
    "other_value_unit": Case(
        [(N20, {"value_unit": "count"})], [(P21, {})], {P21: ("not_comparable", "value_unit_differs", None)}
    ),
    "words": Case(
        [(N20, {"value": None})], [(P21, {"value": None})], {P21: ("not_comparable", "no_number", None)}
    ),
    "words_and_number": Case(
        [(N20, {"value": 99})], [(P21, {"value": None})], {P21: ("not_comparable", "no_number", None)}
    ),
    "words_other_horizon": Case(
        [(N20, {"value": None, "horizon": 2030})],
        [(P21, {"value": None})],
        {P21: ("not_comparable", "no_number", None)},
    ),
    "no_horizon": Case(
        [(N20, {})],
        [(P21, {"horizon": None, "horizon_basis": "none"})],
        {P21: ("not_comparable", "no_horizon", None)},
    ),
    "doubtful_horizon": Case(
        [(N20, {})], [(P21, {"doubt": "horizon"})], {P21: ("not_comparable", "doubtful_horizon", None)}
    ),
    "doubtful_territory": Case(
        [(N20, {})], [(P21, {"doubt": "territory"})], {P21: ("not_comparable", "doubtful_territory", None)}
    ),
    "doubtful_nation": Case(
        [(N20, {"doubt": "horizon"})],
        [(P21, {"doubt": "territory"})],
        {P21: ("not_comparable", "doubtful_horizon", None)},
    ),
    "doubtful_document": Case(
        [(N20, {"doubt": "document"})], [(P21, {})], {P21: ("aligned", "same_terms", 0)}
    ),
    "doubtful_alone": Case(
        [], [(P21, {"doubt": "horizon"})], {P21: ("no_national", "doubtful_horizon", None)}
    ),
    "certain_before_doubtful": Case(
        [(PARTY19, {"value": 99, "doubt": "horizon"}), (N20, {})],
        [(P21, {})],
        {P21: ("aligned", "same_terms", 0)},
    ),
    "new_territory": Case([(N20, {})], [(P25, {})], {P25: ("aligned", "same_terms", 0)}),
    "old_territory": Case(
        [(N20, {"horizon": 2030})],
        [(P21, {"horizon": 2030, "value": 90})],
        {P21: ("ahead", "same_terms", 10)},
    ),
    "district_before": Case(
        [(N20, {"scope": "district"})], [(P21, {"scope": "district"})], {P21: ("aligned", "same_terms", 0)}
    ),
    "district_after": Case(
        [(N20, {"scope": "district", "horizon": 2030})],
        [(P21, {"scope": "district", "horizon": 2030})],
        {P21: ("not_comparable", "district_level_ended", None)},
    ),
    "district_alone": Case(
        [(N20, {"scope": "district", "horizon": 2030})],
        [],
        {None: ("no_province", "district_level_ended", None)},
    ),
    "later_goal": Case([(N22, {})], [(P21, {})], {P21: ("no_national", "national_goal_later", None)}),
    "later_goal_in_another_variant": Case(
        [(N22, {"variant": "GDP"})],
        [(P21, {"variant": "GRDP"})],
        {
            P21: ("no_national", "national_goal_later", None),
            None: ("no_province", "stated_otherwise", None),
        },
    ),
    "later_goal_in_another_scope": Case(
        [(N22, {"scope": "commune"})],
        [(P21, {"scope": "household"})],
        {
            P21: ("no_national", "national_goal_later", None),
            None: ("no_province", "stated_otherwise", None),
        },
    ),
    "later_goal_for_another_horizon": Case(
        [(N22, {"horizon": 2030, "value": 95, "variant": "GDP"})],
        [(P21, {"variant": "GRDP"})],
        {
            P21: ("no_national", "document_not_held", None),
            None: ("no_province", "document_not_held", None),
        },
    ),
    "rank_over_newness": Case(
        [(PARTY19, {"value": 70}), (N20, {})], [(P21, {"value": 75})], {P21: ("ahead", "same_terms", 5)}
    ),
    "newness_within_rank": Case(
        [(N20, {}), (N22, {"value": 90})],
        [(P21, {}), (RUNG23, {})],
        {P21: ("aligned", "same_terms", 0), RUNG23: ("behind", "same_terms", -10)},
    ),
    "undated": Case(
        [(N20, {}), (N22, {"value": 90})], [(P_UNDATED, {})], {P_UNDATED: ("behind", "same_terms", -10)}
    ),
    "nation_silent_searched": Case(
        [], [(P21, {"horizon": 2020})], {P21: ("no_national", "not_stated", None)}
    ),
    "nation_silent_not_held": Case([], [(P21, {})], {P21: ("no_national", "document_not_held", None)}),
    "ministry_only": Case(
        [(N20, {"scope": "ministry; province"})],
        [(P21, {"scope": "province"})],
        {P21: ("aligned", "same_terms", 0), None: ("no_province", "not_applicable", None)},
    ),
}

DOCUMENTS: dict[str, Row] = {
    PARTY19: {"in_force_on": "2019-09-27", "rank": 1},
    N20: {"in_force_on": "2020-06-03"},
    N22: {"in_force_on": "2022-03-31"},
    N25: {"in_force_on": "2025-12-01"},
    "n-text-2015": {"in_force_on": "2015-04-23", "text": "x", "period_start": 2015, "period_end": 2020},
    P21: {"in_force_on": "2021-03-29", "unit_id": "ben", "territory_id": "ben-1991"},
    P25: {"in_force_on": "2025-11-30", "unit_id": "ben", "territory_id": "ben-2025"},
    P_UNDATED: {"unit_id": "ben", "territory_id": "ben-1991"},
    RUNG23: {"in_force_on": "2023-01-01", "unit_id": "rung", "territory_id": "rung-1991"},
    "rung-text": {"in_force_on": "2024-01-01", "unit_id": "rung", "territory_id": "rung-1991", "text": "x"}
    | {"period_start": 2021, "period_end": 2025},
}


def _tiny() -> Tiny:
    tiny = Tiny()
    for document_id, fields in DOCUMENTS.items():
        tiny.document(document_id, **fields)
    return tiny


@pytest.fixture(scope="module")
def cases() -> duckdb.DuckDBPyConnection:
    """All cases side by side, each an indicator of its own."""
    tiny = _tiny()
    for name, case in CASES.items():
        tiny.indicator(name, direction=case.direction)
        for number, (document_id, fields) in enumerate(case.nation + case.province):
            tiny.statement(f"{name}-{number}", document_id, indicator_id=name, **fields)
    return tiny.finish()


@pytest.mark.parametrize("name", CASES)
def test_each_case_has_its_verdict_and_reason(cases: duckdb.DuckDBPyConnection, name: str) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT province_document_id, verdict, reason, gap FROM comparisons "
            "WHERE indicator_id = $name AND (unit_id = 'ben' OR province_document_id IS NOT NULL)",
            {"name": name},
        )
        .fetchall()
    )
    got = {document_id: (verdict, reason, gap) for document_id, verdict, reason, gap in rows}
    assert got == CASES[name].expected
    assert len(rows) == len(got)


def test_every_reason_and_verdict_has_a_case(cases: duckdb.DuckDBPyConnection) -> None:
    used = {outcome[1] for case in CASES.values() for outcome in case.expected.values()}
    known = {row[0] for row in cases.cursor().execute("SELECT reason FROM verdict_reasons").fetchall()}
    # One needs two indicators, one is for today only: they have tests of their own below.
    assert known - used == {"definition_differs", "territory_changed"}
    assert {outcome[0] for case in CASES.values() for outcome in case.expected.values()} == VERDICTS


def test_today_looks_at_the_goal_of_today(cases: duckdb.DuckDBPyConnection) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT basis, verdict, gap, in_force_basis, is_national_replaced, national_document_id "
            "FROM comparison_rows WHERE province_document_id = $document AND indicator_id = $indicator "
            "ORDER BY basis",
            {"document": P21, "indicator": "newness_within_rank"},
        )
        .fetchall()
    )
    assert rows == [
        ("at_issue", "aligned", 0, "issued", True, N20),
        ("today", "behind", -10, "today", False, N22),
    ]


def test_today_an_old_territory_gets_no_verdict_for_a_time_after_it(cases: duckdb.DuckDBPyConnection) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT basis, verdict, reason, gap, province_value, national_value FROM comparison_rows "
            "WHERE province_document_id = $document AND indicator_id = 'old_territory' ORDER BY basis",
            {"document": P21},
        )
        .fetchall()
    )
    assert rows == [
        ("at_issue", "ahead", "same_terms", 10, 90, 80),
        ("today", "not_comparable", "territory_changed", None, 90, 80),
    ]


def test_today_no_district_is_left_to_meet_a_goal_due_when_the_level_ended() -> None:
    tiny = _tiny()
    for horizon in (2024, 2025):
        tiny.indicator(f"files-{horizon}")
        for document_id in (N20, P21):
            tiny.statement(
                f"{document_id}-{horizon}", document_id, indicator_id=f"files-{horizon}", scope="district",
                horizon=horizon,
            )  # fmt: skip
    tiny.indicator("lone")
    tiny.statement("lone", N20, indicator_id="lone", scope="district")
    rows = (
        tiny.finish()
        .execute(
            "SELECT basis, indicator_id, verdict, reason FROM comparison_rows "
            "WHERE unit_id = 'ben' ORDER BY ALL"
        )
        .fetchall()
    )
    assert rows == [
        ("at_issue", "files-2024", "aligned", "same_terms"),
        ("at_issue", "files-2025", "aligned", "same_terms"),
        ("at_issue", "lone", "no_province", "document_not_held"),
        ("today", "files-2024", "aligned", "same_terms"),
        ("today", "files-2025", "not_comparable", "district_level_ended"),
        ("today", "lone", "no_province", "district_level_ended"),
    ]


def test_an_undated_document_says_so(cases: duckdb.DuckDBPyConnection) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT basis_date, in_force_basis FROM comparisons WHERE province_document_id = $document",
            {"document": P_UNDATED},
        )
        .fetchall()
    )
    assert rows == [(None, "unknown")]


def test_a_gap_in_percent_is_in_percentage_points(cases: duckdb.DuckDBPyConnection) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT DISTINCT province_value_unit, gap_unit FROM comparison_rows "
            "WHERE gap IS NOT NULL ORDER BY ALL"
        )
        .fetchall()
    )
    assert rows == [("percent", "percentage_points"), ("rank", "rank")]


def test_replaced_goals_stay_visible(cases: duckdb.DuckDBPyConnection) -> None:
    rows = (
        cases.cursor()
        .execute(
            "SELECT indicator_id, document_id, replaced_by_document_id, replaced_on::VARCHAR "
            "FROM superseded_goals WHERE indicator_id IN ('newness_within_rank', 'rank_over_newness')"
        )
        .fetchall()
    )
    assert rows == [
        ("newness_within_rank", N20, N22, "2022-03-31"),
        ("rank_over_newness", N20, PARTY19, "2020-06-03"),
    ]


def _rows(tiny: Tiny) -> list[tuple[object, ...]]:
    return (
        tiny.finish()
        .execute(
            "SELECT province_statement_id, national_statement_id, scope, horizon, verdict, reason "
            "FROM comparisons WHERE unit_id = 'ben' ORDER BY ALL"
        )
        .fetchall()
    )


def test_a_province_with_a_searched_text_is_not_silent_on_what_it_states_otherwise() -> None:
    tiny = _tiny()
    tiny.indicator("dossiers")
    tiny.document("ben-text", "2021-03-29", text="x", period_end=2025, unit_id="ben", territory_id="ben-1991")
    tiny.statement("n", N22, indicator_id="dossiers", variant="GDP")
    tiny.statement("p", "ben-text", indicator_id="dossiers", variant="GRDP")
    tiny.indicator("fibre")
    tiny.statement("n-fibre", N22, indicator_id="fibre")
    assert _rows(tiny) == [
        ("p", None, "province", 2025, "no_national", "national_goal_later"),
        (None, "n", "province", 2025, "no_province", "stated_otherwise"),
        (None, "n-fibre", "province", 2025, "no_province", "not_stated"),
    ]


def test_another_indicator_of_the_family_is_shown_without_a_gap() -> None:
    tiny = _tiny()
    tiny.indicator("level_4", family="services")
    tiny.indicator("level_3_4", family="services")
    tiny.statement("n", N20, indicator_id="level_4")
    tiny.statement("p", P21, indicator_id="level_3_4", value=100.0)
    assert _rows(tiny) == [("p", "n", "province", 2025, "not_comparable", "definition_differs")]


def test_a_goal_does_not_answer_what_the_nation_asked_later() -> None:
    tiny = _tiny()
    tiny.indicator("level_4", family="services")
    tiny.indicator("level_3_4", family="services")
    tiny.statement("n", N22, indicator_id="level_4")
    tiny.statement("p", P21, indicator_id="level_3_4", value=100.0)
    assert _rows(tiny) == [
        ("p", None, "province", 2025, "no_national", "document_not_held"),
        (None, "n", "province", 2025, "no_province", "document_not_held"),
    ]
    today = tiny.connection.execute(
        "SELECT province_statement_id, national_statement_id, reason "
        "FROM comparisons_today WHERE unit_id = 'ben'"
    ).fetchall()
    assert today == [("p", "n", "definition_differs")]


def test_the_same_indicator_comes_before_its_family() -> None:
    tiny = _tiny()
    tiny.indicator("level_4", family="services")
    tiny.indicator("level_3_4", family="services")
    tiny.statement("n4", N20, indicator_id="level_4")
    tiny.statement("n34", N20, indicator_id="level_3_4", value=95.0)
    tiny.statement("p", P21, indicator_id="level_4", value=100.0)
    assert _rows(tiny) == [
        ("p", "n4", "province", 2025, "ahead", "same_terms"),
        # What the province says of level 4 does not stand in for what it leaves open.
        (None, "n34", "province", 2025, "no_province", "document_not_held"),
    ]


def test_one_number_over_two_levels_is_compared_level_by_level() -> None:
    tiny = _tiny()
    tiny.indicator("files")
    tiny.statement("n-province", N20, indicator_id="files", value=90.0, scope="province")
    tiny.statement("n-district", N20, indicator_id="files", value=80.0, scope="district")
    tiny.statement("p", P21, indicator_id="files", value=90.0, scope="province; district")
    assert _rows(tiny) == [
        ("p", "n-district", "district", 2025, "ahead", "same_terms"),
        ("p", "n-province", "province", 2025, "aligned", "same_terms"),
    ]


def test_several_statements_of_one_thing_keep_all_their_rows() -> None:
    tiny = _tiny()
    tiny.indicator("files")
    tiny.statement("n", N20, indicator_id="files")
    for number, value in enumerate((70.0, 80.0, 80.0)):
        tiny.statement(f"p{number}", P21, indicator_id="files", value=value)
    assert [(row[0], row[4]) for row in _rows(tiny)] == [
        ("p0", "behind"),
        ("p1", "aligned"),
        ("p2", "aligned"),
    ]


def test_the_nearest_horizon_with_the_same_level_is_the_partner() -> None:
    tiny = _tiny()
    tiny.indicator("files")
    tiny.statement("n-2030", N20, indicator_id="files", horizon=2030)
    tiny.statement("n-2045", N20, indicator_id="files", horizon=2045)
    tiny.statement("p", P21, indicator_id="files")
    assert _rows(tiny) == [
        ("p", "n-2030", "province", 2025, "earlier", "same_level_other_horizon"),
        # The goal for 2045 found the province by itself and is filed under its own horizon.
        ("p", "n-2045", "province", 2045, "earlier", "same_level_other_horizon"),
    ]


def test_silence_of_a_province_is_told_apart_from_a_text_not_held() -> None:
    tiny = _tiny()
    tiny.indicator("files")
    tiny.indicator("world_rank", applies_to="nation")
    tiny.statement("n-2025", N20, indicator_id="files")
    tiny.statement("n-2030", N20, indicator_id="files", horizon=2030, value=90.0)
    tiny.statement("n-rank", N20, indicator_id="world_rank")
    rows = (
        tiny.finish()
        .execute(
            "SELECT unit_id, national_statement_id, verdict, reason, in_force_basis "
            "FROM comparisons ORDER BY ALL"
        )
        .fetchall()
    )
    assert rows == [
        ("ben", "n-2025", "no_province", "document_not_held", "today"),
        ("ben", "n-2030", "no_province", "document_not_held", "today"),
        ("ben", "n-rank", "no_province", "not_applicable", "today"),
        ("rung", "n-2025", "no_province", "not_stated", "today"),
        ("rung", "n-2030", "no_province", "document_not_held", "today"),
        ("rung", "n-rank", "no_province", "not_applicable", "today"),
    ]


def test_baselines_and_unknown_indicators_are_never_compared() -> None:
    tiny = _tiny()
    tiny.indicator("files")
    tiny.statement("b", P21, indicator_id="files", kind="baseline", horizon=None, horizon_basis="none")
    tiny.statement("u", P21, indicator_id=None)
    assert _rows(tiny) == []


def test_after_the_merger_both_sides_speak_of_the_new_map() -> None:
    tiny = _tiny()
    tiny.document("p-2026", "2026-01-15", unit_id="ben", territory_id="ben-2025")
    tiny.indicator("files")
    tiny.statement("n", N25, indicator_id="files", horizon=2030)
    tiny.statement("p", "p-2026", indicator_id="files", horizon=2030)
    assert _rows(tiny) == [("p", "n", "province", 2030, "aligned", "same_terms")]


def test_a_release_refuses_a_gap_where_nothing_compares(cases: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConstraintException):
        cases.cursor().execute(
            "INSERT INTO comparison_rows SELECT * REPLACE (5 AS gap, 'rank' AS gap_unit) "
            "FROM comparison_rows WHERE verdict = 'not_comparable' LIMIT 1"
        ).fetchall()
