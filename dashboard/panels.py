"""Which pairs share a chart: never two units of value on one axis; by theme where the reader wants it.

Pure: pairs and names in, panels out. Shares stand together on an axis from 0 to 100 %. A count, a rank
or a rate has an axis for its own indicator, and is drawn where both sides state it: a lone number on an
axis made for it would say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.charts.drawn import drawn, to_statement
from dashboard.charts.dumbbell import (
    SHARE,
    Axis,
    alt_text,
    drawable,
    legend,
    own_axis,
    province_against_nation,
    share_axis,
)
from dashboard.charts.picture import Drawing
from dashboard.markup import EMPTY, columns, heading
from dashboard.names import Names


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart of the compare page. `title` is "" where the page's own title says it all."""

    key: str
    title: str
    pairs: pd.DataFrame
    axis: Axis


def share_panels(pairs: pd.DataFrame, names: Names, *, by_theme: bool) -> list[Panel]:
    """The pairs that state a share: one panel, or one for each theme in the order of themes."""
    shares, axis = drawable(pairs), share_axis(names.w)
    if shares.empty:
        return []
    if not by_theme:
        return [Panel("chart", "", shares, axis)]
    return [
        Panel(f"chart_{theme}", names.theme(theme), own, axis)
        for theme in names.lists.themes
        if len(own := shares[shares["theme_id"] == theme])
    ]


def number_panels(pairs: pd.DataFrame, names: Names) -> list[Panel]:
    """A panel for each indicator and unit of value that both sides of some pair state, but for shares."""
    found = []
    both = pairs[
        (pairs["province_value_unit"] == pairs["national_value_unit"])
        & (pairs["province_value_unit"] != SHARE)
        & pairs["province_value"].notna()
        & pairs["national_value"].notna()
        & (pairs["indicator_id"] == pairs["national_indicator_id"])
    ]
    for (indicator, unit), own in both.groupby(["indicator_id", "province_value_unit"], sort=False):
        title = names.indicator(indicator)
        if str(own["direction"].iloc[0]) == "lower":
            title += " · " + names.w("số nhỏ hơn là tốt hơn")
        found.append(Panel(f"chart_{indicator}_{unit}", title, own, own_axis(own, names.w)))
    return found


def pairs_of(panels: Sequence[Panel]) -> pd.DataFrame:
    """The pairs that the panels draw, one panel after the other."""
    return pd.concat([panel.pairs for panel in panels])


def in_columns(panels: Sequence[Panel], most: int) -> list[list[Panel]]:
    """The panels over at most `most` columns, each put where the fewest lines stand so far."""
    columns: list[list[Panel]] = [[] for _ in range(min(most, len(panels)))]
    for panel in panels:
        # Two lines more for its heading and axis.
        min(columns, key=lambda column: sum(len(other.pairs) + 2 for other in column)).append(panel)
    return columns


def undrawn(pairs: pd.DataFrame, panels: Sequence[Panel]) -> pd.DataFrame:
    """The pairs that no panel draws although a side states a number."""
    drawn = {index for panel in panels for index in panel.pairs.index}
    stated = pairs["province_value"].notna() | pairs["national_value"].notna()
    return pairs[stated & ~pairs.index.isin(drawn)]


@dataclass(frozen=True, slots=True)
class Chart:
    """A panel as it is shown: its specification, and drawn from it what the page shows."""

    title: str
    spec: dict[str, Any]
    markup: Markup


Columns = Sequence[Sequence[Chart]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """All charts of a choice: the shares, and the panels of their own axis, each as columns; what they draw.

    `undrawn` is how many pairs state a number that no panel draws.
    """

    shares: Columns
    numbers: Columns
    legend: Markup
    pairs: pd.DataFrame
    document_ids: tuple[object, ...]
    undrawn: int

    def drawings(self) -> list[Drawing]:
        """The charts for a picture of them, column by column."""
        return [Drawing(chart.spec, chart.title) for own in (*self.shares, *self.numbers) for chart in own]

    def markup(self, names: Names) -> Markup:
        """Legend and charts, each chart under its heading where it has one."""
        parts = [self.legend, _side_by_side(self.shares)]
        if self.numbers:
            parts.append(heading(names.w("Số đếm, thứ hạng, tốc độ: mỗi chỉ tiêu một trục riêng")))
            parts.append(_side_by_side(self.numbers))
        return Markup("").join(parts)


def _side_by_side(charts: Columns) -> Markup:
    stacked = [Markup("").join(heading(chart.title, 3) + chart.markup for chart in own) for own in charts]
    return columns(stacked) if stacked else EMPTY


def draw(pairs: pd.DataFrame, names: Names, *, by_theme: bool) -> Drawn:
    """The charts of `pairs`; without any chart, the legend and the pairs are empty."""
    shares = share_panels(pairs, names, by_theme=by_theme)
    numbers = number_panels(pairs, names)
    seen = pairs_of([*shares, *numbers]) if shares or numbers else pairs.head(0)

    def chart(panel: Panel, with_indicator: bool) -> Chart:
        spec = province_against_nation(panel.pairs, names, axis=panel.axis, with_indicator=with_indicator)
        markup = drawn(spec, alt_text(panel.pairs, names), to_statement(names.w), key=panel.key)
        return Chart(panel.title, spec, markup)

    def made(panels: Sequence[Panel], across: int, *, with_indicator: bool) -> Columns:
        return [[chart(panel, with_indicator) for panel in own] for own in in_columns(panels, across)]

    return Drawn(
        made(shares, 2, with_indicator=True),
        made(numbers, 3, with_indicator=False),
        legend(seen, names) if len(seen) else EMPTY,
        seen,
        (*seen["province_document_id"], *seen["national_document_id"]),
        len(undrawn(pairs, [*shares, *numbers])),
    )
