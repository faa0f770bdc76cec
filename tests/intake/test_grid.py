"""Merged cells and heads of several rows."""

from intake.readers.grid import GridCell, resolve_grid


def test_a_head_of_two_rows_becomes_one_and_merged_words_are_said_where_they_count() -> None:
    cells = [
        GridCell(0, 0, "Chỉ tiêu", rows=2),
        GridCell(0, 1, "Đơn vị", rows=2),
        GridCell(0, 2, "Mục tiêu", columns=2),
        GridCell(1, 2, "2025"),
        GridCell(1, 3, "2030"),
        GridCell(2, 0, "I. Hạ tầng", columns=4),
        GridCell(3, 0, "Hộ có cáp quang"),
        GridCell(3, 1, "%", rows=2),
        GridCell(3, 2, "80"),
        GridCell(3, 3, "95"),
        GridCell(4, 0, "Xã có 5G"),
        GridCell(4, 2, "100", columns=2),
    ]
    assert resolve_grid(cells, 1000) == [
        ["Chỉ tiêu", "Đơn vị", "Mục tiêu 2025", "Mục tiêu 2030"],
        ["I. Hạ tầng", "", "", ""],
        ["Hộ có cáp quang", "%", "80", "95"],
        ["Xã có 5G", "%", "100", "100"],
    ]


def test_a_head_whose_second_row_only_tells_years() -> None:
    rows = [["Chỉ tiêu", "Mục tiêu", ""], ["", "Năm 2025", "Năm 2030"], ["A b", "1", "2"]]
    cells = [GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    assert resolve_grid(cells, 1000)[0] == ["Chỉ tiêu", "Mục tiêu Năm 2025", "Năm 2030"]


def test_a_tall_first_cell_over_values_is_no_head() -> None:
    cells = [GridCell(0, 0, "Hạ tầng", rows=2), GridCell(0, 1, "80"), GridCell(1, 1, "90")]
    assert resolve_grid(cells, 1000) == [["Hạ tầng", "80"], ["Hạ tầng", "90"]]


def test_bars_and_line_breaks_in_a_cell_do_not_end_it() -> None:
    assert resolve_grid([GridCell(0, 0, "a | b\nc"), GridCell(0, 1, "d")], 10) == [["a / b c", "d"]]


def test_spans_without_end_stay_small() -> None:
    cells = [GridCell(0, 0, "x", rows=10**9, columns=10**9), GridCell(1, 0, "y")]
    rows = resolve_grid(cells, 1000)
    assert len(rows) * len(rows[0]) <= 1000


def test_a_table_without_words_is_none() -> None:
    assert resolve_grid([GridCell(0, 0, " "), GridCell(1, 1, "")], 10) == []
