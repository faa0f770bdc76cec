"""The weighted phrases of `data/lexicon`, read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.text.words import PhraseIndex, Words, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase: what it speaks for, in which role, with which weight (>= 0).

    `slot` numbers the role within its reading, so that readings of one lexicon share no slot.
    """

    key: str
    role: str
    weight: float
    slot: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to name a thing: each group of phrases must occur (`slots`), none of `veto` may."""

    key: str
    groups: tuple[str, ...]
    slots: tuple[int, ...]
    veto: int | None


@dataclass(frozen=True, slots=True)
class GroupedLexicon:
    """Readings that are found group by group, such as indicators and commitments.

    Many readings share a phrase: the index gives all that it speaks for at once.
    """

    index: PhraseIndex[tuple[Entry, ...]]
    readings: dict[tuple[str, str], Reading]


@dataclass(frozen=True, slots=True)
class WeightedLexicon:
    """Phrases that simply add their weight to what they speak for, such as themes and topics."""

    index: PhraseIndex[Entry]

    def best(self, words: Words, first: int, last: int, *, least: float) -> str | None:
        """The heaviest key in a range of words, of two equal ones the one named first; None below `least`."""
        scores: dict[str, float] = {}
        seen: set[tuple[str, int]] = set()
        for match in self.index.find_longest(words, first, last):
            if (match.payload.key, match.first) not in seen:
                seen.add((match.payload.key, match.first))
                scores[match.payload.key] = scores.get(match.payload.key, 0.0) + match.payload.weight
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < least:
            return None
        return ranked[0][0]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file; an absent file has none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def load_grouped(path: Path, key: str) -> GroupedLexicon:
    """A lexicon with the columns `key`, role (`all1` …, `not`, `verb`), phrase, perhaps reading, weight."""
    entries: dict[str, list[Entry]] = {}
    slots: dict[tuple[str, str], dict[str, int]] = {}
    count = 0
    for row in read_rows(path):
        roles = slots.setdefault((row[key], row.get("reading") or "1"), {})
        if row["role"] not in roles:
            roles[row["role"]] = count
            count += 1
        weight = float(row.get("weight") or len(row["phrase"].split()))
        entry = Entry(row[key], row["role"], weight, roles[row["role"]])
        entries.setdefault(fold(row["phrase"]), []).append(entry)
    readings = {name: _reading(name[0], roles) for name, roles in slots.items()}
    phrases = ((phrase, tuple(found)) for phrase, found in entries.items())
    return GroupedLexicon(PhraseIndex(phrases, folded=True, gaps=True), readings)


def _reading(key: str, roles: dict[str, int]) -> Reading:
    groups = {role: slot for role, slot in roles.items() if role != "not"}
    return Reading(key, tuple(groups), tuple(groups.values()), roles.get("not"))


def load_weighted(path: Path, key: str) -> WeightedLexicon:
    """A lexicon with the columns `key`, phrase, weight."""
    return WeightedLexicon(
        PhraseIndex(
            ((row["phrase"], Entry(row[key], "any", float(row["weight"]))) for row in read_rows(path)),
            folded=True,
            gaps=True,
        )
    )


def load_phrases(path: Path, key: str, role: str = "role") -> PhraseIndex[Entry]:
    """A lexicon whose accents matter: columns `key`, phrase and perhaps `role`."""
    return PhraseIndex(_phrases(path, key, role), folded=False)


def _phrases(path: Path, key: str, role: str) -> Iterator[tuple[str, Entry]]:
    for row in read_rows(path):
        yield row["phrase"], Entry(row[key], row.get(role) or "any", 1.0)
