"""The state of a submission, told from its decisions: what the last one says holds, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from etl.model import Statement
from etl.sources.statement_json import changed, statement_of, statement_row
from ledger.model import Candidate, CandidateStatus, Decision, Status

_STATUS_AFTER: dict[str, CandidateStatus] = {
    "accept": "accepted",
    "bulk_accept": "accepted",
    "add": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "reopen": "undecided",
}
_DOCUMENT_STATUS: dict[str, Status] = {
    "approve": "approved",
    "withdraw": "withdrawn",
    "reopen": "in_review",
}
# Where a person may put a statement right. Its place, id and the name of its rule stay what they are.
CORRECTABLE = (
    "kind", "horizon", "horizon_basis", "firmness", "indicator_id", "theme_id", "scope", "variant",
    "operator", "value", "value_high", "value_unit", "value_text", "subject_vi", "statement_vi",
    "statement_en", "quote", "quote_start", "quote_end", "value_start", "value_end", "as_of_year", "note",
)  # fmt: skip


def drafted(statement: Statement, statement_key: str, *, is_ocr: bool) -> Candidate:
    """A candidate that nobody has decided on."""
    return Candidate(
        statement_key=statement_key,
        drafted=statement,
        current=statement,
        status="undecided",
        is_ocr=is_ocr,
        is_added=False,
        last_decision_id=None,
        decided_by=None,
        decided_at=None,
        reason=None,
    )


def replayed(drafts: Iterable[Candidate], decisions: Iterable[Decision]) -> dict[str, Candidate]:
    """Every statement by key after `decisions`, the drafted ones first, each as its last decision left it."""
    states = {draft.statement_key: draft for draft in drafts}
    for decision in decisions:
        if decision.statement_key is not None:
            known = states.get(decision.statement_key)
            states[decision.statement_key] = _after(known, decision)
    return states


def _after(known: Candidate | None, decision: Decision) -> Candidate:
    if known is None:  # only an `add` comes without a draft, and it holds the whole statement
        statement = statement_of(decision.after["fields"])
        known = drafted(statement, str(decision.statement_key), is_ocr=statement.is_ocr)
        known = replace(known, is_added=True)
    fields = decision.after.get("fields", {}) if decision.action == "correct" else {}
    return replace(
        known,
        current=changed(known.drafted, fields) if fields else known.drafted,
        status=_STATUS_AFTER[decision.action],
        last_decision_id=decision.decision_id,
        decided_by=decision.author,
        decided_at=decision.at,
        reason=decision.reason,
    )


def state_of(candidate: Candidate | None) -> dict[str, Any]:
    """A statement's state as a decision records it: its status and what differs from the draft."""
    if candidate is None:
        return {}
    was, now = statement_row(candidate.drafted), statement_row(candidate.current)
    fields = {name: now[name] for name in now if now[name] != was[name]}
    return {"status": candidate.status, **({"fields": fields} if fields else {})}


def document_after(suggested: Mapping[str, Any], decisions: Iterable[Decision]) -> dict[str, Any]:
    """The fields of the document after `decisions`."""
    document = dict(suggested)
    for decision in decisions:
        if decision.action == "edit_document":
            document.update(decision.after)
    return document


def document_status(decisions: Sequence[Decision]) -> Status:
    """Where the review of a submission stands after `decisions`."""
    about = [one for one in decisions if one.statement_key is None and one.action in _DOCUMENT_STATUS]
    return _DOCUMENT_STATUS[about[-1].action] if about else "in_review"


def published_by(decisions: Iterable[Decision]) -> Decision | None:
    """The approval whose state goes into the next release; None where none does.

    A submission that is reopened stays in as it was approved, until it is approved again or withdrawn.
    """
    about = [one for one in decisions if one.statement_key is None and one.action in ("approve", "withdraw")]
    return about[-1] if about and about[-1].action == "approve" else None


def reviewed(candidates: Iterable[Candidate], document_id: str) -> tuple[Statement, ...]:
    """The accepted and corrected statements as they go into a release, in the order of the text."""
    statements = [
        replace(
            one.current,
            statement_id=f"{document_id}-{one.statement_key}",
            document_id=document_id,
            # It speaks for its document, whose unit may have been put right since the draft.
            unit_id=None,
            territory_id=None,
            review_status=cast("Any", one.status),
            reviewed_by=one.decided_by,
            reviewed_at=one.decided_at,
            is_ocr=one.is_ocr,
        )
        for one in candidates
        if one.status in ("accepted", "corrected")
    ]
    return tuple(sorted(statements, key=place))


def place(statement: Statement) -> tuple[int, int, str]:
    """Where a statement stands in its text, for sorting."""
    start = statement.value_start if statement.value_start is not None else statement.quote_start
    return (start or 0, statement.quote_start or 0, statement.statement_id)
