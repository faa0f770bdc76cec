"""Pictures of pages: what Tesseract reads in them. Everything that comes from here is a guess."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence

from intake.readers.boxes import Box, is_inside, rows_of_boxes
from intake.readers.content import Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.limits import Limits
from intake.readers.programs import LANGUAGE, NO_TESSERACT, tesseract
from intake.readers.rules import find_ruled_cells

DPI = 200  # prose has no error at 150 and 200 dpi; at 300 rows of tables get lost
WARNING = (
    "Chữ trong trang quét do máy đoán (OCR): dấu phẩy thập phân trong bảng hay bị mất (4,2 thành 42). "
    "Hãy so từng số với ảnh trang."
)
# Words of a line that stand this many line heights apart stand in different columns.
_COLUMN_GAP = 1.6
_BROKEN = "Ảnh bị hỏng, không mở được. Hãy quét hoặc lưu lại ảnh, rồi tải lên."


_WHOLE_PAGE, _ONE_BLOCK = 3, 6  # Tesseract's ways to look for text
_EDGE = 4  # pixels around a table
_SAME_LINE = 8  # pixels between edges of cells that are one line to the eye


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, its place in pixels of the page, and the line and paragraph that Tesseract puts it in."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def read_picture(data: bytes, limits: Limits) -> Content:
    """The text of a picture, one page a frame."""
    if tesseract() is None:
        raise Unreadable(NO_TESSERACT)
    Image.MAX_IMAGE_PIXELS = limits.image_pixels
    try:
        with Image.open(io.BytesIO(data)) as picture:
            content = Content(Image.MIME.get(picture.format or "", "image/png"))
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                if frame.width * frame.height > limits.image_pixels:
                    raise Unreadable(_too_large(limits))
                if number > limits.ocr_pages:
                    raise Unreadable(f"Ảnh có hơn {limits.ocr_pages} trang. Hãy chia tệp thành nhiều phần.")
                page = ImageOps.exif_transpose(frame).convert("L")
                add_page(content, to_png(page), limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable(_too_large(limits)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable(_BROKEN) from error
    return content


def _too_large(limits: Limits) -> str:
    millions = limits.image_pixels // 1_000_000
    return f"Ảnh lớn hơn {millions} triệu điểm. Hãy quét lại ở 200-300 dpi."


def to_png(picture: Image.Image) -> bytes:
    """A picture as PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def add_page(content: Content, png: bytes, limits: Limits) -> None:
    """A page of its own with its picture and what Tesseract reads in it."""
    content.warn(WARNING)
    content.blocks.append(PageStart(png))
    content.blocks += recognise(png, limits)


def recognise(png: bytes, limits: Limits) -> list[Paragraph | Table]:
    """The lines and ruled tables of a picture from top to bottom; `Unreadable` without Tesseract.

    A table is read by itself, without its lines, and its words go to the cells that they stand in.
    """
    with Image.open(io.BytesIO(png)) as picture:
        page = np.asarray(picture.convert("L"))
    tables, erased = find_ruled_cells(page)
    placed: list[tuple[float, Paragraph | Table]] = []
    for boxes in tables:
        left, top = (int(min(box[at] for box in boxes)) for at in (0, 1))
        right, bottom = (int(max(box[at] for box in boxes)) for at in (2, 3))
        area = (slice(max(0, top - _EDGE), bottom + _EDGE), slice(max(0, left - _EDGE), right + _EDGE))
        words = _read(erased[area], _ONE_BLOCK, limits, area[1].start, area[0].start)
        rows = rows_of_boxes(boxes, partial(_cell, words), _SAME_LINE, limits.table_cells)
        if rows is not None:
            placed.append((top, Table(rows, is_ocr=True)))
            erased[area] = 255
    placed += _paragraphs(_read(erased, _WHOLE_PAGE, limits))
    return (
        [block for _, block in sorted(placed, key=lambda item: item[0])] if tables else [b for _, b in placed]
    )


def _read(page: NDArray[np.uint8], way: int, limits: Limits, left: int = 0, top: int = 0) -> list[_Word]:
    """The words of a grey picture whose corner lies at `left`, `top` of the page."""
    program = tesseract()
    if program is None:
        raise Unreadable(NO_TESSERACT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        path.write_bytes(to_png(Image.fromarray(page)))
        try:
            done = subprocess.run(
                [program, str(path), "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", str(way), "tsv"],
                capture_output=True,
                timeout=limits.ocr_page_seconds,
                check=True,
                # Twice as fast with one thread (measured), and one core stays free for others.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable(
                "Không nhận dạng được chữ trong trang quét. Hãy quét lại rõ hơn (200-300 dpi)."
            ) from error
    return list(_words(done.stdout.decode("utf-8", "replace"), left, top))


def _words(table: str, left: int, top: int) -> Iterator[_Word]:
    """The words in Tesseract's table; level 5 are words."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"] and row["text"].strip():
            x, y = left + int(row["left"]), top + int(row["top"])
            line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            yield _Word(row["text"].strip(), x, y, x + int(row["width"]), y + int(row["height"]), line)


def _cell(words: list[_Word], box: Box) -> str:
    """The words whose middle lies in a cell; signs that are only the rest of a line are left out."""
    inside = [word for word in words if is_inside(*word.middle, box)]
    return " ".join(word.text for word in inside if word.text not in _REST_OF_LINES or len(inside) == 1)


_REST_OF_LINES = frozenset("|_—¬'`‘’.")


def _paragraphs(words: list[_Word]) -> Iterator[tuple[float, Paragraph]]:
    """Lines as they stand, each with its top; columns apart by a wide gap, paragraphs by an empty line."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    before: tuple[int, int] | None = None
    for line in lines.values():
        height = sorted(word.bottom - word.top for word in line)[len(line) // 2]
        text = line[0].text
        for previous, word in pairwise(line):
            text += ("    " if word.left - previous.right > _COLUMN_GAP * height else " ") + word.text
        paragraph = line[0].line[:2]
        yield min(word.top for word in line), Paragraph(text, is_ocr=True, is_apart=paragraph != before)
        before = paragraph
