"""Statements: a selection with search, one of them, those of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

StatementFrame = NewType("StatementFrame", pd.DataFrame)
RoadFrame = NewType("RoadFrame", pd.DataFrame)

KINDS = ("target", "commitment", "baseline")
EVIDENCE = ("quoted", "cited")

STATEMENT_FILTERS = (
    Filter("kinds", "list_contains($kinds, kind)"),
    Filter("evidence", "list_contains($evidence, evidence)"),
    Filter("units", "list_contains($units, unit_id)"),
    Filter("themes", "list_contains($themes, theme_id)"),
    Filter("indicators", "list_contains($indicators, indicator_id)"),
    Filter("horizons", "list_contains($horizons, horizon)"),
    Filter("firmness", "list_contains($firmness, firmness)"),
    # One number may speak of several levels: any of them counts.
    Filter("scopes", "list_has_any($scopes, string_split(scope, '; '))"),
    Filter("documents", "list_contains($documents, document_id)"),
    Filter("doubts", "list_contains($doubts, coalesce(doubt, 'none'))"),
)

# Rows of a release stand document by document, in the order of the text.
_ORDER = "ORDER BY position"
_PAGE = "LIMIT $page_size OFFSET $page_start"


def statements(
    cursor: DuckDBPyConnection,
    *,
    kinds: Sequence[str] | None = None,
    evidence: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    themes: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
    firmness: Sequence[str] | None = None,
    scopes: Sequence[str] | None = None,
    documents: Sequence[str] | None = None,
    doubts: Sequence[str] | None = None,
    q: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> StatementFrame:
    """The statements of a selection with their document and names, in the order of the documents.

    Columns are those of `statement_details`. `value` is in `value_unit`, missing for a commitment;
    `horizon` is missing where the document gives none. `q` looks for words, accents apart. `limit`
    and `offset` give one page of the selection. No match: no rows, same columns.
    """
    where, parameters = build_where(
        STATEMENT_FILTERS,
        {
            "kinds": kinds,
            "evidence": evidence,
            "units": units,
            "themes": themes,
            "indicators": indicators,
            "horizons": horizons,
            "firmness": firmness,
            "scopes": scopes,
            "documents": documents,
            "doubts": doubts,
        },
        q,
    )
    if limit is None:
        return StatementFrame(fetch(cursor, " ".join(["FROM statement_details", where, _ORDER]), parameters))
    # Which rows is found in narrow columns; only those few are put together.
    found = " ".join(["SELECT position FROM statement_keys", where, _ORDER, _PAGE])
    parameters |= {"page_size": limit, "page_start": offset}
    sql = " ".join(["FROM statement_details WHERE position IN (", found, ")", _ORDER])
    return StatementFrame(fetch(cursor, sql, parameters))


def statements_by_id(cursor: DuckDBPyConnection, ids: Sequence[str]) -> StatementFrame:
    """The statements of `ids` with their document and names; an unknown id gives no row."""
    found = "SELECT rowid FROM statements WHERE list_contains($ids, statement_id)"
    sql = " ".join(["FROM statement_details WHERE position IN (", found, ")", _ORDER])
    return StatementFrame(fetch(cursor, sql, {"ids": list(ids)}))


def statement(cursor: DuckDBPyConnection, statement_id: str) -> StatementFrame:
    """One statement with its document and names; no row where the release has none of that id."""
    sql = "FROM statement_details WHERE statement_id = $statement_id"
    return StatementFrame(fetch(cursor, sql, {"statement_id": statement_id}))


def statements_of(cursor: DuckDBPyConnection, document_id: str) -> StatementFrame:
    """The statements of one document in the order of its text; cited figures by horizon."""
    sql = """
        FROM statement_details WHERE document_id = $document_id
        ORDER BY coalesce(value_start, quote_start), quote_start, horizon, statement_id"""
    return StatementFrame(fetch(cursor, sql, {"document_id": document_id}))


_ROAD_STATEMENTS = """
    WITH
    chosen AS (
        SELECT
            statement_id, document_id, kind, unit_id, territory_id, indicator_id, theme_id, scope, variant,
            horizon, firmness, operator, value, value_high, value_unit, evidence, doubt, as_of_year,
            quote_start, value_start
        FROM statements
        {where}
    ),
    dated AS (
        SELECT c.indicator_id, i.theme_id, count(DISTINCT h.horizon) AS stated
        FROM chosen AS c
        JOIN indicators AS i USING (indicator_id)
        LEFT JOIN horizons AS h ON h.horizon = c.horizon AND h.is_main
        GROUP BY c.indicator_id, i.theme_id, c.scope, c.variant
    ),
    ranked AS (
        SELECT indicator_id, theme_id, max(stated) AS stated FROM dated GROUP BY indicator_id, theme_id
        QUALIFY row_number() OVER (PARTITION BY theme_id ORDER BY max(stated) DESC, indicator_id) <= $of_theme
    )
    SELECT c.*, d.rank AS document_rank, d.in_force_on, count(*) OVER step AS in_step
    FROM chosen AS c
    JOIN documents AS d USING (document_id)
    WHERE $of_theme IS NULL OR c.indicator_id IN (SELECT indicator_id FROM ranked)
    WINDOW step AS (
        PARTITION BY c.unit_id, c.indicator_id, c.scope, c.variant, c.value_unit, c.kind, c.horizon
    )
    QUALIFY $of_step IS NULL OR row_number() OVER (
        step
        ORDER BY c.doubt IN ('horizon', 'territory'), d.rank, d.in_force_on DESC NULLS LAST, c.statement_id
    ) <= $of_step
    ORDER BY c.document_id, c.quote_start, c.value_start, c.statement_id"""
_ROAD_FILTERS = ("units", "themes", "indicators")


def road_statements(
    cursor: DuckDBPyConnection,
    units: Sequence[str],
    *,
    themes: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    of_theme: int | None = None,
    of_step: int | None = None,
) -> RoadFrame:
    """The statements of `units` that a roadmap is drawn from, in the columns that it needs.

    With `of_theme` those of that many indicators of each theme only: the ones stated for the most of the
    main horizons; with `of_step` at most that many for one thing and horizon, the ones that lead first,
    and `in_step` says how many there are. `document_rank` and `in_force_on` are those of the document.
    """
    filters = tuple(one for one in STATEMENT_FILTERS if one.key in _ROAD_FILTERS)
    where, parameters = build_where(filters, {"units": units, "themes": themes, "indicators": indicators})
    sql = _ROAD_STATEMENTS.format(where=where)
    return RoadFrame(fetch(cursor, sql, parameters | {"of_theme": of_theme, "of_step": of_step}))
