"""Figures cited from official documents whose text we do not hold, as statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from etl.model import Firmness, Statement
from etl.sources.documents import Document, reference_document_id
from etl.sources.table_schema import Row

if TYPE_CHECKING:
    from etl.sources.corpus import Corpus

_ORIENTATION = re.compile(r"định hướng(?: đến| tới)?(?: năm)? (\d{4})", re.IGNORECASE)
_VISION = re.compile(r"tầm nhìn(?: đến| tới)?(?: năm)? (\d{4})", re.IGNORECASE)
# A horizon this far is worded "tầm nhìn" in every national document of the reference set that has one.
_FIRST_VISION_YEAR = 2045


def reference_statements(corpus: Corpus) -> tuple[Statement, ...]:
    """One statement a row of `reference/public_targets.csv`, in its order, `statement_id = record_id`.

    Evidence is `cited`: no quote, no offsets, no `value_text`. A `boolean` row is a commitment without
    value. Scope and variant are spelled in our terms (aliases of `scopes.csv`, then
    `reference/refinements.csv`). The territory is that of the document on its issue date. The text is
    not held, so `horizon_basis` is `none` and `firmness` follows the title: see `cited_firmness`.
    """
    documents = {document.document_id: document for document in corpus.documents}
    names = {row["indicator_id"]: row["name_vi"] for row in corpus.rows("indicators")}
    scope_of = scope_aliases(corpus.rows("scopes"))
    refined = {(row["record_id"], row["field"]): row["value"] for row in corpus.rows("refinements")}
    return tuple(
        _statement(
            row,
            documents[reference_document_id(row["document_number"])],
            subject=names[row["indicator"]],
            scope=refined.get((row["record_id"], "scope")) or resolve_scope(row["scope"], scope_of),
            variant=refined.get((row["record_id"], "variant")),
        )
        for row in corpus.rows("reference_targets")
    )


def scope_aliases(scopes: Iterable[Row]) -> dict[str, str]:
    """Wording used in the reference set -> scope id."""
    return {
        alias.strip(): row["scope_id"]
        for row in scopes
        for alias in (row["aliases"] or "").split(";")
        if alias.strip()
    }


def resolve_scope(wording: str | None, scope_of: Mapping[str, str]) -> str:
    """Scope ids joined by "; ", "" where the wording is empty; `KeyError` for a wording nobody knows."""
    return "; ".join(scope_of[part.strip()] for part in (wording or "").split(";") if part.strip())


def cited_firmness(title: str, horizon: int) -> Firmness:
    """How firmly a document sets a goal for a year, as far as its title tells.

    "định hướng đến năm 2030" makes the goals of 2030 an orientation, "tầm nhìn 2050" those of 2050 a
    vision; 2045 and later are a vision in any case; all else is a goal.
    """
    if horizon in (int(year) for year in _ORIENTATION.findall(title)):
        return "orientation"
    if horizon >= _FIRST_VISION_YEAR or horizon in (int(year) for year in _VISION.findall(title)):
        return "vision"
    return "goal"


def _statement(row: Row, document: Document, *, subject: str, scope: str, variant: str | None) -> Statement:
    is_commitment = row["value_unit"] == "boolean"
    return Statement(
        statement_id=row["record_id"],
        document_id=document.document_id,
        kind="commitment" if is_commitment else "target",
        unit_id=row["unit"],
        territory_id=document.territory_id,
        horizon=row["horizon"],
        horizon_basis="none",
        firmness=cited_firmness(document.title_vi, row["horizon"]),
        indicator_id=row["indicator"],
        theme_id=row["theme"],
        scope=scope,
        operator=None if is_commitment else row["operator"],
        value=None if is_commitment else row["value"],
        value_high=None,
        value_unit=None if is_commitment else row["value_unit"],
        value_text=None,
        subject_vi=subject,
        statement_vi=row["statement_vi"],
        statement_en=row["statement_en"],
        evidence="cited",
        quote=None,
        quote_start=None,
        quote_end=None,
        value_start=None,
        value_end=None,
        rule="reference",
        reason=None,
        confidence=None,
        review_status="unreviewed",
        note=row["note"],
        variant=variant,
        doubt=row["doubt"],
        cited_confidence=row["confidence"],
        source_urls=row["source_urls"],
    )
