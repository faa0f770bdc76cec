"""The record of what people did: submissions, decisions that are never changed, publications.

`open_ledger` is the entrance; see docs/intake.md.
"""

from ledger.errors import (
    AlreadyKnown,
    BuildRunning,
    ContentChanged,
    LedgerError,
    LedgerUnavailable,
    NotAcceptable,
    NotReady,
    Overtaken,
    UnknownSubmission,
)
from ledger.model import Candidate, Decision, Publication, Submission
from ledger.store import Ledger, ledger_exists, open_ledger

__all__ = [
    "AlreadyKnown",
    "BuildRunning",
    "Candidate",
    "ContentChanged",
    "Decision",
    "Ledger",
    "LedgerError",
    "LedgerUnavailable",
    "NotAcceptable",
    "NotReady",
    "Overtaken",
    "Publication",
    "Submission",
    "UnknownSubmission",
    "ledger_exists",
    "open_ledger",
]
