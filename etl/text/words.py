"""Words of a text and a fast finder of known phrases in them.

All strings of one document have the same length, so that one offset serves for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")


def _fold_table() -> dict[int, str]:
    """Every precomposed Latin letter to its ASCII base in lower case; one character stays one."""
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        lowered = base.lower()
        table[code] = lowered if len(lowered) == 1 else base
    table[ord("đ")] = table[ord("Đ")] = "d"
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """The text in lower case without accents, đ as d; as long as the text."""
    return text.translate(_FOLD)


def lower(text: str) -> str:
    """The text in lower case; as long as the text (a letter that would grow stays as it is)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


class Words:
    """The words (runs of letters and digits) of one text, in order, as written in lower case and folded."""

    __slots__ = ("accented", "ends", "folded", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        lowered, plain = lower(text), fold(text)
        spans = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        # Cutting each string by itself is faster; a letter that folds to no letter would shift the places.
        self.accented = _WORD.findall(lowered)
        self.folded = _WORD.findall(plain)
        if not len(self.accented) == len(self.folded) == len(spans):
            self.accented = [lowered[start:end] for start, end in spans]
            self.folded = [plain[start:end] for start, end in spans]

    def __len__(self) -> int:
        return len(self.starts)

    def joined(self, first: int, last: int) -> bool:
        """Whether only blanks stand between the words from `first` to `last`."""
        return all(
            self.text[self.ends[index] : self.starts[index + 1]].isspace() for index in range(first, last)
        )


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[T]):
    """A phrase found: characters start..end, words first..last (both inclusive), and what it stands for."""

    start: int
    end: int
    first: int
    last: int
    payload: T


class _Node(Generic[T]):
    """One word of the phrases that share a beginning: what ends here, and the words that may follow."""

    __slots__ = ("following", "payloads")

    def __init__(self) -> None:
        self.payloads: list[T] = []
        self.following: dict[str, _Node[T]] = {}


class PhraseIndex(Generic[T]):
    """Known phrases, found word by word in time linear in the text.

    `folded` says whether phrases are compared without accents. A phrase matches whole words that
    only blanks separate, except that `gaps=True` lets punctuation stand between them.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, folded: bool, gaps: bool = False) -> None:
        self._folded = folded
        self._gaps = gaps
        self._first: dict[str, _Node[T]] = {}
        for phrase, payload in phrases:
            node: _Node[T] | None = None
            for word in _WORD.findall(fold(phrase) if folded else lower(phrase)):
                following = self._first if node is None else node.following
                node = following.setdefault(word, _Node())
            if node is not None:
                node.payloads.append(payload)

    def find_longest(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[PhraseMatch[T]]:
        """Matches from left to right, the longest at each place, without overlap."""
        stop = len(words) if last is None else last + 1
        tokens = words.folded if self._folded else words.accented
        index = first
        while index < stop:
            node = self._first.get(tokens[index])
            if node is None or not (
                node.payloads or (index + 1 < stop and tokens[index + 1] in node.following)
            ):
                index += 1
                continue
            found = self._at(words, tokens, index, stop)
            if found:
                longest = next(match for match in found if match.last == found[-1].last)
                yield longest
                index = longest.last + 1
            else:
                index += 1

    def find_all(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[PhraseMatch[T]]:
        """Every match, overlaps included."""
        stop = len(words) if last is None else last + 1
        tokens = words.folded if self._folded else words.accented
        for index in range(first, stop):
            node = self._first.get(tokens[index])
            if node is not None and (
                node.payloads or (index + 1 < stop and tokens[index + 1] in node.following)
            ):
                yield from self._at(words, tokens, index, stop)

    def _at(self, words: Words, tokens: list[str], first: int, stop: int) -> list[PhraseMatch[T]]:
        """The matches that begin at a word, the shortest first."""
        found: list[PhraseMatch[T]] = []
        node: _Node[T] | None = self._first[tokens[first]]
        index = first
        while node is not None:
            for payload in node.payloads:
                found.append(PhraseMatch(words.starts[first], words.ends[index], first, index, payload))
            index += 1
            if index >= stop or not node.following:
                break
            node = node.following.get(tokens[index])
            if node is not None and not self._gaps and not words.joined(index - 1, index):
                break
        return found
