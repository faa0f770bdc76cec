"""Columns that follow from another column."""

from __future__ import annotations

import pyarrow as pa
import pytest

from warehouse.connect import Release
from warehouse.queries import look_ups
from warehouse.queries.look_ups import LookUp, add_columns

_NAMES = LookUp("unit_id", "units", {"unit_name": "name_vi", "level": "kind"})


def _names(release: Release) -> dict[str, tuple[str, str]]:
    rows = release.cursor().execute("SELECT unit_id, name_vi, kind FROM units").fetchall()
    return {unit: (name, kind) for unit, name, kind in rows}


@pytest.mark.parametrize("most_kept", [0, 10_000])
def test_names_come_in_the_order_of_the_rows(
    release: Release, monkeypatch: pytest.MonkeyPatch, most_kept: int
) -> None:
    monkeypatch.setattr(look_ups, "MOST_KEPT", most_kept)
    release.kept.clear()
    names = _names(release)
    asked = [*reversed(names), None, "nowhere", next(iter(names))]
    rows = pa.table({"unit_id": pa.array(asked, pa.string())})
    found = add_columns(rows, [_NAMES], release, release.cursor()).to_pylist()
    assert [(row["unit_name"], row["level"]) for row in found] == [
        names.get(str(unit), (None, None)) for unit in asked
    ]
    # A long list is never held.
    assert bool(release.kept) == bool(most_kept)
    release.kept.clear()
