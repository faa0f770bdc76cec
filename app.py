"""The server: the dashboard, which is `page_frame.py` and `pages/`, and the API, as one ASGI application."""

from pathlib import Path

import streamlit as st

import api

app = st.App(
    Path(__file__).with_name("page_frame.py"),
    routes=api.routes(
        base="/" + base if (base := str(st.get_option("server.baseUrlPath") or "").strip("/")) else ""
    ),
)
