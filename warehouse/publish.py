"""How a finished build becomes the current release, and how an earlier one becomes it again.

A release file is never changed and never replaced while it is good: readers may have it open.
The pointer is a small text file that names the current one and is replaced atomically, so a
reader sees the old release or the new one, nothing in between.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import duckdb

from warehouse.connect import POINTER, current_release, open_release
from warehouse.errors import BrokenRelease, NoRelease

__all__ = [
    "KEPT_RELEASES",
    "current_release",
    "left_by_roll_back",
    "list_releases",
    "publish",
    "release_file",
    "remove_unfinished",
    "roll_back",
]

# The current release and the newest others, so that links which pin a release go on working.
KEPT_RELEASES = 10

# Names the releases that somebody went back from, so that a start does not bring them up again by itself.
_LEFT = "LEFT"


def release_file(root: Path, release_id: str) -> Path:
    """Where the release `release_id` stands in `root`, whether or not it exists."""
    if not release_id.isalnum():
        raise NoRelease("Mã bản phát hành không hợp lệ: {release}", release=repr(release_id))
    return root / f"mocso-{release_id}.duckdb"


def list_releases(root: Path) -> list[Path]:
    """The release files in `root`, the one published last first; empty when there are none."""
    return sorted(
        root.glob("mocso-*.duckdb"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
    )


def publish(build: Path, root: Path, *, keep: int = KEPT_RELEASES) -> Path:
    """Make the finished `build` the current release of `root` and return its file.

    `build` lies in `root` (renaming is only atomic within one file system) and is gone afterwards.
    When `root` already holds a good release with the same id, the content is the same: that file
    stays. All but the newest `keep` releases are removed, never the current one.
    Raises `BrokenRelease` when `build` is not a release; nothing has changed then.
    """
    with open_release(build) as opened:
        release_id = opened.release_id
    target = release_file(root, release_id)
    if _is_release(target, release_id):
        build.unlink()
        os.utime(target)
    else:
        _sync(build)
        build.replace(target)
        _sync(root)
    _point_to(target, root)
    (root / _LEFT).unlink(missing_ok=True)
    _prune(root, keep)
    return target


def roll_back(root: Path, release_id: str) -> Path:
    """Make the kept release `release_id` current again and return its file.

    Raises `NoRelease` when it is not kept, `BrokenRelease` when it cannot be read; the pointer
    stays as it was then. What was current is named by `left_by_roll_back` until the next publication.
    """
    target = release_file(root, release_id)
    if not target.is_file():
        raise NoRelease("Không còn giữ bản phát hành {release}", release=release_id)
    if not _is_release(target, release_id):
        open_release(target).close()  # says what is wrong with it
    with contextlib.suppress(NoRelease, BrokenRelease):
        left = current_release(root).stem.removeprefix("mocso-")
        if left != release_id:
            _write(root / _LEFT, "\n".join(sorted({*left_by_roll_back(root), left} - {release_id})) + "\n")
    _point_to(target, root)
    return target


def left_by_roll_back(root: Path) -> set[str]:
    """Ids of the releases that somebody went back from since the last publication."""
    try:
        return set((root / _LEFT).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return set()


def remove_unfinished(root: Path) -> None:
    """Remove what builds that were killed left behind; for whoever holds the lock of `root`."""
    for path in root.glob(".*.tmp.duckdb*"):
        with contextlib.suppress(OSError):
            path.unlink()


def _is_release(path: Path, release_id: str) -> bool:
    try:
        with open_release(path) as opened:
            return opened.release_id == release_id
    except BrokenRelease as error:
        # Open in this very process with other settings: a reader has it, so it is good.
        return isinstance(error.__cause__, duckdb.ConnectionException)


def _point_to(target: Path, root: Path) -> None:
    _write(root / POINTER, target.name + "\n")


def _write(path: Path, text: str) -> None:
    waiting = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with waiting.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
    _sync(path.parent)


def _prune(root: Path, keep: int) -> None:
    current = current_release(root)
    others = [path for path in list_releases(root) if path != current]
    for path in others[max(keep - 1, 0) :]:
        # Windows refuses to remove a file that a reader has open: the next publication does it.
        with contextlib.suppress(PermissionError):
            path.unlink()


def _sync(path: Path) -> None:
    # Windows cannot open a directory; its rename is durable enough for a file that can be rebuilt.
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
