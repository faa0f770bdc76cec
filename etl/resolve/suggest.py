"""Suggestions for what no rule could name: a guess for the reviewer, never used as a match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import sqrt
from operator import mul

from etl.text.words import fold

# Cosine below which two phrases share too little to be worth a reviewer's look.
LEAST_LIKENESS = 0.45
# What is measured is named at the beginning of its phrase.
_LONGEST_SUBJECT = 80


class Suggester:
    """Ranks indicator names by the cosine of their character trigrams with a subject phrase."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        rows = [(key, unit, _trigrams(" ".join(fold(name).split()))) for key, name, unit in names]
        self._names = [(key, _length(grams)) for key, _, grams in rows]
        spread = Counter(gram for _, _, grams in rows for gram in set(grams))
        # Unit of value -> trigram -> the names that hold it, each as often as it does. Grams that most names
        # share ("ty le") tell nothing and cost most of the time.
        self._holders: dict[str, dict[str, list[int]]] = {}
        for place, (_, unit, grams) in enumerate(rows):
            holders = self._holders.setdefault(unit, {})
            for gram in grams:
                if spread[gram] <= len(rows) / 4:
                    holders.setdefault(gram, []).append(place)

    def suggest(self, subject: str, unit: str) -> str | None:
        """The indicator of the same unit whose name is most like a folded subject phrase; None if none is."""
        holders = self._holders.get(unit)
        if holders is None:
            return None
        grams = _trigrams(subject[:_LONGEST_SUBJECT])
        # One for each pair of equal grams: the scalar product, counted without a loop of our own.
        products = Counter(chain.from_iterable(filter(None, map(holders.get, grams))))
        length = _length(grams)
        best, found = LEAST_LIKENESS, None
        for place, product in products.items():
            key, other_length = self._names[place]
            likeness = product / (length * other_length)
            if likeness > best:
                best, found = likeness, key
        return found


def _trigrams(text: str) -> list[str]:
    padded = f" {text} "
    return list(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))


def _length(grams: Sequence[str]) -> float:
    """The length of the vector of counts; 1 for no grams at all."""
    counts = Counter(grams).values()
    return sqrt(sum(map(mul, counts, counts))) or 1.0
