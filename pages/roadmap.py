"""For planners: one unit or one indicator along the horizons, as steps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import controls, data, downloads, filters, frame, roadmap
from dashboard.charts import steps
from dashboard.charts.picture import Drawing
from dashboard.markup import EMPTY, heading, noted, unfolding
from dashboard.selection import RoadChoice

w, names = frame.wording_and_names()

st.title(w("Lộ trình"))


def choose() -> None:
    """What to follow."""
    filters.choose_roads(names, data.telling_indicators())


def show_roads() -> None:
    """The roads of the choice: panels of steps, a legend, the same as a table."""
    choice = filters.chosen_roads(names)
    filters.report_unknown(w)
    frame.show(filters.other_roads(choice))
    if choice.is_by_unit:
        show_unit(choice)
    else:
        show_indicator(choice)


def show_unit(choice: RoadChoice) -> None:
    """The roads of one unit, by theme; the most telling of each theme until the reader wants all."""
    with st.container():
        is_whole = bool(choice.themes) or controls.switch("all", w("Hiện mọi chỉ tiêu của từng lĩnh vực"))
    found = read(choice, None if is_whole else roadmap.FIRST_OF_THEME)
    draw(choice, found, found.roads, names.theme)


def show_indicator(choice: RoadChoice) -> None:
    """The roads of one indicator, by unit."""
    found = read(choice, None)
    shown = found.roads
    said = []
    if found.silent:
        said.append(w("Chưa thấy nêu: {units}.", units=", ".join(names.unit(unit) for unit in found.silent)))
    # There without a switch, too: what follows keeps its place, and the browser does not make it anew.
    with st.container():
        is_whole = len(shown) <= roadmap.MOST_UNITS or controls.switch(
            "all", w("Vẽ tất cả {n} đơn vị", n=str(len(shown)))
        )
    if not is_whole:
        shown = dict(list(shown.items())[: roadmap.MOST_UNITS])
        said.append(
            w(
                "Vẽ {shown} trong {n} đơn vị có nêu; bảng dưới biểu đồ có đủ.",
                shown=str(len(shown)),
                n=str(len(found.roads)),
            )
        )
    draw(choice, found, shown, names.unit, said)


def read(choice: RoadChoice, limit: int | None) -> roadmap.Groups:
    """The roads of the choice, at most `limit` of a theme."""
    horizons, units = data.main_horizons(), choice.units or names.compared()

    def groups() -> roadmap.Groups:
        # Three times as many indicators as roads: the exact order is found among them.
        few = data.road_statements(choice, units, 3 * limit if limit else None)
        silence = roadmap.Silence.of(
            data.coverage_of(units, list(names.lists.themes), horizons), names.lists.territories
        )
        found = roadmap.roads(
            roadmap.known(few),
            names,
            silence,
            units=units,
            horizons=horizons,
            replaced=data.superseded_ids(),
            aligned=not choice.is_by_unit,
        )
        if choice.is_by_unit:
            return roadmap.Groups(roadmap.by_theme(found, names, limit=limit), ())
        drawn, silent = roadmap.drawn_units(roadmap.by_unit(found))
        return roadmap.Groups(drawn, tuple(silent))

    return data.kept("roads", names, (choice, limit), groups)


def draw(
    choice: RoadChoice,
    found: roadmap.Groups,
    shown: Mapping[str, Sequence[roadmap.Road]],
    title_of: Callable[[str], str],
    said: Sequence[str] = (),
) -> None:
    """The panels of `shown` and their picture, and all roads that were found as a table."""
    roads = [road for group in shown.values() for road in group]
    if not roads:
        st.info(w("Chưa có mục tiêu hay hiện trạng nào của lựa chọn này trong dữ liệu đang có."))
        return
    seen = (choice, list(shown), len(roads))
    across = 2 if choice.is_by_unit else 3
    followed = names.unit(choice.units[0]) if choice.is_by_unit else names.indicator(choice.indicator)
    charts = data.kept(
        "roads_drawn",
        names,
        seen,
        lambda: steps.charts(
            roadmap.panels(shown, {id_: title_of(id_) for id_ in shown}),
            names,
            with_indicator=choice.is_by_unit,
            with_baseline=roadmap.has_baseline(roads),
        ),
    )
    listed = [road for group in found.roads.values() for road in group]
    # The table of dozens of units is half a megabyte: it is sent to who opens it.
    stands_open = not choice.is_by_unit and len(found.roads) <= roadmap.MOST_UNITS
    # Their number stands above the charts: a label that changes is read as Markdown anew.
    title = w("Các dòng của biểu đồ, thành bảng")

    def table() -> Markup:
        return roadmap.roads_table(listed, names, data.main_horizons())

    def panels() -> Markup:
        return Markup("").join(
            [
                *(noted(line) for line in said),
                EMPTY if choice.is_by_unit else heading(followed),
                noted(roadmap.summary(listed, names)),
                steps.legend(roads, names),
                steps.side_by_side(charts, across, level=2 if choice.is_by_unit else 3),
            ]
        )

    frame.show(data.kept("roads_shown", names, (seen, len(listed)), panels))
    with st.container(horizontal=True):
        downloads.offer_roads(
            [Drawing(chart.spec, chart.title if chart.is_headed else "") for chart in charts],
            roads,
            data.load_documents(lambda: downloads.documents_of(roads)),
            names,
            title=w("Lộ trình: {what}", what=followed),
            origin=data.origin(date.today(), frame.base_url()),
            across=min(across, len(charts)),
        )
    if stands_open:
        frame.show(
            data.kept(
                "roads_listed", names, (seen, len(listed)), lambda: unfolding(title, table(), is_open=True)
            )
        )
    else:
        frame.folded(title, lambda: data.kept("roads_table", names, (seen, len(listed)), table), key="rows")


frame.page(show_roads, w, choose=choose)
