"""Parquet files on disk: written once a slice, served with ranges, the least used given up first.

A Parquet file begins with its last byte: it must be whole before it is sent. So it goes through a file,
never through memory, and readers such as DuckDB may ask for parts of it.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from api.problems import TOO_LARGE, Problem
from api.words import Words

MEGABYTE = 1 << 20
LARGEST_FILE = 512 * MEGABYTE
LARGEST_SHELF = 1024 * MEGABYTE


class Shelf:
    """The files of one process, gone with it. For any thread; each file is written by one of them."""

    def __init__(self, largest_file: int = LARGEST_FILE, largest_shelf: int = LARGEST_SHELF) -> None:
        self._largest_file = largest_file
        self._largest_shelf = largest_shelf
        self._files: OrderedDict[str, Path] = OrderedDict()
        self._in_use: dict[str, int] = {}
        self._lock = threading.Lock()
        self._writing: dict[str, threading.Lock] = {}
        self._folder: Path | None = None

    def holds(self, key: str) -> bool:
        """Whether the file of `key` is written already."""
        return key in self._files

    @contextmanager
    def file(self, key: str, schema: pa.Schema, blocks: Callable[[], Iterator[pa.Table]]) -> Iterator[Path]:
        """The file of `key`, made from `blocks` where it is not there yet; it stays while it is in use.

        Raises `Problem` where it grows larger than a file may.
        """
        with self._lock:
            own = self._writing.setdefault(key, threading.Lock())
            self._in_use[key] = self._in_use.get(key, 0) + 1
        try:
            with own:
                path = self._files.get(key)
                if path is None:
                    path = self._write(key, schema, blocks())
            yield path
        finally:
            with self._lock:
                self._in_use[key] -= 1
                if not self._in_use[key]:
                    del self._in_use[key]
                    self._writing.pop(key, None)
                self._tidy()

    def close(self) -> None:
        """Remove all files."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        self._files.clear()

    def _write(self, key: str, schema: pa.Schema, blocks: Iterator[pa.Table]) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="mocso-"))
            path = self._folder / f"{key}.parquet"
        try:
            with pq.ParquetWriter(path, schema, compression="zstd") as writer:
                for block in blocks:
                    writer.write_table(block.cast(schema))
                    if path.stat().st_size > self._largest_file:
                        raise Problem(
                            TOO_LARGE,
                            Words(
                                "Lát cắt này lớn hơn {most} MB. Hãy chọn ít hơn, hoặc lấy Arrow, CSV.",
                                "This slice is larger than {most} MB. Choose less, or take Arrow or CSV.",
                            ),
                            {"most": self._largest_file // MEGABYTE},
                        )
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        with self._lock:
            self._files[key] = path
        return path

    def _tidy(self) -> None:
        size = sum(path.stat().st_size for path in self._files.values())
        for key in list(self._files):
            if size <= self._largest_shelf:
                return
            if key not in self._in_use:
                path = self._files.pop(key)
                size -= path.stat().st_size
                path.unlink(missing_ok=True)
