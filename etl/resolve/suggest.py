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
        self._vectors = [(key, unit, *_trigrams(" ".join(fold(name).split()))) for key, name, unit in names]
        self._inverted: dict[str, list[tuple[int, int]]] = {}
        for place, (_, _, vector, _) in enumerate(self._vectors):
            for gram, count in vector.items():
                self._inverted.setdefault(gram, []).append((place, count))
        # Grams that most names share ("ty le") tell nothing and cost most of the time.
        self._common = {
            gram for gram, places in self._inverted.items() if len(places) > len(self._vectors) / 4
        }

    def suggest(self, subject: str, unit: str) -> str | None:
        """The indicator of the same unit whose name is most like a folded subject phrase; None if none is."""
        vector, length = _trigrams(subject[:_LONGEST_SUBJECT])
        dots: dict[int, int] = {}
        for gram, count in vector.items():
            if gram in self._common:
                continue
            for place, other in self._inverted.get(gram, ()):
                dots[place] = dots.get(place, 0) + count * other
        best, found = LEAST_LIKENESS, None
        for place, dot in dots.items():
            key, wanted, _, other_length = self._vectors[place]
            likeness = dot / (length * other_length)
            if wanted == unit and likeness > best:
                best, found = likeness, key
        return found


def _trigrams(text: str) -> tuple[Counter[str], float]:
    padded = f" {text} "
    grams = Counter(padded[place : place + 3] for place in range(len(padded) - 2))
    return grams, sqrt(sum(count * count for count in grams.values())) or 1.0
