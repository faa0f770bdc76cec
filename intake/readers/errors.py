"""What goes wrong with an uploaded file."""

from __future__ import annotations

from warehouse.errors import MocSoError


class Unreadable(MocSoError):
    """A file gives no text here; the message says why and what to do, for the person who brought it."""
