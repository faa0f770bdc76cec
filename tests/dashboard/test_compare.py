from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from dashboard import compare
from dashboard.names import Names
from dashboard.selection import in_order, one_a_pair, pair_count
from dashboard.wording.numbers import day
from warehouse import queries
from warehouse.connect import Release
from warehouse.queries.pairs import PairQuestion


@pytest.fixture(scope="module")
def pairs(comparisons: pd.DataFrame, names: Names) -> pd.DataFrame:
    return in_order(comparisons, list(names.lists.scopes))


def rows_of(html: str) -> list[str]:
    return [unescape(row) for row in re.findall(r"<tr>(?=<th scope=\"row\")(.*?)</tr>", html, re.DOTALL)]


def test_each_pair_is_a_row_with_its_reason_and_links_to_both_sentences(
    pairs: pd.DataFrame, names: Names
) -> None:
    rows = rows_of(compare.pairs_table(pairs, names))
    assert len(rows) == len(pairs)
    for html, pair in zip(rows, pairs.to_dict("records"), strict=True):
        assert names.reason(pair["reason"]) in html
        for side in ("province", "national"):
            id_ = pair[f"{side}_statement_id"]
            if isinstance(id_, str):
                assert f"statement={id_}" in html


def test_quoted_and_cited_are_marked_on_each_side(pairs: pd.DataFrame, names: Names) -> None:
    both = pairs[pairs["province_statement_id"].notna() & pairs["national_statement_id"].notna()]
    for html, pair in zip(rows_of(compare.pairs_table(both, names)), both.to_dict("records"), strict=True):
        cited = int(pair["is_province_cited"]) + int(pair["is_national_cited"])
        assert html.count('class="ms-badge ms-cited"') == cited
        assert html.count('class="ms-badge ms-quoted"') == 2 - cited


def test_another_indicator_of_the_nation_is_named_beside_its_value(pairs: pd.DataFrame, names: Names) -> None:
    apart = pairs[
        pairs["province_statement_id"].notna() & (pairs["national_indicator_id"] != pairs["indicator_id"])
    ].dropna(subset=["national_indicator_id"])
    assert len(apart)
    for html, pair in zip(rows_of(compare.pairs_table(apart, names)), apart.to_dict("records"), strict=True):
        assert names.indicator(pair["national_indicator_id"]) in html


def test_only_what_has_a_verdict_by_value_has_a_gap(pairs: pd.DataFrame, names: Names) -> None:
    apart = pairs[pairs["verdict"] == "not_comparable"]
    assert not re.search(r"\d (điểm %|points)", unescape(compare.pairs_table(apart, names)))


def test_definitions_stand_side_by_side_where_they_differ(pairs: pd.DataFrame, names: Names) -> None:
    apart = pairs[pairs["reason"] == "definition_differs"].head(1)
    html = unescape(compare.definitions(compare.defined_apart(apart), names))
    row = apart.to_dict("records")[0]
    assert names.definition(row["indicator_id"]) in html
    assert names.definition(row["national_indicator_id"]) in html
    assert compare.defined_apart(pairs[pairs["verdict"] == "aligned"]).empty


def test_the_summary_counts_every_pair(pairs: pd.DataFrame, names: Names, release: Release) -> None:
    counts = queries.pair_counts(release.cursor(), PairQuestion())
    text = unescape(re.sub(r"<[^>]*>", " ", compare.summary(counts, names, "at_issue", newest="2026-01-01")))
    numbers = [int(n) for n in re.findall(r"\b\d+\b", text)]
    sides = ["unit_id", "province_statement_id", "national_statement_id", "verdict"]
    told = {tuple(map(str, row)) for row in pairs[sides].to_numpy()}
    *said, rows = numbers
    assert rows == len(pairs) > said[0] == len(told) == sum(said[1:])


def test_today_is_said_to_be_as_far_as_the_data_goes(names: Names, release: Release) -> None:
    counts = queries.pair_counts(release.cursor(), PairQuestion("today"))
    asked = release.cursor().execute("SELECT DISTINCT basis_date FROM comparison_rows WHERE basis = 'today'")
    (newest,) = asked.fetchone() or ("",)
    html = unescape(compare.summary(counts, names, "today", newest=str(newest)[:10]))
    assert day(str(newest)[:10], names.w.language) in html


def test_a_goal_for_two_scopes_is_one_pair_that_names_both(comparisons: pd.DataFrame) -> None:
    twice = comparisons.head(1).assign(scope="population")
    rows = pd.concat([twice, twice.assign(scope="enterprise"), twice.assign(unit_id="elsewhere")])
    assert pair_count(rows) == 2
    assert one_a_pair(rows)["scope"].tolist() == ["population; enterprise", "population"]
    alone = rows.assign(province_statement_id=None)
    assert pair_count(alone) == 2
    assert one_a_pair(alone)["scope"].tolist() == ["population; enterprise", "population"]


def test_each_row_has_one_link_that_reaches_over_it(pairs: pd.DataFrame, names: Names) -> None:
    html = compare.pairs_table(pairs, names)
    assert 'class="ms-table ms-rows"' in html
    for row, pair in zip(rows_of(html), pairs.to_dict("records"), strict=True):
        links = re.findall(r'<a href="[^"]*statement=([^"&]+)[^"]*" class="ms-row-link"', row)
        own, national = pair["province_statement_id"], pair["national_statement_id"]
        assert links == [own if isinstance(own, str) else national]
