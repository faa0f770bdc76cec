"""A chart to take away: a picture that says by itself what it shows, from which documents and which release.

Vega draws the chart (vl-convert, no network), the words around it are set here. Text stays text in
the SVG; the PNG is drawn with a font that has every Vietnamese letter, whatever the server has.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import wrap
from typing import Any

import vl_convert
from markupsafe import Markup, escape

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
VEGA_LITE = "6.4"  # the version of the specifications; altair checks them against the same
WIDTH = 960  # pixels of the picture
MARGIN = 24
SCALE = 2.0  # pixels of the PNG to one of the picture
FONT = "Be Vietnam Pro"
FAMILIES = f"{FONT}, Noto Sans, Segoe UI, sans-serif"
BROAD = 0.56  # width of a letter of FONT, on average, in sizes of the font
# Signs that FONT lacks come from the font that Vega's converter brings; a few it lacks, too.
SIGNS = re.compile("[▲▼◄►●■♦○→─═≠]")
# Where another font has all letters of a text with a sign, the converter takes it for the whole text,
# in whatever cut. None of those it finds has this letter; at this size it is nothing to see.
_KEEPER = '<tspan font-size="0.01">ự</tspan>'
STAND_INS = str.maketrans(
    {"◀": "◄", "▶": "►", "▸": "►", "∅": "Ø", "▮": "|", "◆": "♦", "✚": "+", "✕": "×", "━": "═", "┄": "-"}
)
GAP = 28  # pixels between two charts of one picture


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a picture: what it shows, what was chosen, what the marks mean, where it comes from."""

    title: str
    subtitle: str
    legend: tuple[str, ...]
    source: str
    origin: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart of a picture: a Vega-Lite specification, and what stands above it, "" for nothing."""

    spec: dict[str, Any]
    title: str = ""


@cache
def _theme() -> dict[str, Any]:
    """The light theme of the dashboard."""
    with CONFIG.open("rb") as file:
        theme: dict[str, Any] = tomllib.load(file)["theme"]["light"]
    return theme


@cache
def _has_fonts() -> bool:
    vl_convert.register_font_directory(str(files("fontpkg_be_vietnam_pro") / "files"))
    return True


def legend_items(legend: Markup, *, without: str) -> tuple[str, ...]:
    """The entries of a chart's legend as text, but for the one that speaks of clicking."""
    # A sample of a pattern bears the short word that the rest of its entry explains.
    text = legend.replace(Markup("</i>"), Markup(":</i>"))
    items = (" ".join(Markup(part).striptags().split()) for part in re.split(r"</span>", text))
    return tuple(item for item in items if item and item != without)


def svg(drawings: Sequence[Drawing], caption: Caption, *, across: int = 1) -> str:
    """Charts with their caption as one SVG file, `across` of them side by side as on the page.

    The specifications are left as they are. No charts raise ValueError.
    """
    if not drawings:
        raise ValueError("no picture")
    theme, parts = _theme(), []
    ink, quiet = str(theme["textColor"]), str(theme["chartCategoricalColors"][1])
    y = MARGIN
    for text, points, colour, is_bold in (
        (caption.title, 20, ink, True),
        (caption.subtitle, 13, quiet, False),
    ):
        for line in _lines(text, points):
            y += round(points * 1.3)
            parts.append(_text(MARGIN, y, line, points, colour, bold=is_bold))
    y += 8
    for row in _rows(caption.legend, 12):
        y += 18
        parts += [_text(x, y, item, 12, quiet) for x, item in row]
    y += 14
    across = min(across, len(drawings))
    width = (WIDTH - 2 * MARGIN - GAP * (across - 1)) // across
    # Each column goes on by itself, as the columns of the page do.
    ends = [y] * across
    for place, drawing in enumerate(drawings):
        column = place % across
        x, top = MARGIN + column * (width + GAP), ends[column]
        for line in _lines(drawing.title, 15, width) if drawing.title else ():
            top += 20
            parts.append(_text(x, top, line, 15, ink, bold=True))
        chart, height = _chart(drawing.spec, width)
        top += 8 if drawing.title else 0
        parts.append(chart.replace("<svg ", f'<svg x="{x}" y="{top}" ', 1))
        ends[column] = top + height + 12
    y = max(ends)
    parts.append(f'<path d="M{MARGIN} {y}H{WIDTH - MARGIN}" stroke="{theme["borderColor"]}"/>')
    y += 4
    for text in (caption.source, caption.origin):
        for line in _lines(text, 11):
            y += 15
            parts.append(_text(MARGIN, y, line, 11, quiet))
    y += MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" font-family="{FAMILIES}" role="img">'
        f"<title>{escape(caption.title)}</title>"
        f'<rect width="{WIDTH}" height="{y}" fill="{theme["backgroundColor"]}"/>{"".join(parts)}</svg>\n'
    )


def _chart(spec: dict[str, Any], width: int) -> tuple[str, int]:
    """A specification drawn `width` pixels wide, as SVG, and its height."""
    drawn = vl_convert.vegalite_to_svg(json.dumps(_for_paper(spec, width)), vl_version=VEGA_LITE)
    # Of 600, half of bold, FONT makes a family of its own.
    drawn = drawn.translate(STAND_INS).replace('font-weight="600"', 'font-weight="bold"')
    size = re.search(r'<svg[^>]*?width="([\d.]+)" height="([\d.]+)"', drawn)
    if size is None:
        raise ValueError("no picture")
    return drawn, round(float(size[2]))


def png(picture: str) -> bytes:
    """A picture of `svg` as PNG, SCALE times as large."""
    _has_fonts()
    return vl_convert.svg_to_png(_with_keepers(picture), scale=SCALE)


def _for_paper(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """The specification at its width on paper, with the colours that Streamlit's theme would give."""
    theme = _theme()
    quiet = theme["chartCategoricalColors"][1]
    axis = {
        "labelColor": quiet,
        "titleColor": quiet,
        "gridColor": theme["borderColor"],
        "labelFont": FAMILIES,
    }
    config = {
        "font": FAMILIES,
        "background": "transparent",
        "range": {"category": theme["chartCategoricalColors"]},
        "axis": axis,
        "view": {"stroke": None},
    }
    return {**spec, "width": width, "config": config | spec.get("config", {})}


def _lines(text: str, points: int, width: int = WIDTH - 2 * MARGIN) -> list[str]:
    return wrap(text, int(width / (points * BROAD)), break_on_hyphens=False)


def _rows(items: tuple[str, ...], points: int) -> list[list[tuple[float, str]]]:
    """The entries of a legend one after the other, on as many lines as they need."""
    rows: list[list[tuple[float, str]]] = []
    x = float(WIDTH)
    for item in items:
        broad = len(item) * points * BROAD
        if x + broad > WIDTH - MARGIN:
            rows.append([])
            x = float(MARGIN)
        rows[-1].append((round(x, 1), item))
        x += broad + 20
    return rows


def _with_keepers(picture: str) -> str:
    """The picture with a letter in every text with a sign that keeps its own font for the words."""
    return re.sub(
        r">([^<>]+)</text>",
        lambda text: f">{text[1]}{_KEEPER if SIGNS.search(text[1]) else ''}</text>",
        picture,
    )


def _text(x: float, y: float, text: str, points: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    shown = escape(text.translate(STAND_INS))
    return f'<text x="{x}" y="{y}" font-size="{points}" fill="{colour}"{weight}>{shown}</text>'
