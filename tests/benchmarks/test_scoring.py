"""The scoring by tiny cases made by hand."""

from __future__ import annotations

import pytest

from benchmarks.naive import read_naively
from benchmarks.scoring import (
    Comparison,
    Label,
    Passage,
    Prediction,
    Rates,
    agrees,
    coarse_scope,
    compare,
    is_right,
    reliability,
    rewrap,
    score,
    score_by_family,
    score_by_rule,
)


def label(
    start: int,
    end: int,
    *,
    kind: str = "target",
    value: float = 80,
    operator: str = "=",
    horizon: int | None = 2025,
    scope: str = "household",
    indicator: str | None = None,
    optional: bool = False,
    unjudged: frozenset[str] = frozenset(),
) -> Label:
    return Label(
        kind=kind,
        start=start,
        end=end,
        value=value,
        value_high=None,
        operator=operator,
        value_unit="percent",
        horizon=horizon,
        scope=scope,
        theme=None,
        indicator=indicator,
        optional=optional,
        unjudged=unjudged,
    )


def prediction(
    start: int,
    end: int,
    *,
    value: float = 80,
    operator: str = "=",
    horizon: int | None = 2025,
    scope: str = "household",
    indicator: str | None = None,
    rule: str = "r",
    confidence: float | None = None,
) -> Prediction:
    return Prediction(
        start=start,
        end=end,
        value=value,
        value_high=None,
        operator=operator,
        value_unit="percent",
        horizon=horizon,
        scope=scope,
        theme=None,
        indicator=indicator,
        rule=rule,
        confidence=confidence,
    )


def passage(*labels: Label, family: str = "f") -> Passage:
    return Passage("p", family, "x" * 100, labels)


def f1s(*comparisons: Comparison) -> list[float]:
    total = score(comparisons)
    return [round(total.rates(level).f1, 3) for level in ("value", "horizon", "operator")]


def test_each_level_holds_the_one_before() -> None:
    labels = (label(0, 3), label(10, 13), label(20, 23), label(30, 33))
    found = [
        prediction(0, 3),  # all right
        prediction(10, 13, operator=">"),  # horizon right
        prediction(20, 23, horizon=2030),  # value only: its operator, though right, does not count
        prediction(50, 53),  # invented
    ]
    comparison = compare(passage(*labels), found)
    assert [x.start for x in comparison.missed] == [30]
    assert [x.start for x in comparison.invented] == [50]
    assert f1s(comparison) == [0.75, 0.5, 0.25]


def test_a_baseline_taken_for_a_target_is_invented() -> None:
    comparison = compare(passage(label(0, 3, kind="baseline")), [prediction(0, 3)])
    assert comparison.invented == (prediction(0, 3),)
    assert comparison.pairs == ()
    assert score([comparison]).labelled == 0


def test_overlap_is_enough_and_a_touch_is_not() -> None:
    assert len(compare(passage(label(10, 16)), [prediction(13, 16)]).pairs) == 1
    touching = compare(passage(label(10, 16)), [prediction(16, 19)])
    assert (len(touching.pairs), len(touching.missed), len(touching.invented)) == (0, 1, 1)


def test_a_label_is_met_once_and_by_the_largest_overlap() -> None:
    comparison = compare(passage(label(10, 20)), [prediction(8, 12), prediction(12, 20)])
    assert [x.start for _, x in comparison.pairs] == [12]
    assert [x.start for x in comparison.invented] == [8]


def test_two_labels_cannot_share_one_prediction() -> None:
    comparison = compare(passage(label(10, 14), label(16, 20)), [prediction(10, 20)])
    assert (len(comparison.pairs), len(comparison.missed)) == (1, 1)


def test_optional_labels_neither_help_nor_harm() -> None:
    text = passage(label(0, 3, optional=True), label(10, 13))
    without = compare(text, [prediction(10, 13)])
    having = compare(text, [prediction(0, 3, horizon=1999), prediction(10, 13)])
    assert f1s(without) == f1s(having) == [1.0, 1.0, 1.0]
    assert score([having]).predicted == 1


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert f1s(compare(passage(), [])) == [1.0, 1.0, 1.0]
    assert Rates(0, 0, 3).precision == 0
    assert Rates(0, 3, 0).recall == 0


def test_a_missing_horizon_must_be_left_missing() -> None:
    assert is_right(label(0, 3, horizon=None), prediction(0, 3, horizon=None), "horizon")
    assert not is_right(label(0, 3, horizon=None), prediction(0, 3, horizon=2025), "horizon")


