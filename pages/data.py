"""For analysts: choose a slice, look at it, take it away."""

import streamlit as st

from dashboard import data, exports, filters, frame, slices

w, names = frame.wording_and_names()

st.title(w("Dữ liệu"))
choice = filters.choose_statements(names, data.horizons())
filters.report_unknown(w)

chosen = data.chosen_statements(choice)
frame.show(slices.count(chosen, w))
if chosen.empty:
    st.info(w("Không có phát biểu nào khớp với lựa chọn. Hãy bỏ bớt điều kiện."))
else:
    release, address = data.release_id(), frame.base_url()

    def make_file() -> bytes:
        """Made when it is asked for, not on every look at the page."""
        file = exports.statements_csv(chosen, release=release, base_url=address, language=w.language)
        return file.data

    name = exports.file_name(release, len(chosen))
    st.download_button(
        w("Tải CSV"),
        make_file,
        name,
        "text/csv",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
    frame.show(slices.preview(chosen, names))

st.header(w("Từ điển dữ liệu"))
frame.show(slices.dictionary(data.dictionary(), w))
