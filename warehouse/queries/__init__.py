"""Every question that is asked of a release: cursor and parameters in, a typed frame out."""

from warehouse.queries.comparisons import comparisons, superseded_goals
from warehouse.queries.contradictions import contradiction_counts, contradictions
from warehouse.queries.counts import (
    goal_counts,
    goals_by_document,
    indicator_reach,
    statements_by_evidence,
    totals,
)
from warehouse.queries.coverage import coverage
from warehouse.queries.documents import (
    document,
    document_options,
    documents,
    lineage,
    lineage_of,
    pages_of,
    task_alignment,
    tasks,
    tasks_of,
    texts_without_goals,
)
from warehouse.queries.lists import (
    horizons,
    indicators,
    reasons,
    scopes,
    territories,
    themes,
    topics,
    units,
    value_units,
    variants,
)
from warehouse.queries.pairs import compared_indicators, first_pairs, pair_counts, pairs_for_findings
from warehouse.queries.releases import checks, corrections, dictionary, release, rules
from warehouse.queries.statements import (
    road_statements,
    statement,
    statements,
    statements_by_id,
    statements_of,
)

__all__ = [
    "checks",
    "compared_indicators",
    "comparisons",
    "contradiction_counts",
    "contradictions",
    "corrections",
    "coverage",
    "dictionary",
    "document",
    "document_options",
    "documents",
    "first_pairs",
    "goal_counts",
    "goals_by_document",
    "horizons",
    "indicator_reach",
    "indicators",
    "lineage",
    "lineage_of",
    "pages_of",
    "pair_counts",
    "pairs_for_findings",
    "reasons",
    "release",
    "road_statements",
    "rules",
    "scopes",
    "statement",
    "statements",
    "statements_by_evidence",
    "statements_by_id",
    "statements_of",
    "superseded_goals",
    "task_alignment",
    "tasks",
    "tasks_of",
    "territories",
    "texts_without_goals",
    "themes",
    "topics",
    "totals",
    "units",
    "value_units",
    "variants",
]
