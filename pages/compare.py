"""For planners: each target of a province beside the national goal, with the verdict and its reason."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date

import streamlit as st

from dashboard import compare, data, downloads, filters, frame, panels
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()


def show(columns: panels.Columns) -> list[Drawing]:
    """The charts side by side, each under its heading where it has one; what was drawn."""
    drawings = []
    places: Sequence[AbstractContextManager[object]] = [nullcontext()]
    if len(columns) > 1:
        places = st.columns(len(columns), gap="medium")
    for place, own in zip(places, columns, strict=True):
        for chart in own:
            drawings.append(Drawing(chart.spec, chart.title))
            with place:
                if chart.title:
                    st.subheader(chart.title, anchor=False)
                frame.show(chart.markup)
    return drawings


st.title(w("So sánh với quốc gia"))
choice = filters.choose_pairs(names, data.horizons(), data.compared_indicators(), newest=data.newest_date())
filters.report_unknown(w)

counts = data.count_pairs(choice)
total = int(counts["rows"].sum())
frame.show(
    data.kept(
        "pairs_summary",
        names,
        choice,
        lambda: compare.summary(counts, names, choice.basis, newest=data.newest_date()),
    )
)

if not total:
    st.info(
        w("Không có cặp nào khớp với lựa chọn. Hãy bỏ bớt điều kiện: mốc, kết quả, phạm vi, chữ tìm kiếm.")
    )
else:
    with st.container(horizontal=True):
        by_theme = len(choice.themes) > 1 or filters.switch("split", w("Chia theo lĩnh vực"))
        of_theme = compare.FIRST_OF_THEME if by_theme else None
        shown = data.first_pairs(choice, compare.MOST if by_theme else compare.FIRST, of_theme=of_theme)
        is_whole = len(shown) < total and filters.show_all(w, min(total, compare.MOST), total)
        if is_whole:
            shown = data.first_pairs(choice, compare.MOST)
    seen = (choice, by_theme, is_whole)
    drawn = data.kept("pairs_drawn", names, seen, lambda: panels.draw(shown, names, by_theme=by_theme))
    drawings: list[Drawing] = []
    if drawn.shares or drawn.numbers:
        frame.show(drawn.legend)
        if drawn.shares:
            drawings += show(drawn.shares)
        if drawn.numbers:
            st.header(w("Số đếm, thứ hạng, tốc độ: mỗi chỉ tiêu một trục riêng"), anchor=False)
            drawings += show(drawn.numbers)
        downloads.offer_pairs(
            drawings,
            drawn.pairs,
            data.load_documents(lambda: drawn.document_ids),
            names,
            title=w("So sánh với quốc gia"),
            choice=choice,
            origin=data.origin(date.today(), frame.base_url()),
            across=2 if by_theme or not drawn.shares else 1,
        )
    table = data.kept("pairs_table", names, seen, lambda: compare.pairs_table(shown, names))
    if drawn.undrawn:
        said = w.plural(
            "{n} dòng không vẽ: chỉ một bên nêu, bằng số đếm hay thứ hạng, nên không có gì để đặt cạnh; "
            "xem bảng dưới đây.",
            drawn.undrawn,
        )
        table = frame.noted(said) + table
    frame.show(table)
    apart = data.kept("apart", names, seen, lambda: compare.defined_apart(shown))
    if len(apart):
        is_short = len(apart) <= compare.FEW
        unlike = st.expander(
            w("Định nghĩa khác nhau, đặt cạnh nhau, không trừ cho nhau"),
            expanded=is_short,
            key="apart_shown" if is_short else "apart",
            on_change="rerun",
        )
        if unlike.open:
            with unlike:
                frame.show(data.kept("definitions", names, seen, lambda: compare.definitions(apart, names)))
frame.offer_data_link("comparisons", w)
