"""The ledger: what was submitted, what was decided about it, what was published. Rows are only added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from etl.errors import EtlError
from etl.model import Reading, Statement
from etl.sources import Addition, Corpus
from etl.sources.additions import DOCUMENT_FIELDS, PageSpan, Record, document_faults
from etl.sources.documents import in_force, reference_document_id
from etl.sources.provinces import UnitRows, unit_rows
from etl.sources.statement_json import changed, statement_of, statement_row
from etl.validate import failed_errors, run_checks
from intake.manuscript import Manuscript
from ledger import known
from ledger.engine import ledger_url, open_engine, reading, revision, writing
from ledger.errors import NotAcceptable, NotReady, Overtaken, UnknownSubmission
from ledger.layout import layout_of, manuscript_of
from ledger.model import Action, Candidate, Decision, Publication, Submission
from ledger.review import (
    CORRECTABLE,
    document_after,
    document_status,
    drafted,
    place,
    published_by,
    replayed,
    reviewed,
    state_of,
)
from ledger.tables import candidates as candidate_rows
from ledger.tables import decisions as decision_rows
from ledger.tables import page_images, publications, submission_files, submissions

# Nobody may accept many statements at once below this confidence: the share of right statements among
# those that the rules are surer of stands in docs/accuracy.md.
LEAST_BULK_CONFIDENCE = 0.8

# What a document needs before it is approved, and how the desk calls it.
_NEEDED = {
    "title_vi": "tên văn bản",
    "kind": "loại văn bản",
    "unit_id": "đơn vị",
    "issuer": "cơ quan ban hành",
}
_DATED = ("issued_date", "published_date", "period_start")
_DATED_VI = "ngày ban hành, ngày đăng hoặc năm bắt đầu"


def open_ledger(url: str | None = None) -> Ledger:
    """The ledger at `url` (default: MOCSO_LEDGER_URL, else the file `build/ledger.sqlite`), made if need be.

    Raises `LedgerUnavailable` when it cannot be reached.
    """
    address = ledger_url(url)
    return Ledger(address, open_engine(address))


def ledger_exists() -> bool:
    """Whether there is a ledger to ask: a server is configured, or the file is there."""
    url = sa.make_url(ledger_url())
    return url.get_backend_name() != "sqlite" or bool(url.database and Path(url.database).is_file())


class Ledger:
    """An open ledger; safe to use from several threads, and beside other processes.

    A method that writes does so in one transaction: when it returns, its decision is on the disk; when it
    raises, nothing was written.
    """

    def __init__(self, url: str, engine: Engine) -> None:
        self.url = url
        self._engine = engine

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @property
    def engine_name(self) -> str:
        """What keeps the ledger: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @property
    def revision(self) -> str | None:
        """The revision of its tables."""
        return revision(self._engine)

    # What is there

    def submission(self, submission_id: str) -> Submission:
        """One submission; raises `UnknownSubmission`."""
        with reading(self._engine) as connection:
            return _submission(connection, submission_id)

    def submissions(self) -> tuple[Submission, ...]:
        """All submissions, the newest first."""
        with reading(self._engine) as connection:
            return _submissions(connection)

    def manuscript(self, submission_id: str) -> Manuscript:
        """The text of a submission with its pages and tables; pages come without pictures."""
        with reading(self._engine) as connection:
            return _manuscript(connection, submission_id)

    def page_image(self, submission_id: str, number: int) -> bytes | None:
        """The picture (PNG) of one page; None where the page was not scanned."""
        query = sa.select(page_images.c.png).where(
            page_images.c.submission_id == submission_id, page_images.c.number == number
        )
        with reading(self._engine) as connection:
            found = connection.execute(query).scalar_one_or_none()
        return bytes(found) if found is not None else None

    def file(self, submission_id: str) -> bytes:
        """The file as it came; raises `UnknownSubmission` also where only its text was imported."""
        query = sa.select(submission_files.c.data).where(submission_files.c.submission_id == submission_id)
        with reading(self._engine) as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise UnknownSubmission(f"Sổ quyết định không giữ tệp của hồ sơ '{submission_id}'")
        return bytes(found)

    def candidates(self, submission_id: str) -> tuple[Candidate, ...]:
        """The statements of a submission as they stand, in the order of the text."""
        with reading(self._engine) as connection:
            _require(connection, submission_id)
            states = _states(connection, submission_id)
        return tuple(sorted(states.values(), key=lambda one: place(one.current)))

    def decisions(self, submission_id: str | None = None) -> tuple[Decision, ...]:
        """Every decision in order; only those about one submission where it is named."""
        with reading(self._engine) as connection:
            return _decisions(connection, submission_id)

    def publications(self) -> tuple[Publication, ...]:
        """Every publication and way back, the newest first."""
        query = sa.select(publications).order_by(publications.c.publication_id.desc())
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Publication(**{**row, "documents": tuple(json.loads(row["documents"]))}) for row in rows)

    # What people do

    def submit(
        self,
        manuscript: Manuscript,
        data: bytes,
        document: Mapping[str, Any],
        candidates: Sequence[Statement],
        author: str,
        corpus: Corpus,
    ) -> Submission:
        """Take in a file with what was read from it; its review begins.

        `document` holds suggested fields of `data/documents.csv` (unknown ones empty or absent);
        without `document_id` one is made of unit and number. Raises `AlreadyKnown` for a file or document
        number that is here already, `NotAcceptable` for fields that cannot be.
        """
        author = _named(author)
        fields = {name: _filled(document.get(name)) for name in DOCUMENT_FIELDS}
        fields["document_id"] = fields["document_id"] or suggested_id(fields)
        _require_fields(fields)
        submission_id = manuscript.sha256[:16]
        keyed = _keyed(candidates)
        with writing(self._engine) as connection:
            all_known = _submissions(connection)
            known.refuse_file(manuscript.sha256, corpus, all_known)
            known.refuse_number(fields, submission_id, corpus, all_known)
            connection.execute(
                submissions.insert().values(
                    submission_id=submission_id,
                    sha256=manuscript.sha256,
                    name=manuscript.name,
                    media_type=manuscript.media_type,
                    text=manuscript.text.encode("utf-8"),
                    layout=_json(layout_of(manuscript)),
                    document=_json(fields),
                    created_by=author,
                    created_at=_now(),
                )
            )
            connection.execute(submission_files.insert().values(submission_id=submission_id, data=data))
            for page in manuscript.pages:
                if page.image is not None:
                    connection.execute(
                        page_images.insert().values(
                            submission_id=submission_id, number=page.number, png=page.image
                        )
                    )
            _insert_candidates(connection, submission_id, keyed, manuscript)
            return _submission(connection, submission_id)

    def accept(self, submission_id: str, statement_key: str, author: str, *, seen: int | None) -> Decision:
        """The statement is right as it was drafted."""
        return self._decide(submission_id, statement_key, "accept", {"status": "accepted"}, author, seen=seen)

    def correct(
        self,
        submission_id: str,
        statement_key: str,
        changes: Mapping[str, Any],
        author: str,
        *,
        seen: int | None,
        reason: str,
    ) -> Decision:
        """The statement is right with `changes`: fields of `Statement` and their values.

        `changes` are all that differ from the draft; an earlier correction does not go on. Raises
        `NotAcceptable` for a field that cannot be corrected, a value that cannot be, or a quote that does not
        stand in the text.
        """
        if not changes:
            raise NotAcceptable("Không có gì được sửa")
        after = {"status": "corrected", "fields": dict(changes)}
        return self._decide(submission_id, statement_key, "correct", after, author, seen=seen, reason=reason)

    def reject(
        self, submission_id: str, statement_key: str, author: str, *, seen: int | None, reason: str
    ) -> Decision:
        """The text does not say this; it goes into no release."""
        after = {"status": "rejected"}
        return self._decide(submission_id, statement_key, "reject", after, author, seen=seen, reason=reason)

    def reopen(
        self,
        submission_id: str,
        statement_key: str | None,
        author: str,
        *,
        seen: int | None,
        reason: str | None = None,
    ) -> Decision:
        """Take back what was decided about a statement, or (None) begin the review of a document again.

        A document that was approved stays in the releases as it was until it is approved again.
        """
        if statement_key is not None:
            after = {"status": "undecided"}
            return self._decide(
                submission_id, statement_key, "reopen", after, author, seen=seen, reason=reason
            )
        return self._decide_document(submission_id, "reopen", "in_review", author, seen=seen, reason=reason)

    def add(self, submission_id: str, statement: Statement, author: str, *, reason: str) -> Decision:
        """A statement that the rules did not find; its offsets point into the manuscript's text."""
        author = _named(author)
        with writing(self._engine) as connection:
            submission = _submission(connection, submission_id)
            _require_open(submission)
            manuscript = _manuscript(connection, submission_id)
            states = _states(connection, submission_id)
            name = "\x1f".join((str(statement.quote), str(statement.value_text), str(statement.value_start)))
            key = next(
                key
                for times in range(len(states) + 1)
                if (key := f"a{sha256(f'{name}{times}'.encode()).hexdigest()[:8]}") not in states
            )
            row = statement_row(statement) | {
                "statement_id": key,
                "document_id": "",
                "is_ocr": manuscript.is_ocr(statement.quote_start or 0, statement.quote_end or 0),
                "review_status": "unreviewed",
                "reviewed_by": None,
                "reviewed_at": None,
                "evidence": "quoted",
            }
            _require_quote(_checked(lambda: statement_of(row)), manuscript.text)
            after = {"status": "accepted", "fields": row}
            return _record(connection, submission_id, key, "add", {}, after, author, _given(reason))

    def bulk_accept(
        self, submission_id: str, author: str, *, threshold: float, keys: Sequence[str] | None = None
    ) -> tuple[Decision, ...]:
        """Accept every undecided statement of at least this confidence, or just those of `keys`.

        Without `keys`, statements that came through OCR are left out; with them, a statement that came
        through OCR, is less sure than `threshold`, or is decided already refuses all of it. Raises
        `NotAcceptable`, also for a threshold below `LEAST_BULK_CONFIDENCE`.
        """
        author = _named(author)
        if not LEAST_BULK_CONFIDENCE <= threshold <= 1:
            least = f"{LEAST_BULK_CONFIDENCE:g}".replace(".", ",")
            raise NotAcceptable(f"Chỉ chấp nhận hàng loạt từ độ tin {least} trở lên")
        with writing(self._engine) as connection:
            _require_open(_submission(connection, submission_id))
            states = _states(connection, submission_id)
            if keys is None:
                chosen = [one for one in states.values() if not _unfit_for_bulk(one, threshold)]
            else:
                chosen = [_of_key(states, key) for key in dict.fromkeys(keys)]
                for one in chosen:
                    if why := _unfit_for_bulk(one, threshold):
                        raise NotAcceptable(f"Không chấp nhận hàng loạt được '{one.statement_key}': {why}")
            return tuple(
                _record(
                    connection,
                    submission_id,
                    one.statement_key,
                    "bulk_accept",
                    state_of(one),
                    {"status": "accepted"},
                    author,
                    None,
                    threshold=threshold,
                )
                for one in sorted(chosen, key=lambda one: place(one.current))
            )

    def edit_document(
        self,
        submission_id: str,
        changes: Mapping[str, Any],
        author: str,
        *,
        seen: int | None,
        corpus: Corpus,
        reason: str | None = None,
    ) -> Decision:
        """Change fields of the document; `seen` is its `document_decision_id`.

        Another unit empties the territory when that is not changed with it. Raises `Overtaken`,
        `AlreadyKnown` when the number belongs to a document that is here, `NotAcceptable`.
        """
        author = _named(author)
        if unknown := sorted(changes.keys() - set(DOCUMENT_FIELDS)):
            raise NotAcceptable(f"Văn bản không có trường {', '.join(unknown)}")
        with writing(self._engine) as connection:
            submission = _submission(connection, submission_id)
            _require_open(submission)
            _require_seen(seen, submission.document_decision_id)
            before = dict(submission.document)
            new = {name: _filled(value) for name, value in changes.items()}
            if new.get("unit_id", before["unit_id"]) != before["unit_id"]:
                new.setdefault("territory_id", None)
            after = {**before, **new}
            after["document_id"] = after["document_id"] or suggested_id(after)
            _require_fields(after)
            known.refuse_number(after, submission_id, corpus, _submissions(connection))
            fields = [name for name in DOCUMENT_FIELDS if after[name] != before[name]]
            if not fields:
                raise NotAcceptable("Không có gì được sửa")
            return _record(
                connection,
                submission_id,
                None,
                "edit_document",
                {name: before[name] for name in fields},
                {name: after[name] for name in fields},
                author,
                reason,
            )

    def approve(self, submission_id: str, author: str, *, seen: int | None, corpus: Corpus) -> Decision:
        """The document may be published; `seen` is the submission's `last_decision_id`.

        The decision keeps the registry row, the units and the territories that go into a release.
        Raises `NotReady`, which names what is missing, `Overtaken`, `AlreadyKnown`.
        """
        author = _named(author)
        with writing(self._engine) as connection:
            submission = _submission(connection, submission_id)
            _require_open(submission)
            _require_seen(seen, submission.last_decision_id)
            after = _approvable(connection, submission, corpus)
            before = {"status": submission.status}
            return _record(connection, submission_id, None, "approve", before, after, author, None)

    def faults(self, submission_id: str, corpus: Corpus) -> tuple[str, ...]:
        """What would keep the submission from being approved now, one sentence each; empty when nothing."""
        with reading(self._engine) as connection:
            try:
                _approvable(connection, _submission(connection, submission_id), corpus)
            except NotReady as error:
                return (*(str(NotReady(undecided=error.undecided)),) * bool(error.undecided),
                        *(f"chưa điền: {field}" for field in error.missing), *error.faults)  # fmt: skip
        return ()

    def withdraw(self, submission_id: str, author: str, *, seen: int | None, reason: str) -> Decision:
        """The document goes out of the next release; `seen` is its `document_decision_id`."""
        return self._decide_document(
            submission_id, "withdraw", "withdrawn", author, seen=seen, reason=_given(reason)
        )

    # What goes into a release

    def approved(self) -> tuple[Addition, ...]:
        """What was approved and not withdrawn, each as it was when it was approved, by document id."""
        with reading(self._engine) as connection:
            return _approved(connection)

    def additions_beside(self, corpus: Corpus) -> tuple[Addition, ...]:
        """What goes into a release of `corpus`: what is approved here, and the additions of the data folder.

        For a document that was ever approved or withdrawn here the ledger speaks, whatever the folder says.
        """
        with reading(self._engine) as connection:
            return _beside(connection, corpus)

    def record_publication(
        self,
        action: str,
        release_id: str,
        previous_release_id: str | None,
        documents: Iterable[str],
        author: str,
    ) -> None:
        """Note that the current release has changed."""
        with writing(self._engine) as connection:
            connection.execute(
                publications.insert().values(
                    action=action,
                    release_id=release_id,
                    previous_release_id=previous_release_id,
                    documents=_json(list(documents)),
                    author=_named(author),
                    at=_now(),
                )
            )

    # Export and import

    def record_of(self, submission_id: str) -> Record:
        """What `data/added` keeps of a submission beyond what a release needs."""
        with reading(self._engine) as connection:
            row = _row(connection, submission_id)
            own = _decisions(connection, submission_id)
            drafts = _drafts(connection, submission_id)
            query = sa.select(submission_files.c.data).where(
                submission_files.c.submission_id == submission_id
            )
            data = connection.execute(query).scalar_one_or_none()
        origin = {
            "created_by": row["created_by"],
            "created_at": row["created_at"],
            "suggested": json.loads(row["document"]),
            "keys": [one.statement_key for one in drafts],
            **json.loads(row["layout"]),
        }
        kept = [
            {name: getattr(one, name) for name in Decision.__slots__ if name not in _NOT_EXPORTED}
            for one in own
        ]
        return Record(
            origin=origin,
            candidates=tuple(one.drafted for one in drafts),
            decisions=tuple(kept),
            original=bytes(data) if data is not None else None,
        )

    def take_in(self, addition: Addition) -> bool:
        """Import one addition with all its decisions; False when its submission is here already.

        Decisions get new ids in their old order, and keep author and time. Raises `NotAcceptable` when the
        addition comes without its record.
        """
        record = addition.record
        if record is None:
            raise NotAcceptable(f"'{addition.document_id}' không kèm nhật ký quyết định, không nhập được")
        manuscript = manuscript_of(
            addition.file_name, addition.media_type, addition.file_sha256, addition.text, record.origin
        )
        with writing(self._engine) as connection:
            if any(one.sha256 == addition.file_sha256 for one in _submissions(connection)):
                return False
            connection.execute(
                submissions.insert().values(
                    submission_id=addition.submission_id,
                    sha256=addition.file_sha256,
                    name=addition.file_name,
                    media_type=addition.media_type,
                    text=addition.text.encode("utf-8"),
                    layout=_json(layout_of(manuscript)),
                    document=_json(record.origin["suggested"]),
                    created_by=record.origin["created_by"],
                    created_at=record.origin["created_at"],
                )
            )
            if record.original is not None:
                connection.execute(
                    submission_files.insert().values(
                        submission_id=addition.submission_id, data=record.original
                    )
                )
            keyed = dict(zip(record.origin["keys"], record.candidates, strict=True))
            _insert_candidates(connection, addition.submission_id, keyed, manuscript)
            for row in record.decisions:
                connection.execute(
                    decision_rows.insert().values(
                        **{
                            **row,
                            "submission_id": addition.submission_id,
                            "before": _json(row["before"]),
                            "after": _json(row["after"]),
                        }
                    )
                )
        return True

    # How a decision is made

    def _decide(
        self,
        submission_id: str,
        statement_key: str,
        action: Action,
        after: Mapping[str, Any],
        author: str,
        *,
        seen: int | None,
        reason: str | None = None,
    ) -> Decision:
        author = _named(author)
        if action in ("correct", "reject"):
            reason = _given(reason)
        with writing(self._engine) as connection:
            _require_open(_submission(connection, submission_id))
            candidate = _of_key(_states(connection, submission_id), statement_key)
            _require_seen(seen, candidate.last_decision_id)
            if action == "correct":
                fields = _correction(candidate, after["fields"], _manuscript(connection, submission_id).text)
                after = {**after, "fields": fields}
            before = state_of(candidate)
            return _record(connection, submission_id, statement_key, action, before, after, author, reason)

    def _decide_document(
        self,
        submission_id: str,
        action: Action,
        status: str,
        author: str,
        *,
        seen: int | None,
        reason: str | None,
    ) -> Decision:
        author = _named(author)
        with writing(self._engine) as connection:
            submission = _submission(connection, submission_id)
            _require_seen(seen, submission.document_decision_id)
            if submission.status == status:
                raise NotAcceptable(f"Hồ sơ '{submission_id}' đã ở trạng thái này")
            before, after = {"status": submission.status}, {"status": status}
            return _record(connection, submission_id, None, action, before, after, author, reason)


