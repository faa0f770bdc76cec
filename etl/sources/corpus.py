"""Everything a release is made from, read and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.errors import DataFault, Fault
from etl.sources.additions import ADDED_FOLDER, Addition, read_additions
from etl.sources.content import content_sha256, with_added
from etl.sources.dates import last_day
from etl.sources.documents import (
    Document,
    in_force,
    reference_document_id,
    reference_documents,
    reference_kind,
    registered_documents,
    territory_on,
    title_period,
)
from etl.sources.reference import resolve_scope, scope_aliases
from etl.sources.table_schema import Row, Table, read_package

SOURCES_FOLDER = "sources"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The data folder, free of faults.

    `documents` holds the registered ones first, then the additions, then those of the reference set.
    `sources` has the bytes of every document whose text is held, by document id. `tables` has the rows
    of every table that `datapackage.json` describes, by its name there; cells have the types declared
    there; units and territories that only an addition brings come last. `content_sha256` covers all of
    it and the code that reads it; `kept` is the corpus without any addition (None: this is it).
    """

    root: Path
    documents: tuple[Document, ...]
    sources: Mapping[str, bytes]
    tables: Mapping[str, tuple[Row, ...]]
    content_sha256: str
    additions: tuple[Addition, ...] = ()
    kept: Corpus | None = None

    @property
    def release_id(self) -> str:
        """The name of the release that this content makes: the same content, the same name."""
        return self.content_sha256[:12]

    @property
    def content_date(self) -> str:
        """The newest full date of any document, ISO 8601; "" when none bears one."""
        dates = [day for doc in self.documents for day in (doc.issued_date, doc.published_date) if day]
        return max((day for day in dates if len(day) == len("2025-10-15")), default="")

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of one table, in the order of its file."""
        return self.tables[table]

    def text_of(self, document_id: str) -> str:
        """The decoded file of a registered document, without byte order mark: offsets point into it."""
        return self.sources[document_id].decode("utf-8-sig")

    def registered(self) -> tuple[Document, ...]:
        """The documents whose text is held."""
        return tuple(document for document in self.documents if document.path)

    def with_additions(self, additions: Sequence[Addition]) -> Corpus:
        """The same data folder with just these additions, whatever additions it had.

        Raises one `DataFault` that names every addition that does not fit: an id that is taken, a kind,
        unit or territory that nobody knows.
        """
        kept = self.kept or self
        if not additions:
            return kept
        added = tuple(sorted(additions, key=lambda addition: addition.document_id))
        tables = dict(kept.tables)
        for name, key in (("units", "unit_id"), ("territories", "territory_id")):
            tables[name] = _with_new(tables[name], key, [row for one in added for row in getattr(one, name)])
        if faults := list(_addition_faults(kept, added, tables)):
            raise DataFault(faults)
        documents = registered_documents((one.registry_row() for one in added), tables["document_kinds"])
        held = kept.registered()
        return replace(
            kept,
            documents=(*held, *documents, *kept.documents[len(held) :]),
            sources={**kept.sources, **{one.document_id: one.text.encode("utf-8") for one in added}},
            tables=tables,
            content_sha256=with_added(kept.content_sha256, (one.content() for one in added)),
            additions=added,
            kept=kept,
        )


def load_corpus(root: Path) -> Corpus:
    """Read `root/data`; raise one `DataFault` that names every fault of every file."""
    data_dir = root / "data"
    tables, faults = read_package(data_dir)
    sources, found = _read_sources(data_dir, tables.get("documents"))
    faults += found
    additions, found = read_additions(data_dir / ADDED_FOLDER)
    faults += found
    faults += _list_faults(tables)
    faults += _date_faults(tables)
    faults += _registry_faults(tables)
    faults += _limit_faults(tables)
    faults += _reference_faults(tables)
    if faults:
        raise DataFault(_in_file_order(faults))
    rows = {name: table.rows for name, table in tables.items()}
    documents = registered_documents(rows["documents"], rows["document_kinds"]) + reference_documents(
        rows["reference_documents"], rows["document_kinds"], rows["territories"]
    )
    return Corpus(root, documents, sources, rows, content_sha256(data_dir)).with_additions(additions)


def _with_new(rows: tuple[Row, ...], key: str, new: Sequence[Row]) -> tuple[Row, ...]:
    """`rows` and those of `new` whose key is not there yet, the first of each, by key."""
    known = {row[key] for row in rows}
    first: dict[str, Row] = {}
    for row in new:
        if row[key] not in known:
            first.setdefault(row[key], row)
    return (*rows, *(first[id_] for id_ in sorted(first)))


def _addition_faults(
    kept: Corpus, added: Sequence[Addition], tables: Mapping[str, tuple[Row, ...]]
) -> Iterator[Fault]:
    taken = {document.document_id for document in kept.documents}
    kinds = {row["kind"] for row in tables["document_kinds"]}
    units = {row["unit_id"] for row in tables["units"]}
    unit_of = {row["territory_id"]: row["unit_id"] for row in tables["territories"]}
    for one in added:
        document, file = one.document, f"{ADDED_FOLDER}/{one.document_id}/document.json"
        if one.document_id in taken:
            yield Fault(file, f"mã văn bản '{one.document_id}' đã có", column="document.document_id")
        taken.add(one.document_id)
        if document["kind"] not in kinds:
            yield Fault(file, f"không có kind '{document['kind']}'", column="document.kind")
        if document["unit_id"] not in units:
            yield Fault(file, f"không có đơn vị '{document['unit_id']}'", column="document.unit_id")
        if unit_of.get(document["territory_id"]) != document["unit_id"]:
            reason = f"'{document['territory_id']}' không phải địa giới của {document['unit_id']}"
            yield Fault(file, reason, column="document.territory_id")
        start, end = document.get("period_start"), document.get("period_end")
        if start and end and start > end:
            yield Fault(file, f"period_end {end} trước period_start {start}", column="document.period_end")


def _in_file_order(faults: list[Fault]) -> list[Fault]:
    order = {file: place for place, file in enumerate(dict.fromkeys(fault.file for fault in faults))}
    return sorted(dict.fromkeys(faults), key=lambda fault: (order[fault.file], fault.row or 0))


def _read_sources(data_dir: Path, registry: Table | None) -> tuple[dict[str, bytes], list[Fault]]:
    """The registered files, checked: there, unchanged, UTF-8, and no file beside them unregistered."""
    if registry is None:
        return {}, []
    file = registry.schema.path
    sources: dict[str, bytes] = {}
    faults: list[Fault] = []
    for row, cells in registry.cells:
        path = cells.get("path", "")
        if not path:
            continue  # the schema has named it
        try:
            data = (data_dir / path).read_bytes()
        except OSError:
            faults.append(Fault(file, f"không có tệp {path}", row=row, column="path"))
            continue
        found = hashlib.sha256(data).hexdigest()
        if found != cells.get("sha256"):
            reason = f"tệp {path} đã đổi: sha256 nay là {found}"
            faults.append(Fault(file, reason, row=row, column="sha256"))
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            reason = f"tệp {path} không phải UTF-8 (byte thứ {error.start + 1} không giải mã được)"
            faults.append(Fault(file, reason, row=row, column="path"))
        sources[cells["document_id"]] = data
    registered = registry.column("path")
    for source in sorted((data_dir / SOURCES_FOLDER).glob("*")):
        name = f"{SOURCES_FOLDER}/{source.name}"
        if not source.name.startswith(".") and name not in registered:
            faults.append(Fault(name, f"tệp chưa được đăng ký trong {file}"))
    return sources, faults


def _list_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """What the schema cannot say: cells that hold several ids or wordings."""
    scopes, targets, refinements = (tables.get(n) for n in ("scopes", "reference_targets", "refinements"))
    if scopes and targets:
        scope_of = scope_aliases(scopes.rows)
        for row, cells in targets.cells:
            try:
                resolve_scope(cells.get("scope"), scope_of)
            except KeyError as error:
                reason = f"không có cách gọi '{error.args[0]}' trong cột aliases của {scopes.schema.path}"
                yield Fault(targets.schema.path, reason, row=row, column="scope")
    if scopes and refinements and (variants := tables.get("variants")):
        known = {"scope": scopes.column("scope_id"), "variant": variants.column("variant")}
        for row, cells in refinements.cells:
            field, value = cells.get("field", ""), cells.get("value", "")
            values = value.split("; ") if field == "scope" else [value]
            for part in values if field in known else []:
                if part not in known[field]:
                    reason = f"không có {field} '{part}'"
                    yield Fault(refinements.schema.path, reason, row=row, column="value")


def _limit_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Cited values that their unit cannot have, such as 195 percent."""
    units, targets = tables.get("value_units"), tables.get("reference_targets")
    if not units or not targets:
        return
    limits = {cells["value_unit"]: (cells["minimum"], cells["maximum"]) for _, cells in units.cells}
    for row, cells in targets.cells:
        low, high = limits.get(cells["value_unit"], ("", ""))
        try:
            value = float(cells["value"])
            is_outside = bool((low and value < float(low)) or (high and value > float(high)))
        except ValueError:
            continue  # empty, or named as no number
        if is_outside:
            reason = f"giá trị {cells['value']} ngoài giới hạn của đơn vị {cells['value_unit']}"
            yield Fault(targets.schema.path, reason, row=row, column="value")


