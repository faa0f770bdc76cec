"""Suggestions for what no rule could name: a guess for the reviewer, never used as a match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from etl.text.words import fold

# Cosine below which two phrases share too little to be worth a reviewer's look.
LEAST_LIKENESS = 0.45
# What is measured is named at the beginning of its phrase.
_LONGEST_SUBJECT = 80


class Suggester:
    """Ranks indicator names by the cosine of their character trigrams with a subject phrase."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        rows = [(key, unit, *_trigrams(" ".join(fold(name).split()))) for key, name, unit in names]
        self._names = [(key, length) for key, _, _, length in rows]
        spread = Counter(gram for _, _, vector, _ in rows for gram in vector)
        # Unit of value -> trigram -> the names that hold it, and how often. Grams that most names share
        # ("ty le") tell nothing and cost most of the time.
        self._inverted: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for place, (_, unit, vector, _) in enumerate(rows):
            grams = self._inverted.setdefault(unit, {})
            for gram, count in vector.items():
                if spread[gram] <= len(rows) / 4:
                    grams.setdefault(gram, []).append((place, count))

    def suggest(self, subject: str, unit: str) -> str | None:
        """The indicator of the same unit whose name is most like a folded subject phrase; None if none is."""
        grams = self._inverted.get(unit)
        if grams is None:
            return None
        vector, length = _trigrams(subject[:_LONGEST_SUBJECT])
        dots: dict[int, int] = {}
        for gram, count in vector.items():
            for place, other in grams.get(gram, ()):
                dots[place] = dots.get(place, 0) + count * other
        best, found = LEAST_LIKENESS, None
        for place, dot in dots.items():
            key, other_length = self._names[place]
            likeness = dot / (length * other_length)
            if likeness > best:
                best, found = likeness, key
        return found


def _trigrams(text: str) -> tuple[Counter[str], float]:
    padded = f" {text} "
    grams = Counter(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))
    return grams, sqrt(sum(count * count for count in grams.values())) or 1.0
