"""Province against nation: one line a pair, the national goal as a bar, the province as a dot.

Filled marks are quoted from a text, hollow ones are cited figures. The line between the two is drawn
only where there is a verdict by value; what cannot be compared keeps both marks and no line. A side
that states nothing has no mark, never a zero.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from textwrap import wrap
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.charts.marks import COLOUR_SCALE, HEAD_LINE, NATION_SHAPE, SIGNS, shape_of, text_mark
from dashboard.compare import what_else
from dashboard.names import Names, Row
from dashboard.selection import pair_count
from dashboard.wording import Wording
from dashboard.wording.labels import FIRMNESS, VERDICTS, label, verdict
from dashboard.wording.numbers import is_missing, number, percent_sign

ROW = 40  # pixels of one pair: its words above, its track below
TRACK = 30  # where the track lies in it
HEAD_WIDTH = 54  # characters of a heading's line: what a phone of 390 px shows
VALUES = 150  # pixels that the two values on the right of a line take
SIDE = 14  # pixels on either side, so that a mark at 0 or 100 is whole

DOUBTFUL = ("document", "territory", "horizon")
DRAWN_BY_VALUE = ("ahead", "aligned", "behind")
SHARE = "percent"


@dataclass(frozen=True, slots=True)
class Axis:
    """What a chart measures along: one unit of value, from `low` to `high`, with its words at `ticks`."""

    value_unit: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def holds(self, value_unit: object, value: object) -> bool:
        """Whether a value can stand on the axis."""
        return (
            value_unit == self.value_unit
            and not is_missing(value)
            and self.low <= float(str(value)) <= self.high
        )


def share_axis(w: Wording) -> Axis:
    """The axis of shares: from nothing to the whole."""
    sign = percent_sign(w.language)
    return Axis(SHARE, 0, 100, tuple((tick, f"{tick:g}{sign}") for tick in (0.0, 50.0, 100.0)))


def own_axis(pairs: pd.DataFrame, w: Wording) -> Axis:
    """The axis of pairs of one indicator in one unit of value: from zero to the next round number."""
    columns = ["province_value", "national_value", "province_value_high", "national_value_high"]
    values = [float(value) for value in pairs[columns].astype(float).to_numpy().ravel() if value == value]
    most, least = max(values), min(values)
    power = 10.0 ** floor(log10(most)) if most > 0 else 1.0
    high = next(power * step for step in (1, 2, 5, 10) if most <= power * step)
    unit = str(pairs["province_value_unit"].iloc[0])
    ticks = tuple((tick, number(tick, w.language)) for tick in (0.0, high))
    return Axis(unit, min(0.0, least), high, ticks)


def drawable(comparisons: pd.DataFrame) -> pd.DataFrame:
    """The pairs that an axis of shares can show: at least one side states a share within 0..100."""
    shown = pd.Series(False, index=comparisons.index)
    for side in ("province", "national"):
        shown |= (comparisons[f"{side}_value_unit"] == SHARE) & comparisons[f"{side}_value"].between(0, 100)
    return comparisons[shown]


def province_against_nation(
    comparisons: pd.DataFrame, names: Names, *, axis: Axis | None = None, with_indicator: bool = True
) -> dict[str, Any]:
    """A Vega-Lite specification with its data inside, as wide as its container.

    `comparisons` is a frame of `warehouse` comparisons that the axis can show (by default the one of
    shares: `drawable`); its order is kept. Without `with_indicator` a heading names the province only.
    A click sets the parameter `pick` to the `statement_id` of the mark. An empty frame raises
    ValueError: the page says in words why there is nothing.
    """
    if comparisons.empty:
        raise ValueError("nothing to draw")
    w, provinces = names.w, names.provinces()
    axis = axis or share_axis(w)
    lines: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    y, group = 0.0, None
    for row in comparisons.to_dict("records"):
        here = (row["unit_id"], row["indicator_id"])
        if here != group:
            text = wrap(_heading(row, names, with_indicator=with_indicator), HEAD_WIDTH)
            y += 12 if group else 0
            heads.append({"text": text, "y": y})
            y += HEAD_LINE * len(text) + 2
            group = here
        lines.append(_line(row, names, y, axis))
        marks.extend(_marks(row, names, y + TRACK, provinces, axis))
        y += ROW
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": y,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": SIDE, "right": SIDE, "top": 4, "bottom": 8},
        "view": {"stroke": None},
        "layer": [
            _tracks(lines, axis),
            _row_labels(lines, y),
            _headings(heads),
            _gaps([line for line in lines if line["from"] is not None], axis),
            _verdicts(lines),
            _ranges([mark for mark in marks if mark["high"] is not None], axis),
            _points(marks, y, axis, w),
        ],
        "config": {"legend": {"disable": True}},
    }


def legend(comparisons: pd.DataFrame, names: Names) -> Markup:
    """What the marks mean, in words and signs: only what the chart has."""
    w, provinces = names.w, names.provinces()
    shown = [unit for unit in provinces if (comparisons["unit_id"] == unit).any()]
    items = [w.rich("▮ {unit} (QG)", unit=names.unit(unit)) for unit in names.nations()]
    signs = [SIGNS[shape_of(unit, provinces)] for unit in shown]
    if len(set(signs)) == len(signs):
        items += [
            Markup("{} {}").format(sign, names.unit(unit)) for sign, unit in zip(signs, shown, strict=True)
        ]
    else:
        items.append(w.rich("{signs} tỉnh, tên ghi trên mỗi nhóm dòng", signs=" ".join(sorted(set(signs)))))
    if (comparisons["is_province_cited"] | comparisons["is_national_cited"]).any():
        items += [w.rich("tô đặc: trích nguyên văn"), w.rich("rỗng: dẫn lại, không có nguyên văn")]
    items += [
        Markup("{} {}").format(verdict(code).icon, w(verdict(code).word))
        for code in VERDICTS
        if (comparisons["verdict"] == code).any()
    ]
    if comparisons[["province_doubt", "national_doubt"]].isin(DOUBTFUL).any(axis=None):
        items.append(w.rich("? còn nghi ngờ"))
    items.append(click_hint(w))
    return Markup('<div class="ms-legend">{}</div>').format(
        Markup("").join(Markup("<span>{}</span>").format(item) for item in items)
    )


def click_hint(w: Wording) -> Markup:
    """What a legend says of clicking; a picture leaves it out."""
    return w.rich("bấm vào một dấu để đọc câu gốc")


def alt_text(comparisons: pd.DataFrame, names: Names) -> str:
    """The chart in words: how many pairs by verdict, and each pair's two values."""
    w = names.w
    of = {code: comparisons[comparisons["verdict"] == code] for code in VERDICTS}
    parts = [f"{w(VERDICTS[code].word)}: {pair_count(own)}" for code, own in of.items() if len(own)]
    rows = [
        f"{_heading(row, names)}, {_label(row, names)}: {_values(row, names)}"
        for row in comparisons.head(12).to_dict("records")
    ]
    head = w.plural("Biểu đồ so sánh {n} cặp mục tiêu của tỉnh và quốc gia.", pair_count(comparisons))
    return " ".join([head, "; ".join(parts) + ".", "; ".join(rows) + "."])


