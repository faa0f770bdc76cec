"""Slices to take away: which columns, which conditions, in which order; `walks` reads them.

Every row has a `position` in its release, which no filter changes: a reader goes on where the last block
ended, in whichever process, for a release never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duckdb import DuckDBPyConnection, DuckDBPyRelation

from warehouse.queries.comparisons import COMPARISON_FILTERS
from warehouse.queries.coverage import COVERAGE_FILTERS
from warehouse.queries.filters import Filter, build_where
from warehouse.queries.look_ups import LookUp
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
    """What can be taken away: columns in order, the table in which they are stored, and the filters it knows.

    One table, for with a second one a condition is asked of rows that are put together already, with all
    their columns: `look_ups` and `links` give those columns that it has not, a link from the column of an
    id and what it is an id of. `order` gives the numbers of rows (`rowid`) in the order in which they are
    handed out; None: as they are stored. `derived` are lists that a filter needs beside what was chosen,
    by its key: the name of the parameter, and SQL that gives each value of the list beside the choice
    from which it follows, asked once a release. `meanings` are the relations whose comments say what the
    columns mean, the first that has a column; `renamed` gives the name of a column there.
    """

    name: str
    columns: tuple[str, ...]
    stored_in: str
    filters: tuple[Filter, ...]
    meanings: tuple[str, ...]
    order: str | None = None
    renamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    look_ups: tuple[LookUp, ...] = ()
    derived: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns that the table gives, and the release, in order."""
        added = {name for look_up in self.look_ups for name in look_up.columns} | set(self.links)
        return tuple(name for name in self.columns if name not in added)


# A statement without a theme of its own has that of its indicator.
_THEMES_OF_STATEMENTS = Filter(
    "themes",
    "(list_contains($themes, theme_id)"
    " OR theme_id IS NULL AND list_contains($indicators_of_themes, indicator_id))",
)
# Of the themes' indicators only those that such statements have, mostly none: each one more that stands in a
# question makes it dearer to plan (80 of them 1 ms).
_INDICATORS_OF_THEMES = """
    SELECT DISTINCT s.indicator_id, i.theme_id
    FROM statements AS s
    JOIN indicators AS i ON i.indicator_id = s.indicator_id
    WHERE s.theme_id IS NULL"""
_UNIT_NAMES = LookUp("unit_id", "units", {"unit_name_vi": "name_vi", "unit_name_en": "name_en"})
_THEME_NAMES = LookUp("theme_id", "themes", {"theme_name_vi": "name_vi", "theme_name_en": "name_en"})
_INDICATOR_NAMES = {"indicator_name_vi": "name_vi", "indicator_name_en": "name_en"}
_OF_STATEMENTS = (
    _UNIT_NAMES,
    LookUp("territory_id", "territories", {"territory_name_vi": "name_vi"}),
    LookUp("indicator_id", "indicators", _INDICATOR_NAMES, fills={"theme_id": "theme_id"}),
    _THEME_NAMES,
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
_OF_COMPARISONS = (
    _UNIT_NAMES,
    LookUp("indicator_id", "indicators", _INDICATOR_NAMES),
    LookUp("reason", "verdict_reasons", {"reason_vi": "text_vi", "reason_en": "text_en"}),
)
_DOCUMENTS_IN_ORDER = """
    SELECT d.rowid AS position
    FROM documents AS d
    JOIN units AS u ON u.unit_id = d.unit_id
    ORDER BY u.sort_order, d.in_force_on NULLS LAST, d.document_id"""
_INDICATORS_IN_ORDER = """
    SELECT i.rowid AS position
    FROM indicators AS i
    JOIN themes AS t ON t.theme_id = i.theme_id
    ORDER BY t.sort_order, i.name_vi COLLATE vi, i.indicator_id"""

STATEMENTS = Slice(
    "statements",
    STATEMENT_COLUMNS,
    "statements",
    tuple(_THEMES_OF_STATEMENTS if one.key == "themes" else one for one in STATEMENT_FILTERS),
    meanings=("statement_details",),
    look_ups=_OF_STATEMENTS,
    derived={"themes": ("indicators_of_themes", _INDICATORS_OF_THEMES)},
    links={"permalink": ("statement_id", "statement")},
)
COMPARISONS = Slice(
    "comparisons",
    _COMPARISON_COLUMNS,
    "comparison_rows",
    COMPARISON_FILTERS,
    meanings=("comparison_rows", "statement_details"),
    look_ups=_OF_COMPARISONS,
    links={
        "province_permalink": ("province_statement_id", "statement"),
        "national_permalink": ("national_statement_id", "statement"),
    },
    renamed={"reason_vi": ("verdict_reasons", "text_vi"), "reason_en": ("verdict_reasons", "text_en")},
)
COVERAGE = Slice(
    "coverage",
    _COVERAGE_COLUMNS,
    "coverage",
    COVERAGE_FILTERS,
    meanings=("coverage", "statement_details"),
    look_ups=(_UNIT_NAMES, _THEME_NAMES),
)
DOCUMENTS = Slice(
    "documents",
    _DOCUMENT_COLUMNS,
    "documents",
    (
        Filter("units", "list_contains($units, unit_id)"),
        Filter("documents", "list_contains($documents, document_id)"),
    ),
    meanings=("documents",),
    order=_DOCUMENTS_IN_ORDER,
    links={"document_permalink": ("document_id", "document")},
)
INDICATORS = Slice(
    "indicators",
    _INDICATOR_COLUMNS,
    "indicators",
    (
        Filter("themes", "list_contains($themes, theme_id)"),
        Filter("indicators", "list_contains($indicators, indicator_id)"),
    ),
    meanings=("indicators",),
    order=_INDICATORS_IN_ORDER,
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
    sql, parameters = select(Question(slice_, {}), "", slice_.own_columns, "LIMIT 0")
    types = _types(cursor.sql(sql, params=parameters))
    for look_up in slice_.look_ups:
        types |= _types(cursor.sql(look_up.sql("LIMIT 0")))
    types |= dict.fromkeys(slice_.links, "VARCHAR")
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


def select(
    question: Question, release_id: str, columns: Sequence[str], place: str
) -> tuple[str, dict[str, Any]]:
    """The SQL for `columns` of those rows of the answer that `place` (a condition, or LIMIT) leaves."""
    slice_ = question.slice
    where, parameters = build_where(slice_.filters, question.chosen, question.q)
    joint = "" if place.startswith("LIMIT") else "AND" if where else "WHERE"
    # A subquery that gives all columns takes DuckDB a quarter longer to plan.
    own = {"release": "$release AS release"}
    named = ["rowid AS position", *(own.get(name, name) for name in columns)]
    sql = " ".join(["SELECT", ", ".join(named), "FROM", slice_.stored_in, where, joint, place])
    return sql, parameters | ({"release": release_id} if "release" in columns else {})
