"""For leaders: what is promised, where a province stands against the nation, what is left open."""

from datetime import date

import streamlit as st

from dashboard import brief, charts, data, downloads, filters, frame, overview
from dashboard.charts.picture import Drawing
from dashboard.findings import findings_html
from dashboard.selection import PairChoice

w, names = frame.wording_and_names()
provinces = names.provinces()

st.title(w("Tổng quan"))
statements, pairs, documents = data.statements(), data.comparisons("at_issue"), data.documents()
frame.show(overview.lede(statements, documents, names))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    chosen = filters.pick_units(names, with_nation=False) or provinces
    place_of_brief = st.container(width="content")
filters.report_unknown(w)

found = data.findings_on(chosen, w, date.today())
frame.show(findings_html(found, w))

st.header(w("Tỉnh và quốc gia, nhìn nhanh"))
glance = overview.at_a_glance(pairs, names, chosen)
origin = data.origin(date.today(), frame.base_url())


def make_brief() -> str:
    """Made when it is asked for, not on every look at the page."""
    return brief.brief_html(found, glance, statements, documents, names, provinces=chosen, origin=origin)


place_of_brief.download_button(
    w("Tải bản tóm tắt A4 để in"),
    make_brief,
    brief.file_name(origin, w.language),
    "text/html",
    icon=":material/print:",
    on_click="ignore",
)
if glance.empty:
    st.info(w("Chưa có cặp mục tiêu nào của các tỉnh đã chọn so được với quốc gia."))
else:
    frame.show(charts.legend(glance, names))
    spec = charts.province_against_nation(glance, names)
    frame.chart_to_evidence(spec, charts.alt_text(glance, names), w)
    downloads.offer_pairs(
        [Drawing(spec)],
        glance,
        documents,
        names,
        title=w("Tỉnh và quốc gia, nhìn nhanh"),
        choice=PairChoice(units=chosen, only_certain=True),
        origin=origin,
    )

st.header(w("Đã hứa gì cho từng mốc"))
frame.show(
    overview.promises_table(
        statements, names, units=[*names.nations(), *chosen], horizons=data.main_horizons()
    )
)
