from __future__ import annotations

import json
import re
from typing import Any

import altair as alt
import pandas as pd
import pytest
from markupsafe import escape

from dashboard import roadmap
from dashboard.charts import steps
from dashboard.charts.drawn import GAPS, PATTERNS, drawn, to_statement
from dashboard.charts.marks import BASELINE_SHAPE
from dashboard.names import Names
from dashboard.roadmap import Road, Step
from warehouse import queries
from warehouse.connect import Release

HORIZONS = [2020, 2025, 2030, 2045]
LAYERS = ("floors", "hatches", "outlines", "years", "headings", "gaps", "treads", "risers", "baselines")


def statement(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "statement_id": "s", "kind": "target", "horizon": 2025, "operator": "=", "value": 80.0,
        "value_high": None, "value_unit": "percent", "firmness": "goal", "evidence": "quoted",
        "doubt": "none", "territory_id": "lao-cai-1991", "as_of_year": None,
    }  # fmt: skip
    return row | fields


def road(*steps_: Step, **fields: Any) -> Road:
    row: dict[str, Any] = {
        "unit_id": "lao-cai",
        "indicator_id": "fiveg_coverage_share",
        "theme_id": "digital_infrastructure",
        "scope": "province",
        "variant": "",
        "value_unit": "percent",
        "direction": "higher",
        "baselines": (),
        "steps": steps_,
    }
    return Road(**(row | fields))


def layer(spec: dict[str, Any], name: str) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = spec["layer"][LAYERS.index(name)]["data"]["values"]
    return values


def marks(spec: dict[str, Any]) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = spec["layer"][-1]["data"]["values"]
    return values


@pytest.fixture(scope="module")
def real(statements: pd.DataFrame, release: Release, names: Names) -> list[Road]:
    silence = roadmap.Silence.of(queries.coverage(release.cursor()), names.lists.territories)
    units = list(names.lists.units)
    return roadmap.roads(roadmap.known(statements), names, silence, units=units, horizons=HORIZONS)


def test_it_is_valid_vega_lite(real: list[Road], names: Names) -> None:
    spec = steps.chart(real, names, with_indicator=True)
    # Of data Vega-Lite says only that each row is an object of JSON; altair takes seconds to see that.
    for part in spec["layer"]:
        rows = part.get("data", {}).get("values", [])
        assert all(isinstance(row, dict) for row in rows)
        json.dumps(rows, allow_nan=False)
        del rows[1:]
    alt.LayerChart.from_dict(spec)


def test_every_statement_of_the_roads_has_its_mark_and_nothing_else_has(
    real: list[Road], names: Names
) -> None:
    stated = [str(row["statement_id"]) for one in real for step in one.steps for row in step.statements]
    stated += [str(row["statement_id"]) for one in real for row in one.baselines]
    drawn = [mark["statement_id"] for mark in marks(steps.chart(real, names, with_indicator=True))]
    assert sorted(drawn) == sorted(stated)


def test_there_is_no_slope(real: list[Road], names: Names) -> None:
    spec = steps.chart(real, names, with_indicator=True)
    for line in layer(spec, "treads"):
        assert line["y"] == line["y2"]
    for line in layer(spec, "risers"):
        assert line["x"] == line["x2"]


def test_each_column_without_a_statement_has_its_word(real: list[Road], names: Names) -> None:
    spec = steps.chart(real, names, with_indicator=True)
    empty = sum(not step.statements for one in real for step in one.steps)
    assert len(layer(spec, "gaps")) == empty > 0
    assert all(gap["text"] for gap in layer(spec, "gaps"))


def test_only_what_was_searched_is_hatched(names: Names) -> None:
    searched = steps.chart([road(Step(2025, (), "not_stated"))], names, with_indicator=False)
    not_held = steps.chart([road(Step(2025, (), "document_not_held"))], names, with_indicator=False)
    assert len(layer(searched, "hatches")) == steps.HATCHES + 1
    assert all(line["x"] != line["x2"] for line in layer(searched, "hatches"))
    assert not layer(not_held, "hatches")
    assert layer(not_held, "outlines")


def test_a_page_has_one_box_for_a_column_without_a_statement_with_the_pattern_of_the_legend(
    real: list[Road], names: Names
) -> None:
    spec = steps.chart(real, names, with_indicator=True)
    # What a page leaves to its style is known by name.
    assert {part["name"] for part in spec["layer"] if "name" in part} == {GAPS, *PATTERNS}
    html = str(drawn(spec, "x", to_statement(names.w)))
    kinds = [step.empty_kind for one in real for step in one.steps if not step.statements]
    assert re.findall(r'class="ms-none ms-none-(\w+)"', html) == kinds
    for gap in layer(spec, "gaps"):
        # Within its column, as high as the highest value, and its word in it.
        assert int(gap["left"]) == int(gap["right"]) == int(gap["x"])
        assert gap["bottom"] - gap["top"] == steps.BAND
        assert f">{escape(gap['text'])}</i>" in html
    strokes = len(layer(spec, "hatches")) + len(layer(spec, "outlines"))
    assert html.count("<i ") < strokes


