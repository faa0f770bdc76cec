"""Units that nobody has set up yet, from the list of the 63 provinces before 1 July 2025 and the 34 since.

A province that kept its name in 2025 keeps its unit, with another territory since. One that was merged
away is a unit of its own that ended: its plans are its own, speak of its own territory, and count for
nothing that its successor promises; the territory names the one that it became part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from etl.errors import UnknownProvince
from etl.sources.documents import territory_on
from etl.sources.table_schema import Row

_LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class UnitRows:
    """What a document of one province needs: rows as in `units.csv` and `territories.csv`.

    `territory_id` is the territory of the province on the day asked for. `territories` are all those of
    the province, those that they became part of, and the other ones that these were made from.
    """

    territory_id: str
    units: tuple[Row, ...]
    territories: tuple[Row, ...]


def unit_rows(tables: Mapping[str, tuple[Row, ...]], unit_id: str, on: date | None) -> UnitRows:
    """The rows for a document of the unit `unit_id` that is looked at on the day `on` (None: today's).

    Rows that `units.csv` and `territories.csv` hold come before those of the list, so that nothing that
    is kept by hand is told twice. A province that has ended has its last territory when no day is
    given. Raises `UnknownProvince` for a unit of neither, and for a day on which the province was none.
    """
    listed = [row for row in tables["provinces"] if row["unit_id"] == unit_id]
    kept = [row for row in tables["units"] if row["unit_id"] == unit_id]
    if not listed and not kept:
        raise UnknownProvince(f"Không có đơn vị '{unit_id}' trong danh mục các tỉnh, thành phố")
    territories = _connected(_all_territories(tables), unit_id)
    own = [row for row in territories if row["unit_id"] == unit_id]
    found = territory_on(unit_id, on, own)
    if found is None and on is None and own:
        found = str(max(own, key=lambda row: row["valid_to"] or date.max)["territory_id"])
    if found is None:
        raise UnknownProvince(_why_none(own, territories, unit_id, on))
    return UnitRows(found, (kept[0] if kept else _unit_row(listed[0]),), tuple(territories))


def _all_territories(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, Row]:
    rows = {row["territory_id"]: _territory_row(row) for row in tables["provinces"]}
    return rows | {row["territory_id"]: row for row in tables["territories"]}


def _connected(rows: Mapping[str, Row], unit_id: str) -> list[Row]:
    chosen = {id_ for id_, row in rows.items() if row["unit_id"] == unit_id}
    chosen |= {row["merged_into"] for id_, row in rows.items() if id_ in chosen and row["merged_into"]}
    chosen |= {id_ for id_, row in rows.items() if row["merged_into"] in chosen}
    return [rows[id_] for id_ in sorted(chosen)]


def _unit_row(row: Row) -> Row:
    same = ("unit_id", "name_vi", "name_en", "aliases", "sort_order")
    return {**{name: row[name] for name in same}, "kind": "province"}


def _territory_row(row: Row) -> Row:
    same = ("territory_id", "unit_id", "valid_from", "valid_to", "merged_into", "has_district_level")
    named = {f"name_{language}": row[f"territory_{language}"] for language in _LANGUAGES}
    return {
        **{name: row[name] for name in same},
        **named,
        "source_url": row["source_url"],
        "note": row["note"],
    }


def _why_none(own: Iterable[Row], territories: Iterable[Row], unit_id: str, on: date | None) -> str:
    names = {row["territory_id"]: row["name_vi"] for row in territories}
    day = on.strftime("%d/%m/%Y") if on else "hôm nay"
    for row in own:
        if row["merged_into"] and on and row["valid_to"] and on > row["valid_to"]:
            into = names.get(row["merged_into"], row["merged_into"])
            return f"Ngày {day} không còn {row['name_vi']}: đã nhập vào {into}; hãy chọn đơn vị mới"
    return f"Không có địa giới của '{unit_id}' vào ngày {day}"
