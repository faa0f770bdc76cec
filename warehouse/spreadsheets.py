"""A table as CSV that a spreadsheet opens by a double click, and runs nothing of.

UTF-8 with a byte order mark, CRLF line ends, every text in quotation marks, numbers bare, a missing cell
empty. No text is left that a spreadsheet would run as a formula (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# A lone sign, such as the operator "=", is no formula.
_FORMULA = r"^[=+\-@\t\r](?s:.)"
# By the first byte of a text in UTF-8: whether it is one of these signs.
_IS_START = np.isin(np.arange(256), [ord(sign) for sign in FORMULA_STARTS])
_CSV = pa.csv.WriteOptions(include_header=False, quoting_style="needed", eol="\r\n")


def header(names: Sequence[str]) -> bytes:
    """The first line of a file: byte order mark and names."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(names)
    return (BOM + line.getvalue()).encode("utf-8")


def lines(table: pa.Table) -> bytes:
    """The rows of `table` as CSV lines, texts made safe; nothing for no rows."""
    return written(table).tobytes()


def written(table: pa.Table) -> memoryview:
    """The same bytes where they were written: of ten megabytes a copy takes milliseconds."""
    checked = safe(table)
    # Beside its letters a text takes four bytes in Arrow and three in a line: mostly lines fit where their
    # rows do. Long numbers or many quotation marks may not; room that grows is copied again and again.
    space = pa.allocate_buffer(checked.nbytes)
    sink = pa.FixedSizeBufferWriter(space)
    try:
        pa.csv.write_csv(checked, sink, _CSV)
    except OSError:
        growing = pa.BufferOutputStream()
        pa.csv.write_csv(checked, growing, _CSV)
        return memoryview(growing.getvalue()).cast("B")
    return memoryview(space).cast("B")[: sink.tell()]


def safe(table: pa.Table) -> pa.Table:
    """`table` with an apostrophe before every text that a spreadsheet would run."""
    columns = [_safe_texts(column) if _is_text(column.type) else column for column in table.columns]
    return pa.table(columns, names=table.column_names)


def _is_text(type_: pa.DataType) -> bool:
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))


def _safe_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not any(_may_hold_formula(chunk) for chunk in column.chunks):
        return column
    is_formula = pc.match_substring_regex(column, _FORMULA)
    if not pc.any(is_formula).as_py():
        return column
    mark, nothing = (pa.scalar(text, column.type) for text in ("'", ""))
    return pc.if_else(is_formula, pc.binary_join_element_wise(mark, column, nothing), column)


def _may_hold_formula(texts: pa.Array) -> bool:
    """Whether a text begins with one of the signs; may be so of a missing or empty one too.

    Looked up in the bytes of the column: of two threads that call Arrow for each of 36 columns one waits for
    the other, and ten thousand rows take as long as on one.
    """
    _, ends, letters = texts.buffers()
    if not len(texts) or letters is None:
        return False
    wide = pa.types.is_large_string(texts.type)
    places = np.frombuffer(ends, np.int64) if wide else np.frombuffer(ends, np.int32)
    starts = places[texts.offset : texts.offset + len(texts)]
    read = np.frombuffer(letters, np.uint8)
    # An empty text at the end begins behind the last byte.
    return bool(_IS_START[read[starts[starts < len(read)]]].any())
