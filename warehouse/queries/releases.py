"""The release itself: what it is, what was checked, what its columns mean."""

from __future__ import annotations

from typing import NewType

import pandas as pd
from duckdb import DuckDBPyConnection

from warehouse.queries.frames import fetch

ReleaseFrame = NewType("ReleaseFrame", pd.DataFrame)
CheckFrame = NewType("CheckFrame", pd.DataFrame)
CorrectionFrame = NewType("CorrectionFrame", pd.DataFrame)
RuleFrame = NewType("RuleFrame", pd.DataFrame)
DictionaryFrame = NewType("DictionaryFrame", pd.DataFrame)


def release(cursor: DuckDBPyConnection) -> ReleaseFrame:
    """The one row of `release`: release_id, schema_version, content_sha256, content_date, counts."""
    return ReleaseFrame(fetch(cursor, "FROM release"))


_CHECKS = """
    FROM checks
    ORDER BY passed, list_position(['error', 'warning', 'info'], severity), check_id"""


def checks(cursor: DuckDBPyConnection) -> CheckFrame:
    """The results of the checks of this build, the failed ones first, the gravest first."""
    return CheckFrame(fetch(cursor, _CHECKS))


def corrections(cursor: DuckDBPyConnection) -> CorrectionFrame:
    """The ledger of corrections, one changed cell a row, with its reason; empty when none was needed."""
    return CorrectionFrame(fetch(cursor, "FROM corrections ORDER BY date, correction_id"))


def rules(cursor: DuckDBPyConnection) -> RuleFrame:
    """The rules that read the quoted statements of this release, one a row, the busiest first.

    Counts by kind, the mean `confidence` (0 to 1), and of the statement with the shortest quote its id,
    quote, value as printed and the words that decided. Rules that found nothing here are absent.
    """
    return RuleFrame(fetch(cursor, "FROM rule_counts ORDER BY statements DESC, rule"))


_DICTIONARY = """
    SELECT
        table_name,
        column_name,
        data_type,
        comment,
        split_part(comment, ' | ', 1) AS comment_vi,
        split_part(comment, ' | ', 2) AS comment_en
    FROM duckdb_columns()
    WHERE NOT internal AND table_name = $relation
    ORDER BY column_index"""


def dictionary(cursor: DuckDBPyConnection, relation: str = "statement_details") -> DictionaryFrame:
    """What each column of a table or view means, in its order: the comments of the release.

    table_name, column_name, data_type, comment ("vi | en"), comment_vi, comment_en. An unknown
    relation has no rows.
    """
    return DictionaryFrame(fetch(cursor, _DICTIONARY, {"relation": relation}))