def test_attributes_count_only_what_the_label_commits_itself_to() -> None:
    text = passage(label(0, 3), label(10, 13, unjudged=frozenset({"scope"})), label(20, 23))
    found = [prediction(0, 3), prediction(10, 13, scope="village"), prediction(20, 23, scope="village")]
    total = score([compare(text, found)])
    assert total.accuracy("scope") == 0.5
    assert total.judged["scope"] == 2
    assert score([compare(passage(), [])]).accuracy("scope") is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("province", "", True),
        ("national", "province", True),
        ("province; district", "district; province", True),
        ("province; district", "district", False),
        ("population", "adult_population", True),
        ("village", "commune", False),
    ],
)
def test_scopes_are_compared_coarsely(left: str, right: str, same: bool) -> None:
    assert (coarse_scope(left) == coarse_scope(right)) is same


def test_numbers_agree_with_both_limits() -> None:
    assert agrees(label(0, 3, value=0.1 + 0.2), prediction(0, 3, value=0.3), "number")
    assert not agrees(label(0, 3), prediction(0, 3, value=81), "number")


def test_an_indicator_left_open_is_not_wrong_and_a_false_one_is() -> None:
    text = passage(label(0, 3, indicator="a"), label(10, 13, indicator="a"), label(20, 23, indicator="a"))
    found = [prediction(0, 3, indicator="a"), prediction(10, 13), prediction(20, 23, indicator="b")]
    total = score([compare(text, found)])
    assert total.accuracy("indicator") == pytest.approx(1 / 3)
    assert total.accuracy("no wrong indicator") == pytest.approx(2 / 3)
    unjudged = passage(label(0, 3, unjudged=frozenset({"indicator"})))
    assert score([compare(unjudged, found)]).accuracy("no wrong indicator") is None


def test_scores_fall_apart_by_family_and_by_rule() -> None:
    comparisons = [
        compare(passage(label(0, 3), family="a"), [prediction(0, 3, rule="x")]),
        compare(passage(label(0, 3), family="b"), [prediction(50, 53, rule="x"), prediction(0, 3, rule="y")]),
    ]
    assert [(k, v.labelled, v.predicted) for k, v in score_by_family(comparisons).items()] == [
        ("a", 1, 1),
        ("b", 1, 2),
    ]
    rules = score_by_rule(comparisons)
    assert rules["x"].rates("value").precision == 0.5
    assert rules["y"].rates("operator").precision == 1.0


def test_reliability_sets_confidence_against_what_was_right() -> None:
    text = passage(label(0, 3), label(10, 13))
    found = [
        prediction(0, 3, confidence=1.0),
        prediction(10, 13, confidence=0.9, horizon=2030),
        prediction(50, 53, confidence=0.2),
        prediction(60, 63),
    ]
    bins = reliability([compare(text, found)], (0.0, 0.5, 0.8, 1.0), "operator")
    assert [(x.low, x.high, x.predictions, x.right_share) for x in bins] == [
        (0.0, 0.5, 1, 0.0),
        (0.8, 1.0, 2, 0.5),
    ]
    assert bins[1].mean_confidence == pytest.approx(0.95)


@pytest.mark.parametrize("layout", [{"columns": 60}, {"columns": 1}, {"words": 4}, {"words": 1}])
def test_wrapping_moves_no_character(layout: dict[str, int]) -> None:
    text = "Đến năm 2025, 80% hộ gia đình có cáp quang;\n- 100% xã có băng rộng. " + "dài " * 40
    wrapped = rewrap(text, **layout)
    assert len(wrapped) == len(text)
    assert wrapped.replace("\n", " ") == text.replace("\n", " ")
    assert wrapped.count("\n") > text.count("\n")


def test_wrapping_keeps_to_its_width() -> None:
    assert rewrap("một hai ba bốn năm", words=2) == "một hai\nba bốn\nnăm"
    assert rewrap("aaaa bbbb cccc dddd", columns=10) == "aaaa bbbb\ncccc dddd"
    assert max(map(len, rewrap("chuyển đổi số " * 50, columns=60).splitlines())) <= 60


def test_the_naive_reader_takes_percentages_and_the_year_before() -> None:
    text = "100% xã. Đến năm 2025, 80,5 % hộ (năm 2030: trên 95%); 12 bộ; 34/2021/TT."
    assert [(text[x.start : x.end], x.value, x.operator, x.horizon) for x in read_naively(text, "t")] == [
        ("100%", 100, "=", None),
        ("80,5 %", 80.5, "=", 2025),
        ("95%", 95, "=", 2030),
    ]
