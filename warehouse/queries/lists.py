"""The small tables of a release: what a reader can choose from."""

from __future__ import annotations

from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.frames import fetch

UnitFrame = NewType("UnitFrame", pd.DataFrame)
ThemeFrame = NewType("ThemeFrame", pd.DataFrame)
IndicatorFrame = NewType("IndicatorFrame", pd.DataFrame)
ScopeFrame = NewType("ScopeFrame", pd.DataFrame)
ValueUnitFrame = NewType("ValueUnitFrame", pd.DataFrame)
VariantFrame = NewType("VariantFrame", pd.DataFrame)
TerritoryFrame = NewType("TerritoryFrame", pd.DataFrame)
HorizonFrame = NewType("HorizonFrame", pd.DataFrame)
ReasonFrame = NewType("ReasonFrame", pd.DataFrame)
TopicFrame = NewType("TopicFrame", pd.DataFrame)


def units(cursor: DuckDBPyConnection) -> UnitFrame:
    """The nation and each province, one a row in the order to show them; `folded` is for search."""
    return UnitFrame(fetch(cursor, "FROM units ORDER BY sort_order, unit_id"))


def themes(cursor: DuckDBPyConnection) -> ThemeFrame:
    """The pillars, one a row in the order to show them."""
    return ThemeFrame(fetch(cursor, "FROM themes ORDER BY sort_order, theme_id"))


def topics(cursor: DuckDBPyConnection) -> TopicFrame:
    """The topics of tasks, one a row in the order to show them."""
    return TopicFrame(fetch(cursor, "FROM topics ORDER BY sort_order, topic_id"))


_INDICATORS = """
    WITH used AS (SELECT indicator_id, count(*) AS statements FROM statements GROUP BY indicator_id)
    SELECT i.*, coalesce(used.statements, 0) AS statements
    FROM indicators AS i
    JOIN themes AS t USING (theme_id)
    LEFT JOIN used USING (indicator_id)
    ORDER BY t.sort_order, i.name_vi COLLATE vi, i.indicator_id"""


def indicators(cursor: DuckDBPyConnection) -> IndicatorFrame:
    """Every indicator with its definition, by theme and Vietnamese name.

    `statements` counts what the release says of it, 0 for nothing; `folded` is for search.
    """
    return IndicatorFrame(fetch(cursor, _INDICATORS))


def scopes(cursor: DuckDBPyConnection) -> ScopeFrame:
    """The scopes, one a row in the order of the table, the widest first."""
    return ScopeFrame(fetch(cursor, "FROM scopes"))


def value_units(cursor: DuckDBPyConnection) -> ValueUnitFrame:
    """The units of value, one a row."""
    return ValueUnitFrame(fetch(cursor, "FROM value_units"))


def variants(cursor: DuckDBPyConnection) -> VariantFrame:
    """What may qualify an indicator, one a row."""
    return VariantFrame(fetch(cursor, "FROM variants"))


def territories(cursor: DuckDBPyConnection) -> TerritoryFrame:
    """The territories of all units over time, also of provinces that were merged away."""
    return TerritoryFrame(fetch(cursor, "FROM territories"))


def horizons(cursor: DuckDBPyConnection) -> HorizonFrame:
    """horizon, is_main: the years by which anything is due, in order."""
    return HorizonFrame(fetch(cursor, "FROM horizons ORDER BY horizon"))


def reasons(cursor: DuckDBPyConnection) -> ReasonFrame:
    """reason, text_vi, text_en: the words of every reason that a comparison can give."""
    return ReasonFrame(fetch(cursor, "FROM verdict_reasons"))
