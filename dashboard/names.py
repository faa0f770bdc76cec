"""What the ids of a release are called in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.wording import Wording
from dashboard.wording.labels import value
from dashboard.wording.numbers import is_missing

# A row of a frame: what `to_dict("records")` gives, or a Series.
Row = Mapping[Any, Any]
Rows = Mapping[str, Row]
# The scope of a unit as a whole.
WHOLE = "province"


def rows_by_id(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    """The rows of a small table by the text in `key`, in the order of the frame."""
    return {str(row[key]): {str(k): v for k, v in row.items()} for row in frame.to_dict("records")}


@dataclass(frozen=True, slots=True)
class Lists:
    """The small tables of a release, each a row by its id, in the order in which they are shown.

    `set_by_level` are the indicators for which `set_by_level()` found levels below the province.
    """

    units: Rows
    themes: Rows
    indicators: Rows
    scopes: Rows
    value_units: Rows
    variants: Rows
    territories: Rows
    reasons: Rows = field(default_factory=dict)
    set_by_level: frozenset[str] = frozenset()
    # Thousands of units are asked for their kind once, not on every look at a page.
    _by_kind: dict[tuple[str, ...], tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def units_of(self, *kinds: str) -> list[str]:
        """Ids of the units of these kinds, in the order in which they are shown."""
        found = self._by_kind.get(kinds)
        if found is None:
            found = tuple(id_ for id_, unit in self.units.items() if unit["kind"] in kinds)
            self._by_kind[kinds] = found
        return list(found)


def set_by_level(statements: pd.DataFrame, scopes: Rows) -> frozenset[str]:
    """Ids of the indicators that some statement sets for a level below the province.

    `scopes` are in order, the widest first; a scope without a level (households, say) is no level.
    """
    levels = [id_ for id_, row in scopes.items() if not is_missing(row["level"])]
    below = set(levels[levels.index(WHOLE) + 1 :]) if WHOLE in levels else set()
    rows = statements[["indicator_id", "scope"]].dropna()
    named = rows["scope"].map(lambda scope: not below.isdisjoint(str(scope).replace(" ", "").split(";")))
    return frozenset(map(str, rows[named.astype(bool)]["indicator_id"]))


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; an id that no list knows is shown as it is, a missing one as ""."""

    lists: Lists
    w: Wording

    def _of(self, rows: Rows, id_: object, column: str = "name") -> str:
        if is_missing(id_) or id_ == "":
            return ""
        row = rows.get(str(id_))
        return self.w.name(row, column) if row is not None else str(id_)

    def provinces(self) -> list[str]:
        """Ids of the provinces, in the order in which they are shown."""
        return self.lists.units_of("province")

    def nations(self) -> list[str]:
        """Ids of the units that are a nation: one, in every release so far."""
        return self.lists.units_of("nation")

    def compared(self) -> list[str]:
        """Ids of the units that are compared: nation and provinces, in the order in which they are shown."""
        return self.lists.units_of("nation", "province")

    def listed(self, ids: Sequence[str], *, most: int = 6) -> str:
        """Units by name: "Lào Cai, Tây Ninh"; of more than `most` the first ones, and how many others."""
        if len(ids) <= most:
            return ", ".join(self.unit(id_) for id_ in ids)
        shown = ", ".join(self.unit(id_) for id_ in ids[: most - 1])
        return self.w.plural("{names} và {n} đơn vị khác", len(ids) - most + 1, names=shown)

    def unit(self, id_: object) -> str:
        """A unit of the comparison: "Lào Cai"."""
        return self._of(self.lists.units, id_)

    def theme(self, id_: object) -> str:
        """A pillar: "Chính quyền số"."""
        return self._of(self.lists.themes, id_)

    def indicator(self, id_: object) -> str:
        """The measured thing."""
        return self._of(self.lists.indicators, id_)

    def territory(self, id_: object) -> str:
        """A territory at its time: "tỉnh Lào Cai (trước 01/7/2025)"."""
        return self._of(self.lists.territories, id_)

    def variant(self, id_: object) -> str:
        """What qualifies a definition."""
        return self._of(self.lists.variants, id_)

    def reason(self, id_: object) -> str:
        """Why a verdict is what it is, as a sentence."""
        return self._of(self.lists.reasons, id_, "text")

    def scope(self, ids: object, indicator_id: object = None) -> str:
        """One scope or several joined by "; ", as words: "cấp huyện; cấp xã".

        The province is one level among others for an indicator that is set by level, and the whole
        province for any other; without an indicator it is called both.
        """
        if is_missing(ids):
            return ""
        parts = [part.strip() for part in str(ids).split(";") if part.strip()]
        return "; ".join(
            self._province(indicator_id)
            if part == WHOLE and not is_missing(indicator_id)
            else self._of(self.lists.scopes, part)
            for part in parts
        )

    def _province(self, indicator_id: object) -> str:
        by_level = str(indicator_id) in self.lists.set_by_level
        return self.w("cấp tỉnh") if by_level else self.w("toàn tỉnh")

    def definition(self, indicator_id: object) -> str:
        """How the indicator is defined."""
        return self._of(self.lists.indicators, indicator_id, "definition")

    def denominator(self, indicator_id: object) -> str:
        """Of what the share is taken; "" where the indicator is no share or nobody knows."""
        return self._of(self.lists.indicators, indicator_id, "denominator")

    def comparability(self, indicator_id: object) -> str:
        """What to mind when comparing; "" where there is nothing."""
        return self._of(self.lists.indicators, indicator_id, "comparability")

    def value(self, row: Any, *, prefix: str = "", words: bool = False) -> str:
        """The value in a row, with its unit; `prefix` names the columns (`province_value` ...).

        "" where the row states no number.
        """
        columns = ("operator", "value", "value_high", "value_unit")
        cells = {name: row[f"{prefix}{name}"] for name in columns}
        unit = self.lists.value_units.get(str(cells["value_unit"]))
        name = ""
        if unit is not None:
            symbol = unit["symbol"]
            name = str(symbol) if self.w.language == "vi" and not is_missing(symbol) else self.w.name(unit)
        return value(cells, self.w, words=words, unit_name=name)
