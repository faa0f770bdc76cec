"""Columns that follow from another column, such as the name of a unit: added to rows that are chosen already.

A join carries every wide column of a row through its hash table; ten thousand rows of fifty columns through
eight of them take three times as long as reading the rows and looking the names up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from warehouse.connect import Release

# A list of no more rows than this is read once a release and kept (of documents, the widest, 8 MB); of a
# longer one, the rows asked for: that takes 6 ms a block, 2 ms from what is kept.
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class LookUp:
    """`columns`, by the name they get, of the row of `table` whose `key` is that of the row; else missing.

    `key` is a column of both and unique in `table`. `fills` are columns that the rows have already: what is
    missing there is taken from `table`.
    """

    key: str
    table: str
    columns: Mapping[str, str]
    fills: Mapping[str, str] = field(default_factory=dict)

    def sql(self, condition: str = "") -> str:
        """The key and the columns; names of tables and columns are our own."""
        columns = {**self.columns, **self.fills}
        named = ", ".join(f'"{column}" AS "{name}"' for name, column in columns.items())
        return " ".join(["SELECT", self.key, ",", named, "FROM", self.table, condition])


def add_columns(
    rows: pa.Table, look_ups: Iterable[LookUp], release: Release, cursor: DuckDBPyConnection
) -> pa.Table:
    """`rows` with the columns of `look_ups` behind their own."""
    for look_up in look_ups:
        keys = rows[look_up.key]
        listed = _listed(look_up, keys, release, cursor)
        places = pc.index_in(keys, value_set=listed[look_up.key])
        for name in look_up.columns:
            rows = rows.append_column(name, listed[name].take(places))
        for name in look_up.fills:
            if rows[name].null_count:
                place = rows.column_names.index(name)
                filled = pc.coalesce(rows[name], listed[name].take(places))
                rows = rows.set_column(place, name, filled)
    return rows


def _listed(look_up: LookUp, keys: pa.ChunkedArray, release: Release, cursor: DuckDBPyConnection) -> pa.Table:
    """The rows of the list, all of them or those of `keys`, in one chunk."""
    everything = look_up.sql()
    if (kept := release.kept.get(everything)) is not None:
        return kept
    rows = cursor.execute(" ".join(["SELECT count(*) FROM", look_up.table])).fetchall()[0][0]
    if rows <= MOST_KEPT:
        listed = cursor.sql(everything).to_arrow_table().combine_chunks()
        release.kept[everything] = listed
        return listed
    asked = pc.unique(keys).drop_null().to_pylist()
    condition = f"WHERE {look_up.key} IN (SELECT unnest($asked::VARCHAR[]))"
    return cursor.sql(look_up.sql(condition), params={"asked": asked}).to_arrow_table().combine_chunks()
