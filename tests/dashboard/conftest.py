"""Names and frames of the real release for the pure functions of the dashboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from dashboard.findings import Finding, Goals, Standings, findings
from dashboard.names import Lists, Names, rows_by_id, set_by_level
from dashboard.wording import Language, Wording
from warehouse import queries
from warehouse.connect import Release

TODAY = date(2026, 11, 22)
HORIZONS = (2020, 2025, 2030, 2045)


@pytest.fixture(scope="session")
def lists(release: Release) -> Lists:
    cursor = release.cursor()
    scopes = rows_by_id(queries.scopes(cursor), "scope_id")
    return Lists(
        units=rows_by_id(queries.units(cursor), "unit_id"),
        themes=rows_by_id(queries.themes(cursor), "theme_id"),
        indicators=rows_by_id(queries.indicators(cursor), "indicator_id"),
        scopes=scopes,
        value_units=rows_by_id(queries.value_units(cursor), "value_unit"),
        variants=rows_by_id(queries.variants(cursor), "variant"),
        territories=rows_by_id(queries.territories(cursor), "territory_id"),
        reasons=rows_by_id(queries.reasons(cursor), "reason"),
        set_by_level=set_by_level(queries.statements(cursor), scopes),
    )


@pytest.fixture(scope="session", params=["vi", "en"])
def names(lists: Lists, request: pytest.FixtureRequest) -> Names:
    language: Language = request.param
    return Names(lists, Wording(language))


@pytest.fixture(scope="session")
def comparisons(release: Release) -> pd.DataFrame:
    return queries.comparisons(release.cursor())


@pytest.fixture(scope="session")
def statements(release: Release) -> pd.DataFrame:
    return queries.statements(release.cursor())


@pytest.fixture(scope="session")
def goals(release: Release) -> Goals:
    units = list(queries.units(release.cursor())["unit_id"])
    cursor = release.cursor()
    return Goals(queries.goal_counts(cursor, units), queries.goals_by_document(cursor, units))


@pytest.fixture(scope="session")
def standing(release: Release, lists: Lists) -> Standings:
    """How each province stands, for findings about a few."""
    cursor = release.cursor()
    provinces = [unit for unit, row in lists.units.items() if row["kind"] == "province"]
    return Standings(
        queries.standings(cursor, provinces, of_each=True),
        queries.standing_documents(cursor, provinces, of_each=True),
    )


@pytest.fixture(scope="session")
def documents(release: Release) -> pd.DataFrame:
    return queries.documents(release.cursor())


@pytest.fixture(scope="module")
def tell(
    comparisons: pd.DataFrame, standing: Standings, goals: Goals, documents: pd.DataFrame, names: Names
) -> Callable[[], list[Finding]]:
    """Finds what is told of all provinces of the real release, the most telling first."""
    return lambda: findings(
        comparisons,
        standing,
        goals,
        documents,
        names,
        provinces=names.provinces(),
        horizons=HORIZONS,
        today=TODAY,
    )


@pytest.fixture(scope="module")
def told(tell: Callable[[], list[Finding]]) -> list[Finding]:
    """What is told of all provinces, found once."""
    return tell()
