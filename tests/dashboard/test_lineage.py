from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard import lineage
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
