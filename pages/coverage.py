"""For planners: who promises how much for what by when, what is missing, what contradicts itself."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import coverage, data, filters, frame
from dashboard.wording.numbers import number

w, names = frame.wording_and_names()
this_year = date.today().year

st.title(w("Độ phủ"))
choice = filters.choose_coverage(names, data.horizons())
units = choice.units or names.compared()
provinces = [unit for unit in units if unit in names.provinces()] or names.provinces()

asked = replace(choice, units=provinces)
silent = coverage.silent(data.comparisons("today"), asked, this_year=this_year)
clashes = coverage.contradictions_of(
    data.contradictions(), units=choice.units, themes=choice.themes, horizons=choice.horizons
)
view = filters.choose_one(
    "view",
    w("Xem"),
    ["matrix", "silent", "clashes"],
    {
        "matrix": w("Bảng độ phủ"),
        "silent": w("Quốc gia có, tỉnh chưa ({n})", n=number(coverage.goal_count(silent), w.language)),
        "clashes": w("Mâu thuẫn ({n})", n=number(coverage.open_count(clashes), w.language)),
    }.__getitem__,
    default="matrix",
    as_buttons=True,
    hide_label=True,
)
filters.report_unknown(w)

if view == "matrix":
    years = choice.horizons or data.main_horizons()
    cells = data.coverage()
    cells = cells[cells["unit_id"].isin(units) & cells["horizon"].isin(years)]
    themes = choice.themes or list(names.lists.themes)
    cells = cells[cells["theme_id"].isin(themes)]
    frame.show(coverage.summary(cells, names, units))
    tables = units
    if len(units) > coverage.MOST_TABLES and not filters.switch(
        "all", w("Hiện bảng của cả {n} đơn vị", n=str(len(units)))
    ):
        tables = units[: coverage.MOST_TABLES]
        frame.note(
            w(
                "Bảng của {shown} trong {n} đơn vị; chọn đơn vị ở trên để xem đơn vị khác.",
                shown=str(len(tables)),
                n=str(len(units)),
            )
        )
    frame.show(coverage.matrix(cells, names, units=tables, themes=themes, horizons=years))
    frame.show(coverage.legend(set(cells["empty_kind"].dropna()), w))
elif view == "silent":
    if silent.empty:
        st.info(w("Mọi mục tiêu quốc gia đã chọn đều có mục tiêu của tỉnh để đặt cạnh."))
    else:
        release, base, statements = data.release_id(), frame.base_url(), data.statements()
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                w("Tải danh sách việc cần làm (CSV)"),
                # Made on the click only: it has a line for each goal and province.
                lambda: coverage.todo_csv(
                    silent,
                    statements,
                    names,
                    release=release,
                    link=lambda id_: coverage.todo_link(base, id_, release=release, language=w.language),
                ),
                coverage.todo_name(release, len(silent)),
                "text/csv",
                icon=":material/download:",
                type="primary",
                on_click="ignore",
            )
            goals = coverage.goal_count(silent)
            everything = goals <= coverage.FIRST or filters.switch("all", w("Hiện tất cả các dòng"))
        frame.show(coverage.legend(set(silent["reason"]), w, with_counts=False))
        limit = None if everything else coverage.FIRST
        frame.show(coverage.silent_table(silent, names, this_year=this_year, limit=limit))
    apart = coverage.no_silence(data.comparisons("today"), asked, this_year=this_year)
    if len(apart):
        st.header(w("Không có mục tiêu để đặt cạnh, nhưng không phải vì bỏ trống"), anchor=False)
        frame.show(coverage.silent_table(apart, names, this_year=this_year, limit=None, is_silence=False))
else:
    frame.note(
        w(
            "Hai câu đặt cạnh nhau, không kết luận câu nào đúng. Dòng còn nghi ngờ hoặc đã có mục tiêu "
            "khác thay được đánh dấu và xếp sau, không tính là mâu thuẫn."
        )
    )
    if clashes.empty:
        st.info(w("Không thấy mâu thuẫn nào trong phần đã chọn."))
    frame.show(coverage.contradictions_html(clashes, data.documents(), names))
