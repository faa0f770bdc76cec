"""A statement as one JSON object: what the ledger and `data/added` keep of it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from etl.model import Statement

_FIELDS = {field.name: field for field in dataclasses.fields(Statement)}
_TYPES = get_type_hints(Statement)


def statement_row(statement: Statement) -> dict[str, Any]:
    """All fields of a statement, in their order."""
    return {name: getattr(statement, name) for name in _FIELDS}


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement that `row` holds; raises ValueError, which says in Vietnamese what is wrong with it.

    Fields that have a default may be missing, so that a file written before a field existed stays good.
    """
    if unknown := sorted(row.keys() - _FIELDS.keys()):
        raise ValueError(f"có trường lạ: {', '.join(unknown)}")
    missing = [
        name for name, field in _FIELDS.items() if name not in row and field.default is dataclasses.MISSING
    ]
    if missing:
        raise ValueError(f"thiếu trường: {', '.join(missing)}")
    return Statement(**{name: _checked(name, value) for name, value in row.items()})


def changed(statement: Statement, fields: Mapping[str, Any]) -> Statement:
    """`statement` with some fields replaced; raises ValueError for a field or value that cannot be."""
    return statement_of(statement_row(statement) | dict(fields))


def _checked(name: str, value: Any) -> Any:
    allowed = get_args(_TYPES[name]) or (_TYPES[name],)
    words = [word for kind in allowed for word in (get_args(kind) or (kind,)) if isinstance(word, str)]
    if words and isinstance(value, str):
        if value not in words:
            raise ValueError(f"{name}: '{value}' không thuộc {', '.join(words)}")
        return value
    types = tuple(kind for kind in allowed if isinstance(kind, type))
    if float in types and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    # To Python a truth value is a whole number; to a statement it is not.
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name}: giá trị {value!r} không phải số")
    if isinstance(value, types) and not (isinstance(value, bool) and bool not in types):
        return value
    raise ValueError(f"{name}: giá trị {value!r} không đúng kiểu")
