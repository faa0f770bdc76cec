"""What the ledger gives to those who ask: one frozen class per thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from etl.model import Statement

Action = Literal[
    "accept", "correct", "reject", "reopen", "edit_document", "approve", "withdraw", "bulk_accept", "add"
]
Status = Literal["in_review", "approved", "withdrawn"]
CandidateStatus = Literal["undecided", "accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One uploaded file and where its review stands.

    `document` has the fields of `data/documents.csv` as they are now. `last_decision_id` is the newest
    decision about anything in it, `document_decision_id` the newest about the document itself; None
    before the first. `candidates` counts the statements, `undecided` those nobody has decided on.
    `is_published_by` is the `approve` decision whose state goes into the next release, None when it
    does not go in.
    """

    submission_id: str
    sha256: str
    name: str
    media_type: str
    document: Mapping[str, Any]
    status: Status
    created_by: str
    created_at: str
    last_decision_id: int | None
    document_decision_id: int | None
    candidates: int
    undecided: int
    is_published_by: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a submission: as the rules drafted it, as it stands now, and who decided.

    `is_ocr`: its quote touches a part of the text that came through OCR. `is_added`: a person added it.
    """

    statement_key: str
    drafted: Statement
    current: Statement
    status: CandidateStatus
    is_ocr: bool
    is_added: bool
    last_decision_id: int | None
    decided_by: str | None
    decided_at: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that one person decided; never changed, never deleted.

    `statement_key` is None for a decision about the document. `before` and `after` hold the state around
    it: `status`, and `fields` that differ from the draft; for the document the fields that changed.
    `at` is UTC, ISO 8601.
    """

    decision_id: int
    submission_id: str
    statement_key: str | None
    action: Action
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str | None
    author: str
    at: str
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Publication:
    """One change of the current release: a build that was published, or the way back to an earlier one.

    `documents` are the ids of the added documents in it; empty for a way back, whose release tells them.
    `reason` is why somebody went back; None for what was published, and where a command gave none.
    """

    publication_id: int
    action: Literal["publish", "roll_back"]
    release_id: str
    previous_release_id: str | None
    documents: tuple[str, ...]
    author: str
    at: str
    reason: str | None = None
