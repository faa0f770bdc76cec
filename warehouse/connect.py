"""How a release is found and opened: read-only, one connection a process, a cursor a call."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb

from warehouse.errors import BrokenRelease, NoRelease

# Raised together with schema.sql, whenever a reader of the old shape would fail.
SCHEMA_VERSION = 3

POINTER = "CURRENT"
RELEASES_ENV = "MOCSO_RELEASES"
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

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new cursor: cheap, safe to use beside others in other threads."""
        return self._connection.cursor()

    def close(self) -> None:
        """Close the connection; cursors of this release fail from then on."""
        self._connection.close()

    def __enter__(self) -> Release:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_release(path: Path, *, threads: int = 2, memory_limit: str = "2GB") -> Release:
    """The release at `path`, opened read-only; raises `BrokenRelease` when it is none of ours.

    Nothing can be downloaded, read or written through the connection, and its settings are locked.
    """
    # DuckDB would otherwise fetch extensions from the network when a function is mistyped.
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
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
