"""A slice as an Excel workbook: the rows, what the columns mean, where it all comes from. Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.wording import Wording
from dashboard.wording.numbers import is_missing

NARROW, WIDE = 9, 46  # widths of columns, in characters
LONGEST = 32_767  # characters that Excel keeps in a cell
# Texts stay texts: neither a formula nor a link nor a number is made of them.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(
    rows: pd.DataFrame,
    dictionary: pd.DataFrame,
    about: Sequence[Sequence[str]],
    *,
    made_on: datetime,
    w: Wording,
) -> bytes:
    """Three sheets: `rows` under a frozen header, `dictionary` of its columns, lines `about` the file.

    `made_on` is written into the file, so that the same input gives the same bytes. A text longer than
    Excel can keep raises ValueError: it would be lost without a word.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "Mốc Số", "created": made_on})
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f2f5f8"})
        _sheet(book, w("Dữ liệu"), rows, bold)
        _sheet(book, w("Từ điển"), dictionary, bold)
        width = max((len(line) for line in about), default=1)
        frame = pd.DataFrame([[*line, *[""] * (width - len(line))] for line in about])
        _sheet(book, w("Xuất xứ"), frame, bold, has_header=False)
    return buffer.getvalue()


def _sheet(book: Any, name: str, frame: pd.DataFrame, bold: Any, *, has_header: bool = True) -> None:
    sheet = book.add_worksheet(name)
    if has_header:
        sheet.write_row(0, 0, list(frame.columns), bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    for at, column in enumerate(frame.columns):
        cells = [None if is_missing(cell) else cell for cell in frame[column]]
        longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
        head = len(str(column)) + 3 if has_header else 0
        sheet.set_column(at, at, min(max(longest + 1, head, NARROW), WIDE))
        for row, cell in enumerate(cells, start=int(has_header)):
            if cell is None:
                continue
            if isinstance(cell, str):
                if len(cell) > LONGEST:
                    raise ValueError(f"{name}: {column}, {row}: {len(cell)} characters")
                sheet.write_string(row, at, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(row, at, cell)
            else:
                sheet.write_number(row, at, cell)
