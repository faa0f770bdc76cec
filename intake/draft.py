"""From a manuscript to a draft: what the document seems to be and what it seems to state.

Nothing of a draft is published; it is what a person reviews, with the doubts first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from typing import Any

from etl.errors import UnknownProvince
from etl.model import Statement
from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.sources import Corpus
from etl.sources.dates import last_day
from etl.sources.documents import reference_document_id
from etl.sources.provinces import unit_rows
from etl.text import SourceText
from intake.letterhead import NATION, Letterhead, Suggestion
from intake.manuscript import Manuscript
from warehouse.errors import Message

_NATION_TERRITORY = "vn"
# Below this the labelled texts had more than one wrong statement in eight.
_LOW_CONFIDENCE = 0.85
_MOST_CONFLICTS = 10  # enough to look at; more would make a text of repetitions slow


@dataclass(frozen=True, slots=True)
class Known:
    """What the project holds already: its data, the resolver made from them, and its statements."""

    corpus: Corpus
    resolver: Resolver
    statements: Sequence[Statement] = ()

    @classmethod
    def of(cls, corpus: Corpus, statements: Sequence[Statement] = ()) -> Known:
        """With the resolver of a corpus."""
        return cls(corpus, Resolver.load(corpus.root), statements)


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A statement with what a reviewer should know of it.

    `page` is where its quote begins, from 1. `conflicts` are the ids of statements, of this draft or known
    ones, that give another value for the same thing, ten at most. `doubts` are sentences,
    the gravest first.
    """

    statement: Statement
    page: int
    conflicts: tuple[str, ...]
    doubts: tuple[Message, ...]

    @property
    def is_ocr(self) -> bool:
        """Whether its words came through OCR."""
        return self.statement.is_ocr


