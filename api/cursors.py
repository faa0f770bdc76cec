"""Where the next page begins, as an opaque text that only fits the selection it was made for."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.problems import BAD_CURSOR, Problem, shown
from api.words import Words

_WRONG = Words(
    "Con trỏ này không thuộc về lát cắt đang hỏi. Hãy bắt đầu lại từ trang đầu.",
    "This cursor does not belong to this selection. Start again at the first page.",
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The release that was read, and the position of the next row in it."""

    release: str
    position: int


def selection_digest(dataset: str, chosen: Mapping[str, Sequence[str]]) -> str:
    """What two requests share that ask for the same rows: dataset and filters, whatever their order."""
    filters = {name: sorted(values) for name, values in sorted(chosen.items())}
    return hashlib.sha256(json.dumps([dataset, filters]).encode()).hexdigest()[:16]


def write(cursor: Cursor, digest: str) -> str:
    """The text of a cursor."""
    data = json.dumps([cursor.release, cursor.position, digest], separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")


def read(text: str, digest: str) -> Cursor:
    """The cursor of a text; raises `Problem` where it is none, or one of another selection."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        release, position, of = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        is_sound = (
            isinstance(release, str) and type(position) is int and 0 <= position < 2**62 and of == digest
        )
    except (ValueError, TypeError, RecursionError):
        is_sound = False
    if not is_sound:
        raise misplaced(text)
    return Cursor(release, position)


def misplaced(text: str) -> Problem:
    """The problem of a cursor that does not fit what is asked for."""
    return Problem(BAD_CURSOR, _WRONG, {}, {"parameter": "cursor", "value": shown(text)})
