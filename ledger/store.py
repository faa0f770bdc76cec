"""The ledger: what was submitted, what was decided about it, what was published. Rows are only added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine

from etl.model import Statement
from etl.sources import Addition, Corpus
from etl.sources.additions import DOCUMENT_FIELDS, Record, document_faults
from etl.sources.documents import reference_document_id
from etl.sources.statement_json import changed, statement_of, statement_row
from intake.manuscript import Manuscript
from ledger import known
from ledger.approval import additions_in, approvable, approved_in
from ledger.engine import ledger_url, open_engine, reading, revision, writing
from ledger.errors import AlreadyKnown, NotAcceptable, NotReady, Overtaken, UnknownSubmission
from ledger.layout import layout_of, manuscript_of
from ledger.model import Action, Candidate, Decision, Publication, Submission
from ledger.review import (
    CORRECTABLE,
    place,
    state_of,
)
from ledger.rows import (
    all_submissions,
    as_json,
    decisions_of,
    drafts_of,
    insert_candidates,
    manuscript_in,
    now,
    record_decision,
    require_submission,
    states_of,
    submission_of,
    submission_row,
)
from ledger.tables import decisions as decision_rows
from ledger.tables import page_images, publications, submission_files, submissions
from warehouse.errors import Message

# Nobody may accept many statements at once below this confidence. By docs/accuracy.md ("Does the confidence
# mean something?") of those that the rules are as sure of, 95 in 100 are right; from 0.80 to 0.85 only 68.
LEAST_BULK_CONFIDENCE = 0.9


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
            return submission_of(connection, submission_id)

    def submissions(self) -> tuple[Submission, ...]:
        """All submissions, the newest first."""
        with reading(self._engine) as connection:
            return all_submissions(connection)

    def manuscript(self, submission_id: str) -> Manuscript:
        """The text of a submission with its pages and tables; pages come without pictures."""
        with reading(self._engine) as connection:
            return manuscript_in(connection, submission_id)

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
            raise UnknownSubmission("Sổ quyết định không giữ tệp của hồ sơ '{id}'", id=submission_id)
        return bytes(found)

    def candidates(self, submission_id: str) -> tuple[Candidate, ...]:
        """The statements of a submission as they stand, in the order of the text."""
        with reading(self._engine) as connection:
            require_submission(connection, submission_id)
            states = states_of(connection, submission_id)
        return tuple(sorted(states.values(), key=lambda one: place(one.current)))

    def decisions(self, submission_id: str | None = None) -> tuple[Decision, ...]:
        """Every decision in order; only those about one submission where it is named."""
        with reading(self._engine) as connection:
            return decisions_of(connection, submission_id)

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
            all_known = all_submissions(connection)
            known.refuse_file(manuscript.sha256, corpus, all_known)
            known.refuse_number(fields, submission_id, corpus, all_known)
            connection.execute(
                submissions.insert().values(
                    submission_id=submission_id,
                    sha256=manuscript.sha256,
                    name=manuscript.name,
                    media_type=manuscript.media_type,
                    text=manuscript.text.encode("utf-8"),
                    layout=as_json(layout_of(manuscript)),
                    document=as_json(fields),
                    created_by=author,
                    created_at=now(),
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
            insert_candidates(connection, submission_id, keyed, manuscript)
            return submission_of(connection, submission_id)

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
            submission = submission_of(connection, submission_id)
            _require_open(submission)
            manuscript = manuscript_in(connection, submission_id)
            states = states_of(connection, submission_id)
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
            return record_decision(connection, submission_id, key, "add", {}, after, author, _given(reason))

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
            raise NotAcceptable("Chỉ chấp nhận hàng loạt từ độ tin {least} trở lên", least=least)
        with writing(self._engine) as connection:
            _require_open(submission_of(connection, submission_id))
            states = states_of(connection, submission_id)
            if keys is None:
                chosen = [one for one in states.values() if not _unfit_for_bulk(one, threshold)]
            else:
                chosen = [_of_key(states, key) for key in dict.fromkeys(keys)]
                for one in chosen:
                    if why := _unfit_for_bulk(one, threshold):
                        raise NotAcceptable(
                            "Không chấp nhận hàng loạt được '{key}': {why}", key=one.statement_key, why=why
                        )
            return tuple(
                record_decision(
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
            raise NotAcceptable("Văn bản không có trường {fields}", fields=", ".join(unknown))
        with writing(self._engine) as connection:
            submission = submission_of(connection, submission_id)
            _require_open(submission)
            _require_seen(seen, submission.document_decision_id)
            before = dict(submission.document)
            new = {name: _filled(value) for name, value in changes.items()}
            if new.get("unit_id", before["unit_id"]) != before["unit_id"]:
                new.setdefault("territory_id", None)
            after = {**before, **new}
            after["document_id"] = after["document_id"] or suggested_id(after)
            _require_fields(after)
            known.refuse_number(after, submission_id, corpus, all_submissions(connection))
            fields = [name for name in DOCUMENT_FIELDS if after[name] != before[name]]
            if not fields:
                raise NotAcceptable("Không có gì được sửa")
            return record_decision(
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
            submission = submission_of(connection, submission_id)
            _require_open(submission)
            _require_seen(seen, submission.last_decision_id)
            after = approvable(connection, submission, corpus)
            before = {"status": submission.status}
            return record_decision(connection, submission_id, None, "approve", before, after, author, None)

    def faults(self, submission_id: str, corpus: Corpus) -> tuple[Message, ...]:
        """What would keep the submission from being approved now, one message each; empty when nothing."""
        with reading(self._engine) as connection:
            try:
                approvable(connection, submission_of(connection, submission_id), corpus)
            except AlreadyKnown as error:
                return (error.said,)
            except NotReady as error:
                return error.reasons
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
            return approved_in(connection)

    def additions_beside(self, corpus: Corpus) -> tuple[Addition, ...]:
        """What goes into a release of `corpus`: what is approved here, and the additions of the data folder.

        For a document that was ever approved or withdrawn here the ledger speaks, whatever the folder says.
        """
        with reading(self._engine) as connection:
            return additions_in(connection, corpus)

    def record_publication(
        self,
        action: str,
        release_id: str,
        previous_release_id: str | None,
        documents: Iterable[str],
        author: str,
        reason: str | None = None,
    ) -> None:
        """Note that the current release has changed, and why."""
        with writing(self._engine) as connection:
            connection.execute(
                publications.insert().values(
                    action=action,
                    release_id=release_id,
                    previous_release_id=previous_release_id,
                    documents=as_json(list(documents)),
                    author=_named(author),
                    at=now(),
                    reason=reason,
                )
            )

    # Export and import

    def record_of(self, submission_id: str) -> Record:
        """What `data/added` keeps of a submission beyond what a release needs."""
        with reading(self._engine) as connection:
            row = submission_row(connection, submission_id)
            own = decisions_of(connection, submission_id)
            drafts = drafts_of(connection, submission_id)
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
            raise NotAcceptable(
                "'{id}' không kèm nhật ký quyết định, không nhập được", id=addition.document_id
            )
        manuscript = manuscript_of(
            addition.file_name, addition.media_type, addition.file_sha256, addition.text, record.origin
        )
        with writing(self._engine) as connection:
            if any(one.sha256 == addition.file_sha256 for one in all_submissions(connection)):
                return False
            connection.execute(
                submissions.insert().values(
                    submission_id=addition.submission_id,
                    sha256=addition.file_sha256,
                    name=addition.file_name,
                    media_type=addition.media_type,
                    text=addition.text.encode("utf-8"),
                    layout=as_json(layout_of(manuscript)),
                    document=as_json(record.origin["suggested"]),
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
            insert_candidates(connection, addition.submission_id, keyed, manuscript)
            for row in record.decisions:
                connection.execute(
                    decision_rows.insert().values(
                        **{
                            **row,
                            "submission_id": addition.submission_id,
                            "before": as_json(row["before"]),
                            "after": as_json(row["after"]),
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
            _require_open(submission_of(connection, submission_id))
            candidate = _of_key(states_of(connection, submission_id), statement_key)
            _require_seen(seen, candidate.last_decision_id)
            if action == "correct":
                fields = _correction(
                    candidate, after["fields"], manuscript_in(connection, submission_id).text
                )
                after = {**after, "fields": fields}
            before = state_of(candidate)
            return record_decision(
                connection, submission_id, statement_key, action, before, after, author, reason
            )

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
            submission = submission_of(connection, submission_id)
            _require_seen(seen, submission.document_decision_id)
            if submission.status == status:
                raise NotAcceptable("Hồ sơ '{id}' đã ở trạng thái này", id=submission_id)
            before, after = {"status": submission.status}, {"status": status}
            return record_decision(connection, submission_id, None, action, before, after, author, reason)


_NOT_EXPORTED = {"decision_id", "submission_id"}


def suggested_id(document: Mapping[str, Any]) -> str | None:
    """An id for a document: its unit and its number, else its kind and year; None without a unit."""
    if not document.get("unit_id"):
        return None
    dated = str(document.get("issued_date") or document.get("period_start") or "")[:4]
    name = document.get("number") or f"{document.get('kind') or 'van-ban'} {dated}"
    return reference_document_id(f"{document['unit_id']} {name}")


def _keyed(candidates: Sequence[Statement]) -> dict[str, Statement]:
    keyed = {one.statement_id.removeprefix(f"{one.document_id}-"): one for one in candidates}
    if len(keyed) != len(candidates) or "" in keyed:
        raise NotAcceptable("Các phát biểu được đề xuất có mã trùng nhau")
    return keyed


def _of_key(states: Mapping[str, Candidate], statement_key: str) -> Candidate:
    try:
        return states[statement_key]
    except KeyError:
        raise UnknownSubmission("Hồ sơ không có phát biểu '{key}'", key=statement_key) from None


def _correction(candidate: Candidate, changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    if unknown := sorted(changes.keys() - set(CORRECTABLE)):
        raise NotAcceptable("Không sửa được: {fields}", fields=", ".join(unknown))
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
        raise NotAcceptable("Giá trị không hợp lệ: {fault}", fault=str(error)) from error
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


def _unfit_for_bulk(candidate: Candidate, threshold: float) -> Message | None:
    if candidate.status != "undecided" or candidate.last_decision_id is not None:
        return Message("đã có người quyết định")
    if candidate.is_ocr:
        return Message("chữ do máy đọc từ ảnh, phải xem từng con số")
    if candidate.current.confidence is None or candidate.current.confidence < threshold:
        return Message("độ tin thấp hơn mức đã chọn")
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
        raise NotAcceptable(
            "Thông tin văn bản không hợp lệ: {faults}", faults="; ".join(str(fault) for fault in faults)
        )


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
