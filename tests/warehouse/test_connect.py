"""Readers of whole slices stand beside the connection of the pages, and are locked as it is."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.connect import Release


def test_a_reader_sees_the_release_with_little_memory_of_its_own(release: Release) -> None:
    said = "SELECT count(*) FROM statement_details"
    assert release.reader().execute(said).fetchall() == release.cursor().execute(said).fetchall()
    limits = [
        cursor.execute("SELECT current_setting('memory_limit')").fetchall()
        for cursor in (release.reader(), release.cursor())
    ]
    assert limits[0] != limits[1]


@pytest.mark.parametrize(
    "sql",
    [
        "SET memory_limit = '8GB'",
        "SET enable_external_access = true",
        "ATTACH 'other.duckdb'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY units TO 'units.csv'",
        "DELETE FROM citations",
        "INSTALL httpfs",
    ],
)
def test_a_reader_can_do_nothing_but_read_the_release(release: Release, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        release.reader().execute(sql)
