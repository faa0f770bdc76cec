"""How many there are, counted in the database: what pages say before they show any row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import build_where
from warehouse.queries.frames import fetch
from warehouse.queries.statements import STATEMENT_FILTERS

TotalsFrame = NewType("TotalsFrame", pd.DataFrame)
GoalCountFrame = NewType("GoalCountFrame", pd.DataFrame)
DocumentGoalFrame = NewType("DocumentGoalFrame", pd.DataFrame)
EvidenceCountFrame = NewType("EvidenceCountFrame", pd.DataFrame)
ReachFrame = NewType("ReachFrame", pd.DataFrame)
PairCountFrame = NewType("PairCountFrame", pd.DataFrame)

_TOTALS = """
    WITH
    goals AS (
        SELECT
            coalesce(sum(statements), 0) AS goals,
            coalesce(sum(statements) FILTER (WHERE evidence = 'quoted'), 0) AS quoted,
            coalesce(sum(statements) FILTER (WHERE doubt IN ('horizon', 'territory')), 0) AS doubtful,
            coalesce(
                sum(statements) FILTER (WHERE horizon IS NULL AND doubt NOT IN ('horizon', 'territory')), 0
            ) AS undated
        FROM statement_counts
        WHERE kind <> 'baseline'
    ),
    texts AS (
        SELECT
            count(*) AS documents,
            count(*) FILTER (WHERE tier <> 'reference') AS held,
            max(in_force_on) AS newest
        FROM documents
    ),
    quoting AS (SELECT count(*) AS quoted_texts FROM document_counts WHERE quoted_goals > 0)
    FROM goals, texts, quoting"""


def totals(cursor: DuckDBPyConnection) -> TotalsFrame:
    """One row on the whole release: goals, quoted, doubtful, undated; documents, held, newest, quoted_texts.

    `undated` leaves out what is in doubt; `held` counts the documents whose text is held, `quoted_texts`
    those with a quoted goal; `newest` is the newest date in force.
    """
    return TotalsFrame(fetch(cursor, _TOTALS))


def goal_counts(cursor: DuckDBPyConnection, units: Sequence[str]) -> GoalCountFrame:
    """`statements`: how many goals `units` state, by kind, horizon (missing where none), evidence, doubt."""
    sql = """
        SELECT unit_id, kind, horizon, evidence, doubt, sum(statements)::BIGINT AS statements
        FROM statement_counts
        WHERE kind <> 'baseline' AND list_contains($units, unit_id)
        GROUP BY ALL ORDER BY ALL"""
    return GoalCountFrame(fetch(cursor, sql, {"units": list(units)}))


def goals_by_document(cursor: DuckDBPyConnection, units: Sequence[str]) -> DocumentGoalFrame:
    """The goals of `units` without doubt about year or territory, by document, in the order of documents.

    unit_id, document_id, statements (how many), dated (how many of them name a horizon).
    """
    sql = """
        SELECT unit_id, document_id, count(*) AS statements, count(horizon) AS dated
        FROM statements
        WHERE kind <> 'baseline' AND list_contains($units, unit_id)
            AND coalesce(doubt, 'none') NOT IN ('horizon', 'territory')
        GROUP BY unit_id, document_id
        ORDER BY document_id, unit_id"""
    return DocumentGoalFrame(fetch(cursor, sql, {"units": list(units)}))


_COUNTED = ("kinds", "evidence", "units", "themes", "horizons", "doubts")


def statements_by_evidence(
    cursor: DuckDBPyConnection,
    *,
    kinds: Sequence[str] | None = None,
    evidence: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    themes: Sequence[str] | None = None,
    horizons: Sequence[int] | None = None,
    doubts: Sequence[str] | None = None,
    q: str = "",
) -> EvidenceCountFrame:
    """evidence, statements: how many statements a selection has. None of a kind: no row."""
    chosen = {
        "kinds": kinds,
        "evidence": evidence,
        "units": units,
        "themes": themes,
        "horizons": horizons,
        "doubts": doubts,
    }
    filters = tuple(one for one in STATEMENT_FILTERS if one.key in _COUNTED)
    where, parameters = build_where(filters, chosen, q)
    # Words are looked for in each statement; anything else is counted already.
    source = "count(*) AS statements FROM statement_keys" if q.split() else (
        "sum(statements)::BIGINT AS statements FROM statement_counts"
    )  # fmt: skip
    sql = " ".join(["SELECT evidence,", source, where, "GROUP BY evidence ORDER BY evidence"])
    return EvidenceCountFrame(fetch(cursor, sql, parameters))


def indicator_reach(cursor: DuckDBPyConnection) -> ReachFrame:
    """indicator_id, scopes (as stated), units, cells: shared indicators first, then by cells.

    `cells` counts unit, scope, variant and horizon; 0 for an indicator without a dated goal.
    """
    sql = "FROM indicator_reach ORDER BY units > 1 DESC, cells DESC, indicator_id"
    return ReachFrame(fetch(cursor, sql))
