"""Bounds that the operating system keeps for us: memory, processor time, sizes of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from intake.readers.limits import Limits

# Files that a child writes: the pictures of pages, LibreOffice's profile.
_LARGEST_FILE = 256 << 20


def confine(limits: Limits) -> None:
    """Bind this process and all that it starts; on systems without such bounds only the clock is left."""
    if sys.platform == "win32":
        return
    import resource

    def bound(what: int, soft: int, hard: int) -> None:
        _, most = resource.getrlimit(what)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(what, (soft, hard))

    bound(resource.RLIMIT_AS, limits.memory_bytes, max(limits.memory_bytes, limits.office_memory_bytes))
    bound(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 5)
    bound(resource.RLIMIT_FSIZE, _LARGEST_FILE, _LARGEST_FILE)
    bound(resource.RLIMIT_CORE, 0, 0)
    os.nice(10)  # who looks at the dashboard comes first


@contextmanager
def allow_memory(most: int) -> Iterator[None]:
    """While this lasts, what is started may take more memory, up to what `confine` left open."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
