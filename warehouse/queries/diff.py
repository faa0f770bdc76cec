"""What changed from one release to another: documents, statements and tasks, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import BrokenRelease

Change = Literal["added", "removed", "changed"]

# What is compared of each table; the first column is its id. Search text follows from the rest.
_COMPARED = {
    "documents": (
        "document_id, number, title_vi, kind, issuer, unit_id, territory_id, issued_date, published_date, "
        "period_start, period_end, sha256, in_force_on, in_force_basis"
    ),
    "statements": (
        "statement_id, document_id, kind, unit_id, territory_id, horizon, firmness, indicator_id, theme_id, "
        "scope, variant, operator, value, value_high, value_unit, value_text, statement_vi, evidence, "
        "quote_start, quote_end, value_start, value_end, doubt, review_status, reviewed_by, is_ocr"
    ),
    "tasks": "task_id, document_id, kind, ordinal, topic_id, horizon, title_vi, quote_start, quote_end",
}
_SHOWN = {"documents": "title_vi", "statements": "statement_vi", "tasks": "title_vi"}
_NAMES_VI = {"documents": "văn bản", "statements": "phát biểu", "tasks": "nhiệm vụ"}
_MARKS = {"added": "+", "removed": "-", "changed": "~"}
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of `table` that was added, removed or changed.

    `fields` maps each changed column to its value before and after; empty unless changed. `shown` is
    the text that names the row to a person.
    """

    table: str
    change: Change
    document_id: str
    row_id: str
    shown: str
    fields: dict[str, tuple[Any, Any]]


def find_differences(before: DuckDBPyConnection, after: DuckDBPyConnection) -> list[Difference]:
    """Every difference from `before` to `after`, by table, document and id; none when both are equal.

    Raises `BrokenRelease` when one of them has its tables in another shape.
    """
    found = []
    for table in _COMPARED:
        old, new = _rows(before, table), _rows(after, table)
        for row_id in sorted(old.keys() | new.keys()):
            difference = _difference(table, row_id, old.get(row_id), new.get(row_id))
            if difference is not None:
                found.append(difference)
    order = {table: place for place, table in enumerate(_COMPARED)}
    return sorted(found, key=lambda one: (order[one.table], one.document_id, one.row_id))


def describe_differences(before: DuckDBPyConnection, after: DuckDBPyConnection) -> Iterator[str]:
    """The differences as lines for a person, in Vietnamese: per document what is new, gone, changed."""
    differences = find_differences(before, after)
    yield from _summary(differences)
    document_id = None
    for one in differences:
        if one.document_id != document_id:
            document_id = one.document_id
            yield f"{document_id}:"
        yield f"  {_MARKS[one.change]} {_NAMES_VI[one.table]} {one.row_id}: {_short(one.shown)}"
        for field, (was, now) in one.fields.items():
            yield f"      {field}: {_written(was)} -> {_written(now)}"


def _rows(cursor: DuckDBPyConnection, table: str) -> dict[str, dict[str, Any]]:
    # Table and columns come from the constants above.
    try:
        result = cursor.execute(" ".join(["SELECT", _COMPARED[table], "FROM", table]))
    except duckdb.Error as error:
        raise BrokenRelease(f"Bản phát hành cũ có bảng {table} theo cấu trúc khác, không so được") from error
    columns = [column[0] for column in result.description or []]
    return {str(row[0]): dict(zip(columns, row, strict=True)) for row in result.fetchall()}


def _difference(
    table: str, row_id: str, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> Difference | None:
    row = new or old or {}
    fields = {} if old is None or new is None else _changed(old, new)
    if old is not None and new is not None and not fields:
        return None
    change: Change = "added" if old is None else "removed" if new is None else "changed"
    return Difference(table, change, str(row["document_id"]), row_id, str(row[_SHOWN[table]]), fields)


def _changed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {column: (old[column], new[column]) for column in new if old[column] != new[column]}


def _summary(differences: Iterable[Difference]) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = {}
    for one in differences:
        counts[one.table, one.change] = counts.get((one.table, one.change), 0) + 1
    if not counts:
        yield "Hai bản phát hành có cùng nội dung."
    for table, name in _NAMES_VI.items():
        said = [
            f"{counts[table, change]} {verb}"
            for change, verb in (("added", "thêm"), ("removed", "bớt"), ("changed", "đổi"))
            if (table, change) in counts
        ]
        if said:
            yield f"{name}: {', '.join(said)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _written(value: object) -> str:
    return "(trống)" if value is None or value == "" else _short(str(value))
