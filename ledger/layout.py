"""A manuscript without its text and pictures, as JSON: pages, tables, doubts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.model import Span
from intake.manuscript import Cell, Manuscript, Page, TableSpan
from warehouse.errors import Message


def layout_of(manuscript: Manuscript) -> dict[str, Any]:
    """What a manuscript says beside its text."""
    return {
        "encoding": manuscript.encoding,
        "warnings": list(map(str, manuscript.warnings)),
        "pages": [[page.number, page.start, page.end] for page in manuscript.pages],
        "ocr": [[span.start, span.end] for span in manuscript.ocr],
        "tables": [
            {
                "start": table.start,
                "end": table.end,
                "cells": [[cell.start, cell.end, cell.row, cell.column] for cell in table.cells],
            }
            for table in manuscript.tables
        ],
    }


def manuscript_of(
    name: str, media_type: str, sha256: str, text: str, layout: Mapping[str, Any]
) -> Manuscript:
    """The manuscript again, its pages without their pictures."""
    return Manuscript(
        name=name,
        media_type=media_type,
        sha256=sha256,
        text=text,
        pages=tuple(Page(*page) for page in layout["pages"]),
        tables=tuple(
            TableSpan(table["start"], table["end"], tuple(Cell(*cell) for cell in table["cells"]))
            for table in layout["tables"]
        ),
        ocr=tuple(Span(*span) for span in layout["ocr"]),
        encoding=layout["encoding"],
        warnings=tuple(map(Message, layout["warnings"])),
    )
