from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from dashboard import lineage
from dashboard.charts import arcs
from dashboard.lineage import Graph
from dashboard.names import Names
from warehouse import queries
from warehouse.connect import Release


@pytest.fixture(scope="module")
def edges(release: Release) -> pd.DataFrame:
    return queries.lineage(release.cursor())


@pytest.fixture(scope="module")
def graph(edges: pd.DataFrame, documents: pd.DataFrame, names: Names) -> Graph:
    return lineage.graph(edges, documents, names, units=[])


def edge(source: str, number: str, relation: str = "implements", **fields: Any) -> dict[str, Any]:
    row = {"document_id": source, "cited_number": number, "cited_document_id": None, "relation": relation}
    return row | {"unit_id": "lao-cai", "quote": number} | fields


def drawn(rows: list[dict[str, Any]], names: Names) -> Graph:
    documents = pd.DataFrame(columns=["document_id"])
    return lineage.graph(pd.DataFrame(rows), documents, names, units=[])


def test_every_reference_of_the_release_is_one_edge(edges: pd.DataFrame, graph: Graph) -> None:
    pairs = edges.assign(target=edges["cited_document_id"].fillna(edges["cited_number"]))
    assert len(graph.edges) == len(pairs.drop_duplicates(["document_id", "target"]))
    assert sum(one.times for one in graph.edges) == len(edges)


def test_a_source_stands_above_who_carries_it_out(graph: Graph) -> None:
    places = {node.id: place for place, node in enumerate(graph.nodes)}
    for one in graph.edges:
        if one.relation != "mentions":
            assert places[one.target] < places[one.source]


def test_what_is_only_mentioned_comes_last(graph: Graph) -> None:
    aside = [node.is_aside for node in graph.nodes]
    assert aside == sorted(aside)
    assert True in aside
    assert False in aside


def test_the_strongest_of_several_references_is_drawn(names: Names) -> None:
    rows = [edge("a", "1/NQ", "mentions"), edge("a", "1/NQ", "amends"), edge("a", "1/NQ")]
    (one,) = drawn(rows, names).edges
    assert (one.relation, one.times) == ("amends", 3)


def test_documents_that_name_each_other_do_not_run_in_circles(names: Names) -> None:
    rows = [
        edge("a", "2", cited_document_id="b"),
        edge("b", "3", cited_document_id="c"),
        edge("c", "1", cited_document_id="a"),
        edge("a", "1", cited_document_id="a"),
    ]
    found = drawn(rows, names)
    assert {node.id for node in found.nodes} == {"a", "b", "c"}
    assert len(found.edges) == 3


def test_a_choice_keeps_the_references_of_its_documents(
    edges: pd.DataFrame, documents: pd.DataFrame, names: Names
) -> None:
    own = lineage.graph(edges, documents, names, units=["tay-ninh"])
    assert {one.source for one in own.edges} == {"tay-ninh-chuong-trinh-hanh-dong-2015"}
    assert {node.number for node in own.nodes} >= {"58-CT/TW", "36-NQ/TW", "45-CTr/TU"}


def test_the_table_has_a_row_an_edge(graph: Graph, names: Names) -> None:
    assert lineage.edges_table(graph, names).count("<tr>") == len(graph.edges) + 1


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


def test_nothing_to_draw_is_an_error(names: Names) -> None:
    with pytest.raises(ValueError, match="nothing"):
        arcs.chart(Graph((), ()), names)
