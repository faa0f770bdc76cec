"""What the stages of the ETL hand to each other: one frozen class per stage.

Offsets are always character (code point) offsets into the *decoded source file as it came*,
half open, so that `source[start:end]` is the evidence. Text fields hold NFC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["target", "commitment", "baseline"]
Firmness = Literal["goal", "orientation", "vision"]
HorizonBasis = Literal["heading", "sentence", "title", "none"]
Operator = Literal["=", ">=", ">", "<=", "<", "~"]
Evidence = Literal["quoted", "cited"]
ReviewStatus = Literal["unreviewed", "accepted", "corrected"]
TaskKind = Literal["task", "aim"]
Relation = Literal["implements", "amends", "mentions"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of the source file."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one document about one measured thing.

    `value` is in `value_unit`; None for a commitment without a number, never zero. A range keeps
    its lower limit in `value` and its upper one in `value_high`; else `value_high` is None.
    `horizon` is the year by which it is due, None where the document gives none and for baselines.
    `scope` holds one scope id, or several joined by "; " where one number speaks of several levels
    ("100% hồ sơ công việc tại cấp tỉnh, cấp huyện" -> "province; district"); "" when unknown.
    `indicator_id` is None where no indicator is known yet: `subject_vi` then says what is measured.
    `rule` names the extraction rule, `reason` the words (cues) that decided kind, operator and
    horizon. `confidence` is 0..1, None for cited figures (see `cited_confidence`).
    """

    statement_id: str
    document_id: str
    kind: Kind
    unit_id: str | None
    territory_id: str | None
    horizon: int | None
    horizon_basis: HorizonBasis
    firmness: Firmness | None
    indicator_id: str | None
    theme_id: str | None
    scope: str
    operator: Operator | None
    value: float | None
    value_high: float | None
    value_unit: str | None
    value_text: str | None
    subject_vi: str
    statement_vi: str
    statement_en: str | None
    evidence: Evidence
    quote: str | None
    quote_start: int | None
    quote_end: int | None
    value_start: int | None
    value_end: int | None
    rule: str
    reason: str | None
    confidence: float | None
    review_status: ReviewStatus
    note: str | None
    # What qualifies the indicator's definition here ("GDP", "GRDP", "fully_online"); None when
    # the indicator's own definition holds. Two statements compare only when these agree.
    variant: str | None = None
    # The year whose state a baseline describes; None for targets and commitments.
    as_of_year: int | None = None
    # Cited figures only: doubt none|document|territory|horizon, confidence high|medium.
    doubt: str | None = None
    cited_confidence: str | None = None
    source_urls: str | None = None
    # A suggested indicator is a guess for the reviewer, never used in a comparison.
    suggested_indicator_id: str | None = None
    # Who accepted or corrected it at the desk, and when (UTC, ISO 8601); None where nobody has looked.
    reviewed_by: str | None = None
    reviewed_at: str | None = None
    # Whether its words came through the recognition of a picture (OCR).
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One task group (nhiệm vụ) or aim (mục tiêu không định lượng) of a document, in its order."""

    task_id: str
    document_id: str
    unit_id: str | None
    kind: TaskKind
    ordinal: int
    label: str | None  # as printed: "Một là", "Thứ hai"; None where the text only separates
    topic_id: str | None
    theme_id: str | None
    horizon: int | None
    title_vi: str  # the first clause, whitespace folded
    quote: str
    quote_start: int
    quote_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One document number named by a document: an edge of the lineage."""

    document_id: str
    cited_number: str  # normalised: NFC, no spaces, dashes as "-", "ª" as "a"
    cited_document_id: str | None  # None: no registered document bears the number
    relation: Relation
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document_id: str
    statements: tuple[Statement, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
