"""Dates of reduced precision: 2025, 2025-10, 2025-10-15."""

from __future__ import annotations

import calendar
from datetime import date


def last_day(partial: str) -> date:
    """The last day that an ISO 8601 date of reduced precision can mean; `ValueError` if it is none."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(parts[0], parts[1], parts[2])
