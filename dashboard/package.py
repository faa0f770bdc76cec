"""A slice as Parquet, and as a data package (Frictionless) that explains itself without us. Pure."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.exports import to_csv
from dashboard.names import Names
from dashboard.origin import LEGENDS, Origin, choice_in_words, choice_link, citation, legend, rights
from dashboard.selection import StatementChoice
from dashboard.wording import Wording
from dashboard.wording.numbers import day, is_missing

ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
FIELD_TYPES = {"VARCHAR": "string", "INTEGER": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}
ALWAYS_THERE = ("release", "statement_id", "kind", "unit_id", "evidence", "document_id", "citation")


@dataclass(frozen=True, slots=True)
class About:
    """What was chosen, from what, and how both languages call it."""

    choice: StatementChoice
    origin: Origin
    rows: int
    names: Names

    def lines(self) -> list[tuple[str, ...]]:
        """The origin, the choice, the citation and the legend of codes, for a sheet."""
        w = self.names.w
        link = choice_link(self.choice, self.origin, w.language)
        return [
            (w("Bản phát hành"), self.origin.release),
            (w("Nội dung đến"), day(self.origin.content_date, w.language)),
            (w("Ngày lấy"), day(self.origin.made_on.isoformat(), w.language)),
            (w("Liên kết"), link),
            (w("Cách trích dẫn"), citation(self.origin, link, self.rows, w)),
            (w("Quyền"), rights(w)),
            ("",),
            (w("Lựa chọn"),),
            *choice_in_words(self.choice, self.names),
            ("",),
            (w("Cột"), w("Mã"), w("Ý nghĩa")),
            *legend(w),
        ]

    def readme(self) -> str:
        """The same as Markdown."""
        w = self.names.w
        link = choice_link(self.choice, self.origin, w.language)
        parts = [
            f"# {w('Mốc Số: lát cắt dữ liệu')}",
            w(
                "`data.csv` (UTF-8 có BOM) và `data.parquet` chứa cùng các dòng; `datapackage.json` "
                "(Frictionless Data Package) nói rõ từng cột. Trong `data.csv`, ô chữ bắt đầu như công thức "
                "có dấu nháy đơn phía trước."
            ),
            f"## {w('Cách trích dẫn')}",
            citation(self.origin, link, self.rows, w),
            rights(w),
            f"## {w('Lựa chọn')}",
            "\n".join(f"- {name}: {value}" for name, value in choice_in_words(self.choice, self.names)),
            f"## {w('Ý nghĩa của các mã')}",
            _markdown_table((w("Cột"), w("Mã"), w("Ý nghĩa")), legend(w)),
        ]
        return "\n\n".join(parts) + "\n"


def to_parquet(rows: pd.DataFrame, dictionary: pd.DataFrame, *, note: str) -> bytes:
    """The rows with the types of the dictionary; each field carries its meaning in both languages.

    A missing cell is null. `note` (the citation) goes into the metadata of the file.
    """
    fields, columns = [], []
    for row in dictionary.to_dict("records"):
        type_ = ARROW_TYPES[str(row["type"])]
        meaning = {"description_vi": str(row["meaning_vi"]), "description_en": str(row["meaning_en"])}
        fields.append(pa.field(str(row["name"]), type_, metadata=meaning))
        cells = [None if is_missing(cell) else cell for cell in rows[row["name"]]]
        columns.append(pa.array(cells, type=type_))
    schema = pa.schema(fields, metadata={"citation": note})
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def to_package(rows: pd.DataFrame, dictionary: pd.DataFrame, about: About) -> bytes:
    """A ZIP of data.csv, data.parquet, datapackage.json and README.md in both languages.

    The same input gives the same bytes.
    """
    link = choice_link(about.choice, about.origin, about.names.w.language)
    note = citation(about.origin, link, len(rows), about.names.w)
    files = {
        "data.csv": to_csv(rows),
        "data.parquet": to_parquet(rows, dictionary, note=note),
    }
    readmes = [
        About(about.choice, about.origin, about.rows, Names(about.names.lists, Wording(language))).readme()
        for language in ("vi", "en")
    ]
    described = _descriptor(files, dictionary, about, note=note, link=link)
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"
    files["README.md"] = "\n".join(readmes).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _at_midnight(about.origin.made_on))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def _descriptor(
    files: Mapping[str, bytes], dictionary: pd.DataFrame, about: About, *, note: str, link: str
) -> dict[str, object]:
    fields = [
        {
            "name": row["name"],
            "type": FIELD_TYPES[str(row["type"])],
            "description": row["meaning_vi"],
            "description_en": row["meaning_en"],
            **_constraints(str(row["name"])),
        }
        for row in dictionary.to_dict("records")
    ]
    schema = {"fields": fields, "primaryKey": "statement_id", "missingValues": [""]}
    table = _resource("statements", "data.csv", files["data.csv"]) | {
        "type": "table",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "mediatype": "text/csv",
        "dialect": {"lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }
    same = _resource("statements-parquet", "data.parquet", files["data.parquet"]) | {
        "type": "file",
        "mediatype": "application/vnd.apache.parquet",
    }
    described: dict[str, object] = {
        "profile": "data-package",
        "name": f"moc-so-{about.origin.release}",
        "title": "Mốc Số",
        "description": note,
        "version": about.origin.release,
        "created": f"{about.origin.made_on.isoformat()}T00:00:00Z",
        "resources": [table, same],
    }
    return described | ({"homepage": link} if about.origin.address else {})


def _resource(name: str, path: str, data: bytes) -> dict[str, object]:
    digest = hashlib.sha256(data).hexdigest()
    return {
        "name": name,
        "path": path,
        "format": path.rsplit(".", 1)[1],
        "bytes": len(data),
        "hash": f"sha256:{digest}",
    }


def _constraints(name: str) -> dict[str, object]:
    """What a reader may rely on: codes that occur, and which cells are never empty."""
    rules: dict[str, object] = {}
    if name in ALWAYS_THERE:
        rules["required"] = True
    if name == "statement_id":
        rules["unique"] = True
    if name in LEGENDS:
        rules["enum"] = list(LEGENDS[name])
    return {"constraints": rules} if rules else {}


def _at_midnight(made_on: date) -> tuple[int, int, int, int, int, int]:
    return (made_on.year, made_on.month, made_on.day, 0, 0, 0)


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
