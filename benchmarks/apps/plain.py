"""A plain good page, as one writes it without a thought for speed: a query, a chart, a table, a button.

One DuckDB query for an Altair chart of 60 points, one for a table of 200 rows of 14 columns, on the release
of MOCSO_RELEASES. It is run with Streamlit's default settings.
"""

import os
from pathlib import Path

import altair as alt
import duckdb
import streamlit as st

ROOT = Path(os.environ["MOCSO_RELEASES"])


@st.cache_resource
def connection() -> duckdb.DuckDBPyConnection:
    """The release, open."""
    return duckdb.connect(str(ROOT / (ROOT / "CURRENT").read_text().strip()), read_only=True)


n = st.session_state.setdefault("n", 0)
if st.button("Go", key="go"):
    st.session_state["n"] = n = n + 1
cursor = connection().cursor()
points = cursor.execute(
    "SELECT theme_id, horizon, count(*) AS n, avg(value) AS mean FROM statements "
    "WHERE theme_id IS NOT NULL AND horizon IS NOT NULL GROUP BY ALL ORDER BY n DESC LIMIT 60"
).df()
points["mean"] += n
rows = cursor.execute(
    "SELECT statement_id, unit_id, theme_id, indicator_id, horizon, operator, value, value_unit, kind, "
    "statement_vi, statement_en, document_id, quote_start, quote_end FROM statements LIMIT 200 OFFSET ?",
    [n % 90],
).df()
st.altair_chart(
    alt.Chart(points)
    .mark_circle(size=60)
    .encode(x="horizon:O", y="mean:Q", color="theme_id:N", tooltip=["theme_id", "mean"])
)
st.dataframe(rows)
st.text(f"mark={n}")
