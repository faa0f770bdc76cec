"""Which indicator a claim measures: transparent scores over a lexicon, silence when in doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from etl.extract.model import Claim
from etl.resolve.lexicon import Entry, GroupedLexicon
from etl.text.words import PhraseMatch, Words

# The least score (words matched) of a reading that counts, and the least lead over another indicator.
# Read off the tuning part of the development set: single words name nothing, two words that must
# both occur do.
LEAST_SCORE = 2.0
LEAST_LEAD = 1.0
# A shorter own part ("80% cấp huyện") borrows the words of its clause.
SHORT_PART = 7


Groups = dict[tuple[str, str], dict[str, float]]


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """The indicator, its score and its lead over the next one."""

    indicator_id: str
    score: float
    lead: float


@dataclass(frozen=True, slots=True)
class Hits:
    """The phrases found in one document, by the place of their first word."""

    matches: list[PhraseMatch[tuple[Entry, ...]]]
    firsts: list[int]
    # Values share their clause: what was found in it is summed up once.
    _heaviest: dict[tuple[int, int], Groups] = field(default_factory=dict)

    def heaviest(self, first: int, last: int) -> Groups:
        """The weights of the phrases that lie inside a range of words: reading -> group -> the largest."""
        found = self._heaviest.get((first, last))
        if found is None:
            among = self.matches[bisect_left(self.firsts, first) : bisect_right(self.firsts, last)]
            found = self._heaviest[first, last] = _heaviest(match for match in among if match.last <= last)
        return found


@dataclass(frozen=True, slots=True)
class IndicatorFinder:
    """Finds indicators; `units` gives the unit in which each is measured."""

    lexicon: GroupedLexicon
    units: Mapping[str, str]

    def scan(self, words: Words, claims: Sequence[Claim]) -> Hits:
        """The phrases of the lexicon in the clauses of all claims, each clause scanned once."""
        matches: list[PhraseMatch[tuple[Entry, ...]]] = []
        scanned = 0
        for start, end in sorted({claim.clause for claim in claims}):
            first, last = _word_range(words, start, end)
            matches.extend(self.lexicon.index.find_all(words, max(first, scanned), last))
            scanned = max(scanned, last + 1)
        return Hits(matches, [match.first for match in matches])

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
        best: dict[str, float] = {}
        scores = _scores(self.lexicon, hits.heaviest(*near), hits.heaviest(*clause), short)
        for (indicator, _), score in scores.items():
            if _unit_fits(claim.unit, self.units.get(indicator)):
                best[indicator] = max(best.get(indicator, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < LEAST_SCORE:
            return None
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        if lead < LEAST_LEAD:
            return None
        return IndicatorMatch(ranked[0][0], ranked[0][1], lead)


def _scores(
    lexicon: GroupedLexicon, own: Groups, shared: Groups, short: bool
) -> dict[tuple[str, str], float]:
    """The score of every reading whose groups all occur, at least one of them in the value's own part.

    A group found in the own part counts fully, one found elsewhere in the clause half.
    """
    scores: dict[tuple[str, str], float] = {}
    for name, groups in shared.items():
        here = own.get(name, _NOTHING)
        if "not" in here or (short and "not" in groups) or not (here or short):
            continue
        total = 0.0
        for group in lexicon.readings[name].groups:
            if group in here:
                total += here[group]
            elif group in groups:
                total += groups[group] / 2
            else:
                break
        else:
            scores[name] = total
    return scores


_NOTHING: dict[str, float] = {}


def _heaviest(matches: Iterable[PhraseMatch[tuple[Entry, ...]]]) -> Groups:
    found: Groups = {}
    for match in matches:
        for entry in match.payload:
            groups = found.setdefault(entry.name, {})
            if entry.weight > groups.get(entry.role, -1.0):
                groups[entry.role] = entry.weight
    return found


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
