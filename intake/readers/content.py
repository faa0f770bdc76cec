"""What every reader makes of its format, and how that becomes a manuscript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from etl.model import Span
from intake.manuscript import PAGE_BREAK, Cell, Manuscript, Page, TableSpan
from intake.readers.errors import Unreadable
from intake.readers.legacy import convert, detect
from intake.readers.limits import Limits
from warehouse.errors import Message

CELL_BREAK = " | "
_NUMBER = re.compile(r"\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of text. `is_apart`: the page leaves more room before them than between its lines."""

    text: str
    is_ocr: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length, the head first."""

    rows: tuple[tuple[str, ...], ...]
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class PageStart:
    """Here a page begins; `image` is its picture where it was scanned."""

    image: bytes | None = None


Block = Paragraph | Table | PageStart


@dataclass(slots=True)
class Content:
    """The blocks of one file in their order. `encoding` is set where the text was no Unicode."""

    media_type: str
    blocks: list[Block] = field(default_factory=list)
    encoding: str = "utf-8"
    warnings: list[Message] = field(default_factory=list)

    def warn(self, message: Message) -> None:
        """Keep a warning for the person who brought the file, once."""
        if message not in self.warnings:
            self.warnings.append(message)


def to_manuscript(content: Content, name: str, sha256: str, limits: Limits) -> Manuscript:
    """The manuscript of what a reader found; `Unreadable` when it holds no words or far too many."""
    _convert_legacy(content)
    writer = _Writer(limits.characters)
    for block in content.blocks:
        writer.write(block)
    writer.finish()
    text = "".join(writer.parts)
    if not re.search(r"\w", text):
        raise Unreadable(
            "Tệp không có chữ nào để đọc. Hãy mở tệp để kiểm tra; nếu đó là bản quét, hãy quét lại rõ hơn."
        )
    if sum(1 for _ in _NUMBER.finditer(text)) > limits.numbers:
        raise Unreadable(
            "Văn bản có hơn {n} con số, quá giới hạn. Hãy chia tệp thành nhiều phần.",
            n=str(limits.numbers),
        )
    return Manuscript(
        name=name,
        media_type=content.media_type,
        sha256=sha256,
        text=text,
        pages=tuple(writer.pages),
        tables=tuple(writer.tables),
        ocr=tuple(writer.ocr),
        encoding=content.encoding,
        warnings=tuple(content.warnings),
    )


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row


def old_encoding(encoding: str) -> Message:
    """The warning that text of an old font was converted."""
    return Message(
        "Văn bản dùng bảng mã cũ {encoding}, đã chuyển sang Unicode; hãy soát lại chữ in hoa.",
        encoding=encoding.upper(),
    )


def _convert_legacy(content: Content) -> None:
    """Text of old fonts becomes Unicode, the whole file alike."""
    encoding = detect("\n".join(_texts(content.blocks)))
    if encoding is None:
        return
    content.encoding = encoding
    content.warn(old_encoding(encoding))

    def change(text: str) -> str:
        return convert(text, encoding)

    content.blocks = [_changed(block, change) for block in content.blocks]


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(change(block.text), block.is_ocr, block.is_apart)
    if isinstance(block, Table):
        return Table(tuple(tuple(change(cell) for cell in row) for row in block.rows), block.is_ocr)
    return block


class _Writer:
    """Writes blocks one after the other and keeps where each stands."""

    def __init__(self, most: int) -> None:
        self.parts: list[str] = []
        self.pages: list[Page] = []
        self.tables: list[TableSpan] = []
        self.ocr: list[Span] = []
        self._most = most
        self._at = 0
        self._page_start = 0
        self._image: bytes | None = None
        self._owes_blank = False
        self._is_empty_page = True
        self._is_first = True

    def write(self, block: Block) -> None:
        """Add one block."""
        if isinstance(block, PageStart):
            if not self._is_first:
                self._end_page()
            self._image = block.image
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        else:
            self._table(block)
        self._is_first = False

    def finish(self) -> None:
        """End the last page."""
        self.pages.append(Page(len(self.pages) + 1, self._page_start, self._at, self._image))

    def _end_page(self) -> None:
        self.finish()
        self._put(PAGE_BREAK)
        self._page_start = self._at
        self._is_empty_page, self._owes_blank = True, False
        self._image = None

    def _put(self, text: str) -> None:
        self._at += len(text)
        if self._at > self._most:
            raise Unreadable(
                "Văn bản dài hơn {n} ký tự, quá giới hạn. Hãy chia tệp thành nhiều phần.",
                n=str(self._most),
            )
        self.parts.append(text)

    def _new_line(self, *, apart: bool) -> None:
        if not self._is_empty_page:
            self._put("\n\n" if apart or self._owes_blank else "\n")
        self._is_empty_page = self._owes_blank = False

    def _paragraph(self, block: Paragraph) -> None:
        text = _CONTROL.sub("", block.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
        if not text.strip():
            self._owes_blank = not self._is_empty_page
            return
        self._new_line(apart=block.is_apart)
        start = self._at
        self._put(text)
        self._mark(start, block.is_ocr)

    def _table(self, block: Table) -> None:
        self._new_line(apart=True)
        start = self._at
        cells: list[Cell] = []
        for row, texts in enumerate(block.rows):
            if row:
                self._put("\n")
            for column, raw in enumerate(texts):
                if column:
                    self._put(CELL_BREAK)
                text = _CONTROL.sub("", raw).replace("\f", " ")
                cells.append(Cell(self._at, self._at + len(text), row, column))
                self._put(text)
        self.tables.append(TableSpan(start, self._at, tuple(cells)))
        self._owes_blank = True
        self._mark(start, block.is_ocr)

    def _mark(self, start: int, is_ocr: bool) -> None:
        if not is_ocr:
            return
        if self.ocr and start - self.ocr[-1].end <= len(PAGE_BREAK):
            self.ocr[-1] = Span(self.ocr[-1].start, self._at)
        else:
            self.ocr.append(Span(start, self._at))
