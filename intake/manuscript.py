"""What an uploaded file says, before anybody has looked at it: its text, pages, tables and doubts.

The readers make it, the draft and the desk read it, the ledger keeps it. Plain data: nothing here
knows a file format.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.model import Span
from warehouse.errors import Message

# What stands in `Manuscript.text` between two pages.
PAGE_BREAK = "\n\f"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` from 1, half-open `start` and `end` in characters of the text.

    `image` is the page as a PNG where it was scanned, else None.
    """

    number: int
    start: int
    end: int
    image: bytes | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its words stand in the text, `row` and `column` from 0."""

    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TableSpan:
    """One table of the file: where it stands in the text and its cells, row by row.

    In the text each row is one line, its cells separated by " | ".
    """

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of one uploaded file; all offsets are in characters of `text`, half open.

    `name` is the file's name as it came (never a path), `sha256` that of its bytes. `text` has "\\n"
    line ends, no byte order mark, and its pages joined by `PAGE_BREAK`; a file without pages is one
    page. `ocr` are the parts that a machine guessed from a picture. `encoding` is that of the text
    as it came ("utf-8", "tcvn3", "vni", ...). `warnings` are for whoever brought the file.
    """

    name: str
    media_type: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    tables: tuple[TableSpan, ...] = ()
    ocr: tuple[Span, ...] = ()
    encoding: str = "utf-8"
    warnings: tuple[Message, ...] = ()

    def page_at(self, offset: int) -> Page:
        """The page on which the character at `offset` stands; a break belongs to the page before it."""
        return next((page for page in reversed(self.pages) if page.start <= offset), self.pages[0])

    def is_ocr(self, start: int, end: int) -> bool:
        """Whether any character of a part of the text came through OCR."""
        return any(span.start < end and start < span.end for span in self.ocr)
