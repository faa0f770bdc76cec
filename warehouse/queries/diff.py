"""What changed from one release to another: documents, statements and tasks, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
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
_OF_DOCUMENTS = "SELECT document_id AS id, bit_xor(hash({columns})) AS hash FROM {table} GROUP BY document_id"
_OF_ROWS = """
    SELECT {id} AS id, hash({columns}) AS hash FROM {table}
    WHERE document_id IN (SELECT unnest($documents::VARCHAR[]))"""
_WHOLE_ROWS = "SELECT {columns} FROM {table} WHERE {id} IN (SELECT unnest($ids::VARCHAR[]))"
_SHOWN = {"documents": "title_vi", "statements": "statement_vi", "tasks": "title_vi"}
_NAMES_VI = {"documents": "văn bản", "statements": "phát biểu", "tasks": "nhiệm vụ"}
_MARKS = {"added": "+", "removed": "-", "changed": "~"}
_LONGEST = 100
# Rows that differ are read so many at a time.
_AT_ONCE = 10_000


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

    Only rows that differ are held: documents are told apart by a hash of their rows, which each database
    takes for itself, and their rows by one of each. Hashes have 64 bits: one row in 10^19 that differs
    would be taken for equal. Raises `BrokenRelease` when one of them has its tables in another shape.
    """
    found = []
    for table in _COMPARED:
        documents = _unequal(_by_document(before, table), _by_document(after, table))
        if not documents:
            continue
        ids = _unequal(_by_row(before, table, documents), _by_row(after, table, documents))
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            old, new = _rows(before, table, some), _rows(after, table, some)
            for row_id in some:
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


def _by_document(cursor: DuckDBPyConnection, table: str) -> pa.Table:
    """id, hash: each document that has rows in `table`, and a hash of all of them in any order."""
    return _ask(cursor, table, _OF_DOCUMENTS, {})


def _by_row(cursor: DuckDBPyConnection, table: str, documents: Sequence[str]) -> pa.Table:
    """id, hash: each row of the documents."""
    return _ask(cursor, table, _OF_ROWS, {"documents": documents})


def _rows(cursor: DuckDBPyConnection, table: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    rows = _ask(cursor, table, _WHOLE_ROWS, {"ids": ids})
    return {str(row[_id_of(table)]): row for row in rows.to_pylist()}


def _id_of(table: str) -> str:
    return _COMPARED[table].partition(",")[0]


def _ask(cursor: DuckDBPyConnection, table: str, sql: str, parameters: dict[str, object]) -> pa.Table:
    sql = sql.format(table=table, id=_id_of(table), columns=_COMPARED[table])
    try:
        return cursor.sql(sql, params=parameters).to_arrow_table()
    except duckdb.Error as error:
        raise BrokenRelease(f"Bản phát hành cũ có bảng {table} theo cấu trúc khác, không so được") from error


def _unequal(old: pa.Table, new: pa.Table) -> list[str]:
    """The ids that only one side has, or that have another hash there; in order."""
    both = old.join(new, "id", join_type="full outer", right_suffix="_after")
    is_same = pc.fill_null(pc.equal(both["hash"], both["hash_after"]), False)
    return sorted(both["id"].filter(pc.invert(is_same)).to_pylist())


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
