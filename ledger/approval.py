"""From a reviewed submission to what goes into a release."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from etl.errors import EtlError
from etl.model import Reading
from etl.sources import Addition, Corpus
from etl.sources.additions import PageSpan
from etl.sources.documents import in_force
from etl.sources.provinces import UnitRows, unit_rows
from etl.validate import failed_errors, run_checks
from ledger import known
from ledger.errors import NotReady
from ledger.model import Candidate, Submission
from ledger.review import replayed, reviewed
from ledger.rows import all_submissions, decisions_of, drafts_of, states_of, submission_row
from ledger.tables import decisions as decision_rows
from warehouse.errors import Message

# What a document needs before it is approved, and how the desk calls it.
_NEEDED = {
    "title_vi": Message("tên văn bản"),
    "kind": Message("loại văn bản"),
    "unit_id": Message("đơn vị"),
    "issuer": Message("cơ quan ban hành"),
}
_DATED = ("issued_date", "published_date", "period_start")
_DATE = Message("ngày ban hành, ngày đăng hoặc năm bắt đầu")


def approvable(connection: Connection, submission: Submission, corpus: Corpus) -> dict[str, Any]:
    """What an `approve` decision keeps; raises `NotReady`."""
    document = dict(submission.document)
    missing = [label for name, label in _NEEDED.items() if not document[name]]
    if not any(document[name] for name in _DATED):
        missing.append(_DATE)
    if submission.undecided or missing:
        raise NotReady(undecided=submission.undecided, missing=missing)
    known.refuse_number(document, submission.submission_id, corpus, all_submissions(connection))
    on, _ = in_force(document["issued_date"], document["published_date"], document["period_start"])
    try:
        rows = unit_rows(corpus.tables, document["unit_id"], on)
        document["territory_id"] = document["territory_id"] or rows.territory_id
        after = {"status": "approved", "document": document, **_new_rows(rows, corpus)}
        states = states_of(connection, submission.submission_id)
        addition = _addition(connection, submission.submission_id, after, states.values())
        others = [
            one for one in additions_in(connection, corpus) if one.submission_id != addition.submission_id
        ]
        whole = corpus.with_additions([*others, addition])
    except EtlError as error:
        raise NotReady(faults=_lines(str(error))) from error
    checks = run_checks(whole, [Reading(addition.document_id, addition.statements, (), ())])
    if failed := failed_errors(checks):
        raise NotReady(faults=[line for one in failed for line in _lines(one.detail or one.title_vi)])
    return after


def _lines(told: str) -> list[Message]:
    """What a check or a reader of data says, one message a line: as it stands, in Vietnamese only."""
    return [Message("{fault}", fault=line) for line in told.split("\n")]


def _new_rows(rows: UnitRows, corpus: Corpus) -> dict[str, list[dict[str, Any]]]:
    """The units and territories that the hand-kept tables do not have, as JSON values."""
    kept = corpus.kept or corpus
    units = {row["unit_id"] for row in kept.rows("units")}
    territories = {row["territory_id"] for row in kept.rows("territories")}
    return {
        "units": [dict(row) for row in rows.units if row["unit_id"] not in units],
        "territories": [
            {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
            for row in rows.territories
            if row["territory_id"] not in territories
        ],
    }


def _addition(
    connection: Connection, submission_id: str, approval: Mapping[str, Any], candidates: Iterable[Candidate]
) -> Addition:
    row = submission_row(connection, submission_id)
    layout = json.loads(row["layout"])
    document = dict(approval["document"])
    return Addition(
        submission_id=submission_id,
        file_name=row["name"],
        media_type=row["media_type"],
        file_sha256=row["sha256"],
        document=document,
        text=bytes(row["text"]).decode("utf-8"),
        pages=tuple(PageSpan(*page) for page in layout["pages"]),
        statements=reviewed(candidates, document["document_id"]),
        units=tuple(approval["units"]),
        territories=tuple(_with_dates(one) for one in approval["territories"]),
    )


def _with_dates(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: row[name] for name in ("valid_from", "valid_to")}
    return {
        **row,
        **{name: datetime.fromisoformat(day).date() if day else None for name, day in days.items()},
    }


def approved_in(connection: Connection) -> tuple[Addition, ...]:
    """What was approved and not withdrawn, each as it was when it was approved, by document id."""
    additions = []
    for submission in all_submissions(connection):
        if submission.is_published_by is None:
            continue
        own = [
            one
            for one in decisions_of(connection, submission.submission_id)
            if one.decision_id <= submission.is_published_by
        ]
        states = replayed(drafts_of(connection, submission.submission_id), own)
        additions.append(_addition(connection, submission.submission_id, own[-1].after, states.values()))
    return tuple(sorted(additions, key=lambda one: one.document_id))


def additions_in(connection: Connection, corpus: Corpus) -> tuple[Addition, ...]:
    """What is approved here, and the additions of the folder that nobody decided on here."""
    query = sa.select(decision_rows.c.submission_id).where(
        decision_rows.c.action.in_(("approve", "withdraw"))
    )
    governed = set(connection.execute(query).scalars())
    kept = [one for one in corpus.additions if one.submission_id not in governed]
    return (*approved_in(connection), *kept)
