"""The second reader of value tokens, kept apart from the extractor's."""

import pytest

from etl.validate.value_text import values_in


@pytest.mark.parametrize(
    ("token", "values"),
    [
        ("100%", [100]),
        ("97,6%", [97.6]),
        ("1.400", [1400]),
        ("700.000", [700000]),
        ("1.234.567,5", [1234567.5]),
        ("164/164", [164, 164]),
        ("01", [1]),
        ("15-20%", [15, 20]),
        ("90 – 100%", [90, 100]),
        ("2 triệu", [2e6]),
        ("1,5 nghìn tỷ", [1.5e12]),
        ("20,000", [20, 20000]),
        ("0,4582", [0.4582]),
        ("3 trăm triệu", [3e8]),
        ("15 phần trăm", [15]),
        ("ba", [3]),
        ("mười", [10]),
        ("Toàn bộ", [100]),
        ("bản", []),
        ("", []),
    ],
)
def test_a_token_reads_as_its_numbers(token: str, values: list[float]) -> None:
    assert values_in(token) == pytest.approx(values)
