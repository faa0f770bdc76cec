"""For analysts: choose a slice, look at it, take it away."""

from datetime import date

import streamlit as st

from dashboard import data, downloads, filters, frame, slices

w, names = frame.wording_and_names()

st.title(w("Dữ liệu"))
choice = filters.choose_statements(names, data.horizons())
filters.report_unknown(w)

chosen, dictionary = data.chosen_statements(choice), data.dictionary()
frame.show(slices.count(chosen, w))
if chosen.empty:
    st.info(w("Không có phát biểu nào khớp với lựa chọn. Hãy bỏ bớt điều kiện."))
else:
    downloads.offer_slice(
        chosen, choice, data.origin(date.today(), frame.base_url()), data.dictionary(), names
    )
    frame.show(slices.preview(chosen, names))

frame.offer_data_link("statements", w)

st.header(w("Từ điển dữ liệu"))
frame.show(slices.dictionary(dictionary, w))