def _heading(row: Row, names: Names, *, with_indicator: bool = True) -> str:
    if not with_indicator:
        return names.unit(row["unit_id"])
    variant = names.variant(row["variant"])
    name = names.indicator(row["indicator_id"]) + (f" ({variant})" if variant else "")
    return f"{names.unit(row['unit_id'])} · {name}"


def _label(row: Row, names: Names) -> str:
    """Year and scope of a line: "2025 · cấp xã"."""
    year = names.w("không nêu mốc") if is_missing(row["horizon"]) else str(int(row["horizon"]))
    doubt = "? " if row["province_doubt"] in DOUBTFUL or row["national_doubt"] in DOUBTFUL else ""
    scope = names.scope(row["scope"], row["indicator_id"])
    return doubt + (f"{year} · {scope}" if scope else year)


def _values(row: Row, names: Names) -> str:
    own, national = (
        " ".join(filter(None, [names.value(row, prefix=f"{side}_") or "–", f"({year})" if year else ""]))
        for side in ("province", "national")
        for year in [_own_year(row, side, names)]
    )
    return names.w(
        "{icon} {own} | QG {national}", icon=verdict(row["verdict"]).icon, own=own, national=national
    )


def _own_year(row: Row, side: str, names: Names) -> str:
    """The year of one side, where it is not the one that the pair is filed under; else ""."""
    own = row[f"{side}_horizon"]
    if is_missing(row[f"{side}_statement_id"]) or (is_missing(own) and is_missing(row["horizon"])):
        return ""
    if is_missing(own):
        return names.w("không nêu mốc")
    return "" if own == row["horizon"] else str(int(own))


def _line(row: Row, names: Names, y: float, axis: Axis) -> dict[str, Any]:
    has_gap = row["verdict"] in DRAWN_BY_VALUE
    return {
        "y": y + TRACK,
        "words": y + 10,
        "label": _label(row, names),
        "values": _values(row, names),
        "tone": verdict(row["verdict"]).tone,
        "from": float(row["national_value"]) if has_gap else None,
        "to": float(row["province_value"]) if has_gap else None,
        "low": axis.low,
        "high": axis.high,
    }


def _marks(row: Row, names: Names, y: float, provinces: Sequence[str], axis: Axis) -> list[dict[str, Any]]:
    w, marks = names.w, []
    for side in ("national", "province"):
        value = row[f"{side}_value"]
        if not axis.holds(row[f"{side}_value_unit"], value):
            continue
        is_nation = side == "national"
        unit = "national" if is_nation else row["unit_id"]
        is_cited = bool(row[f"is_{side}_cited"])
        high = row[f"{side}_value_high"]
        how = w("dẫn lại, không có nguyên văn") if is_cited else w("trích nguyên văn")
        known = list(filter(None, [label(FIRMNESS, row[f"{side}_firmness"], w), how]))
        said = f"{names.unit(unit)}: {names.value(row, prefix=f'{side}_')}"
        if year := _own_year(row, side, names):
            said += "; " + w("mốc {year}", year=year)
        if is_nation and (other := what_else(row, names)):
            said += "; " + w("nói về {other}", other=other)
        marks.append(
            {
                "x": float(value),
                "high": None if is_missing(high) else float(high),
                "y": y,
                "statement_id": str(row[f"{side}_statement_id"]),
                "shape": NATION_SHAPE if is_nation else shape_of(unit, provinces),
                "colour": _colour_of(is_nation, row),
                "size": 480 if is_nation else 150,
                "fill": 0 if is_cited else 1,
                "tip": said,
                "detail": " · ".join(filter(None, [_label(row, names), *known])),
                "alt": f"{_heading(row, names)}, {_label(row, names)}.\n{said}\n({' · '.join(known)})",
            }
        )
    return marks


