from __future__ import annotations

import re

import pytest

from dashboard import coverage
from dashboard.coverage import EMPTY_SHORT
from dashboard.wording import Wording
from tests.pages.conftest import OpenPage, html_of
from warehouse import queries
from warehouse.connect import Release


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_matrix_is_the_view_cell_by_cell(open_page: OpenPage, release: Release, language: str) -> None:
    html = html_of(open_page("coverage", lang=language))
    rows = queries.coverage(release.cursor(), horizons=[2020, 2025, 2030, 2045])
    shown = re.findall(r'<td class="ms-(some|none)[^>]*>(?:<a [^>]*>(\d+)</a>)?', html)
    assert len(shown) == len(rows)
    goals = [str(n) for n in (rows["targets"] + rows["commitments"]) if n]
    assert sorted(n for kind, n in shown if kind == "some") == sorted(goals)
    assert sum(kind == "none" for kind, _ in shown) == int(rows["empty_kind"].notna().sum())


def test_each_kind_of_nothing_is_worded_and_patterned(open_page: OpenPage, release: Release) -> None:
    html = html_of(open_page("coverage"))
    kinds = set(queries.coverage(release.cursor())["empty_kind"].dropna())
    assert kinds
    for kind in kinds:
        assert f"ms-none-{kind}" in html
        assert EMPTY_SHORT[kind] in html


def test_a_choice_narrows_the_matrix(open_page: OpenPage) -> None:
    html = html_of(open_page("coverage", unit="tay-ninh", horizon="2030", theme="digital_economy"))
    assert len(re.findall(r'<table class="ms-matrix"', html)) == 1
    assert len(re.findall(r'<td class="ms-(?:some|none)', html)) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_the_nation_has_and_a_province_has_not(
    open_page: OpenPage, release: Release, language: str
) -> None:
    at = open_page("coverage", view="silent", unit="tay-ninh", horizon="2030", all="1", lang=language)
    rows = queries.comparisons(
        release.cursor(), "today", units=["tay-ninh"], horizons=[2030], verdicts=["no_province"]
    )
    asked = rows[rows["reason"] != "not_applicable"]
    html = html_of(at)
    for id_ in asked["national_statement_id"]:
        assert f"statement={id_}" in html
    # What the province states otherwise stands below, apart from what it is silent about.
    silent, _, apart = html.partition(
        Wording("en" if language == "en" else "vi")("Vì sao không phải là bỏ trống")
    )
    for id_, reason in zip(asked["national_statement_id"], asked["reason"], strict=True):
        assert f"statement={id_}" in (apart if reason in coverage.NO_SILENCE else silent)
    for id_ in set(rows["national_statement_id"]) - set(asked["national_statement_id"]):
        assert f"statement={id_}" not in html
    assert len(at.get("download_button")) == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_contradictions_stand_with_both_sentences(
    open_page: OpenPage, release: Release, language: str
) -> None:
    at = open_page("coverage", view="clashes", lang=language)
    rows = queries.contradictions(release.cursor())
    html = html_of(at)
    assert html.count("<article class=") == len(rows) > 0
    for id_ in [*rows["first_statement_id"], *rows["second_statement_id"].dropna()]:
        assert f"statement={id_}" in html
    found = int((rows["standing"] == "open").sum())
    label = at.button_group(key="view").proto.options[2].content
    assert str(found) in label


def test_a_choice_without_contradictions_says_so(open_page: OpenPage) -> None:
    at = open_page("coverage", view="clashes", theme="cooperation")
    assert any("Không thấy mâu thuẫn" in message.value for message in at.info)


def test_the_tabs_are_in_the_url(open_page: OpenPage) -> None:
    at = open_page("coverage")
    at.button_group(key="view").set_value("clashes").run()
    assert at.query_params["view"] == "clashes"
    at = open_page("coverage", view="nonsense")
    assert any("nonsense" in message.value for message in at.warning)
    assert at.button_group(key="view").value == "matrix"