def _date_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Dates of reduced precision that no calendar has, and spans that end before they begin."""
    for name, columns in (
        ("documents", ("issued_date", "published_date")),
        ("reference_documents", ("issued_date",)),
        ("reference_targets", ("issued_date",)),
    ):
        for row, column, cell in _cells(tables.get(name), columns):
            try:
                last_day(cell)
            except ValueError:
                yield Fault(tables[name].schema.path, f"không có ngày '{cell}'", row=row, column=column)
    for name, first, last in (
        ("documents", "period_start", "period_end"),
        ("territories", "valid_from", "valid_to"),
    ):
        for row, cells in tables[name].cells if name in tables else ():
            start, end = cells[first], cells[last]
            if start and end and start > end:  # both ISO dates or both four-figure years
                reason = f"{last} {end} trước {first} {start}"
                yield Fault(tables[name].schema.path, reason, row=row, column=last)


def _cells(table: Table | None, columns: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    for row, cells in table.cells if table else ():
        for column in columns:
            if cells.get(column):
                yield row, column, cells[column]


def _registry_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Registered documents that stand on another unit's territory."""
    registry, territories = tables.get("documents"), tables.get("territories")
    if not registry or not territories:
        return
    unit_of = {cells["territory_id"]: cells["unit_id"] for _, cells in territories.cells}
    for row, cells in registry.cells:
        unit, territory = cells["unit_id"], cells["territory_id"]
        if unit_of.get(territory, unit) != unit:
            reason = f"'{territory}' không phải địa giới của {unit}"
            yield Fault(registry.schema.path, reason, row=row, column="territory_id")


def _reference_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Documents of the reference set whose id is taken, whose kind has no rank, or that stand nowhere."""
    references, registry = tables.get("reference_documents"), tables.get("documents")
    kinds, territories = tables.get("document_kinds"), tables.get("territories")
    if not references or not registry or not kinds or not territories:
        return
    file = references.schema.path
    taken = dict.fromkeys(registry.column("document_id"), registry.schema.path)
    for row, cells in references.cells:
        document_id = reference_document_id(cells["document_number"])
        if document_id in taken:
            reason = f"mã văn bản '{document_id}' đã có trong {taken[document_id]}"
            yield Fault(file, reason, row=row, column="document_number")
        taken[document_id] = file
        kind = reference_kind(cells["kind"])
        if kind not in kinds.column("kind"):
            yield Fault(file, f"không có kind '{kind}' trong {kinds.schema.path}", row=row, column="kind")
        try:
            on, _ = in_force(cells["issued_date"], None, title_period(cells["title_vi"])[0])
        except ValueError:
            continue  # named among the dates
        if territory_on(cells["unit"], on, territories.rows) is None:
            reason = f"{territories.schema.path} không có địa giới của '{cells['unit']}' vào ngày này"
            yield Fault(file, reason, row=row, column="issued_date")
