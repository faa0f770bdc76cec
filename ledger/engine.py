"""The connection to the store: SQLite or PostgreSQL, its settings, its shape and its locks."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event

from ledger.errors import LedgerUnavailable

LEDGER_ENV = "MOCSO_LEDGER_URL"
DEFAULT_LEDGER = Path(__file__).resolve().parent.parent / "build" / "ledger.sqlite"

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
# How long one writer waits for another. A decision takes milliseconds; an upload of many megabytes seconds.
_WAIT_SECONDS = 30
# Writers of one PostgreSQL database take turns by this number, so that decisions come in the order of
# their ids, as they do in SQLite. Any number that nothing else in the database uses.
_LOCK = 0x6D6F63736F
_WRITES = "ledger_writes"


def ledger_url(named: str | None = None) -> str:
    """The address of the ledger: `named`, else MOCSO_LEDGER_URL, else the file `build/ledger.sqlite`."""
    url = named or os.environ.get(LEDGER_ENV) or f"sqlite:///{DEFAULT_LEDGER}"
    # What hosts hand out names no driver.
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return f"postgresql+psycopg://{url.removeprefix(short)}"
    return url


def open_engine(url: str) -> Engine:
    """An engine for the ledger at `url`, its tables brought up to date.

    Safe when several processes open the same ledger at once: one changes the tables, the others wait.
    Raises `LedgerUnavailable` when the store cannot be reached or a newer version has changed it.
    """
    with named_errors():
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            _make_folder(address.database)
            engine = sa.create_engine(address, connect_args={"timeout": _WAIT_SECONDS})
            _prepare_sqlite(engine)
        else:
            engine = sa.create_engine(address, pool_pre_ping=True)
        try:
            if engine.dialect.name == "sqlite":
                _write_ahead(engine)
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger and changes nothing."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with named_errors(), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes; committed and on the disk when the block is left."""
    options = {_WRITES: True}
    with named_errors(), engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL synchronous_commit = on"))
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def named_errors() -> Iterator[None]:
    """Turns faults of the connection into `LedgerUnavailable`; faults of the data stay what they are."""
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.ArgumentError) as error:
        raise LedgerUnavailable("Không dùng được sổ quyết định: {error}", error=_first_line(error)) from error


def migrate(engine: Engine, to: str | None = None) -> None:
    """Bring the tables up to date (or to an older revision on the way there); nothing when they are."""
    script = ScriptDirectory(str(_MIGRATIONS))
    newest = to or script.get_current_head()
    with reading(engine) as connection:
        if _revision(connection) == newest:
            return
    with writing(engine) as connection:
        now = _revision(connection)
        if now == newest:
            return  # another process was faster
        if now is not None and now not in {step.revision for step in script.walk_revisions()}:
            raise LedgerUnavailable(
                "Sổ quyết định có cấu trúc mới hơn ({revision}) bản phần mềm này; hãy cập nhật Mốc Số",
                revision=now,
            )
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, newest or "head")


def revision(engine: Engine) -> str | None:
    """The revision of the tables; None when there are none."""
    with reading(engine) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _make_folder(file: str | None) -> None:
    try:
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerUnavailable(
            "Không tạo được thư mục của sổ quyết định: {error}", error=str(error.strerror)
        ) from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # Python's driver would begin transactions on its own, and late: see "begin" below.
        connection.isolation_level = None
        for setting in ("foreign_keys = ON", "synchronous = FULL", f"busy_timeout = {_WAIT_SECONDS * 1000}"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: one that read first could not wait for another any more.
        is_writer = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _write_ahead(engine: Engine) -> None:
    """Let readers go on while somebody writes. The file remembers it; two first openings may collide."""
    deadline = time.monotonic() + _WAIT_SECONDS
    connection = engine.raw_connection()
    try:
        while True:
            try:
                mode = connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
                if mode and mode[0] in ("wal", "memory"):
                    return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise LedgerUnavailable(
                        "Không mở được sổ quyết định: {error}", error=str(error)
                    ) from error
            if time.monotonic() > deadline:
                raise LedgerUnavailable("Không mở được sổ quyết định: tệp đang bị khóa")
            time.sleep(0.02)
    finally:
        connection.close()


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().split("\n", 1)[0]
