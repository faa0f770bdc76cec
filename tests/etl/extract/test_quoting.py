"""Sentences and rows of very many values are quoted in parts."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from etl.extract.numbers import find_values
from etl.extract.quoting import MOST_VALUES, cut_between_values
from etl.model import Statement
from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText

RESOLVER = Resolver.load(Path(__file__).parents[3])
# A list that never ends, a run of numbers, values in brackets, chains, wrapped lines, and cells of one row.
CROWDED = [
    "xã {n}: 1%; ",
    "và 1% ",
    "(năm 2024 đạt 8%), ",
    "từ 1% lên 2%, ",
    "\nđạt 5%",
    "trong đó 1% ",
    "đến năm 2025 1% ",
]


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_between_values(text, 0, len(text), find_values(text))]


def statements(text: str) -> tuple[Statement, ...]:
    return read_document(SourceText.of(text), DocumentRef("d"), RESOLVER).statements


@pytest.mark.parametrize("mark", ["; ", ", ", " "])
def test_a_sentence_is_cut_behind_its_marks(mark: str) -> None:
    text = mark.join(f"{place % 90 + 5}% hộ" for place in range(5 * MOST_VALUES))
    found = parts(text)
    assert "".join(part.replace(" ", "") for part in found) == text.replace(" ", "")
    assert all(1 <= part.count("%") <= MOST_VALUES for part in found)
    assert all(part.endswith(mark.strip() or "hộ") for part in found[:-1])


def test_a_semicolon_comes_before_a_comma() -> None:
    few = [f"{place % 90 + 5}% hộ" for place in range(MOST_VALUES + 1)]
    place = MOST_VALUES * 3 // 4
    text = ", ".join(few[:place]) + "; " + ", ".join(few[place:])
    assert [part.count("%") for part in parts(text)] == [place, MOST_VALUES + 1 - place]


def test_a_sentence_of_few_values_is_whole() -> None:
    text = ", ".join(["80% hộ"] * MOST_VALUES)
    assert parts(text) == [text]


@pytest.mark.parametrize("unit", CROWDED)
def test_quotes_hold_their_value_and_few_others(unit: str) -> None:
    text = "Đến năm 2025, " + "".join(unit.replace("{n}", str(n % 9)) for n in range(300))
    found = statements(text)
    assert len(found) > 150
    for statement in found:
        assert statement.quote is not None
        assert statement.value_start is not None
        assert statement.quote_start is not None
        assert statement.value_text is not None
        at = statement.value_start - statement.quote_start
        assert statement.quote[at:].startswith(statement.value_text)
        assert statement.quote.count("%") <= MOST_VALUES


def test_a_row_of_very_many_values_quotes_each_alone() -> None:
    row = "1 | Tỷ lệ hộ có cáp quang | % | " + "; ".join(["80"] * 200)
    found = statements(
        "Đến năm 2025:\nTT | Chỉ tiêu | Đơn vị | Giá trị\n" + row + "\n2 | Tỷ lệ xã | % | 90\n"
    )
    assert [statement.quote for statement in found[:200]] == ["80"] * 200
    assert found[200].quote == "Tỷ lệ xã | % | 90"


def _calls(work: Callable[[], object]) -> int:
    """How many functions, of Python and of C, `work` calls."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        *CROWDED,
        "năm 2025, ",
        "giai đoạn 2021-2025 ",
        "kế hoạch năm 2025, ",
        "toàn bộ hồ sơ, ",
        "\n- 80% hộ",
        "\nI. MỤC TIÊU 2025\n80% hộ",
        "\nMục tiêu năm 2025:",
        "\n1 | hộ | 5% |",
        "\nTT | Chỉ tiêu | Đơn vị | Năm 2025\n1 | hộ | % | 5",
        "\nSTT\nChỉ tiêu\nNăm 2025\n1\nhộ\n5%",
        "Nghị quyết {n}, {n}/NQ-CP; ",
        "nhiệm vụ: Một là, ",
        "(a(b)",
    ],
)
def test_the_work_grows_with_the_length(unit: str) -> None:
    def work(times: int) -> int:
        units = (unit.replace("{n}", str(n)) for n in range(times * 4_000 // len(unit)))
        text = "Đến năm 2025, " + "".join(units)
        return _calls(lambda: statements(text))

    work(1)  # what is remembered from then on
    assert work(4) < 5 * work(1)
