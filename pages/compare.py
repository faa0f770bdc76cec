"""For planners: each target of a province beside the national goal, with the verdict and its reason."""

from datetime import date

import streamlit as st

from dashboard import charts, compare, data, downloads, filters, frame, panels
from dashboard.charts.picture import Drawing

w, names = frame.wording_and_names()


def draw(chosen: list[panels.Panel], across: int, *, with_indicator: bool) -> list[Drawing]:
    """The panels side by side, each under its heading where it has one; what was drawn."""
    drawings = []
    in_columns = panels.in_columns(chosen, across)
    for place, own in zip(st.columns(len(in_columns), gap="medium"), in_columns, strict=True):
        for panel in own:
            spec = charts.province_against_nation(
                panel.pairs, names, axis=panel.axis, with_indicator=with_indicator
            )
            drawings.append(Drawing(spec, panel.title))
            with place:
                if panel.title:
                    st.subheader(panel.title, anchor=False)
                frame.chart_to_evidence(spec, charts.alt_text(panel.pairs, names), w, key=panel.key)
    return drawings


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
    with st.container(horizontal=True):
        by_theme = len(choice.themes) > 1 or filters.switch("split", w("Chia theo lĩnh vực"))
        shown = compare.first_pairs(pairs, by_theme=by_theme)
        if len(shown) < len(pairs) and filters.show_all(w, min(len(pairs), compare.MOST), len(pairs)):
            shown = pairs.head(compare.MOST)
    shares = panels.share_panels(shown, names, by_theme=by_theme)
    numbers = panels.number_panels(shown, names)
    drawings: list[Drawing] = []
    if shares or numbers:
        drawn = panels.pairs_of([*shares, *numbers])
        frame.show(charts.legend(drawn, names))
        if shares:
            drawings += draw(shares, 2, with_indicator=True)
        if numbers:
            st.header(w("Số đếm, thứ hạng, tốc độ: mỗi chỉ tiêu một trục riêng"), anchor=False)
            drawings += draw(numbers, 3, with_indicator=False)
        downloads.offer_pairs(
            drawings,
            drawn,
            data.load_documents([*drawn["province_document_id"], *drawn["national_document_id"]]),
            names,
            title=w("So sánh với quốc gia"),
            choice=choice,
            origin=data.origin(date.today(), frame.base_url()),
            across=2 if by_theme or not shares else 1,
        )
    if rest := len(panels.undrawn(shown, [*shares, *numbers])):
        frame.note(
            w.plural(
                "{n} dòng không vẽ: chỉ một bên nêu, bằng số đếm hay thứ hạng, nên không có gì để đặt cạnh; "
                "xem bảng dưới đây.",
                rest,
            )
        )
    frame.show(compare.pairs_table(shown, names))
    frame.show(compare.definitions(shown, names))
frame.offer_data_link("comparisons", w)
