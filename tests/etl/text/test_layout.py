"""Hard wraps, blocks, markers and sentences."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.text import lay_out


def blocks(text: str) -> list[str]:
    layout = lay_out(text)
    return [" ".join(layout.flow[block.start : block.end].split()) for block in layout.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến năm\n2025 tỷ lệ\nđạt 80%.", ["Đến năm 2025 tỷ lệ đạt 80%."]),
        ("Mục tiêu:\n- 80% hộ;\n- 90% xã.", ["Mục tiêu:", "- 80% hộ;", "- 90% xã."]),
        ("*\nMục tiêu đến năm 2025", ["* Mục tiêu đến năm 2025"]),
        ("phát triển kinh tế\n- xã hội số", ["phát triển kinh tế - xã hội số"]),
        ("KẾ HOẠCH\nCHUYỂN ĐỔI SỐ\nNăm 2024 tỉnh", ["KẾ HOẠCH CHUYỂN ĐỔI SỐ", "Năm 2024 tỉnh"]),
        ("KẾ HOẠCH CHUYỂN ĐỔI SỐ\nMỤC TIÊU 2025", ["KẾ HOẠCH CHUYỂN ĐỔI SỐ", "MỤC TIÊU 2025"]),
        ("Đoạn một.\n\nĐoạn hai", ["Đoạn một.", "Đoạn hai"]),
        ("giai đoạn 2021\n- 2025 đạt 8%", ["giai đoạn 2021 - 2025 đạt 8%"]),
        ("Mục tiêu năm 2030\n- 80% hộ", ["Mục tiêu năm 2030", "- 80% hộ"]),
        ("- Tỷ lệ xã có loa:\n90%.\n- 80% hộ", ["- Tỷ lệ xã có loa: 90%.", "- 80% hộ"]),
        # Lines of four words: full ones go on, short ones end their paragraph.
        (
            "Đến năm 2030, Hà\nGiang phấn đấu phủ\nsóng toàn thôn.\nMục tiêu\nTỉnh trở thành nơi\nđáng sống",
            [
                "Đến năm 2030, Hà Giang phấn đấu phủ sóng toàn thôn.",
                "Mục tiêu",
                "Tỉnh trở thành nơi đáng sống",
            ],
        ),
        (
            "Tỷ lệ hồ sơ\nđạt trong khoảng 50\n- 60% số hồ\nsơ",
            ["Tỷ lệ hồ sơ đạt trong khoảng 50 - 60% số hồ sơ"],
        ),
        (
            "kinh tế số đóng\ngóp cho tỉnh đạt\n20% GRDP của tỉnh\nta",
            ["kinh tế số đóng góp cho tỉnh đạt 20% GRDP của tỉnh ta"],
        ),
        (
            "Tỉnh ra kế hoạch\nsố hóa năm 2027\nTheo đó, các xã\nphải có loa mới\ntrước tháng sáu tới.",
            ["Tỉnh ra kế hoạch số hóa năm 2027", "Theo đó, các xã phải có loa mới trước tháng sáu tới."],
        ),
        (
            "- Hoàn thành phủ sóng\nở các thôn xa.\nMột số chỉ tiêu\nnăm 2027:\n- Có 90% hộ\ndùng mạng.",
            ["- Hoàn thành phủ sóng ở các thôn xa.", "Một số chỉ tiêu năm 2027:", "- Có 90% hộ dùng mạng."],
        ),
        ("Học bạ số\n%\n90", ["Học bạ số", "%", "90"]),
        # Headings in capitals whose last line holds too few letters, or runs into its text.
        (
            "II. NỀN XÃ HỘI\nSỐ\nTỉnh có ba huyện\nmiền núi.",
            ["II. NỀN XÃ HỘI SỐ", "Tỉnh có ba huyện miền núi."],
        ),
        (
            "IV. TỔNG MỨC ĐẦU\nTƯ: 80 tỷ đồng,\ncho năm nay.",
            ["IV. TỔNG MỨC ĐẦU TƯ: 80 tỷ đồng, cho năm nay."],
        ),
        (
            "II. KẾT QUẢ NĂM TRƯỚC\nCuối năm 2020 tỉnh có\nhai xã.",
            ["II. KẾT QUẢ NĂM TRƯỚC", "Cuối năm 2020 tỉnh có hai xã."],
        ),
        # A dash within a name, where what stands before an item ends with a mark.
        (
            "- Tỷ lệ ở thành\nphố Phan Rang\n- Tháp Chàm là 80%.\n- Số xã có loa\nlà 90%.\n- Số hộ là 70%.",
            [
                "- Tỷ lệ ở thành phố Phan Rang",
                "- Tháp Chàm là 80%.",
                "- Số xã có loa là 90%.",
                "- Số hộ là 70%.",
            ],
        ),
        (
            "- Tỷ lệ ở Phan Rang\n- Tháp Chàm là 80% hồ\nsơ;\n- Số xã có loa\nlà 90%;\n"
            "- Số hộ là 70%;\n- Số thôn là 60%.",
            [
                "- Tỷ lệ ở Phan Rang - Tháp Chàm là 80% hồ sơ;",
                "- Số xã có loa là 90%;",
                "- Số hộ là 70%;",
                "- Số thôn là 60%.",
            ],
        ),
        ("tăng từ mức 7,5\n- 8% một năm\nở đó", ["tăng từ mức 7,5 - 8% một năm ở đó"]),
        ("xong trong quý\nIII. Sau đó", ["xong trong quý III. Sau đó"]),
        ("cấp hai (trừ\n03 xã mới).\nở đó", ["cấp hai (trừ 03 xã mới). ở đó"]),
        ("Số bình quân 8%.\n-----\n(1) Số cũ", ["Số bình quân 8%.", "-----", "(1) Số cũ"]),
        # Rows between bars, wrapped: the next number opens the next row.
        (
            "TT | Chỉ tiêu\n| Năm 2025 |\nNăm 2030\nI | XÃ HỘI\nSỐ\n1 | Hồ sơ\nnộp qua mạng của\n"
            "sở | 60 |\n80\n"
            "2 | Văn bản\nđiện tử có ký\nsố | 75 |\n90",
            [
                "TT | Chỉ tiêu | Năm 2025 | Năm 2030",
                "I | XÃ HỘI SỐ",
                "1 | Hồ sơ nộp qua mạng của sở | 60 | 80",
                "2 | Văn bản điện tử có ký số | 75 | 90",
            ],
        ),
        # Blank lines between all paragraphs: a full line that ends a sentence goes on in the next one.
        (
            "Tỉnh họp ngày hôm\nnay. Có 90 người\ntới dự buổi họp.\nCác chỉ tiêu này\ncòn xa.\n\n"
            "Theo sở, việc đó\nkhó.\n\nHết.",
            [
                "Tỉnh họp ngày hôm nay. Có 90 người tới dự buổi họp. Các chỉ tiêu này còn xa.",
                "Theo sở, việc đó khó.",
                "Hết.",
            ],
        ),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("I. MỤC TIÊU", "roman"),
        ("1. Mục tiêu", "number"),
        ("1.1. Mục tiêu", "decimal"),
        ("a) Chính quyền số", "letter"),
        ("- 80% hộ", "dash"),
        ("+ 80% hộ", "plus"),
        ("• 80% hộ", "bullet"),
        ("Một là, xây dựng", "ordinal"),
        ("Thứ hai: phát triển", "ordinal"),
        ("Điều 1. Phê duyệt", "article"),
        ("80% hộ gia đình", ""),
        ("1.400 trạm", ""),
    ],
)
def test_markers(line: str, marker: str) -> None:
    (block,) = lay_out(line).blocks
    assert block.marker == marker


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Đạt 80%. Phấn đấu 90%.", 2),
        ("UBND TP. Hồ Chí Minh đạt 80%.", 1),
        ("Số 1.400 trạm đã có.", 1),
        ("1. Mục tiêu đến năm 2025", 1),
        ("Đến năm 2025... đạt 80%", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    layout = lay_out(text)
    assert sum(len(layout.sentences(block)) for block in layout.blocks) == count


@example("* (1)")
@given(st.text(alphabet=st.sampled_from("aáTL 12%.,;:-*+\n()I"), max_size=120))
def test_the_flow_is_the_text_with_some_line_breaks_as_blanks(text: str) -> None:
    layout = lay_out(text)
    assert len(layout.flow) == len(text)
    assert all(
        new == old or (old.isspace() and new == " ") for old, new in zip(text, layout.flow, strict=True)
    )
    previous = 0
    for block in layout.blocks:
        assert previous <= block.start <= block.body < block.end <= len(text)
        previous = block.end
