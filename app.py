"""The server: the dashboard, which is `page_frame.py` and `pages/`, as one ASGI application."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("page_frame.py"))
