"""Heads of documents in the ways that files keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.sources import Corpus, load_corpus
from intake.letterhead import Letterhead, Suggestion


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(Path(__file__).parents[2])


PLAN_LINES = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 217 /KH-UBND
Nghệ An, ngày 5 tháng 3 năm 2021
KẾ HOẠCH
Phát triển kinh tế số tỉnh Nghệ An
giai đoạn 2021 - 2025
Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, tỉnh ban hành kế hoạch."""
PLAN_COLUMNS = """ỦY BAN NHÂN DÂN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH NGHỆ AN    Độc lập - Tự do - Hạnh phúc
Số: 217/KH-UBND    Nghệ An, ngày 05 tháng 3 năm 2021

KẾ HOẠCH
PHÁT TRIỂN KINH TẾ SỐ TỈNH NGHỆ AN GIAI ĐOẠN 2021 - 2025

Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, tỉnh ban hành kế hoạch."""
PLAN_TABLE = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 217/KH-UBND | Nghệ An, ngày 05 tháng 3 năm 2021

KẾ HOẠCH
Phát triển kinh tế số tỉnh Nghệ An giai đoạn 2021 - 2025
Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, tỉnh ban hành kế hoạch."""
# As a conversion from fonts of capitals leaves it.
PLAN_CAPITALS = PLAN_LINES.replace("Số: 217 /KH-UBND", "SỐ: 217/KH-UBND")
HEADS = {"lines": PLAN_LINES, "columns": PLAN_COLUMNS, "table": PLAN_TABLE, "capitals": PLAN_CAPITALS}
SAID = {
    "number": "217/KH-UBND",
    "issued_date": "2021-03-05",
    "issuer": "UBND tỉnh Nghệ An",
    "unit": "nghe-an",
    "kind": "provincial_plan",
    "implements": "749/QĐ-TTg",
}


def value(suggestion: Suggestion | None) -> str | int | None:
    return suggestion.value if suggestion else None


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_a_head_says_the_same_in_every_form(corpus: Corpus, text: str) -> None:
    head = Letterhead(text, corpus.rows("provinces"))
    assert {name: value(getattr(head, name)()) for name in SAID} == SAID
    title = value(head.title())
    assert str(title).lower() == "kế hoạch phát triển kinh tế số tỉnh nghệ an giai đoạn 2021 - 2025"
    assert "Nghệ An" in str(title)
    assert [value(year) for year in head.period()] == [2021, 2025]


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_every_suggestion_points_to_its_words(corpus: Corpus, text: str) -> None:
    head = Letterhead(text, corpus.rows("provinces"))

    def words(suggestion: Suggestion | None) -> str:
        assert suggestion is not None
        assert 0 < suggestion.confidence <= 1
        return text[suggestion.start : suggestion.end]

    assert words(head.number()).replace(" ", "") == "217/KH-UBND"
    assert words(head.issued_date()).startswith("ngày ")
    assert words(head.unit()) == "NGHỆ AN"
    assert words(head.kind()) == "KẾ HOẠCH"
    assert [words(year) for year in head.period()] == ["2021", "2025"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TỈNH ỦY BẮC KẠN    ĐẢNG CỘNG SẢN VIỆT NAM\n*    Bắc Kạn, ngày 12 tháng 11 năm 2021\n"
            "Số 14-NQ/TU\n\nNGHỊ QUYẾT\nvề phát triển hạ tầng số đến năm 2025\n-----\nI. TÌNH HÌNH",
            ("14-NQ/TU", "2021-11-12", "Tỉnh ủy Bắc Kạn", "bac-kan", "provincial_party_resolution", 2025),
        ),
        (
            "THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n------- Độc lập - Tự do - Hạnh phúc\n"
            "Số: 999/QĐ-TTg Hà Nội, ngày 31 tháng 3 năm 2022\nQUYẾT ĐỊNH\n"
            "PHÊ DUYỆT ĐỀ ÁN HẠ TẦNG SỐ ĐẾN NĂM 2030\nTHỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ;",
            ("999/QĐ-TTg", "2022-03-31", "Thủ tướng Chính phủ", "national", "prime_minister_decision", 2030),
        ),
        (
            "ỦY BAN NHÂN DÂN    CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "THÀNH PHỐ ĐÀ NẴNG    Độc lập - Tự do - Hạnh phúc\n"
            "Số:      /KH-UBND    Đà Nẵng, ngày     tháng 8 năm 2025\n\nKẾ HOẠCH\nPhủ sóng 5G năm 2026\n",
            (None, "2025-08", "UBND thành phố Đà Nẵng", "da-nang", "provincial_plan", 2026),
        ),
    ],
)  # fmt: skip
def test_heads_of_other_issuers(corpus: Corpus, text: str, expected: tuple[object, ...]) -> None:
    head = Letterhead(text, corpus.rows("provinces"))
    found = (head.number(), head.issued_date(), head.issuer(), head.unit(), head.kind(), head.period()[1])
    assert tuple(map(value, found)) == expected


def test_a_press_text_says_when_and_where_it_came_out(corpus: Corpus) -> None:
    text = (
        "Quảng Trị làm gì để có hạ tầng số?\nThứ sáu, 12/03/2021 - 08:30\n"
        "Tỉnh Quảng Trị vừa ban hành kế hoạch. Hạn chót 01/01/2025.\nNguồn: Báo làng"
    )
    head = Letterhead(text, corpus.rows("provinces"))
    assert not head.is_official
    assert value(head.title()) == "Quảng Trị làm gì để có hạ tầng số?"
    assert value(head.published_date()) == "2021-03-12"
    assert value(head.publisher()) == "Báo làng"
    assert (value(head.unit()), value(head.kind())) == ("quang-tri", "press_provincial_plan")
    assert head.number() is None
    assert head.issued_date() is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Không có gì ở đây.", "Số: abc", "Hà Nội, ngày 45 tháng 13", "| | |"]
)
def test_nothing_is_suggested_where_nothing_is_said(corpus: Corpus, text: str) -> None:
    head = Letterhead(text, corpus.rows("provinces"))
    assert head.number() is head.issued_date() is head.issuer() is head.publisher() is None
    assert head.period() == (None, None)


def test_a_day_that_no_calendar_has_is_no_date(corpus: Corpus) -> None:
    assert Letterhead("Hà Nội, ngày 45 tháng 13 năm 2021", corpus.rows("provinces")).issued_date() is None


TITLES = {
    "Kinh tế số tỉnh Nghệ An\ngiai đoạn 2021 - 2025": "kinh tế số tỉnh Nghệ An giai đoạn 2021 - 2025",
    "Hạ tầng số của tỉnh\nNghệ An đến năm 2025": "hạ tầng số của tỉnh Nghệ An đến năm 2025",
    "CHUYỂN ĐỔI SỐ TỈNH NGHỆ AN\nĐẾN NĂM 2025": "chuyển đổi số tỉnh Nghệ An đến năm 2025",
    "Triển khai\nChương trình hạ tầng số năm 2025": "triển khai Chương trình hạ tầng số năm 2025",
}


@pytest.mark.parametrize("printed", TITLES)
@pytest.mark.parametrize(
    "below",
    [
        "Trong những năm qua, hạ tầng số của tỉnh đã được đầu tư và đạt một số kết\nquả bước đầu.",
        "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC TIÊU",
    ],
)
def test_a_title_ends_before_the_text_also_without_an_empty_line(
    corpus: Corpus, printed: str, below: str
) -> None:
    head = "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nSố: 217/KH-UBND\nNghệ An, ngày 5 tháng 3 năm 2021\nKẾ HOẠCH\n"
    title = Letterhead(f"{head}{printed}\n{below}\n", corpus.rows("provinces")).title()
    assert value(title) == f"Kế hoạch {TITLES[printed]}"
