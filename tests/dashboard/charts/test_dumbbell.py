from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from dashboard.charts import alt_text, drawable, legend, province_against_nation
from dashboard.charts.dumbbell import DRAWN_BY_VALUE
from dashboard.charts.marks import NATION_SHAPE, PROVINCE_SHAPES, shape_of
from dashboard.names import Names
from dashboard.selection import in_order


@pytest.fixture(scope="module")
def pairs(comparisons: pd.DataFrame, names: Names) -> pd.DataFrame:
    return drawable(in_order(comparisons, list(names.lists.scopes)))


@pytest.fixture(scope="module")
def spec(pairs: pd.DataFrame, names: Names) -> dict[str, Any]:
    return province_against_nation(pairs, names)


def marks_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = spec["layer"][-1]["data"]["values"]
    return points


def test_it_is_valid_vega_lite(spec: dict[str, Any]) -> None:
    alt.LayerChart.from_dict(spec)


def test_the_frame_stays_as_it_was(pairs: pd.DataFrame, names: Names) -> None:
    before = pairs.copy(deep=True)
    province_against_nation(pairs, names)
    alt_text(pairs, names)
    legend(pairs, names)
    pd.testing.assert_frame_equal(pairs, before)


def test_every_share_that_is_stated_has_its_mark_and_nothing_else_has(
    spec: dict[str, Any], pairs: pd.DataFrame
) -> None:
    stated = {
        (str(row[f"{side}_statement_id"]), row[f"{side}_value"])
        for row in pairs.to_dict("records")
        for side in ("province", "national")
        if row[f"{side}_value_unit"] == "percent" and 0 <= row[f"{side}_value"] <= 100
    }
    assert {(mark["statement_id"], mark["x"]) for mark in marks_of(spec)} == stated


def test_quoted_is_filled_and_cited_is_hollow(spec: dict[str, Any], statements: pd.DataFrame) -> None:
    evidence = dict(zip(statements["statement_id"], statements["evidence"], strict=True))
    assert {(evidence[mark["statement_id"]], mark["fill"]) for mark in marks_of(spec)} == {
        ("quoted", 1),
        ("cited", 0),
    }


def test_a_line_joins_only_what_has_a_verdict_by_value(spec: dict[str, Any], pairs: pd.DataFrame) -> None:
    gaps = spec["layer"][3]["data"]["values"]
    judged = pairs[pairs["verdict"].isin(DRAWN_BY_VALUE)]
    assert sorted((line["from"], line["to"]) for line in gaps) == sorted(
        zip(judged["national_value"], judged["province_value"], strict=True)
    )


def test_the_nation_fades_where_the_two_are_not_the_same(pairs: pd.DataFrame, names: Names) -> None:
    apart = pairs[(pairs["verdict"] == "not_comparable") & pairs["national_value"].notna()]
    nation = [m for m in marks_of(province_against_nation(apart, names)) if m["shape"] == NATION_SHAPE]
    assert nation
    assert {mark["colour"] for mark in nation} == {"muted"}


def test_nothing_to_draw_is_an_error_not_an_empty_chart(pairs: pd.DataFrame, names: Names) -> None:
    with pytest.raises(ValueError, match="nothing"):
        province_against_nation(pairs.head(0), names)


def test_only_shares_share_an_axis(comparisons: pd.DataFrame) -> None:
    shown = drawable(comparisons)
    other = comparisons[~comparisons.index.isin(shown.index)]
    for side in ("province", "national"):
        stated = other[f"{side}_value"].between(0, 100) & (other[f"{side}_value_unit"] == "percent")
        assert not stated.any()


def test_the_words_name_both_values_of_a_pair(pairs: pd.DataFrame, names: Names) -> None:
    one = pairs[pairs["verdict"] == "ahead"].head(1)
    text = alt_text(one, names)
    row = one.to_dict("records")[0]
    assert names.indicator(row["indicator_id"]) in text
    assert names.value(row, prefix="province_") in text
    assert names.value(row, prefix="national_") in text


def test_the_legend_names_only_what_is_drawn(pairs: pd.DataFrame, names: Names) -> None:
    own = pairs[(pairs["unit_id"] == "tay-ninh") & (pairs["verdict"] == "ahead")]
    text = legend(own, names)
    assert names.unit("tay-ninh") in text
    assert names.unit("lao-cai") not in text


def test_provinces_are_told_apart_by_shape() -> None:
    units = [f"u{n}" for n in range(len(PROVINCE_SHAPES))]
    assert len({shape_of(unit, units) for unit in units}) == len(units)


def test_a_national_mark_says_what_it_is_about_where_that_is_something_else(
    pairs: pd.DataFrame, names: Names
) -> None:
    both = pairs[pairs["province_statement_id"].notna() & pairs["national_statement_id"].notna()]
    apart = both[both["national_indicator_id"] != both["indicator_id"]]
    same = both[both["reason"] == "same_terms"]
    assert len(apart)
    assert len(same)
    for own, is_other in ((apart, True), (same, False)):
        for row in own.to_dict("records"):
            marks = marks_of(province_against_nation(pd.DataFrame([row]), names))
            nation = [mark for mark in marks if mark["shape"] == NATION_SHAPE]
            for mark in nation:
                other = names.indicator(row["national_indicator_id"])
                assert (f"; {names.w('nói về {other}', other=other)}" in mark["alt"]) is is_other
                assert (other in mark["tip"]) is is_other


def test_a_side_that_is_due_in_another_year_says_so(pairs: pd.DataFrame, names: Names) -> None:
    moved = pairs[pairs["verdict"].isin(["earlier", "later"])]
    assert len(moved)
    for row in moved.to_dict("records"):
        one = pd.DataFrame([row])
        spec = province_against_nation(one, names)
        for side in ("province", "national"):
            year = str(int(row[f"{side}_horizon"]))
            (mark,) = (m for m in marks_of(spec) if m["statement_id"] == row[f"{side}_statement_id"])
            is_other = row[f"{side}_horizon"] != row["horizon"]
            assert (names.w("mốc {year}", year=year) in mark["alt"]) is is_other
            assert (f"({year})" in alt_text(one, names)) is is_other


def test_how_firm_a_goal_is_stands_in_its_words_where_it_is_known(pairs: pd.DataFrame, names: Names) -> None:
    pair = pairs[pairs["province_statement_id"].notna() & pairs["national_statement_id"].notna()].head(1)
    unknown = pair.assign(province_firmness=None, national_firmness=None)
    for firm, vague in zip(
        marks_of(province_against_nation(pair, names)),
        marks_of(province_against_nation(unknown, names)),
        strict=True,
    ):
        *_, said = firm["alt"].splitlines()
        firmness, _, how = said.strip("()").partition(" · ")
        assert firmness
        assert vague["alt"].splitlines()[-1] == f"({how})"
        assert vague["detail"].endswith(how)
