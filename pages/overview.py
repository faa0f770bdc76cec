"""For leaders: what is promised, where a province stands against the nation, what is left open."""

from datetime import date

import streamlit as st

from dashboard import charts, data, filters, frame, overview
from dashboard.findings import findings_html

w, names = frame.wording_and_names()
provinces = names.provinces()

st.title(w("Tổng quan"))
statements, pairs, documents = data.statements(), data.comparisons("at_issue"), data.documents()
frame.show(overview.lede(statements, documents, names))
chosen = filters.pick_units(names, with_nation=False) or provinces
filters.report_unknown(w)

frame.show(findings_html(data.findings_on(chosen, w, date.today()), w))

st.header(w("Tỉnh và quốc gia, nhìn nhanh"))
glance = overview.at_a_glance(pairs, names, chosen)
if glance.empty:
    st.info(w("Chưa có cặp mục tiêu nào của các tỉnh đã chọn so được với quốc gia."))
else:
    frame.show(charts.legend(glance, names))
    frame.chart_to_evidence(charts.province_against_nation(glance, names), charts.alt_text(glance, names), w)

st.header(w("Đã hứa gì cho từng mốc"))
frame.show(
    overview.promises_table(
        statements, names, units=[*names.nations(), *chosen], horizons=data.main_horizons()
    )
)
