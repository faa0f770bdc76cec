"""What a cell claims, whatever table it stands in."""

import pytest

from etl.extract.tables.cells import (
    CELL_UNITS,
    SHARE,
    CellUnit,
    Column,
    Row,
    cell_claims,
    cell_unit,
    label_unit,
)

BILLIONS = next(unit for unit in CELL_UNITS if unit.id == "billions")
RANK = next(unit for unit in CELL_UNITS if unit.id == "rank")

Read = tuple[float, float | None, str, str]


def read(cell: str, unit: CellUnit) -> list[Read]:
    claims = cell_claims(cell, (0, len(cell)), Row((0, len(cell)), (0, 0), unit), Column())
    return [(claim.value.value, claim.value.high, claim.unit, claim.operator) for claim in claims]


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("≥ 70", SHARE, [(70.0, None, "percent", ">=")]),
        ("dưới 3", SHARE, [(3.0, None, "percent", "<")]),
        ("1.200 - 1.500", BILLIONS, [(1200e9, 1500e9, "vnd", "=")]),
        ("85%", BILLIONS, [(85.0, None, "percent", "=")]),  # its own sign comes before the unit of the row
        ("Top 20", RANK, [(20.0, None, "rank", "<=")]),
        ("≤ 6 trong vùng; ≤ 20 cả nước", RANK, [(6.0, None, "rank", "<="), (20.0, None, "rank", "<=")]),
        ("-", SHARE, []),
        ("2/2026", SHARE, []),
        ("80,5km", SHARE, []),
        ("Theo lộ trình 2 năm", SHARE, []),
    ],
)
def test_a_cell_is_read_with_the_unit_of_its_row(cell: str, unit: CellUnit, expected: list[Read]) -> None:
    assert read(cell, unit) == expected


@pytest.mark.parametrize("unit", CELL_UNITS, ids=lambda unit: unit.id)
def test_a_unit_cell_reads_its_example(unit: CellUnit) -> None:
    assert cell_unit(unit.example) == unit


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Doanh thu phần mềm (triệu USD)", "usd"),
        ("Thu từ dữ liệu (đơn vị: tỷ đồng)", "vnd"),
        ("Tỷ lệ hồ sơ (bản điện tử)", "percent"),
        ("Thuê bao/100 dân", "per_100_people"),
        ("Trạm đo", "count"),
    ],
)
def test_a_label_tells_the_unit(label: str, unit: str) -> None:
    assert label_unit(label, (0, len(label))).unit == unit
