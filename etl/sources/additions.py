"""Documents that people brought: registry row, text, pages, and the statements that a person reviewed.

An addition comes from the ledger, or from its folder `data/added/<document_id>/`, which says the same
as text that can be read in a diff:

    document.json     the registry row, the pages, the units and territories that come with it
    text.txt          the text, to which all offsets refer; its checksum stands in document.json
    statements.jsonl  the statements that go into a release, one a line
    record.json       how the text was read: what a release does not need and a review does
    candidates.jsonl  the statements as the rules proposed them
    decisions.jsonl   who decided what, when and why, in that order
    original.*        the file as it came, where it is small

Only the first three make a release: the same three give the same release, wherever they come from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from etl.errors import Fault
from etl.model import Statement
from etl.sources.dates import last_day
from etl.sources.statement_json import statement_of, statement_row
from etl.sources.table_schema import Row

ADDED_FOLDER = "added"
# Larger files stay in the ledger only: a repository is no place for scans.
LARGEST_ORIGINAL = 2_000_000
_ENDINGS = {"pdf", "docx", "odt", "doc", "txt", "html", "htm"}
_SAFE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PARTIAL_DAY = re.compile(r"\d{4}(-\d{2}){0,2}\Z", re.ASCII)

# Columns of documents.csv that a document brings itself; tier, path and sha256 follow from the addition.
DOCUMENT_FIELDS = (
    "document_id", "number", "title_vi", "title_en", "kind", "issuer", "unit_id", "territory_id",
    "issued_date", "published_date", "publisher", "url", "period_start", "period_end", "implements", "note",
)  # fmt: skip
_REQUIRED = {"document_id", "title_vi", "kind", "unit_id", "territory_id"}
_YEARS = {"period_start", "period_end"}
_DATES = ("valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class PageSpan:
    """One page of the text: its number from 1, start and end in characters."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """What the ledger knows of a document beyond what a release needs, as plain JSON values."""

    origin: Mapping[str, Any]
    candidates: tuple[Statement, ...]
    decisions: tuple[Mapping[str, Any], ...]
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """One approved document as it goes into a release.

    `document` has the fields `DOCUMENT_FIELDS`. `statements` are those that a person accepted or
    corrected, in the order of the text. `units` and `territories` are rows as in `units.csv` and
    `territories.csv`, in use where those files do not have them. `record` is None where only the
    release matters; it never changes what is equal.
    """

    submission_id: str
    file_name: str
    media_type: str
    file_sha256: str
    document: Row
    text: str
    pages: tuple[PageSpan, ...]
    statements: tuple[Statement, ...]
    units: tuple[Row, ...] = ()
    territories: tuple[Row, ...] = ()
    record: Record | None = field(default=None, compare=False)

    @property
    def document_id(self) -> str:
        """The id of its document."""
        return str(self.document["document_id"])

    @property
    def path(self) -> str:
        """Where its text stands below `data/`."""
        return f"{ADDED_FOLDER}/{self.document_id}/text.txt"

    @property
    def text_sha256(self) -> str:
        """The checksum of its text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def content(self) -> dict[str, bytes]:
        """The three files that make a release, by name."""
        described = {
            "submission_id": self.submission_id,
            "file": {"name": self.file_name, "media_type": self.media_type, "sha256": self.file_sha256},
            "text_sha256": self.text_sha256,
            "document": {name: self.document.get(name) for name in DOCUMENT_FIELDS},
            "pages": [{"page": page.page, "start": page.start, "end": page.end} for page in self.pages],
            "units": [dict(row) for row in self.units],
            "territories": [dict(row) for row in self.territories],
        }
        return {
            "document.json": _json(described, indent=2),
            "text.txt": self.text.encode("utf-8"),
            "statements.jsonl": _lines(statement_row(statement) for statement in self.statements),
        }

    def registry_row(self) -> Row:
        """The row that the document would have in `documents.csv`."""
        fields = {name: self.document.get(name) for name in DOCUMENT_FIELDS}
        return {**fields, "tier": "added", "path": self.path, "sha256": self.text_sha256}


