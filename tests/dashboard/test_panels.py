from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from dashboard import charts, panels
from dashboard.charts.dumbbell import SHARE, own_axis, share_axis
from dashboard.names import Names
from dashboard.selection import in_order


@pytest.fixture(scope="module")
def pairs(comparisons: pd.DataFrame, names: Names) -> pd.DataFrame:
    return in_order(comparisons, list(names.lists.scopes))


def spec_of(panel: panels.Panel, names: Names) -> dict[str, Any]:
    return charts.province_against_nation(panel.pairs, names, axis=panel.axis, with_indicator=False)


def test_no_axis_bears_two_units_of_value(pairs: pd.DataFrame, names: Names) -> None:
    statements = {}
    for row in pairs.to_dict("records"):
        for side in ("province", "national"):
            statements[str(row[f"{side}_statement_id"])] = row[f"{side}_value_unit"]
    shown = [*panels.share_panels(pairs, names, by_theme=True), *panels.number_panels(pairs, names)]
    assert len(shown) > 4
    for panel in shown:
        marks = spec_of(panel, names)["layer"][-1]["data"]["values"]
        assert marks
        assert {statements[mark["statement_id"]] for mark in marks} == {panel.axis.value_unit}
        domain = spec_of(panel, names)["layer"][0]["encoding"]["x"]["scale"]["domain"]
        assert all(domain[0] <= mark["x"] <= domain[1] for mark in marks)


def test_a_number_that_is_no_share_is_drawn_where_both_sides_state_it(
    pairs: pd.DataFrame, names: Names
) -> None:
    drawn = panels.number_panels(pairs, names)
    assert drawn
    ids = {(p.pairs["indicator_id"].iloc[0], p.axis.value_unit) for p in drawn}
    assert len(ids) == len(drawn)
    assert SHARE not in {unit for _, unit in ids}
    for panel in drawn:
        assert panel.pairs["indicator_id"].nunique() == 1
        assert panel.pairs[["province_value", "national_value"]].notna().all(axis=None)
        alt.LayerChart.from_dict(spec_of(panel, names))


def test_themes_share_out_the_pairs_in_their_order(pairs: pd.DataFrame, names: Names) -> None:
    (whole,) = panels.share_panels(pairs, names, by_theme=False)
    split = panels.share_panels(pairs, names, by_theme=True)
    assert sum(len(panel.pairs) for panel in split) == len(whole.pairs)
    order = list(names.lists.themes)
    places = [order.index(str(panel.pairs["theme_id"].iloc[0])) for panel in split]
    assert places == sorted(set(places))
    assert all(panel.pairs["theme_id"].nunique() == 1 for panel in split)


def test_what_is_not_drawn_is_counted(pairs: pd.DataFrame, names: Names) -> None:
    shown = [*panels.share_panels(pairs, names, by_theme=False), *panels.number_panels(pairs, names)]
    rest = panels.undrawn(pairs, shown)
    assert len(rest)
    for row in rest.to_dict("records"):
        units = {
            row[f"{side}_value_unit"]
            for side in ("province", "national")
            if not pd.isna(row[f"{side}_value"])
        }
        assert units
        assert SHARE not in units


def test_panels_are_spread_so_that_columns_end_alike(pairs: pd.DataFrame, names: Names) -> None:
    split = panels.share_panels(pairs, names, by_theme=True)
    columns = panels.in_columns(split, 2)
    assert sorted(panel.key for column in columns for panel in column) == sorted(p.key for p in split)
    sizes = [sum(len(panel.pairs) + 2 for panel in column) for column in columns]
    assert abs(sizes[0] - sizes[1]) <= max(len(panel.pairs) + 2 for panel in split)
    assert len(panels.in_columns(split[:1], 3)) == 1


@pytest.mark.parametrize(
    ("values", "high"), [((1, 4), 5), ((20000, 15000), 20000), ((0.5, 7), 10), ((0, 0), 1)]
)
def test_an_axis_of_its_own_begins_at_zero_and_ends_at_a_round_number(
    pairs: pd.DataFrame, names: Names, values: tuple[float, float], high: float
) -> None:
    own = pairs.head(1).assign(
        province_value=float(values[0]), national_value=float(values[1]), province_value_unit="count"
    )
    axis = own_axis(own, names.w)
    assert (axis.low, axis.high) == (0, high)
    assert axis.holds("count", values[1])
    assert not axis.holds(SHARE, values[1])
    assert not share_axis(names.w).holds(SHARE, 101)
