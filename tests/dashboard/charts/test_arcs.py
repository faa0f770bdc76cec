from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

from dashboard import lineage
from dashboard.charts import arcs
from dashboard.lineage import Edge, Graph, Node, sentence
from dashboard.links import document_link
from dashboard.names import Names
from warehouse import queries
from warehouse.connect import Release

ROOT = Path(__file__).resolve().parents[3]
STYLE = (ROOT / "dashboard" / "assets" / "style.css").read_text(encoding="utf-8")
HOSTILE = '"><img src=x onerror="alert(1)">'


class Drawn(HTMLParser):
    """What a drawing in boxes holds: arcs with the group that they lie in, rows with their words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.group: dict[str, str] = {}
        self.arcs: list[tuple[dict[str, str], dict[str, str]]] = []
        self.rows: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        classes = attributes.get("class", "").split()
        if "ms-lines" in classes:
            self.group = attributes
        elif tag == "i":
            self.arcs.append((self.group, attributes))
        elif "ms-row" in classes:
            self.rows.append((tag, attributes))


def style(attributes: dict[str, str]) -> dict[str, str]:
    return dict(part.split(":") for part in attributes["style"].split(";"))


def px(attributes: dict[str, str], name: str) -> float:
    return float(style(attributes)[name].removesuffix("px"))


@pytest.fixture(scope="module")
def graph(release: Release, documents: pd.DataFrame, names: Names) -> Graph:
    return lineage.graph(queries.lineage(release.cursor()), documents, names, units=[])


def node(id_: str, **fields: Any) -> Node:
    parts = {
        "id": id_,
        "title": f"Kế hoạch {id_}",
        "number": f"{id_}/KH",
        "unit_id": "lao-cai",
        "year": "2021",
    }
    given = {**parts, "is_registered": True, "has_text": True, "depth": 0, "is_aside": False, **fields}
    return Node(**given)


@pytest.fixture(scope="module")
def every_way() -> Graph:
    """Each relation, upwards and downwards, near and so far that the arc bends out no further."""
    nodes = tuple(node(str(place), is_registered=place != 3, has_text=place % 2 == 0) for place in range(14))
    ways = (("4", "3"), ("0", "1"), ("5", "0"), ("13", "0"), ("1", "12"), ("9", "10"), ("13", "11"))
    codes = ("implements", "amends", "mentions")
    edges = tuple(Edge(a, b, code, 1, "") for (a, b), code in zip(ways, codes * 3, strict=False))
    return Graph(nodes, edges)


def points_of(spec: dict[str, Any]) -> dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The points of each edge's arc and those of its head, by "source>target"."""
    found: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    lines = [layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    for ends, tips in zip(lines[::2], lines[1::2], strict=True):
        for edge in {point["edge"] for point in ends}:
            found[edge] = (
                [point for point in ends if point["edge"] == edge],
                [point for point in tips if point["edge"] == edge],
            )
    return found


@pytest.mark.parametrize("which", ["graph", "every_way"])
def test_boxes_are_where_the_specification_draws(
    which: str, request: pytest.FixtureRequest, names: Names
) -> None:
    graph: Graph = request.getfixturevalue(which)
    points = points_of(arcs.chart(graph, names))
    html = Drawn(arcs.markup(graph, names))
    said = {sentence(edge, graph, names.w): edge for edge in graph.edges}
    assert len(html.arcs) == len(said) == len(graph.edges)
    end = px(next(a for _, a in html.tags if "--end" in a.get("style", "")), "--end")
    for group, box in html.arcs:
        edge = said.pop(box["title"])
        curve, head = points[f"{edge.source}>{edge.target}"]
        broad = px(group, "--b")
        top, height, width = (px(box, name) for name in ("top", "height", "width"))
        low, high, reach = top + broad / 2, top + height - broad / 2, width - broad / 2
        assert {low, high} == {curve[0]["y"], curve[-1]["y"]}
        assert end - reach == min(point["x"] for point in curve)
        for point in curve:
            along, down = (end - point["x"]) / reach, (2 * point["y"] - low - high) / (high - low)
            assert along**2 + down**2 == pytest.approx(1, abs=0.02)
        # The head is at the end of the arc that is the named document's.
        tip = high if box.get("class") == "ms-below" else low
        assert (head[1]["x"], head[1]["y"]) == (end, tip)
    assert not said


def test_relations_differ_in_width_dash_and_colour(every_way: Graph, names: Names) -> None:
    spec = arcs.chart(every_way, names)
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"][::2]
    groups = [a for _, a in Drawn(arcs.markup(every_way, names)).tags if "ms-lines" in a.get("class", "")]
    assert len(groups) == len(lines) == 3
    for group, line in zip(groups, lines, strict=True):
        assert px(group, "--b") == line["mark"]["strokeWidth"]
        assert style(group)["--s"] == ("dashed" if "strokeDash" in line["mark"] else "solid")
        assert f"ms-c-{line['encoding']['color']['datum']}" in group["class"].split()
    assert len({(group["class"], group["style"]) for group in groups}) == 3


@pytest.mark.parametrize("which", ["graph", "every_way"])
def test_every_document_has_its_row_and_leads_to_its_text(
    which: str, request: pytest.FixtureRequest, names: Names
) -> None:
    graph: Graph = request.getfixturevalue(which)
    html = arcs.markup(graph, names)
    rows = Drawn(html).rows
    assert len(rows) == len(graph.nodes)
    words = re.findall(r'<(?:a|span) class="ms-row[^>]*><b>(.*?)</b>(.*?)</(?:a|span)>', html)
    for one, (tag, row), (name, rest) in zip(graph.nodes, rows, words, strict=True):
        assert unescape(name) == (one.number or one.title)
        assert row["title"] == f"{unescape(name)}\n{unescape(rest)}"
        assert ("ms-hollow" in row["class"]) == (not one.has_text)
        if one.is_registered:
            assert (tag, row["href"]) == ("a", document_link(one.id, language=names.w.language))
        else:
            assert tag == "span"
            assert "href" not in row


def test_the_figure_says_in_words_what_it_shows(graph: Graph, names: Names) -> None:
    figure = Drawn(arcs.markup(graph, names)).tags[0][1]
    assert figure["role"] == "figure"
    assert figure["aria-label"] == arcs.alt_text(graph, names)


def test_texts_of_documents_are_escaped(names: Names) -> None:
    nodes = [node("a", number=HOSTILE), node(HOSTILE, title=HOSTILE, number="", year=HOSTILE)]
    nodes.append(node("c", number=HOSTILE, title=HOSTILE, is_registered=False))
    edges = (Edge("a", HOSTILE, "implements", 1, HOSTILE), Edge("c", "a", "mentions", 1, HOSTILE))
    found = Drawn(arcs.markup(Graph(tuple(nodes), edges), names))
    assert {tag for tag, _ in found.tags} == {"div", "i", "a", "span", "b"}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert found.rows[0][1]["title"].startswith(HOSTILE)


def test_a_reference_and_a_document_cost_few_elements(every_way: Graph, names: Names) -> None:
    tags = Drawn(arcs.markup(every_way, names)).tags
    groups = 2 + 3  # the figure, its inside, one a relation
    assert len(tags) == groups + len(every_way.edges) + 2 * len(every_way.nodes)


def test_what_is_drawn_has_a_look() -> None:
    for selector in (".ms-arcs i {", ".ms-arcs i::after", ".ms-arcs .ms-below::after", ".ms-row::before {"):
        assert selector in STYLE


def test_the_drawing_is_valid_and_holds_every_node_and_edge(graph: Graph, names: Names) -> None:
    spec = arcs.chart(graph, names)
    alt.LayerChart.from_dict(spec)
    dots = spec["layer"][-1]["data"]["values"]
    assert [dot["name"] for dot in dots] == [node.number or node.title for node in graph.nodes]
    assert [bool(dot["fill"]) for dot in dots] == [node.has_text for node in graph.nodes]
    lines = [p for layer in spec["layer"] if layer["mark"]["type"] == "line" for p in layer["data"]["values"]]
    assert {p["edge"] for p in lines} == {f"{one.source}>{one.target}" for one in graph.edges}


def test_an_arc_runs_from_who_names_to_who_is_named_within_the_gutter(graph: Graph, names: Names) -> None:
    spec = arcs.chart(graph, names)
    rows = {
        node.id: spec["layer"][-1]["data"]["values"][place]["y"] for place, node in enumerate(graph.nodes)
    }
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "line" and len(layer["data"]["values"]) > 3 * len(graph.edges):
            for one in graph.edges:
                points = [p for p in layer["data"]["values"] if p["edge"] == f"{one.source}>{one.target}"]
                if points:
                    assert (points[0]["y"], points[-1]["y"]) == (rows[one.source], rows[one.target])
                    assert all(0 <= p["x"] <= arcs.GUTTER for p in points)


def test_the_words_say_who_carries_out_whom(graph: Graph, names: Names) -> None:
    text = arcs.alt_text(graph, names)
    assert "36-NQ/TW" in text
    assert names.w("triển khai") in text


@pytest.mark.parametrize("draw", [arcs.chart, arcs.markup])
def test_nothing_to_draw_is_an_error(draw: Any, names: Names) -> None:
    with pytest.raises(ValueError, match="nothing"):
        draw(Graph((), ()), names)
