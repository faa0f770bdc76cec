"""The text of one source file, normalised, with a way back to the file."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from etl.errors import SourceError
from etl.model import Span

# Characters that print nothing: soft hyphen, zero-width spaces and joiners, direction marks, BOM.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
# White space that is neither a plain space nor a line break.
_ODD_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_BREAK = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_MARK = "\u0300-\u0345\u0347-\u034e\u0350-\u036f"
_CHANGE = re.compile(
    rf"(?P<cluster>[^{_MARK}{_INVISIBLE}\s][{_INVISIBLE}]*[{_MARK}][{_MARK}{_INVISIBLE}]*)"
    rf"|(?P<gone>[{_INVISIBLE}]+)"
    r"|(?P<page>\n\x0c)"
    r"|(?P<crlf>\r\n?)"
    rf"|(?P<space>[{_ODD_SPACE}])"
    rf"|(?P<line>[{_LINE_BREAK}])"
)
# One character of every change; a set alone is looked for far faster than what may begin with any letter.
_CHANGING = re.compile(rf"[{_MARK}{_INVISIBLE}{_ODD_SPACE}{_LINE_BREAK}\r]")
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One decoded file: `raw` as it came, `text` as the rules read it.

    `text` is NFC, without invisible characters; every white-space character other than a line break
    is one plain space, every line break is `\\n`, and so is a line break before a form feed: a sentence goes
    on over the page. A byte order mark is a signature of the file and belongs to neither. `to_raw` maps a
    range of `text` to the characters of `raw` it came from.
    """

    name: str
    raw: str
    text: str
    # Pieces of the map, in order: where each starts in `text` and in `raw`, and where it ends in
    # `raw` when its lengths differ (-1 for a piece that was copied as it is).
    _text_at: tuple[int, ...]
    _raw_at: tuple[int, ...]
    _raw_end: tuple[int, ...]

    @classmethod
    def decode(cls, data: bytes, name: str) -> SourceText:
        """The text of a UTF-8 file, with or without byte order mark; `SourceError` for anything else."""
        try:
            raw = data.removeprefix(BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            raise SourceError(
                f"{name}: không phải văn bản UTF-8 (byte thứ {error.start + 1} không giải mã được)"
            ) from error
        return cls.of(raw, name)

    @classmethod
    def of(cls, raw: str, name: str = "") -> SourceText:
        """The text of a decoded file."""
        parts: list[str] = []
        text_at, raw_at, raw_end = [0], [0], [-1]
        length = position = 0
        for change in _changes(raw):
            start, end = change.span()
            if start > position:
                parts.append(raw[position:start])
                length += start - position
            new = _replacement(change.lastgroup or "", change.group())
            if new:
                parts.append(new)
                text_at.append(length)
                raw_at.append(start)
                raw_end.append(end)
                length += len(new)
            text_at.append(length)
            raw_at.append(end)
            raw_end.append(-1)
            position = end
        parts.append(raw[position:])
        text = "".join(parts)
        if not unicodedata.is_normalized("NFC", text):
            return cls._by_cluster(raw, name)
        return cls(name, raw, text, tuple(text_at), tuple(raw_at), tuple(raw_end))

    @classmethod
    def _by_cluster(cls, raw: str, name: str) -> SourceText:
        """The slow way, for scripts in which more than Latin marks combine: one cluster after the other."""
        visible = [(place, char) for place, char in enumerate(raw) if not _INVISIBLE_RUN.match(char)]
        parts: list[str] = []
        text_at, raw_at, raw_end = [0], [0], [-1]
        length = index = 0
        while index < len(visible):
            stop = index + 1
            cluster = _plain(visible[index][1])
            while stop < len(visible) and _joins(cluster, visible[stop][1]):
                cluster += visible[stop][1]
                stop += 1
            if stop < len(visible) and visible[index][1] + visible[stop][1] in {"\r\n", "\n\f"}:
                stop += 1
            new = unicodedata.normalize("NFC", cluster)
            parts.append(new)
            text_at.append(length)
            raw_at.append(visible[index][0])
            raw_end.append(visible[stop - 1][0] + 1)
            length += len(new)
            index = stop
        text_at.append(length)
        raw_at.append(len(raw))
        raw_end.append(-1)
        return cls(name, raw, "".join(parts), tuple(text_at), tuple(raw_at), tuple(raw_end))

    def to_raw(self, start: int, end: int) -> Span:
        """The range of `raw` from which `text[start:end]` came; an empty range stays empty."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"not a range of {self.name or 'the text'}: {start}..{end}")
        raw_start = self._raw_start(start)
        if start == end:
            return Span(raw_start, raw_start)
        piece = bisect_right(self._text_at, end - 1) - 1
        raw_end = self._raw_end[piece]
        if raw_end < 0:
            raw_end = self._raw_at[piece] + end - self._text_at[piece]
        return Span(raw_start, max(raw_start, raw_end))

    def _raw_start(self, position: int) -> int:
        piece = bisect_right(self._text_at, position) - 1
        if self._raw_end[piece] < 0:
            return self._raw_at[piece] + position - self._text_at[piece]
        return self._raw_at[piece]


def _changes(raw: str) -> Iterator[re.Match[str]]:
    """What `_CHANGE` finds in a file, in order."""
    position = 0
    for sign in _CHANGING.finditer(raw):
        at = sign.start()
        if at < position:
            continue
        # A mark changes the letter before it too.
        change = (_CHANGE.match(raw, at - 1) if at > position else None) or _CHANGE.match(raw, at)
        if change is not None:
            yield change
            position = change.end()


def _replacement(kind: str, found: str) -> str:
    if kind == "cluster":
        return _composed(found)
    if kind == "gone":
        return ""
    return " " if kind == "space" else "\n"


@lru_cache(maxsize=4096)
def _composed(cluster: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE_RUN.sub("", cluster))


def _plain(char: str) -> str:
    match = _CHANGE.fullmatch(char)
    return char if match is None else _replacement(match.lastgroup or "", char)


def _joins(cluster: str, char: str) -> bool:
    """Whether `char` belongs to the cluster before it: a mark, or something that composes with it."""
    if unicodedata.combining(char):
        return True
    if char.isascii() or cluster.isspace():
        return False
    together = unicodedata.normalize("NFC", cluster + char)
    return together != unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", char)
