"""For analysts: choose a slice, look at it, take it away."""

from datetime import date

import streamlit as st

from dashboard import data, downloads, filters, frame, slices

w, names = frame.wording_and_names()

st.title(w("Dữ liệu"))


def choose() -> None:
    """Which statements to take away."""
    filters.choose_statements(names, data.horizons())


def show_slice() -> None:
    """How many statements are chosen, their files, the first of them, their address for programs."""
    choice = filters.chosen_statements(names)
    filters.report_unknown(w)

    counts = data.count_statements(choice)
    frame.show(slices.count(counts, w))
    if not counts:
        st.info(w("Không có phát biểu nào khớp với lựa chọn. Hãy bỏ bớt điều kiện."))
        frame.offer_data_link("statements", w)
    else:
        downloads.offer_slice(
            sum(counts.values()),
            data.load_statements(choice, downloads.MOST_ROWS),
            choice,
            data.origin(date.today(), frame.base_url()),
            data.dictionary(),
            names,
        )
        preview = data.kept(
            "preview",
            names,
            choice,
            lambda: slices.preview(
                data.first_statements(choice, slices.PREVIEW), names, total=sum(counts.values())
            ),
        )
        frame.show(preview + frame.linked_data("statements", w))


frame.page(show_slice, w, choose=choose)

st.header(w("Từ điển dữ liệu"))
frame.show(data.kept("dictionary", names, (), lambda: slices.dictionary(data.dictionary(), w)))
