"""How far a statement can be trusted: the share of right targets by what decided, on labelled text.

The table was read off the tuning part of the development set (`make accuracy` prints how well it holds
there and on the part that was held back). Rules that met too few labelled cases take the figure of
the family below them.
"""

from __future__ import annotations

# Decision -> share of its statements that were right in kind, horizon and operator.
BY_DECISION: dict[str, float] = {
    "cue-strive": 0.97,
    "cue-goal-word": 0.93,
    "cue-reach-for": 0.95,
    "cue-must": 0.93,
    "due-year": 0.97,
    "heading-goal": 0.97,
    "heading-year": 0.9,
    "carried-goal": 0.94,
    "heading-task": 0.8,
    "in-year": 0.85,
    "cue-future": 0.85,
    "cue-wish": 0.75,
    "listed": 0.8,
    "table": 0.9,
    "each-year": 0.7,
    "parenthesis-goal": 0.9,
    "plan": 0.6,
    "from-level": 0.95,
    "compared-with": 0.9,
    "heading-result": 0.95,
    "cue-now": 0.96,
    "cue-past": 0.93,
    "cue-already": 0.9,
    "cue-result-of-goal": 0.88,
    "past-year": 0.9,
    "carried-result": 0.85,
    "elapsed": 0.92,
    "dated": 0.85,
    "no-cue": 0.5,
}
OTHER_DECISION = 0.75
# Counts and number words are more often wrong than percentages.
BY_VALUE: dict[str, float] = {
    "count": 0.93,
    "number-word": 0.85,
    "all-of": 0.85,
    "level": 0.9,
    "fraction": 0.95,
}
COMMITMENT = 0.8


def confidence_of(rule: str) -> float:
    """The confidence of a statement by its rule ("percent/heading-goal"), 0..1."""
    value, _, decision = rule.partition("/")
    share = BY_DECISION.get(decision, OTHER_DECISION) * BY_VALUE.get(value.removesuffix("-range"), 1.0)
    return round(share, 3)
