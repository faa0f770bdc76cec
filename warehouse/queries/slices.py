"""Slices to take away: which columns, which conditions, in which order, read one block after the other.

A slice is never held whole. Every row has a `position` in its release, which no filter changes: a reader
goes on where the last block ended, in whichever process, for a release never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection, DuckDBPyRelation

from warehouse.connect import Release
from warehouse.queries.comparisons import COMPARISON_FILTERS
from warehouse.queries.coverage import COVERAGE_FILTERS
from warehouse.queries.filters import Filter, build_where
from warehouse.queries.look_ups import LookUp, add_columns
from warehouse.queries.statements import STATEMENT_FILTERS

# The columns of a slice of statements: first what it says, then where it stands, then how it was read.
STATEMENT_COLUMNS = (
    "release",
    "statement_id",
    "kind",
    "unit_id",
    "unit_name_vi",
    "unit_name_en",
    "territory_id",
    "territory_name_vi",
    "horizon",
    "horizon_basis",
    "firmness",
    "theme_id",
    "theme_name_vi",
    "theme_name_en",
    "indicator_id",
    "indicator_name_vi",
    "indicator_name_en",
    "variant",
    "scope",
    "operator",
    "value",
    "value_high",
    "value_unit",
    "value_text",
    "as_of_year",
    "subject_vi",
    "statement_vi",
    "statement_en",
    "evidence",
    "quote",
    "page",
    "doubt",
    "cited_confidence",
    "document_id",
    "document_number",
    "document_title_vi",
    "issuer",
    "issued_date",
    "published_date",
    "citation",
    "source_urls",
    "rule",
    "reason",
    "confidence",
    "review_status",
    "reviewed_by",
    "reviewed_at",
    "is_ocr",
    "note",
    "permalink",
)
_COMPARISON_COLUMNS = (
    "release",
    "basis",
    "unit_id",
    "unit_name_vi",
    "unit_name_en",
    "theme_id",
    "indicator_id",
    "indicator_name_vi",
    "indicator_name_en",
    "national_indicator_id",
    "scope",
    "national_scope",
    "variant",
    "national_variant",
    "horizon",
    "verdict",
    "reason",
    "reason_vi",
    "reason_en",
    "gap",
    "gap_unit",
    "direction",
    "province_operator",
    "province_value",
    "province_value_high",
    "province_value_unit",
    "province_horizon",
    "province_firmness",
    "province_doubt",
    "is_province_cited",
    "province_statement_id",
    "province_document_id",
    "province_permalink",
    "national_operator",
    "national_value",
    "national_value_high",
    "national_value_unit",
    "national_horizon",
    "national_firmness",
    "national_doubt",
    "is_national_cited",
    "is_national_replaced",
    "national_alternatives",
    "national_statement_id",
    "national_document_id",
    "national_permalink",
    "basis_date",
    "in_force_basis",
    "territory_id",
    "is_old_territory",
)
_COVERAGE_COLUMNS = (
    "release",
    "unit_id",
    "unit_name_vi",
    "unit_name_en",
    "theme_id",
    "theme_name_vi",
    "theme_name_en",
    "horizon",
    "targets",
    "commitments",
    "quoted",
    "cited",
    "doubtful",
    "empty_kind",
    "documents_held",
    "documents_not_held",
    "documents_replaced",
)
_DOCUMENT_COLUMNS = (
    "release",
    "document_id",
    "number",
    "title_vi",
    "title_en",
    "kind",
    "rank",
    "issuer",
    "unit_id",
    "territory_id",
    "issued_date",
    "published_date",
    "publisher",
    "url",
    "tier",
    "citation",
    "period_start",
    "period_end",
    "in_force_on",
    "in_force_basis",
    "implements",
    "sha256",
    "note",
    "document_permalink",
)
_INDICATOR_COLUMNS = (
    "release",
    "indicator_id",
    "family",
    "theme_id",
    "name_vi",
    "name_en",
    "definition_vi",
    "definition_en",
    "denominator_vi",
    "denominator_en",
    "value_unit",
    "direction",
    "comparability_vi",
    "comparability_en",
    "applies_to",
)

# What no table of the release says: meaning in Vietnamese and English.
OWN_COLUMNS = {
    "release": ("Bản phát hành mà dòng này được lấy ra", "Release that the row was taken from"),
    "permalink": (
        "Địa chỉ cố định của phát biểu, mở ra câu gốc",
        "Permanent address of the statement, opens at its sentence",
    ),
    "document_permalink": (
        "Địa chỉ cố định của văn bản trên bảng theo dõi",
        "Permanent address of the document in the dashboard",
    ),
    "province_permalink": (
        "Địa chỉ cố định của phát biểu phía tỉnh; trống khi tỉnh không nêu",
        "Permanent address of the statement of the province; empty when it is silent",
    ),
    "national_permalink": (
        "Địa chỉ cố định của phát biểu quốc gia; trống khi quốc gia không nêu",
        "Permanent address of the national statement; empty when the nation is silent",
    ),
}


@dataclass(frozen=True, slots=True)
class Slice:
    """What can be taken away: columns in order, the SQL that has them, and the filters it knows.

    `source` gives the columns, those that filters need, and `position`; `look_ups` give those columns that
    it leaves out. `stored_in` names the table whose row number the position is: such a slice is read window
    by window. `meanings` are the relations whose comments say what the columns mean, the first that has a
    column; `renamed` gives a column's name there.
    """

    name: str
    columns: tuple[str, ...]
    source: str
    filters: tuple[Filter, ...]
    meanings: tuple[str, ...]
    stored_in: str | None = None
    renamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    look_ups: tuple[LookUp, ...] = ()

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns that `source` gives, in order."""
        looked_up = {name for look_up in self.look_ups for name in look_up.columns}
        return tuple(name for name in self.columns if name not in looked_up)


