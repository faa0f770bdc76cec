"""A PostgreSQL server of the tests' own: Debian's programs, a folder of its own, a free port, no root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from benchmarks.servers import free_port

_DEBIAN = Path("/usr/lib/postgresql")
_WAIT_SECONDS = 30
_numbers = count(1)


def program(name: str) -> Path:
    """A program of the newest PostgreSQL here; RuntimeError, which says what to do, where there is none."""
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    named = shutil.which(name)
    if not found and named is None:
        raise RuntimeError(f"no {name}: install PostgreSQL (make postgresql); the ledger is tested on it")
    return found[-1] if found else Path(str(named))


def unprivileged() -> str | None:
    """The user that the server runs as: PostgreSQL refuses root; None for the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address (SQLAlchemy URL without a database) of a server that ends with the block."""
    user = unprivileged()
    with tempfile.TemporaryDirectory(prefix="mocso-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user is not None:
            shutil.chown(data, user)
        common = {"user": user, "cwd": "/", "env": {**os.environ, "LC_ALL": "C.UTF-8"}}
        subprocess.run(
            [program("initdb"), "-D", data, "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            **common,  # type: ignore[call-overload]
        )
        port = free_port()
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
        chosen = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [program("postgres"), "-D", data, "-p", str(port), *chosen],
                stdout=log,
                stderr=log,
                **common,  # type: ignore[call-overload]
            )
            try:
                _await(server, port, folder / "log")
                yield f"postgresql+psycopg://ledger@127.0.0.1:{port}"
            finally:
                server.send_signal(signal.SIGINT)  # waits for nobody who is still connected
                server.wait(_WAIT_SECONDS)


def new_database(server: str) -> str:
    """The URL of an empty database of `server`."""
    name = f"ledger{next(_numbers)}_{os.getpid()}"
    with psycopg.connect(f"{_plain(server)}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


def _plain(server: str) -> str:
    return server.replace("+psycopg", "")


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            psycopg.connect(f"postgresql://ledger@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"PostgreSQL does not start: {said}") from error
            time.sleep(0.05)
        else:
            return
