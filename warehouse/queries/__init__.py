"""Every question that is asked of a release: cursor and parameters in, a typed frame out."""

from warehouse.queries.comparisons import comparisons, superseded_goals
from warehouse.queries.contradictions import contradictions
from warehouse.queries.coverage import coverage
from warehouse.queries.documents import (
    document,
    documents,
    lineage,
    lineage_of,
    pages_of,
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
from warehouse.queries.releases import checks, corrections, dictionary, release, rules
from warehouse.queries.statements import statement, statements, statements_of

__all__ = [
    "checks",
    "comparisons",
    "contradictions",
    "corrections",
    "coverage",
    "dictionary",
    "document",
    "documents",
    "horizons",
    "indicators",
    "lineage",
    "lineage_of",
    "pages_of",
    "reasons",
    "release",
    "rules",
    "scopes",
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
]
