"""For planners: one unit or one indicator along the horizons, as steps."""

from datetime import date

import streamlit as st

from dashboard import data, downloads, filters, frame, roadmap
from dashboard.charts import steps
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()

st.title(w("Lộ trình"))
choice = filters.choose_roads(names, data.telling_indicators())
filters.report_unknown(w)

horizons = data.main_horizons()
units = choice.units or names.compared()
across = 2 if choice.is_by_unit else 3


def read_roads() -> roadmap.Groups:
    """The roads of the choice, by theme of one unit or by unit."""
    limit = roadmap.FIRST_OF_THEME if choice.is_by_unit and not choice.shows_all else None
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
    groups, silent = roadmap.drawn_units(roadmap.by_unit(found))
    return roadmap.Groups(groups, tuple(silent))


everything = data.kept("roads", names, choice, read_roads)
groups = everything.roads
if choice.is_by_unit:
    titles = {id_: names.theme(id_) for id_ in groups}
else:
    if everything.silent:
        frame.note(
            w("Chưa thấy nêu: {units}.", units=", ".join(names.unit(unit) for unit in everything.silent))
        )
    if len(groups) > roadmap.MOST_UNITS and not filters.switch(
        "all", w("Vẽ tất cả {n} đơn vị", n=str(len(groups)))
    ):
        groups = dict(list(groups.items())[: roadmap.MOST_UNITS])
        frame.note(
            w(
                "Vẽ {shown} trong {n} đơn vị có nêu; bảng dưới biểu đồ có đủ.",
                shown=str(len(groups)),
                n=str(len(everything.roads)),
            )
        )
    titles = {id_: names.unit(id_) for id_ in groups}

shown = [road for roads in groups.values() for road in roads]
if not shown:
    st.info(w("Chưa có mục tiêu hay hiện trạng nào của lựa chọn này trong dữ liệu đang có."))
else:
    panel_heading = st.header if choice.is_by_unit else st.subheader
    if not choice.is_by_unit:
        st.header(names.indicator(choice.indicator))
    listed = [road for roads in everything.roads.values() for road in roads]
    summary = data.kept("roads_summary", names, choice, lambda: roadmap.summary(listed, names))
    seen = (choice, list(groups))
    frame.show(
        frame.noted(summary) + data.kept("roads_legend", names, seen, lambda: steps.legend(shown, names))
    )
    charts = data.kept(
        "roads_drawn",
        names,
        seen,
        lambda: steps.charts(
            roadmap.panels(groups, titles),
            names,
            with_indicator=choice.is_by_unit,
            with_baseline=roadmap.has_baseline(shown),
        ),
    )
    if not charts[0].is_headed:
        panel_heading(charts[0].title)
    columns = st.columns(min(across, len(charts)), gap="medium")
    drawings = []
    for place, chart in enumerate(charts):
        drawings.append(Drawing(chart.spec, chart.title if chart.is_headed else ""))
        with columns[place % len(columns)]:
            if chart.is_headed:
                panel_heading(chart.title)
            frame.show(chart.markup)
    followed = names.unit(choice.units[0]) if choice.is_by_unit else names.indicator(choice.indicator)
    downloads.offer_roads(
        drawings,
        shown,
        data.load_documents(lambda: downloads.documents_of(shown)),
        names,
        title=w("Lộ trình: {what}", what=followed),
        origin=data.origin(date.today(), frame.base_url()),
        across=len(columns),
    )
    # The table of dozens of units is half a megabyte: it is sent to who opens it.
    is_short = not choice.is_by_unit and len(everything.roads) <= roadmap.MOST_UNITS
    rows = st.expander(
        w("Bảng: {n} dòng của biểu đồ", n=str(len(listed))),
        expanded=is_short,
        key="rows_shown" if is_short else "rows",
        on_change="rerun",
    )
    if rows.open:
        with rows:
            frame.show(
                data.kept("roads_table", names, choice, lambda: roadmap.roads_table(listed, names, horizons))
            )
