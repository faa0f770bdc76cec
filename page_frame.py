"""Page frame, language and navigation, run anew on every look at a page; nothing else."""

import streamlit as st

from dashboard import account, data, frame, menu, people, state
from dashboard.wording import Wording

w = Wording(frame.language_in_use())
person = people.signed_in()
page = st.navigation(menu.pages(w.language, person.rights if person else ()), position="top")
st.set_page_config(page_title=f"{page.title} · Mốc Số", page_icon=str(frame.ICON), layout="wide")
state.turn_to(page.url_path)

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    frame.brand(w)
    with account.beside(w):
        w = frame.choose_language(w)

if data.choose_release(w):
    if page.url_path != "publish":  # which tells whoever published
        frame.tell_news(w)
    frame.mark_synthetic(w, data.release_facts())
    frame.run(page, w)
    frame.footer(w, data.release_facts())
