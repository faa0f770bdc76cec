from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard import coverage, roadmap
from dashboard.charts import steps
from dashboard.findings import GOALS
from dashboard.names import Names
from dashboard.roadmap import Road, Silence
from warehouse import queries
from warehouse.connect import Release

HORIZONS = [2020, 2025, 2030, 2045]


@pytest.fixture(scope="module")
def silence(release: Release, names: Names) -> Silence:
    return Silence.of(queries.coverage(release.cursor()), names.lists.territories)


@pytest.fixture(scope="module")
def known(statements: pd.DataFrame) -> pd.DataFrame:
    return roadmap.known(statements)


def all_roads(known: pd.DataFrame, names: Names, silence: Silence, **options: Any) -> list[Road]:
    units = list(names.lists.units)
    return roadmap.roads(known, names, silence, units=units, horizons=HORIZONS, **options)


def test_every_goal_of_a_known_indicator_and_main_horizon_stands_on_a_road(
    statements: pd.DataFrame, known: pd.DataFrame, names: Names, silence: Silence
) -> None:
    goals = statements[
        statements["kind"].isin(["target", "commitment"])
        & statements["indicator_id"].notna()
        & statements["horizon"].isin(HORIZONS)
    ]
    found = {
        str(row["statement_id"])
        for road in all_roads(known, names, silence)
        for step in road.steps
        for row in step.statements
    }
    assert found == set(goals["statement_id"])


def test_a_step_is_empty_or_says_why_never_both(known: pd.DataFrame, names: Names, silence: Silence) -> None:
    for road in all_roads(known, names, silence, aligned=True):
        for step in road.steps:
            assert bool(step.statements) != bool(step.empty_kind)


def test_what_a_road_holds_is_one_thing(known: pd.DataFrame, names: Names, silence: Silence) -> None:
    for road in all_roads(known, names, silence):
        rows = [row for step in road.steps for row in step.statements] + list(road.baselines)
        assert {row["unit_id"] for row in rows} == {road.unit_id}
        assert {row["indicator_id"] for row in rows} == {road.indicator_id}
        assert {row["variant"] for row in rows} == {road.variant}
        assert {row["one_scope"] for row in rows} == {road.scope}
        assert {row["value_unit"] for row in rows if isinstance(row["value_unit"], str)} <= {road.value_unit}


def test_aligned_roads_show_who_is_silent(known: pd.DataFrame, names: Names, silence: Silence) -> None:
    rows = known[known["indicator_id"] == "work_files_processed_online_share"]
    found = roadmap.by_unit(all_roads(rows, names, silence, aligned=True))
    assert list(found) == list(names.lists.units)
    assert len(found["tay-ninh"]) == 1
    assert roadmap.is_silent(found["tay-ninh"])
    national, own = ({road.scope for road in found[unit]} for unit in ("national", "lao-cai"))
    # What is asked of ministries is not asked of a province.
    assert national - own == {"ministry"}


def test_the_leading_statement_is_certain_and_in_force(
    known: pd.DataFrame, names: Names, silence: Silence, release: Release
) -> None:
    old = queries.superseded_goals(release.cursor())
    replaced = frozenset(old["statement_id"])
    for road in all_roads(known, names, silence, replaced=replaced):
        for step in road.steps:
            if len(step.statements) > 1:
                lead, *others = step.statements
                for doubt in ("horizon", "territory"):
                    assert lead["doubt"] != doubt or all(
                        row["doubt"] in ("horizon", "territory") for row in others
                    )
                if lead["statement_id"] in replaced:
                    assert all(
                        row["statement_id"] in replaced or row["doubt"] in ("horizon", "territory")
                        for row in others
                    )


def test_a_unit_has_no_silence_before_it_began(silence: Silence) -> None:
    assert silence.kind("lao-cai", "digital_data", 1990, is_asked=True) == "not_applicable"
    assert silence.kind("lao-cai", "digital_data", 2025, is_asked=True) == "not_stated"
    assert silence.kind("lao-cai", "digital_data", 2025, is_asked=False) == "not_applicable"
    assert silence.kind("tay-ninh", "digital_society", 2045, is_asked=True) == "document_not_held"


@pytest.mark.parametrize("kind", coverage.IN_WORDS)
def test_a_theme_that_a_text_names_is_no_plain_silence(
    kind: str, silence: Silence, release: Release, statements: pd.DataFrame, names: Names
) -> None:
    """Where the matrix says that an aim or the sentence of another goal names it, so does the roadmap."""
    cells = queries.coverage(release.cursor())
    only = cells[cells["empty_kind"] == kind].to_dict("records")
    assert only
    for cell in only:
        where = (str(cell["unit_id"]), str(cell["theme_id"]), int(cell["horizon"]))
        assert silence.kind(*where, is_asked=True) == kind
    unit, theme, year = only[0]["unit_id"], only[0]["theme_id"], int(only[0]["horizon"])
    rows = roadmap.known(statements[statements["theme_id"] == theme])
    own = roadmap.roads(rows, names, silence, units=[unit], horizons=[year])
    assert own
    assert {step.empty_kind for road in own for step in road.steps} == {kind}
    drawn = str(steps.chart(own, names, with_indicator=True))
    assert names.w(coverage.EMPTY_SHORT[kind]) in drawn


