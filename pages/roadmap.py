"""For planners: one unit or one indicator along the horizons, as steps."""

from datetime import date

import streamlit as st

from dashboard import data, downloads, filters, frame, roadmap
from dashboard.charts import steps
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()

st.title(w("Lộ trình"))
known = roadmap.known(data.statements())
choice = filters.choose_roads(names, roadmap.telling_indicators(known))
filters.report_unknown(w)

horizons = data.main_horizons()
silence = roadmap.Silence.of(data.coverage(), names.lists.territories)
replaced = frozenset(data.superseded_goals()["statement_id"])
if choice.is_by_unit:
    chosen = known[known["theme_id"].isin(choice.themes)] if choice.themes else known
    found = roadmap.roads(chosen, names, silence, units=choice.units, horizons=horizons, replaced=replaced)
    groups = everything = roadmap.by_theme(
        found, names, limit=None if choice.shows_all else roadmap.FIRST_OF_THEME
    )
    titles, across = {id_: names.theme(id_) for id_ in groups}, 2
else:
    chosen = known[known["indicator_id"] == choice.indicator]
    found = roadmap.roads(
        chosen,
        names,
        silence,
        units=choice.units or names.compared(),
        horizons=horizons,
        replaced=replaced,
        aligned=True,
    )
    groups, silent = roadmap.drawn_units(roadmap.by_unit(found))
    if silent:
        frame.note(w("Chưa thấy nêu: {units}.", units=", ".join(names.unit(unit) for unit in silent)))
    everything = groups
    if len(groups) > roadmap.MOST_UNITS and not filters.switch(
        "all", w("Vẽ tất cả {n} đơn vị", n=str(len(groups)))
    ):
        groups = dict(list(groups.items())[: roadmap.MOST_UNITS])
        frame.note(
            w(
                "Vẽ {shown} trong {n} đơn vị có nêu; bảng dưới biểu đồ có đủ.",
                shown=str(len(groups)),
                n=str(len(everything)),
            )
        )
    titles, across = {id_: names.unit(id_) for id_ in groups}, 3

shown = [road for roads in groups.values() for road in roads]
if not shown:
    st.info(w("Chưa có mục tiêu hay hiện trạng nào của lựa chọn này trong dữ liệu đang có."))
else:
    panel_heading = st.header if choice.is_by_unit else st.subheader
    if not choice.is_by_unit:
        st.header(names.indicator(choice.indicator))
    listed = [road for roads in everything.values() for road in roads]
    frame.note(roadmap.summary(listed, names))
    frame.show(steps.legend(shown, names))
    panels = roadmap.panels(groups, titles)
    if not panels[0].is_headed:
        panel_heading(panels[0].title)
    columns = st.columns(min(across, len(panels)), gap="medium")
    drawings = []
    for place, panel in enumerate(panels):
        spec = steps.chart(
            panel.roads, names, with_indicator=choice.is_by_unit, with_baseline=roadmap.has_baseline(shown)
        )
        drawings.append(Drawing(spec, panel.title if panel.is_headed else ""))
        with columns[place % len(columns)]:
            if panel.is_headed:
                panel_heading(panel.title)
            frame.chart_to_evidence(
                spec,
                steps.alt_text(panel.title, panel.roads, names, with_indicator=choice.is_by_unit),
                w,
                key=f"chart_{panel.key}",
            )
    followed = names.unit(choice.units[0]) if choice.is_by_unit else names.indicator(choice.indicator)
    downloads.offer_roads(
        drawings,
        shown,
        data.load_documents(downloads.documents_of(shown)),
        names,
        title=w("Lộ trình: {what}", what=followed),
        origin=data.origin(date.today(), frame.base_url()),
        across=len(columns),
    )
    with st.expander(w("Bảng: {n} dòng của biểu đồ", n=str(len(listed))), expanded=not choice.is_by_unit):
        frame.show(roadmap.roads_table(listed, names, horizons))
