"""Errors of the ETL.

EtlError
├── SourceError          a document cannot be read: missing, not UTF-8, changed under its checksum
├── DataFault            hand-kept data breaks its schema or a guard; carries every fault at once
│   └── CorrectionFault  a correction no longer fits what it corrects
├── UnknownProvince      no unit of that id is known, or there was none on that day
├── CheckFailed          a named check of severity "error" failed; carries the results
└── PublishError         a finished build could not be made current

`MocSoError` in `warehouse.errors` is the common root, so that one `except` at the command line
catches all of them; its message is written for the person at the keyboard, in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.errors import MocSoError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one place of the data, worded for the person who keeps it.

    `row` is 1-based and counts the header as row 1, as a spreadsheet does; None for a whole file.
    """

    file: str
    reason: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", dòng {self.row}"
        if self.column:
            place += f", cột {self.column}"
        return f"{place}: {self.reason}"


class EtlError(MocSoError):
    """The ETL cannot go on; nothing was published."""


class SourceError(EtlError):
    """A source document cannot be read as it was registered."""


class DataFault(EtlError):
    """Hand-kept data is at fault; `faults` names every place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CorrectionFault(DataFault):
    """A correction's guard no longer holds: the source changed under it."""


class UnknownProvince(EtlError):
    """No list holds the unit, or it had no territory on the day in question."""


class CheckFailed(EtlError):
    """At least one check of severity "error" failed; the message lists them."""


class PublishError(EtlError):
    """The build is complete but could not be made current."""
