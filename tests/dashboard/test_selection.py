from __future__ import annotations

import pandas as pd

from dashboard.selection import NOT_ASKED, VERDICT_ORDER, in_order, without_doubt
from dashboard.wording.labels import VERDICTS


def pair(
    indicator: str,
    verdict: str,
    gap: float | None = None,
    *,
    scope: str = "province",
    horizon: int = 2025,
    measure: str = "percentage_points",
) -> dict[str, object]:
    return {
        "unit_id": "ben",
        "indicator_id": indicator,
        "variant": None,
        "theme_id": "t",
        "scope": scope,
        "horizon": horizon,
        "verdict": verdict,
        "reason": "same_terms",
        "gap": float("nan") if gap is None else gap,
        "gap_unit": None if gap is None else measure,
        "province_doubt": None,
        "national_doubt": "none",
    }


SCOPES = ["province", "district", "commune"]


def test_every_verdict_has_its_place() -> None:
    assert set(VERDICT_ORDER) == set(VERDICTS)


def test_the_widest_gap_comes_first_and_brings_its_siblings() -> None:
    pairs = pd.DataFrame(
        [
            pair("level", "aligned", 0.0),
            pair("near", "behind", -5.0),
            pair("far", "aligned", 0.0, scope="commune"),
            pair("far", "behind", -30.0, scope="province"),
            pair("far", "aligned", 0.0, scope="district", horizon=2020),
        ]
    )
    shown = in_order(pairs, SCOPES)
    assert list(shown["indicator_id"]) == ["far", "far", "far", "near", "level"]
    assert list(shown["scope"])[:3] == ["district", "province", "commune"]


def test_gaps_of_two_measures_are_not_sorted_into_each_other() -> None:
    pairs = pd.DataFrame(
        [
            pair("engineers", "behind", -5000.0, measure="count"),
            pair("share", "behind", -2.0),
            pair("wider", "behind", -3.0),
            pair("few", "behind", -1.0, measure="count"),
        ]
    )
    assert list(in_order(pairs, SCOPES)["indicator_id"]) == ["wider", "share", "engineers", "few"]


def test_sorting_by_name_ignores_gaps() -> None:
    pairs = pd.DataFrame([pair("b", "behind", -9.0), pair("a", "aligned", 0.0)])
    assert list(in_order(pairs, SCOPES, by_gap=False)["indicator_id"]) == ["a", "b"]


def test_what_is_asked_of_no_province_is_not_shown() -> None:
    pairs = pd.DataFrame([pair("a", "no_province") | {"reason": NOT_ASKED}, pair("b", "no_province")])
    assert list(in_order(pairs, SCOPES)["indicator_id"]) == ["b"]


def test_no_pair_stays_no_pair_with_the_same_columns() -> None:
    none = pd.DataFrame([pair("a", "ahead", 1.0)]).head(0)
    assert list(in_order(none, SCOPES).columns) == list(none.columns)


def test_a_doubt_about_the_number_of_a_document_does_not_bar_a_row() -> None:
    frame = pd.DataFrame({"doubt": ["none", None, "document", "horizon", "territory"]})
    assert list(without_doubt(frame).index) == [0, 1, 2]


def test_a_doubt_on_either_side_bars_a_pair() -> None:
    frame = pd.DataFrame(
        {"province_doubt": ["none", "horizon", None], "national_doubt": [None, "none", "territory"]}
    )
    assert list(without_doubt(frame).index) == [0]