# What `statement_details` says, names apart: those are looked up for the rows that are read.
_STATEMENTS = """
    SELECT
        s.* EXCLUDE (theme_id),
        s.rowid AS position,
        coalesce(s.theme_id, i.theme_id) AS theme_id,
        $release AS release,
        $address || 'evidence?statement=' || url_encode(s.statement_id) || $pinned AS permalink
    FROM statements AS s
    LEFT JOIN indicators AS i ON i.indicator_id = s.indicator_id"""
_OF_STATEMENTS = (
    LookUp("unit_id", "units", {"unit_name_vi": "name_vi", "unit_name_en": "name_en"}),
    LookUp("territory_id", "territories", {"territory_name_vi": "name_vi"}),
    LookUp("theme_id", "themes", {"theme_name_vi": "name_vi", "theme_name_en": "name_en"}),
    LookUp("indicator_id", "indicators", {"indicator_name_vi": "name_vi", "indicator_name_en": "name_en"}),
    LookUp("statement_id", "statement_pages", {"page": "page"}),
    LookUp(
        "document_id",
        "documents",
        {
            "document_number": "number",
            "document_title_vi": "title_vi",
            "issuer": "issuer",
            "issued_date": "issued_date",
            "published_date": "published_date",
            "citation": "citation",
        },
    ),
)
_COMPARISONS = """
    SELECT
        c.*,
        c.rowid AS position,
        $release AS release,
        u.name_vi AS unit_name_vi,
        u.name_en AS unit_name_en,
        i.name_vi AS indicator_name_vi,
        i.name_en AS indicator_name_en,
        r.text_vi AS reason_vi,
        r.text_en AS reason_en,
        $address || 'evidence?statement=' || url_encode(c.province_statement_id) || $pinned
            AS province_permalink,
        $address || 'evidence?statement=' || url_encode(c.national_statement_id) || $pinned
            AS national_permalink
    FROM comparison_rows AS c
    JOIN units AS u ON u.unit_id = c.unit_id
    JOIN indicators AS i ON i.indicator_id = c.indicator_id
    JOIN verdict_reasons AS r ON r.reason = c.reason"""
_COVERAGE = """
    SELECT
        c.*,
        c.rowid AS position,
        $release AS release,
        u.name_vi AS unit_name_vi,
        u.name_en AS unit_name_en,
        t.name_vi AS theme_name_vi,
        t.name_en AS theme_name_en
    FROM coverage AS c
    JOIN units AS u ON u.unit_id = c.unit_id
    JOIN themes AS t ON t.theme_id = c.theme_id"""
_DOCUMENTS = """
    SELECT
        d.* EXCLUDE (text),
        row_number() OVER (ORDER BY u.sort_order, d.in_force_on NULLS LAST, d.document_id) - 1 AS position,
        $release AS release,
        $address || 'evidence?document=' || url_encode(d.document_id) || $pinned AS document_permalink
    FROM documents AS d
    JOIN units AS u ON u.unit_id = d.unit_id"""
