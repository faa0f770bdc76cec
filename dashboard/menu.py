"""The pages of the dashboard, as its menu names them."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from functools import lru_cache
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.frame import ROOT, to_overview
from dashboard.people import Right
from dashboard.wording import Language, Wording


def pages(language: Language, rights: Collection[Right]) -> list[StreamlitPage]:
    """All pages, in the order of the menu; those that `rights` do not open are hidden, not missing.

    A page that a reader may not use is not offered; opened by address it says why.
    """
    # A page object remembers whether it has run: each run takes copies. Making one looks at the disk.
    return [copy(page) for page in _made(language, "submit" in rights, "publish" in rights)]


@lru_cache(maxsize=8)
def _made(language: Language, may_submit: bool, may_publish: bool) -> tuple[StreamlitPage, ...]:
    w, folder = Wording(language), ROOT / "pages"
    desk: Literal["visible", "hidden"] = "visible" if may_submit else "hidden"
    publishing: Literal["visible", "hidden"] = "visible" if may_publish else "hidden"
    return (
        st.Page(folder / "overview.py", title=w("Tổng quan"), url_path="start", default=True),
        st.Page(folder / "compare.py", title=w("So sánh"), url_path="compare"),
        st.Page(folder / "roadmap.py", title=w("Lộ trình"), url_path="roadmap"),
        st.Page(folder / "coverage.py", title=w("Độ phủ"), url_path="coverage"),
        st.Page(folder / "tasks.py", title=w("Nhiệm vụ"), url_path="tasks"),
        st.Page(folder / "evidence.py", title=w("Bằng chứng"), url_path="evidence"),
        st.Page(folder / "data.py", title=w("Dữ liệu"), url_path="data"),
        st.Page(folder / "method.py", title=w("Phương pháp"), url_path="method"),
        # The default page answers to "/" only: "/overview", typed as an address, leads there too.
        st.Page(to_overview, title=w("Tổng quan"), url_path="overview", visibility="hidden"),
        st.Page(folder / "intake.py", title=w("Nạp văn bản"), url_path="intake", visibility=desk),
        st.Page(folder / "review.py", title=w("Soát xét"), url_path="review", visibility=desk),
        st.Page(folder / "publish.py", title=w("Công bố"), url_path="publish", visibility=publishing),
    )
