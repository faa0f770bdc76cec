"""For planners: who promises how much for what by when, what is missing, what contradicts itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import controls, coverage, data, filters, frame
from dashboard.markup import EMPTY, heading, noted
from dashboard.selection import CoverageChoice
from dashboard.wording.numbers import number

w, names = frame.wording_and_names()
this_year = date.today().year

st.title(w("Độ phủ"))


def choose() -> None:
    """Which part of the coverage to look at."""
    filters.choose_coverage(names, data.horizons())


def show_coverage() -> None:
    """One of three views: the matrix, where a province is silent, what contradicts itself."""
    choice = filters.chosen_coverage(names)
    units = choice.units or names.compared()
    provinces = [unit for unit in units if unit in names.provinces()] or names.provinces()

    asked = replace(choice, units=provinces)
    silent = data.silent(asked, this_year)
    clashes = data.count_contradictions(choice)
    view = controls.choose_one(
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
        show_matrix(choice, units)
    elif view == "silent":
        show_silent(asked)
    else:
        show_clashes(choice, clashes)


def show_matrix(choice: CoverageChoice, units: Sequence[str]) -> None:
    """A table a unit: how many goals by theme and year, and which nothing is which."""
    years = choice.horizons or data.main_horizons()
    themes = choice.themes or list(names.lists.themes)
    tables, said = units, EMPTY
    if len(units) > coverage.MOST_TABLES and not controls.switch(
        "all", w("Hiện bảng của cả {n} đơn vị", n=str(len(units)))
    ):
        tables = units[: coverage.MOST_TABLES]
        said = noted(
            w(
                "Bảng của {shown} trong {n} đơn vị; chọn đơn vị ở trên để xem đơn vị khác.",
                shown=str(len(tables)),
                n=str(len(units)),
            )
        )

    def matrices() -> Markup:
        cells = data.coverage_of(units, themes, years)
        return Markup("").join(
            [
                coverage.summary(cells, names, units),
                said,
                coverage.matrix(cells, names, units=tables, themes=themes, horizons=years),
                coverage.legend(set(cells["empty_kind"].dropna()), w),
            ]
        )

    frame.show(data.kept("matrix", names, (units, len(tables), themes, years), matrices))


def show_silent(asked: CoverageChoice) -> None:
    """National goals without one of the province beside them: where it is silent, then the rest."""
    silent = data.silent(asked, this_year)
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
            everything = goals <= coverage.FIRST or controls.switch("all", w("Hiện tất cả các dòng"))
        limit = coverage.MOST_GOALS if everything else coverage.FIRST
        frame.show(
            data.kept(
                "silent_table",
                names,
                (asked, this_year, limit),
                lambda: (
                    coverage.legend(set(silent["reason"]), w, with_counts=False)
                    + coverage.silent_table(silent, names, this_year=this_year, limit=limit)
                ),
            )
        )

    def explain() -> Markup:
        """The national goals without a counterpart for another reason than silence."""
        apart = coverage.no_silence(data.unpaired(asked), asked, this_year=this_year)
        if apart.empty:
            return EMPTY
        return heading(
            w("Không có mục tiêu để đặt cạnh, nhưng không phải vì bỏ trống")
        ) + coverage.silent_table(
            apart, names, this_year=this_year, limit=coverage.MOST_GOALS, is_silence=False
        )

    frame.show(data.kept("no_silence", names, (asked, this_year), explain))


def show_clashes(choice: CoverageChoice, clashes: Mapping[str, int]) -> None:
    """Sentences that contradict each other, side by side; `clashes` are counted by standing."""
    said = [
        w(
            "Hai câu đặt cạnh nhau, không kết luận câu nào đúng. Dòng còn nghi ngờ hoặc đã có mục tiêu "
            "khác thay được đánh dấu và xếp sau, không tính là mâu thuẫn."
        )
    ]
    if sum(clashes.values()) > coverage.MOST_CLASHES:
        said.append(
            w(
                "{n} mâu thuẫn đầu trong {total}; chọn đơn vị, mốc hoặc lĩnh vực ở trên để xem tiếp.",
                n=number(coverage.MOST_CLASHES, w.language),
                total=number(sum(clashes.values()), w.language),
            )
        )
    if not clashes:
        st.info(w("Không thấy mâu thuẫn nào trong phần đã chọn."))

    def read_clashes() -> Markup:
        """The first contradictions, with the documents that their sentences stand in."""
        rows = data.first_contradictions(choice, coverage.MOST_CLASHES)
        documents = data.documents_named([*rows["first_document_id"], *rows["second_document_id"]])
        return Markup("").join(map(noted, said)) + coverage.contradictions_html(rows, documents, names)

    frame.show(data.kept("clashes", names, choice, read_clashes))


frame.page(show_coverage, w, choose=choose)
