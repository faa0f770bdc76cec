"""What patterns need before they can match, read off the patterns themselves: few are tried in vain."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

_ESCAPE = re.compile(r"\\.|\(\?P<\w+>|\{[\d,]*\}")
_CLASS = re.compile(r"\[([^\]]*)\]")
_SPELLED = re.compile(r"(?:[^\W\d_]|\[[^\]]*\])+")
_MAYBE_A_LETTER = re.compile(r"(?:[^\W\d_]|(?<=[^\W\d_])\])[?*+]")


def words_in(*patterns: str) -> frozenset[str]:
    """Every word that stands in the patterns, in lower case, each spelling of "t[ỷỉ]" for itself.

    Where a pattern ends (or begins) with words of its own, so does each of its matches with one of these.
    Raises `ValueError` where a letter is optional or repeated: it is then no telling which words there are.
    """
    words: set[str] = set()
    for pattern in patterns:
        # A class of marks parts words; one of letters is part of a word.
        plain = _CLASS.sub(
            lambda found: found.group() if found.group(1).isalpha() else " ", _ESCAPE.sub(" ", pattern)
        )
        if _MAYBE_A_LETTER.search(plain):
            raise ValueError(f"a letter of this pattern may be missing or repeated: {pattern}")
        for spelled in _SPELLED.findall(plain):
            letters = [part[1:-1] if part[0] == "[" else part for part in re.findall(r"\[.*?\]|.", spelled)]
            words.update("".join(word).lower() for word in product(*letters))
    return frozenset(words)


def last_word(text: str) -> str:
    """The last word of a text in lower case, without the marks behind it; "" where there is none."""
    end = len(text)
    while end and not text[end - 1].isalnum():
        end -= 1
    start = end
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:end].lower()


class Left(NamedTuple):
    """What stands before a value, and its last word."""

    text: str
    word: str

    @classmethod
    def of(cls, text: str) -> Left:
        """A text with its last word."""
        return cls(text, last_word(text))


class Ending:
    """A pattern that ends with words of its own, whatever their case, right before a value."""

    __slots__ = ("_last", "_pattern")

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._last = words_in(pattern)

    def search(self, left: Left) -> re.Match[str] | None:
        """The pattern at the end of `left`; it is tried only where one of its words stands there."""
        return self._pattern.search(left.text) if left.word in self._last else None