_INDICATORS = """
    SELECT
        i.*,
        row_number() OVER (ORDER BY t.sort_order, i.name_vi COLLATE vi, i.indicator_id) - 1 AS position,
        $release AS release
    FROM indicators AS i
    JOIN themes AS t ON t.theme_id = i.theme_id"""

STATEMENTS = Slice(
    "statements",
    STATEMENT_COLUMNS,
    _STATEMENTS,
    STATEMENT_FILTERS,
    meanings=("statement_details",),
    stored_in="statements",
    look_ups=_OF_STATEMENTS,
)
COMPARISONS = Slice(
    "comparisons",
    _COMPARISON_COLUMNS,
    _COMPARISONS,
    COMPARISON_FILTERS,
    meanings=("comparison_rows", "statement_details"),
    stored_in="comparison_rows",
    renamed={"reason_vi": ("verdict_reasons", "text_vi"), "reason_en": ("verdict_reasons", "text_en")},
)
COVERAGE = Slice(
    "coverage",
    _COVERAGE_COLUMNS,
    _COVERAGE,
    COVERAGE_FILTERS,
    meanings=("coverage", "statement_details"),
    stored_in="coverage",
)
DOCUMENTS = Slice(
    "documents",
    _DOCUMENT_COLUMNS,
    _DOCUMENTS,
    (
        Filter("units", "list_contains($units, unit_id)"),
        Filter("documents", "list_contains($documents, document_id)"),
    ),
    meanings=("documents",),
)
INDICATORS = Slice(
    "indicators",
    _INDICATOR_COLUMNS,
    _INDICATORS,
    (
        Filter("themes", "list_contains($themes, theme_id)"),
        Filter("indicators", "list_contains($indicators, indicator_id)"),
    ),
    meanings=("indicators",),
)
SLICES = (STATEMENTS, COMPARISONS, COVERAGE, DOCUMENTS, INDICATORS)


@dataclass(frozen=True, slots=True)
class Question:
    """A slice narrowed to a choice: values by the key of a filter, and the folded words to look for.

    `address` is that of the dashboard, ending in "/" or empty; `language` is that of its links.
    """

    slice: Slice
    chosen: Mapping[str, Sequence[object]]
    q: str = ""
    address: str = ""
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column of a slice: its name, its type in DuckDB's words, and what it holds in both languages."""

    name: str
    type: str
    meaning_vi: str
    meaning_en: str


def columns_of(cursor: DuckDBPyConnection, slice_: Slice) -> list[ColumnMeaning]:
    """What each column of a slice holds, in its order; nothing is retyped from the release's own comments.

    Raises KeyError where a column has no comment.
    """
    sql, parameters = _select(Question(slice_, {}), "", slice_.own_columns, "LIMIT 0")
    types = _types(cursor.sql(sql, params=parameters))
    for look_up in slice_.look_ups:
        types |= _types(cursor.sql(look_up.sql("LIMIT 0")))
    comments = {
        (str(table), str(column)): str(comment)
        for table, column, comment in cursor.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL"
        ).fetchall()
    }
    meanings = []
    for name in slice_.columns:
        if name in OWN_COLUMNS:
            vi, en = OWN_COLUMNS[name]
        else:
            places = [slice_.renamed[name]] if name in slice_.renamed else []
            places += [(relation_name, name) for relation_name in slice_.meanings]
            known = [comments[place] for place in places if place in comments]
            if not known:
                raise KeyError(name)
            vi, en = known[0].split(" | ", 1)
        meanings.append(ColumnMeaning(name, types[name], vi, en))
    return meanings


def _types(relation: DuckDBPyRelation) -> dict[str, str]:
    return dict(zip(relation.columns, (str(type_) for type_ in relation.types), strict=True))


def indicators_named(cursor: DuckDBPyConnection, q: str) -> list[str]:
    """Ids of the indicators whose name holds every word of `q`, accents apart; empty where none does."""
    where, parameters = build_where((), {}, q)
    sql = " ".join(["SELECT indicator_id FROM indicators", where])
    rows = cursor.execute(sql, parameters).fetchall()
    return [str(row[0]) for row in rows]


# Where a filter leaves rows out, the first window is so many times the rows asked for.
_SPARE = 16
_WIDER = 4


