"""The reader anybody writes first: every percentage is a target, due in the nearest year before it.

It is the floor that the extractor is measured against, in the same run and on the same texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from benchmarks.scoring import Prediction

_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?\s?%")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def read_naively(text: str, name: str) -> list[Prediction]:
    """One prediction a percentage of `text`, operator "=", horizon of the nearest preceding year or None."""
    years = [(match.end(), int(match.group())) for match in _YEAR.finditer(text)]
    ends = [end for end, _ in years]
    predictions = []
    for match in _PERCENTAGE.finditer(text):
        before = bisect_left(ends, match.start() + 1)
        predictions.append(
            Prediction(
                start=match.start(),
                end=match.end(),
                value=float(match.group().rstrip("%").strip().replace(",", ".")),
                value_high=None,
                operator="=",
                value_unit="percent",
                horizon=years[before - 1][1] if before else None,
                scope="",
                theme=None,
                indicator=None,
                rule="naive.percentage",
                confidence=None,
            )
        )
    return predictions
