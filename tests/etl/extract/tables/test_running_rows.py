"""Tables without bars whose lines were broken anywhere."""

import pytest

from etl.extract import extract_mentions
from etl.extract.tables.running_rows import find_rows
from etl.text import SourceText

Cells = list[tuple[str, str, int | None]]


def cells(text: str) -> Cells:
    return [
        (text[claim.value.start : claim.value.end], claim.kind, claim.horizon)
        for claim in extract_mentions(SourceText.of(text)).claims
    ]


YEARS = """Nội dung Năm 2025
(thực hiện) Kế hoạch
2026 Kế hoạch 2030
Ghi chú
Hộ có cáp quang
(%) 64 80 100
Cơ quan ký số
(%) 91,5 98 100
Theo đề án
Kho bài giảng số
1.200 2.500
5.000
"""
PLACES = """Chỉ tiêu đăng ký của các xã năm 2027
Xã Hồ sơ trực
tuyến (%) Chữ ký
số (%)
Xã Thượng 90 45
Xã Hạ 88
40
Kết quả năm 2026
73,9 19,7
"""


def test_each_run_of_figures_ends_a_row() -> None:
    assert cells(YEARS) == [
        ("64", "baseline", None),
        ("80", "target", 2026),
        ("100", "target", 2030),
        ("91,5", "baseline", None),
        ("98", "target", 2026),
        ("100", "target", 2030),
        ("1.200", "baseline", None),
        ("2.500", "target", 2026),
        ("5.000", "target", 2030),
    ]


def test_a_row_a_place_and_a_column_a_share() -> None:
    assert cells(PLACES) == [
        ("90", "target", 2027),
        ("45", "target", 2027),
        ("88", "target", 2027),
        ("40", "target", 2027),
        ("73,9", "baseline", None),
        ("19,7", "baseline", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hộ có mạng 64 80 100 hộ.",  # no second row
        "1 Hộ có mạng 64 80 2 Cơ quan số 91 98 3 Xã số 1 5 4",  # the numbers of rows beside figures
    ],
)
def test_figures_that_are_no_rows(text: str) -> None:
    assert find_rows(text, 0, len(text), 3) == []
