"""Where the texts contradict themselves or each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

ContradictionFrame = NewType("ContradictionFrame", pd.DataFrame)
ContradictionCountFrame = NewType("ContradictionCountFrame", pd.DataFrame)

CONTRADICTION_FILTERS = (
    # The nation's sentence of a pair does not make the pair the nation's.
    Filter("units", "list_contains($units, unit_id)"),
    Filter("themes", "list_contains($themes, theme_id)"),
    Filter(
        "horizons",
        "(list_contains($horizons, first_horizon) OR list_contains($horizons, second_horizon))",
    ),
)

_ORDER = """
    ORDER BY
        list_position(['open', 'replaced', 'doubtful'], standing),
        list_position(
            ['share_above_whole', 'later_below_earlier', 'below_national_minimum', 'two_values'], kind
        ),
        unit_id, indicator_id, scope, first_horizon, second_horizon,
        first_statement_id, second_statement_id"""


def contradictions(
    cursor: DuckDBPyConnection,
    *,
    units: Sequence[str] | None = None,
    themes: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
    limit: int | None = None,
) -> ContradictionFrame:
    """One row per contradiction, with both its sentences; those that stand come first.

    Columns are those of the view `contradictions`. `standing` is `open`, `replaced` (another goal has
    taken the place of one) or `doubtful` (horizon or territory unconfirmed: no finding). The second
    side is missing where one sentence is wrong by itself. Values are in their `value_unit`.
    """
    chosen = {"units": units, "themes": themes, "horizons": horizons}
    where, parameters = build_where(CONTRADICTION_FILTERS, chosen)
    parts = ["FROM contradictions", where, _ORDER]
    if limit is not None:
        parts.append("LIMIT $most")
        parameters["most"] = limit
    return ContradictionFrame(fetch(cursor, " ".join(parts), parameters))


def contradiction_counts(
    cursor: DuckDBPyConnection,
    *,
    units: Sequence[str] | None = None,
    themes: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
) -> ContradictionCountFrame:
    """standing, contradictions: how many a selection has of each standing; none: no row."""
    chosen = {"units": units, "themes": themes, "horizons": horizons}
    where, parameters = build_where(CONTRADICTION_FILTERS, chosen)
    parts = ["SELECT standing, count(*) AS contradictions FROM contradictions", where]
    sql = " ".join([*parts, "GROUP BY standing ORDER BY standing"])
    return ContradictionCountFrame(fetch(cursor, sql, parameters))
