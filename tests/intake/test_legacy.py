"""Old encodings: known lines in them, and everything else left as it is."""

import pytest

from intake.readers.legacy import TCVN3, VNI, convert, detect, syllable_share

# The same motto as the fonts of the time have it: typed by hand, not made by our own tables.
OLD = [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", TCVN3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("§éc lËp - Tù do - H¹nh phóc, tØnh ñy", TCVN3, "Độc lập - Tự do - Hạnh phúc, tỉnh ủy"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", VNI, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc, UÛy ban tænh", VNI, "Độc lập - Tự do - Hạnh phúc, Ủy ban tỉnh"),
]


@pytest.mark.parametrize(("old", "encoding", "new"), OLD)
def test_old_fonts_are_told_and_converted(old: str, encoding: str, new: str) -> None:
    assert detect(old) == encoding
    assert convert(old, encoding) == new


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân tỉnh ban hành kế hoạch chuyển đổi số",
        "Le café était déjà fermé à côté de l'hôtel",
        "Đạt 80% hộ gia đình; xã, phường: 100%",
        "plain ASCII only",
        "",
        "80,5 95 1.200",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert detect(text) is None


def test_a_capital_at_the_start_of_a_word_does_not_make_it_capitals() -> None:
    assert convert("X· An B×nh, tØnh A", TCVN3) == "Xã An Bình, tỉnh A"


def test_share_of_syllables_counts_words_beyond_ascii() -> None:
    assert syllable_share("một hai ba bốn sáu") is None  # too few marked words to tell
    assert syllable_share("một sáu bảy tám chín mười") == 1.0
    assert syllable_share("một sáu bảy déjà") == 0.75
