"""What makes a database a release: its tables, and, once they are filled, what follows from them."""

from __future__ import annotations

from pathlib import Path

import duckdb

_HERE = Path(__file__).resolve().parent

# Each file may use those before it.
_VIEWS = (
    "horizons",
    "document_horizons",
    "statement_pages",
    "statement_keys",
    "statement_details",
    "targets",
    "commitments",
    "baselines",
    "goals",
    "national_goals",
    "superseded_goals",
    "comparison_rows",
    "comparisons",
    "comparisons_today",
    "coverage",
    "contradictions",
    "task_alignment",
    "lineage",
    "statement_counts",
    "document_counts",
    "indicator_reach",
    "rule_counts",
)

# A view's column that has no comment of its own means the same as the column of that name here,
# the first relation that has it.
_COMMENT_SOURCES = (
    "statements",
    "statement_details",
    "tasks",
    "citations",
    "documents",
    "indicators",
    "comparison_rows",
)
# Views whose rows are pairs: "reason", "unit_id" or "horizon" mean something else there.
_VIEWS_OF_PAIRS = ("comparisons", "comparisons_today")


def sql_files() -> tuple[Path, ...]:
    """The files that define a release, in the order in which they run."""
    first = (_HERE / "schema.sql", _HERE / "verdict_reasons.sql")
    return first + tuple(_HERE / "views" / f"{name}.sql" for name in _VIEWS)


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty tables of a release, `verdict_reasons` filled."""
    for path in sql_files()[:2]:
        connection.execute(path.read_text(encoding="utf-8"))


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views over the filled tables, fill `comparison_rows` and what pages count by.

    Every column of every view carries a comment afterwards, its own or the one of the column that
    it passes on.
    """
    for path in sql_files()[2:]:
        connection.execute(path.read_text(encoding="utf-8"))
    _pass_comments_on(connection)


def _pass_comments_on(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    comments = {(table, column): comment for table, column, comment in rows if comment is not None}
    waiting = [(table, column) for table, column, comment in rows if comment is None]
    # statement_details hands on its own words only: what it inherits stands in the tables after it.
    for table, column in waiting:
        sources = ("comparison_rows",) if table in _VIEWS_OF_PAIRS else _COMMENT_SOURCES
        found = (comments[source, column] for source in sources if (source, column) in comments)
        if comment := next(found, None):
            # COMMENT takes no parameters; names and text come from our own SQL files.
            quoted = comment.replace("'", "''")
            connection.execute(f"""COMMENT ON COLUMN "{table}"."{column}" IS '{quoted}'""")
