"""Which comparisons came, went or ended otherwise from one release to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import BrokenRelease

# What makes two rows the same comparison; the rest of the columns follow from these and from the verdict.
_KEY = (
    "unit_id", "indicator_id", "national_indicator_id", "scope", "national_scope", "variant",
    "national_variant", "horizon", "province_statement_id", "national_statement_id",
)  # fmt: skip
_SHOWN = (
    "province_horizon", "national_horizon", "province_operator", "province_value", "province_value_high",
    "province_value_unit", "national_operator", "national_value", "national_value_high",
    "national_value_unit", "verdict", "reason", "gap",
)  # fmt: skip
_ROWS = f"SELECT {', '.join(_KEY + _SHOWN)} FROM comparison_rows WHERE basis = 'at_issue'"  # noqa: S608 - names above
_COUNTS = "SELECT unit_id, verdict, count(*) FROM comparison_rows WHERE basis = 'at_issue' GROUP BY ALL"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One comparison of `row["unit_id"]` that is new, is gone, or whose verdict or values changed.

    `before` and `after` are its verdicts; None where it is not there. `row` has the columns of
    `comparison_rows` that a table shows, as they are after the change where there is an after.
    """

    row: Mapping[str, Any]
    before: str | None
    after: str | None


def find_verdict_changes(before: DuckDBPyConnection, after: DuckDBPyConnection) -> list[VerdictChange]:
    """Every pair of goals that is compared otherwise, at the issue of the province's document.

    By unit, indicator and horizon. Goals that stand alone on either side are left to `count_verdicts`.
    Raises `BrokenRelease` when a release has its tables in another shape.
    """
    old, new = _pairs(before), _pairs(after)
    changes = []
    for key in old.keys() | new.keys():
        was, now = old.get(key), new.get(key)
        if was != now:
            row = now or was or {}
            verdicts = (side["verdict"] if side else None for side in (was, now))
            changes.append(VerdictChange(row, *verdicts))
    return sorted(changes, key=lambda one: tuple(str(one.row[column]) for column in _KEY))


def count_verdicts(cursor: DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """How many comparisons each unit has of each verdict, at the issue of its documents.

    A verdict that a unit has none of is absent. Raises `BrokenRelease` as `find_verdict_changes` does.
    """
    counts: dict[str, dict[str, int]] = {}
    for unit_id, verdict, n in _ask(cursor, _COUNTS).fetchall():
        counts.setdefault(str(unit_id), {})[str(verdict)] = int(n)
    return counts


def _pairs(cursor: DuckDBPyConnection) -> dict[tuple[Any, ...], dict[str, Any]]:
    result = _ask(
        cursor, f"{_ROWS} AND province_statement_id IS NOT NULL AND national_statement_id IS NOT NULL"
    )
    columns = _KEY + _SHOWN
    return {row[: len(_KEY)]: dict(zip(columns, row, strict=True)) for row in result.fetchall()}


def _ask(cursor: DuckDBPyConnection, query: str) -> DuckDBPyConnection:
    try:
        return cursor.execute(query)
    except duckdb.Error as error:
        raise BrokenRelease(
            "Bản phát hành cũ có bảng {table} theo cấu trúc khác, không so được", table="comparison_rows"
        ) from error