class Walk:
    """Goes through the answer of a question from `start` on, a block at a time, on a cursor a block.

    Nothing stays open between two blocks: a slow reader holds no query, no thread and one block at most.
    """

    def __init__(self, release: Release, question: Question, start: int = 0) -> None:
        self.position = start
        self.is_over = False
        self._release = release
        self._question = question
        self._end: int | None = None
        self._width = 0

    def read(self, rows: int) -> pa.Table:
        """The next rows of the answer, `rows` of them, fewer only at its end; without `position`.

        `self.position` is afterwards where the next row may stand, `self.is_over` whether none can.
        """
        cursor = self._release.reader() if self._question.slice.stored_in else self._release.cursor()
        parts: list[pa.Table] = []
        wanted = rows
        while True:
            part = self._read_window(cursor, wanted)
            if part.num_rows or not parts:
                parts.append(part)
            wanted -= part.num_rows
            if wanted <= 0 or self.is_over:
                break
        found = pa.concat_tables(parts)
        slice_ = self._question.slice
        return add_columns(found, slice_.look_ups, self._release, cursor).select(slice_.columns)

    def _read_window(self, cursor: DuckDBPyConnection, wanted: int) -> pa.Table:
        if self._question.slice.stored_in is None:
            place = "position >= $start ORDER BY position LIMIT $rows"
            found = self._ask(cursor, place, {"start": self.position, "rows": wanted})
            self.is_over = found.num_rows < wanted
            if found.num_rows:
                self.position = int(found["position"][-1].as_py()) + 1
            return found
        start, stop = self._window(cursor, wanted)
        limits = {"start": start, "stop": stop}
        found = _by_position(self._ask(cursor, "position >= $start AND position < $stop", limits))
        self.is_over = self.position >= self._last(cursor)
        return found

    def _window(self, cursor: DuckDBPyConnection, wanted: int) -> tuple[int, int]:
        """From where to where the next rows of the answer stand, at most `wanted`; moves on behind them."""
        start, end = self.position, self._last(cursor)
        if not (self._question.q or any(self._question.chosen.values())):
            self.position = min(start + wanted, end)
            return start, self.position
        self._width = max(self._width, _SPARE * wanted)
        stop = min(start + self._width, end)
        # Which rows is found in the few columns that filters need, and asked where pages ask too: what is
        # searched again and again stays in memory.
        place = "position >= $start AND position < $stop ORDER BY position LIMIT $rows"
        sql, parameters = _select(self._question, self._release.release_id, (), place)
        found = self._release.cursor().execute(
            " ".join(["SELECT min(position), max(position), count(*) FROM (", sql, ")"]),
            parameters | {"start": start, "stop": stop, "rows": wanted},
        )
        first, last, count = found.fetchall()[0]
        self.position = stop
        if count == wanted:
            self.position = last + 1
        else:
            self._width *= _WIDER
        return (first, last + 1) if count else (stop, stop)

    def _last(self, cursor: DuckDBPyConnection) -> int:
        if self._end is None:
            # Names of tables are our own.
            sql = " ".join(["SELECT coalesce(max(rowid) + 1, 0) FROM", str(self._question.slice.stored_in)])
            self._end = int(cursor.execute(sql).fetchall()[0][0])
        return self._end

    def _ask(self, cursor: DuckDBPyConnection, place: str, limits: dict[str, int]) -> pa.Table:
        columns = self._question.slice.own_columns
        sql, parameters = _select(self._question, self._release.release_id, columns, place)
        return cursor.sql(sql, params=parameters | limits).to_arrow_table()


def _by_position(rows: pa.Table) -> pa.Table:
    """The rows by their place. They mostly come so, for tables are read in order, but nothing promises it."""
    places = rows["position"].combine_chunks()
    if len(places) < 2 or pc.all(pc.less(places[:-1], places[1:])).as_py():
        return rows
    return rows.take(pc.sort_indices(places))


def _select(
    question: Question, release_id: str, columns: Sequence[str], place: str
) -> tuple[str, dict[str, Any]]:
    """The SQL for `columns` of those rows of the answer that `place` (a condition, or LIMIT) leaves."""
    slice_ = question.slice
    where, parameters = build_where(slice_.filters, question.chosen, question.q)
    pins = {"release": release_id} | ({"lang": question.language} if question.language != "vi" else {})
    links = {"release": release_id, "address": question.address, "pinned": f"&{urlencode(pins)}"}
    joint = "" if place.startswith("LIMIT") else "AND" if where else "WHERE"
    said = ["SELECT", ", ".join(["position", *columns]), "FROM (", slice_.source, ")", where, joint, place]
    sql = " ".join(said)
    return sql, parameters | {name: value for name, value in links.items() if f"${name}" in slice_.source}
