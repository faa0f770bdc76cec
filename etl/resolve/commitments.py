"""Commitments: checkable goals without a number, known by the verb and the object of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from etl.extract.model import Passage
from etl.resolve.lexicon import Entry, GroupedLexicon
from etl.text.words import PhraseMatch, Words

_CLAUSE = re.compile(r";|,\s+(?=(?:đồng\s+thời|trong\s+đó)(?!\w))", re.IGNORECASE)
# Verb and object stand in one phrase: at most this many words apart.
_REACH = 22


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment found: its indicator and the words from its verb to the end of its phrase."""

    indicator_id: str
    start: int
    end: int
    passage: Passage


def find_commitments(lexicon: GroupedLexicon, words: Words, passages: Sequence[Passage]) -> list[Commitment]:
    """The commitments in passages that speak of goals, one an indicator and passage."""
    flow = words.text
    found: list[Commitment] = []
    for passage in passages:
        if passage.speaks_of != "goal":
            continue
        first = bisect_left(words.starts, passage.start)
        last = bisect_left(words.starts, passage.end) - 1
        matches = list(lexicon.index.find_all(words, first, last))
        by_key: dict[str, list[PhraseMatch[Entry]]] = {}
        for match in matches:
            by_key.setdefault(match.payload.key, []).append(match)
        for key, hits in by_key.items():
            commitment = _commitment(lexicon, flow, passage, key, hits)
            if commitment is not None:
                found.append(commitment)
    return sorted(found, key=lambda commitment: commitment.start)


def _commitment(
    lexicon: GroupedLexicon, flow: str, passage: Passage, key: str, hits: Sequence[PhraseMatch[Entry]]
) -> Commitment | None:
    objects = [role for role in lexicon.readings[(key, "1")].groups if role != "verb"]
    for verb in (hit for hit in hits if hit.payload.role == "verb"):
        end = _clause_end(flow, verb.start, passage.end)
        near = [hit for hit in hits if verb.last < hit.first <= verb.last + _REACH and hit.end <= end]
        if not all(any(hit.payload.role == role for hit in near) for role in objects):
            continue
        least = max(min(hit.end for hit in near if hit.payload.role == role) for role in objects)
        phrase_end = _phrase_end(flow, least, end)
        if re.search(r"\d\s?%", flow[verb.start : phrase_end]):
            continue  # a number makes it a target
        return Commitment(key, verb.start, phrase_end, passage)
    return None


def _clause_end(flow: str, start: int, end: int) -> int:
    cut = _CLAUSE.search(flow, start, end)
    return cut.start() if cut else end


def _phrase_end(flow: str, least: int, end: int) -> int:
    """The end of the phrase: the next comma, or the end of the clause, without its full stop."""
    comma = flow.find(",", least, end)
    stop = comma if comma >= 0 else end
    while stop > least and flow[stop - 1] in " .;,/":
        stop -= 1
    return stop
