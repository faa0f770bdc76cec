"""What a leader asks first: how much is promised by when, what is silent, what has fallen due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

CoverageFrame = NewType("CoverageFrame", pd.DataFrame)
PromiseFrame = NewType("PromiseFrame", pd.DataFrame)
SilenceFrame = NewType("SilenceFrame", pd.DataFrame)
DueFrame = NewType("DueFrame", pd.DataFrame)

COVERAGE_FILTERS = (
    Filter("units", "list_contains($units, unit_id)"),
    Filter("themes", "list_contains($themes, theme_id)"),
    Filter("horizons", "list_contains($horizons, horizon)"),
)

_COVERAGE = """
    SELECT c.*
    FROM coverage AS c
    JOIN units AS u USING (unit_id)
    JOIN themes AS t USING (theme_id)"""


def coverage(
    cursor: DuckDBPyConnection,
    *,
    units: Sequence[str] | None = None,
    themes: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
) -> CoverageFrame:
    """One row per unit, theme and horizon, whether anything is promised there or not.

    `targets` and `commitments` are counts, 0 for none; `empty_kind` says which kind of nothing and
    is missing where something is promised.
    """
    chosen = {"units": units, "themes": themes, "horizons": horizons}
    where, parameters = build_where(COVERAGE_FILTERS, chosen)
    order = "ORDER BY u.sort_order, t.sort_order, horizon"
    return CoverageFrame(fetch(cursor, " ".join([_COVERAGE, where, order]), parameters))


_PROMISES = """
    SELECT unit_id, horizon, evidence, kind, count(*) AS statements
    FROM statements
    WHERE kind <> 'baseline' AND horizon IS NOT NULL
    GROUP BY ALL
    ORDER BY ALL"""


def promises(cursor: DuckDBPyConnection) -> PromiseFrame:
    """unit_id, horizon, evidence, kind, statements: how much is promised; what is not, is absent."""
    return PromiseFrame(fetch(cursor, _PROMISES))


_SILENT_THEMES = """
    SELECT c.unit_id, c.theme_id, c.horizon, c.empty_kind, n.targets + n.commitments AS national_goals
    FROM coverage AS c
    JOIN units AS u ON u.unit_id = c.unit_id AND u.kind = 'province'
    JOIN coverage AS n ON n.theme_id = c.theme_id AND n.horizon = c.horizon
    JOIN units AS nation ON nation.unit_id = n.unit_id AND nation.kind = 'nation'
    JOIN themes AS t ON t.theme_id = c.theme_id
    WHERE c.empty_kind IS NOT NULL AND n.empty_kind IS NULL
    ORDER BY u.sort_order, c.horizon, t.sort_order"""


def silent_themes(cursor: DuckDBPyConnection) -> SilenceFrame:
    """Themes and horizons for which the nation has goals and a province has none.

    unit_id, theme_id, horizon, empty_kind (why nothing is there), national_goals (a count).
    """
    return SilenceFrame(fetch(cursor, _SILENT_THEMES))


_FALLEN_DUE = """
    SELECT unit_id, horizon, kind, evidence, count(*) AS statements
    FROM statements
    WHERE kind <> 'baseline' AND horizon < $year AND doubt IS DISTINCT FROM 'horizon'
    GROUP BY ALL
    ORDER BY ALL"""


def fallen_due(cursor: DuckDBPyConnection, year: int) -> DueFrame:
    """unit_id, horizon, kind, evidence, statements: goals whose year was over when `year` began.

    Goals whose horizon is in doubt are left out.
    """
    return DueFrame(fetch(cursor, _FALLEN_DUE, {"year": year}))
