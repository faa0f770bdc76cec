"""Addresses that open a row in the dashboard, made for rows that are read already."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.queries.slices import Question

# What stands in an address as it is; nearly all ids are of nothing else.
_NOT_PLAIN = r"[^A-Za-z0-9_.~-]"


def add_links(rows: pa.Table, question: Question, release_id: str) -> pa.Table:
    """`rows` with the links of the slice behind their own columns, pinned to the release; none without id."""
    pins = {"release": release_id} | ({"lang": question.language} if question.language != "vi" else {})
    end = f"&{urlencode(pins)}"
    for name, (column, of) in question.slice.links.items():
        start = f"{question.address}evidence?{of}="
        links = pc.binary_join_element_wise(start, _encoded(rows[column]), end, "")
        rows = rows.append_column(name, links)
    return rows


def _encoded(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pc.any(pc.match_substring_regex(ids, _NOT_PLAIN)).as_py():
        return ids
    encoded = [None if id_ is None else quote(id_, safe="") for id_ in ids.to_pylist()]
    return pa.chunked_array([pa.array(encoded, pa.string())])
