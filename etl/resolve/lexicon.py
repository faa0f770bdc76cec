"""The weighted phrases of `data/lexicon`, read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.text.words import PhraseIndex, Words, fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase: which reading of which thing it speaks for, in which role, with which weight (>= 0)."""

    name: tuple[str, str]  # the thing and its reading
    role: str
    weight: float

    @property
    def key(self) -> str:
        """The thing."""
        return self.name[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to name a thing: every group of phrases must occur, and no phrase of `vetoes` may."""

    key: str
    groups: tuple[str, ...]
    has_veto: bool


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
    groups: dict[tuple[str, str], dict[str, None]] = {}
    vetoes: set[tuple[str, str]] = set()
    for row in read_rows(path):
        reading = row.get("reading") or "1"
        name = (row[key], reading)
        groups.setdefault(name, {})
        if row["role"] == "not":
            vetoes.add(name)
        else:
            groups[name][row["role"]] = None
        weight = float(row.get("weight") or len(row["phrase"].split()))
        entries.setdefault(fold(row["phrase"]), []).append(Entry(name, row["role"], weight))
    readings = {name: Reading(name[0], tuple(roles), name in vetoes) for name, roles in groups.items()}
    phrases = ((phrase, tuple(found)) for phrase, found in entries.items())
    return GroupedLexicon(PhraseIndex(phrases, folded=True, gaps=True), readings)


def load_weighted(path: Path, key: str) -> WeightedLexicon:
    """A lexicon with the columns `key`, phrase, weight."""
    return WeightedLexicon(
        PhraseIndex(
            ((row["phrase"], Entry((row[key], "1"), "any", float(row["weight"]))) for row in read_rows(path)),
            folded=True,
            gaps=True,
        )
    )


def load_phrases(path: Path, key: str, role: str = "role") -> PhraseIndex[Entry]:
    """A lexicon whose accents matter: columns `key`, phrase and perhaps `role`."""
    return PhraseIndex(_phrases(path, key, role), folded=False)


def _phrases(path: Path, key: str, role: str) -> Iterator[tuple[str, Entry]]:
    for row in read_rows(path):
        yield row["phrase"], Entry((row[key], "1"), row.get(role) or "any", 1.0)
