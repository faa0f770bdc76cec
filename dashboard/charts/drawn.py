"""A chart as markup: what its specification says, drawn by the browser without a library.

Vega needs 20-100 ms in the browser to draw one of our charts anew, and scripts of 0.4 MB before the first
one; boxes at places in per cent need a few. The specification stays what a chart is: pictures to take away
are drawn from it (`picture`), and this reads the part of Vega-Lite that straight charts use: layers of
rules, texts and points with their data inside, x on one linear scale as wide as the page gives, y in pixels.
Columns where nothing is stated have a pattern of the page's own style, the one of tables and legends; a
picture draws it stroke by stroke. Anything else raises ValueError, so that nothing is left out in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import Any

from markupsafe import Markup

from dashboard.charts.marks import (
    BASELINE_SHAPE,
    COLOURS,
    HEAD_LINE,
    MARK_ROOM,
    NATION_SHAPE,
    PROVINCE_SHAPES,
)
from dashboard.links import statement_link
from dashboard.markup import EMPTY
from dashboard.wording import Wording

AXIS = 24  # pixels above the chart for the words of its axis
# The layer of columns where nothing is stated, with their words; those that draw their patterns in pictures.
GAPS = "gaps"
PATTERNS = ("hatches", "outlines")
_ALIGNED = {"left": "", "center": "ms-mid", "right": "ms-end"}
# Paths of our own, by the class that draws them; of the others the class has the name of the shape.
_PATHS = {NATION_SHAPE: "bar", BASELINE_SHAPE: "baseline"}
_LOOK_UP = "['' + datum.value]"
_ROOM = re.compile(r"width - (\d+)")

Row = Mapping[str, Any]
Link = Callable[[Row], str]


def to_statement(w: Wording) -> Link:
    """Marks lead to the sentence of their `statement_id`."""
    return lambda row: statement_link(str(row["statement_id"]), language=w.language)


def drawn(spec: Mapping[str, Any], alt: str, link: Link, *, key: str = "chart") -> Markup:
    """The chart `spec` in boxes, named `alt` for those who do not see it.

    `link` gives the address that a mark leads to, by the row of data that it stands for.
    """
    layers = Markup("").join(_layer(layer, link) for layer in spec["layer"])
    axis = _axis(spec["layer"])
    padding = spec["padding"]
    sides = [padding["left"], padding["right"]]
    top, bottom = padding["top"], padding["bottom"]
    if axis:
        # The words at both ends of an axis reach beyond it.
        sides, top = [side + 10 for side in sides], top + AXIS
    around = f"{top}px {sides[1]}px {bottom}px {sides[0]}px"
    return Markup(
        '<div class="ms-plot" role="figure" aria-label="{}" data-key="{}" style="padding:{}">'
        '<div style="height:{}px">{}{}</div></div>'
    ).format(alt, key, around, _px(spec["height"]), axis, layers)


def _layer(layer: Mapping[str, Any], link: Link) -> Markup:
    rows: Sequence[Row] = layer["data"]["values"]
    if not rows or layer.get("name") in PATTERNS:
        return EMPTY
    if layer.get("name") == GAPS:
        return _gaps(layer["encoding"], rows)
    draw = {"rule": _rules, "text": _texts}.get(layer["mark"]["type"])
    if draw is not None:
        return draw(layer["mark"], layer["encoding"], rows)
    if layer["mark"]["type"] == "point":
        return Markup("").join(_point(layer["mark"], layer["encoding"], row, link) for row in rows)
    raise ValueError(f"a mark that is not drawn: {layer['mark']['type']}")


def _axis(layers: Sequence[Mapping[str, Any]]) -> Markup:
    """Words and upright lines of the one axis that a chart may have."""
    for layer in layers:
        x = layer["encoding"]["x"]
        if axis := x.get("axis"):
            words = json.loads(axis["labelExpr"].removesuffix(_LOOK_UP))
            ticks = Markup("").join(
                Markup('<b style="left:{}%">{}</b>').format(_share(tick, x), words[f"{tick:g}"])
                for tick in axis["values"]
            )
            return Markup('<div class="ms-axis" aria-hidden="true">{}</div>').format(ticks)
    return EMPTY


def _rules(mark: Mapping[str, Any], encoding: Mapping[str, Any], rows: Sequence[Row]) -> Markup:
    broad = mark["strokeWidth"]
    style = "dashed" if "strokeDash" in mark else "solid"
    shared, classed = _classes([_colour(encoding["color"], row) for row in rows])
    parts = []
    at = 0
    while at < len(rows):
        row, colour = rows[at], classed[at]
        is_open = at + 1 < len(rows) and _leaves_room(row, rows[at + 1], encoding, colour == classed[at + 1])
        last = rows[at + 1] if is_open else row
        at += 2 if is_open else 1
        from_, to = (
            _share(row[encoding["x"]["field"]], encoding["x"]),
            _share(last[encoding["x2"]["field"]], encoding["x"]),
        )
        y = float(row[encoding["y"]["field"]])
        y2 = float(row[encoding["y2"]["field"]]) if "y2" in encoding else y
        left, right = min(from_, to), max(from_, to)
        start, end = (0, 0) if is_open else (row.get("start", 0), row.get("end", 0))
        along = f"left:{_moved(left, start)};width:{_moved(_round(right - left), end - start)}"
        down = f"top:{_px(min(y, y2))}px;height:{_px(abs(y2 - y))}px"
        if y == y2:
            kind, place = "ms-open" if is_open else "", f"{along};top:{_px(y - broad / 2)}px"
        elif left == right:
            kind, place = "ms-v", f"left:{left}%;{down}"
        else:
            raise ValueError(f"a slanted line: {row}")
        parts.append(Markup('<i{} style="{}"></i>').format(_class(kind, colour), place))
    return Markup('<div{} aria-hidden="true" style="opacity:{};--b:{}px {}">{}</div>').format(
        _class("ms-lines", shared), mark.get("opacity", 1), broad, style, Markup("").join(parts)
    )


def _leaves_room(row: Row, other: Row, encoding: Mapping[str, Any], is_one_colour: bool) -> bool:
    """Whether two rules are the halves of one line with room for a mark in its middle: one box draws it."""
    x, x2, y = (encoding[name]["field"] for name in ("x", "x2", "y"))
    return (
        is_one_colour
        and row.get("end") == -MARK_ROOM
        and other.get("start") == MARK_ROOM
        and row[x2] == other[x]
        and row[x2] - row[x] == other[x2] - other[x]
        and row[y] == other[y] == row.get("y2", row[y]) == other.get("y2", other[y])
    )


def _gaps(encoding: Mapping[str, Any], rows: Sequence[Row]) -> Markup:
    parts = []
    for row in rows:
        left, right = (_share(row[side], encoding["x"]) for side in ("left", "right"))
        at = f"left:{left}%;width:{_round(right - left)}%;top:{_px(row['top'])}px"
        at += f";height:{_px(row['bottom'] - row['top'])}px"
        parts.append(
            Markup('<i class="ms-none ms-none-{}" style="{}">{}</i>').format(
                row["kind"], at, row[encoding["text"]["field"]]
            )
        )
    return Markup('<div class="ms-gaps" aria-hidden="true">{}</div>').format(Markup("").join(parts))


def _texts(mark: Mapping[str, Any], encoding: Mapping[str, Any], rows: Sequence[Row]) -> Markup:
    aligned = _ALIGNED[mark.get("align", "left")]
    half = 0 if mark.get("baseline") == "top" else HEAD_LINE / 2
    shared, classed = _classes([_colour(encoding["color"], row) for row in rows])
    parts = []
    for row, colour in zip(rows, classed, strict=True):
        text = row[encoding["text"]["field"]]
        lines = Markup("<br>").join([text] if isinstance(text, str) else text)
        y = encoding["y"]["value"] if "value" in encoding["y"] else row[encoding["y"]["field"]]
        at = f"top:{_px(float(y) - half)}px;{_text_place(encoding['x'], row, aligned)}"
        parts.append(Markup('<span{} style="{}">{}</span>').format(_class(colour), at, lines))
    style = f"font-size:{mark['fontSize']}px;font-weight:{mark['fontWeight']}"
    if "limit" in mark:
        room = _ROOM.fullmatch(mark["limit"]["expr"])
        if room is None:
            raise ValueError(f"a room for words that is not known: {mark['limit']}")
        style += f";--room:calc(100% - {room[1]}px)"
    return Markup('<div{} aria-hidden="true" style="{}">{}</div>').format(
        _class("ms-words", aligned, shared), style, Markup("").join(parts)
    )


def _text_place(x: Mapping[str, Any], row: Row, aligned: str) -> str:
    if "value" not in x:
        return f"left:{_share(row[x['field']], x)}%"
    if x["value"] == "width":
        if aligned != "ms-end":
            raise ValueError("a text at the end that does not end there")
        return "right:0"
    return f"left:{x['value']}px"


def _point(mark: Mapping[str, Any], encoding: Mapping[str, Any], row: Row, link: Link) -> Markup:
    # Sizes of Vega's points are areas, half of the stroke lies outside; an even number of pixels stays round.
    area = row[encoding["size"]["field"]] if "size" in encoding else mark["size"]
    side = 2 * round((sqrt(area) + mark["strokeWidth"]) / 2)
    shape = str(row[encoding["shape"]["field"]])
    shape = _PATHS.get(shape, shape)
    if shape not in (*PROVINCE_SHAPES, *_PATHS.values()):
        raise ValueError(f"a shape that is not drawn: {shape}")
    # A title alone names a link without words, and is its tip: said twice it would be a third of the page.
    return Markup(
        '<a class="ms-mark ms-s-{}{} ms-c-{}" href="{}" title="{}" style="left:{}%;top:{}px;--d:{}px"></a>'
    ).format(
        shape,
        "" if row[encoding["fillOpacity"]["field"]] else " ms-hollow",
        _colour(encoding["color"], row),
        link(row),
        row[encoding["description"]["field"]],
        _share(row[encoding["x"]["field"]], encoding["x"]),
        _px(float(row[encoding["y"]["field"]])),
        side,
    )


def _classes(colours: Sequence[str]) -> tuple[str, list[str]]:
    """The class of all rows where they have one colour, and that of each row: nothing where all share it."""
    classes = [f"ms-c-{colour}" for colour in colours]
    return (classes[0], [""] * len(classes)) if len(set(classes)) == 1 else ("", classes)


def _class(*names: str) -> Markup:
    """The attribute for these classes; nothing for none. A browser's sanitiser takes its time for each."""
    said = " ".join(filter(None, names))
    return Markup(' class="{}"').format(said) if said else EMPTY


def _colour(encoding: Mapping[str, Any], row: Row) -> str:
    """The name of a colour of the theme."""
    colour = str(encoding["datum"] if "datum" in encoding else row[encoding["field"]])
    if colour not in COLOURS:
        raise ValueError(f"a colour without a meaning: {colour}")
    return colour


def _share(value: Any, x: Mapping[str, Any]) -> float:
    """Where a value lies along the width, in per cent."""
    low, high = x["scale"]["domain"]
    return _round((float(value) - low) / (high - low) * 100)


def _moved(share: float, pixels: float) -> str:
    return f"calc({share}% {'+' if pixels > 0 else '-'} {abs(pixels)}px)" if pixels else f"{share}%"


def _round(value: float) -> float:
    return round(value, 2)


def _px(value: float) -> str:
    return f"{round(float(value), 1):g}"
