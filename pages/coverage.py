"""For planners: who promises how much for what by when, what is missing, what contradicts itself."""

from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import coverage, data, filters, frame
from dashboard.markup import EMPTY
from dashboard.wording.numbers import number

w, names = frame.wording_and_names()
this_year = date.today().year

st.title(w("Độ phủ"))
choice = filters.choose_coverage(names, data.horizons())
units = choice.units or names.compared()
provinces = [unit for unit in units if unit in names.provinces()] or names.provinces()

asked = replace(choice, units=provinces)
seen = (asked, this_year)
silent = data.kept(
    "silent", names, seen, lambda: coverage.silent(data.unpaired(asked), asked, this_year=this_year)
)
clashes = data.count_contradictions(choice)
view = filters.choose_one(
    "view",
    w("Xem"),
    ["matrix", "silent", "clashes"],
    {
        "matrix": w("Bảng độ phủ"),
        "silent": w("Quốc gia có, tỉnh chưa ({n})", n=number(coverage.goal_count(silent), w.language)),
        "clashes": w("Mâu thuẫn ({n})", n=number(clashes.get("open", 0), w.language)),
    }.__getitem__,
    default="matrix",
    as_buttons=True,
    hide_label=True,
)
filters.report_unknown(w)

if view == "matrix":
    years = choice.horizons or data.main_horizons()
    themes = choice.themes or list(names.lists.themes)
    cells = data.coverage_of(units, themes, years)
    asked_cells = (units, themes, years)
    frame.show(
        data.kept("coverage_summary", names, asked_cells, lambda: coverage.summary(cells, names, units))
    )
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
    frame.show(
        data.kept(
            "matrix",
            names,
            (tables, themes, years),
            lambda: coverage.matrix(cells, names, units=tables, themes=themes, horizons=years),
        )
    )
    frame.show(
        data.kept(
            "matrix_legend",
            names,
            asked_cells,
            lambda: coverage.legend(set(cells["empty_kind"].dropna()), w),
        )
    )
elif view == "silent":
    if silent.empty:
        st.info(w("Mọi mục tiêu quốc gia đã chọn đều có mục tiêu của tỉnh để đặt cạnh."))
    else:
        release, base = data.release_id(), frame.base_url()
        load = data.load_statements_named(lambda: silent["national_statement_id"].unique().tolist())
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                w("Tải danh sách việc cần làm (CSV)"),
                # Made on the click only: it has a line for each goal and province.
                lambda: coverage.todo_csv(
                    silent,
                    load(),
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
        limit = coverage.MOST_GOALS if everything else coverage.FIRST
        frame.show(coverage.legend(set(silent["reason"]), w, with_counts=False))
        frame.show(
            data.kept(
                "silent_table",
                names,
                (seen, limit),
                lambda: coverage.silent_table(silent, names, this_year=this_year, limit=limit),
            )
        )

    def explain() -> Markup:
        """The national goals without a counterpart for another reason than silence."""
        apart = coverage.no_silence(data.unpaired(asked), asked, this_year=this_year)
        return (
            coverage.silent_table(
                apart, names, this_year=this_year, limit=coverage.MOST_GOALS, is_silence=False
            )
            if len(apart)
            else EMPTY
        )

    if told := data.kept("no_silence", names, seen, explain):
        st.header(w("Không có mục tiêu để đặt cạnh, nhưng không phải vì bỏ trống"), anchor=False)
        frame.show(told)
else:
    frame.note(
        w(
            "Hai câu đặt cạnh nhau, không kết luận câu nào đúng. Dòng còn nghi ngờ hoặc đã có mục tiêu "
            "khác thay được đánh dấu và xếp sau, không tính là mâu thuẫn."
        )
    )
    if not clashes:
        st.info(w("Không thấy mâu thuẫn nào trong phần đã chọn."))
    if sum(clashes.values()) > coverage.MOST_CLASHES:
        frame.note(
            w(
                "{n} mâu thuẫn đầu trong {total}; chọn đơn vị, mốc hoặc lĩnh vực ở trên để xem tiếp.",
                n=number(coverage.MOST_CLASHES, w.language),
                total=number(sum(clashes.values()), w.language),
            )
        )

    def read_clashes() -> Markup:
        """The first contradictions, with the documents that their sentences stand in."""
        rows = data.first_contradictions(choice, coverage.MOST_CLASHES)
        documents = data.documents_named([*rows["first_document_id"], *rows["second_document_id"]])
        return coverage.contradictions_html(rows, documents, names)

    frame.show(data.kept("clashes", names, choice, read_clashes))