@dataclass(frozen=True, slots=True)
class Draft:
    """Suggested fields of `documents.csv` (absent where the text says nothing), and candidates, doubts first.

    `known_as` are the ids of documents that bear the same number and belong to the same unit.
    """

    fields: Mapping[str, Suggestion]
    candidates: tuple[DraftStatement, ...]
    known_as: tuple[str, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The suggested values alone, as `Ledger.submit` takes them."""
        return {name: suggestion.value for name, suggestion in self.fields.items()}

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements alone, in the order of the text."""
        return tuple(
            sorted(
                (c.statement for c in self.candidates), key=lambda s: (s.quote_start or 0, s.value_start or 0)
            )
        )


def draft_document(manuscript: Manuscript, known: Known) -> Draft:
    """What a manuscript seems to be and to state; see `Draft`.

    The unit is looked for among the provinces of `data/provinces.csv`, its territory on the day of issue.
    """
    fields = _fields(manuscript, known)
    reading = read_document(
        SourceText.of(manuscript.text, manuscript.name), _reference(fields), known.resolver
    )
    statements = [
        replace(
            statement,
            is_ocr=statement.quote_start is not None
            and statement.quote_end is not None
            and manuscript.is_ocr(statement.quote_start, statement.quote_end),
        )
        for statement in reading.statements
    ]
    drafted = doubts_first(statements, manuscript, known.statements)
    return Draft(fields, drafted, _known_as(fields, known.corpus))


def doubts_first(
    statements: Sequence[Statement], manuscript: Manuscript, known: Sequence[Statement]
) -> tuple[DraftStatement, ...]:
    """Statements of a manuscript with their pages, conflicts (also with `known` ones) and doubts, in the
    order in which a reviewer should see them."""
    conflicts = _conflicts(statements, known)
    drafted = (
        DraftStatement(
            statement,
            manuscript.page_at(statement.quote_start or 0).number,
            conflicts.get(statement.statement_id, ()),
            tuple(_doubts(statement, conflicts.get(statement.statement_id, ()))),
        )
        for statement in statements
    )
    return tuple(sorted(drafted, key=_urgency))


def _fields(manuscript: Manuscript, known: Known) -> dict[str, Suggestion]:
    head = Letterhead(manuscript.text, known.corpus.rows("provinces"))
    start, end = head.period()
    found: dict[str, Suggestion | None] = {
        "number": head.number(),
        "title_vi": head.title(),
        "kind": head.kind(),
        "issuer": head.issuer(),
        "unit_id": head.unit(),
        "issued_date": head.issued_date(),
        "published_date": head.published_date(),
        "publisher": head.publisher(),
        "period_start": start,
        "period_end": end,
        "implements": head.implements(),
    }
    fields = {name: suggestion for name, suggestion in found.items() if suggestion is not None}
    unit = fields.get("unit_id")
    if unit is not None:
        territory = _territory(str(unit.value), _day(fields), known.corpus)
        if territory is not None:
            fields["territory_id"] = replace(
                unit, value=territory, reason=Message("Địa giới vào ngày của văn bản")
            )
        name = fields.get("number") or fields.get("title_vi")
        if name is not None:
            slug = reference_document_id(str(name.value))[:60].strip("-")
            fields["document_id"] = replace(
                name, value=f"{unit.value}-{slug}", reason=Message("Đơn vị và số hiệu")
            )
    return fields


def _day(fields: Mapping[str, Suggestion]) -> date | None:
    """The day on which the document speaks, as far as its own words tell."""
    for name in ("issued_date", "published_date", "period_start"):
        if name in fields:
            return last_day(str(fields[name].value))
    return None


def _territory(unit_id: str, on: date | None, corpus: Corpus) -> str | None:
    if unit_id == NATION:
        return _NATION_TERRITORY
    try:
        return unit_rows(corpus.tables, unit_id, on).territory_id
    except UnknownProvince:
        return None  # the province was none on that day: the reviewer decides


def _reference(fields: Mapping[str, Suggestion]) -> DocumentRef:
    def text(name: str) -> str | None:
        return str(fields[name].value) if name in fields else None

    day = _day(fields)
    return DocumentRef(
        text("document_id") or "draft",
        unit_id=text("unit_id"),
        territory_id=text("territory_id"),
        year=day.year if day else None,
    )


def _known_as(fields: Mapping[str, Suggestion], corpus: Corpus) -> tuple[str, ...]:
    number, unit = fields.get("number"), fields.get("unit_id")
    if number is None:
        return ()
    return tuple(
        document.document_id
        for document in corpus.documents
        if document.number == number.value and (unit is None or document.unit_id == unit.value)
    )


def _conflicts(drafted: Sequence[Statement], known: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """For each drafted statement those that give another value for the same thing."""
    groups: dict[object, dict[object, list[str]]] = {}
    for statement in (*drafted, *known):
        key = _same_thing(statement)
        if key is not None:
            groups.setdefault(key, {}).setdefault(_claim(statement), []).append(statement.statement_id)
    found: dict[str, tuple[str, ...]] = {}
    for statement in drafted:
        said = groups.get(_same_thing(statement), {})
        if len(said) > 1:
            others = (ids[:_MOST_CONFLICTS] for claim, ids in said.items() if claim != _claim(statement))
            found[statement.statement_id] = tuple(islice(chain.from_iterable(others), _MOST_CONFLICTS))
    return found


def _same_thing(statement: Statement) -> tuple[object, ...] | None:
    """What a target is about; None where that is not known well enough to compare."""
    if statement.kind != "target" or statement.indicator_id is None or statement.horizon is None:
        return None
    return (
        statement.unit_id,
        statement.territory_id,
        statement.indicator_id,
        statement.variant,
        statement.scope,
        statement.horizon,
        statement.value_unit,
    )


def _claim(statement: Statement) -> tuple[object, ...]:
    return statement.value, statement.value_high


def _doubts(statement: Statement, conflicts: Sequence[str]) -> Iterable[Message]:
    if conflicts:
        yield Message(
            "Có {n} phát biểu khác nêu giá trị khác cho cùng chỉ tiêu, phạm vi và mốc.", n=str(len(conflicts))
        )
    if statement.is_ocr:
        yield Message("Số đọc qua OCR: so với ảnh trang, để ý dấu phẩy thập phân.")
    if statement.value_unit == "percent" and max(statement.value or 0, statement.value_high or 0) > 100:
        yield Message("Tỷ lệ lớn hơn 100%.")
    if statement.kind == "target" and statement.horizon is None:
        yield Message("Chưa rõ mốc thời gian.")
    if statement.indicator_id is None and statement.suggested_indicator_id:
        yield Message("Chưa rõ chỉ tiêu; hãy chọn từ gợi ý.")
    elif statement.indicator_id is None:
        yield Message("Chưa rõ chỉ tiêu.")
    if statement.confidence is not None and statement.confidence < _LOW_CONFIDENCE:
        yield Message("Quy tắc đọc chỉ đúng khoảng {n}% số lần.", n=f"{statement.confidence:.0%}"[:-1])


def _urgency(drafted: DraftStatement) -> tuple[bool, bool, int, float, int, int]:
    """Conflicts first, then OCR, then the most doubts, the lowest confidence and the order of the text."""
    statement = drafted.statement
    return (
        not drafted.conflicts,
        not statement.is_ocr,
        -len(drafted.doubts),
        statement.confidence if statement.confidence is not None else 1.0,
        statement.quote_start or 0,
        statement.value_start or 0,
    )
