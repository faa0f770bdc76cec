"""For planners: each target of a province beside the national goal, with the verdict and its reason."""

from datetime import date

import streamlit as st

from dashboard import charts, compare, data, downloads, filters, frame
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()

st.title(w("So sánh với quốc gia"))
choice = filters.choose_pairs(names, data.horizons(), data.compared_indicators(), newest=data.newest_date())
filters.report_unknown(w)

pairs = data.chosen_comparisons(choice)
frame.show(compare.summary(pairs, names, choice.basis, newest=data.newest_date()))

if pairs.empty:
    st.info(
        w("Không có cặp nào khớp với lựa chọn. Hãy bỏ bớt điều kiện: mốc, kết quả, phạm vi, chữ tìm kiếm.")
    )
else:
    shown = compare.first_pairs(pairs, filters.show_all(w, len(pairs), compare.FIRST))
    drawn = charts.drawable(shown)
    if drawn.empty:
        st.info(w("Các cặp này không có tỷ lệ phần trăm để vẽ; xem bảng dưới đây."))
    else:
        frame.show(charts.legend(drawn, names))
        spec = charts.province_against_nation(drawn, names)
        frame.chart_to_evidence(spec, charts.alt_text(drawn, names), w)
        downloads.offer_pairs(
            [Drawing(spec)],
            drawn,
            data.documents(),
            names,
            title=w("So sánh với quốc gia"),
            choice=choice,
            origin=data.origin(date.today(), frame.base_url()),
        )
    frame.show(compare.pairs_table(shown, names))
    frame.show(compare.definitions(shown, names))
