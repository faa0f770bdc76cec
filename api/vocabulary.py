"""The open releases, and which ids each of them knows."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from api.problems import NO_RELEASE, UNKNOWN_RELEASE, Problem, shown
from api.words import Words
from warehouse import queries
from warehouse.connect import Release, current_release, open_release
from warehouse.errors import MocSoError
from warehouse.publish import list_releases, release_file
from warehouse.queries.comparisons import BASES, VERDICTS
from warehouse.queries.slices import SLICES, ColumnMeaning, columns_of
from warehouse.queries.statements import EVIDENCE, KINDS

log = logging.getLogger("mocso.api")

# Releases are some megabytes each and share nothing: a few at a time.
MOST_OPEN = 4

Facts = dict[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """An open release with the ids it knows, by name of list, and the columns of its slices, by slice."""

    release: Release
    content_date: str
    is_synthetic: bool
    ids: dict[str, tuple[str, ...]]
    columns: dict[str, list[ColumnMeaning]]


class Releases:
    """The releases in a directory, each opened once and kept while it is asked for. For any thread."""

    def __init__(self, root: Callable[[], Path]) -> None:
        self._root = root
        self._known: OrderedDict[Path, Known] = OrderedDict()
        # By path, number and size of the file.
        self._facts: dict[tuple[Path, int, int], Facts] = {}
        self._lock = threading.Lock()

    def named(self, release_id: str | None) -> Known:
        """The release of that id, the current one for None.

        Raises `Problem`: an id that is not kept or can no longer be read, or nothing published yet.
        """
        try:
            current = current_release(self._root()).resolve()
        except MocSoError as error:
            raise Problem(NO_RELEASE, Words("{error}", "{error}"), {"error": error}) from error
        if release_id is None:
            try:
                return self._open(current)
            except MocSoError as error:
                # What the database says names folders of the server.
                log.exception("%s", current.name)
                raise Problem(NO_RELEASE, _UNREADABLE, {"file": current.name}) from error
        # What an address says never becomes a path before it is known.
        kept = self._readable()
        if release_id not in kept:
            raise Problem(
                UNKNOWN_RELEASE,
                Words(
                    "Bản phát hành {value} không có hoặc không còn được giữ.",
                    "Release {value} is not known or no longer kept.",
                ),
                {"value": shown(release_id)},
                {"parameter": "release", "value": shown(release_id), "allowed": list(kept)},
            )
        return self._open(release_file(self._root(), release_id).resolve())

    def ids(self) -> list[str]:
        """The ids of all kept releases that can be read, the one published last first."""
        return list(self._readable())

    def table(self) -> pa.Table:
        """One row a kept release that can be read, the one published last first."""
        current = self.named(None).release.release_id
        rows = [{**facts, "is_current": id_ == current} for id_, facts in self._readable().items()]
        return pa.Table.from_pylist(
            [{name: row[name] for name in RELEASE_COLUMNS} for row in rows], schema=_RELEASE_SCHEMA
        )

    def _readable(self) -> dict[str, Facts]:
        """What the kept releases say of themselves, by id; one of an earlier shape is kept on disk only."""
        found = {}
        for path in list_releases(self._root()):
            state = path.stat()
            found[(path, state.st_ino, state.st_size)] = _id_of(path)
        facts = {file: self._facts[file] if file in self._facts else _facts_of(file[0]) for file in found}
        # A file never changes. One that could not be opened may be opened next time.
        self._facts = {file: said for file, said in facts.items() if said is not None}
        return {found[file]: said for file, said in facts.items() if said}

    def _open(self, path: Path) -> Known:
        with self._lock:
            if path in self._known:
                self._known.move_to_end(path)
                return self._known[path]
        known = _know(open_release(path))
        with self._lock:
            # Not closed when it goes: an answer on its way may still read it.
            self._known[path] = known
            while len(self._known) > MOST_OPEN:
                self._known.popitem(last=False)
        return known


_RELEASE_SCHEMA = pa.schema(
    [
        ("release_id", pa.string()),
        ("is_current", pa.bool_()),
        ("content_date", pa.string()),
        ("documents", pa.int32()),
        ("statements", pa.int32()),
        ("is_synthetic", pa.bool_()),
        ("schema_version", pa.int32()),
        ("content_sha256", pa.string()),
    ]
)
RELEASE_COLUMNS = tuple(_RELEASE_SCHEMA.names)


_UNREADABLE = Words(
    "Không mở được bản phát hành {file}; nhật ký máy chủ ghi lý do.",
    "The release {file} cannot be opened; the log of the server says why.",
)


def _facts_of(path: Path) -> Facts | None:
    """What a release says of itself, by column of its table: nothing where its shape is an earlier one.

    None where it could not be opened, which may pass: another part of the process may hold it.
    """
    try:
        with open_release(path.resolve()) as release:
            return queries.release(release.cursor()).to_dict("records")[0]
    except MocSoError as error:
        return {} if error.__cause__ is None else None


def _id_of(path: Path) -> str:
    return path.stem.removeprefix("mocso-")


def _know(release: Release) -> Known:
    facts = queries.release(release.cursor()).to_dict("records")[0]

    def column(sql: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in release.cursor().execute(sql).fetchall())

    ids = {
        "units": column("SELECT unit_id FROM units ORDER BY sort_order, unit_id"),
        "provinces": column("SELECT unit_id FROM units WHERE kind <> 'nation' ORDER BY sort_order, unit_id"),
        "themes": column("SELECT theme_id FROM themes ORDER BY sort_order, theme_id"),
        "indicators": column("SELECT indicator_id FROM indicators ORDER BY indicator_id"),
        "scopes": column("SELECT scope_id FROM scopes"),
        "horizons": column("SELECT horizon FROM horizons ORDER BY horizon"),
        "documents": column("SELECT document_id FROM documents ORDER BY document_id"),
        "reasons": column("SELECT reason FROM verdict_reasons ORDER BY reason"),
        "kinds": KINDS,
        "evidence": EVIDENCE,
        "verdicts": VERDICTS,
        "bases": BASES,
    }
    meanings = {slice_.name: columns_of(release.cursor(), slice_) for slice_ in SLICES}
    release_meanings = [
        ColumnMeaning(str(row["column_name"]), str(row["data_type"]), row["comment_vi"], row["comment_en"])
        for row in queries.dictionary(release.cursor(), "release").to_dict("records")
    ]
    own = ColumnMeaning(
        "is_current",
        "BOOLEAN",
        "Là bản đang dùng khi địa chỉ không ghim bản nào",
        "Whether it answers where an address pins no release",
    )
    by_name = {meaning.name: meaning for meaning in [*release_meanings, own]}
    meanings["releases"] = [by_name[name] for name in RELEASE_COLUMNS]
    return Known(release, str(facts["content_date"]), bool(facts["is_synthetic"]), ids, meanings)
