"""What provinces promise against what the nation promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

ComparisonFrame = NewType("ComparisonFrame", pd.DataFrame)
SupersededFrame = NewType("SupersededFrame", pd.DataFrame)

Basis = Literal["at_issue", "today"]
BASES: tuple[Basis, ...] = ("at_issue", "today")
VERDICTS = ("ahead", "aligned", "behind", "earlier", "later", "not_comparable", "no_national", "no_province")
# Goals for the nation and its ministries only are asked of no province.
NOT_ASKED = "not_applicable"

COMPARISON_FILTERS = (
    Filter("basis", "list_contains($basis, basis)"),
    Filter("themes", "list_contains($themes, theme_id)"),
    Filter(
        "indicators",
        "(list_contains($indicators, indicator_id) OR list_contains($indicators, national_indicator_id))",
    ),
    Filter("units", "list_contains($units, unit_id)"),
    Filter("horizons", "list_contains($horizons, horizon)"),
    Filter("scopes", "list_contains($scopes, scope)"),
    Filter("verdicts", "list_contains($verdicts, verdict)"),
    Filter("reasons", "list_contains($reasons, reason)"),
    Filter(
        "doubts",
        "(list_contains($doubts, coalesce(province_doubt, 'none')) "
        "AND list_contains($doubts, coalesce(national_doubt, 'none')))",
    ),
    Filter("asked", f"list_contains($asked, reason <> '{NOT_ASKED}')"),
)

_ORDER = """
    ORDER BY indicator_id, scope, horizon, unit_id, basis, province_statement_id, national_statement_id,
    national_scope"""


def comparisons(
    cursor: DuckDBPyConnection,
    basis: Basis = "at_issue",
    *,
    themes: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
    scopes: Sequence[str] | None = None,
    verdicts: Sequence[str] | None = None,
    reasons: Sequence[str] | None = None,
    doubts: Sequence[str] | None = None,
) -> ComparisonFrame:
    """One row per province and pair of goals, or per goal that found no partner, on one basis.

    Columns are those of `comparison_rows`. `gap` is province minus nation in `gap_unit`, missing
    unless the verdict is ahead, aligned or behind; `reason` is put in words by `reasons`. The side
    that is silent has missing values, never zero. No match: no rows, same columns.
    """
    where, parameters = build_where(
        COMPARISON_FILTERS,
        {
            "basis": [basis],
            "themes": themes,
            "indicators": indicators,
            "units": units,
            "horizons": horizons,
            "scopes": scopes,
            "verdicts": verdicts,
            "reasons": reasons,
            "doubts": doubts,
        },
    )
    return ComparisonFrame(fetch(cursor, " ".join(["FROM comparison_rows", where, _ORDER]), parameters))


def superseded_goals(cursor: DuckDBPyConnection) -> SupersededFrame:
    """National goals whose place another has taken, one goal and scope a row, with which took over."""
    return SupersededFrame(fetch(cursor, "FROM superseded_goals"))
