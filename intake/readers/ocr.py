"""Pictures of pages: what Tesseract reads in them. Everything that comes from here is a guess."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence

from intake.readers.content import Content, PageStart, Paragraph
from intake.readers.errors import Unreadable
from intake.readers.limits import Limits
from intake.readers.programs import LANGUAGE, NO_TESSERACT, tesseract

DPI = 200  # prose has no error at 150 and 200 dpi; at 300 rows of tables get lost
WARNING = (
    "Chữ trong trang quét do máy đoán (OCR): dấu phẩy thập phân trong bảng hay bị mất (4,2 thành 42). "
    "Hãy so từng số với ảnh trang."
)
# Words of a line that stand this many line heights apart stand in different columns.
_COLUMN_GAP = 1.6
_BROKEN = "Ảnh bị hỏng, không mở được. Hãy quét hoặc lưu lại ảnh, rồi tải lên."


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: int
    right: int
    height: int
    line: tuple[int, int, int]
    paragraph: tuple[int, int]


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


def recognise(png: bytes, limits: Limits) -> list[Paragraph]:
    """The lines of a picture; an empty list where it shows no words. `Unreadable` without Tesseract."""
    program = tesseract()
    if program is None:
        raise Unreadable(NO_TESSERACT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        path.write_bytes(png)
        try:
            done = subprocess.run(
                [program, str(path), "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "tsv"],
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
    return list(_paragraphs(list(_words(done.stdout.decode("utf-8", "replace")))))


def _words(table: str) -> Iterator[_Word]:
    """The words in Tesseract's table; level 5 are words."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"] and row["text"].strip():
            left, width = int(row["left"]), int(row["width"])
            block, paragraph, line = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
            yield _Word(
                row["text"].strip(),
                left,
                left + width,
                int(row["height"]),
                (block, paragraph, line),
                (block, paragraph),
            )


def _paragraphs(words: list[_Word]) -> Iterator[Paragraph]:
    """Lines as they stand; columns of a table apart by a wide gap, paragraphs by an empty line."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    before: tuple[int, int] | None = None
    for line in lines.values():
        height = sorted(word.height for word in line)[len(line) // 2]
        text = line[0].text
        for previous, word in pairwise(line):
            text += ("    " if word.left - previous.right > _COLUMN_GAP * height else " ") + word.text
        yield Paragraph(text, is_ocr=True, is_apart=line[0].paragraph != before)
        before = line[0].paragraph
