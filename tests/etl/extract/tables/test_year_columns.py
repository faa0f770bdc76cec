"""Tables with a column a year: what each cell says, whatever its neighbours lack."""

import pytest

from etl.extract import extract_mentions
from etl.text import SourceText

HEAD = "TT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2030 | Cơ quan chủ trì\n"

Read = tuple[str, int | None, str, str, float]


def read(table: str) -> list[Read]:
    """Token, year, unit, operator and value of every claim."""
    text = SourceText.of(f"PHỤ LỤC\n\n{table}\n\nTổ chức thực hiện theo quy định.")
    found = extract_mentions(text)
    flow = found.layout.flow
    return [
        (flow[c.value.start : c.value.end], c.horizon, c.unit, c.operator, c.value.value)
        for c in found.claims
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            HEAD + "1 | Hộ có cáp quang | % | 80 | ≥ 95 | Sở Thông tin và Truyền thông, các huyện phối hợp",
            [("80", 2025, "percent", "=", 80.0), ("95", 2030, "percent", ">=", 95.0)],
        ),
        (HEAD + "2 | Doanh nghiệp dùng nền tảng | % | | 70 | Sở", [("70", 2030, "percent", "=", 70.0)]),
        (HEAD + "3 | Vốn cho kho dữ liệu | Tỷ đồng | 120 | - | Sở", [("120", 2025, "vnd", "=", 120e9)]),
        (
            HEAD + "4 | Xếp hạng chuyển đổi số | Hạng | Top 20 | 10 | Sở",
            [("20", 2025, "rank", "<=", 20.0), ("10", 2030, "rank", "=", 10.0)],
        ),
        (HEAD + "(1) | (2) | (3) | (4) | (5) | (6)\nA | B | C | 1 | 2 | 3", []),
        (HEAD + "5 | Cổng dữ liệu mở | Hoàn thành | x | x | Sở", []),
        (
            HEAD + "6 | Trạm đo | Trạm | 1.250 | 1.300,5 | Sở",
            [("1.250", 2025, "count", "=", 1250.0), ("1.300,5", 2030, "count", "=", 1300.5)],
        ),
        (
            "Chỉ tiêu | 2025 | 2030\nhộ dân có máy tính (%) | 70 | 80\nTỷ lệ xã có 5G | 50 | 100",
            [
                ("70", 2025, "percent", "=", 70.0), ("80", 2030, "percent", "=", 80.0),
                ("50", 2025, "percent", "=", 50.0), ("100", 2030, "percent", "=", 100.0),
            ],
        ),
        (
            "TT | Trụ cột rất dài | Chỉ tiêu | ĐVT | 2025\n1 | Hạ tầng số của toàn tỉnh | Xã có 5G | % | 60",
            [("60", 2025, "percent", "=", 60.0)],
        ),
    ],
)  # fmt: skip
def test_cells_are_read_by_the_head_of_their_column(table: str, expected: list[Read]) -> None:
    assert read(table) == expected


def test_a_column_of_what_was_done_is_a_baseline() -> None:
    text = SourceText.of(
        "Chỉ tiêu | Đơn vị | Thực hiện 2020 | Kế hoạch thực hiện 2025\nHộ có cáp quang | % | 45 | 80\n"
    )
    kinds = [(c.kind, c.horizon, c.as_of_year) for c in extract_mentions(text).claims]
    assert kinds == [("baseline", None, 2020), ("target", 2025, None)]


def test_the_evidence_is_the_row_and_a_sub_item_shares_the_words_above_it() -> None:
    rows = [
        "1 | Hồ sơ xử lý trên mạng | | | | Sở",
        "| - Cấp tỉnh | % | 90 | 100 | Sở",
        "| - Cấp xã | % | 60 | 90 | Sở",
    ]
    found = extract_mentions(SourceText.of(HEAD + "\n".join(rows)))
    flow = found.layout.flow
    assert [flow[slice(*c.sentence)] for c in found.claims] == [rows[1], rows[1], rows[2], rows[2]]
    assert {flow[slice(*c.clause)] for c in found.claims} == {"Hồ sơ xử lý trên mạng"}
    assert [flow[slice(*c.near)] for c in found.claims][::2] == ["- Cấp tỉnh", "- Cấp xã"]


def test_rows_go_on_over_a_page_and_a_repeated_head_begins_again() -> None:
    row = "{} | Hộ có cáp quang loại {} | % | 10 | 20 | Sở\n"
    table = HEAD + row.format(1, 1) + "\f" + row.format(2, 2) + HEAD + row.format(3, 3)
    assert [(token, year) for token, year, *_ in read(table)] == [("10", 2025), ("20", 2030)] * 3
