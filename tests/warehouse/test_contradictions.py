"""What counts as a contradiction, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.warehouse.tiny import Tiny
from warehouse.queries import contradictions

BEN = {"unit_id": "ben", "territory_id": "ben-1991"}
Found = list[tuple[str, str, str, str | None]]


@pytest.fixture
def tiny() -> Tiny:
    """A national decision of 2020 and two texts of one province from 2021 and 2022."""
    made = Tiny()
    made.indicator("files")
    made.indicator("rank", value_unit="rank", direction="lower")
    made.document("nation", "2020-06-03")
    made.document("ben-plan", "2021-03-29", text="một hai ba bốn năm sáu bảy tám", **BEN)
    made.document("ben-news", "2022-03-29", **BEN)
    return made


def found(tiny: Tiny) -> Found:
    rows = contradictions(tiny.finish()).astype(object)
    rows = rows.where(rows.notna(), None)
    columns = ["kind", "standing", "first_statement_id", "second_statement_id"]
    return [tuple(row) for row in rows[columns].itertuples(index=False, name=None)]


def test_a_later_goal_that_asks_less_contradicts_the_earlier_one(tiny: Tiny) -> None:
    tiny.statement("s-2025", "ben-plan", indicator_id="files", value=90.0)
    tiny.statement("s-2030", "ben-plan", indicator_id="files", value=80.0, horizon=2030)
    tiny.statement("s-2045", "ben-plan", indicator_id="files", value=95.0, horizon=2045)
    assert found(tiny) == [("later_below_earlier", "open", "s-2025", "s-2030")]


def test_a_rank_gets_better_as_it_falls(tiny: Tiny) -> None:
    rank = {"indicator_id": "rank", "value_unit": "rank", "operator": "<="}
    tiny.statement("top-10", "ben-plan", value=10.0, **rank)
    tiny.statement("top-5", "ben-plan", value=5.0, horizon=2030, **rank)
    tiny.statement("top-20", "ben-plan", value=20.0, horizon=2045, **rank)
    assert found(tiny) == [
        ("later_below_earlier", "open", "top-10", "top-20"),
        ("later_below_earlier", "open", "top-5", "top-20"),
    ]


def test_a_limit_against_the_better_direction_is_no_level(tiny: Tiny) -> None:
    tiny.statement("reach", "ben-plan", indicator_id="files", value=90.0)
    tiny.statement("cap", "ben-plan", indicator_id="files", value=80.0, operator="<", horizon=2030)
    assert found(tiny) == []


@pytest.mark.parametrize("other", ["ben-plan", "ben-news"])
def test_two_values_for_one_thing_in_one_document_or_two(tiny: Tiny, other: str) -> None:
    tiny.statement("low", "ben-plan", indicator_id="files", value=70.0)
    tiny.statement("again", "ben-plan", indicator_id="files", value=70.0)
    tiny.statement("high", other, indicator_id="files", value=80.0)
    rows = contradictions(tiny.finish())
    assert rows["kind"].tolist() == ["two_values"]
    assert rows["second_statement_id"].tolist() == ["high"]
    assert rows["is_one_document"].tolist() == [other == "ben-plan"]


@pytest.mark.parametrize(
    "apart",
    [
        {"scope": "commune"},
        {"variant": "GRDP"},
        {"territory_id": "ben-2025"},
        {"value_unit": "count"},
        {"kind": "baseline", "horizon": None, "horizon_basis": "none"},
    ],
)
def test_what_is_not_the_same_thing_does_not_contradict(tiny: Tiny, apart: dict[str, object]) -> None:
    tiny.statement("one", "ben-plan", indicator_id="files", value=70.0)
    tiny.statement("other", "ben-plan", indicator_id="files", **({"value": 80.0} | apart))
    assert found(tiny) == []


def test_several_things_counted_in_one_sentence_are_parts_of_one_whole(tiny: Tiny) -> None:
    sentence = {"evidence": "quoted", "quote": "một hai ba bốn", "quote_start": 0, "quote_end": 14}
    count = {"indicator_id": "files", "value_unit": "count"}
    tiny.statement("wards", "ben-plan", value=1.0, subject_vi="phường", **count, **sentence)
    tiny.statement("communes", "ben-plan", value=2.0, subject_vi="xã", **count, **sentence)
    assert found(tiny) == []


def test_one_sentence_with_two_values_for_one_subject_contradicts_itself(tiny: Tiny) -> None:
    sentence = {"evidence": "quoted", "quote": "một hai ba bốn", "quote_start": 0, "quote_end": 14}
    tiny.statement("low", "ben-plan", indicator_id="files", value=70.0, **sentence)
    tiny.statement("high", "ben-plan", indicator_id="files", value=80.0, **sentence)
    assert found(tiny) == [("two_values", "open", "low", "high")]


@pytest.mark.parametrize(("operator", "kinds"), [(">=", ["below_national_minimum"]), ("=", [])])
def test_only_a_national_minimum_can_be_undercut(tiny: Tiny, operator: str, kinds: list[str]) -> None:
    tiny.statement("nation", "nation", indicator_id="files", value=80.0, operator=operator)
    tiny.statement("own", "ben-plan", indicator_id="files", value=60.0, scope="province")
    rows = contradictions(tiny.finish())
    assert rows["kind"].tolist() == kinds
    assert rows["unit_id"].tolist() == ["ben"] * len(kinds)
    assert rows["second_unit_id"].tolist() == ["national"] * len(kinds)


def test_a_share_above_the_whole_stands_alone(tiny: Tiny) -> None:
    tiny.statement("too-much", "ben-plan", value=120.0)
    tiny.statement("range", "ben-plan", value=90.0, value_high=101.0, horizon=2030)
    tiny.statement("number", "ben-plan", value=120.0, value_unit="count")
    tiny.statement("whole", "ben-plan", value=100.0)
    assert sorted(found(tiny), key=str) == [
        ("share_above_whole", "open", "range", None),
        ("share_above_whole", "open", "too-much", None),
    ]


def test_doubt_and_replacement_are_no_findings_and_come_last(tiny: Tiny) -> None:
    tiny.document("newer", "2022-01-01")
    tiny.statement("old", "nation", indicator_id="files", value=60.0)
    tiny.statement("new", "newer", indicator_id="files", value=80.0)
    tiny.statement("sure", "ben-plan", indicator_id="files", value=90.0)
    tiny.statement("unsure", "ben-news", indicator_id="files", value=95.0, doubt="horizon")
    tiny.statement("clash", "ben-plan", indicator_id="files", value=91.0, horizon=2030)
    tiny.statement("clash-2", "ben-plan", indicator_id="files", value=92.0, horizon=2030)
    got = found(tiny)
    assert [row[1] for row in got] == ["open", "replaced", *["doubtful"] * (len(got) - 2)]
    assert got[0][2:] == ("clash", "clash-2")
    assert got[1][2:] == ("old", "new")
    assert all("unsure" in row[2:] for row in got[2:])


def test_a_minimum_of_an_unsure_goal_is_shown_with_its_doubt(tiny: Tiny) -> None:
    tiny.statement("nation", "nation", indicator_id="files", value=80.0, operator=">=")
    tiny.statement("own", "ben-news", indicator_id="files", value=60.0, doubt="territory")
    assert found(tiny) == [("below_national_minimum", "doubtful", "own", "nation")]


def test_a_unit_gets_its_own_contradictions(tiny: Tiny) -> None:
    tiny.statement("low", "ben-plan", indicator_id="files", value=70.0)
    tiny.statement("high", "ben-plan", indicator_id="files", value=80.0)
    cursor = tiny.finish()
    assert len(contradictions(cursor, units=["ben"])) == 1
    assert contradictions(cursor, units=["national"]).empty
    assert contradictions(cursor, horizons=[2030]).empty
    shown = contradictions(cursor).iloc[0]
    assert shown["first_sentence_vi"] == "Đến năm 2025, low"
    assert shown["second_sentence_vi"] == "Đến năm 2025, high"
