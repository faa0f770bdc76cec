"""A tiny warehouse made from the real schema: rows by hand, everything else by default."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from warehouse.build import create_tables, derive
from warehouse.connect import SCHEMA_VERSION
from warehouse.folding import fold

Row = dict[str, Any]

_THEMES = ("digital_government", "digital_infrastructure")
_SCOPES = {"national": "nation", "ministry": "ministry", "province": "province", "district": "district"} | {
    "commune": "commune",
    "household": None,
}
_TERRITORIES = (
    # territory, unit, from, to, district level
    ("vn", "national", None, None, False),
    ("ben-1991", "ben", "1991-01-01", "2025-06-30", True),
    ("ben-2025", "ben", "2025-07-01", None, False),
    ("rung-1991", "rung", "1991-01-01", "2025-06-30", True),
    ("rung-2025", "rung", "2025-07-01", None, False),
)


class Tiny:
    """Two provinces (ben, rung) and whatever a test adds; in memory unless `path` says where."""

    def __init__(self, path: Path | None = None) -> None:
        self.connection = duckdb.connect(str(path) if path else ":memory:")
        create_tables(self.connection)
        for order, (unit_id, kind) in enumerate(
            {"national": "nation", "ben": "province", "rung": "province"}.items()
        ):
            self._insert(
                "units",
                unit_id=unit_id,
                kind=kind,
                name_vi=unit_id,
                name_en=unit_id,
                sort_order=order,
                folded=unit_id,
            )
        for territory, unit_id, start, end, has_district in _TERRITORIES:
            self._insert(
                "territories", territory_id=territory, unit_id=unit_id, name_vi=territory, name_en=territory,
                valid_from=start, valid_to=end, has_district_level=has_district,
            )  # fmt: skip
        for order, theme_id in enumerate(_THEMES):
            self._insert("themes", theme_id=theme_id, name_vi=theme_id, name_en=theme_id, sort_order=order)
        for order, topic_id in enumerate(("data", "workforce", "security")):
            self._insert(
                "topics",
                topic_id=topic_id,
                theme_id=_THEMES[0],
                name_vi=topic_id,
                name_en=topic_id,
                sort_order=order,
            )
        for scope_id, level in _SCOPES.items():
            self._insert("scopes", scope_id=scope_id, name_vi=scope_id, name_en=scope_id, level=level)
        for unit in ("percent", "rank", "count"):
            self._insert("value_units", value_unit=unit, name_vi=unit, name_en=unit, decimals=0)
        for variant in ("GDP", "GRDP"):
            self._insert("variants", variant=variant, name_vi=variant, name_en=variant)
        self._insert("document_kinds", kind="decision", rank=5, name_vi="Quyết định", name_en="Decision")
        self._count = 0
        self._whose: dict[str, tuple[str, str]] = {}  # unit and territory of each document

    def indicator(self, indicator_id: str, **fields: object) -> None:
        """Add an indicator: a share in percent, a family of its own, higher is better."""
        row: Row = {
            "family": indicator_id,
            "theme_id": _THEMES[0],
            "name_vi": f"Tỷ lệ {indicator_id}",
            "name_en": f"Share of {indicator_id}",
            "definition_vi": "-",
            "definition_en": "-",
            "value_unit": "percent",
            "direction": "higher",
            "folded": fold(f"Tỷ lệ {indicator_id}"),
        }
        self._insert("indicators", indicator_id=indicator_id, **(row | fields))

    def document(self, document_id: str, in_force_on: str | None = None, **fields: object) -> None:
        """Add a document of the nation without a text; `text` gives it one."""
        row: Row = {
            "title_vi": f"Văn bản {document_id}",
            "kind": "decision",
            "rank": 5,
            "unit_id": "national",
            "territory_id": "vn",
            "tier": "reference",
            "citation": document_id,
            "issued_date": in_force_on,
            "in_force_on": in_force_on,
            "in_force_basis": "issued" if in_force_on else "unknown",
        } | fields
        if "text" in fields:
            row |= {"tier": "seed", "path": f"sources/{document_id}.txt", "sha256": "0" * 64}
        self._whose[document_id] = (row["unit_id"], row["territory_id"])
        self._insert("documents", document_id=document_id, **row)

    def statement(self, statement_id: str, document_id: str, **fields: object) -> None:
        """Add a target of 80 percent by 2025; a number of None makes it a commitment."""
        self._insert("statements", **self._statement(statement_id, document_id, fields))

    def statements(self, document_id: str, rows: Iterable[Row]) -> None:
        """Add many statements of one document at once; each row is what `statement` takes, by name."""
        alike: dict[tuple[str, ...], list[Row]] = {}
        for fields in rows:
            row = self._statement(fields["statement_id"], document_id, fields)
            alike.setdefault(tuple(row), []).append(row)
        for together in alike.values():
            self.connection.register("together", pd.DataFrame(together))
            self.connection.execute("INSERT INTO statements BY NAME SELECT * FROM together")
            self.connection.unregister("together")

    def _statement(self, statement_id: str, document_id: str, fields: Row) -> Row:
        unit_id, territory_id = self._whose[document_id]
        row: Row = {
            "kind": "target",
            "unit_id": unit_id,
            "territory_id": territory_id,
            "horizon": 2025,
            "horizon_basis": "sentence",
            "firmness": "goal",
            "scope": "",
            "operator": "=",
            "value": 80.0,
            "value_unit": "percent",
            "subject_vi": "hồ sơ",
            "statement_vi": f"Đến năm 2025, {statement_id}",
            "evidence": "cited",
            "rule": "test",
            "review_status": "unreviewed",
            "doubt": "none",
        } | fields
        if row["value"] is None:
            row |= {"kind": "commitment", "operator": None, "value_unit": None}
        row["folded"] = fold(f"{row['statement_vi']} {row['subject_vi']}")
        return row | {"statement_id": statement_id, "document_id": document_id}

    def names_theme(self, statement_id: str, theme_id: str, *, is_main: bool = False) -> None:
        """Let the sentence of a statement name a theme."""
        self._insert("statement_themes", statement_id=statement_id, theme_id=theme_id, is_main=is_main)

    def task(
        self, task_id: str, document_id: str, unit_id: str, topic_id: str | None, **fields: object
    ) -> None:
        """Add a task group."""
        self._count += 1
        row: Row = {"kind": "task", "ordinal": self._count, "title_vi": f"Nhiệm vụ {task_id}", "rule": "test"}
        row |= {"quote": "x", "quote_start": 0, "quote_end": 1, "folded": task_id, "topic_id": topic_id}
        self._insert("tasks", task_id=task_id, document_id=document_id, unit_id=unit_id, **(row | fields))

    def citation(self, document_id: str, cited_number: str, **fields: object) -> None:
        """Add an edge of the lineage."""
        self._count += 1
        row: Row = {"relation": "implements", "start": self._count, "end": self._count + 1, "quote": "x"}
        self._insert("citations", document_id=document_id, cited_number=cited_number, **(row | fields))

    def finish(self) -> duckdb.DuckDBPyConnection:
        """Derive what follows from the rows and give the connection back."""
        self._insert(
            "release", release_id="tiny", schema_version=SCHEMA_VERSION, content_sha256="x",
            content_date="2025-12-01", documents=0, statements=0, is_synthetic=False,
        )  # fmt: skip
        derive(self.connection)
        return self.connection

    def _insert(self, table: str, **row: object) -> None:
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join(f"${column}" for column in row)
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)
