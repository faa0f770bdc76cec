"""What extraction hands to resolution: claims, task passages and cited numbers, with ranges of the flow."""

from __future__ import annotations

from dataclasses import dataclass

from etl.extract.numbers import Value
from etl.model import Firmness, HorizonBasis, Kind, Operator, Relation, TaskKind
from etl.text.layout import Layout
from etl.text.source import SourceText
from etl.text.words import Words


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Claim:
    """One value that the text claims, as far as the text alone tells.

    All ranges are of the flow. `sentence` is the evidence; `near` holds the words that belong to this value,
    `clause` those it shares with its neighbours. `after_verb` tells "tỷ lệ X đạt 80%" from "80% X".
    """

    kind: Kind
    value: Value
    unit: str
    operator: Operator
    horizon: int | None
    basis: HorizonBasis
    firmness: Firmness | None
    as_of_year: int | None
    sentence: tuple[int, int]
    clause: tuple[int, int]
    near: tuple[int, int]
    after_verb: bool
    rule: str
    reason: str


@dataclass(slots=True)  # made by the thousand: freezing would double the time
class Passage:
    """A sentence or an item of one, with what governs it: where commitments and aims are looked for."""

    start: int
    end: int
    speaks_of: str  # "goal", "result", "task", "money", "other" or "" where nothing says
    horizon: int | None
    basis: HorizonBasis
    firmness: Firmness
    has_claim: bool
    in_section: bool  # a heading, not only the words before it, says what it speaks of
    reason: str


@dataclass(frozen=True, slots=True)
class TaskItem:
    """One item of an enumeration of tasks."""

    kind: TaskKind
    label: str | None
    start: int
    end: int
    horizon: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A document number in the text, normalised; `partial` holds only its leading figure ("36")."""

    start: int
    end: int
    number: str
    relation: Relation
    partial: bool
    document_kind: str
    issuer_words: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one text says, in the order of the text."""

    source: SourceText
    layout: Layout
    words: Words
    title: str
    document_year: int | None
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    tasks: tuple[TaskItem, ...]
    citations: tuple[CitedNumber, ...]
