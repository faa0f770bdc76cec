"""Roads as steps: one band a road, one column a horizon, a tread at the height of the value.

Never a slope: treads are joined only by upright risers, and only between neighbouring horizons that
both state a value for the same territory. Where nothing is stated the column is hatched (searched, not
stated) or outlined with dashes (no text held), with the word in it. Baselines are crosses before all
horizons. Filled marks are quoted, hollow ones cited; the shape says how firm the wording is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from dashboard.charts.drawn import GAPS, drawn, to_statement
from dashboard.charts.marks import BASELINE_SHAPE, COLOUR_SCALE, HEAD_LINE, MARK_ROOM, text_mark
from dashboard.coverage import EMPTY_KINDS, EMPTY_SHORT
from dashboard.markup import EMPTY
from dashboard.markup import columns as side_columns
from dashboard.markup import heading as heading_of
from dashboard.names import Names, Row
from dashboard.roadmap import Panel, Road, Step, has_baseline, heading, is_silent, step_value
from dashboard.wording import Wording
from dashboard.wording.labels import FIRMNESS, label
from dashboard.wording.numbers import is_missing

HEAD = 28  # pixels of the years above all bands
HEAD_WIDTH = 46  # characters of a heading's line: what a phone of 390 px shows
LABEL = 20  # pixels above the highest tread, for its value
BAND = 58  # pixels between the lowest and the highest value
FOOT = 12  # pixels below a band
SIDE = 4

SHAPES = {"goal": "circle", "orientation": "diamond", "vision": "triangle-up"}
SIGNS = {"goal": "●", "orientation": "◆", "vision": "▲"}
HATCHES = 7  # strokes in a hatched column
_SLANT = 0.16  # of a column's width that a stroke leans


def chart(
    roads: Sequence[Road], names: Names, *, with_indicator: bool, with_baseline: bool | None = None
) -> dict[str, Any]:
    """A Vega-Lite specification with its data inside, as wide as its container.

    `with_baseline` keeps a column for baselines, so that charts side by side agree; by default it is
    there where these roads have one.
    All roads have the same horizons. A click sets the parameter `pick` to the `statement_id` of the
    mark. No roads raise ValueError: the page says in words why there is nothing.
    """
    if not roads:
        raise ValueError("nothing to draw")
    w = names.w
    with_baseline = has_baseline(roads) if with_baseline is None else with_baseline
    first = 1 if with_baseline else 0
    years = [step.horizon for step in roads[0].steps]
    columns = first + len(years)
    heads = [{"x": place + first + 0.5, "text": str(year)} for place, year in enumerate(years)]
    if with_baseline:
        heads.insert(0, {"x": 0.5, "text": w("hiện trạng")})
    bands = _Drawn()
    y = float(HEAD)
    for road in roads:
        title = heading(road, names, with_indicator=with_indicator)
        if is_silent(roads) and not with_indicator:
            title = w("mọi phạm vi")
        lines = wrap(title, HEAD_WIDTH)
        bands.headings.append({"text": lines, "y": y})
        y += HEAD_LINE * len(lines) + 2
        _draw(road, names, bands, y + LABEL, first, columns)
        y += LABEL + BAND + FOOT
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": y,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": SIDE, "right": SIDE, "top": 0, "bottom": 4},
        "view": {"stroke": None},
        "layer": [
            _rules(bands.floors, columns, strokeWidth=1, opacity=0.45),
            _rules(bands.hatches, columns, strokeWidth=1, opacity=0.45) | {"name": "hatches"},
            _rules(bands.outlines, columns, strokeWidth=1, opacity=0.6, strokeDash=[2, 3])
            | {"name": "outlines"},
            _words(heads, columns, "text", y=HEAD / 2, bold=True),
            _words(bands.headings, columns, "text", x=0, bold=True, align="left", baseline="top"),
            _words(bands.gaps, columns, "text", tone="muted", fontSize=12) | {"name": GAPS},
            _rules(bands.treads, columns, strokeWidth=3, field="colour"),
            _rules(bands.risers, columns, strokeWidth=1.5, field="colour", opacity=0.75),
            _rules(bands.baselines, columns, strokeWidth=2, strokeDash=[4, 3]),
            _words(bands.breaks, columns, "text", tone="muted"),
            _words(bands.values, columns, "text"),
            _marks(bands.marks, columns, y, w),
        ],
        "config": {"legend": {"disable": True}},
    }


@dataclass(frozen=True, slots=True)
class Chart:
    """A panel as it is shown: its specification, and drawn from it what the page shows."""

    title: str
    is_headed: bool
    spec: dict[str, Any]
    markup: Markup


def charts(
    panels: Sequence[Panel], names: Names, *, with_indicator: bool, with_baseline: bool
) -> list[Chart]:
    """Each panel as a chart."""
    made = []
    for panel in panels:
        spec = chart(panel.roads, names, with_indicator=with_indicator, with_baseline=with_baseline)
        alt = alt_text(panel.title, panel.roads, names, with_indicator=with_indicator)
        markup = drawn(spec, alt, to_statement(names.w), key=f"chart_{panel.key}")
        made.append(Chart(panel.title, panel.is_headed, spec, markup))
    return made


def side_by_side(charts: Sequence[Chart], across: int, *, level: int) -> Markup:
    """The charts in at most `across` columns, each under its heading; one that all share stands above."""
    n = min(across, len(charts))
    stacked = [
        Markup("").join(
            (heading_of(chart.title, level) if chart.is_headed else EMPTY) + chart.markup
            for chart in charts[at::n]
        )
        for at in range(n)
    ]
    shared = EMPTY if charts[0].is_headed else heading_of(charts[0].title, level)
    return shared + side_columns(stacked)


def legend(roads: Sequence[Road], names: Names) -> Markup:
    """What the marks mean: only what the charts have."""
    w = names.w
    said = [row for road in roads for step in road.steps for row in step.statements]
    items = [
        Markup("{} {}").format(SIGNS[firmness], label(FIRMNESS, firmness, w))
        for firmness in SHAPES
        if any(_firmness(row) == firmness for row in said)
    ]
    if has_baseline(roads):
        items.append(w.rich("✕ hiện trạng đã đạt, không phải mục tiêu"))
    if any(row["evidence"] == "cited" for row in said):
        items += [w.rich("tô đặc: trích nguyên văn"), w.rich("rỗng: dẫn lại, không có nguyên văn")]
    kinds = {step.empty_kind for road in roads for step in road.steps}
    items += [
        Markup('<i class="ms-none ms-none-{}">{}</i> {}').format(kind, w(short), w(long))
        for kind, short, long in _gaps_said(kinds)
    ]
    if any(_is_break(one, other) for road in roads for one, other in pairwise(road.steps)):
        items.append(w.rich("≠ địa giới khác, không nối"))
    items.append(w.rich("bấm vào một dấu để đọc câu gốc"))
    return Markup('<div class="ms-legend ms-patterns">{}</div>').format(
        Markup("").join(Markup("<span>{}</span>").format(item) for item in items)
    )


def _gaps_said(kinds: set[str]) -> list[tuple[str, str, str]]:
    return [(kind, EMPTY_SHORT[kind], EMPTY_KINDS[kind]) for kind in EMPTY_KINDS if kind in kinds]


def alt_text(title: str, roads: Sequence[Road], names: Names, *, with_indicator: bool) -> str:
    """The chart in words: each road with its baseline and its steps."""
    w = names.w
    said = []
    for road in roads[:12]:
        parts = [
            w("hiện trạng {value}", value=names.value(row)) for row in road.baselines if names.value(row)
        ]
        for step in road.steps:
            words = "; ".join(step_value(row, w, names) for row in step.statements)
            parts.append(f"{step.horizon}: {words or label(EMPTY_SHORT, step.empty_kind, w)}")
        said.append(f"{heading(road, names, with_indicator=with_indicator)}: {', '.join(parts)}")
    return w("Biểu đồ bậc thang {title}.", title=title) + " " + ". ".join(said) + "."


class _Drawn:
    """What the bands put on the layers."""

    def __init__(self) -> None:
        self.floors: list[dict[str, Any]] = []
        self.hatches: list[dict[str, Any]] = []
        self.outlines: list[dict[str, Any]] = []
        self.headings: list[dict[str, Any]] = []
        self.gaps: list[dict[str, Any]] = []
        self.treads: list[dict[str, Any]] = []
        self.risers: list[dict[str, Any]] = []
        self.baselines: list[dict[str, Any]] = []
        self.breaks: list[dict[str, Any]] = []
        self.values: list[dict[str, Any]] = []
        self.marks: list[dict[str, Any]] = []


def _draw(road: Road, names: Names, drawn: _Drawn, top: float, first: int, columns: int) -> None:
    w = names.w
    height = _height(road)
    colour = "nation" if road.unit_id in names.nations() else "accent"
    floor = top + BAND
    drawn.floors.append({"x": 0, "x2": columns, "y": floor, "y2": floor})
    for row in road.baselines:
        y = floor - height(row) * BAND
        drawn.baselines.append({"x": 0.12, "x2": 0.88, "y": y, "y2": y})
        drawn.marks.append(_mark(row, road, names, 0.5, y, "muted"))
    if road.baselines:
        highest = max(road.baselines, key=height)
        more = f" (+{len(road.baselines) - 1})" if len(road.baselines) > 1 else ""
        drawn.values.append(
            {"x": 0.5, "y": floor - height(highest) * BAND - 13, "text": names.value(highest) + more}
        )
    for place, step in enumerate(road.steps):
        left = first + place
        if not step.statements:
            _gap(step, drawn, left, top, w)
            continue
        lead = step.statements[0]
        y = floor - height(lead) * BAND
        if not is_missing(lead["value"]):
            here = {"y": y, "y2": y, "colour": colour}
            drawn.treads.append({"x": left, "x2": left + 0.5, **here, "end": -MARK_ROOM})
            drawn.treads.append({"x": left + 0.5, "x2": left + 1, **here, "start": MARK_ROOM})
        for row in reversed(step.statements):
            drawn.marks.append(_mark(row, road, names, left + 0.5, floor - height(row) * BAND, colour))
        others = len(step.statements) - 1
        text = step_value(lead, w, names) + (f" (+{others})" if others else "")
        highest_mark = floor - max(height(row) for row in step.statements) * BAND
        drawn.values.append({"x": left + 0.5, "y": highest_mark - 13, "text": text})
    for place, (one, other) in enumerate(pairwise(road.steps)):
        if not _are_joined(one, other):
            continue
        ends = [floor - height(step.statements[0]) * BAND for step in (one, other)]
        x = first + place + 1
        if _is_break(one, other):
            drawn.breaks.append(
                {"x": x, "y": (sum(ends) / 2 if ends[0] != ends[1] else ends[0] - 9), "text": "≠"}
            )
        else:
            drawn.risers.append({"x": x, "x2": x, "y": ends[0], "y2": ends[1], "colour": colour})


def _gap(step: Step, drawn: _Drawn, left: float, top: float, w: Wording) -> None:
    """A column without a step: hatched where a text was searched, upright where it has but an aim.

    Hatched the other way where the sentence of another goal names the theme.
    """
    right, floor = left + 0.97, top + BAND
    left += 0.03
    if step.empty_kind != "not_applicable":
        for side in (left, right):
            drawn.outlines.append({"x": side, "x2": side, "y": top, "y2": floor})
        drawn.outlines.append({"x": left, "x2": right, "y": top, "y2": top})
    if step.empty_kind in {"not_stated", "named_within"}:
        upper, lower = (_SLANT, 0.0) if step.empty_kind == "not_stated" else (0.0, _SLANT)
        width = right - left - _SLANT
        for stroke in range(HATCHES + 1):
            x = left + width * stroke / HATCHES
            drawn.hatches.append({"x": x + upper, "x2": x + lower, "y": top, "y2": floor})
    elif step.empty_kind == "aim_only":
        for line in range(1, HATCHES):
            x = left + (right - left) * line / HATCHES
            drawn.hatches.append({"x": x, "x2": x, "y": top, "y2": floor})
    elif step.empty_kind == "replaced":
        for line in range(1, HATCHES):
            y = top + BAND * line / HATCHES
            drawn.hatches.append({"x": left, "x2": right, "y": y, "y2": y})
    drawn.gaps.append(
        {
            "x": (left + right) / 2,
            "y": top + BAND / 2,
            "text": label(EMPTY_SHORT, step.empty_kind, w),
            "kind": step.empty_kind,
            "left": left,
            "right": right,
            "top": top,
            "bottom": floor,
        }
    )


def _are_joined(one: Step, other: Step) -> bool:
    """Whether both neighbours lead with a number."""
    return all(step.statements and not is_missing(step.statements[0]["value"]) for step in (one, other))


def _is_break(one: Step, other: Step) -> bool:
    """Whether two neighbours speak of different maps: then nothing joins them."""
    return (
        _are_joined(one, other) and one.statements[0]["territory_id"] != other.statements[0]["territory_id"]
    )


def _height(road: Road) -> Any:
    """Row -> 0..1 within the band: shares from 0 to 100, ranks with the first on top, else from 0."""
    rows = [*road.baselines, *(row for step in road.steps for row in step.statements)]
    values = [float(row["value"]) for row in rows if not is_missing(row["value"])]
    most = max(values, default=1.0) or 1.0

    def height(row: Row) -> float:
        value = row["value"]
        if is_missing(value):
            return 0.5
        if road.value_unit == "percent":
            return min(max(float(value) / 100, 0.0), 1.0)
        if road.direction == "lower":
            return 1 - float(value) / (most * 1.15)
        return max(float(value) / most, 0.0)

    return height


def _firmness(row: Row) -> str:
    return str(row["firmness"]) if row["firmness"] in SHAPES else "goal"


def _mark(row: Row, road: Road, names: Names, x: float, y: float, colour: str) -> dict[str, Any]:
    w = names.w
    is_baseline = row["kind"] == "baseline"
    is_cited = row["evidence"] == "cited"
    how = w("dẫn lại, không có nguyên văn") if is_cited else w("trích nguyên văn")
    firmness = w("hiện trạng") if is_baseline else label(FIRMNESS, _firmness(row), w)
    year = row["as_of_year"] if is_baseline else row["horizon"]
    when = "" if is_missing(year) else str(int(year))
    said = f"{names.unit(road.unit_id)} {when}: {step_value(row, w, names)}"
    detail = " · ".join([firmness, how, names.territory(row["territory_id"])])
    return {
        "x": x,
        "y": y,
        "statement_id": str(row["statement_id"]),
        "shape": BASELINE_SHAPE if is_baseline else SHAPES[_firmness(row)],
        "colour": colour,
        "fill": 0 if is_cited or is_baseline else 1,
        "tip": said,
        "detail": detail,
        "alt": f"{heading(road, names, with_indicator=True)}.\n{said}\n({detail})",
    }


def _x(columns: int) -> dict[str, Any]:
    return {
        "field": "x",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, columns], "nice": False, "zero": False},
    }


def _y(height: float | None = None) -> dict[str, Any]:
    scale: dict[str, Any] = {"nice": False, "zero": False, "reverse": True}
    if height is not None:
        scale["domain"] = [0, height]
    return {"field": "y", "type": "quantitative", "axis": None, "scale": scale}


def _tone(tone: str) -> dict[str, Any]:
    # The scale comes from the layers that colour by field: a constant takes none of its own.
    return {"datum": tone, "type": "nominal"}


def _colour(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": COLOUR_SCALE, "legend": None}


def _rules(
    lines: list[dict[str, Any]], columns: int, *, field: str = "", tone: str = "muted", **mark: Any
) -> dict[str, Any]:
    """Straight lines from (x, y) to (x2, y2); `start` and `end` move their ends by pixels."""
    return {
        "data": {"values": lines},
        "mark": {
            "type": "rule",
            "tooltip": False,
            "aria": False,
            "xOffset": {"expr": "datum.start || 0"},
            "x2Offset": {"expr": "datum.end || 0"},
            **mark,
        },
        "encoding": {
            "x": _x(columns),
            "x2": {"field": "x2"},
            "y": _y(),
            "y2": {"field": "y2"},
            "color": _colour(field) if field else _tone(tone),
        },
    }


def _words(
    rows: list[dict[str, Any]],
    columns: int,
    field: str,
    *,
    x: float | None = None,
    y: float | None = None,
    tone: str = "nation",
    bold: bool = False,
    **mark: Any,
) -> dict[str, Any]:
    return {
        "data": {"values": rows},
        "mark": text_mark(bold=bold, **{"align": "center", **mark}),
        "encoding": {
            "x": _x(columns) if x is None else {"value": x},
            "y": _y() if y is None else {"value": y},
            "text": {"field": field, "type": "nominal"},
            "color": _tone(tone),
        },
    }


def _marks(marks: list[dict[str, Any]], columns: int, height: float, w: Wording) -> dict[str, Any]:
    return {
        "data": {"values": marks},
        "params": [{"name": "pick", "select": {"type": "point", "fields": ["statement_id"], "on": "click"}}],
        "mark": {"type": "point", "strokeWidth": 2, "opacity": 1, "cursor": "pointer", "size": 110}
        # A layer without marks would be an image without a name to a screen reader.
        | ({} if marks else {"aria": False}),
        "encoding": {
            "x": _x(columns),
            "y": _y(height),
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "color": _colour("colour"),
            "fill": _colour("colour"),
            "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
            "description": {"field": "alt"},
            "tooltip": [
                {"field": "tip", "type": "nominal", "title": w("Mục tiêu")},
                {"field": "detail", "type": "nominal", "title": w("Chi tiết")},
            ],
        },
    }