_NOT_EXPORTED = {"decision_id", "submission_id"}


def suggested_id(document: Mapping[str, Any]) -> str | None:
    """An id for a document: its unit and its number, else its kind and year; None without a unit."""
    if not document.get("unit_id"):
        return None
    dated = str(document.get("issued_date") or document.get("period_start") or "")[:4]
    name = document.get("number") or f"{document.get('kind') or 'van-ban'} {dated}"
    return reference_document_id(f"{document['unit_id']} {name}")


def _approvable(connection: Connection, submission: Submission, corpus: Corpus) -> dict[str, Any]:
    """What an `approve` decision keeps; raises `NotReady`."""
    document = dict(submission.document)
    missing = [label for name, label in _NEEDED.items() if not document[name]]
    if not any(document[name] for name in _DATED):
        missing.append(_DATED_VI)
    if submission.undecided or missing:
        raise NotReady(undecided=submission.undecided, missing=missing)
    known.refuse_number(document, submission.submission_id, corpus, _submissions(connection))
    on, _ = in_force(document["issued_date"], document["published_date"], document["period_start"])
    try:
        rows = unit_rows(corpus.tables, document["unit_id"], on)
        document["territory_id"] = document["territory_id"] or rows.territory_id
        after = {"status": "approved", "document": document, **_new_rows(rows, corpus)}
        states = _states(connection, submission.submission_id)
        addition = _addition(connection, submission.submission_id, after, states.values())
        others = [one for one in _beside(connection, corpus) if one.submission_id != addition.submission_id]
        whole = corpus.with_additions([*others, addition])
    except EtlError as error:
        raise NotReady(faults=str(error).split("\n")) from error
    checks = run_checks(whole, [Reading(addition.document_id, addition.statements, (), ())])
    if failed := failed_errors(checks):
        raise NotReady(faults=[line for one in failed for line in (one.detail or one.title_vi).split("\n")])
    return after


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
    row = _row(connection, submission_id)
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


