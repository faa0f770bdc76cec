"""Answers leave at once, not when the reader's machine has confirmed the last one.

Streamlit sends a page in many small messages. A socket that waits until it has enough to fill a packet
(Nagle's algorithm), and a reader who confirms only after 40 ms, make every click wait those 40 ms. Python
switches the waiting off (TCP_NODELAY) only for sockets that were opened with the number of TCP, and
Streamlit 1.67 opens its own without it (`starlette_server._bind_socket`). Connections take the setting over
from the socket that accepts them, so it is enough to set it there. Measured in docs/benchmarks.md.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from collections.abc import AsyncIterator
from pathlib import Path

_OPEN_FILES = Path("/proc/self/fd")


def send_at_once() -> int:
    """Set TCP_NODELAY on every socket of this process that accepts connections; how many there were.

    0 where the system does not say which files are open: all works there as before, only slower.
    """
    if not _OPEN_FILES.is_dir():
        return 0
    found = 0
    for entry in list(_OPEN_FILES.iterdir()):
        descriptor = int(entry.name)
        # One of them was the listing itself, and is closed by now.
        with contextlib.suppress(OSError):
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                found += _set(descriptor)
    return found


def _set(descriptor: int) -> int:
    with socket.socket(fileno=os.dup(descriptor)) as copy:
        is_tcp = copy.family in (socket.AF_INET, socket.AF_INET6) and copy.type == socket.SOCK_STREAM
        if not is_tcp or not copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            return 0
        copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return 1


@contextlib.asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """What the server does when it begins: it has opened its sockets by then."""
    send_at_once()
    yield
