"""Documents, their texts, their tasks, and which carries out which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.filters import Filter, build_where
from warehouse.queries.frames import fetch

DocumentFrame = NewType("DocumentFrame", pd.DataFrame)
OptionFrame = NewType("OptionFrame", pd.DataFrame)
TextFrame = NewType("TextFrame", pd.DataFrame)
PageFrame = NewType("PageFrame", pd.DataFrame)
TaskFrame = NewType("TaskFrame", pd.DataFrame)
AlignmentFrame = NewType("AlignmentFrame", pd.DataFrame)
LineageFrame = NewType("LineageFrame", pd.DataFrame)

_DOCUMENTS = """
    SELECT
        d.* EXCLUDE (text),
        k.name_vi AS kind_name_vi,
        k.name_en AS kind_name_en,
        d.path IS NOT NULL AS has_text,
        c.statements,
        c.tasks
    FROM documents AS d
    LEFT JOIN document_kinds AS k USING (kind)
    JOIN units AS u USING (unit_id)
    JOIN document_counts AS c USING (document_id)"""
_DOCUMENT_ORDER = "ORDER BY u.sort_order, d.in_force_on NULLS LAST, d.document_id"
_DOCUMENT_FILTERS = (Filter("documents", "list_contains($documents, d.document_id)"),)

_DOCUMENT = """
    SELECT d.*, k.name_vi AS kind_name_vi, k.name_en AS kind_name_en, d.path IS NOT NULL AS has_text
    FROM documents AS d
    LEFT JOIN document_kinds AS k USING (kind)
    WHERE d.document_id = $document_id"""


def documents(cursor: DuckDBPyConnection, ids: Sequence[str] | None = None) -> DocumentFrame:
    """Documents without their text, by unit and date, with how many statements and tasks they hold.

    Those of `ids`, or all of them where it is None.
    """
    where, parameters = build_where(_DOCUMENT_FILTERS, {"documents": ids})
    if ids is not None and not ids:
        where = "WHERE false"
    sql = " ".join([_DOCUMENTS, where, _DOCUMENT_ORDER])
    return DocumentFrame(fetch(cursor, sql, parameters))


_OPTIONS = """
    SELECT d.document_id, d.unit_id, d.number, d.title_vi, d.title_en, d.issued_date, d.published_date, d.tier
    FROM documents AS d
    JOIN units AS u USING (unit_id)
    JOIN document_counts AS c USING (document_id)"""


def document_options(cursor: DuckDBPyConnection, *, q: str = "", most: int) -> OptionFrame:
    """The first `most` documents whose number, title and unit hold all words of `q`, accents apart.

    document_id, unit_id, number, title_vi, title_en, issued_date, published_date, tier; by unit
    and date. Where there are more than `most`, those whose text is held are taken first.
    """
    where, parameters = build_where((), {}, q)
    sql = " ".join(
        [
            "WITH found AS (", _OPTIONS, where.replace("folded", "c.folded"),
            "ORDER BY d.tier = 'reference', u.sort_order, d.in_force_on NULLS LAST, d.document_id",
            "LIMIT $most)",
            "SELECT d.* FROM found AS d JOIN units AS u USING (unit_id)",
            "JOIN documents AS o USING (document_id)",
            "ORDER BY u.sort_order, o.in_force_on NULLS LAST, d.document_id",
        ]
    )  # fmt: skip
    return OptionFrame(fetch(cursor, sql, parameters | {"most": most}))


_WITHOUT_GOALS = """
    SELECT d.document_id, d.unit_id, d.title_vi, d.title_en, d.tier
    FROM documents AS d
    WHERE d.tier <> 'reference' AND list_contains($units, d.unit_id)
        AND d.unit_id NOT IN (
            SELECT unit_id FROM statement_counts
            WHERE kind <> 'baseline' AND evidence = 'quoted' AND doubt NOT IN ('horizon', 'territory')
                AND list_contains($units, unit_id)
        )
    ORDER BY d.unit_id, d.in_force_on NULLS LAST, d.document_id"""


def texts_without_goals(cursor: DuckDBPyConnection, units: Sequence[str]) -> TextFrame:
    """The texts held of those `units` that none of them quotes a goal from: id, unit, titles, tier."""
    return TextFrame(fetch(cursor, _WITHOUT_GOALS, {"units": list(units)}))


def document(cursor: DuckDBPyConnection, document_id: str) -> DocumentFrame:
    """One document with its text (missing where none is held); no row for an unknown id."""
    return DocumentFrame(fetch(cursor, _DOCUMENT, {"document_id": document_id}))


def pages_of(cursor: DuckDBPyConnection, document_id: str) -> PageFrame:
    """The pages of one document in order: page, start and end in characters of its text.

    No row where the text has no pages.
    """
    sql = 'SELECT page, "start", "end" FROM document_pages WHERE document_id = $document_id ORDER BY page'
    return PageFrame(fetch(cursor, sql, {"document_id": document_id}))


def tasks_of(cursor: DuckDBPyConnection, document_id: str) -> TaskFrame:
    """The tasks and aims of one document in its order."""
    sql = "FROM tasks WHERE document_id = $document_id ORDER BY quote_start, ordinal, task_id"
    return TaskFrame(fetch(cursor, sql, {"document_id": document_id}))


# How many tasks there are beside a task for the same unit and topic, itself among them.
_TASKS = """
    SELECT t.*, u.name_vi AS unit_name_vi, u.name_en AS unit_name_en, o.name_vi AS topic_name_vi,
        o.name_en AS topic_name_en, d.number AS document_number, d.title_vi AS document_title_vi,
        count(*) OVER (PARTITION BY t.unit_id, t.topic_id) AS in_cell
    FROM tasks AS t
    JOIN units AS u ON u.unit_id = t.unit_id
    JOIN documents AS d ON d.document_id = t.document_id
    LEFT JOIN topics AS o ON o.topic_id = t.topic_id"""
_FIRST_OF_CELL = """
    QUALIFY row_number() OVER (
        PARTITION BY t.unit_id, t.topic_id ORDER BY t.document_id, t.quote_start, t.ordinal, t.task_id
    ) <= $of_cell"""
_TASK_FILTERS = (
    Filter("units", "list_contains($units, t.unit_id)"),
    Filter("kinds", "list_contains($kinds, t.kind)"),
)


def tasks(
    cursor: DuckDBPyConnection,
    *,
    units: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    of_cell: int | None = None,
) -> TaskFrame:
    """Tasks and aims with unit, topic and document, in the order of the documents.

    At most `of_cell` of each unit and topic; `in_cell` says how many there are of the chosen kinds.
    """
    where, parameters = build_where(_TASK_FILTERS, {"units": units, "kinds": kinds})
    parts = [_TASKS, where]
    if of_cell is not None:
        parts.append(_FIRST_OF_CELL)
        parameters["of_cell"] = of_cell
    parts.append("ORDER BY u.sort_order, t.document_id, t.quote_start, t.ordinal, t.task_id")
    return TaskFrame(fetch(cursor, " ".join(parts), parameters))


_OF_UNITS = (Filter("units", "list_contains($units, unit_id)"),)


def task_alignment(cursor: DuckDBPyConnection, *, units: Sequence[str] | None = None) -> AlignmentFrame:
    """One row per province and topic that the nation or the province has a task on.

    Ids and titles of both sides are lists, empty for a side without a task on the topic;
    `has_counterpart` says whether both have one. `topic_id` is missing for tasks without a topic,
    which are never counterparts.
    """
    where, parameters = build_where(_OF_UNITS, {"units": units})
    sql = " ".join(["FROM task_alignment", where, "ORDER BY unit_id, topic_order NULLS LAST, topic_id"])
    return AlignmentFrame(fetch(cursor, sql, parameters))


_LINEAGE_ORDER = 'ORDER BY document_id, "start" NULLS LAST, cited_number'


def lineage(
    cursor: DuckDBPyConnection, *, units: Sequence[str] | None = None, limit: int | None = None
) -> LineageFrame:
    """The edges between a document of `units` and a number that it names, with both titles where known.

    Of more than `limit` edges those that amend and that carry out come first.
    """
    where, parameters = build_where(_OF_UNITS, {"units": units})
    parts = ["FROM lineage", where]
    if limit is not None:
        parts += [
            "ORDER BY list_position(['amends', 'implements', 'mentions'], relation),",
            'document_id, "start" NULLS LAST, cited_number LIMIT $most',
        ]
        parameters["most"] = limit
    sql = " ".join(["FROM (", *parts, ")", _LINEAGE_ORDER])
    return LineageFrame(fetch(cursor, sql, parameters))


def lineage_of(cursor: DuckDBPyConnection, document_id: str) -> LineageFrame:
    """The edges that leave one document, in the order of its text."""
    sql = """
        FROM lineage WHERE document_id = $document_id
        ORDER BY "start" NULLS LAST, cited_number"""
    return LineageFrame(fetch(cursor, sql, {"document_id": document_id}))