def _approved(connection: Connection) -> tuple[Addition, ...]:
    additions = []
    for submission in _submissions(connection):
        if submission.is_published_by is None:
            continue
        own = [
            one
            for one in _decisions(connection, submission.submission_id)
            if one.decision_id <= submission.is_published_by
        ]
        states = replayed(_drafts(connection, submission.submission_id), own)
        additions.append(_addition(connection, submission.submission_id, own[-1].after, states.values()))
    return tuple(sorted(additions, key=lambda one: one.document_id))


def _beside(connection: Connection, corpus: Corpus) -> tuple[Addition, ...]:
    query = sa.select(decision_rows.c.submission_id).where(
        decision_rows.c.action.in_(("approve", "withdraw"))
    )
    governed = set(connection.execute(query).scalars())
    kept = [one for one in corpus.additions if one.submission_id not in governed]
    return (*_approved(connection), *kept)


def _row(connection: Connection, submission_id: str) -> Mapping[str, Any]:
    query = sa.select(submissions).where(submissions.c.submission_id == submission_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownSubmission(f"Không có hồ sơ '{submission_id}'")
    return dict(row)


def _require(connection: Connection, submission_id: str) -> None:
    query = sa.select(submissions.c.submission_id).where(submissions.c.submission_id == submission_id)
    if connection.execute(query).scalar_one_or_none() is None:
        raise UnknownSubmission(f"Không có hồ sơ '{submission_id}'")


def _submission(connection: Connection, submission_id: str) -> Submission:
    found = _submissions(connection, submission_id)
    if not found:
        raise UnknownSubmission(f"Không có hồ sơ '{submission_id}'")
    return found[0]


def _submissions(connection: Connection, submission_id: str | None = None) -> tuple[Submission, ...]:
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
        documents.setdefault(one["submission_id"], []).append(_decision(one))
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


def _manuscript(connection: Connection, submission_id: str) -> Manuscript:
    row = _row(connection, submission_id)
    text = bytes(row["text"]).decode("utf-8")
    return manuscript_of(row["name"], row["media_type"], row["sha256"], text, json.loads(row["layout"]))


def _drafts(connection: Connection, submission_id: str) -> list[Candidate]:
    query = (
        sa.select(candidate_rows)
        .where(candidate_rows.c.submission_id == submission_id)
        .order_by(candidate_rows.c.place)
    )
    return [
        drafted(statement_of(json.loads(row["statement"])), row["statement_key"], is_ocr=row["is_ocr"])
        for row in connection.execute(query).mappings()
    ]


def _states(connection: Connection, submission_id: str) -> dict[str, Candidate]:
    return replayed(_drafts(connection, submission_id), _decisions(connection, submission_id))


def _decisions(connection: Connection, submission_id: str | None) -> tuple[Decision, ...]:
    query = sa.select(decision_rows).order_by(decision_rows.c.decision_id)
    if submission_id is not None:
        query = query.where(decision_rows.c.submission_id == submission_id)
    return tuple(_decision(row) for row in connection.execute(query).mappings())


def _decision(row: Mapping[Any, Any]) -> Decision:
    read = {**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])}
    return Decision(**read)


