"""Which unit a document speaks for, where no registry says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from etl.text.words import PhraseIndex, Words

# How much of a text counts as its head: headline, letterhead and first sentences.
_HEAD_WORDS = 260
_ISSUER = re.compile(
    r"(?:tỉnh(?:\s+ủy)?|ubnd\s+tỉnh|thành\s+phố|thành\s+ủy|đảng\s+bộ\s+tỉnh|hđnd\s+tỉnh|"
    r"ủy\s+ban\s+nhân\s+dân\s+tỉnh|ủy\s+ban\s+nhân\s+dân\s+thành\s+phố)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One name of a unit: a province, a ministry or the nation."""

    unit_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Finds the unit of a document by the place names in its head."""

    index: PhraseIndex[Place]

    @classmethod
    def of(cls, rows: Iterable[dict[str, str]]) -> PlaceFinder:
        """The finder for the rows of `data/lexicon/places.csv`."""
        return cls(
            PhraseIndex(
                ((row["phrase"], Place(row["unit_id"], row["kind"])) for row in rows), folded=False, gaps=True
            )
        )

    def find(self, words: Words, title_end: int) -> Place | None:
        """The unit a text speaks for: a province named in its title, else the one its head names most often
        (more so behind "tỉnh"), else the nation where a ministry or the Government is named; else None."""
        last = min(len(words) - 1, _HEAD_WORDS)
        scores: dict[Place, float] = {}
        for match in self.index.find_longest(words, 0, last):
            place = match.payload
            if words.text[match.start : match.start + 1].islower():
                continue
            weight = 1.0 if place.kind == "province" else 0.25 if place.kind == "ministry" else 0.1
            if match.start < title_end:
                weight *= 4
            if _ISSUER.search(words.text, max(0, match.start - 30), match.start):
                weight *= 2
            scores[place] = scores.get(place, 0.0) + weight
        provinces = {place: score for place, score in scores.items() if place.kind == "province"}
        chosen = provinces or scores
        return max(chosen, key=lambda place: chosen[place]) if chosen else None
