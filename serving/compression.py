"""Static files, compressed once a process instead of once a visitor.

Streamlit leaves them as they are, because its own layer would compress them anew for each request. Here the
first visitor after a start gets gzip at once; brotli, which takes a second of work for a large file, follows
from the background and is then what browsers get.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import brotli

# What gains nothing: compressed already.
_PACKED = frozenset({".woff2", ".woff", ".png", ".gif", ".jpg", ".webp", ".avif"})
# Streamlit's own files are 26 MB, 8 MB of them compressed; a folder that grew would stop here.
LARGEST_KEPT = 64 << 20
_GZIP_LEVEL = 9
_BROTLI_QUALITY = 11


@dataclass(slots=True)
class StaticFile:
    """One file as it is sent: its type, a name for its content, and its bodies by content coding."""

    media_type: str
    digest: str
    bodies: dict[str, bytes] = field(default_factory=dict)

    def best(self, accepted: Iterable[str]) -> tuple[str, bytes] | None:
        """The smallest body that the reader accepts, and its coding; None where there is none."""
        at_hand = [(coding, self.bodies[coding]) for coding in accepted if coding in self.bodies]
        return min(at_hand, key=lambda pair: len(pair[1]), default=None)


class StaticFiles:
    """The files of one folder, compressed on first use and kept. For any thread.

    `edited` gets the name and the content of a file and returns what is to be sent.
    """

    def __init__(
        self,
        folder: Path,
        *,
        largest: int = LARGEST_KEPT,
        edited: Callable[[str, bytes], bytes] = lambda name, data: data,
    ) -> None:
        self._folder = folder.resolve()
        self._edited = edited
        self._largest = largest
        self._size = 0
        self._files: dict[str, StaticFile | None] = {}
        self._lock = threading.Lock()
        self._background = ThreadPoolExecutor(1, thread_name_prefix="mocso-brotli")

    def close(self) -> None:
        """Compress nothing more."""
        self._background.shutdown(wait=False, cancel_futures=True)

    def at_hand(self, name: str) -> bool:
        """Whether `get` answers without reading or compressing."""
        return name in self._files

    def get(self, name: str) -> StaticFile | None:
        """The file `name` of the folder; None where it is none, or gains nothing by compression."""
        with self._lock:
            if name in self._files:
                return self._files[name]
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file() or path.suffix in _PACKED:
            # Only names of files are kept: others are endless.
            return None
        data = self._edited(name, path.read_bytes())
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        file = StaticFile(media_type, hashlib.sha256(data).hexdigest()[:32])
        file.bodies["gzip"] = gzip.compress(data, _GZIP_LEVEL, mtime=0)
        with self._lock:
            if self._size + len(file.bodies["gzip"]) > self._largest:
                return file
            self._size += len(file.bodies["gzip"])
            self._files[name] = file
        self._background.submit(self._squeeze, file, data)
        return file

    def _squeeze(self, file: StaticFile, data: bytes) -> None:
        body = brotli.compress(data, quality=_BROTLI_QUALITY)
        with self._lock:
            self._size += len(body)
        file.bodies["br"] = body


def accepted_codings(header: str) -> list[str]:
    """The content codings of an Accept-Encoding header that are not refused (q=0)."""
    codings = []
    for part in header.split(","):
        coding, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        try:
            is_refused = bool(quality) and float(quality) == 0
        except ValueError:
            is_refused = True
        if coding.strip() and not is_refused:
            codings.append(coding.strip().lower())
    return codings
