"""What all charts agree on: the meaning of colours, the shapes of units, filled and hollow.

Colours are named by meaning and resolved by the theme (`chartCategoricalColors` in
`.streamlit/config.toml`, in the order of COLOURS), so a chart suits light and dark without being redrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

COLOURS = ("accent", "nation", "good", "even", "bad", "muted")
COLOUR_SCALE: dict[str, Any] = {"domain": list(COLOURS), "range": "category"}

# The nation is a bar across the row (an SVG path around the origin), provinces are shapes in order.
NATION_SHAPE = "M-0.16,-1L0.16,-1L0.16,1L-0.16,1Z"
BASELINE_SHAPE = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"
PROVINCE_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚", "triangle-down": "▼"}


HEAD_LINE = 18  # pixels of one line of a heading
MARK_ROOM = 9  # pixels that a line leaves free on either side of a mark in its middle


def text_mark(*, bold: bool = False, **mark: Any) -> dict[str, Any]:
    """A text that belongs to the drawing: nothing to a pointer or a screen reader; `mark` overrides."""
    return {
        "type": "text",
        "baseline": "middle",
        "fontSize": 13,
        "fontWeight": 600 if bold else 400,
        "lineHeight": HEAD_LINE,
        "tooltip": False,
        "aria": False,
        **mark,
    }


def shape_of(unit_id: str, provinces: Sequence[str]) -> str:
    """The shape of a province by its place among all provinces of the release; the seventh begins anew."""
    return PROVINCE_SHAPES[list(provinces).index(unit_id) % len(PROVINCE_SHAPES)]
