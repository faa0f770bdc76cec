"""What went wrong, as RFC 9457 tells a program: `application/problem+json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.words import Language, Words

MEDIA_TYPE = "application/problem+json"
# A problem shows so many allowed values; it says how many there are and where all of them stand.
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the last part of its `type`, its status and its title."""

    code: str
    status: int
    title: Words


UNKNOWN_PARAMETER = Kind("unknown-parameter", 400, Words("Không có tham số này", "Unknown parameter"))
BAD_VALUE = Kind("bad-value", 400, Words("Giá trị tham số không hợp lệ", "Value not allowed"))
BAD_CURSOR = Kind("bad-cursor", 400, Words("Con trỏ trang không hợp lệ", "Cursor not valid"))
UNKNOWN_RELEASE = Kind("unknown-release", 404, Words("Không có bản phát hành này", "Unknown release"))
NOT_FOUND = Kind("not-found", 404, Words("Không có địa chỉ này", "Nothing at this address"))
BAD_METHOD = Kind("method-not-allowed", 405, Words("Chỉ nhận GET và HEAD", "Only GET and HEAD"))
TOO_LARGE = Kind("too-large", 413, Words("Lát cắt quá lớn cho Parquet", "Slice too large for Parquet"))
FAULT = Kind("fault", 500, Words("Lỗi ở máy chủ", "Fault in the server"))
BUSY = Kind("busy", 503, Words("Máy chủ đang bận", "The server is busy"))
NO_RELEASE = Kind("no-release", 503, Words("Chưa có bản phát hành nào", "No release yet"))

KINDS = (
    UNKNOWN_PARAMETER,
    BAD_VALUE,
    BAD_CURSOR,
    UNKNOWN_RELEASE,
    NOT_FOUND,
    BAD_METHOD,
    TOO_LARGE,
    FAULT,
    BUSY,
    NO_RELEASE,
)


@dataclass(eq=False)
class Problem(Exception):
    """An answer that is no data. `values` fill in `detail`; `more` are members of its own."""

    kind: Kind
    detail: Words
    values: Mapping[str, object] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, language: Language, instance: str) -> dict[str, Any]:
        """The members of the problem, in the order in which a person reads them."""
        return {
            "type": f"/api/v1/#{self.kind.code}",
            "title": self.kind.title.say(language),
            "status": self.kind.status,
            "detail": self.detail.say(language, **self.values),
            "instance": instance,
            **self.more,
        }


def bad_value(parameter: str, value: str, rule: Words, allowed: Sequence[str] = ()) -> Problem:
    """The problem of a value that `parameter` does not take; `rule` says what it takes."""
    more: dict[str, Any] = {"parameter": parameter, "value": shown(value)}
    if allowed:
        more |= {"allowed": list(allowed[:MOST_SHOWN]), "allowed_count": len(allowed)}
    return Problem(BAD_VALUE, rule, {"parameter": parameter, "value": shown(value)}, more)


def shown(value: str) -> str:
    """`value` as it is named in an answer: cut where it is longer than anybody reads."""
    return value if len(value) <= 200 else value[:200] + "…"
