"""Loads the labelled passages: sentences and documents of both splits, and the five seed documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from benchmarks.scoring import Label, Passage

PROJECT = Path(__file__).resolve().parent.parent
GOLDEN = PROJECT / "tests" / "golden"

Split = Literal["tuning", "heldback"]
SPLITS: tuple[Split, ...] = ("tuning", "heldback")
# The list of the five documents has no theme column: the theme follows from the indicator.
_UNJUDGED_IN_SEEDS = frozenset({"theme"})


def load_sentences(split: Split) -> list[Passage]:
    """One passage a labelled sentence of `split`, in the file's order."""
    passages = []
    for row in _rows(GOLDEN / "sentences" / f"{split}.jsonl"):
        passages.append(
            Passage(row["id"], row["family"], row["text"], tuple(_label(x) for x in row["statements"]))
        )
    return passages


def load_documents(split: Split) -> list[Passage]:
    """One passage a labelled document of `split`, by name; the text is the file as it came."""
    passages = []
    for path in sorted((GOLDEN / "documents" / split).glob("*.txt")):
        rows = _rows(path.with_suffix(".jsonl"))
        family = rows[0]["family"] if rows else "none"
        passages.append(
            Passage(path.stem, family, _raw(path), tuple(_label(row) for row in rows), "document")
        )
    return passages


def load_seeds() -> list[Passage]:
    """One passage a seed document; statements without a value (commitments) are left out."""
    passages = []
    for path in sorted((PROJECT / "data" / "sources").glob("*.txt")):
        labels = tuple(
            _label({**row, "at": row["value_start"], "theme": None, "unjudged": _UNJUDGED_IN_SEEDS})
            for row in _rows(GOLDEN / "seeds" / f"{path.stem}.jsonl")
            if row["value"] is not None
        )
        passages.append(Passage(path.stem, "seed", _raw(path), labels, "document"))
    return passages


def _label(row: dict[str, Any]) -> Label:
    return Label(
        kind=row["kind"],
        start=row["at"],
        end=row["at"] + len(row["value_text"]),
        value=row["value"],
        value_high=row["value_high"],
        operator=row["operator"],
        value_unit=row["value_unit"],
        horizon=row["horizon"],
        scope=row["scope"],
        theme=row["theme"],
        indicator=row["indicator"],
        optional=row.get("optional", False),
        unjudged=frozenset(row.get("unjudged", ())),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _raw(path: Path) -> str:
    # Bytes, not text mode: line ends stay as they came, and so do the offsets.
    return path.read_bytes().decode("utf-8")
