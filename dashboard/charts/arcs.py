"""A graph of documents as rows of words with arcs at their side.

The rows keep their size of type at any width, where a graph of boxes shrinks its words with the screen.
An arc runs from the document that names to the one named, with an arrow head there. Dots are filled
where the text is held, hollow where it is not.

`markup` is what the page shows, `chart` the same as a Vega-Lite specification, from which pictures to take
away are drawn.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from markupsafe import Markup

from dashboard.charts.marks import COLOUR_SCALE, text_mark
from dashboard.lineage import Edge, Graph, Node, sentence
from dashboard.links import document_link
from dashboard.markup import EMPTY
from dashboard.names import Names
from dashboard.wording import Wording

ROW = 50  # pixels of a document's row
GUTTER = 104  # pixels left of the words, for arcs and dots
_DOT = GUTTER - 14  # where the dots stand
_END = _DOT - 8  # where arcs begin and end
_NEAR, _STEP = 18, 9  # how far an arc to the next row bends out, and how much more each further row adds
_SAMPLES = 24  # points of an arc

# Whole pixels: browsers cut the rest off the border of a box.
_STYLES: dict[str, dict[str, Any]] = {
    "implements": {"strokeWidth": 2},
    "amends": {"strokeWidth": 3},
    "mentions": {"strokeWidth": 1, "strokeDash": [4, 3]},
}
_TONES = {"implements": "accent", "amends": "bad", "mentions": "muted"}


def chart(graph: Graph, names: Names) -> dict[str, Any]:
    """A Vega-Lite specification with its data inside, as wide as its container.

    A graph without rows raises ValueError.
    """
    places = _places(graph)
    height = ROW * len(graph.nodes)
    layers = []
    for relation, style in _STYLES.items():
        edges = [edge for edge in graph.edges if edge.relation == relation]
        if edges:
            arcs = [point for edge in edges for point in _arc(edge, places)]
            heads = [point for edge in edges for point in _head(edge, places)]
            layers.append(_lines(arcs, _TONES[relation], **style))
            layers.append(_lines(heads, _TONES[relation], strokeWidth=style["strokeWidth"]))
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
            _dots(rows, height),
        ],
        "config": {"legend": {"disable": True}},
    }


def markup(graph: Graph, names: Names) -> Markup:
    """The drawing in boxes, as wide as its container; the row of a registered document leads to it.

    Half an ellipse is a box with three borders and two round corners; heads, dots and the ends of words that
    find no room are those of the style sheet (`ms-arcs`). A graph without rows raises ValueError.
    """
    places = _places(graph)
    lines = []
    for relation, style in _STYLES.items():
        arcs = [
            _boxed(edge, places, style["strokeWidth"], sentence(edge, graph, names.w))
            for edge in graph.edges
            if edge.relation == relation
        ]
        if arcs:
            lines.append(
                Markup(
                    '<div class="ms-lines ms-c-{}" aria-hidden="true" style="--b:{}px;--s:{}">{}</div>'
                ).format(
                    _TONES[relation],
                    style["strokeWidth"],
                    "dashed" if "strokeDash" in style else "solid",
                    Markup("").join(arcs),
                )
            )
    rows = [_linked(_row(node, place, names), names.w) for place, node in enumerate(graph.nodes)]
    return Markup(
        '<div class="ms-plot ms-arcs" role="figure" aria-label="{}">'
        '<div class="ms-c-muted" style="--row:{}px;--end:{}px;--dot:{}px;--gutter:{}px">{}{}</div></div>'
    ).format(alt_text(graph, names), ROW, _END, _DOT, GUTTER, Markup("").join(lines), Markup("").join(rows))


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


def _places(graph: Graph) -> dict[str, int]:
    """The row of each node, from 0."""
    if not graph.nodes:
        raise ValueError("nothing to draw")
    return {node.id: place for place, node in enumerate(graph.nodes)}


def _middle(place: int) -> float:
    return ROW * place + ROW / 2


def _way(edge: Edge, places: dict[str, int]) -> tuple[float, float, float]:
    """Where an arc starts and ends, in pixels from above, and how far it bends out between."""
    start, end = places[edge.source], places[edge.target]
    return _middle(start), _middle(end), min(_NEAR + _STEP * (abs(start - end) - 1), _END - 4)


def _boxed(edge: Edge, places: dict[str, int], broad: int, said: str) -> Markup:
    """An arc as a box around it; half of its line lies outside the curve of `_arc`."""
    start, end, bend = _way(edge, places)
    return Markup('<i{} style="top:{:g}px;height:{:g}px;width:{:g}px" title="{}"></i>').format(
        Markup(' class="ms-below"') if end > start else EMPTY,
        min(start, end) - broad / 2,
        abs(end - start) + broad,
        bend + broad / 2,
        said,
    )


def _linked(row: dict[str, Any], w: Wording) -> Markup:
    """The dot and the words of a document, a link where it is registered."""
    id_, hollow = row["document_id"], EMPTY if row["fill"] else Markup(" ms-hollow")
    words = Markup('title="{}\n{}"><b>{}</b>{}').format(row["name"], row["rest"], row["name"], row["rest"])
    if not id_:
        return Markup('<span class="ms-row{}" {}</span>').format(hollow, words)
    href = document_link(id_, language=w.language)
    return Markup('<a class="ms-row{}" href="{}" {}</a>').format(hollow, href, words)


def _arc(edge: Edge, places: dict[str, int]) -> list[dict[str, Any]]:
    start, end, bend = _way(edge, places)
    points = []
    for step in range(_SAMPLES + 1):
        turn = pi * step / _SAMPLES
        points.append(
            {
                "edge": f"{edge.source}>{edge.target}",
                "at": step,
                "x": round(_END - bend * sin(turn), 1),
                "y": round(start + (end - start) * (1 - cos(turn)) / 2, 1),
            }
        )
    return points


def _head(edge: Edge, places: dict[str, int]) -> list[dict[str, Any]]:
    y = _middle(places[edge.target])
    return [
        {"edge": f"{edge.source}>{edge.target}", "at": step, "x": _END + dx, "y": y + dy}
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


def _lines(points: list[dict[str, Any]], tone: str, **mark: Any) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "line", "opacity": 0.9, "strokeCap": "round", "aria": False, **mark},
        "encoding": {
            "x": _X,
            "y": _y(),
            "detail": {"field": "edge", "type": "nominal"},
            "order": {"field": "at", "type": "quantitative"},
            "color": {"datum": tone, "type": "nominal"},
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


def _dots(rows: list[dict[str, Any]], height: float) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "shape": "circle", "size": 110, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": _X,
            "y": _y(height),
            "color": {"field": "tone", "type": "nominal", "scale": COLOUR_SCALE, "legend": None},
            "fill": {"field": "tone", "type": "nominal", "scale": COLOUR_SCALE, "legend": None},
            "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
            "description": {"field": "alt"},
        },
    }
