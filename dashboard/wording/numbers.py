"""Numbers, values and dates as each language writes them: 97,6 % in Vietnamese, 97.6% in English.

The rules come from Unicode CLDR through Babel. One departure: Vietnamese gets a no-break space
before the percent sign, as Vietnamese official typography has it and CLDR does not.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

# Vietnam has one time zone, without summer time; a record is read there.
HANOI = timedelta(hours=7)
NBSP = "\N{NO-BREAK SPACE}"


def is_missing(value: object) -> bool:
    """Whether a cell of a frame holds nothing: None, NaN, NaT, pandas' NA."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return str(value) in {"NaT", "<NA>", "nan"} and not isinstance(value, str)


def number(value: float, language: str, decimals: int | None = None) -> str:
    """`value` with the separators of the language; at most `decimals` places (3 where not given)."""
    places = 3 if decimals is None else decimals
    return format_decimal(value, format="#,##0." + "#" * places if places else "#,##0", locale=language)


def percent_sign(language: str) -> str:
    """What follows the number of a share."""
    return f"{NBSP}%" if language == "vi" else "%"


def percent(value: float, language: str) -> str:
    """`value` per hundred: 97.6 becomes "97,6 %" or "97.6%"."""
    return number(value, language) + percent_sign(language)


def day(text: str | None, language: str) -> str:
    """An ISO date of any precision (2025, 2025-10, 2025-10-15) in words of the language; "" for none."""
    if not text:
        return ""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return (
            f"{parts[1]:02d}/{parts[0]}"
            if language == "vi"
            else format_date(date(parts[0], parts[1], 1), "MMMM y", locale=language)
        )
    when = date(parts[0], parts[1], parts[2])
    return format_date(when, "dd/MM/y" if language == "vi" else "d MMMM y", locale=language)


def moment(at: str | None, language: str) -> str:
    """A moment of the record (UTC, ISO 8601) as clocks in Vietnam show it; "" for none."""
    if not at:
        return ""
    here = datetime.fromisoformat(at) + HANOI
    return f"{day(here.date().isoformat(), language)} {here:%H:%M}"
