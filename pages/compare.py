"""For planners: each target of a province beside the national goal, with the verdict and its reason."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard import compare, controls, data, downloads, filters, frame, panels

w, names = frame.wording_and_names()


st.title(w("So sánh với quốc gia"))
offered = data.compared_indicators()


def choose() -> None:
    """What to compare."""
    filters.choose_pairs(names, data.horizons(), offered, newest=data.newest_date())


def show_pairs() -> None:
    """How many pairs are chosen, the first of them as charts and as a table, and what is defined apart."""
    choice = filters.chosen_pairs(names, offered)
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
            w(
                "Không có cặp nào khớp với lựa chọn. Hãy bỏ bớt điều kiện: mốc, kết quả, phạm vi, "
                "chữ tìm kiếm."
            )
        )
        frame.offer_data_link("comparisons", w)
        return
    toolbar = st.container(horizontal=True, vertical_alignment="center")
    with toolbar:
        by_theme = len(choice.themes) > 1 or controls.switch("split", w("Chia theo lĩnh vực"))
        of_theme = compare.FIRST_OF_THEME if by_theme else None
        shown = data.first_pairs(choice, compare.MOST if by_theme else compare.FIRST, of_theme=of_theme)
        is_whole = filters.show_more(w, has_more=len(shown) < total)
        if is_whole:
            shown = data.first_pairs(choice, compare.MOST)
    seen = (choice, by_theme, is_whole)
    drawn = data.kept("pairs_drawn", names, seen, lambda: panels.draw(shown, names, by_theme=by_theme))
    if drawings := drawn.drawings():
        with toolbar:
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
    apart = data.kept("apart", names, seen, lambda: compare.defined_apart(shown))

    def pairs() -> Markup:
        return drawn.markup(names) + compare.below_charts(shown, total, drawn.undrawn, apart, names)

    frame.show(data.kept("pairs_shown", names, seen, pairs) + frame.linked_data("comparisons", w))
    if len(apart) > compare.FEW:
        frame.folded(
            compare.apart_title(w),
            lambda: data.kept("definitions", names, seen, lambda: compare.definitions(apart, names)),
            key="apart",
        )


frame.page(show_pairs, w, choose=choose)
