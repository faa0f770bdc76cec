"""Target, baseline or neither: the rules in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable

from etl.extract.horizons import YearMention
from etl.extract.kinds.beside_goals import beside_goal, goal_beside
from etl.extract.kinds.brackets import bracketed
from etl.extract.kinds.by_cue import by_cue, by_neighbour, by_tail
from etl.extract.kinds.by_surroundings import by_surroundings
from etl.extract.kinds.by_year import by_year
from etl.extract.kinds.counts import CHANGED, WEAK, counted, counted_as_done, is_exact_figure
from etl.extract.kinds.money import how_often, outside, question
from etl.extract.kinds.reports import (
    from_level,
    has_reached,
    moved,
    out_of,
    plan_of_year,
    reported,
    state_of_year,
    to_level,
    went_on,
)
from etl.extract.kinds.setting import Case, Decision, Setting
from etl.extract.kinds.thresholds import threshold


def decide(setting: Setting, place: int, year: YearMention | None, previous: Decision | None) -> Decision:
    """Whether the value at `place` is a target, a baseline or no statement, and why.

    `previous` is the decision on the value before it in the sentence. The steps are asked in the order
    of `_STEPS`; the first that knows decides.
    """
    value = setting.values[place]
    case = Case(
        setting,
        place,
        value,
        year,
        previous,
        setting.flow[max(setting.start, value.start - 60) : value.start],
        setting.flow[value.end : setting.next_start(place)],
    )
    for step in _STEPS:
        found = step(case)
        if found is not None:
            return found
    found = (
        by_cue(setting, setting.previous_end(place), value, year)
        or by_tail(setting, place, value, year)
        or by_neighbour(setting, place, value, previous)
        or by_year(setting, value, year)
        or by_cue(setting, setting.start, value, year)
        or by_surroundings(setting, place, value, year)
    )
    if found.kind == "target" and found.rule in WEAK and CHANGED.match(setting.flow, value.end, setting.end):
        return Decision("baseline", "changed", case.tail[:30].strip(), True)
    if value.rule == "all-of" and found.rule in {
        "carried-goal",
        "plan",
        "listed",
        "heading-task",
        "cue-wish",
        "no-cue",
    }:
        return Decision(None, "all-of", case.tail[:20].strip(), False)
    if is_exact_figure(setting, value, found):
        return Decision("baseline", "exact-figure", setting.flow[value.start : value.end], True)
    return counted_as_done(setting, value, found) or counted(setting, place, value, found, previous)


_STEPS: tuple[Callable[[Case], Decision | None], ...] = (
    question,
    how_often,
    threshold,
    from_level,
    to_level,
    out_of,
    state_of_year,
    moved,
    goal_beside,
    beside_goal,
    reported,
    went_on,
    has_reached,
    outside,
    plan_of_year,
    bracketed,
)