def write_addition(addition: Addition, folder: Path) -> Path:
    """Write the addition below `folder` (such as `data/added`), the same bytes for the same content.

    Returns its own folder. A file that says the same already is left untouched, one that no longer belongs
    there is removed.
    """
    own = folder / addition.document_id
    own.mkdir(parents=True, exist_ok=True)
    files = addition.content()
    if record := addition.record:
        files["record.json"] = _json(record.origin, indent=2)
        files["candidates.jsonl"] = _lines(statement_row(candidate) for candidate in record.candidates)
        files["decisions.jsonl"] = _lines(record.decisions)
        if record.original is not None and len(record.original) <= LARGEST_ORIGINAL:
            files[_original_name(addition.file_name)] = record.original
    for name, content in files.items():
        path = own / name
        if not path.is_file() or path.read_bytes() != content:
            waiting = own / f".{name}.tmp"
            waiting.write_bytes(content)
            waiting.replace(path)
    for path in own.iterdir():
        if path.name not in files and not path.name.startswith("."):
            path.unlink()
    return own


def read_additions(folder: Path) -> tuple[tuple[Addition, ...], list[Fault]]:
    """The additions below `folder`, by document id, and every fault of their files; none without a folder."""
    additions: list[Addition] = []
    faults: list[Fault] = []
    for own in sorted(path for path in folder.glob("*") if not path.name.startswith((".", "~"))):
        try:
            additions.append(_read_addition(own))
        except _Faulty as faulty:
            faults += faulty.faults
    return tuple(additions), faults


