"""Commitments: checkable goals without a number, known by the verb and the object of the lexicon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from etl.extract.model import Passage
from etl.resolve.lexicon import Entry, GroupedLexicon, Reading
from etl.text.words import PhraseMatch, Words

_CLAUSE = re.compile(r";|,\s+(?=(?:đồng\s+thời|trong\s+đó)(?!\w))", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%")
# Verb and object stand in one phrase: at most this many words apart.
_REACH = 22


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment found: its indicator and the words from its verb to the end of its phrase."""

    indicator_id: str
    start: int
    end: int
    passage: Passage


_Match = PhraseMatch[tuple[Entry, ...]]
_Hit = tuple[str, _Match]  # a phrase in one of its roles


def find_commitments(lexicon: GroupedLexicon, words: Words, passages: Sequence[Passage]) -> list[Commitment]:
    """The commitments in passages that speak of goals, one an indicator and passage."""
    flow = words.text
    found: list[Commitment] = []
    for passage in passages:
        if passage.speaks_of != "goal":
            continue
        first = bisect_left(words.starts, passage.start)
        last = bisect_left(words.starts, passage.end) - 1
        by_slot: dict[int, list[_Match]] = {}
        for match in lexicon.index.find_all(words, first, last):
            for entry in match.payload:
                by_slot.setdefault(entry.slot, []).append(match)
        told: set[str] = set()
        for reading in lexicon.readings.values() if by_slot else ():
            if reading.key in told or not all(slot in by_slot for slot in reading.slots):
                continue
            hits = [
                (role, match)
                for role, slot in zip(reading.groups, reading.slots, strict=True)
                for match in by_slot[slot]
            ]
            commitment = _commitment(flow, passage, reading, hits)
            if commitment is not None:
                found.append(commitment)
                told.add(reading.key)
    return sorted(found, key=lambda commitment: commitment.start)


def _commitment(flow: str, passage: Passage, reading: Reading, hits: Sequence[_Hit]) -> Commitment | None:
    objects = [role for role in reading.groups if role != "verb"]
    for verb in (hit for role, hit in hits if role == "verb"):
        end = _clause_end(flow, verb.start, passage.end)
        # Where the phrases of each role that stand near end first.
        ends: dict[str, int] = {}
        for role, hit in hits:
            if verb.last < hit.first <= verb.last + _REACH and hit.end <= end:
                ends[role] = min(hit.end, ends.get(role, end))
        if not all(role in ends for role in objects):
            continue
        least = max(ends[role] for role in objects)
        phrase_end = _phrase_end(flow, least, end)
        if _SHARE.search(flow, verb.start, phrase_end):
            continue  # a number makes it a target
        return Commitment(reading.key, verb.start, phrase_end, passage)
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
