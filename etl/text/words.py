"""Words of a text and a fast finder of known phrases in them.

All strings of one document have the same length, so that one offset serves for all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"([^\W_]+)")


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


class _Memory(dict[str, str]):
    """The words a function was asked for and its answers; a text says the same words again and again."""

    __slots__ = ("_answer",)
    _MOST = 1 << 16  # words, far more than the syllables of Vietnamese
    _LONGEST = 40  # characters; no word is longer, only runs of digits or letters without end

    def __init__(self, answer: Callable[[str], str]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> str:
        answer = self._answer(word)
        if len(word) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[word] = answer
        return answer


_LOWERED = _Memory(lower)
_FOLDED = _Memory(fold)


class Words:
    """The words (runs of letters and digits) of one text, in order, as written in lower case and folded.

    `gaps[i]` is what stands before word i.
    """

    __slots__ = ("accented", "ends", "folded", "gaps", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _WORDS.split(text)  # what is no word, a word, what is no word ...
        ends = list(accumulate(map(len, pieces)))
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        self.gaps, words = pieces[::2], pieces[1::2]
        self.accented = [_LOWERED[word] for word in words]
        self.folded = [_FOLDED[word] for word in words]

    def __len__(self) -> int:
        return len(self.starts)


class PhraseMatch(NamedTuple, Generic[T]):
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

    def find_longest(self, words: Words, first: int = 0, last: int | None = None) -> list[PhraseMatch[T]]:
        """Matches from left to right, the longest at each place, without overlap."""
        found: list[PhraseMatch[T]] = []
        free = first
        for start, ends in self._phrases(words, first, last):
            if start >= free:
                end, payloads = ends[-1]
                found.append(PhraseMatch(words.starts[start], words.ends[end], start, end, payloads[0]))
                free = end + 1
        return found

    def find_all(self, words: Words, first: int = 0, last: int | None = None) -> list[PhraseMatch[T]]:
        """Every match, overlaps included."""
        return [
            PhraseMatch(words.starts[start], words.ends[end], start, end, payload)
            for start, ends in self._phrases(words, first, last)
            for end, payloads in ends
            for payload in payloads
        ]

    def _phrases(
        self, words: Words, first: int, last: int | None
    ) -> Iterator[tuple[int, list[tuple[int, list[T]]]]]:
        """The words at which phrases begin, each with the words that end one, the shortest first."""
        tokens = words.folded if self._folded else words.accented
        stop = len(tokens) if last is None else last + 1
        known = self._first
        heads = [index for index, token in enumerate(tokens[first:stop], first) if token in known]
        for start in heads:
            node: _Node[T] | None = known[tokens[start]]
            ends: list[tuple[int, list[T]]] = []
            index = start
            while node is not None:
                if node.payloads:
                    ends.append((index, node.payloads))
                index += 1
                if index >= stop or not (self._gaps or words.gaps[index].isspace()):
                    break
                node = node.following.get(tokens[index])
            if ends:
                yield start, ends
