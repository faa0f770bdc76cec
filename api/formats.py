"""Blocks of rows as bytes: JSON, CSV, Arrow and Parquet. Each writer is fed block by block."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse import spreadsheets
from warehouse.queries.slices import ColumnMeaning


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of answer: its name, which is also its suffix, media type and largest page."""

    name: str
    media_type: str
    largest_page: int
    is_file: bool = True


JSON = Format("json", "application/json", 1_000, is_file=False)
CSV = Format("csv", "text/csv; charset=utf-8", 10_000)
ARROW = Format("arrow", "application/vnd.apache.arrow.stream", 10_000)
PARQUET = Format("parquet", "application/vnd.apache.parquet", 10_000)
FORMATS = {format_.name: format_ for format_ in (JSON, CSV, PARQUET, ARROW)}

_ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
}


def schema_of(columns: Sequence[ColumnMeaning], origin: Mapping[str, str]) -> pa.Schema:
    """The types of a slice, each field with its meaning in both languages; `origin` says where it is from."""
    return pa.schema(
        [
            pa.field(
                column.name,
                # Codes may be stored as an enumeration; outside they are texts.
                pa.string() if column.type.startswith("ENUM") else _ARROW_TYPES[column.type],
                metadata={"description_vi": column.meaning_vi, "description_en": column.meaning_en},
            )
            for column in columns
        ],
        metadata=dict(origin),
    )


def json_rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows as JSON has them: dates as ISO text, missing as null."""
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def parquet_bytes(table: pa.Table, schema: pa.Schema) -> bytes:
    """A small table as a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table.cast(schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def json_bytes(value: object) -> bytes:
    """`value` as JSON in UTF-8; dates become ISO text."""
    return json.dumps(value, ensure_ascii=False, default=str, allow_nan=False).encode("utf-8")


class Writer(Protocol):
    """Turns blocks into the bytes of one file."""

    def start(self) -> bytes:
        """What stands before the first row."""
        ...

    def rows(self, table: pa.Table) -> bytes | memoryview:
        """One block; may be empty."""
        ...

    def end(self) -> bytes:
        """What stands after the last row."""
        ...


class CsvWriter:
    """The same CSV as the dashboard's own files."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema

    def start(self) -> bytes:
        """Byte order mark and names."""
        return spreadsheets.header(self._schema.names)

    def rows(self, table: pa.Table) -> memoryview:
        """The lines of one block."""
        # Mostly the types are those: then fifty columns need not be asked one by one.
        return spreadsheets.written(table if table.schema.equals(self._schema) else table.cast(self._schema))

    def end(self) -> bytes:
        """Nothing."""
        return b""


class ArrowWriter:
    """An Arrow IPC stream, a record batch a block."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._sink = io.BytesIO()
        self._stream = pa.ipc.new_stream(self._sink, schema)

    def start(self) -> bytes:
        """The schema."""
        # The stream writes its schema with the first batch: an empty one brings it out.
        return self.rows(self._schema.empty_table())

    def rows(self, table: pa.Table) -> bytes:
        """One block as a record batch."""
        cast = table.cast(self._schema)
        for batch in cast.combine_chunks().to_batches() or [_empty(self._schema)]:
            columns = [_without_leftovers(column) for column in batch.columns]
            self._stream.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))
        return self._taken()

    def end(self) -> bytes:
        """The mark of the end."""
        self._stream.close()
        return self._taken()

    def _taken(self) -> bytes:
        data = self._sink.getvalue()
        self._sink.seek(0)
        self._sink.truncate()
        return data


def _without_leftovers(column: pa.Array) -> pa.Array:
    """The column with 0 where a number, date or truth value is missing.

    Arrow leaves these places as they were in memory, and sends them: each answer would be of other bytes, and
    show what was there before.
    """
    if not column.null_count or pa.types.is_string(column.type):
        return column
    zero = pa.array([0], pa.int32()).cast(column.type)[0]
    values = pc.fill_null(column, zero).buffers()[1]
    return pa.Array.from_buffers(column.type, len(column), [column.is_valid().buffers()[1], values])


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)
