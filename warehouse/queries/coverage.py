"""How much each unit promises for what by when, and which kind of nothing is where it promises nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

CoverageFrame = NewType("CoverageFrame", pd.DataFrame)

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
