"""Numbers of Vietnamese plans."""

import pytest

from etl.extract.numbers import find_values, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.400", 1400), ("97,6", 97.6), ("97.6", 97.6), ("1.234,5", 1234.5), ("01", 1), ("1.000.000", 1e6)],
)
def test_parse_number(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "token", "value", "high", "unit"),
    [
        ("đạt 15 - 20% GRDP", "15 - 20%", 15, 20, "percent"),
        ("từ 35 đến 45% người dân", "35 đến 45%", 35, 45, "percent"),
        ("chiếm 10% – 15% doanh thu", "10% – 15%", 10, 15, "percent"),
        ("có 164/164 xã", "164/164", 164, None, "count"),
        ("doanh thu 12.000 tỷ đồng", "12.000 tỷ", 12e12, None, "vnd"),
        ("xuất khẩu 1,5 triệu USD", "1,5 triệu", 1.5e6, None, "usd"),
        ("tốc độ 150 Mb/s", "150", 150, None, "mbps"),
        ("kéo 180 km cáp", "180", 180, None, "km"),
        ("tăng gấp 3 lần", "3", 3, None, "times"),
        ("tăng 4 bậc", "4", 4, None, "places"),
        ("tăng 12%/năm", "12%", 12, None, "percent_per_year"),
        ("bảy mươi phần trăm hội viên", "bảy mươi phần trăm", 70, None, "percent"),
        ("thu hút hai mươi chuyên gia", "hai mươi", 20, None, "count"),
        ("trong nhóm 10 tỉnh dẫn đầu", "10", 10, None, "rank"),
        ("mật độ 28 thuê bao/100 dân", "28", 28, None, "per_100_people"),
        ("Đến năm 2025,100%thủ tục", "100%", 100, None, "percent"),
    ],
)
def test_a_value_with_its_token(text: str, token: str, value: float, high: float | None, unit: str) -> None:
    (found,) = find_values(text)
    assert (text[found.start : found.end], found.value, found.high, found.unit) == (token, value, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 36-NQ/TW ngày 01/7/2014",
        "dịch vụ công mức độ 3, mức độ 4",
        "mạng 5G, chuyển đổi IPv6, công nghiệp 4.0",
        "8 nhiệm vụ trọng tâm, 3 trụ cột, 32 chỉ tiêu",
        "từ 16 đến 30 tuổi, học trong 2 ngày",
        "20161125-l9.jpg",
        "phục vụ 24/7, lúc 08:47:44",
        "khoản 2 Điều 14 Nghị định số 42/2022/NĐ-CP",
        "điện thoại 0263 3822 345",
        "1/2 số xã",
        "mỗi năm tỉnh tổ chức",
    ],
)
def test_numbers_that_are_no_values(text: str) -> None:
    assert find_values(text) == []
