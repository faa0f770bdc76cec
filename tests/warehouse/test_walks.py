"""Slices read from a position on: which rows, in which order, whatever they are read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.tiny import Tiny
from warehouse.connect import Release, open_release
from warehouse.queries.links import add_links
from warehouse.queries.slices import COMPARISONS, COVERAGE, DOCUMENTS, INDICATORS, STATEMENTS, Question, Slice
from warehouse.queries.walks import OrderedWalk, Walk, walk

_STORED = (STATEMENTS, COMPARISONS, COVERAGE)
_ORDERED = (DOCUMENTS, INDICATORS)


def _ids(release: Release, slice_: Slice, **chosen: Sequence[object]) -> list[str]:
    rows = walk(release, Question(slice_, chosen)).read(1_000)
    return [str(id_) for id_ in rows[slice_.columns[1]].to_pylist()]


def test_a_statement_without_a_theme_has_that_of_its_indicator(release: Release) -> None:
    said = "SELECT statement_id, theme_id FROM statement_details"
    themes = dict(release.cursor().execute(said).fetchall())
    own = "SELECT statement_id FROM statements WHERE theme_id IS NULL AND indicator_id IS NOT NULL"
    without = {str(row[0]) for row in release.cursor().execute(own).fetchall()}
    assert without
    rows = Walk(release, Question(STATEMENTS, {})).read(1_000).to_pylist()
    assert {row["statement_id"]: row["theme_id"] for row in rows} == themes
    assert all(row["theme_name_vi"] == row["theme_id"] for row in rows)
    for theme in set(themes.values()):
        of_theme = {id_ for id_, theme_id in themes.items() if theme_id == theme}
        assert set(_ids(release, STATEMENTS, themes=[theme])) == of_theme
    assert without & set(_ids(release, STATEMENTS, themes=[themes[next(iter(without))]]))
    assert _ids(release, STATEMENTS, themes=["nowhere"]) == []


def test_documents_come_by_unit_then_by_date(release: Release) -> None:
    sql = """
        SELECT d.document_id FROM documents AS d JOIN units AS u USING (unit_id)
        ORDER BY u.sort_order, d.in_force_on NULLS LAST, d.document_id"""
    in_order = [str(row[0]) for row in release.cursor().execute(sql).fetchall()]
    assert _ids(release, DOCUMENTS) == in_order
    some = in_order[::2]
    assert _ids(release, DOCUMENTS, documents=some[::-1]) == some
    # The place of a document is the same in every choice.
    choice = OrderedWalk(release, Question(DOCUMENTS, {"documents": some}))
    choice.read(1)
    rest = OrderedWalk(release, Question(DOCUMENTS, {}), choice.position).read(1_000)
    assert rest["document_id"].to_pylist() == in_order[1:]
    assert OrderedWalk(release, Question(DOCUMENTS, {"units": ["nowhere"]})).read(5).num_rows == 0


@pytest.mark.parametrize("slice_", [*_STORED, *_ORDERED], ids=lambda one: one.name)
def test_blocks_of_any_size_give_the_same_rows(release: Release, slice_: Slice) -> None:
    question = Question(slice_, {})
    whole = walk(release, question).read(1_000).to_pylist()
    assert whole
    for size in (1, 2, 3, len(whole)):
        steps = walk(release, question)
        rows: list[dict[str, object]] = []
        while not steps.is_over:
            block = steps.read(size).to_pylist()
            assert len(block) <= size
            rows += block
        assert rows == whole
    assert walk(release, question, 10**9).read(5).num_rows == 0


@pytest.mark.parametrize("slice_", [*_STORED, *_ORDERED], ids=lambda one: one.name)
def test_pages_one_after_the_other_hold_every_row_once(
    release: Release, slice_: Slice, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tiny release has few rows: here the first of them is worth a second thread.
    monkeypatch.setattr("warehouse.queries.walks.IN_HALVES", 2)
    units = release.cursor().execute("SELECT DISTINCT unit_id FROM documents").fetchall()
    for chosen in ({}, {"units": [row[0] for row in units]} if slice_ is not INDICATORS else {}):
        question = Question(slice_, chosen)
        whole = walk(release, question).read(1_000).to_pylist()
        for size in (1, 2, 3, len(whole) - 1, len(whole), len(whole) + 1):
            rows: list[dict[str, object]] = []
            after: int | None = 0
            while after is not None:
                page = walk(release, question, after).page(size)
                found = [row for part in page.parts for row in part().to_pylist()]
                assert len(found) == min(size, len(whole) - len(rows))
                rows += found
                after = page.after
            assert rows == whole


def test_a_page_of_rows_far_apart_is_in_halves_that_share_its_rows(
    long_release: tuple[Release, list[int]],
) -> None:
    release, places = long_release
    chosen = {"indicators": ["wanted"]}
    for rows in (10_000, 40_000):
        page = Walk(release, Question(STATEMENTS, chosen), places[5]).page(rows)
        first, second = (part() for part in page.parts)
        assert abs(first.num_rows - second.num_rows) < rows / 10
        ids = [str(place - 1) for place in places[5 : 5 + rows]]
        assert pa.concat_tables([first, second])["statement_id"].to_pylist() == ids
        assert page.after == places[5 + rows]


def test_a_page_that_is_found_in_many_steps_is_in_halves_too(
    long_release: tuple[Release, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.queries.walks.IN_HALVES", 2)
    question = Question(STATEMENTS, {"indicators": ["rare"]})
    whole = walk(long_release[0], question).read(2_000)["statement_id"].to_pylist()
    for rows in range(16, 34):
        page = walk(long_release[0], question).page(rows)
        assert len(page.parts) == 2
        found = pa.concat_tables([part() for part in page.parts])
        assert found["statement_id"].to_pylist() == whole[:rows]
        assert page.after == int(whole[rows]) + 1


def test_links_are_those_that_the_database_would_make() -> None:
    ids = ["gl-1", "a b&c=đ/~._-'%", None]
    question = Question(COMPARISONS, {}, address="http://x/", language="en")
    rows = pa.table({"province_statement_id": ids, "national_statement_id": ["plain", None, "z"]})
    found = add_links(rows, question, "r/1")
    start, end = "http://x/evidence?statement=", "&release=r%2F1&lang=en"
    sql = f"SELECT '{start}' || url_encode($i) || '{end}'"
    for name in ("province", "national"):
        made = [
            duckdb.execute(sql, {"i": id_}).fetchall()[0][0]
            for id_ in rows[f"{name}_statement_id"].to_pylist()
        ]
        assert found[f"{name}_permalink"].to_pylist() == made


@pytest.fixture(scope="module")
def long_release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Release, list[int]]]:
    """A statement, then 600,000 that are called by their number, and where those of one indicator, every 7th,
    stand."""
    path = tmp_path_factory.mktemp("long") / "build.duckdb"
    tiny = Tiny(path)
    tiny.indicator("wanted")
    tiny.indicator("rare")
    tiny.document("d", "2020-01-01")
    tiny.statement("s", "d", indicator_id="wanted", kind="baseline", horizon=None)
    tiny.connection.execute(
        "INSERT INTO statements SELECT s.* REPLACE (i::VARCHAR AS statement_id, "
        "CASE WHEN i % 7 = 0 THEN 'wanted' WHEN i % 300 = 1 THEN 'rare' END AS indicator_id) "
        "FROM statements AS s, range(600000) AS r (i)"
    )
    tiny.finish().close()
    with open_release(path) as release:
        found = "SELECT rowid FROM statements WHERE indicator_id = 'wanted' ORDER BY rowid"
        yield release, [int(row[0]) for row in release.cursor().execute(found).fetchall()]


def test_a_block_holds_the_next_rows_whichever_thread_finds_them(
    long_release: tuple[Release, list[int]],
) -> None:
    """Long tables are searched by two threads, and neither waits for the other."""
    release, places = long_release
    chosen = {"indicators": ["wanted", *(f"other-{number}" for number in range(80))]}
    for first in range(0, 60_000, 10_000):
        walk_ = Walk(release, Question(STATEMENTS, chosen), places[first])
        rows = 20_000
        assert walk_.read(rows).num_rows == rows
        assert walk_.position == places[first + rows - 1] + 1
