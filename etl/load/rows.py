"""What was read, as the rows of the release's tables: plain mappings, in an order that never varies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from etl.model import Citation, Reading, Statement, Task
from etl.resolve.themes import ThemeNames, of_one_year
from etl.sources import Corpus, Document, reference_statements
from etl.sources.additions import PageSpan
from warehouse.folding import fold

Row = dict[str, Any]


def table_rows(corpus: Corpus, readings: Sequence[Reading]) -> Iterable[tuple[str, list[Row]]]:
    """Table name and rows, in the order in which foreign keys let them in.

    Statements come document by document as the registry lists them, in the order of the text; the
    cited ones after them, in the order of their file.
    """
    documents = {document.document_id: document for document in corpus.documents}
    order = {document_id: place for place, document_id in enumerate(documents)}
    ordered = sorted(readings, key=lambda reading: order[reading.document_id])
    quoted = [statement for reading in ordered for statement in sorted(reading.statements, key=_place)]
    statements = [*quoted, *reference_statements(corpus)]
    yield (
        "units",
        [{**row, "folded": _folded(row["name_vi"], row["name_en"])} for row in corpus.rows("units")],
    )
    for name in ("territories", "themes", "topics", "scopes", "value_units", "variants", "document_kinds"):
        yield name, [dict(row) for row in corpus.rows(name)]
    yield (
        "indicators",
        [
            {**row, "folded": _folded(row["name_vi"], row["name_en"], row["indicator_id"])}
            for row in corpus.rows("indicators")
        ],
    )
    yield "documents", [_document_row(corpus, document) for document in documents.values()]
    yield "document_pages", _page_rows(corpus)
    yield "statements", _statement_rows(corpus, statements, documents)
    yield "statement_themes", _theme_rows(corpus, statements)
    yield "tasks", [_task_row(task, documents) for reading in ordered for task in reading.tasks]
    yield (
        "citations",
        [_as_row(citation) for reading in ordered for citation in sorted(reading.citations, key=_edge)],
    )
    yield "corrections", _correction_rows(corpus, quoted)


def _place(statement: Statement) -> tuple[int, int, str]:
    start = statement.value_start if statement.value_start is not None else statement.quote_start
    return (start or 0, statement.quote_start or 0, statement.statement_id)


def _edge(citation: Citation) -> tuple[int, str]:
    return (citation.start, citation.cited_number)


def _as_row(record: Statement | Task | Citation | Document | PageSpan) -> Row:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _folded(*parts: str | None) -> str:
    # Line breaks inside a sentence must not hide a phrase from the search.
    return fold(" ".join(" ".join(part for part in parts if part).split()))


def _document_row(corpus: Corpus, document: Document) -> Row:
    text = corpus.text_of(document.document_id) if document.path else None
    return {**_as_row(document), "text": text}


def _page_rows(corpus: Corpus) -> list[Row]:
    """The pages of every addition that has more than one: a text without pages is kept as one."""
    return [
        {"document_id": addition.document_id, **_as_row(page)}
        for addition in corpus.additions
        if len(addition.pages) > 1
        for page in addition.pages
    ]


def _statement_rows(
    corpus: Corpus, statements: Iterable[Statement], documents: Mapping[str, Document]
) -> list[Row]:
    indicators = {row["indicator_id"]: row for row in corpus.rows("indicators")}
    units = {row["unit_id"]: row for row in corpus.rows("units")}
    rows = []
    for statement in statements:
        document = documents[statement.document_id]
        row = _as_row(statement)
        # A statement that names no unit of its own speaks for the unit of its document.
        row["unit_id"] = statement.unit_id or document.unit_id
        row["territory_id"] = statement.territory_id or document.territory_id
        indicator = indicators.get(statement.indicator_id or "", {})
        row["folded"] = _folded(
            statement.statement_vi,
            statement.subject_vi,
            statement.quote if statement.quote != statement.statement_vi else None,
            statement.statement_en,
            indicator.get("name_vi"),
            indicator.get("name_en"),
            document.number,
            units[row["unit_id"]]["name_vi"],
        )
        rows.append(row)
    return rows


def _theme_rows(corpus: Corpus, statements: Sequence[Statement]) -> list[Row]:
    """The theme that each statement counts under, first, and those that its quoted sentence names besides.

    A sentence that is due in several years names its own theme only: which of its words are due when
    is not known here.
    """
    names = ThemeNames(corpus.rows("lexicon_theme_names"))
    of_indicator = {row["indicator_id"]: row["theme_id"] for row in corpus.rows("indicators")}
    horizons: dict[tuple[str, int | None], list[int | None]] = {}
    for statement in statements:
        horizons.setdefault((statement.document_id, statement.quote_start), []).append(statement.horizon)
    rows = []
    for statement in statements:
        main = statement.theme_id or of_indicator.get(statement.indicator_id or "")
        themes: tuple[str, ...] = ()
        if statement.quote is not None and of_one_year(
            statement.quote, horizons[statement.document_id, statement.quote_start]
        ):
            themes = names.in_sentence(statement.quote)
        for theme_id in dict.fromkeys((main, *themes)):
            if theme_id is not None:
                rows.append(
                    {
                        "statement_id": statement.statement_id,
                        "theme_id": theme_id,
                        "is_main": theme_id == main,
                    }
                )
    return rows


def _task_row(task: Task, documents: Mapping[str, Document]) -> Row:
    unit_id = task.unit_id or documents[task.document_id].unit_id
    return {**_as_row(task), "unit_id": unit_id, "folded": _folded(task.title_vi, task.quote)}


def _correction_rows(corpus: Corpus, statements: Sequence[Statement]) -> list[Row]:
    """The ledger of corrections, each with the statement that it corrected."""
    rows = []
    for row in corpus.rows("corrections"):
        text = corpus.text_of(row["document_id"])
        guard = row["guard_quote"]
        if guard not in text:
            guard = unicodedata.normalize("NFD", guard)  # tables are NFC, a source may not be
        start = text.index(guard)
        corrected = next(
            statement.statement_id
            for statement in statements
            if statement.document_id == row["document_id"]
            and statement.review_status == "corrected"
            and statement.value_text == row["value_text"]
            and (statement.quote_start or 0) < start + len(guard)
            and start < (statement.quote_end or 0)
        )
        rows.append({**row, "statement_id": corrected})
    return rows
