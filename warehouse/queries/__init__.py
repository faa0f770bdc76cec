"""Every question that is asked of a release: cursor and parameters in, a typed frame out."""

from warehouse.queries.comparisons import comparisons, superseded_goals, verdict_counts
from warehouse.queries.contradictions import contradictions
from warehouse.queries.documents import (
    document,
    documents,
    lineage,
    lineage_of,
    task_alignment,
    tasks,
    tasks_of,
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
from warehouse.queries.overview import coverage, fallen_due, promises, silent_themes
from warehouse.queries.releases import checks, corrections, dictionary, relations, release, rules
from warehouse.queries.statements import count_statements, statement, statements, statements_of

__all__ = [
    "checks",
    "comparisons",
    "contradictions",
    "corrections",
    "count_statements",
    "coverage",
    "dictionary",
    "document",
    "documents",
    "fallen_due",
    "horizons",
    "indicators",
    "lineage",
    "lineage_of",
    "promises",
    "reasons",
    "relations",
    "release",
    "rules",
    "scopes",
    "silent_themes",
    "statement",
    "statements",
    "statements_of",
    "superseded_goals",
    "task_alignment",
    "tasks",
    "tasks_of",
    "territories",
    "themes",
    "topics",
    "units",
    "value_units",
    "variants",
    "verdict_counts",
]
