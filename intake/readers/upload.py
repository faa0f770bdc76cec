"""From the bytes of an upload to a manuscript, read by a child process within bounds."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from etl.model import Span
from intake.manuscript import Cell, Manuscript, Page, TableSpan
from intake.readers.child import PROGRESS, TOO_MUCH
from intake.readers.errors import Unreadable, message_of
from intake.readers.formats import clean_name
from intake.readers.limits import LIMITS, Limits
from warehouse.errors import Message

_PAUSE = 0.02  # seconds between two looks at the child
_PROJECT = Path(__file__).parents[2]
_CRASHED = Message(
    "Tệp bị hỏng, bộ đọc dừng giữa chừng. Hãy mở tệp để kiểm tra, lưu lại thành DOCX hoặc PDF mới."
)
# What a reader needs to know of the world around it; no secrets go to code that parses strangers' files.
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "TEMP", "SYSTEMROOT", "TESSDATA_PREFIX")
# Two readers at a time: more would take the memory of the dashboard; the others wait their turn.
_TURNS = threading.BoundedSemaphore(2)


def read_upload(
    name: str, data: bytes, limits: Limits = LIMITS, progress: Callable[[int, int], None] | None = None
) -> Manuscript:
    """What an uploaded file says, whatever its format; that is told by the content, not by the name.

    `name` may be any string that a browser sends; the manuscript bears its last part. `progress` hears how
    many pages of how many are read, while a PDF or a scan is. Raises `Unreadable`,
    whose message in Vietnamese says what to do, for files that are empty, too large, broken, locked, hostile,
    of a format that is no text, or of one that this machine lacks the program for. A file that takes
    the reader's process down, its memory or its time, raises it too; the caller goes on.
    """
    if not data:
        raise Unreadable("Tệp trống. Hãy kiểm tra lại tệp rồi tải lên.")
    if len(data) > limits.file_bytes:
        raise Unreadable(
            "Tệp lớn hơn {size} MB. Hãy giảm cỡ ảnh quét hoặc chia tệp thành nhiều phần.",
            size=str(limits.file_bytes >> 20),
        )
    shown = clean_name(name)
    sha256 = hashlib.sha256(data).hexdigest()
    with _TURNS, tempfile.TemporaryDirectory(prefix="mocso-upload-") as made:
        folder = Path(made)
        (folder / "upload").write_bytes(data)
        request = {"name": shown, "sha256": sha256, "limits": asdict(limits)}
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        _run(folder, limits.wall_seconds, progress)
        return _manuscript(folder, shown, sha256)


def _run(folder: Path, seconds: int, progress: Callable[[int, int], None] | None) -> None:
    """Let a child read the folder; it and all that it started are gone when this returns."""
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    environment |= {"PYTHONIOENCODING": "utf-8", "TMPDIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "intake.readers.child", str(folder)],
        cwd=_PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        in_time = _has_ended(process, seconds, partial(_tell, folder, progress) if progress else None)
    finally:
        _end(process)
    if not in_time:
        raise Unreadable.because(TOO_MUCH)
    if process.returncode:
        used_up = sys.platform != "win32" and -process.returncode in {signal.SIGXCPU, signal.SIGKILL}
        raise Unreadable.because(TOO_MUCH if used_up else _CRASHED)


def _tell(folder: Path, progress: Callable[[int, int], None]) -> None:
    """Pass on what the child noted last; nothing before it has."""
    with contextlib.suppress(OSError, ValueError):
        done, total = map(int, (folder / PROGRESS).read_text(encoding="ascii").split())
        progress(done, total)


def _has_ended(
    process: subprocess.Popen[bytes], seconds: float, meanwhile: Callable[[], None] | None = None
) -> bool:
    """Wait for the child at most so long. It is left unreaped, so that its id still names its group."""
    if sys.platform == "win32":
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        if meanwhile is not None:
            meanwhile()
        time.sleep(_PAUSE)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child and, where systems have groups of processes, all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _manuscript(folder: Path, name: str, sha256: str) -> Manuscript:
    failed = folder / "error.json"
    if failed.exists():
        raise Unreadable.because(message_of(json.loads(failed.read_text(encoding="utf-8"))))
    answered = folder / "manuscript.json"
    if not answered.exists():
        raise Unreadable.because(_CRASHED)
    answer: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    return Manuscript(
        name=name,
        media_type=answer["media_type"],
        sha256=sha256,
        text=answer["text"],
        pages=tuple(
            Page(number, start, end, (folder / f"page-{number}.png").read_bytes() if has_image else None)
            for number, (start, end, has_image) in enumerate(answer["pages"], 1)
        ),
        tables=tuple(
            TableSpan(start, end, tuple(Cell(*cell) for cell in cells))
            for start, end, cells in answer["tables"]
        ),
        ocr=tuple(Span(start, end) for start, end in answer["ocr"]),
        encoding=answer["encoding"],
        warnings=tuple(map(message_of, answer["warnings"])),
    )
