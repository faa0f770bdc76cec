"""The list of the 63 provinces and the 34 of today, and the rows that a new unit takes from it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.errors import UnknownProvince
from etl.sources import Corpus, load_corpus
from etl.sources.provinces import unit_rows

PROJECT = Path(__file__).resolve().parents[3]
MERGER = date(2025, 7, 1)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(PROJECT)


def on(corpus: Corpus, day: date) -> list[dict[str, object]]:
    return [
        dict(row)
        for row in corpus.rows("provinces")
        if (row["valid_from"] or date.min) <= day <= (row["valid_to"] or date.max)
    ]


def test_sixty_three_before_the_merger_and_thirty_four_since(corpus: Corpus) -> None:
    old, new = on(corpus, date(2025, 6, 30)), on(corpus, MERGER)
    assert len(old) == len({row["unit_id"] for row in old}) == 63
    assert len(new) == len({row["unit_id"] for row in new}) == 34
    assert Counter(row["level"] for row in old) == {"province": 57, "city": 6}
    assert Counter(row["level"] for row in new) == {"province": 28, "city": 6}
    assert {row["unit_id"] for row in new} < {row["unit_id"] for row in old}


def test_eleven_are_unchanged_and_every_other_has_one_successor(corpus: Corpus) -> None:
    old, new = on(corpus, date(2025, 6, 30)), {row["territory_id"]: row for row in on(corpus, MERGER)}
    unchanged = [row for row in old if row["valid_to"] is None]
    assert len(unchanged) == 11
    assert not any(row["merged_into"] for row in unchanged)
    merged = [row for row in old if row["valid_to"]]
    assert len(merged) == 52
    assert all(row["merged_into"] in new and row["valid_to"] == date(2025, 6, 30) for row in merged)
    parts = Counter(row["merged_into"] for row in merged)
    assert len(parts) == 23
    assert Counter(parts.values()) == {2: 17, 3: 6}
    for territory_id, row in new.items():
        # The name of a merged province is that of one of its parts.
        assert row["valid_to"] is None
        made_from = {part["unit_id"] for part in merged if part["merged_into"] == territory_id}
        assert not made_from or row["unit_id"] in made_from


def test_every_name_that_the_rules_know_is_a_province_of_the_list(corpus: Corpus) -> None:
    lines = (PROJECT / "data/lexicon/places.csv").read_text(encoding="utf-8").splitlines()[1:]
    known = {line.split(",")[1] for line in lines if ",province," in line}
    assert known == {row["unit_id"] for row in corpus.rows("provinces")}
    ended = {line.split(",")[1] for line in lines if line.endswith(",province,,2025-06-30")}
    assert ended == {row["unit_id"] for row in corpus.rows("provinces")} - {
        row["unit_id"] for row in on(corpus, MERGER)
    }


def test_the_list_and_the_hand_kept_territories_agree(corpus: Corpus) -> None:
    listed = {row["territory_id"]: row for row in corpus.rows("provinces")}
    same = ("unit_id", "valid_from", "valid_to", "merged_into", "has_district_level")
    for row in corpus.rows("territories"):
        if row["unit_id"] != "national":
            assert {name: listed[row["territory_id"]][name] for name in same} == {
                name: row[name] for name in same
            }


@pytest.mark.parametrize(
    ("unit_id", "day", "territory_id"),
    [
        ("hung-yen", date(2022, 5, 1), "hung-yen-before-2025"),
        ("hung-yen", date(2025, 10, 1), "hung-yen-2025"),
        ("hung-yen", None, "hung-yen-2025"),
        ("yen-bai", date(2022, 5, 1), "yen-bai-1991"),
        ("yen-bai", None, "yen-bai-1991"),
        ("ha-noi", date(2022, 5, 1), "ha-noi"),
        ("ha-noi", date(2025, 10, 1), "ha-noi"),
        ("lao-cai", date(2022, 5, 1), "lao-cai-1991"),
        ("national", date(2022, 5, 1), "vn"),
    ],
)
def test_a_unit_stands_on_its_territory_of_the_day(
    corpus: Corpus, unit_id: str, day: date | None, territory_id: str
) -> None:
    rows = unit_rows(corpus.tables, unit_id, day)
    assert rows.territory_id == territory_id
    assert [row["unit_id"] for row in rows.units] == [unit_id]
    known = {row["territory_id"] for row in rows.territories}
    assert territory_id in known
    assert {row["merged_into"] for row in rows.territories} - {None} <= known


def test_a_province_brings_its_predecessors_and_its_successor(corpus: Corpus) -> None:
    rows = unit_rows(corpus.tables, "thai-binh", date(2022, 1, 1))
    assert [row["territory_id"] for row in rows.territories] == [
        "hung-yen-2025",
        "hung-yen-before-2025",
        "thai-binh-before-2025",
    ]
    assert rows.units[0]["name_vi"] == "Thái Bình"


def test_a_hand_kept_row_comes_before_the_list(corpus: Corpus) -> None:
    rows = unit_rows(corpus.tables, "lao-cai", None)
    assert rows.units[0] in corpus.rows("units")
    assert all(row in corpus.rows("territories") for row in rows.territories)


@pytest.mark.parametrize(
    ("unit_id", "day", "said"),
    [
        ("nowhere", None, "Không có đơn vị 'nowhere'"),
        ("yen-bai", date(2025, 10, 1), "đã nhập vào tỉnh Lào Cai"),
    ],
)
def test_no_province_is_made_up(corpus: Corpus, unit_id: str, day: date | None, said: str) -> None:
    with pytest.raises(UnknownProvince, match=said):
        unit_rows(corpus.tables, unit_id, day)