class _Faulty(Exception):
    """A folder is no addition; carries what is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


def _read_addition(own: Path) -> Addition:
    name = f"{ADDED_FOLDER}/{own.name}"
    if not own.is_dir():
        raise _Faulty([Fault(name, "không phải thư mục của một văn bản")])
    described = _read_json(own, name, "document.json")
    text = _read_text(own, name, "text.txt")
    faults = list(_description_faults(described, f"{name}/document.json", own.name))
    if faults:
        raise _Faulty(faults)
    document_id = own.name
    found = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if found != described["text_sha256"]:
        reason = f"văn bản '{document_id}' đã đổi từ khi được duyệt: sha256 nay là {found}"
        raise _Faulty([Fault(f"{name}/text.txt", reason)])
    statements = _read_statements(own, name, "statements.jsonl")
    faults = list(_statement_faults(statements, text, f"{name}/statements.jsonl", document_id))
    if faults:
        raise _Faulty(faults)
    file = described["file"]
    return Addition(
        submission_id=described["submission_id"],
        file_name=file["name"],
        media_type=file["media_type"],
        file_sha256=file["sha256"],
        document=described["document"],
        text=text,
        pages=tuple(PageSpan(page["page"], page["start"], page["end"]) for page in described["pages"]),
        statements=statements,
        units=tuple(described["units"]),
        territories=tuple(_dated(row) for row in described["territories"]),
        record=_read_record(own, name),
    )


def _read_record(own: Path, name: str) -> Record | None:
    if not (own / "record.json").is_file():
        return None
    originals = sorted(own.glob("original*"))
    return Record(
        origin=_read_json(own, name, "record.json"),
        candidates=_read_statements(own, name, "candidates.jsonl"),
        decisions=tuple(row for _, row in _read_lines(own, name, "decisions.jsonl")),
        original=originals[0].read_bytes() if originals else None,
    )


# The shape of document.json: key -> type, and of what stands in its lists.
_SHAPE: dict[str, type] = {
    "submission_id": str, "file": dict, "text_sha256": str, "document": dict, "pages": list, "units": list,
    "territories": list,
}  # fmt: skip
_PARTS: dict[str, dict[str, tuple[type, ...]]] = {
    "pages": {"page": (int,), "start": (int,), "end": (int,)},
    "units": {"unit_id": (str,), "kind": (str,), "name_vi": (str,), "name_en": (str,), "sort_order": (int,)},
    "territories": {
        "territory_id": (str,), "unit_id": (str,), "name_vi": (str,), "name_en": (str,),
        "valid_from": (str, type(None)), "valid_to": (str, type(None)), "merged_into": (str, type(None)),
        "has_district_level": (bool,), "source_url": (str,), "note": (str, type(None)),
    },
}  # fmt: skip


def _description_faults(described: Any, file: str, folder: str) -> Iterator[Fault]:
    if not isinstance(described, dict):
        yield Fault(file, "không phải một đối tượng JSON")
        return
    for key, kind in _SHAPE.items():
        if not isinstance(described.get(key), kind):
            yield Fault(file, "thiếu hoặc sai kiểu", column=key)
            return
    for key in ("name", "media_type", "sha256"):
        if not isinstance(described["file"].get(key), str):
            yield Fault(file, "thiếu hoặc sai kiểu", column=f"file.{key}")
    yield from _part_faults(described, file)
    yield from document_faults(described["document"], file)
    document_id = described["document"].get("document_id")
    if document_id != folder:
        yield Fault(file, f"mã '{document_id}' khác tên thư mục '{folder}'", column="document.document_id")


def _part_faults(described: Mapping[str, Any], file: str) -> Iterator[Fault]:
    for part, keys in _PARTS.items():
        for place, row in enumerate(described[part]):
            for key, kinds in keys.items():
                if not isinstance(row, dict) or not isinstance(row.get(key), kinds):
                    yield Fault(file, "thiếu hoặc sai kiểu", column=f"{part}[{place}].{key}")
    for place, row in enumerate(described["territories"]):
        for key in _DATES:
            if isinstance(row, dict) and isinstance(row.get(key), str) and not _is_day(row[key]):
                yield Fault(file, f"không có ngày '{row[key]}'", column=f"territories[{place}].{key}")


def document_faults(document: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """What is wrong with the fields of one document: missing, of another type, or not ours."""
    for key in document:
        if key not in DOCUMENT_FIELDS:
            yield Fault(file, "trường lạ", column=f"document.{key}")
    for key in DOCUMENT_FIELDS:
        value = document.get(key)
        if value is None or value == "":
            if key in _REQUIRED:
                yield Fault(file, "bắt buộc nhưng để trống", column=f"document.{key}")
        elif isinstance(value, bool) or not isinstance(value, int if key in _YEARS else str):
            yield Fault(file, "sai kiểu", column=f"document.{key}")
    for key in ("issued_date", "published_date"):
        if isinstance(day := document.get(key), str) and not _is_partial_day(day):
            yield Fault(file, f"không có ngày '{day}'", column=f"document.{key}")
    document_id = document.get("document_id")
    if isinstance(document_id, str) and not _SAFE_ID.match(document_id):
        reason = f"'{document_id}' phải gồm chữ thường không dấu, chữ số và gạch nối"
        yield Fault(file, reason, column="document.document_id")


def _statement_faults(
    statements: Iterable[Statement], text: str, file: str, document_id: str
) -> Iterator[Fault]:
    for row, statement in enumerate(statements, 1):
        if statement.document_id != document_id:
            yield Fault(file, f"thuộc văn bản khác: '{statement.document_id}'", row=row)
        if statement.review_status == "unreviewed" or not statement.reviewed_by or not statement.reviewed_at:
            yield Fault(file, f"{statement.statement_id}: chưa có người soát", row=row)
        if not statement.quote or text[statement.quote_start : statement.quote_end] != statement.quote:
            reason = f"{statement.statement_id}: câu trích không còn nằm đúng chỗ trong văn bản"
            yield Fault(file, reason, row=row)


def _original_name(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return f"original.{ending}" if ending in _ENDINGS else "original"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_partial_day(text: str) -> bool:
    try:
        last_day(text)
    except ValueError:
        return False
    return _PARTIAL_DAY.match(text) is not None


def _dated(row: Mapping[str, Any]) -> Row:
    return {**row, **{key: date.fromisoformat(row[key]) if row[key] else None for key in _DATES}}


def _json(value: object, *, indent: int | None = None) -> bytes:
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=_plain)
    return (written + "\n").encode("utf-8")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not JSON: {value!r}")


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(_json(dict(row)) for row in rows)


def _read_text(own: Path, name: str, file: str) -> str:
    try:
        return (own / file).read_bytes().decode("utf-8")
    except OSError:
        raise _Faulty([Fault(f"{name}/{file}", "không có tệp này")]) from None
    except UnicodeDecodeError as error:
        reason = f"không phải UTF-8 (byte thứ {error.start + 1} không giải mã được)"
        raise _Faulty([Fault(f"{name}/{file}", reason)]) from error


def _read_json(own: Path, name: str, file: str) -> Any:
    try:
        return json.loads(_read_text(own, name, file))
    except ValueError as error:
        raise _Faulty([Fault(f"{name}/{file}", f"không đọc được JSON: {error}")]) from error


def _read_lines(own: Path, name: str, file: str) -> Iterator[tuple[int, Any]]:
    for row, line in enumerate(_read_text(own, name, file).split("\n"), 1):
        if line:
            try:
                yield row, json.loads(line)
            except ValueError as error:
                raise _Faulty([Fault(f"{name}/{file}", f"không đọc được JSON: {error}", row=row)]) from error


def _read_statements(own: Path, name: str, file: str) -> tuple[Statement, ...]:
    statements, faults = [], []
    for row, fields in _read_lines(own, name, file):
        try:
            statements.append(statement_of(fields if isinstance(fields, dict) else {}))
        except ValueError as error:
            faults.append(Fault(f"{name}/{file}", str(error), row=row))
    if faults:
        raise _Faulty(faults)
    return tuple(statements)
