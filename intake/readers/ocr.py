"""Pictures of pages: what Tesseract reads in them. Everything that comes from here is a guess."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence

from intake.readers.boxes import Box, is_inside, rows_of_boxes
from intake.readers.content import Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.layout import COLUMN_GAP, Word, find_aligned_tables
from intake.readers.limits import Limits
from intake.readers.programs import LANGUAGE, NO_TESSERACT, tesseract
from intake.readers.rules import find_ruled_cells
from intake.readers.scans import straightened, without_stamps
from warehouse.errors import Message

DPI = 200  # prose has no error at 150 and 200 dpi; at 300 rows of tables get lost
WARNING = Message(
    "Chữ trong trang quét do máy đoán (OCR): dấu phẩy thập phân trong bảng hay bị mất (4,2 thành 42). "
    "Hãy so từng số với ảnh trang."
)
COLOUR = Message(
    "Trang quét có dấu hoặc chữ ký màu: phần màu được làm mờ để đọc chữ đen bên dưới. Hãy soát kỹ chỗ đó."
)
_BROKEN = Message("Ảnh bị hỏng, không mở được. Hãy quét hoặc lưu lại ảnh, rồi tải lên.")


_WHOLE_PAGE, _ONE_BLOCK = 3, 6  # Tesseract's ways to look for text
_EDGE = 4  # pixels around a table
_SAME_LINE = 8  # pixels between edges of cells that are one line to the eye
# Pixels at the edge of a cell that may bear the rest of a line, and of white that Tesseract wants around.
_RULE, _MARGIN = 4, 12
_DARK = 128  # of 255: ink
# A page of figures has some hundreds of cells; reading one takes 10 ms.
_MOST_CELLS = 1_500


@dataclass(frozen=True, slots=True)
class _Word(Word):
    """A word with its place in pixels, and the line and paragraph that Tesseract puts it in."""

    line: tuple[int, int, int]


def read_picture(data: bytes, limits: Limits, tell: Callable[[int, int], None]) -> Content:
    """The text of a picture, one page a frame; `tell` hears how many of how many are read."""
    if tesseract() is None:
        raise Unreadable.because(NO_TESSERACT)
    Image.MAX_IMAGE_PIXELS = limits.image_pixels
    try:
        with Image.open(io.BytesIO(data)) as picture:
            content = Content(Image.MIME.get(picture.format or "", "image/png"))
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                tell(number - 1, getattr(picture, "n_frames", 1))
                if frame.width * frame.height > limits.image_pixels:
                    raise Unreadable.because(_too_large(limits))
                if number > limits.ocr_pages:
                    raise Unreadable(
                        "Ảnh có hơn {n} trang. Hãy chia tệp thành nhiều phần.", n=str(limits.ocr_pages)
                    )
                add_page(content, ImageOps.exif_transpose(frame), limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable.because(_too_large(limits)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable.because(_BROKEN) from error
    return content


def _too_large(limits: Limits) -> Message:
    return Message(
        "Ảnh lớn hơn {n} triệu điểm. Hãy quét lại ở 200-300 dpi.", n=str(limits.image_pixels // 1_000_000)
    )


def to_png(picture: Image.Image) -> bytes:
    """A picture as a grey PNG."""
    out = io.BytesIO()
    picture.convert("L").save(out, "PNG", dpi=(DPI, DPI))
    return out.getvalue()


def add_page(content: Content, picture: Image.Image, limits: Limits) -> None:
    """A page of its own with its picture, set upright, and what Tesseract reads in it."""
    content.warn(WARNING)
    picture = straightened(picture)
    ink, has_colour = without_stamps(picture)
    if has_colour:
        content.warn(COLOUR)
    content.blocks.append(PageStart(to_png(picture)))
    content.blocks += _recognised(ink, limits)


def _recognised(page: NDArray[np.uint8], limits: Limits) -> list[Paragraph | Table]:
    """The lines and tables of a grey page from top to bottom, tables without rules among them.

    A table is read cell by cell: beside other cells and lines Tesseract loses decimal commas and whole rows.
    """
    boxes, erased = find_ruled_cells(page)
    tables = _take_tables(boxes, erased, limits)
    [words] = _read([erased], _WHOLE_PAGE, limits)
    for top, table, box in _take_tables(find_aligned_tables(words), erased, limits):
        words = [word for word in words if not is_inside(*word.middle, box)]
        tables.append((top, table, box))
    blocks: list[Paragraph | Table] = []
    waiting = sorted(tables, key=lambda found: found[0])
    for at, line in _paragraphs(words):
        while waiting and waiting[0][0] < at:
            blocks.append(waiting.pop(0)[1])
        blocks.append(line)
    return blocks + [table for _, table, _ in waiting]


def _take_tables(
    tables: Sequence[Sequence[Box]], page: NDArray[np.uint8], limits: Limits
) -> list[tuple[float, Table, Box]]:
    """What stands in the cells of each table, with its top and its place; that place on the page is empty
    then. Frames and lines that hold no table are passed over."""
    taken = []
    for boxes in tables:
        if len(boxes) > _MOST_CELLS:
            continue
        said = _cells(boxes, page, limits)
        rows = rows_of_boxes(boxes, said.__getitem__, _SAME_LINE, limits.table_cells)
        if rows is not None:
            left, top = (min(box[at] for box in boxes) for at in (0, 1))
            right, bottom = (max(box[at] for box in boxes) for at in (2, 3))
            taken.append((top, Table(rows, is_ocr=True), (left, top, right, bottom)))
            page[_within((left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE), page, rule=0)] = 255
    return taken


def _cells(boxes: Sequence[Box], page: NDArray[np.uint8], limits: Limits) -> dict[Box, str]:
    """What stands in each cell; those without ink are not read."""
    cells = {box: page[_within(box, page)] for box in boxes}
    inked = [box for box, cell in cells.items() if (cell < _DARK).any()]
    padded = [np.pad(cells[box], _MARGIN, constant_values=255) for box in inked]
    read = _read(padded, _ONE_BLOCK, limits)
    return dict.fromkeys(boxes, "") | dict(zip(inked, map(_words_of_cell, read), strict=True))


def _within(box: Box, page: NDArray[np.uint8], rule: int = _RULE) -> tuple[slice, slice]:
    """The part of a page inside a box, without the rest of the lines around it."""
    left, top, right, bottom = (round(edge) for edge in box)
    return (
        slice(max(0, top + rule), max(0, top + rule, bottom - rule)),
        slice(max(0, left + rule), max(0, left + rule, right - rule)),
    )


def _read(pictures: Sequence[NDArray[np.uint8]], way: int, limits: Limits) -> list[list[_Word]]:
    """The words of each grey picture, all read in one go."""
    program = tesseract()
    if program is None:
        raise Unreadable.because(NO_TESSERACT)
    if not pictures:
        return []
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.png" for number in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            path.write_bytes(to_png(Image.fromarray(picture)))
        listed = Path(folder) / "list.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        try:
            done = subprocess.run(
                [program, str(listed), "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", str(way), "tsv"],
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
    read: list[list[_Word]] = [[] for _ in pictures]
    for number, word in _words(done.stdout.decode("utf-8", "replace")):
        read[number].append(word)
    return read


def _words(table: str) -> Iterator[tuple[int, _Word]]:
    """The words in Tesseract's table, each with the picture it stands in, from 0; level 5 are words."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"] and row["text"].strip():
            x, y, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            yield int(row["page_num"]) - 1, _Word(row["text"].strip(), x, y, x + width, y + height, line)


def _words_of_cell(words: Sequence[_Word]) -> str:
    """What stands in a cell; signs that are only the rest of a line are left out."""
    return " ".join(word.text for word in words if word.text not in _REST_OF_LINES or len(words) == 1)


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
            text += ("    " if word.left - previous.right > COLUMN_GAP * height else " ") + word.text
        paragraph = line[0].line[:2]
        yield min(word.top for word in line), Paragraph(text, is_ocr=True, is_apart=paragraph != before)
        before = paragraph
