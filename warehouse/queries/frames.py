"""The one way in which a query becomes a frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection


def fetch(cursor: DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """All rows of one statement; no match gives no rows and the same columns."""
    return cursor.execute(sql, dict(parameters or {})).df()
