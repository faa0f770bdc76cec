"""A CSV that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.spreadsheets import BOM, FORMULA_STARTS, header, lines

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "\rx", "=\n1"])
@pytest.mark.parametrize("type_", [pa.string(), pa.large_string()])
def test_what_would_run_gets_an_apostrophe(text: str, type_: pa.DataType) -> None:
    assert read(lines(pa.table({"x": pa.array(["plain", text], type_)}))) == [["plain"], [f"'{text}"]]


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string()])
def test_a_formula_is_found_wherever_its_row_stands(type_: pa.DataType) -> None:
    texts = pa.array(["", None, "x", "đ", "", "=1+1", None, ""], type_)
    parts = pa.chunked_array([texts.slice(0, 3), texts.slice(3, 0), texts.slice(3)])
    table = pa.table({"x": parts, "n": range(8)})
    assert [cell for cell, _ in read(lines(table))] == ["", "", "x", "đ", "", "'=1+1", "", ""]
    assert lines(table.slice(6, 1)) == b",6\r\n"
    assert lines(table.slice(0, 0)) == b""


def test_numbers_are_bare_texts_quoted_missing_empty() -> None:
    assert lines(pa.table({"text": ["2025", "50%", "<5", "(x)"]})) == b'"2025"\r\n"50%"\r\n"<5"\r\n"(x)"\r\n'
    table = pa.table({"text": ["=", 'a "b"', None, ""], "n": [-2.5, 90.0, None, 3.0]})
    assert lines(table) == b'"=",-2.5\r\n"a ""b""",90\r\n,\r\n"",3\r\n'


def test_lines_that_take_more_room_than_their_rows_are_whole() -> None:
    for column in (['"' * 1_000] * 50, [-1.2345678901234567e-300] * 50):
        table = pa.table({"x": column})
        written = lines(table)
        assert len(written) > table.nbytes
        assert [type(column[0])(cell) for (cell,) in read(written)] == column


def test_the_first_line_starts_with_the_mark() -> None:
    assert header(["tên", "a,b"]).decode() == f'{BOM}tên,"a,b"\r\n'


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1))
def test_any_text_comes_back_but_for_the_apostrophe(rows: list[tuple[str, str]]) -> None:
    table = pa.table({"a": [a for a, _ in rows], "b": [b for _, b in rows]})
    for line, row in zip(read(lines(table)), rows, strict=True):
        for cell, text in zip(line, row, strict=True):
            assert cell in (text, f"'{text}")
            assert len(cell) < 2 or not cell.startswith(FORMULA_STARTS)
