"""Pairs and counts made in the database are those that frames of everything would give."""

from __future__ import annotations

from itertools import product
from typing import Any

import pandas as pd
import pytest

from dashboard.selection import VERDICT_ORDER, in_order, pair_count, without_doubt
from warehouse import queries
from warehouse.connect import Release
from warehouse.queries.comparisons import Basis
from warehouse.queries.pairs import PairQuestion

VERDICTS = ((), ("behind", "ahead"), ("no_province",))


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values; how a column spells what is missing depends on its other rows."""
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


@pytest.mark.parametrize("basis", ["at_issue", "today"])
@pytest.mark.parametrize("by_gap", [True, False])
def test_the_first_pairs_are_the_first_of_all_in_order(release: Release, basis: Basis, by_gap: bool) -> None:
    scopes = list(queries.scopes(release.cursor())["scope_id"])
    order: dict[str, Any] = {"verdict_order": VERDICT_ORDER, "scope_order": scopes, "by_gap": by_gap}
    for units, verdicts, certain in product([(), ("lao-cai",)], VERDICTS, [False, True]):
        question = PairQuestion(basis, units=units, verdicts=verdicts, only_certain=certain)
        everything: pd.DataFrame = queries.comparisons(
            release.cursor(), basis, units=units, verdicts=verdicts
        )
        if certain:
            everything = without_doubt(everything)
        everything = in_order(everything, scopes, by_gap=by_gap)
        assert len(everything) > 24 or verdicts
        for most in (24, 10_000):
            found = queries.first_pairs(release.cursor(), question, most=most, **order)
            assert rows_of(found) == rows_of(everything.head(most))
        found = queries.first_pairs(release.cursor(), question, most=10_000, of_theme=6, **order)
        assert rows_of(found) == rows_of(everything.groupby("theme_id", sort=False).head(6))
        counts = queries.pair_counts(release.cursor(), question)
        assert int(counts["rows"].sum()) == len(everything)
        assert int(counts["pairs"].sum()) == pair_count(everything)


def test_a_selection_is_counted_as_its_rows_are(release: Release) -> None:
    cases: list[dict[str, Any]] = [
        {},
        {"units": ["lao-cai"], "kinds": ["target"]},
        {"horizons": [2030], "doubts": ["none", "document"]},
        {"themes": ["digital_infrastructure"], "evidence": ["cited"]},
        {"q": "truc tuyen"},
        {"q": "truc tuyen", "units": ["tay-ninh"]},
        {"horizons": [1999]},
    ]
    for chosen in cases:
        rows = queries.statements(release.cursor(), **chosen)
        counts = queries.statements_by_evidence(release.cursor(), **chosen)
        assert dict(zip(counts["evidence"], counts["statements"], strict=True)) == (
            rows["evidence"].value_counts().to_dict()
        )
        page = queries.statements(release.cursor(), limit=7, offset=3, **chosen)
        assert rows_of(page) == rows_of(rows.iloc[3:10])
