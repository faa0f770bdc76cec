"""Pairs of goals in the order in which readers get them, a few of many; and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.comparisons import COMPARISON_FILTERS, Basis, ComparisonFrame
from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

PairCountFrame = NewType("PairCountFrame", pd.DataFrame)
FindingPairFrame = NewType("FindingPairFrame", pd.DataFrame)
ComparedFrame = NewType("ComparedFrame", pd.DataFrame)
StandingFrame = NewType("StandingFrame", pd.DataFrame)
StandingDocumentFrame = NewType("StandingDocumentFrame", pd.DataFrame)

_IN_DOUBT = "('horizon', 'territory')"
_SURE = f"coalesce(province_doubt, '') NOT IN {_IN_DOUBT} AND coalesce(national_doubt, '') NOT IN {_IN_DOUBT}"
# At least one side states a share that an axis from 0 to 100 can show.
_SHARE = """(
    (province_value_unit = 'percent' AND province_value BETWEEN 0 AND 100)
    OR (national_value_unit = 'percent' AND national_value BETWEEN 0 AND 100)
)"""
_FILTERS = (
    *COMPARISON_FILTERS,
    Filter("asked", "reason <> 'not_applicable'"),
    Filter("certain", _SURE),
    Filter("shares", _SHARE),
)

_PLAIN = ("asked", "certain", "shares")


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """Which pairs: choices that are empty leave everything in; goals not asked of a province are left out."""

    basis: Basis = "at_issue"
    themes: Sequence[str] = ()
    indicators: Sequence[str] = ()
    units: Sequence[str] = ()
    horizons: Sequence[int] = ()
    scopes: Sequence[str] = ()
    verdicts: Sequence[str] = ()
    reasons: Sequence[str] = ()
    only_certain: bool = False
    only_shares: bool = False

    def where(self) -> tuple[str, dict[str, Any]]:
        """The condition on `comparison_rows` and its parameters."""
        chosen: Mapping[str, Sequence[object] | None] = {
            "basis": [self.basis],
            "asked": [True],
            "themes": self.themes,
            "indicators": self.indicators,
            "units": self.units,
            "horizons": self.horizons,
            "scopes": self.scopes,
            "verdicts": self.verdicts,
            "reasons": self.reasons,
            "certain": [True] if self.only_certain else None,
            "shares": [True] if self.only_shares else None,
        }
        where, parameters = build_where(_FILTERS, chosen)
        # These are conditions without a value.
        return where, {key: value for key, value in parameters.items() if key not in _PLAIN}


_PAIR_COUNTS = """
    SELECT
        verdict,
        count(DISTINCT hash(unit_id, province_statement_id, national_statement_id)) AS pairs,
        count(*) AS rows
    FROM comparison_rows"""


def pair_counts(cursor: DuckDBPyConnection, question: PairQuestion) -> PairCountFrame:
    """verdict, pairs, rows: how many pairs of goals, and rows of them, a question has; none: no row.

    A goal stated for several scopes has a row for each, and counts once as a pair and verdict.
    """
    where, parameters = question.where()
    sql = " ".join([_PAIR_COUNTS, where, "GROUP BY verdict ORDER BY verdict"])
    return PairCountFrame(fetch(cursor, sql, parameters))


# A line is what stands together: one unit, indicator and variant, placed by its most telling row. Lines
# are ordered first, and only the rows of the first few are read.
_LINES = """
    WITH
    chosen AS (
        SELECT
            unit_id, indicator_id, coalesce(variant, '') AS variant, theme_id,
            list_position($verdict_order, verdict) AS rank,
            coalesce(gap_unit <> 'percentage_points', false) AS measure,
            -coalesce(abs(gap), 0) AS gap
        FROM comparison_rows {where}
    ),
    lines AS (
        SELECT
            unit_id, indicator_id, variant, theme_id,
            unit_id || '/' || indicator_id || '/' || variant AS line,
            CASE WHEN $by_gap THEN min({{'rank': rank, 'measure': measure, 'gap': gap}}) END AS best
        FROM chosen
        GROUP BY unit_id, indicator_id, variant, theme_id
    ),
    first AS (
        FROM lines
        {qualify}
        ORDER BY best, CASE WHEN NOT $by_gap THEN theme_id END, line
        LIMIT $most
    ),
    rows AS (
        SELECT
            c.*, f.best, f.line,
            coalesce(list_position($scope_order, split_part(c.scope, ';', 1)), 1 + len($scope_order))
                AS level
        FROM (FROM comparison_rows {where}) AS c
        JOIN first AS f
            ON f.unit_id = c.unit_id AND f.indicator_id = c.indicator_id
            AND f.variant = coalesce(c.variant, '')
    )
    SELECT * EXCLUDE (best, line, level)
    FROM rows
    {few}
    ORDER BY {order}
    LIMIT $most"""
_ORDER = """
    best, CASE WHEN NOT $by_gap THEN theme_id END, line, coalesce(horizon, 0), level,
    scope, horizon, basis, province_statement_id, national_statement_id,
    national_scope"""


def first_pairs(
    cursor: DuckDBPyConnection,
    question: PairQuestion,
    *,
    verdict_order: Sequence[str],
    scope_order: Sequence[str],
    by_gap: bool,
    most: int,
    of_theme: int | None = None,
) -> ComparisonFrame:
    """The first `most` rows of a question, at most `of_theme` of each theme where that is given.

    Lines of one unit, indicator and variant stand together, placed by their most telling row: by the
    place of its verdict in `verdict_order`, then gaps in points before others, the widest first; or,
    without `by_gap`, by theme. Within a line the order is that of horizon and `scope_order`, the widest
    scope first. Columns as `comparison_rows`.
    """
    where, parameters = question.where()
    few = qualify = ""
    if of_theme is not None:
        qualify = "QUALIFY row_number() OVER (PARTITION BY theme_id ORDER BY best, line) <= $of_theme"
        few = f"QUALIFY row_number() OVER (PARTITION BY theme_id ORDER BY {_ORDER}) <= $of_theme"
        parameters["of_theme"] = of_theme
    sql = _LINES.format(where=where, qualify=qualify, few=few, order=_ORDER)
    parameters |= {
        "verdict_order": list(verdict_order),
        "scope_order": list(scope_order),
        "by_gap": by_gap,
        "most": most,
    }
    return ComparisonFrame(fetch(cursor, sql, parameters))


def compared_indicators(cursor: DuckDBPyConnection) -> ComparedFrame:
    """indicator_id: the indicators that some pair is about, on either basis, by id."""
    sql = "SELECT DISTINCT indicator_id FROM comparison_rows ORDER BY indicator_id"
    return ComparedFrame(fetch(cursor, sql))


_AT_ISSUE = f"""
    FROM comparison_rows
    WHERE basis = 'at_issue' AND reason <> 'not_applicable' AND list_contains($units, unit_id) AND {_SURE}"""

# The places of the pairs are found in narrow columns first. Rows are stored in the order of `comparisons`:
# the number of a row says which pair comes first.
_FINDING_PAIRS = """
    WITH
    sure AS NOT MATERIALIZED (
        SELECT rowid AS place, unit_id, indicator_id, scope, horizon, verdict, gap, province_statement_id,
            national_statement_id
        {at_issue}
    ),
    judged AS (
        SELECT unit_id, indicator_id, count(*) AS rows,
            min(scope) < max(scope) AND min(horizon) < max(horizon) AS is_wide
        FROM sure
        WHERE verdict IN ('ahead', 'aligned', 'behind')
        GROUP BY unit_id, indicator_id
    ),
    widest AS (
        SELECT unit_id, indicator_id FROM judged
        WHERE is_wide
        ORDER BY rows DESC, unit_id, indicator_id
        LIMIT 1
    ),
    examples AS (
        SELECT list(place) AS places
        FROM sure
        WHERE $examples > 0 AND verdict IN ('ahead', 'behind')
        GROUP BY unit_id, verdict, province_statement_id, national_statement_id
        QUALIFY row_number() OVER (
            PARTITION BY unit_id, verdict ORDER BY abs(arg_min(gap, place)) DESC, min(place)
        ) <= $examples
    ),
    next AS (
        SELECT min(horizon) AS horizon FROM sure WHERE verdict = 'no_province' AND horizon >= $year
    ),
    wanted AS (
        SELECT unnest(places) AS place FROM examples
        UNION ALL
        SELECT place FROM sure
        WHERE (unit_id, indicator_id) IN (SELECT (unit_id, indicator_id) FROM widest)
            OR (verdict = 'no_province' AND horizon = (SELECT horizon FROM next))
    )
    SELECT
        unit_id, indicator_id, scope, national_scope, horizon, verdict, reason, gap,
        province_statement_id, province_document_id, province_operator, province_value,
        province_value_high, province_value_unit, province_doubt, province_firmness,
        national_statement_id, national_document_id, national_operator, national_value,
        national_value_high, national_value_unit, national_doubt, national_firmness,
        is_province_cited, is_national_cited
    FROM comparison_rows
    WHERE rowid IN (SELECT place FROM wanted)
    ORDER BY rowid"""


def pairs_for_findings(
    cursor: DuckDBPyConnection, units: Sequence[str], *, year: int, examples: int
) -> FindingPairFrame:
    """Those pairs of `units` at issue, without doubt, that findings show one by one, in a few columns.

    Of each unit the `examples` furthest behind and furthest ahead, with all their scopes; those of the unit
    and indicator with the most verdicts over at least two scopes and horizons; and the national goals
    without a counterpart for the first horizon from `year` on.
    """
    parameters = {"units": list(units), "year": year, "examples": examples}
    return FindingPairFrame(fetch(cursor, _FINDING_PAIRS.format(at_issue=_AT_ISSUE), parameters))


_STANDING = f"""
    {_AT_ISSUE}
        AND (verdict IN ('ahead', 'aligned', 'behind') OR ($of_each AND verdict = 'not_comparable'))"""
_STANDINGS = """
    WITH
    pairs AS NOT MATERIALIZED (
        SELECT unit_id, verdict, reason, hash(province_statement_id, national_statement_id) AS pair
        {standing}
    )
    SELECT unit_id, verdict, '' AS reason, count(DISTINCT pair) AS pairs
    FROM pairs
    GROUP BY unit_id, verdict
    UNION ALL
    SELECT unit_id, verdict, reason, count(DISTINCT pair)
    FROM pairs
    WHERE $of_each AND verdict = 'not_comparable'
    GROUP BY unit_id, verdict, reason
    ORDER BY unit_id, verdict, reason"""
_STANDING_DOCUMENTS = """
    WITH
    pairs AS (
        SELECT rowid AS place, CASE WHEN $of_each THEN unit_id ELSE '' END AS unit_id, province_statement_id,
            province_document_id, national_statement_id, national_document_id
        {standing}
    ),
    stated AS (
        SELECT unit_id, any_value(document_id) AS document_id, min(place) AS place
        FROM (
            SELECT unit_id, province_statement_id AS statement_id, province_document_id AS document_id,
                2 * place AS place
            FROM pairs
            UNION ALL
            SELECT unit_id, national_statement_id, national_document_id, 2 * place + 1 FROM pairs
        )
        GROUP BY unit_id, statement_id
    )
    SELECT unit_id, document_id, count(*) AS statements
    FROM stated
    GROUP BY unit_id, document_id
    ORDER BY unit_id, min(place)"""


def standings(cursor: DuckDBPyConnection, units: Sequence[str], *, of_each: bool) -> StandingFrame:
    """unit_id, verdict, reason, pairs: how the pairs of `units` at issue stand, those in doubt left out.

    Counted are verdicts by value; with `of_each` also what is not comparable, in all and for each reason.
    `reason` is empty where pairs are counted whatever it is. Pairs are counted as in `pair_counts`; a unit,
    verdict or reason without any has no row.
    """
    sql = _STANDINGS.format(standing=_STANDING)
    return StandingFrame(fetch(cursor, sql, {"units": list(units), "of_each": of_each}))


def standing_documents(
    cursor: DuckDBPyConnection, units: Sequence[str], *, of_each: bool
) -> StandingDocumentFrame:
    """unit_id, document_id, statements: what the pairs of `standings` rest on, on both sides.

    How many different statements of each document, in the order in which the pairs name them: with
    `of_each` for each unit by itself, else for all together, with an empty unit_id.
    """
    sql = _STANDING_DOCUMENTS.format(standing=_STANDING)
    return StandingDocumentFrame(fetch(cursor, sql, {"units": list(units), "of_each": of_each}))