def _colour_of(is_nation: bool, row: Row) -> str:
    """The nation's mark fades where the two are not the same thing: seen beside, not held against."""
    if is_nation:
        return "muted" if row["verdict"] == "not_comparable" else "nation"
    return "accent"


def _x(field: str, axis: Axis) -> dict[str, Any]:
    scale = {"domain": [axis.low, axis.high], "nice": False, "zero": False}
    return {"type": "quantitative", "scale": scale, "field": field}


def _y(height: float | None = None) -> dict[str, Any]:
    scale: dict[str, Any] = {"nice": False, "zero": False, "reverse": True}
    if height is not None:
        scale["domain"] = [0, height]
    return {"field": "y", "type": "quantitative", "axis": None, "scale": scale}


def _colour(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": COLOUR_SCALE, "legend": None}


def _tracks(lines: list[dict[str, Any]], axis: Axis) -> dict[str, Any]:
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "strokeWidth": 1, "opacity": 0.35, "tooltip": False, "aria": False},
        "encoding": {
            "x": {**_x("low", axis), "axis": _axis(axis), "title": None},
            "x2": {"field": "high"},
            "y": _y(),
            "color": {"datum": "muted", "type": "nominal"},
        },
    }


def _axis(axis: Axis) -> dict[str, Any]:
    words = {f"{tick:g}": text for tick, text in axis.ticks}
    return {
        "orient": "top",
        "values": [tick for tick, _ in axis.ticks],
        "labelExpr": f"{json.dumps(words)}['' + datum.value]",
        "grid": True,
        "gridOpacity": 0.5,
        "domain": False,
        "ticks": False,
        "title": None,
        "labelFontSize": 12,
    }


def _text(x: dict[str, Any], y: str, field: str, *, bold: bool = False, **mark: Any) -> dict[str, Any]:
    return {
        "mark": text_mark(bold=bold, **{"align": "left", **mark}),
        "encoding": {
            "x": x,
            "y": {**_y(), "field": y},
            "text": {"field": field, "type": "nominal"},
            # Streamlit's theme colours axes, not text marks: without this they stay black in the dark.
            "color": {"datum": "nation", "type": "nominal"},
        },
    }


def _row_labels(lines: list[dict[str, Any]], height: float) -> dict[str, Any]:
    layer = _text({"value": 0}, "words", "label", limit={"expr": f"width - {VALUES}"})
    layer["encoding"]["y"] = {**_y(height), "field": "words"}
    return {"data": {"values": lines}, **layer}


def _headings(heads: list[dict[str, Any]]) -> dict[str, Any]:
    return {"data": {"values": heads}, **_text({"value": 4 - SIDE}, "y", "text", bold=True, baseline="top")}


def _gaps(lines: list[dict[str, Any]], axis: Axis) -> dict[str, Any]:
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.75, "tooltip": False, "aria": False},
        "encoding": {
            "x": _x("from", axis),
            "x2": {"field": "to"},
            "y": _y(),
            "color": _colour("tone"),
        },
    }


def _verdicts(lines: list[dict[str, Any]]) -> dict[str, Any]:
    layer = _text({"value": "width"}, "words", "values", align="right")
    layer["encoding"]["color"] = _colour("tone")
    return {"data": {"values": lines}, **layer}


def _ranges(marks: list[dict[str, Any]], axis: Axis) -> dict[str, Any]:
    return {
        "data": {"values": marks},
        "mark": {"type": "rule", "strokeWidth": 7, "opacity": 0.35, "tooltip": False, "aria": False},
        "encoding": {
            "x": _x("x", axis),
            "x2": {"field": "high"},
            "y": _y(),
            "color": _colour("colour"),
        },
    }


def _points(marks: list[dict[str, Any]], height: float, axis: Axis, w: Wording) -> dict[str, Any]:
    return {
        "data": {"values": marks},
        "params": [{"name": "pick", "select": {"type": "point", "fields": ["statement_id"], "on": "click"}}],
        "mark": {"type": "point", "strokeWidth": 2, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "x": _x("x", axis),
            "y": _y(height),
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "color": _colour("colour"),
            "fill": _colour("colour"),
            "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "description": {"field": "alt"},
            "tooltip": [
                {"field": "tip", "type": "nominal", "title": w("Mục tiêu")},
                {"field": "detail", "type": "nominal", "title": w("Chi tiết")},
            ],
        },
    }