def test_treads_are_joined_only_between_neighbours_that_both_state_a_value(names: Names) -> None:
    one, two, three = (
        Step(year, (statement(statement_id=str(year), horizon=year, value=value),))
        for year, value in ((2020, 50.0), (2025, 80.0), (2030, 100.0))
    )
    assert len(layer(steps.chart([road(one, two, three)], names, with_indicator=False), "risers")) == 2
    gap = Step(2025, (), "not_stated")
    assert not layer(steps.chart([road(one, gap, three)], names, with_indicator=False), "risers")
    words = Step(2025, (statement(value=None, operator=None, value_unit=None, kind="commitment"),))
    spec = steps.chart([road(one, words, three)], names, with_indicator=False)
    assert not layer(spec, "risers")
    assert len(layer(spec, "treads")) == 4


def test_nothing_joins_two_maps(names: Names) -> None:
    before = Step(2025, (statement(),))
    after = Step(2030, (statement(territory_id="lao-cai-2025", horizon=2030),))
    spec = steps.chart([road(before, after)], names, with_indicator=False)
    assert not layer(spec, "risers")
    assert any("≠" in str(part.get("data")) for part in spec["layer"])
    assert "≠" in steps.legend([road(before, after)], names)


def test_a_higher_share_stands_higher_and_a_better_rank_too(names: Names) -> None:
    shares = [Step(y, (statement(statement_id=str(y), value=v),)) for y, v in ((2025, 60.0), (2030, 90.0))]
    low, high = marks(steps.chart([road(*shares)], names, with_indicator=False))
    assert high["y"] < low["y"]
    ranks = [
        Step(y, (statement(statement_id=str(y), value=v, value_unit="rank", operator="<="),))
        for y, v in ((2025, 30.0), (2030, 10.0))
    ]
    worse, better = marks(
        steps.chart([road(*ranks, value_unit="rank", direction="lower")], names, with_indicator=False)
    )
    assert better["y"] < worse["y"]


def test_firmness_is_a_shape_and_evidence_a_filling(names: Names) -> None:
    said = [
        statement(statement_id=firmness, firmness=firmness, evidence=evidence)
        for firmness in steps.SHAPES
        for evidence in ("quoted", "cited")
    ]
    spec = steps.chart([road(Step(2025, tuple(said)))], names, with_indicator=False)
    assert {mark["shape"] for mark in marks(spec)} == set(steps.SHAPES.values())
    assert sorted(mark["fill"] for mark in marks(spec)) == [0, 0, 0, 1, 1, 1]


def test_a_baseline_stands_before_all_horizons_and_is_never_a_goal(names: Names) -> None:
    known = statement(kind="baseline", horizon=None, as_of_year=2016, value=40.0, statement_id="b")
    goal = Step(2025, (statement(),))
    spec = steps.chart([road(goal, baselines=(known,))], names, with_indicator=False)
    baseline = next(mark for mark in marks(spec) if mark["statement_id"] == "b")
    assert baseline["shape"] == BASELINE_SHAPE
    assert baseline["x"] < min(mark["x"] for mark in marks(spec) if mark["statement_id"] != "b")
    assert len(layer(spec, "years")) == 2
    assert not layer(spec, "risers")


def test_charts_side_by_side_have_the_same_columns(names: Names) -> None:
    goal = road(Step(2025, (statement(),)))
    spec = steps.chart([goal], names, with_indicator=False, with_baseline=True)
    assert len(layer(spec, "years")) == 2
    assert [mark["x"] for mark in marks(spec)] == [1.5]


def test_a_doubt_is_marked_where_the_value_stands(names: Names) -> None:
    spec = steps.chart([road(Step(2025, (statement(doubt="horizon"),)))], names, with_indicator=False)
    assert any(value["text"].startswith("? ") for value in spec["layer"][10]["data"]["values"])


def test_the_words_say_every_step(names: Names) -> None:
    one = road(Step(2025, (statement(),)), Step(2030, (), "not_stated"))
    text = steps.alt_text("Lào Cai", [one], names, with_indicator=True)
    assert names.value(statement()) in text
    assert names.w("không nêu") in text


def test_nothing_to_draw_is_an_error_not_an_empty_chart(names: Names) -> None:
    with pytest.raises(ValueError, match="nothing"):
        steps.chart([], names, with_indicator=True)
