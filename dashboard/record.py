"""The only door to the ledger: what was submitted and decided, and every action by a person with the right.

Reading it needs the right to submit; `people.acting` asks at the moment of each action, whatever the page
showed before. An action raises a `MocSoError` whose message is for the person; `attempt` keeps it for
`told`, so that a page shows it after it has been drawn anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import streamlit as st

from dashboard import people
from dashboard.frame import language_in_use
from dashboard.wording import Wording
from etl.model import Statement
from etl.sources import Corpus, load_corpus
from etl.sources.statement_json import statement_of
from intake.draft import Known
from intake.manuscript import Manuscript
from ledger import (
    AlreadyKnown,
    BuildRunning,
    Candidate,
    Decision,
    Ledger,
    Overtaken,
    Publication,
    Submission,
    ledger_exists,
    open_ledger,
)
from ledger import publish as publishing
from ledger.engine import ledger_url
from ledger.known import refuse_file
from ledger.publish import Preview
from warehouse import queries
from warehouse.connect import current_release, open_release, releases_root
from warehouse.errors import Message, MocSoError, NoRelease
from warehouse.publish import KEPT_RELEASES, list_releases
from warehouse.queries.diff import Difference

# What pages name.
__all__ = [
    "KEPT_RELEASES",
    "AlreadyKnown",
    "Manuscript",
    "MocSoError",
    "Overtaken",
    "Preview",
    "Publication",
    "Submission",
]
PROJECT = Path(__file__).resolve().parents[1]
T = TypeVar("T")
_TOLD = "_told"


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Ledger:
    return open_ledger(url)


def ledger() -> Ledger:
    """The open ledger, one for all sessions of the process; raises `LedgerUnavailable`."""
    return _open(ledger_url())


@st.cache_resource(show_spinner=False, ttl=60)
def _corpus(project: str) -> Corpus:
    return load_corpus(Path(project))


def corpus() -> Corpus:
    """The data folder, read anew every minute; raises `DataFault`."""
    return _corpus(str(PROJECT))


# What is there


def submissions() -> tuple[Submission, ...]:
    """All submissions, the newest first; none, and no ledger made, where nobody has submitted anything."""
    people.acting("submit")
    return ledger().submissions() if ledger_exists() else ()


def submission(submission_id: str) -> Submission:
    """One submission; raises `UnknownSubmission`."""
    people.acting("submit")
    return ledger().submission(submission_id)


def candidates(submission_id: str) -> tuple[Candidate, ...]:
    """Its statements as they stand, in the order of the text."""
    people.acting("submit")
    return ledger().candidates(submission_id)


def decisions(submission_id: str) -> tuple[Decision, ...]:
    """Every decision about it, in order."""
    people.acting("submit")
    return ledger().decisions(submission_id)


@st.cache_resource(show_spinner=False, max_entries=20)
def _manuscript(url: str, submission_id: str) -> Manuscript:
    return _open(url).manuscript(submission_id)


def manuscript(submission_id: str) -> Manuscript:
    """Its text with pages and tables, which never changes."""
    people.acting("submit")
    return _manuscript(ledger_url(), submission_id)


def page_image(submission_id: str, number: int) -> bytes | None:
    """The picture of a scanned page as a PNG; None where there is none."""
    people.acting("submit")
    return ledger().page_image(submission_id, number)


def faults(submission_id: str) -> tuple[str, ...]:
    """What keeps it from being approved now, one sentence each, in the language in use."""
    people.acting("submit")
    w = Wording(language_in_use())
    return tuple(w.said(one) for one in ledger().faults(submission_id, corpus()))


def known() -> Known:
    """What the project holds already, without the statements of the release."""
    people.acting("submit")
    return Known.of(corpus())


def refuse_known_file(sha256: str) -> None:
    """Raise `AlreadyKnown` for a file that is here already, before it is read at length."""
    refuse_file(sha256, corpus(), submissions())


def targets_of(unit_id: str | None, *, without: str | None = None) -> tuple[Statement, ...]:
    """The goals that the current release holds for a unit: what a new one may contradict.

    Those of the document `without` are left out: it does not contradict itself.
    """
    if not unit_id:
        return ()
    try:
        found = _targets(str(current_release().resolve()), unit_id)
    except MocSoError:
        return ()
    return tuple(one for one in found if one.document_id != without)


@st.cache_resource(show_spinner=False, max_entries=100)
def _targets(path: str, unit_id: str) -> tuple[Statement, ...]:
    with open_release(Path(path)) as release:
        rows = queries.statements(release.cursor(), units=[unit_id], kinds=["target"])
    return tuple(_statement(row) for row in rows.to_dict("records"))


_OF_RELEASE = (
    "statement_id", "document_id", "kind", "unit_id", "territory_id", "horizon", "horizon_basis", "firmness",
    "indicator_id", "theme_id", "operator", "value", "value_high", "value_unit", "variant", "evidence",
)  # fmt: skip


def _statement(row: Mapping[Any, Any]) -> Statement:
    """A row of a release as far as it matters to what contradicts it."""
    given = {name: row[name] for name in _OF_RELEASE}
    given = {name: None if value is None or value != value else value for name, value in given.items()}
    if given["horizon"] is not None:
        given["horizon"] = int(given["horizon"])
    empty = dict.fromkeys(
        ("value_text", "statement_en", "quote", "quote_start", "quote_end", "value_start", "value_end",
         "reason", "confidence", "note")
    )  # fmt: skip
    texts = {"scope": str(row["scope"] or ""), "subject_vi": "", "statement_vi": "", "rule": ""}
    return statement_of({**given, **empty, **texts, "review_status": "unreviewed"})


# What people do


def submit(
    manuscript: Manuscript, data: bytes, document: Mapping[str, Any], statements: Sequence[Statement]
) -> Submission:
    """Take a file in; see `Ledger.submit`."""
    author = people.acting("submit").author
    return ledger().submit(manuscript, data, document, statements, author, corpus())


def accept(submission_id: str, key: str, *, seen: int | None) -> Decision:
    """The statement is right."""
    author = people.acting("review").author
    return ledger().accept(submission_id, key, author, seen=seen)


def correct(
    submission_id: str, key: str, changes: Mapping[str, Any], *, seen: int | None, reason: str
) -> Decision:
    """The statement is right with `changes`."""
    author = people.acting("review").author
    return ledger().correct(submission_id, key, changes, author, seen=seen, reason=reason)


def reject(submission_id: str, key: str, *, seen: int | None, reason: str) -> Decision:
    """The text does not say this."""
    author = people.acting("review").author
    return ledger().reject(submission_id, key, author, seen=seen, reason=reason)


def reopen(submission_id: str, key: str | None, *, seen: int | None, reason: str | None = None) -> Decision:
    """Take a decision back; None: begin the review of the document again."""
    author = people.acting("review").author
    return ledger().reopen(submission_id, key, author, seen=seen, reason=reason)


def add(submission_id: str, statement: Statement, *, reason: str) -> Decision:
    """A statement that the rules did not find."""
    return ledger().add(submission_id, statement, people.acting("review").author, reason=reason)


def bulk_accept(submission_id: str, *, threshold: float, keys: Sequence[str]) -> tuple[Decision, ...]:
    """Accept just these, each at least as sure as `threshold`."""
    author = people.acting("review").author
    return ledger().bulk_accept(submission_id, author, threshold=threshold, keys=keys)


def edit_document(submission_id: str, changes: Mapping[str, Any], *, seen: int | None) -> Decision:
    """Change fields of the document."""
    author = people.acting("review").author
    return ledger().edit_document(submission_id, changes, author, seen=seen, corpus=corpus())


def approve(submission_id: str, *, seen: int | None) -> Decision:
    """The review is done: the next publication takes the document up."""
    author = people.acting("review").author
    return ledger().approve(submission_id, author, seen=seen, corpus=corpus())


def withdraw(submission_id: str, *, seen: int | None, reason: str) -> Decision:
    """The document goes out of the next publication."""
    author = people.acting("review").author
    return ledger().withdraw(submission_id, author, seen=seen, reason=reason)


# Publication


def is_pending() -> bool:
    """Whether a publication would change the current release."""
    people.acting("publish")
    if not ledger_exists():
        return current_id() != corpus().release_id
    return publishing.pending(ledger(), corpus(), releases_root())


@dataclass(frozen=True, slots=True)
class Waiting:
    """One document and what a publication would do about it, by whose decision.

    `decided_by` and `decided_at` are those of the approval or withdrawal, "" where the data folder decided;
    `statements` go into the release, `in_bulk` of them were accepted together with others.
    """

    document_id: str
    title: str
    submission_id: str
    change: Literal["added", "changed", "removed"]
    decided_by: str = ""
    decided_at: str = ""
    statements: int = 0
    in_bulk: int = 0


def waiting() -> list[Waiting]:
    """Documents that a publication would add, change or take out, by id.

    Changed means approved again since the last publication.
    """
    people.acting("publish")
    if not ledger_exists():
        return []
    book = ledger()
    held = {one.document_id: one for one in publishing.corpus_beside(book, corpus()).additions}
    try:
        with open_release(current_release()) as release:
            rows = queries.documents(release.cursor())
    except MocSoError:
        rows = None
    shown = {} if rows is None else {
        str(row["document_id"]): str(row["title_vi"])
        for row in rows[rows["tier"] == "added"].to_dict("records")
    }  # fmt: skip
    newest = next((one.at for one in book.publications() if one.action == "publish"), "")
    decisions = book.decisions()
    approvals = {one.submission_id: one for one in decisions if one.action == "approve"}
    withdrawals = {
        str(submission.document["document_id"]): one
        for submission in book.submissions()
        for one in decisions
        if one.action == "withdraw" and one.submission_id == submission.submission_id
    }
    found = []
    for id_, addition in held.items():
        approval = approvals.get(addition.submission_id)
        if id_ in shown and (approval is None or approval.at <= newest):
            continue
        found.append(
            Waiting(
                id_,
                str(addition.document["title_vi"]),
                addition.submission_id,
                "changed" if id_ in shown else "added",
                approval.author if approval else "",
                approval.at if approval else "",
                len(addition.statements),
                _accepted_in_bulk(decisions, approval) if approval else 0,
            )
        )
    for id_, title in shown.items():
        if id_ not in held:
            gone = withdrawals.get(id_)
            who, when = (gone.author, gone.at) if gone else ("", "")
            found.append(Waiting(id_, title, "", "removed", who, when))
    return sorted(found, key=lambda one: one.document_id)


def _accepted_in_bulk(decisions: Sequence[Decision], approval: Decision) -> int:
    """Of how many statements the last word before an approval was an acceptance of many at once."""
    last = {
        one.statement_key: one.action
        for one in decisions
        if one.submission_id == approval.submission_id
        and one.statement_key is not None
        and one.decision_id < approval.decision_id
    }
    return sum(action == "bulk_accept" for action in last.values())


def preview() -> Preview:
    """What a publication would change now; a second of work, done once for the same content.

    Raises `DataFault` or `CheckFailed` where the content is at fault.
    """
    people.acting("publish")
    beside = publishing.corpus_beside(ledger(), corpus())
    return _preview(ledger_url(), str(releases_root()), current_id(), beside.release_id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _preview(url: str, root: str, current: str, release_id: str) -> Preview:
    return publishing.preview(_open(url), PROJECT, Path(root))


def publications() -> tuple[Publication, ...]:
    """Every publication and way back, the newest first."""
    people.acting("publish")
    return ledger().publications() if ledger_exists() else ()


def kept_releases() -> list[str]:
    """The ids of the releases that are kept, the one published last first."""
    return [path.stem.removeprefix("mocso-") for path in list_releases(releases_root())]


def current_id() -> str:
    """The id of the current release; "" where there is none."""
    try:
        return current_release().stem.removeprefix("mocso-")
    except (NoRelease, MocSoError):
        return ""


def changes_between(before: str, after: str) -> list[Difference] | None:
    """What changed from one kept release to another; None where that cannot be told."""
    return publishing.changes_between(releases_root(), before, after)


@dataclass(slots=True)
class Build:
    """One publication under way, in a thread of its own: it goes on when the person turns to another page."""

    author: str
    before: str
    steps: list[str] = field(default_factory=list)
    after: str = ""
    fault: Message | None = None
    is_over: bool = False


@st.cache_resource(show_spinner=False)
def _builds() -> dict[str, Build]:
    """The build of this process by the folder of its releases: one at a time."""
    return {}


def build_under_way() -> Build | None:
    """The last build that this process began, also when it is over; None before the first."""
    return _builds().get(str(releases_root()))


_STARTING = threading.Lock()


def publish(expected: str | None = None) -> Build:
    """Begin to build and publish a release with everything approved; raises `BuildRunning`.

    Where that is no longer the release `expected`, nothing is published, and the build says so.
    """
    author = people.acting("publish").author
    root, book = releases_root(), ledger()
    with _STARTING:
        running = build_under_way()
        if running is not None and not running.is_over:
            raise BuildRunning("Đang có một bản phát hành được dựng; hãy chờ xong rồi làm lại")
        build = _builds()[str(root)] = Build(author, current_id())

    def work() -> None:
        try:
            path = publishing.publish_approved(
                book, PROJECT, root, author, expected=expected, progress=build.steps.append
            )
            build.after = path.stem.removeprefix("mocso-")
        except MocSoError as error:
            build.fault = error.said
        except Exception:
            build.fault = Message(
                "Việc dựng bản phát hành gặp lỗi ngoài dự kiến; bản đang dùng vẫn giữ nguyên."
            )
            raise
        finally:
            build.is_over = True

    threading.Thread(target=work, name="mocso-publish", daemon=False).start()
    return build


def roll_back(release_id: str, reason: str) -> None:
    """Make a kept release current again."""
    author = people.acting("publish").author
    publishing.roll_back(ledger(), releases_root(), release_id, author, reason=reason)


# What to say after an action


def attempt(do: Callable[[], T], done: str = "") -> T | None:
    """What `do` returns; None when it raised, and why is kept for `told`. `done` is said when it did not."""
    try:
        result = do()
    except MocSoError as error:
        tell("error", Wording(language_in_use()).said(error))
        return None
    if done:
        tell("success", done)
    return result


def tell(kind: Literal["success", "error", "warning", "info"], text: str) -> None:
    """Keep a sentence to be shown when the page is drawn next."""
    st.session_state.setdefault(_TOLD, []).append((kind, text))


def told() -> list[tuple[str, str]]:
    """The sentences that wait to be shown; they are gone then."""
    waiting: list[tuple[str, str]] = st.session_state.pop(_TOLD, [])
    return waiting
