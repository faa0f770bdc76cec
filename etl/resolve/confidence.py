"""How far a statement can be trusted: the share of right targets by what decided, on labelled text.

Right means: a target, with its horizon and its operator. The table was counted on the tuning part of the
development set of November 2026 (about 640 targets) and drawn towards 0.8, the share expected of a rule
that nobody has counted: (right + 8) / (all + 10). `make accuracy` prints how well it holds on the part that
was held back. Baselines are labelled too thinly to be counted: their figures are estimates.
"""

from __future__ import annotations

# Decision -> share of its statements that were right.
BY_DECISION: dict[str, float] = {
    "heading-goal": 0.98,
    "due-year": 0.97,
    "cue-strive": 0.95,
    "in-year": 0.95,
    "heading-year": 0.95,
    "table": 0.94,
    "cue-must": 0.92,
    "carried-goal": 0.88,
    "listed": 0.88,
    "to-level": 0.87,
    "cue-goal-word": 0.85,
    "cue-wish": 0.85,
    "parenthesis-goal": 0.83,
    "heading-task": 0.82,
    "each-year": 0.82,
    "cue-reach-for": 0.79,
    "plan": 0.75,
    "cue-future": 0.71,
    # Baselines, estimated.
    "cue-now": 0.95,
    "same-period": 0.95,
    "heading-result": 0.95,
    "from-level": 0.95,
    "cue-past": 0.92,
    "cue-already": 0.9,
    "compared-with": 0.9,
    "past-year": 0.9,
    "carried-result": 0.85,
    "in-past-year": 0.75,
    "exact-figure": 0.75,
    "no-cue": 0.6,
}
OTHER_DECISION = 0.8
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
