"""How much one quote may hold: a sentence or a row with very many values is quoted in parts.

Rules look about among the values of a sentence, and each value quotes it; so both the work and the output
grow with the number of values times the length of the sentence, unless that number is bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from etl.extract.model import Claim
from etl.extract.numbers import Value

# Sentences of the plans read for this hold ten values at most, rows of their tables a dozen; only lists of
# places or runs of numbers hold more.
MOST_VALUES = 32


def cut_between_values(flow: str, start: int, end: int, values: Sequence[Value]) -> list[tuple[int, int]]:
    """A sentence in parts of at most `MOST_VALUES` of its values, nearly always the whole of it.

    `values` are those of the sentence. It is cut behind the last semicolon among the second half of the
    values of a part, else behind the last comma, else before the value that would be one too many.
    """
    parts: list[tuple[int, int]] = []
    starts = [value.start for value in values]
    first = 0
    while len(values) - first > MOST_VALUES:
        left, right = values[first + MOST_VALUES // 2].end, starts[first + MOST_VALUES]
        cut = flow.rfind("; ", left, right)
        if cut < 0:
            cut = flow.rfind(", ", left, right)
        cut = cut + 1 if cut >= 0 else right
        parts.append(_trimmed(flow, start, cut))
        start, first = cut, bisect_left(starts, cut)
    parts.append(_trimmed(flow, start, end))
    return parts


def quote_in_parts(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of tables; those of a row of more than `MOST_VALUES` values quote their value alone."""
    crowded = {
        row for row, count in Counter(claim.sentence for claim in claims).items() if count > MOST_VALUES
    }
    return [
        replace(claim, sentence=(claim.value.start, claim.value.end)) if claim.sentence in crowded else claim
        for claim in claims
    ]


def _trimmed(flow: str, start: int, end: int) -> tuple[int, int]:
    while start < end and flow[start].isspace():
        start += 1
    while end > start and flow[end - 1].isspace():
        end -= 1
    return start, end
