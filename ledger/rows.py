"""Rows of the ledger, read and added inside a transaction that the caller has begun."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from etl.model import Statement
from etl.sources.statement_json import statement_of, statement_row
from intake.manuscript import Manuscript
from ledger.errors import UnknownSubmission
from ledger.layout import manuscript_of
from ledger.model import Action, Candidate, Decision, Submission
from ledger.review import document_after, document_status, drafted, published_by, replayed
from ledger.tables import candidates as candidate_rows
from ledger.tables import decisions as decision_rows
from ledger.tables import submissions


def submission_row(connection: Connection, submission_id: str) -> Mapping[str, Any]:
    """The stored row of a submission; raises `UnknownSubmission`."""
    query = sa.select(submissions).where(submissions.c.submission_id == submission_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownSubmission("Không có hồ sơ '{id}'", id=submission_id)
    return dict(row)


def require_submission(connection: Connection, submission_id: str) -> None:
    """Raise `UnknownSubmission` where there is none of that id."""
    query = sa.select(submissions.c.submission_id).where(submissions.c.submission_id == submission_id)
    if connection.execute(query).scalar_one_or_none() is None:
        raise UnknownSubmission("Không có hồ sơ '{id}'", id=submission_id)


def submission_of(connection: Connection, submission_id: str) -> Submission:
    """One submission; raises `UnknownSubmission`."""
    found = all_submissions(connection, submission_id)
    if not found:
        raise UnknownSubmission("Không có hồ sơ '{id}'", id=submission_id)
    return found[0]


def all_submissions(connection: Connection, submission_id: str | None = None) -> tuple[Submission, ...]:
    """Every submission as it stands, the newest first; only the named one where one is named."""
    columns = [column for column in submissions.c if column.name not in ("text", "layout")]
    query = sa.select(*columns).order_by(submissions.c.created_at.desc(), submissions.c.submission_id)
    drafts = sa.select(candidate_rows.c.submission_id, candidate_rows.c.statement_key)
    short = sa.select(
        decision_rows.c.decision_id, decision_rows.c.submission_id, decision_rows.c.statement_key,
        decision_rows.c.action,
    ).where(decision_rows.c.statement_key.is_not(None)).order_by(decision_rows.c.decision_id)  # fmt: skip
    about = sa.select(decision_rows).where(decision_rows.c.statement_key.is_(None))
    if submission_id is not None:
        query = query.where(submissions.c.submission_id == submission_id)
        drafts = drafts.where(candidate_rows.c.submission_id == submission_id)
        short = short.where(decision_rows.c.submission_id == submission_id)
        about = about.where(decision_rows.c.submission_id == submission_id)
    keys: dict[str, dict[str, str | None]] = {}
    last: dict[str, int] = {}
    for owner, key in connection.execute(drafts):
        keys.setdefault(owner, {})[key] = None
    for decision_id, owner, key, action in connection.execute(short):
        keys.setdefault(owner, {})[key] = action
        last[owner] = decision_id
    documents: dict[str, list[Decision]] = {}
    for one in connection.execute(about.order_by(decision_rows.c.decision_id)).mappings():
        documents.setdefault(one["submission_id"], []).append(decision_of(one))
    found = []
    for row in connection.execute(query).mappings():
        owner = row["submission_id"]
        own = documents.get(owner, [])
        newest = max([last.get(owner, 0), *(one.decision_id for one in own)]) or None
        approval = published_by(own)
        actions = keys.get(owner, {})
        found.append(
            Submission(
                submission_id=owner,
                sha256=row["sha256"],
                name=row["name"],
                media_type=row["media_type"],
                document=document_after(json.loads(row["document"]), own),
                status=document_status(own),
                created_by=row["created_by"],
                created_at=row["created_at"],
                last_decision_id=newest,
                document_decision_id=own[-1].decision_id if own else None,
                candidates=len(actions),
                undecided=sum(action in (None, "reopen") for action in actions.values()),
                is_published_by=approval.decision_id if approval else None,
            )
        )
    return tuple(found)


def manuscript_in(connection: Connection, submission_id: str) -> Manuscript:
    """The manuscript of a submission, its pages without pictures."""
    row = submission_row(connection, submission_id)
    text = bytes(row["text"]).decode("utf-8")
    return manuscript_of(row["name"], row["media_type"], row["sha256"], text, json.loads(row["layout"]))


def drafts_of(connection: Connection, submission_id: str) -> list[Candidate]:
    """The statements of a submission as the rules drafted them."""
    query = (
        sa.select(candidate_rows)
        .where(candidate_rows.c.submission_id == submission_id)
        .order_by(candidate_rows.c.place)
    )
    return [
        drafted(statement_of(json.loads(row["statement"])), row["statement_key"], is_ocr=row["is_ocr"])
        for row in connection.execute(query).mappings()
    ]


def states_of(connection: Connection, submission_id: str) -> dict[str, Candidate]:
    """The statements of a submission as they stand, by key."""
    return replayed(drafts_of(connection, submission_id), decisions_of(connection, submission_id))


def decisions_of(connection: Connection, submission_id: str | None) -> tuple[Decision, ...]:
    """Every decision in order; only those about one submission where one is named."""
    query = sa.select(decision_rows).order_by(decision_rows.c.decision_id)
    if submission_id is not None:
        query = query.where(decision_rows.c.submission_id == submission_id)
    return tuple(decision_of(row) for row in connection.execute(query).mappings())


def decision_of(row: Mapping[Any, Any]) -> Decision:
    """The decision that a stored row holds."""
    read = {**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])}
    return Decision(**read)


def record_decision(
    connection: Connection,
    submission_id: str,
    statement_key: str | None,
    action: Action,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    author: str,
    reason: str | None,
    *,
    threshold: float | None = None,
) -> Decision:
    """Add one decision and return it."""
    row = {
        "submission_id": submission_id,
        "statement_key": statement_key,
        "action": action,
        "before": as_json(before),
        "after": as_json(after),
        "reason": reason,
        "author": author,
        "at": now(),
        "threshold": threshold,
    }
    inserted = connection.execute(decision_rows.insert().values(**row))
    key = inserted.inserted_primary_key
    assert key is not None  # both engines give it
    return decision_of({"decision_id": key[0], **row})


def insert_candidates(
    connection: Connection, submission_id: str, keyed: Mapping[str, Statement], manuscript: Manuscript
) -> None:
    """Add the drafted statements of a submission, by key, in their order."""
    rows = [
        {
            "submission_id": submission_id,
            "statement_key": key,
            "place": number,
            "is_ocr": statement.is_ocr
            or manuscript.is_ocr(statement.quote_start or 0, statement.quote_end or 0),
            "statement": as_json(statement_row(statement)),
        }
        for number, (key, statement) in enumerate(keyed.items())
    ]
    if rows:
        connection.execute(candidate_rows.insert(), rows)


def as_json(value: object) -> str:
    """A value as the ledger keeps it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=False)


def now() -> str:
    """This moment, UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
