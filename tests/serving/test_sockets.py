"""Sockets that accept connections hand them over with TCP_NODELAY set."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from serving import sockets


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc which files are open")
def test_a_connection_sends_at_once() -> None:
    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert not listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sockets.send_at_once() >= 1
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_where_nothing_is_known_nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sockets, "_OPEN_FILES", tmp_path / "absent")
    assert sockets.send_at_once() == 0
