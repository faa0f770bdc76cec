"""Page frame, language and navigation, run anew on every look at a page; nothing else."""

from typing import Literal

import streamlit as st

from dashboard import account, data, frame, people, state
from dashboard.wording import Wording

w = Wording(frame.language_in_use())
st.set_page_config(page_title="Mốc Số", page_icon=str(frame.ICON), layout="wide")
frame.dress(w.language)


def unless(right: people.Right) -> Literal["visible", "hidden"]:
    """Pages that a reader may not use are not offered; opened by address they say why."""
    return "visible" if people.may(right) else "hidden"


page = st.navigation(
    [
        st.Page("pages/overview.py", title=w("Tổng quan"), url_path="start", default=True),
        st.Page("pages/compare.py", title=w("So sánh"), url_path="compare"),
        st.Page("pages/roadmap.py", title=w("Lộ trình"), url_path="roadmap"),
        st.Page("pages/coverage.py", title=w("Độ phủ"), url_path="coverage"),
        st.Page("pages/tasks.py", title=w("Nhiệm vụ"), url_path="tasks"),
        st.Page("pages/evidence.py", title=w("Bằng chứng"), url_path="evidence"),
        st.Page("pages/data.py", title=w("Dữ liệu"), url_path="data"),
        st.Page("pages/method.py", title=w("Phương pháp"), url_path="method"),
        # The default page answers to "/" only: "/overview", typed as an address, leads there too.
        st.Page(frame.to_overview, title=w("Tổng quan"), url_path="overview", visibility="hidden"),
        st.Page("pages/intake.py", title=w("Nạp văn bản"), url_path="intake", visibility=unless("submit")),
        st.Page("pages/review.py", title=w("Soát xét"), url_path="review", visibility=unless("submit")),
        st.Page("pages/publish.py", title=w("Công bố"), url_path="publish", visibility=unless("publish")),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · Mốc Số")
state.turn_to(page.url_path)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    frame.brand(w)
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        account.shown(w)
        w = frame.choose_language()

if data.choose_release(w):
    frame.tell_news(w)
    frame.mark_synthetic(w, data.release_facts())
    frame.run(page, w)
    frame.footer(w, data.release_facts())
