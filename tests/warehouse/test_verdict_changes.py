"""Which comparisons a new release brings, takes away or ends otherwise."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.conftest import fill
from tests.warehouse.tiny import Tiny
from warehouse.errors import BrokenRelease
from warehouse.queries.verdict_changes import count_verdicts, find_verdict_changes


def _changed() -> duckdb.DuckDBPyConnection:
    """The tiny release in which Bến promises less of one thing."""
    tiny = Tiny()
    fill(tiny)
    tiny.connection.execute("UPDATE statements SET value = 10 WHERE statement_id = 'ben-files'")
    return tiny.finish()


def test_the_same_release_has_no_changes(cursor: duckdb.DuckDBPyConnection) -> None:
    assert find_verdict_changes(cursor, cursor.cursor()) == []


def test_another_value_is_another_verdict(cursor: duckdb.DuckDBPyConnection) -> None:
    changes = find_verdict_changes(cursor, _changed())
    assert {one.row["province_statement_id"] for one in changes} == {"ben-files"}
    assert all(one.row["province_value"] == 10 for one in changes)
    assert [(one.before, one.after) for one in changes] == [("ahead", "behind")]
    back = find_verdict_changes(_changed(), cursor)
    assert [(one.after, one.before) for one in back] == [(one.before, one.after) for one in changes]
    assert all(one.row["province_value"] == 90 for one in back)


def test_a_pair_that_goes_leaves_its_other_side_alone(cursor: duckdb.DuckDBPyConnection) -> None:
    tiny = Tiny()
    fill(tiny)
    tiny.connection.execute("DELETE FROM statements WHERE statement_id = 'ben-files'")
    after = tiny.finish()
    gone = [one for one in find_verdict_changes(cursor, after) if one.after is None]
    assert {one.row["province_statement_id"] for one in gone} == {"ben-files"}
    was, now = count_verdicts(cursor)["ben"], count_verdicts(after)["ben"]
    assert now["no_province"] > was.get("no_province", 0)


def test_a_release_of_another_shape_is_named(cursor: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BrokenRelease, match="comparison_rows"):
        find_verdict_changes(duckdb.connect(), cursor)
