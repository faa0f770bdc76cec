"""One checksum over everything that goes into a release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from etl.sources.additions import ADDED_FOLDER

_PROJECT = Path(__file__).resolve().parents[2]
_CODE = ("etl", "warehouse")
_CODE_SUFFIXES = {".py", ".sql"}
_PROSE_SUFFIX = ".md"


def content_sha256(data_dir: Path) -> str:
    """Checksum of the files under `data_dir` and of the code in etl/ and warehouse/ that is running.

    The same content gives the same checksum on every machine: files count by their path below the
    folder, in order, never by date. Hidden files are left out, and prose about the data (*.md): no
    release is made from it. What people added (`data/added`) is left out too: `with_added` counts it,
    wherever it comes from.
    """
    digest = hashlib.sha256()
    for name, path in sorted([*_files_of(data_dir), *_code()]):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def with_added(content: str, added: Iterable[Mapping[str, bytes]]) -> str:
    """The checksum of the content `content` and, in their order, the files of each addition by name."""
    digest = hashlib.sha256(content.encode())
    for files in added:
        for name, data in sorted(files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def _files_of(data_dir: Path) -> Iterator[tuple[str, Path]]:
    for path in data_dir.rglob("*"):
        relative = path.relative_to(data_dir)
        is_hidden = any(part.startswith((".", "~")) for part in relative.parts)
        is_added = relative.parts[0] == ADDED_FOLDER
        if path.is_file() and not is_hidden and not is_added and path.suffix != _PROSE_SUFFIX:
            yield f"data/{relative.as_posix()}", path


def _code() -> Iterator[tuple[str, Path]]:
    for part in _CODE:
        for path in (_PROJECT / part).rglob("*"):
            if path.suffix in _CODE_SUFFIXES and path.is_file():
                yield path.relative_to(_PROJECT).as_posix(), path
