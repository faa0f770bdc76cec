"""Tables with a column of units, between bars and cell by cell, whole and wrapped."""

import pytest

from benchmarks.scoring import rewrap
from etl.extract import extract_mentions
from etl.text import SourceText

CELLS = """PHỤ LỤC CÁC CHỈ TIÊU

TT
Chỉ tiêu
Đơn vị tính
Kết quả
Cơ quan chủ trì
I
Đến năm 2027
1
Quy mô kinh tế số của toàn tỉnh
% GRDP
≥ 25
Sở Công Thương
1.1
Số doanh nghiệp công nghệ số
Doanh nghiệp
120
Sở Khoa học và Công nghệ
2
Xếp hạng năng lực đổi mới sáng tạo cấp tỉnh
Thứ bậc
≤ 15
Văn phòng Ủy ban nhân dân tỉnh
II
Đến năm 2032
3
Phần chi dành cho kho dữ liệu dùng chung
% tổng chi
≥ 3% mỗi kỳ ngân sách
Sở Tài chính
"""
BARS = """| TT | Chỉ tiêu | Đơn vị | Mục tiêu | Cơ quan chủ trì |
| --- | --- | --- | --- | --- |
| I | Đến năm 2027 | | | |
| 1 | Quy mô kinh tế số | % GRDP | ≥ 25 | Sở Công Thương |
| 1.1 | Số doanh nghiệp có kết nối tốc độ trên 1 Gb/s | Doanh nghiệp | 120 | Sở Khoa học và Công nghệ |
| 2 | Xếp hạng | Thứ bậc | ≤ 15 | Văn phòng |
| II | Đến năm 2032 | | | |
| 3 | Chi cho chuyển đổi số | % tổng chi | ≥ 3% mỗi kỳ | Sở Tài chính |
"""
EXPECTED = [
    ("25", ">=", 2027, "percent"),
    ("120", "=", 2027, "count"),
    ("15", "<=", 2027, "rank"),
    ("3%", ">=", 2032, "percent"),
]


def targets(text: str) -> list[tuple[str, str, int | None, str]]:
    return [
        (text[claim.value.start : claim.value.end], claim.operator, claim.horizon, claim.unit)
        for claim in extract_mentions(SourceText.of(text)).claims
        if claim.kind == "target"
    ]


@pytest.mark.parametrize("table", [CELLS, BARS], ids=["cells", "bars"])
@pytest.mark.parametrize("layout", [{"columns": 500}, {"columns": 60}, {"words": 4}], ids=str)
def test_units_and_years_of_a_grid(table: str, layout: dict[str, int]) -> None:
    assert targets(rewrap(table, **layout)) == EXPECTED


def test_a_range_and_the_year_of_the_header() -> None:
    text = "STT | Nội dung chỉ tiêu | ĐVT | Chỉ tiêu năm 2026\n1 | Số nền tảng | Nền tảng | 8 - 10\n"
    (claim,) = extract_mentions(SourceText.of(text)).claims
    assert (claim.value.value, claim.value.high, claim.horizon, claim.unit) == (8, 10, 2026, "count")


def test_the_heading_above_dates_a_grid_or_makes_it_a_report() -> None:
    rows = "TT | Chỉ tiêu | Đơn vị | Giá trị\n1 | Tỷ lệ xã có loa | % | 80\n"
    assert targets("II. MỤC TIÊU ĐẾN NĂM 2029\n" + rows) == [("80", "=", 2029, "percent")]
    assert targets("I. KẾT QUẢ THỰC HIỆN\n" + rows) == []


def test_rows_without_a_value_give_none() -> None:
    assert targets("TT | Chỉ tiêu | Đơn vị | Giá trị\n1 | Tỷ lệ xã có loa | % | Theo lộ trình\n") == []
