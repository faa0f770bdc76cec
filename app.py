"""The server: the dashboard, which is `page_frame.py` and `pages/`, and the API, as one ASGI application."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.file_util import get_static_dir

import api
from dashboard.runs import remember_theme, run_state
from dashboard.uploads import may_upload
from serving import ServingLayer, chunks, sockets

_below = str(st.get_option("server.baseUrlPath") or "").strip("/")
BASE = f"/{_below}" if _below else ""
# What nearly every page has: HTML (its style, name and charts), the switch of language, files to take away.
ELEMENTS = ("Html", "ButtonGroup", "DownloadButton")

if st.get_option("server.fileWatcherType") == "none":  # in development the theme may change while one looks
    remember_theme()
api.keep_for_the_next()

app = st.App(
    Path(__file__).with_name("page_frame.py"),
    lifespan=sockets.lifespan,
    routes=api.routes(base=BASE),
    middleware=[
        Middleware(
            ServingLayer,
            static=Path(get_static_dir()),
            base=BASE,
            preload=chunks.of_elements(Path(get_static_dir()), ELEMENTS),
            may_upload=may_upload,
            run_state=run_state,
        )
    ],
)
