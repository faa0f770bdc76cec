"""Writes a release file: every table in a fixed order, then what the warehouse derives from them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from etl.errors import DataFault, Fault
from etl.load.rows import table_rows
from etl.model import Reading
from etl.sources import Corpus
from warehouse.build import create_tables, derive
from warehouse.connect import SCHEMA_VERSION

if TYPE_CHECKING:
    from etl.validate import CheckResult


def build_release(
    corpus: Corpus,
    readings: Sequence[Reading],
    checks: Sequence[CheckResult],
    target_dir: Path,
    *,
    is_synthetic: bool = False,
) -> Path:
    """Write the release of `corpus` into a hidden file of `target_dir` and return it, unpublished.

    The cited figures of the corpus are loaded beside the `readings`. The same content gives the same
    `release_id` and the same rows in the same order. Raises `DataFault` when a row breaks a
    constraint of the schema; no file is left behind then.
    """
    target_dir.mkdir(parents=True, exist_ok=True)
    path = target_dir / f".{corpus.release_id}.{os.getpid()}.tmp.duckdb"
    _remove(path)
    try:
        # One thread: the order of rows is then the order in which they were inserted. The smallest
        # block: with the default one the tables of a few hundred rows take ten times the room.
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": "1",
            "default_block_size": "16384",
        }
        with duckdb.connect(str(path), config=config) as connection:
            connection.execute("BEGIN")
            create_tables(connection)
            for table, rows in table_rows(corpus, readings):
                _insert(connection, table, rows)
            _insert(connection, "checks", _check_rows(checks))
            _insert(connection, "release", [_release_row(connection, corpus, is_synthetic=is_synthetic)])
            derive(connection)
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
    except BaseException:
        _remove(path)
        raise
    return path


def _check_rows(checks: Iterable[CheckResult]) -> list[dict[str, Any]]:
    columns = ("check_id", "severity", "passed", "failures", "title_vi", "title_en", "detail")
    return [{column: getattr(check, column) for column in columns} for check in checks]


def _release_row(
    connection: duckdb.DuckDBPyConnection, corpus: Corpus, *, is_synthetic: bool
) -> dict[str, Any]:
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM statements)"
    ).fetchall()
    return {
        "release_id": corpus.release_id,
        "schema_version": SCHEMA_VERSION,
        "content_sha256": corpus.content_sha256,
        "content_date": corpus.content_date,
        "documents": counts[0][0],
        "statements": counts[0][1],
        "is_synthetic": is_synthetic,
    }


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows` into `table`; columns that the table does not have are left out."""
    if not rows:
        return
    # `table` is one of the names in etl/load, never text from outside.
    shape = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    known = pa.schema([field for field in shape if field.name in rows[0]])
    batch = pa.Table.from_pylist([{name: row[name] for name in known.names} for row in rows], schema=known)
    connection.register("batch", batch)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME FROM batch")
    except duckdb.ConstraintException as error:
        reason = f"dữ liệu phá vỡ ràng buộc của bản phát hành: {error}"
        raise DataFault([Fault(f"bảng {table}", reason)]) from error
    connection.unregister("batch")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)
