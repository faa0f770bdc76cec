"""For leaders: what is promised, where a province stands against the nation, what is left open."""

from datetime import date

import streamlit as st

from dashboard import brief, charts, data, downloads, filters, frame, overview
from dashboard.charts.drawn import drawn, to_statement
from dashboard.charts.dumbbell import DRAWN_BY_VALUE
from dashboard.charts.picture import Drawing
from dashboard.findings import findings_html
from dashboard.markup import heading
from dashboard.selection import PairChoice

w, names = frame.wording_and_names()

st.title(w("Tổng quan"))
frame.show(data.kept("lede", names, (), lambda: overview.lede(data.totals(), names)))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    filters.pick_units(names, with_nation=False)
    place_of_brief = st.container(width="content")


def show_overview() -> None:
    """What the chosen provinces' plans come to: findings, charts, the brief of them, promises by year."""
    filters.report_unknown(w)
    chosen = filters.chosen_units(names, with_nation=False) or names.provinces()
    today = date.today()
    found = data.findings_on(chosen, names, today)
    judged = PairChoice(units=chosen, verdicts=DRAWN_BY_VALUE, only_certain=True)
    glance = data.first_pairs(judged, overview.GLANCE_ROWS, only_shares=True)
    origin = data.origin(today, frame.base_url())
    # Read when the brief is asked for, not on every look at the page.
    statements = data.load_statements_named(lambda: brief.statements_named(found, glance))
    documents = data.load_documents(lambda: brief.documents_named(found))
    place_of_brief.download_button(
        w("Tải bản tóm tắt A4 để in"),
        lambda: brief.brief_html(
            found, glance, statements(), documents(), names, provinces=chosen, origin=origin
        ),
        brief.file_name(origin, w.language),
        "text/html",
        icon=":material/print:",
        on_click="ignore",
    )
    at_a_glance = heading(w("Tỉnh và quốc gia, nhìn nhanh"))
    if not glance.empty:
        spec = data.kept("glance", names, chosen, lambda: charts.province_against_nation(glance, names))
        at_a_glance += data.kept(
            "glance_drawn",
            names,
            chosen,
            lambda: (
                charts.legend(glance, names) + drawn(spec, charts.alt_text(glance, names), to_statement(w))
            ),
        )
    told = data.kept("findings_html", names, (chosen, today), lambda: findings_html(found, w))
    frame.show(told + at_a_glance)
    if glance.empty:
        st.info(w("Chưa có cặp mục tiêu nào của các tỉnh đã chọn so được với quốc gia."))
    else:
        with st.container(horizontal=True):
            downloads.offer_pairs(
                [Drawing(spec)],
                glance,
                data.load_documents(
                    lambda: [*glance["province_document_id"], *glance["national_document_id"]]
                ),
                names,
                title=w("Tỉnh và quốc gia, nhìn nhanh"),
                choice=PairChoice(units=chosen, only_certain=True),
                origin=origin,
            )
    listed = [*names.nations(), *chosen]
    promised = data.kept(
        "promises",
        names,
        listed,
        lambda: overview.promises_table(
            data.goal_counts(listed), names, units=listed, horizons=data.main_horizons()
        ),
    )
    frame.show(heading(w("Đã hứa gì cho từng mốc")) + promised)


frame.page(show_overview, w)