def _record(
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
    row = {
        "submission_id": submission_id,
        "statement_key": statement_key,
        "action": action,
        "before": _json(before),
        "after": _json(after),
        "reason": reason,
        "author": author,
        "at": _now(),
        "threshold": threshold,
    }
    inserted = connection.execute(decision_rows.insert().values(**row))
    key = inserted.inserted_primary_key
    assert key is not None  # both engines give it
    return _decision({"decision_id": key[0], **row})


def _insert_candidates(
    connection: Connection, submission_id: str, keyed: Mapping[str, Statement], manuscript: Manuscript
) -> None:
    rows = [
        {
            "submission_id": submission_id,
            "statement_key": key,
            "place": number,
            "is_ocr": statement.is_ocr
            or manuscript.is_ocr(statement.quote_start or 0, statement.quote_end or 0),
            "statement": _json(statement_row(statement)),
        }
        for number, (key, statement) in enumerate(keyed.items())
    ]
    if rows:
        connection.execute(candidate_rows.insert(), rows)


def _keyed(candidates: Sequence[Statement]) -> dict[str, Statement]:
    keyed = {one.statement_id.removeprefix(f"{one.document_id}-"): one for one in candidates}
    if len(keyed) != len(candidates) or "" in keyed:
        raise NotAcceptable("Các phát biểu được đề xuất có mã trùng nhau")
    return keyed


def _of_key(states: Mapping[str, Candidate], statement_key: str) -> Candidate:
    try:
        return states[statement_key]
    except KeyError:
        raise UnknownSubmission(f"Hồ sơ không có phát biểu '{statement_key}'") from None


def _correction(candidate: Candidate, changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    if unknown := sorted(changes.keys() - set(CORRECTABLE)):
        raise NotAcceptable(f"Không sửa được: {', '.join(unknown)}")
    corrected = _checked(lambda: changed(candidate.drafted, changes))
    _require_quote(corrected, text)
    was, now = statement_row(candidate.drafted), statement_row(corrected)
    fields = {name: now[name] for name in CORRECTABLE if now[name] != was[name]}
    if not fields:
        raise NotAcceptable("Không có gì được sửa")
    return fields


def _checked(make: Any) -> Statement:
    try:
        statement: Statement = make()
    except ValueError as error:
        raise NotAcceptable(str(error)) from error
    return statement


def _require_quote(statement: Statement, text: str) -> None:
    start, end = statement.quote_start, statement.quote_end
    if start is None or end is None or not 0 <= start < end or text[start:end] != statement.quote:
        raise NotAcceptable("Câu trích không nằm đúng chỗ trong văn bản")
    low, high = statement.value_start, statement.value_end
    if (low is None) != (high is None) or (
        low is not None and high is not None and not start <= low < high <= end
    ):
        raise NotAcceptable("Con số không nằm trong câu trích")


def _unfit_for_bulk(candidate: Candidate, threshold: float) -> str | None:
    if candidate.status != "undecided" or candidate.last_decision_id is not None:
        return "đã có người quyết định"
    if candidate.is_ocr:
        return "chữ do máy đọc từ ảnh, phải xem từng con số"
    if candidate.current.confidence is None or candidate.current.confidence < threshold:
        return "độ tin thấp hơn mức đã chọn"
    return None


def _require_open(submission: Submission) -> None:
    if submission.status != "in_review":
        raise NotAcceptable("Hồ sơ không còn đang soát xét; hãy mở lại trước khi sửa")


def _require_seen(seen: int | None, newest: int | None) -> None:
    if seen != newest:
        raise Overtaken("Đã có người khác quyết định trước; hãy xem lại rồi quyết định", newest=newest)


def _require_fields(document: Mapping[str, Any]) -> None:
    # What is still empty is asked for on approval only.
    filled = dict.fromkeys(("title_vi", "kind", "unit_id", "territory_id", "document_id"), "x")
    filled |= {name: value for name, value in document.items() if value is not None}
    if faults := list(document_faults(filled, "văn bản")):
        raise NotAcceptable("; ".join(str(fault) for fault in faults))


def _filled(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    return value


def _named(author: str) -> str:
    if not author.strip():
        raise NotAcceptable("Quyết định phải có tên người quyết định")
    return author.strip()


def _given(reason: str | None) -> str:
    if not reason or not reason.strip():
        raise NotAcceptable("Phải nêu lý do")
    return reason.strip()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
