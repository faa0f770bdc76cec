"""What a person corrected, applied only while it still fits what it corrects.

A correction names a statement by its document, a passage that must occur exactly once in the source
(the guard), and the value token as printed. It names the field and what the rules say today. When any
of this no longer holds, the source or the rules changed under it, and the build stops.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from etl.errors import CorrectionFault, Fault
from etl.model import Firmness, Kind, Operator, Reading, Span, Statement
from etl.sources.corpus import Corpus
from etl.sources.table_schema import Row

CORRECTIONS_FILE = "corrections.csv"

_YEARS = {"horizon", "as_of_year"}
_NUMBERS = {"value", "value_high"}
# Fields that hold an id: the table and column in which a new value must stand.
_IDS = {
    "indicator_id": ("indicators", "indicator_id"),
    "theme_id": ("themes", "theme_id"),
    "value_unit": ("value_units", "value_unit"),
    "variant": ("variants", "variant"),
    "scope": ("scopes", "scope_id"),
}
# Fields that hold one of a few words.
_WORDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "firmness": get_args(Firmness),
    "operator": get_args(Operator),
}


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """One correction that was made, and the statement that it changed."""

    correction_id: str
    document_id: str
    statement_id: str
    field: str
    old_value: str | None
    new_value: str | None
    reason: str
    author: str
    date: date


class _Misfit(Exception):
    """Why one correction cannot be made, and which of its columns says so."""

    def __init__(self, reason: str, column: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


def apply_corrections(
    corpus: Corpus, readings: Sequence[Reading]
) -> tuple[tuple[Reading, ...], tuple[AppliedCorrection, ...]]:
    """The readings with every correction made, and what was done, in the order of the file.

    A corrected statement keeps its id and has `review_status = "corrected"`. Raises one
    `CorrectionFault` that names every correction that does not fit.
    """
    found = {reading.document_id: list(reading.statements) for reading in readings}
    as_read = {reading.document_id: reading.statements for reading in readings}
    applied: list[AppliedCorrection] = []
    faults: list[Fault] = []
    for number, row in enumerate(corpus.rows("corrections"), start=2):
        document_id = row["document_id"]
        try:
            place = _place_of(row, corpus.text_of(document_id), as_read.get(document_id, ()))
            corrected = _correct(found[document_id][place], row, corpus.tables)
        except _Misfit as misfit:
            reason = f"hiệu đính '{row['correction_id']}' ({document_id}): {misfit.reason}"
            faults.append(Fault(CORRECTIONS_FILE, reason, row=number, column=misfit.column))
            continue
        found[document_id][place] = corrected
        applied.append(_applied(row, corrected.statement_id))
    if faults:
        raise CorrectionFault(faults)
    changed = tuple(replace(reading, statements=tuple(found[reading.document_id])) for reading in readings)
    return changed, tuple(applied)


def _place_of(row: Row, text: str, statements: Sequence[Statement]) -> int:
    """Which of the document's statements the correction means."""
    guard = row["guard_quote"]
    if guard not in text:
        guard = unicodedata.normalize("NFD", guard)  # tables are NFC, a source may not be
    times = text.count(guard)
    if times != 1:
        raise _Misfit(f"câu đối chiếu xuất hiện {times} lần trong nguồn, phải đúng 1 lần", "guard_quote")
    start = text.index(guard)
    span = Span(start, start + len(guard))
    token = row["value_text"]
    places = [
        place
        for place, statement in enumerate(statements)
        if statement.value_text == token and _stands_in(statement, span)
    ]
    if len(places) != 1:
        said = f"giá trị '{token}'" if token else "không kèm con số"
        raise _Misfit(f"có {len(places)} phát biểu {said} trong câu đối chiếu, phải đúng 1", "value_text")
    return places[0]


def _stands_in(statement: Statement, guard: Span) -> bool:
    if statement.value_start is not None and statement.value_end is not None:
        return guard.holds(Span(statement.value_start, statement.value_end))
    if statement.quote_start is None or statement.quote_end is None:
        return False
    return statement.quote_start < guard.end and guard.start < statement.quote_end


def _correct(statement: Statement, row: Row, tables: Mapping[str, tuple[Row, ...]]) -> Statement:
    field, old, new = row["field"], row["old_value"], row["new_value"]
    now = as_text(getattr(statement, field))
    if now != old:
        raise _Misfit(f"{field} nay đọc là '{now or ''}', không còn là '{old or ''}'", "old_value")
    if new == old:
        raise _Misfit("giá trị mới giống giá trị cũ", "new_value")
    value = _converted(field, new)
    if new is not None:
        _require_known(field, new, tables)
    changes: dict[str, Any] = {field: value, "review_status": "corrected"}
    return replace(statement, **changes)


def _require_known(field: str, new: str, tables: Mapping[str, tuple[Row, ...]]) -> None:
    """A new value that names something must name something that exists."""
    if field in _WORDS:
        known: Iterable[str] = _WORDS[field]
    elif field in _IDS:
        table, column = _IDS[field]
        known = [row[column] for row in tables[table]]
    else:
        return
    for part in new.split("; ") if field == "scope" else [new]:
        if part not in known:
            raise _Misfit(f"không có {field} '{part}'", "new_value")


def _converted(field: str, new: str | None) -> str | int | float | None:
    if field == "scope":
        return new or ""
    if new is None:
        return None
    try:
        if field in _YEARS:
            return int(new)
        if field in _NUMBERS:
            return float(new)
    except ValueError:
        raise _Misfit(f"giá trị '{new}' không phải số", "new_value") from None
    return new


def as_text(value: str | float | None) -> str | None:
    """A field as `corrections.csv` writes it: whole numbers without a point, None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _applied(row: Row, statement_id: str) -> AppliedCorrection:
    same = ("correction_id", "document_id", "field", "old_value", "new_value", "reason", "author", "date")
    return AppliedCorrection(statement_id=statement_id, **{name: row[name] for name in same})
