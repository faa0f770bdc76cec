"""The text of a file and the way back to it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.text import SourceText, Words, fold
from etl.text.words import lower

TROUBLE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aeiouyđĐăâêôơưTtỷlệ 0123456789%.,;:\n\r\t\u00a0\u200b\u00ad\ufeff\u0301\u0300\u0309\u0323"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


def test_a_byte_order_mark_belongs_to_neither_text() -> None:
    source = SourceText.decode("\ufeffTỷ lệ 80%".encode(), "tep.txt")
    assert source.raw == source.text == "Tỷ lệ 80%"


def test_a_file_that_is_not_utf8_is_named() -> None:
    with pytest.raises(SourceError, match=r"cu\.txt: không phải văn bản UTF-8 \(byte thứ 3"):
        SourceText.decode(b"ab" + b"\xff\xfe", "cu.txt")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Tỷ\u00a0lệ", "Tỷ lệ"),
        ("chuyển\u200b đổi", "chuyển đổi"),
        ("tỷ\u00adlệ", "tỷlệ"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("cột\tcột", "cột cột"),
        (unicodedata.normalize("NFD", "Đến hết năm"), "Đến hết năm"),
    ],
)
def test_odd_characters_read_plainly(raw: str, text: str) -> None:
    assert SourceText.of(raw).text == text


def test_ranges_come_back_as_the_characters_they_came_from() -> None:
    raw = unicodedata.normalize("NFD", "Tỷ lệ\u00a0\u200bđạt\r\n80 %")
    source = SourceText.of(raw)
    start = source.text.index("80 %")
    span = source.to_raw(start, start + 4)
    assert raw[span.start : span.end] == "80 %"
    start = source.text.index("lệ")
    span = source.to_raw(start, start + 2)
    assert unicodedata.normalize("NFC", raw[span.start : span.end]) == "lệ"


def test_a_range_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a range"):
        SourceText.of("abc").to_raw(2, 5)


@given(TROUBLE)
def test_any_text_is_normalised_and_mapped(raw: str) -> None:
    source = SourceText.of(raw)
    assert unicodedata.is_normalized("NFC", source.text)
    assert source.to_raw(0, len(source.text)).end <= len(raw)
    position = 0
    for place in range(len(source.text)):
        span = source.to_raw(place, place + 1)
        assert position <= span.end
        position = span.start


@given(TROUBLE)
def test_composed_and_decomposed_texts_read_alike(raw: str) -> None:
    composed = SourceText.of(unicodedata.normalize("NFC", raw)).text
    decomposed = SourceText.of(unicodedata.normalize("NFD", raw)).text
    assert composed == decomposed


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(lower(text)) == len(text)
    words = Words(text)
    assert all(text[start:end] for start, end in zip(words.starts, words.ends, strict=True))


def test_folding_takes_accents_and_the_crossed_d() -> None:
    assert fold("Đến năm 2030, tỷ lệ") == "den nam 2030, ty le"
