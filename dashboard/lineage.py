"""Who carries out whom: the documents from the first source down to those that only get a mention.

Pure: frames and names in, a graph or markup out; `dashboard/charts/arcs.py` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from dashboard.links import document_link
from dashboard.markup import Column, anchor, table
from dashboard.names import Names, Row
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import is_missing

RELATIONS = {
    "implements": N_("triển khai"),
    "amends": N_("sửa đổi hoặc thay thế"),
    "mentions": N_("nhắc tới"),
}
SIGNS = {"implements": "──▸", "amends": "━━▸", "mentions": "┄┄▸"}
MOST_EDGES = 120  # references that one drawing can show
MOST_ROWS = 24  # of the table that stands open below the drawing
MOST_UNITS = 8  # provinces whose documents are drawn before the reader chooses
# Where a document names another in several ways, the strongest is drawn.
_STRENGTH = {"amends": 0, "implements": 1, "mentions": 2}


@dataclass(frozen=True, slots=True)
class Node:
    """A document or, where it is not registered, a number.

    `depth` 0 refers to no other one here; `is_aside` is only mentioned, carried out by nobody.
    """

    id: str
    title: str
    number: str
    unit_id: str
    year: str
    is_registered: bool
    has_text: bool
    depth: int
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` names `target`, `times` times; `quote` is the first such sentence, "" from the registry."""

    source: str
    target: str
    relation: str
    times: int
    quote: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order of their rows, from what others carry out to who carries out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def name(self, id_: str) -> str:
        """The number of a node, or its title where it bears none."""
        node = next(node for node in self.nodes if node.id == id_)
        return node.number or node.title


def graph(lineage: pd.DataFrame, documents: pd.DataFrame, names: Names, *, units: Sequence[str]) -> Graph:
    """The references made by the documents of `units` (all where empty), with both their ends."""
    rows = lineage[lineage["unit_id"].isin(list(units))] if units else lineage
    edges = _edges(rows.to_dict("records"))
    known = {str(row["document_id"]): row for row in documents.to_dict("records")}
    ids = list(dict.fromkeys(id_ for edge in edges for id_ in (edge.source, edge.target)))
    depths = _depths(ids, edges)
    sources = {edge.source for edge in edges}
    chain = sources | {edge.target for edge in edges if edge.relation != "mentions"}
    nodes = [_node(id_, known.get(id_), depths[id_], id_ not in chain, names.w) for id_ in ids]
    order = {unit: place for place, unit in enumerate(names.lists.units)}
    nodes.sort(
        key=lambda node: (
            node.is_aside,
            node.depth,
            order.get(node.unit_id, -1),
            node.year,
            node.number,
            node.title,
        )
    )
    return Graph(tuple(nodes), tuple(edges))


def _edges(rows: Sequence[Row]) -> list[Edge]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cited = row["cited_document_id"]
        target = str(row["cited_number"]) if is_missing(cited) else str(cited)
        if target != row["document_id"]:
            found.setdefault((str(row["document_id"]), target), []).append(row)
    edges = []
    for (source, target), own in found.items():
        relation = min((str(row["relation"]) for row in own), key=lambda code: _STRENGTH.get(code, 9))
        quote = next(
            (str(r["quote"]) for r in own if r["relation"] == relation and not is_missing(r["quote"])), ""
        )
        edges.append(Edge(source, target, relation, len(own), quote))
    return edges


def _depths(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """How many references lie below each node; documents that name each other do not run in circles."""
    targets: dict[str, list[str]] = {}
    for edge in edges:
        targets.setdefault(edge.source, []).append(edge.target)
    depths: dict[str, int] = {}

    def depth(id_: str, seen: frozenset[str]) -> int:
        if id_ not in depths:
            below = [
                depth(other, seen | {id_}) for other in targets.get(id_, ()) if other not in seen | {id_}
            ]
            depths[id_] = 1 + max(below) if below else 0
        return depths[id_]

    for id_ in ids:
        depth(id_, frozenset())
    return depths


def _node(id_: str, document: Row | None, depth: int, is_aside: bool, w: Wording) -> Node:
    if document is None:
        return Node(id_, w("chưa có trong danh mục"), id_, "", "", False, False, depth, is_aside)
    number = "" if is_missing(document["number"]) else str(document["number"])
    dated = next((document[c] for c in ("issued_date", "published_date") if not is_missing(document[c])), "")
    return Node(
        id_,
        w.name(document, "title"),
        number,
        str(document["unit_id"]),
        str(dated)[:4],
        True,
        bool(document["has_text"]),
        depth,
        is_aside,
    )


def sentence(edge: Edge, graph: Graph, w: Wording) -> str:
    """A reference in words: who, how, whom."""
    return f"{graph.name(edge.source)} {label(RELATIONS, edge.relation, w)} {graph.name(edge.target)}"


def legend(graph: Graph, w: Wording) -> Markup:
    """What lines and dots mean; only what occurs."""
    items = [
        Markup("{} {}").format(SIGNS[code], w(RELATIONS[code]))
        for code in RELATIONS
        if any(edge.relation == code for edge in graph.edges)
    ]
    if any(node.has_text for node in graph.nodes):
        items.append(w.rich("● có giữ lời"))
    if any(not node.has_text for node in graph.nodes):
        items.append(w.rich("○ không giữ lời"))
    return Markup('<div class="ms-legend">{}</div>').format(
        Markup("").join(Markup("<span>{}</span>").format(item) for item in items)
    )


def edges_table(graph: Graph, names: Names) -> Markup:
    """One row a reference: who names whom, how, how often, in which words."""
    w = names.w
    titles = {node.id: node for node in graph.nodes}

    def document(id_: str) -> Markup:
        node = titles[id_]
        name = node.number or node.title
        return (
            anchor(document_link(id_, language=w.language), name)
            if node.is_registered
            else Markup("{}").format(name)
        )

    return table(
        w("Mỗi dòng là một văn bản dẫn một văn bản khác."),
        [
            Column(w("Văn bản"), [document(edge.source) for edge in graph.edges]),
            Column(w("Quan hệ"), [label(RELATIONS, edge.relation, w) for edge in graph.edges], is_short=True),
            Column(w("Văn bản được nhắc tới"), [document(edge.target) for edge in graph.edges]),
            Column(w("Số lần"), [str(edge.times) for edge in graph.edges], is_number=True),
            Column(
                w("Viết trong văn bản"),
                [
                    Markup('<q lang="vi">{}</q>').format(" ".join(edge.quote.split()))
                    if edge.quote
                    else Markup('<span class="ms-quiet">{}</span>').format(w("ghi trong danh mục văn bản"))
                    for edge in graph.edges
                ],
            ),
        ],
    )
