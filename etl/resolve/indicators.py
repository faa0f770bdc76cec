"""Which indicator a claim measures: transparent scores over a lexicon, silence when in doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from etl.extract.model import Claim
from etl.resolve.lexicon import Entry, GroupedLexicon, Reading
from etl.text.words import Words

# The least score (words matched) of a reading that counts, and the least lead over another indicator.
# Read off the tuning part of the development set: single words name nothing, two words that must
# both occur do.
LEAST_SCORE = 2.0
LEAST_LEAD = 1.0
# A shorter own part ("80% cấp huyện") borrows the words of its clause.
SHORT_PART = 7

Weights = dict[int, float]  # slot of a reading -> the weight of its heaviest phrase


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """The indicator, its score and its lead over the next one."""

    indicator_id: str
    score: float
    lead: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The phrases found in one document: their first and last words, in order, and what they speak for."""

    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    entries: list[tuple[Entry, ...]] = field(default_factory=list)
    # Values share their clause: what was found in it is summed up once.
    _weights: dict[tuple[int, int], Weights] = field(default_factory=dict)

    def weights(self, first: int, last: int) -> Weights:
        """The weights of the phrases that lie inside a range of words."""
        found = self._weights.get((first, last))
        if found is None:
            found = self._weights[first, last] = {}
            for place in range(bisect_left(self.firsts, first), bisect_right(self.firsts, last)):
                if self.lasts[place] > last:
                    continue
                for entry in self.entries[place]:
                    if entry.weight > found.get(entry.slot, -1.0):
                        found[entry.slot] = entry.weight
        return found


class IndicatorFinder:
    """Finds indicators by a lexicon; `units` gives the unit in which each is measured."""

    def __init__(self, lexicon: GroupedLexicon, units: Mapping[str, str]) -> None:
        self._index = lexicon.index
        self._units = units
        # A reading is looked at where its first group was found.
        self._openings = {reading.slots[0]: reading for reading in lexicon.readings.values()}

    def scan(self, words: Words, claims: Sequence[Claim]) -> Hits:
        """The phrases of the lexicon in the clauses of all claims, each clause scanned once."""
        hits = Hits()
        scanned = 0
        for start, end in sorted({claim.clause for claim in claims}):
            first, last = _word_range(words, start, end)
            for match in self._index.find_all(words, max(first, scanned), last):
                hits.firsts.append(match.first)
                hits.lasts.append(match.last)
                hits.entries.append(match.payload)
            scanned = max(scanned, last + 1)
        return hits

    def find(self, words: Words, claim: Claim, hits: Hits) -> IndicatorMatch | None:
        """The indicator that the words around a value name, or None."""
        found = self._find(words, claim, claim.near, hits)
        if found is None and claim.unit == "rank":  # "trong tốp 10, ... về Chỉ số ICT Index"
            found = self._find(words, claim, claim.clause, hits)
        return found

    def _find(self, words: Words, claim: Claim, part: tuple[int, int], hits: Hits) -> IndicatorMatch | None:
        near = _word_range(words, *part)
        clause = _word_range(words, *claim.clause)
        short = near[1] - near[0] < SHORT_PART
        own, shared = hits.weights(*near), hits.weights(*clause)
        best: dict[str, float] = {}
        for slot in shared:
            reading = self._openings.get(slot)
            if reading is None or not _unit_fits(claim.unit, self._units.get(reading.key)):
                continue
            score = _score(reading, own, shared, short=short)
            if score is not None:
                best[reading.key] = max(best.get(reading.key, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < LEAST_SCORE:
            return None
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        if lead < LEAST_LEAD:
            return None
        return IndicatorMatch(ranked[0][0], ranked[0][1], lead)


def _score(reading: Reading, own: Weights, shared: Weights, *, short: bool) -> float | None:
    """The score of a reading; None unless all its groups occur, one of them at least in the value's own part.

    A group found in the own part counts fully, one found elsewhere in the clause half. A short part need hold
    none of them, and then the veto is looked for in the whole clause.
    """
    if reading.veto in own or (short and reading.veto in shared):
        return None
    total, is_own = 0.0, short
    for slot in reading.slots:
        if slot in own:
            total += own[slot]
            is_own = True
        elif slot in shared:
            total += shared[slot] / 2
        else:
            return None
    return total if is_own else None


def _unit_fits(unit: str, wanted: str | None) -> bool:
    if wanted is None or wanted == "boolean":
        return False
    if wanted in {"score", "points"}:
        return unit in {"score", "points"}
    if wanted == "count" and unit == "places":
        return False
    return unit == wanted


def _word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    """First and last word of a range of characters."""
    return bisect_left(words.starts, start), bisect_left(words.starts, end) - 1
