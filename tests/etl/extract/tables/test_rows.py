"""Tables with a column a year, with bars and without, whole and broken: which figure is of which year."""

import pytest

from etl.extract import extract_mentions
from etl.text import SourceText

Read = tuple[str, str, int | None, str, str]


def read(text: str) -> list[Read]:
    """Figures, kind, year, unit and label of every claim."""
    found = extract_mentions(SourceText.of(text))
    return [
        (
            text[claim.value.start : claim.value.end],
            claim.kind,
            claim.horizon or claim.as_of_year,
            claim.unit,
            " ".join(text[slice(*claim.near)].split()),
        )
        for claim in found.claims
    ]


LINED = """Số TT | Chỉ tiêu năm 2026 | Năm 2030
1 | Xã có trạm đo | 70 | 90
2 | Vốn cho kho dữ liệu | Tỷ đồng | 12 | 15
II | Xã hội số | |
3 | Tỷ lệ hộ có mạng | 80 |
4 | Tỷ lệ thôn có mạng | 85 | 100
"""
BROKEN_BARS = """STT | Chỉ tiêu | Đơn vị | Thực hiện 2024 | Mục tiêu
2027 | Ghi chú 1 | Xã có
trạm đo | Trạm | 70 |
90 | 2 | Thu từ dữ
liệu | Tỷ đồng | 12 | 15 | Sở
"""
NUMBERED = """STT Chỉ tiêu Cả nước 2025 Mục tiêu
2027 Ghi chú 1 Tỷ lệ hộ
có mạng % 70 90 Sở chủ trì 2 Trạm đo
12 15
"""
STACKED = "STT\nChỉ tiêu\nĐVT\nƯớc 2025\nNăm 2027\n1\nThu từ dữ liệu\nTỷ đồng\n12\n15\n2\nTrạm đo\n7\n9\n"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            LINED,
            [
                ("70", "target", 2026, "count", "Xã có trạm đo"),
                ("90", "target", 2030, "count", "Xã có trạm đo"),
                ("12", "target", 2026, "vnd", "Vốn cho kho dữ liệu"),
                ("15", "target", 2030, "vnd", "Vốn cho kho dữ liệu"),
                ("85", "target", 2026, "percent", "Tỷ lệ thôn có mạng"),
                ("100", "target", 2030, "percent", "Tỷ lệ thôn có mạng"),
            ],
        ),
        (
            BROKEN_BARS,
            [
                ("70", "baseline", 2024, "count", "Xã có trạm đo"),
                ("90", "target", 2027, "count", "Xã có trạm đo"),
                ("12", "baseline", 2024, "vnd", "Thu từ dữ liệu"),
                ("15", "target", 2027, "vnd", "Thu từ dữ liệu"),
            ],
        ),
        (
            NUMBERED,
            [
                ("70", "target", 2025, "percent", "Tỷ lệ hộ có mạng"),
                ("90", "target", 2027, "percent", "Tỷ lệ hộ có mạng"),
                ("12", "target", 2025, "count", "Trạm đo"),
                ("15", "target", 2027, "count", "Trạm đo"),
            ],
        ),
        (
            STACKED,
            [
                ("12", "baseline", 2025, "vnd", "Thu từ dữ liệu"),
                ("15", "target", 2027, "vnd", "Thu từ dữ liệu"),
                ("7", "baseline", 2025, "count", "Trạm đo"),
                ("9", "target", 2027, "count", "Trạm đo"),
            ],
        ),
    ],
    ids=["lined", "broken-bars", "numbered", "stacked"],
)
def test_figures_are_of_the_year_of_their_column(table: str, expected: list[Read]) -> None:
    assert read(table) == expected


def test_the_quote_of_a_row_begins_with_its_words() -> None:
    found = extract_mentions(SourceText.of(BROKEN_BARS))
    quotes = {BROKEN_BARS[slice(*claim.sentence)] for claim in found.claims}
    assert {quote[:8] for quote in quotes} == {"Xã có\ntr", "Thu từ d"}
