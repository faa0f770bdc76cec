"""Patterns that are tried only where one of their words stands."""

import re

import pytest

from etl.extract.patterns import Ending, Left, last_word, words_in


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<!\w)(?:tốp|top)[\"”’']?\s+(?:đầu\s+)?$", {"tốp", "top", "đầu"}),
        (r"T[ỷỉ]\s+lệ[^.;]{0,20}(?P<level>mức)", {"tỷ", "tỉ", "lệ", "mức"}),
        (r"\d\s?%", set()),
    ],
)
def test_the_words_of_a_pattern(pattern: str, words: set[str]) -> None:
    assert words_in(pattern) == words


@pytest.mark.parametrize("pattern", [r"s?tt", r"h[óo]?a", r"la+"])
def test_a_pattern_whose_words_cannot_be_told_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        words_in(pattern)


@pytest.mark.parametrize(
    ("text", "word"), [("trong Nhóm ", "nhóm"), ("(tốp “", "tốp"), ("5", "5"), (" - ", ""), ("", "")]
)
def test_the_last_word(text: str, word: str) -> None:
    assert last_word(text) == word


@pytest.mark.parametrize("text", ["trong nhóm các ", "vào NHÓM ", "trong tốp ", "nhóm các xã ", ""])
def test_an_ending_finds_what_its_pattern_finds(text: str) -> None:
    pattern = r"nhóm\s+(?:các\s+|những\s+)?$"
    found = Ending(pattern).search(Left.of(text))
    assert (found and found.span()) == ((plain := re.search(pattern, text, re.IGNORECASE)) and plain.span())
