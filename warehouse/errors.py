"""Errors of reading a release.

MocSoError
├── NoRelease        there is no current release: build one first
├── BrokenRelease    the pointer names a file that is missing or unreadable
└── etl.errors.EtlError, and what stands under it
"""


class MocSoError(Exception):
    """Root of every error that this project raises on purpose; its message is for people."""


class NoRelease(MocSoError):
    """No release has been published yet."""


class BrokenRelease(MocSoError):
    """The current release cannot be opened."""
