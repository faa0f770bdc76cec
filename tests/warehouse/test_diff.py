"""What changed from one release to the next."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.conftest import fill
from tests.warehouse.tiny import Tiny
from warehouse.errors import BrokenRelease
from warehouse.queries.diff import describe_differences, find_differences


def _changed() -> duckdb.DuckDBPyConnection:
    tiny = Tiny()
    fill(tiny)
    tiny.statement("ben-new", "ben-text", indicator_id="fibre")
    tiny.connection.execute("UPDATE statements SET value = 95 WHERE statement_id = 'ben-files'")
    tiny.connection.execute("DELETE FROM tasks WHERE task_id = 'ben-none'")
    return tiny.finish()


def test_the_same_release_has_no_differences(cursor: duckdb.DuckDBPyConnection) -> None:
    assert find_differences(cursor, cursor.cursor()) == []
    assert list(describe_differences(cursor, cursor)) == ["Hai bản phát hành có cùng nội dung."]


def test_added_removed_and_changed_rows_are_named(cursor: duckdb.DuckDBPyConnection) -> None:
    found = find_differences(cursor, _changed())
    assert [(one.table, one.change, one.row_id, one.fields) for one in found] == [
        ("statements", "changed", "ben-files", {"value": (90.0, 95.0)}),
        ("statements", "added", "ben-new", {}),
        ("tasks", "removed", "ben-none", {}),
    ]


def test_back_and_forth_are_mirror_images(cursor: duckdb.DuckDBPyConnection) -> None:
    found = find_differences(_changed(), cursor)
    assert [(one.change, one.row_id) for one in found] == [
        ("changed", "ben-files"),
        ("removed", "ben-new"),
        ("added", "ben-none"),
    ]


def test_a_person_reads_lines(cursor: duckdb.DuckDBPyConnection) -> None:
    lines = list(describe_differences(cursor, _changed()))
    assert lines[:3] == ["phát biểu: 1 thêm, 1 đổi", "nhiệm vụ: 1 bớt", "ben-text:"]
    assert "      value: 90.0 -> 95.0" in lines


def test_a_release_of_another_shape_is_named(cursor: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BrokenRelease, match="documents"):
        find_differences(duckdb.connect(), cursor)


def test_a_row_that_moved_to_another_document_has_changed(cursor: duckdb.DuckDBPyConnection) -> None:
    tiny = Tiny()
    fill(tiny)
    (document_id, other) = tiny.connection.execute(
        "SELECT t.document_id, min(d.document_id) FROM tasks AS t JOIN documents AS d "
        "ON d.document_id <> t.document_id WHERE t.task_id = 'ben-none' GROUP BY t.document_id"
    ).fetchall()[0]
    tiny.connection.execute("UPDATE tasks SET document_id = $1 WHERE task_id = 'ben-none'", [other])
    found = [one for one in find_differences(cursor, tiny.finish()) if one.table == "tasks"]
    assert [(one.change, one.row_id, one.fields) for one in found] == [
        ("changed", "ben-none", {"document_id": (document_id, other)})
    ]
