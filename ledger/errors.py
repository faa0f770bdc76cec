"""Errors of the ledger; every message is for the person at the desk, in Vietnamese.

LedgerError
├── LedgerUnavailable   the store cannot be reached, or belongs to a newer version
├── UnknownSubmission   no submission or statement of that id
├── AlreadyKnown        the same file or document number is here already; names it
├── Overtaken           somebody decided since the person looked; nothing was written
├── NotAcceptable       this decision cannot be made on this statement; says why
├── NotReady            a submission cannot be approved yet; carries every reason
├── BuildRunning        another release is being built
└── ContentChanged      what would be published is not what the person looked at
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.errors import Message, MocSoError


class LedgerError(MocSoError):
    """Nothing was written."""


class LedgerUnavailable(LedgerError):
    """The store of decisions cannot be used now."""


class UnknownSubmission(LedgerError):
    """There is no submission or statement of that id."""


class AlreadyKnown(LedgerError):
    """The document is here already: `document_id` and `submission_id` name it where there is one."""

    def __init__(
        self,
        text: str,
        *,
        document_id: str | None = None,
        submission_id: str | None = None,
        **gaps: str | Message | tuple[Message, ...],
    ) -> None:
        self.document_id = document_id
        self.submission_id = submission_id
        super().__init__(text, **gaps)


class Overtaken(LedgerError):
    """Somebody else decided after the state that this decision had seen; `newest` is that decision's id."""

    def __init__(self, text: str, *, newest: int | None) -> None:
        self.newest = newest
        super().__init__(text)


class NotAcceptable(LedgerError):
    """The decision does not fit what it is about."""


class NotReady(LedgerError):
    """The submission cannot be approved: `undecided` statements are left, `missing` fields are empty, or
    `faults` were found. `reasons` says all of it, one message each."""

    def __init__(
        self, *, undecided: int = 0, missing: Sequence[Message] = (), faults: Sequence[Message] = ()
    ) -> None:
        self.undecided = undecided
        self.missing = tuple(missing)
        self.faults = tuple(faults)
        left = Message("còn {undecided} phát biểu chưa quyết định", undecided=str(undecided))
        self.reasons = (
            *((left,) if undecided else ()),
            *(Message("chưa điền: {field}", field=field) for field in missing),
            *faults,
        )
        super().__init__("Chưa duyệt được: {reasons}", reasons=self.reasons)


class ContentChanged(LedgerError):
    """The content changed between a look at it and its publication."""


class BuildRunning(LedgerError):
    """Another process is building a release."""
