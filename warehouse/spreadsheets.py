"""A table as CSV that a spreadsheet opens by a double click, and runs nothing of.

UTF-8 with a byte order mark, CRLF line ends, every text in quotation marks, numbers bare, a missing cell
empty. No text is left that a spreadsheet would run as a formula (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# A lone sign, such as the operator "=", is no formula.
_FORMULA = r"^[=+\-@\t\r](?s:.)"
# All of these stand before "A" in Unicode, and none of them from "." to "<", where digits are: most texts
# need no closer look.
_AFTER_ALL_STARTS = "A"
_NO_STARTS = (".", "=")
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
    is_before = pc.less(column, _AFTER_ALL_STARTS)
    if not pc.any(is_before).as_py():
        return column
    is_sign = pc.or_(pc.less(column, _NO_STARTS[0]), pc.greater_equal(column, _NO_STARTS[1]))
    if not pc.any(pc.and_(is_before, is_sign)).as_py():
        return column
    is_formula = pc.match_substring_regex(column, _FORMULA)
    if not pc.any(is_formula).as_py():
        return column
    mark, nothing = (pa.scalar(text, column.type) for text in ("'", ""))
    return pc.if_else(is_formula, pc.binary_join_element_wise(mark, column, nothing), column)
