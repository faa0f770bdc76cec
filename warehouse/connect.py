"""How a release is found and opened: read-only, one connection a process, a cursor a call.

Whoever reads a release from its first row to its last does so beside that connection, with little memory of
his own (`Release.reader`): all blocks of the file would otherwise stay in the memory of the process.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa

from warehouse.errors import BrokenRelease, NoRelease

# Raised together with schema.sql, whenever a reader of the old shape would fail.
SCHEMA_VERSION = 3

POINTER = "CURRENT"
RELEASES_ENV = "MOCSO_RELEASES"
# What readers of whole slices share; a block of ten thousand statements takes about 30 MB.
READERS_MEMORY = "96MB"
_DEFAULT_RELEASES = Path(__file__).resolve().parent.parent / "build" / "releases"


def releases_root() -> Path:
    """The directory of releases: the one named by MOCSO_RELEASES, else `build/releases` of this tree."""
    named = os.environ.get(RELEASES_ENV)
    return Path(named) if named else _DEFAULT_RELEASES


def current_release(root: Path | None = None) -> Path:
    """The release file that the pointer in `root` (default: `releases_root()`) names.

    Raises `NoRelease` when there is no pointer yet, `BrokenRelease` when it names no plain file
    beside it.
    """
    root = releases_root() if root is None else root
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoRelease("Chưa có bản phát hành nào. Hãy chạy: python -m etl build") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenRelease("Không đọc được tệp {file}: {error}", file=POINTER, error=str(error)) from error
    path = root / name
    # A pointer names a file beside itself, never a path elsewhere.
    if not name or Path(name).name != name or not path.is_file():
        raise BrokenRelease(
            "Tệp {file} chỉ tới bản phát hành không tồn tại: {name}", file=POINTER, name=repr(name)
        )
    return path


@dataclass(frozen=True, slots=True)
class Release:
    """An open release. Keep one a process; ask every question on a cursor of its own."""

    release_id: str
    path: Path
    _connection: duckdb.DuckDBPyConnection
    # Small lists that queries have read: a release never changes.
    kept: dict[str, pa.Table] = field(default_factory=dict, repr=False, compare=False)
    # The connection of all readers, none before the first.
    _readers: list[duckdb.DuckDBPyConnection] = field(default_factory=list, repr=False, compare=False)
    _opening: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new cursor: cheap, safe to use beside others in other threads."""
        return self._connection.cursor()

    def reader(self) -> duckdb.DuckDBPyConnection:
        """A new cursor for who reads a lot of rows once: it keeps at most `READERS_MEMORY` of the file."""
        with self._opening:
            if not self._readers:
                # One thread a query: it runs on the reader's own, and a second reader has the other core.
                connection = open_together({"release": self.path}, threads=1, memory_limit=READERS_MEMORY)
                self._readers.append(connection)
            cursor = self._readers[0].cursor()
        return cursor.execute("USE release")

    def close(self) -> None:
        """Close the connection; cursors of this release fail from then on."""
        self._connection.close()
        for readers in self._readers:
            readers.close()

    def __enter__(self) -> Release:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


# DuckDB would otherwise fetch extensions from the network when a function is mistyped.
_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def open_together(
    files: Mapping[str, Path], *, threads: int = 2, memory_limit: str
) -> duckdb.DuckDBPyConnection:
    """A connection to several releases, each a read-only catalogue by its name in `files`.

    It shares no memory with other connections to these files. As with `open_release`, nothing else can be
    read or written through it, and its settings are locked. Raises `BrokenRelease` for a file that cannot
    be opened.
    """
    config = _NO_EXTENSIONS | {"threads": str(threads), "memory_limit": memory_limit, "temp_directory": ""}
    connection = duckdb.connect(":memory:", config=config)
    try:
        for name, path in files.items():
            # ATTACH takes no parameters; the names are our own.
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        names = ", ".join(path.name for path in files.values())
        raise BrokenRelease(
            "Không mở được bản phát hành {file}: {error}", file=names, error=str(error)
        ) from error
    return connection


def open_release(path: Path, *, threads: int = 2, memory_limit: str = "2GB") -> Release:
    """The release at `path`, opened read-only; raises `BrokenRelease` when it is none of ours.

    Nothing can be downloaded, read or written through the connection, and its settings are locked.
    """
    config = _NO_EXTENSIONS | {
        "enable_external_access": "false",
        "threads": str(threads),
        "memory_limit": memory_limit,
        "lock_configuration": "true",
    }
    if not path.is_file():
        raise BrokenRelease("Không có tệp bản phát hành: {file}", file=path.name)
    try:
        connection = duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as error:
        raise BrokenRelease(
            "Không mở được bản phát hành {file}: {error}", file=path.name, error=str(error)
        ) from error
    try:
        rows = connection.cursor().execute("SELECT release_id, schema_version FROM release").fetchall()
    except duckdb.Error as error:
        connection.close()
        raise BrokenRelease(
            "{file} không phải bản phát hành của Mốc Số: {error}", file=path.name, error=str(error)
        ) from error
    if len(rows) != 1 or rows[0][1] != SCHEMA_VERSION:
        connection.close()
        raise BrokenRelease(
            "{file} có cấu trúc khác phiên bản {version}; hãy chạy lại: python -m etl build",
            file=path.name,
            version=str(SCHEMA_VERSION),
        )
    return Release(release_id=str(rows[0][0]), path=path, _connection=connection)
