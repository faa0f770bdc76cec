from __future__ import annotations

import copy
import re
import tomllib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.charts import alt_text, drawable, province_against_nation
from dashboard.charts.drawn import drawn, to_statement
from dashboard.charts.dumbbell import share_axis
from dashboard.charts.marks import COLOURS, MARK_ROOM, PROVINCE_SHAPES
from dashboard.links import statement_link
from dashboard.names import Names
from dashboard.selection import in_order

ROOT = Path(__file__).resolve().parents[3]
STYLE = (ROOT / "dashboard" / "assets" / "style.css").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """All elements of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="module")
def pairs(comparisons: pd.DataFrame, names: Names) -> pd.DataFrame:
    return drawable(in_order(comparisons, list(names.lists.scopes)))


@pytest.fixture(scope="module")
def spec(pairs: pd.DataFrame, names: Names) -> dict[str, Any]:
    return province_against_nation(pairs, names)


def test_every_mark_stands_at_its_value_and_leads_to_its_sentence(
    spec: dict[str, Any], pairs: pd.DataFrame, names: Names
) -> None:
    html = drawn(spec, alt_text(pairs, names), to_statement(names.w), key="chart_x")
    links = [attributes for tag, attributes in Elements(html).found if tag == "a"]
    marks = spec["layer"][-1]["data"]["values"]
    assert len(links) == len(marks) > 20
    for link, mark in zip(links, marks, strict=True):
        assert link["href"] == statement_link(mark["statement_id"], language=names.w.language)
        # Said once: the title names the link to screen readers, and is the tip.
        assert link["title"] == mark["alt"]
        assert "aria-label" not in link
        assert mark["tip"] in mark["alt"]
        assert f"left:{round(mark['x'], 2)}%;top:{mark['y']:g}px" in link["style"]
        assert ("ms-hollow" in link["class"]) == (not mark["fill"])
        assert f"ms-c-{mark['colour']}" in link["class"].split()
    figure = Elements(html).found[0][1]
    assert (figure["role"], figure["data-key"]) == ("figure", "chart_x")
    assert figure["aria-label"] == alt_text(pairs, names)


def test_every_word_of_the_specification_is_there(spec: dict[str, Any], names: Names) -> None:
    html = drawn(spec, "x", to_statement(names.w))
    text = unescape(re.sub(r"<[^>]*>", "\n", html.replace("<br>", "\n"))).split("\n")
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            for row in layer["data"]["values"]:
                said = row[layer["encoding"]["text"]["field"]]
                assert all(line in text for line in ([said] if isinstance(said, str) else said))
    assert {word for _, word in share_axis(names.w).ticks} <= set(text)


def test_the_specification_stays_as_it_was(spec: dict[str, Any], names: Names) -> None:
    before = copy.deepcopy(spec)
    drawn(spec, "x", to_statement(names.w))
    assert spec == before


def test_texts_of_documents_are_escaped(spec: dict[str, Any], names: Names) -> None:
    hostile = copy.deepcopy(spec)
    for layer in hostile["layer"]:
        for row in layer["data"]["values"]:
            for field in ("text", "label", "values", "tip", "detail", "alt"):
                if field in row:
                    row[field] = '<img src=x onerror="alert(1)">'
    html = drawn(hostile, '"><script>alert(1)</script>', to_statement(names.w))
    assert {tag for tag, _ in Elements(html).found} <= {"div", "i", "b", "br", "span", "a"}
    assert not [
        name for _, attributes in Elements(html).found for name in attributes if name.startswith("on")
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [(("mark", "type"), "bar"), (("encoding", "color"), {"datum": "pink"})],
)
def test_what_it_cannot_draw_is_a_fault(
    spec: dict[str, Any], names: Names, place: tuple[str, str], value: object
) -> None:
    odd = copy.deepcopy(spec)
    odd["layer"][0][place[0]][place[1]] = value
    with pytest.raises(ValueError, match=r"not drawn|without a meaning"):
        drawn(odd, "x", to_statement(names.w))


def test_a_slanted_line_is_a_fault(spec: dict[str, Any], names: Names) -> None:
    odd = copy.deepcopy(spec)
    lines = next(layer for layer in odd["layer"] if layer["mark"]["type"] == "rule")
    lines["encoding"]["y2"] = {"field": "lower"}
    for line in lines["data"]["values"]:
        line["lower"] = line[lines["encoding"]["y"]["field"]] + 10
    with pytest.raises(ValueError, match="slanted"):
        drawn(odd, "x", to_statement(names.w))


def test_the_colour_of_a_whole_layer_is_said_once(spec: dict[str, Any], names: Names) -> None:
    def classes(of: dict[str, Any]) -> list[set[str]]:
        html = drawn(of, "x", to_statement(names.w))
        found = [set(attributes.get("class", "").split()) for _, attributes in Elements(html).found]
        return [{c for c in own if c.startswith("ms-c-")} for own in found]

    mixed = copy.deepcopy(spec)
    layer = mixed["layer"][4]
    assert layer["encoding"]["color"]["field"] == "tone"
    tones = {row["tone"] for row in layer["data"]["values"]}
    assert len(tones) > 1
    assert classes(mixed).count({"ms-c-even"}) > 2
    for row in layer["data"]["values"]:
        row["tone"] = "even"
    assert len(classes(mixed)) == len(classes(spec))
    assert classes(mixed).count({"ms-c-even"}) < classes(spec).count({"ms-c-even"})


def test_a_tread_with_a_mark_in_its_middle_is_one_box_and_unequal_halves_are_two(names: Names) -> None:
    def road(*treads: tuple[float, float, dict[str, int]]) -> list[dict[str, str]]:
        x = {"field": "x", "scale": {"domain": [0, 4]}}
        rows = [{"x": a, "x2": b, "y": 10, "y2": 10, "colour": "accent", **moved} for a, b, moved in treads]
        layer = {
            "data": {"values": rows},
            "mark": {"type": "rule", "strokeWidth": 3},
            "encoding": {
                "x": x,
                "x2": {"field": "x2"},
                "y": {"field": "y"},
                "y2": {"field": "y2"},
                "color": {"field": "colour"},
            },
        }
        spec = {
            "height": 20,
            "padding": dict.fromkeys(("left", "right", "top", "bottom"), 0),
            "layer": [layer],
        }
        html = drawn(spec, "x", to_statement(names.w))
        return [attributes for tag, attributes in Elements(html).found if tag == "i"]

    room = ({"end": -MARK_ROOM}, {"start": MARK_ROOM})
    assert road((1, 1.5, room[0]), (1.5, 2, room[1])) == [
        {"class": "ms-open", "style": "left:25.0%;width:25.0%;top:8.5px"}
    ]
    assert len(road((1, 1.5, room[0]), (1.6, 2.1, room[1]))) == 2
    assert len(road((1, 1.5, room[0]), (1.5, 2.5, room[1]))) == 2
    assert len(road((1, 1.5, {}), (1.5, 2, {}))) == 2
    assert f"calc(50% - {MARK_ROOM}px), transparent 0 calc(50% + {MARK_ROOM}px)" in STYLE


def test_colours_are_those_of_the_theme_and_every_shape_has_a_look() -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        theme = tomllib.load(file)["theme"]
    light, dark = (theme[name]["chartCategoricalColors"] for name in ("light", "dark"))
    for name, one, other in zip(COLOURS, light, dark, strict=True):
        assert f".ms-c-{name} {{ --c: light-dark({one}, {other});" in STYLE
    for shape in set(PROVINCE_SHAPES) - {"square"}:  # a box is a square
        assert f".ms-s-{shape}" in STYLE
