"""Results kept for whoever asks next: by release, language and selection, bounded in number and size.

A page is run anew on every click, for every reader, and a spreadsheet asks for the same address each time it
is opened; what they get depends on release and selection only. So frames, markup, chart specifications and
pages of the API are made once and shared. Whoever takes them never changes them.
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from threading import Lock
from typing import Any, TypeVar, cast

import pandas as pd

T = TypeVar("T")

# What one process keeps at most: some thousand selections, about what 100 open sessions need in memory.
MOST_ENTRIES = 2_000
MOST_BYTES = 128_000_000


class _Entry:
    """One result, and the lock under which it is made once however many ask for it."""

    __slots__ = ("lock", "size", "value")

    def __init__(self) -> None:
        self.lock = Lock()
        self.size = 0
        self.value: list[object] = []


class Kept:
    """A map from key to result; those asked for longest ago go first when it is full."""

    def __init__(self, *, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._bytes = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for `key`, made by `make` where it is not kept; what `make` raises is not kept."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
        with entry.lock:
            if not entry.value:
                try:
                    entry.value.append(make())
                except BaseException:
                    with self._lock:
                        if self._entries.get(key) is entry:
                            del self._entries[key]
                    raise
                self._count(key, entry)
            return cast(T, entry.value[0])

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._bytes = 0

    @property
    def held(self) -> tuple[int, int]:
        """Number of entries, and about how many bytes they take."""
        return len(self._entries), self._bytes

    def _count(self, key: Hashable, entry: _Entry) -> None:
        size = size_of(entry.value[0])
        with self._lock:
            if self._entries.get(key) is not entry:
                return
            if size > self._most_bytes:
                # It would push out all others, and go itself.
                del self._entries[key]
                return
            entry.size = size
            self._bytes += size
            while self._entries and (
                len(self._entries) > self._most_entries or self._bytes > self._most_bytes
            ):
                _, oldest = self._entries.popitem(last=False)
                self._bytes -= oldest.size


def size_of(value: object) -> int:
    """About how many bytes a result takes: bytes, frames and what contains them; shared parts count twice."""
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage(deep=True).sum())
    if isinstance(value, memoryview):
        return value.nbytes
    size = sys.getsizeof(value)
    if isinstance(value, (str, bytes, int, float)) or value is None:
        return size
    if isinstance(value, Mapping):
        return size + sum(size_of(key) + size_of(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return size + sum(size_of(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return size + sum(size_of(getattr(value, field.name)) for field in fields(value))
    return size


def frozen(value: Any) -> Hashable:
    """A selection as part of a key: dataclasses, lists and dicts become tuples."""
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(frozen(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, (list, tuple)):
        return tuple(frozen(item) for item in value)
    if isinstance(value, (set, frozenset)):
        return frozenset(value)
    return cast(Hashable, value)
