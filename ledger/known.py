"""Whether a document is here already: the same file, or the same number of the same issuer or unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from etl.extract.citations import normalise_number
from etl.sources import Corpus
from ledger.errors import AlreadyKnown
from ledger.model import Submission
from warehouse.errors import Message


def refuse_file(sha256: str, corpus: Corpus, submissions: Iterable[Submission]) -> None:
    """Raise `AlreadyKnown` when a file of this checksum was submitted or is registered."""
    for submission in submissions:
        if submission.sha256 == sha256:
            raise _known(_FILE, submission.document.get("document_id"), submission.submission_id)
    for document in corpus.registered():
        if document.sha256 == sha256:
            raise _known(_FILE, document.document_id, None)
    for addition in corpus.additions:
        if addition.file_sha256 == sha256:
            raise _known(_FILE, addition.document_id, addition.submission_id)


def refuse_number(
    document: Mapping[str, Any], submission_id: str, corpus: Corpus, submissions: Iterable[Submission]
) -> None:
    """Raise `AlreadyKnown` when another document has the id, or the number and the issuer or unit.

    Documents known from citations only do not count: their text is what we want. Nor do withdrawn
    submissions: a better copy may come.
    """
    submissions = list(submissions)
    withdrawn = {one.submission_id for one in submissions if one.status == "withdrawn"}
    additions = {one.document_id: one.submission_id for one in corpus.additions}
    for known in corpus.registered():
        owner = additions.get(known.document_id)
        if owner == submission_id or owner in withdrawn:
            continue
        if _is_same(document, known.document_id, known.number, known.unit_id, known.issuer):
            raise _known(_named(document), known.document_id, owner)
    for one in submissions:
        if one.submission_id == submission_id or one.status == "withdrawn":
            continue
        other = one.document
        if _is_same(document, other["document_id"], other["number"], other["unit_id"], other["issuer"]):
            raise _known(_named(document), other["document_id"], one.submission_id)
    for reference in corpus.documents:
        if not reference.path and reference.document_id == document.get("document_id"):
            raise _known(Message("Mã văn bản '{id}'", id=reference.document_id), reference.document_id, None)


def _is_same(
    document: Mapping[str, Any],
    document_id: str | None,
    number: str | None,
    unit_id: str | None,
    issuer: str | None,
) -> bool:
    if document_id and document.get("document_id") == document_id:
        return True
    if not number or not document.get("number") or _folded(number) != _folded(document["number"]):
        return False
    pairs = ((document.get("unit_id"), unit_id), (document.get("issuer"), issuer))
    given = [(ours, theirs) for ours, theirs in pairs if ours and theirs]
    # Where nothing tells them apart, a number is taken for one document.
    return not given or any(_plain(ours) == _plain(theirs) for ours, theirs in given)


def _folded(number: str) -> str:
    return normalise_number(unicodedata.normalize("NFC", number)).casefold()


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


_FILE = Message("Tệp này")


def _named(document: Mapping[str, Any]) -> Message:
    number = document.get("number")
    if number:
        return Message("Văn bản số {number}", number=str(number))
    return Message("Văn bản '{id}'", id=str(document.get("document_id")))


def _known(what: Message, document_id: str | None, submission_id: str | None) -> AlreadyKnown:
    where = (
        Message("văn bản '{id}'", id=document_id)
        if document_id
        else Message("hồ sơ '{id}'", id=str(submission_id))
    )
    return AlreadyKnown(
        "{what} đã có: {where}",
        what=what,
        where=where,
        document_id=document_id,
        submission_id=submission_id,
    )
