"""PDF: pages with their lines and ruled tables; pages that are only a picture go through OCR."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image

from intake.readers.boxes import Box, is_inside, rows_of_boxes
from intake.readers.content import Block, Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.layout import Line, Word, find_aligned_tables, lines_of, reading_order
from intake.readers.limits import Limits
from intake.readers.ocr import DPI, WARNING, add_page, to_png
from intake.readers.programs import NO_TESSERACT, tesseract
from warehouse.errors import Message

MEDIA_TYPE = "application/pdf"
_POINTS_AN_INCH = 72
_BROKEN = Message(
    "Tệp PDF bị hỏng, không mở được. Hãy mở tệp để kiểm tra, in lại thành PDF mới, rồi tải lên."
)
# A page with fewer letters than this and a picture is a scan; a page whose picture fills it and that has
# text bears the text of somebody's OCR.
_FEW_LETTERS = 25
_FILLS_PAGE = 0.8
_SHOWS_MUCH = 0.3
# Lines this much farther apart than usual on the page belong to different paragraphs.
_PARAGRAPH_GAP = 1.35
_EDGE_OF_PAGE = 0.09  # running heads and page numbers stand within this share of the height
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE)
_TOLERANCE = 2.0  # points between edges of cells that are one line to the eye


@dataclass(slots=True)
class _PageText:
    lines: list[Line]
    tables: list[tuple[float, tuple[tuple[str, ...], ...]]]
    height: float
    kind: str  # "text", "scan" (a picture only) or "layered" (a picture with text over it)


def read_pdf(data: bytes, limits: Limits, tell: Callable[[int, int], None]) -> Content:
    """The text of a PDF page by page; scanned pages are read by Tesseract and keep their picture.

    `tell` hears how many pages of how many are read.
    """
    content = Content(MEDIA_TYPE)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > limits.pages:
                raise Unreadable(
                    "Tệp PDF có hơn {n} trang. Hãy chia tệp thành nhiều phần.", n=str(limits.pages)
                )
            pages = []
            for page in pdf.pages:
                pages.append(_page_text(page, content, limits))
                page.close()
    except Unreadable:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise Unreadable("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.") from error
        raise Unreadable.because(_BROKEN) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Unreadable.because(_BROKEN) from error
    if not pages:
        raise Unreadable("Tệp PDF không có trang nào. Hãy kiểm tra lại tệp.")
    _drop_running_lines(pages)
    _write(content, pages, data, limits, tell)
    return content


def _write(
    content: Content,
    pages: Sequence[_PageText],
    data: bytes,
    limits: Limits,
    tell: Callable[[int, int], None],
) -> None:
    scans = [number for number, page in enumerate(pages) if page.kind == "scan"]
    if len(scans) > limits.ocr_pages:
        raise Unreadable(
            "Tệp PDF có hơn {n} trang quét. Hãy chia tệp thành nhiều phần.", n=str(limits.ocr_pages)
        )
    can_read = tesseract() is not None
    if scans and not can_read:
        if len(scans) == len(pages):
            raise Unreadable.because(NO_TESSERACT)
        content.warn(Message("{n} trang quét không được đọc. {why}", n=str(len(scans)), why=NO_TESSERACT))
    if any(page.kind == "layered" for page in pages):
        content.warn(WARNING)
    for number, page in enumerate(pages):
        tell(number, len(pages))
        if page.kind == "text":
            content.blocks.append(PageStart())
            content.blocks += _blocks(page, is_ocr=False)
            continue
        picture = _render(data, number, limits)
        if page.kind == "scan" and can_read:
            add_page(content, picture, limits)
        else:
            content.blocks.append(PageStart(to_png(picture)))
            content.blocks += _blocks(page, is_ocr=True)


def _page_text(page: Any, content: Content, limits: Limits) -> _PageText:
    letters = sum(1 for char in page.chars if char["text"].strip())
    shown = _share_of_pictures(page)
    if letters < _FEW_LETTERS and shown > _SHOWS_MUCH:
        return _PageText([], [], float(page.height), "scan")
    kind = "layered" if shown > _FILLS_PAGE else "text"
    words: Sequence[Word] = [
        Word(word["text"], word["x0"], word["top"], word["x1"], word["bottom"])
        for word in page.extract_words(keep_blank_chars=False, use_text_flow=False)
    ]
    ruled: list[list[Box]] = []
    if len(page.edges) <= limits.page_edges:
        ruled = [table.cells for table in page.find_tables()]
    else:
        content.warn(Message("Có trang nhiều nét vẽ quá nên không tìm bảng trong đó."))
    tables, words = _take_tables(ruled, words, limits)
    aligned, words = _take_tables(find_aligned_tables(words), words, limits)
    return _PageText(reading_order(words), tables + aligned, float(page.height), kind)


def _share_of_pictures(page: Any) -> float:
    """The largest share of the page that one picture covers."""
    whole = float(page.width) * float(page.height) or 1.0
    return max((float(im["width"]) * float(im["height"]) / whole for im in page.images), default=0.0)


def _take_tables(
    tables: Sequence[Sequence[Box]], words: Sequence[Word], limits: Limits
) -> tuple[list[tuple[float, tuple[tuple[str, ...], ...]]], Sequence[Word]]:
    """The rows of each table by the boxes of its cells, with its top; and the words that stand in none.

    Frames and lines that hold no table are passed over.
    """
    taken = []
    for boxes in tables:
        left, top = (min(box[at] for box in boxes) for at in (0, 1))
        right, bottom = (max(box[at] for box in boxes) for at in (2, 3))
        around = (left, top, right, bottom)
        within = [word for word in words if is_inside(*word.middle, around)]
        rows = rows_of_boxes(boxes, partial(_cell, within), _TOLERANCE, limits.table_cells)
        if rows is not None:
            taken.append((top, rows))
            words = [word for word in words if not is_inside(*word.middle, around)]
    return taken, words


def _cell(words: Sequence[Word], box: Box) -> str:
    inside = [word for word in words if is_inside(*word.middle, box)]
    return " ".join(line.text for line in lines_of(inside))


def _drop_running_lines(pages: Sequence[_PageText]) -> None:
    """Take away page numbers, and lines that most pages repeat at their edge."""

    def at_edge(page: _PageText, line: Line) -> bool:
        return line.bottom < _EDGE_OF_PAGE * page.height or line.top > (1 - _EDGE_OF_PAGE) * page.height

    repeated = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if at_edge(page, line)}
    )
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not at_edge(page, line)
            or not (
                _PAGE_NUMBER.fullmatch(line.text)
                or (len(pages) > 2 and repeated[_key(line)] > max(2, len(pages) / 2))
            )
        ]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _blocks(page: _PageText, *, is_ocr: bool) -> Iterator[Block]:
    pitches = sorted(after.top - before.top for before, after in pairwise(page.lines))
    usual = pitches[len(pitches) // 2] if pitches else 0.0
    waiting = sorted(page.tables, key=lambda table: table[0])
    previous: Line | None = None
    for line in page.lines:
        while waiting and waiting[0][0] < line.top:
            yield Table(waiting.pop(0)[1], is_ocr)
            previous = None
        apart = previous is not None and line.top - previous.top > _PARAGRAPH_GAP * usual
        yield Paragraph(line.text, is_ocr, apart)
        previous = line
    for _, rows in waiting:
        yield Table(rows, is_ocr)


def _render(data: bytes, number: int, limits: Limits) -> Image.Image:
    """The picture of one page, smaller than `DPI` asks for where the page is huge."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number]
            width, height = page.get_size()
            scale = DPI / _POINTS_AN_INCH
            most = limits.image_pixels / max(1.0, width * height)
            picture: Image.Image = page.render(scale=min(scale, most**0.5)).to_pil()
            return picture.convert("RGB")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise Unreadable.because(_BROKEN) from error