def test_the_first_indicator_is_one_that_units_share(known: pd.DataFrame, release: Release) -> None:
    reach = queries.indicator_reach(release.cursor())
    first = reach["indicator_id"].iloc[0]
    goals = known[known["kind"].isin(GOALS)]
    assert goals[goals["indicator_id"] == first]["unit_id"].nunique() > 1
    # Counted in the database as it would be counted here.
    cells = goals.drop_duplicates(["indicator_id", "unit_id", "one_scope", "variant", "horizon"])
    counts = cells.groupby("indicator_id").agg(units=("unit_id", "nunique"), cells=("unit_id", "size"))
    told = reach[reach["cells"] > 0].set_index("indicator_id")[["units", "cells"]]
    assert told.to_dict("index") == counts.to_dict("index")
    assert list(told["cells"][told["units"] > 1]) == sorted(told["cells"][told["units"] > 1], reverse=True)


def test_few_columns_make_the_same_roads_as_all(
    known: pd.DataFrame, names: Names, silence: Silence, release: Release
) -> None:
    def told(rows: pd.DataFrame, limit: int | None) -> list[tuple[object, ...]]:
        found = roadmap.roads(rows, names, silence, units=["lao-cai"], horizons=HORIZONS)
        return [
            (
                theme,
                road.indicator_id,
                road.scope,
                road.variant,
                road.value_unit,
                [[row["statement_id"] for row in step.statements] for step in road.steps],
            )
            for theme, own in roadmap.by_theme(found, names, limit=limit).items()
            for road in own
        ]

    for limit, of_theme in ((None, None), (2, 6)):
        few = queries.road_statements(release.cursor(), ["lao-cai"], of_theme=of_theme)
        assert told(roadmap.known(few), limit) == told(known, limit)
    cut = queries.road_statements(release.cursor(), ["lao-cai"], of_theme=1)
    everything = queries.road_statements(release.cursor(), ["lao-cai"])
    assert 0 < len(cut) < len(everything)


def test_a_theme_shows_its_longest_roads_first(known: pd.DataFrame, names: Names, silence: Silence) -> None:
    own = [road for road in all_roads(known, names, silence) if road.unit_id == "lao-cai"]
    short = roadmap.by_theme(own, names, limit=2)
    full = roadmap.by_theme(own, names, limit=None)
    assert list(short) == [theme for theme in names.lists.themes if theme in short]
    assert sum(map(len, full.values())) == len(own)
    for theme, roads in short.items():
        assert len(roads) <= 2
        assert max(road.stated for road in full[theme]) == roads[0].stated or roads[0].stated > 0


def test_the_table_holds_every_value_of_the_roads(
    known: pd.DataFrame, names: Names, silence: Silence
) -> None:
    rows = known[known["indicator_id"] == "digital_economy_share"]
    roads = all_roads(rows, names, silence)
    html = roadmap.roads_table(roads, names, HORIZONS)
    for id_ in rows[rows["horizon"].isin(HORIZONS)]["statement_id"]:
        assert f"statement={id_}" in html


def test_one_group_of_many_roads_becomes_two_panels(
    known: pd.DataFrame, names: Names, silence: Silence
) -> None:
    roads = all_roads(known, names, silence)[:5]
    panels = roadmap.panels({"a": roads}, {"a": "A"})
    assert [len(panel.roads) for panel in panels] == [3, 2]
    assert len({panel.key for panel in panels}) == 2
    assert not any(panel.is_headed for panel in panels)
    assert [panel.title for panel in roadmap.panels({"a": roads, "b": roads}, {"a": "A", "b": "B"})] == [
        "A",
        "B",
    ]


def test_many_silent_units_are_named_and_not_drawn(
    known: pd.DataFrame, names: Names, silence: Silence
) -> None:
    rows = known[known["indicator_id"] == "work_files_processed_online_share"]
    few = roadmap.by_unit(all_roads(rows, names, silence, aligned=True))
    assert roadmap.drawn_units(few) == (few, [])
    many = few | {f"u{n}": few["tay-ninh"] for n in range(roadmap.MOST_SILENT)}
    drawn, silent = roadmap.drawn_units(many)
    assert list(drawn) == ["national", "lao-cai"]
    assert silent == ["tay-ninh", *(f"u{n}" for n in range(roadmap.MOST_SILENT))]
