"""Roads: what one unit promises for one thing, horizon by horizon, and where it promises nothing.

Pure: frames and names in, roads or markup out. A road is one line of the roadmap: one unit, indicator,
scope, variant and unit of value. Its steps are never joined by a slope: between two horizons nobody
promised anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.coverage import EMPTY_KINDS, EMPTY_SHORT, IN_WORDS
from dashboard.findings import GOALS
from dashboard.markup import EMPTY, Column, doubt_badge, evidence_badge, statement_anchor, table
from dashboard.names import Names, Row
from dashboard.selection import IN_DOUBT
from dashboard.wording import Wording
from dashboard.wording.labels import FIRMNESS, label
from dashboard.wording.numbers import is_missing

WHOLE_UNIT = "province"
_WHOLE = ("", "national", "province")
# With more units than this those that are silent are named in a sentence, not drawn one by one.
MOST_SILENT = 6
# Units that have a chart before the reader asks for all of them.
MOST_UNITS = 6
# Statements of one step, those that lead it; how many others there are is said in the table.
MOST_OF_STEP = 6
# Roads of a theme that are shown before the reader asks for all.
FIRST_OF_THEME = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What a road has at one horizon: its statements, the leading one first, or why there is none."""

    horizon: int
    statements: tuple[Row, ...]
    empty_kind: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """One line of the roadmap. `baselines` are states already reached, never goals."""

    unit_id: str
    indicator_id: str
    theme_id: str
    scope: str
    variant: str
    value_unit: str
    direction: str
    baselines: tuple[Row, ...]
    steps: tuple[Step, ...]

    @property
    def stated(self) -> int:
        """For how many horizons something is promised."""
        return sum(bool(step.statements) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a unit promises nothing for a year, by what the release knows of its documents."""

    held: Mapping[tuple[str, int], str]
    first_years: Mapping[str, int]
    in_words: Mapping[tuple[str, str, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, coverage: pd.DataFrame, territories: Mapping[str, Row]) -> Silence:
        """From the coverage view, whose counts of documents hold for a unit and year as a whole.

        `in_words` are the units, themes and years of which a text speaks without a goal of their own: in
        an aim or a task, or within the sentence of another goal.
        """
        held = {}
        for row in coverage.drop_duplicates(["unit_id", "horizon"]).to_dict("records"):
            if row["documents_held"]:
                kind = "not_stated"
            elif row["documents_replaced"] and not row["documents_not_held"]:
                kind = "replaced"
            else:
                kind = "document_not_held"
            held[str(row["unit_id"]), int(row["horizon"])] = kind
        begun: dict[str, list[int | None]] = {}
        for territory in territories.values():
            start = territory["valid_from"]
            begun.setdefault(str(territory["unit_id"]), []).append(
                None if is_missing(start) else int(str(start)[:4])
            )
        first = {unit: min(y for y in years if y) for unit, years in begun.items() if all(years)}
        only = coverage[coverage["empty_kind"].isin(IN_WORDS)]
        in_words = {
            (str(row["unit_id"]), str(row["theme_id"]), int(row["horizon"])): str(row["empty_kind"])
            for row in only.to_dict("records")
        }
        return cls(held, first, in_words)

    def kind(self, unit_id: str, theme_id: str, horizon: int, *, is_asked: bool) -> str:
        """One of the kinds of nothing: a key of `EMPTY_KINDS`."""
        if not is_asked or horizon < self.first_years.get(unit_id, horizon):
            return "not_applicable"
        otherwise = self.held.get((unit_id, horizon), "document_not_held")
        return self.in_words.get((unit_id, theme_id, horizon), otherwise)


def known(statements: pd.DataFrame) -> pd.DataFrame:
    """Goals and baselines of known indicators, one scope a row, spelled so that equal roads are equal."""
    rows = statements[
        statements["indicator_id"].notna()
        & (
            (statements["kind"].isin(GOALS) & statements["horizon"].notna())
            | (statements["kind"] == "baseline")
        )
    ]
    rows = rows.assign(one_scope=rows["scope"].str.split("; ")).explode("one_scope")
    whole = rows["one_scope"].isin(_WHOLE)
    return rows.assign(
        one_scope=rows["one_scope"].mask(whole, WHOLE_UNIT), variant=rows["variant"].fillna("")
    ).drop_duplicates(["statement_id", "one_scope"])


def roads(
    rows: pd.DataFrame,
    names: Names,
    silence: Silence,
    *,
    units: Sequence[str],
    horizons: Sequence[int],
    replaced: frozenset[str] = frozenset(),
    aligned: bool = False,
) -> list[Road]:
    """The roads of `units` in `rows` (from `known`, already chosen), by unit and thing.

    `replaced` are statements whose place another has taken: they never lead a step. `aligned` gives
    every unit an empty road for each scope that others speak of, that can be asked of it and of which
    it says nothing.
    """
    rows = rows[rows["unit_id"].isin(list(units))]
    numbered = rows[rows["value_unit"].notna()]
    measures = (
        numbered.groupby(["indicator_id", "one_scope", "variant"])["value_unit"]
        .agg(lambda units_: sorted(set(units_)))
        .to_dict()
    )
    found: dict[tuple[str, str, str, str, str], list[Row]] = {}
    for row in rows.to_dict("records"):
        thing = (str(row["indicator_id"]), str(row["one_scope"]), str(row["variant"]))
        own = row["value_unit"]
        # A commitment without a number stands on the road of the numbers for the same thing.
        measure = str(own) if not is_missing(own) else str(measures.get(thing, [""])[0])
        found.setdefault((str(row["unit_id"]), *thing, measure), []).append(row)
    keys = list(found)
    if aligned:
        keys += _silent_keys(found, names, units)
    places = {scope: place for place, scope in enumerate(names.lists.scopes)}
    order = {unit: place for place, unit in enumerate(units)}
    # The whole unit stands before its parts.
    keys.sort(
        key=lambda key: (order[key[0]], key[1], key[2] != WHOLE_UNIT, places.get(key[2], 99), key[3], key[4])
    )
    return [_road(key, found.get(key, []), names, silence, horizons, replaced) for key in keys]


def _silent_keys(
    found: Mapping[tuple[str, str, str, str, str], object], names: Names, units: Sequence[str]
) -> list[tuple[str, str, str, str, str]]:
    """Keys of the empty roads of each unit: the first thing that anybody says of each scope it leaves out."""
    spoken = {(key[0], key[1], key[2]) for key in found}
    first: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for key in found:
        first.setdefault((key[1], key[2]), key[1:])
    return [
        (unit, *thing)
        for unit in units
        for (indicator, scope), thing in first.items()
        if (unit, indicator, scope) not in spoken and _is_asked(unit, indicator, scope, names)
    ]


def _is_asked(unit_id: str, indicator_id: str, scope: str, names: Names) -> bool:
    """Whether the indicator and the scope can be asked of the unit: of no province what is a ministry's."""
    level = names.lists.units[unit_id]["kind"]
    asked_of = names.lists.indicators[indicator_id]["applies_to"]
    is_of_ministries = names.lists.scopes.get(scope, {}).get("level") == "ministry"
    return (is_missing(asked_of) or asked_of == level) and not (is_of_ministries and level != "nation")


def _road(
    key: tuple[str, str, str, str, str],
    rows: list[Row],
    names: Names,
    silence: Silence,
    horizons: Sequence[int],
    replaced: frozenset[str],
) -> Road:
    unit_id, indicator_id, scope, variant, value_unit = key
    indicator = names.lists.indicators[indicator_id]
    is_asked = _is_asked(unit_id, indicator_id, scope, names)
    steps = []
    for horizon in horizons:
        own = [row for row in rows if row["kind"] in GOALS and int(row["horizon"]) == horizon]
        own.sort(key=lambda row: _rank(row, replaced))
        empty = "" if own else silence.kind(unit_id, str(indicator["theme_id"]), horizon, is_asked=is_asked)
        steps.append(Step(horizon, tuple(own), empty))
    return Road(
        unit_id,
        indicator_id,
        str(indicator["theme_id"]),
        scope,
        variant,
        value_unit,
        str(indicator["direction"]),
        tuple(row for row in rows if row["kind"] == "baseline"),
        tuple(steps),
    )


def _rank(row: Row, replaced: frozenset[str]) -> tuple[Any, ...]:
    """Which of several statements leads: certain, in force, higher ranked, newer."""
    since = row["in_force_on"]
    newest = 0 if is_missing(since) else -pd.Timestamp(since).toordinal()
    return (
        row["doubt"] in IN_DOUBT,
        str(row["statement_id"]) in replaced,
        is_missing(row["value"]),
        int(row["document_rank"]),
        newest,
        str(row["statement_id"]),
    )


def has_baseline(of: Sequence[Road]) -> bool:
    """Whether a state already reached is known on any of these roads."""
    return any(road.baselines for road in of)


def by_unit(of: Sequence[Road]) -> dict[str, list[Road]]:
    """The roads of each unit, in their order; a unit that is silent on all of them has one for all."""
    groups: dict[str, list[Road]] = {}
    for road in of:
        groups.setdefault(road.unit_id, []).append(road)
    return {unit: own[:1] if is_silent(own) else own for unit, own in groups.items()}


def is_silent(of: Sequence[Road]) -> bool:
    """Whether nothing at all stands on these roads."""
    return not any(road.stated or road.baselines for road in of)


def drawn_units(groups: Mapping[str, list[Road]]) -> tuple[dict[str, list[Road]], list[str]]:
    """The groups to draw, and the units to name only: the silent ones, where there are many units."""
    if len(groups) <= MOST_SILENT:
        return dict(groups), []
    silent = [unit for unit, own in groups.items() if is_silent(own)]
    return {unit: own for unit, own in groups.items() if unit not in silent}, silent


def by_theme(of: Sequence[Road], names: Names, *, limit: int | None) -> dict[str, list[Road]]:
    """The roads of each theme in the order of themes, the longest first, at most `limit` of each."""
    groups: dict[str, list[Road]] = {}
    for theme in names.lists.themes:
        own = [road for road in of if road.theme_id == theme]
        best: dict[str, int] = {}
        for road in own:
            best[road.indicator_id] = max(best.get(road.indicator_id, 0), road.stated)
        own.sort(key=lambda road: (-best[road.indicator_id], road.indicator_id))
        if own:
            groups[theme] = own[:limit]
    return groups


@dataclass(frozen=True, slots=True)
class Groups:
    """The roads of a choice by theme or unit, and the units that are silent and named only."""

    roads: Mapping[str, Sequence[Road]]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart of the page; `is_headed` where its title stands above it and not above all of them."""

    key: str
    title: str
    roads: Sequence[Road]
    is_headed: bool = True


def panels(groups: Mapping[str, Sequence[Road]], titles: Mapping[str, str]) -> list[Panel]:
    """A panel a group; a single group of many roads becomes two, side by side under one title."""
    if len(groups) == 1:
        ((key, roads),) = groups.items()
        half = (len(roads) + 1) // 2
        if half > 1:
            return [
                Panel(f"{key}-{part}", titles[key], own, is_headed=False)
                for part, own in enumerate((roads[:half], roads[half:]), start=1)
            ]
    return [Panel(key, titles[key], roads) for key, roads in groups.items()]


def heading(road: Road, names: Names, *, with_indicator: bool) -> str:
    """What a road is about: scope and variant, after the indicator where that is not said above it."""
    is_whole = road.scope == WHOLE_UNIT
    scope = (
        "" if is_whole and (with_indicator or road.variant) else names.scope(road.scope, road.indicator_id)
    )
    detail = " · ".join(filter(None, [scope, names.variant(road.variant)]))
    if not with_indicator:
        return detail
    return (
        f"{names.indicator(road.indicator_id)} ({detail})" if detail else names.indicator(road.indicator_id)
    )


def summary(of: Sequence[Road], names: Names) -> str:
    """How many steps are stated, and how many are empty of each kind, in one sentence."""
    w = names.w
    steps = [step for road in of for step in road.steps]
    empty = [
        f"{w(EMPTY_SHORT[kind])} {sum(step.empty_kind == kind for step in steps)}"
        for kind in EMPTY_KINDS
        if any(step.empty_kind == kind for step in steps)
    ]
    return w(
        "{roads} dòng, {stated}/{all} bậc có nêu ({empty}).",
        roads=str(len(of)),
        stated=str(sum(bool(step.statements) for step in steps)),
        all=str(len(steps)),
        empty=", ".join(empty) or "–",
    )


def roads_table(of: Sequence[Road], names: Names, horizons: Sequence[int]) -> Markup:
    """The same as the charts in words: a row a road, a column a horizon, each value a link."""
    w = names.w
    columns = [
        Column(
            w("Chỉ tiêu"),
            [
                Markup('{} <span class="ms-quiet">{}</span>').format(
                    heading(road, names, with_indicator=True), names.unit(road.unit_id)
                )
                for road in of
            ],
        )
    ]
    if has_baseline(of):
        columns.append(Column(w("Hiện trạng"), [_baseline_cell(road, names) for road in of]))
    for place, year in enumerate(horizons):
        columns.append(Column(str(year), [_step_cell(road.steps[place], names) for road in of]))
    return table(w("Cùng nội dung với biểu đồ; bấm vào giá trị để đọc câu gốc."), columns)


def _baseline_cell(road: Road, names: Names) -> Markup:
    if not road.baselines:
        return Markup('<span class="ms-quiet">–</span>')
    return Markup("<br>").join(
        Markup("{} {}").format(
            _said(row, names),
            Markup('<span class="ms-quiet">{}</span>').format(
                "" if is_missing(row["as_of_year"]) else str(int(row["as_of_year"]))
            ),
        )
        for row in road.baselines
    )


def _step_cell(step: Step, names: Names) -> Markup:
    w = names.w
    if not step.statements:
        return Markup('<i class="ms-none ms-none-{}" title="{}">{}</i>').format(
            step.empty_kind, label(EMPTY_KINDS, step.empty_kind, w), label(EMPTY_SHORT, step.empty_kind, w)
        )
    said = Markup("<br>").join(_said(row, names) for row in step.statements)
    if (rest := max(int(row.get("in_step") or 0) for row in step.statements) - len(step.statements)) > 0:
        said += Markup('<br><span class="ms-quiet">{}</span>').format(w.plural("và {n} phát biểu khác", rest))
    return said


def _said(row: Row, names: Names) -> Markup:
    w = names.w
    value = names.value(row) or w("có nêu")
    firmness = row["firmness"]
    soft = (
        Markup('<span class="ms-quiet">{}</span>').format(label(FIRMNESS, firmness, w))
        if firmness in ("orientation", "vision")
        else EMPTY
    )
    parts = [
        Markup("<b>{}</b>").format(statement_anchor(row["statement_id"], value, w)),
        evidence_badge(row["evidence"], w),
        soft,
        doubt_badge(row["doubt"], w),
    ]
    return Markup(" ").join(part for part in parts if part)


def step_value(row: Row, w: Wording, names: Names) -> str:
    """The value of a statement as it stands on its step; a word for a commitment, "?" for a doubt."""
    value = names.value(row) or w("có nêu")
    return f"? {value}" if row["doubt"] in IN_DOUBT else value
