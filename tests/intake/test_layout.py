"""Tables that only white space sets out, and pages in two columns."""

from __future__ import annotations

from collections.abc import Mapping

from intake.readers import read_upload
from intake.readers.boxes import is_inside, rows_of_boxes
from intake.readers.layout import Word, find_aligned_tables, lines_of, reading_order
from tests.intake.papers import HEAD_TABLE, PLAN, TARGETS, Item, Line, as_pdf

_LETTER, _HEIGHT = 6.0, 10.0


def words(*lines: tuple[float, Mapping[int, str]]) -> list[Word]:
    """Words in a font of fixed width: for each line its top and, by the left edge, its pieces."""
    found = []
    for top, pieces in lines:
        for left, text in pieces.items():
            at = float(left)
            for word in text.split():
                found.append(Word(word, at, top, at + _LETTER * len(word), top + _HEIGHT))
                at += _LETTER * (len(word) + 0.5)
    return found


def tables(page: list[Word]) -> list[list[tuple[str, ...]]]:
    def text_of(box: tuple[float, float, float, float]) -> str:
        inside = [word for word in page if is_inside(*word.middle, box)]
        return " ".join(line.text for line in lines_of(inside))

    found = [rows_of_boxes(boxes, text_of, 2.0, 1000) for boxes in find_aligned_tables(page)]
    return [list(rows) for rows in found if rows]


HEAD = {0: "Chỉ tiêu", 250: "Đơn vị", 350: "2025", 420: "2030"}


def test_names_that_wrap_belong_to_their_row_whether_values_stand_at_the_top_or_in_the_middle() -> None:
    at_top = words(
        (0, {0: "Các việc phải làm trong những năm tới là"}),
        (30, HEAD),
        (50, {0: "Tỷ lệ hộ gia đình có", 250: "%", 350: "80", 420: "95"}),
        (62, {0: "cáp quang"}),
        (80, {0: "Tỷ trọng kinh tế số trong", 250: "%", 350: "20,5", 420: "30"}),
        (92, {0: "GRDP"}),
        (110, {0: "Số doanh nghiệp", 250: "Doanh nghiệp", 350: "450", 420: "1.200"}),
        (150, {0: "Những việc ấy do các sở làm và báo cáo với tỉnh"}),
    )
    in_middle = words(
        (30, HEAD),
        (50, {0: "Tỷ lệ hộ gia đình có"}),
        (56, {250: "%", 350: "80", 420: "95"}),
        (62, {0: "cáp quang"}),
        (80, {0: "Tỷ trọng kinh tế số trong"}),
        (86, {250: "%", 350: "20,5", 420: "30"}),
        (92, {0: "GRDP"}),
        (110, {0: "Số doanh nghiệp", 250: "Doanh nghiệp", 350: "450", 420: "1.200"}),
    )
    rows = [
        ("Chỉ tiêu", "Đơn vị", "2025", "2030"),
        ("Tỷ lệ hộ gia đình có cáp quang", "%", "80", "95"),
        ("Tỷ trọng kinh tế số trong GRDP", "%", "20,5", "30"),
        ("Số doanh nghiệp", "Doanh nghiệp", "450", "1.200"),
    ]
    assert tables(at_top) == [rows]
    assert tables(in_middle) == [rows]


def test_lines_as_far_apart_as_rows_begin_a_row_with_a_capital() -> None:
    page = words(
        (30, HEAD),
        (42, {0: "Tỷ lệ hộ gia đình có", 250: "%", 350: "80", 420: "95"}),
        (54, {0: "cáp quang"}),
        (66, {0: "Tỷ trọng kinh tế số", 250: "%", 350: "20", 420: "30"}),
    )
    names = [row[0] for row in tables(page)[0]]
    assert names == ["Chỉ tiêu", "Tỷ lệ hộ gia đình có cáp quang", "Tỷ trọng kinh tế số"]


def test_what_names_no_year_or_has_no_values_under_it_stays_text() -> None:
    letterhead = words(
        (0, {0: "ỦY BAN NHÂN DÂN", 250: "CỘNG HÒA XÃ HỘI"}),
        (20, {0: "Số: 1/KH-UBND", 250: "Nghệ An,", 350: "năm 2021"}),
        (40, {0: "KẾ HOẠCH", 250: "năm 2022", 350: "đợt 1"}),
    )
    prose_under_years = words(
        (0, HEAD),
        (20, {0: "Làm đường", 250: "xã", 350: "bắt đầu", 420: "xong"}),
        (40, {0: "Làm cầu", 250: "xã", 350: "chưa", 420: "xong"}),
    )
    no_years = words(
        (0, {0: "Tên", 250: "Đơn vị", 350: "Lần một", 420: "Lần hai"}),
        (20, {0: "Làm đường", 250: "xã", 350: "1", 420: "2"}),
        (40, {0: "Làm cầu", 250: "xã", 350: "3", 420: "4"}),
    )
    assert not tables(letterhead)
    assert not tables(prose_under_years)
    assert not tables(no_years)


def test_two_columns_are_read_one_after_the_other_and_what_goes_across_stays_in_its_place() -> None:
    long = "một dòng chữ dài vừa hết cột này"
    page = words(
        (0, {60: "một đầu đề đi ngang qua cả hai cột của trang giấy này từ trái sang"}),
        *((20.0 + 12 * n, {0: f"t{n:02} {long}", 230: f"p{n:02} {long}"}) for n in range(10)),
        (200, {20: "một dòng cuối đi ngang qua cả hai cột của trang giấy này từ trái sang"}),
    )
    first = [line.text[:3] for line in reading_order(page)]
    assert first == ["một", *(f"t{n:02}" for n in range(10)), *(f"p{n:02}" for n in range(10)), "một"]


def test_a_list_of_values_is_not_torn_into_columns() -> None:
    page = words(*((12.0 * n, {0: f"việc thứ {n} của tỉnh", 230: "%", 300: str(n)}) for n in range(12)))
    assert all(line.text.startswith("việc") and line.text[-1].isdigit() for line in reading_order(page))


def test_a_table_without_lines_is_a_table_in_a_pdf() -> None:
    manuscript = read_upload("ke-hoach.pdf", as_pdf(PLAN, ruled=False))
    (table,) = manuscript.tables
    assert manuscript.text[table.start : table.end].split("\n") == [" | ".join(row) for row in TARGETS.rows]


def test_a_letterhead_of_two_columns_is_no_table() -> None:
    manuscript = read_upload("ke-hoach.pdf", as_pdf((HEAD_TABLE, *PLAN[5:10]), ruled=False))
    assert not manuscript.tables
    assert "Số: 123/KH-UBND    Nghệ An, ngày 05 tháng 3 năm 2021" in manuscript.text


def test_a_pdf_in_two_columns_is_read_column_by_column() -> None:
    goal = "{}% cơ quan của tỉnh dùng chung dữ liệu vào năm 2025, theo lộ trình của ngành."
    items = [Item(goal.format(n)) for n in range(40, 60)]
    parts = (*PLAN[:10], *items, Line("Tỉnh giao các sở theo dõi."))
    whole = " ".join(read_upload("mot.pdf", as_pdf(parts)).text.split())
    columns = " ".join(read_upload("hai.pdf", as_pdf(parts, in_columns=True)).text.split())
    assert columns == whole
