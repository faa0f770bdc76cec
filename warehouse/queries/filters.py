"""Choices of a reader as conditions. A choice that is None or empty leaves everything in.

The SQL of a condition stands here and never depends on a value: values travel as parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.folding import fold

# More words than anybody types; a longer text is cut, so that no query grows without bound.
MAX_WORDS = 12
# The doubts that a reader who wants certain rows accepts: none, or one about a document's number only.
CERTAIN = ("none", "document")


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice: its name, which is also the name of its parameter, and its condition."""

    key: str
    condition: str


def build_where(
    filters: Sequence[Filter], chosen: Mapping[str, Sequence[object] | None], q: str = ""
) -> tuple[str, dict[str, Any]]:
    """A WHERE clause for the chosen filters and the words of `q`, and its parameters.

    Every word of `q` must occur in the column `folded`, accents and case apart; `%` and `_` mean
    themselves. An unknown filter raises KeyError.
    """
    conditions = {entry.key: entry.condition for entry in filters}
    parts = []
    parameters: dict[str, Any] = {}
    for key, values in chosen.items():
        condition = conditions[key]
        if values:
            parts.append(condition)
            parameters[key] = list(values)
    for number, word in enumerate(fold(q).split()[:MAX_WORDS]):
        parts.append(f"contains(folded, $word{number})")
        parameters[f"word{number}"] = word
    return ("WHERE " + " AND ".join(parts) if parts else ""), parameters
