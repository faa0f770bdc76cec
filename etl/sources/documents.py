"""Documents: those whose text we hold (the registry) and those known from citations only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.sources.dates import last_day
from etl.sources.table_schema import Row

Tier = Literal["seed", "reference", "added"]
InForceBasis = Literal["issued", "published", "period", "unknown"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document, whether its text is held or not (then `path` and `sha256` are None).

    Dates are ISO 8601 with reduced precision where no more is known. `rank` 1 is the highest. On
    `in_force_on` a comparison looks up the national goal; `in_force_basis` says where it came from.
    """

    document_id: str
    tier: Tier
    number: str | None
    title_vi: str
    title_en: str | None
    kind: str
    rank: int
    issuer: str | None
    unit_id: str
    territory_id: str
    issued_date: str | None
    published_date: str | None
    publisher: str | None
    url: str | None
    path: str | None
    sha256: str | None
    citation: str
    period_start: int | None
    period_end: int | None
    in_force_on: date | None
    in_force_basis: InForceBasis
    implements: str | None
    note: str | None


def registered_documents(rows: Iterable[Row], kinds: Iterable[Row]) -> tuple[Document, ...]:
    """The documents of `documents.csv`, in its order."""
    ranks = {row["kind"]: row["rank"] for row in kinds}
    return tuple(
        _document(
            row,
            document_id=row["document_id"],
            tier=row["tier"],
            kind=row["kind"],
            rank=ranks[row["kind"]],
        )
        for row in rows
    )


def reference_documents(
    rows: Iterable[Row], kinds: Iterable[Row], territories: Sequence[Row]
) -> tuple[Document, ...]:
    """The documents of `reference/documents.csv`, in its order, also those without any figure.

    A document without a number is named by its row's name, which is no `number`. Of several source
    addresses the first becomes `url`; every cited figure keeps all of its own.
    """
    ranks = {row["kind"]: row["rank"] for row in kinds}
    documents = []
    for row in rows:
        start, end = title_period(row["title_vi"])
        filled = {
            **dict.fromkeys(("published_date", "publisher", "path", "sha256", "implements")),
            **row,
            "number": row["document_number"] if is_number(row["document_number"]) else None,
            "unit_id": row["unit"],
            "url": row["source_urls"].split(";")[0],
            "period_start": start,
            "period_end": end,
        }
        on, _ = in_force(row["issued_date"], None, start)
        filled["territory_id"] = territory_on(row["unit"], on, territories)
        kind = reference_kind(row["kind"])
        documents.append(
            _document(
                filled,
                document_id=reference_document_id(row["document_number"]),
                tier="reference",
                kind=kind,
                rank=ranks[kind],
            )
        )
    return tuple(documents)


def _document(row: Row, *, document_id: str, tier: Tier, kind: str, rank: int) -> Document:
    on, basis = in_force(row["issued_date"], row["published_date"], row["period_start"])
    return Document(
        document_id=document_id,
        tier=tier,
        number=row["number"],
        title_vi=row["title_vi"],
        title_en=row["title_en"],
        kind=kind,
        rank=rank,
        issuer=row["issuer"],
        unit_id=row["unit_id"],
        territory_id=row["territory_id"],
        issued_date=row["issued_date"],
        published_date=row["published_date"],
        publisher=row["publisher"],
        url=row["url"],
        path=row["path"],
        sha256=row["sha256"],
        citation=cite(row),
        period_start=row["period_start"],
        period_end=row["period_end"],
        in_force_on=on,
        in_force_basis=basis,
        implements=row["implements"],
        note=row["note"],
    )


def in_force(
    issued: str | None, published: str | None, period_start: int | None
) -> tuple[date | None, InForceBasis]:
    """The date on which the national goal is looked up, and what it rests on.

    The issue date; else the publication; else the end of the first year of the period. A date of
    reduced precision counts as its last day.
    """
    if issued:
        return last_day(issued), "issued"
    if published:
        return last_day(published), "published"
    if period_start:
        return date(period_start, 12, 31), "period"
    return None, "unknown"


def territory_on(unit_id: str, on: date | None, territories: Iterable[Row]) -> str | None:
    """The territory of a unit on a date; the one of today when the date is not known.

    None when no territory of the unit was valid then.
    """
    for row in territories:
        if row["unit_id"] != unit_id:
            continue
        if on is None and row["valid_to"] is None:
            return str(row["territory_id"])
        if on and (row["valid_from"] or date.min) <= on <= (row["valid_to"] or date.max):
            return str(row["territory_id"])
    return None


# Official numbers begin with a figure ("749/QĐ-TTg", "36a/NQ-CP", "45-CTr/TU"); names do not.
_NUMBER = re.compile(r"\d+[a-zđ]?(/\d{4})?[-/]", re.IGNORECASE)
_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(\d{4})\s*[-–]\s*(\d{4})", re.IGNORECASE)


def is_number(name: str) -> bool:
    """Whether the name of a document is an official number."""
    return bool(_NUMBER.match(name))


def title_period(title: str) -> tuple[int | None, int | None]:
    """First and last year of the period that a title names ("giai đoạn 2021-2025")."""
    found = _PERIOD.search(title)
    return (int(found[1]), int(found[2])) if found else (None, None)


def reference_kind(kind: str) -> str:
    """The kind of `document_kinds.csv` that a kind of `reference/documents.csv` names."""
    return re.sub(r"[ -]+", "_", kind.strip().lower())


def reference_document_id(number: str) -> str:
    """A number or name as an id: ASCII letters, figures and hyphens ("749/QĐ-TTg" -> "749-qd-ttg")."""
    plain = unicodedata.normalize("NFD", number.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def cite(row: Mapping[str, str | None]) -> str:
    """How to name the document in a list of sources: issuer, number and date, title, publisher."""
    title = f"“{row['title_vi']}”"
    number = row["number"]
    issued, published = row["issued_date"], row["published_date"]
    named = " ".join(part for part in (number, _dated(issued) if issued else None) if part)
    parts = [
        row["issuer"],
        named,
        title,
        row["publisher"],
        f"đăng {_dated(published)}" if published else None,
    ]
    return ", ".join(part for part in parts if part)


def _dated(partial: str) -> str:
    precision = ("năm", "tháng", "ngày")[partial.count("-")]
    return f"{precision} {'/'.join(reversed(partial.split('-')))}"
