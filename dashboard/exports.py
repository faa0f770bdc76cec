"""Slices to take away: frame -> bytes. Pure functions; each file explains itself without the page.

The CSV opens in Excel by a double click, and no cell of it runs (`warehouse/spreadsheets`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from dashboard.links import statement_link
from dashboard.wording.numbers import is_missing
from warehouse import spreadsheets
from warehouse.queries.slices import OWN_COLUMNS, STATEMENT_COLUMNS
from warehouse.spreadsheets import FORMULA_STARTS

# The columns of a slice, in their order; the API hands out the same.
COLUMNS = STATEMENT_COLUMNS


@dataclass(frozen=True, slots=True)
class Slice:
    """A file to download."""

    name: str
    mime: str
    data: bytes


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet runs: a text that begins like a formula gets a leading apostrophe.

    A lone sign, such as the operator "=", is no formula and stays. Numbers stay numbers, also negative
    ones; missing becomes the empty text.
    """
    if is_missing(value):
        return ""
    if isinstance(value, str):
        return f"'{value}" if len(value) > 1 and value.startswith(FORMULA_STARTS) else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def describe(statements: pd.DataFrame, *, release: str, link: Callable[[str], str]) -> pd.DataFrame:
    """The slice with every column of COLUMNS, in order; the given frame is left as it is.

    Adds `release` and `permalink` (made by `link` from a statement_id) to each row. A column that the
    frame lacks raises KeyError: a slice without its quote or citation must not leave the house.
    """
    return statements.assign(release=release, permalink=[link(id_) for id_ in statements["statement_id"]])[
        list(COLUMNS)
    ]


def to_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV: byte order mark, a header of column names, CRLF, cells made safe."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return spreadsheets.header([str(name) for name in frame.columns]) + spreadsheets.lines(table)


def file_name(release: str, rows: int, extension: str = "csv") -> str:
    """What a slice of `rows` statements is called."""
    return f"moc-so-{release}-{rows}.{extension}"


def statements_csv(statements: pd.DataFrame, *, release: str, base_url: str, language: str) -> Slice:
    """The chosen statements as a CSV file named by release. `base_url` ends in "/" or is empty."""
    frame = slice_of(statements, release=release, base_url=base_url, language=language)
    return Slice(file_name(release, len(frame)), "text/csv", to_csv(frame))


def slice_of(statements: pd.DataFrame, *, release: str, base_url: str, language: str) -> pd.DataFrame:
    """The rows that every kind of file holds: `describe` with permalinks into the dashboard."""
    return describe(
        statements,
        release=release,
        link=lambda id_: base_url + statement_link(id_, language=language, release=release),
    )


def dictionary(columns: pd.DataFrame) -> pd.DataFrame:
    """What each column of a slice holds: name, type, meaning_vi, meaning_en; one row a column of the file.

    `columns` are the warehouse's own comments (column_name, data_type, comment as "vi | en"), from which
    nothing is retyped; a column without a comment raises KeyError.
    """
    known = {str(row["column_name"]): row for row in columns.to_dict("records") if row["comment"]}
    rows = []
    for name in COLUMNS:
        vi, en = OWN_COLUMNS.get(name) or str(known[name]["comment"]).split(" | ", 1)
        kind = "VARCHAR" if name in OWN_COLUMNS else str(known[name]["data_type"])
        rows.append({"name": name, "type": kind, "meaning_vi": vi, "meaning_en": en})
    return pd.DataFrame(rows)
