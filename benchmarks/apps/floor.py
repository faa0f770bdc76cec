"""The floor: a button and a line of text, and as many more lines as MOCSO_BENCH_ELEMENTS says."""

import os

import streamlit as st

n = st.session_state.setdefault("n", 0)
if st.button("Go", key="go"):
    st.session_state["n"] = n = n + 1
st.text(f"mark={n}")
for place in range(int(os.environ.get("MOCSO_BENCH_ELEMENTS", "0"))):
    st.text(f"{place} {n}")
