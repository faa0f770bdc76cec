"""What a reader chose, as plain values, and the order in which pairs are shown. Empty means "all"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from warehouse.queries.comparisons import Basis

# From what can be judged to what one side leaves open; within each, the widest gap first.
VERDICT_ORDER = (
    "behind",
    "ahead",
    "aligned",
    "later",
    "earlier",
    "not_comparable",
    "no_province",
    "no_national",
)
# Doubts that bar a verdict and a finding; a doubt about the number of a document does not.
IN_DOUBT = ("horizon", "territory")
# Goals for the nation and its ministries only are asked of no province.
NOT_ASKED = "not_applicable"


@dataclass(frozen=True, slots=True)
class PairChoice:
    """What to compare, on which basis; `by_gap` sorts by verdict and gap, else by theme and name."""

    units: Sequence[str] = ()
    themes: Sequence[str] = ()
    indicators: Sequence[str] = ()
    horizons: Sequence[int] = ()
    scopes: Sequence[str] = ()
    verdicts: Sequence[str] = ()
    reasons: Sequence[str] = ()
    basis: Basis = "at_issue"
    only_certain: bool = False
    by_gap: bool = True


@dataclass(frozen=True, slots=True)
class StatementChoice:
    """Which statements to take. `search` is looked for in the statement and its document, accents apart."""

    units: Sequence[str] = ()
    themes: Sequence[str] = ()
    horizons: Sequence[int] = ()
    kinds: Sequence[str] = ()
    evidence: Sequence[str] = ()
    search: str = ""
    only_certain: bool = False


@dataclass(frozen=True, slots=True)
class CoverageChoice:
    """Which part of the coverage to look at."""

    units: Sequence[str] = ()
    themes: Sequence[str] = ()
    horizons: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class RoadChoice:
    """What the roadmap follows: one indicator over units, or one unit over the indicators of themes."""

    is_by_unit: bool = False
    units: Sequence[str] = ()
    indicator: str = ""
    themes: Sequence[str] = ()


def without_doubt(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose year and territory are certain; for comparisons, on both sides."""
    columns = [c for c in ("doubt", "province_doubt", "national_doubt") if c in frame.columns]
    return frame[~frame[columns].isin(IN_DOUBT).any(axis=1)]


# A goal stated for several scopes stands in one row for each of them.
_ONE_PAIR = ("unit_id", "province_statement_id", "national_statement_id", "verdict")


def pair_count(pairs: pd.DataFrame) -> int:
    """How many pairs of goals (or goals without a partner) the rows speak of, whatever their scopes.

    A pair whose verdict differs by scope counts once for each verdict.
    """
    return len(pairs[list(_ONE_PAIR)].drop_duplicates())


def one_a_pair(pairs: pd.DataFrame) -> pd.DataFrame:
    """The first row of each pair, in the order of the rows, with all its scopes joined by "; "."""
    pair = pairs.groupby(list(_ONE_PAIR), dropna=False, sort=False).ngroup()
    # A function called for each group would take hundred times as long.
    scopes: dict[int, dict[str, None]] = {}
    for one, scope in zip(pair.tolist(), pairs["scope"].tolist(), strict=True):
        scopes.setdefault(one, {})[scope] = None
    return pairs[~pair.duplicated()].assign(scope=["; ".join(own) for own in scopes.values()])


def in_order(pairs: pd.DataFrame, scopes: Sequence[str], *, by_gap: bool = True) -> pd.DataFrame:
    """The pairs that a province is asked for, in the order to show them; the index is new.

    Lines of one indicator stay together, placed by their most telling one, and go by year and level.
    `scopes` are all scope ids, the widest first.
    """
    rows = pairs[pairs["reason"] != NOT_ASKED]
    verdicts = {verdict: place for place, verdict in enumerate(VERDICT_ORDER)}
    levels = {scope: place for place, scope in enumerate(scopes)}
    keys = pd.DataFrame(
        {
            "group": rows["unit_id"] + "/" + rows["indicator_id"] + "/" + rows["variant"].fillna(""),
            "rank": rows["verdict"].map(verdicts),
            # Points of shares and numbers of things are two measures: never sorted into each other.
            "measure": rows["gap_unit"].notna() & (rows["gap_unit"] != "percentage_points"),
            "gap": -rows["gap"].abs().fillna(0),
            "theme": rows["theme_id"],
            "horizon": rows["horizon"].fillna(0),
            "level": rows["scope"].str.split(";").str[0].map(levels).fillna(len(levels)),
        }
    )
    order = ["theme", "group", "horizon", "level"]
    if by_gap:
        best = keys.sort_values(["rank", "measure", "gap"]).drop_duplicates("group").set_index("group")
        keys["group_rank"] = keys["group"].map(best["rank"])
        keys["group_measure"] = keys["group"].map(best["measure"])
        keys["group_gap"] = keys["group"].map(best["gap"])
        order = ["group_rank", "group_measure", "group_gap", "group", "horizon", "level"]
    return rows.loc[keys.sort_values(order, kind="stable").index].reset_index(drop=True)
