"""One build of releases at a time, in all processes of a machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK_FILE = ".build.lock"


@contextmanager
def build_lock(root: Path) -> Iterator[bool]:
    """Whether this process may build into `root` now; it may until the block is left.

    The operating system holds the lock and takes it back when the process dies, however it dies.
    """
    root.mkdir(parents=True, exist_ok=True)
    handle = os.open(root / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        yield _take(handle)
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
