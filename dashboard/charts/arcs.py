"""A graph of documents as rows of words with arcs at their side.

The rows keep their size of type at any width, where a graph of boxes shrinks its words with the screen.
An arc runs from the document that names to the one named, with an arrow head there. Dots are filled
where the text is held, hollow where it is not.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from dashboard.charts.marks import COLOUR_SCALE, text_mark
from dashboard.lineage import Edge, Graph, Node, sentence
from dashboard.names import Names
from dashboard.wording import Wording

ROW = 50  # pixels of a document's row
GUTTER = 104  # pixels left of the words, for arcs and dots
_DOT = GUTTER - 14  # where the dots stand
_END = _DOT - 8  # where arcs begin and end
_NEAR, _STEP = 18, 9  # how far an arc to the next row bends out, and how much more each further row adds
_SAMPLES = 24  # points of an arc

_STYLES: dict[str, dict[str, Any]] = {
    "implements": {"strokeWidth": 1.8},
    "amends": {"strokeWidth": 3.2},
    "mentions": {"strokeWidth": 1.2, "strokeDash": [4, 3]},
}
_TONES = {"implements": "accent", "amends": "bad", "mentions": "muted"}


def chart(graph: Graph, names: Names) -> dict[str, Any]:
    """A Vega-Lite specification with its data inside, as wide as its container.

    A click on a dot sets the parameter `pick` to its `document_id`, "" where the document is not
    registered. A graph without rows raises ValueError.
    """
    if not graph.nodes:
        raise ValueError("nothing to draw")
    places = {node.id: place for place, node in enumerate(graph.nodes)}
    height = ROW * len(graph.nodes)
    layers = []
    for relation, style in _STYLES.items():
        edges = [edge for edge in graph.edges if edge.relation == relation]
        if edges:
            said = [sentence(edge, graph, names.w) for edge in edges]
            arcs = [p for edge, words in zip(edges, said, strict=True) for p in _arc(edge, places, words)]
            heads = [p for edge, words in zip(edges, said, strict=True) for p in _head(edge, places, words)]
            layers.append(_lines(arcs, _TONES[relation], names.w, **style))
            layers.append(_lines(heads, _TONES[relation], names.w, strokeWidth=style["strokeWidth"]))
    rows = [_row(node, place, names) for place, node in enumerate(graph.nodes)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "right": 4, "top": 0, "bottom": 0},
        "view": {"stroke": None},
        "layer": [
            *layers,
            _words(rows, "name", -9, fontSize=14, fontWeight=600),
            _words(rows, "rest", 10, fontSize=12.5),
            _dots(rows, height, names.w),
        ],
        "config": {"legend": {"disable": True}},
    }


def alt_text(graph: Graph, names: Names) -> str:
    """The graph in words: how many documents, and who carries out whom."""
    w = names.w
    strong = [edge for edge in graph.edges if edge.relation != "mentions"]
    return w(
        "Sơ đồ {n} văn bản và {m} lần dẫn: {edges}.",
        n=str(len(graph.nodes)),
        m=str(len(graph.edges)),
        edges="; ".join(sentence(edge, graph, w) for edge in strong),
    )


def _middle(place: int) -> float:
    return ROW * place + ROW / 2


def _arc(edge: Edge, places: dict[str, int], said: str) -> list[dict[str, Any]]:
    start, end = _middle(places[edge.source]), _middle(places[edge.target])
    bend = min(_NEAR + _STEP * (abs(places[edge.source] - places[edge.target]) - 1), _END - 4)
    points = []
    for step in range(_SAMPLES + 1):
        turn = pi * step / _SAMPLES
        points.append(
            {
                "edge": f"{edge.source}>{edge.target}",
                "at": step,
                "x": round(_END - bend * sin(turn), 1),
                "y": round(start + (end - start) * (1 - cos(turn)) / 2, 1),
                "said": said,
            }
        )
    return points


def _head(edge: Edge, places: dict[str, int], said: str) -> list[dict[str, Any]]:
    y = _middle(places[edge.target])
    return [
        {"edge": f"{edge.source}>{edge.target}", "at": step, "x": _END + dx, "y": y + dy, "said": said}
        for step, (dx, dy) in enumerate(((-7, -4.5), (0, 0), (-7, 4.5)))
    ]


def _row(node: Node, place: int, names: Names) -> dict[str, Any]:
    rest = [names.unit(node.unit_id), node.year, node.title if node.number else ""]
    words = " · ".join(filter(None, rest))
    name = node.number or node.title
    return {
        "x": _DOT,
        "y": _middle(place),
        "name": name,
        "rest": words,
        "document_id": node.id if node.is_registered else "",
        "fill": 1 if node.has_text else 0,
        "tone": "nation",
        "alt": f"{name}. {words}",
    }


# One unit of x is one pixel, however wide the page is.
_X: dict[str, Any] = {
    "field": "x",
    "type": "quantitative",
    "axis": None,
    "scale": {"domainMin": 0, "domainMax": {"expr": "width"}, "nice": False, "zero": False},
}


def _y(height: float | None = None) -> dict[str, Any]:
    scale: dict[str, Any] = {"nice": False, "zero": False, "reverse": True}
    if height is not None:
        scale["domain"] = [0, height]
    return {"field": "y", "type": "quantitative", "axis": None, "scale": scale}


def _lines(points: list[dict[str, Any]], tone: str, w: Wording, **mark: Any) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "line", "opacity": 0.9, "strokeCap": "round", "aria": False, **mark},
        "encoding": {
            "x": _X,
            "y": _y(),
            "detail": {"field": "edge", "type": "nominal"},
            "order": {"field": "at", "type": "quantitative"},
            "color": {"datum": tone, "type": "nominal"},
            "tooltip": {"field": "said", "type": "nominal", "title": w("Quan hệ")},
        },
    }


def _words(rows: list[dict[str, Any]], field: str, shift: float, **mark: Any) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": text_mark(
            **{"align": "left", "yOffset": shift, "limit": {"expr": f"width - {GUTTER + 4}"}, **mark}
        ),
        "encoding": {
            "x": {"value": GUTTER},
            "y": _y(),
            "text": {"field": field, "type": "nominal"},
            "color": {"datum": "nation" if field == "name" else "muted", "type": "nominal"},
        },
    }


def _dots(rows: list[dict[str, Any]], height: float, w: Wording) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "params": [{"name": "pick", "select": {"type": "point", "fields": ["document_id"], "on": "click"}}],
        "mark": {
            "type": "point",
            "shape": "circle",
            "size": 110,
            "strokeWidth": 2,
            "opacity": 1,
            "cursor": "pointer",
        },
        "encoding": {
            "x": _X,
            "y": _y(height),
            "color": {"field": "tone", "type": "nominal", "scale": COLOUR_SCALE, "legend": None},
            "fill": {"field": "tone", "type": "nominal", "scale": COLOUR_SCALE, "legend": None},
            "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
            "description": {"field": "alt"},
            "tooltip": [
                {"field": "name", "type": "nominal", "title": w("Văn bản")},
                {"field": "rest", "type": "nominal", "title": w("Chi tiết")},
            ],
        },
    }
