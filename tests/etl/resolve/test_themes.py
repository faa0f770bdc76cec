from __future__ import annotations

import unicodedata

import pytest

from etl.resolve.lexicon import read_rows
from etl.resolve.themes import ThemeNames, of_one_year
from tests.etl.corpora import PROJECT


@pytest.fixture(scope="module")
def names() -> ThemeNames:
    return ThemeNames(read_rows(PROJECT / "data" / "lexicon" / "theme_names.csv"))


@pytest.mark.parametrize(
    ("sentence", "themes"),
    [
        ("100% trường có mạng, bảo đảm an toàn, an ninh mạng.", ["cybersecurity"]),
        ("Nâng cấp hạ tầng CNTT và CSDL dùng chung.", ["digital_infrastructure", "digital_data"]),
        # Punctuation begins a new thought; an aside ends at its comma.
        ("90% hồ sơ trên mạng (trừ hồ sơ mật), bảo đảm an toàn thông tin.", ["cybersecurity"]),
        ("Mở cổng cho doanh nghiệp, hình thành kho dữ liệu.", ["digital_data"]),
        ("Nhằm phục vụ người dân; phát triển đô thị thông minh.", ["smart_city"]),
    ],
)
def test_a_sentence_names_themes_in_its_promise(names: ThemeNames, sentence: str, themes: list[str]) -> None:
    assert list(names.in_sentence(sentence)) == themes
    assert list(names.in_sentence(unicodedata.normalize("NFD", sentence))) == themes


@pytest.mark.parametrize(
    "sentence",
    [
        "90% thủ tục làm trên mạng, góp phần thúc đẩy cải cách hành chính, phát triển kinh tế số.",
        "100% xã có cáp quang nhằm nâng cao đời sống, an ninh mạng.",
        "100% xã phủ sóng 5G, là nền tảng cho nền kinh tế số.",
        "80% cơ quan có máy chủ phục vụ chính quyền điện tử.",
        "90% hồ sơ trên mạng (không bao gồm hồ sơ về an toàn thông tin).",
        "80% nhiệm vụ của Đề án phát triển đô thị thông minh hoàn thành.",
        # The same syllables with other accents, the subjects of a theme, and the theme of another place.
        "100% trung tâm dữ liệu có máy phát điện.",
        "90% doanh nghiệp nộp hồ sơ của người dân.",
        "100% công an xã mang máy tính, an toàn giao thông.",
    ],
)
def test_purposes_exceptions_and_names_are_no_mention(names: ThemeNames, sentence: str) -> None:
    assert names.in_sentence(sentence) == ()


def test_a_sentence_of_several_years_is_due_in_none() -> None:
    assert of_one_year("Đến năm 2030, 90% xã có cáp quang.", [2030, 2030])
    assert of_one_year("90% xã có cáp quang.", [2030])
    assert not of_one_year("90% xã có cáp quang.", [2025, 2030])
    assert not of_one_year("90% xã có cáp quang.", [None])
    assert not of_one_year("90% xã năm 2025 có cáp quang, 2030 có 5G.", [2025])
    assert of_one_year("Theo Quyết định 36/2016/QĐ, 90% xã có cáp quang.", [2030])
