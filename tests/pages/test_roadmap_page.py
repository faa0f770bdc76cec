from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, headings_of, html_of, plots_of
from warehouse import queries
from warehouse.connect import Release


@pytest.mark.parametrize("language", ["vi", "en"])
def test_one_indicator_over_units(open_page: OpenPage, release: Release, language: str) -> None:
    at = open_page("roadmap", road="digital_economy_share", lang=language)
    html = html_of(at)
    assert len(plots_of(at)) == 3
    rows = queries.statements(
        release.cursor(), indicators=["digital_economy_share"], kinds=["target", "commitment"]
    )
    drawn = "".join(plots_of(at))
    for id_ in rows["statement_id"]:
        assert f"statement={id_}" in drawn
        assert html.count(f"statement={id_}") > drawn.count(f"statement={id_}")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_one_unit_over_the_indicators_of_each_theme(open_page: OpenPage, language: str) -> None:
    at = open_page("roadmap", by="unit", road_unit="tay-ninh", lang=language)
    assert len(headings_of(at)) == len(plots_of(at)) > 2
    more = open_page("roadmap", by="unit", road_unit="tay-ninh", all="1", lang=language)

    def bands(app: AppTest) -> int:
        headings = re.compile(r'<div class="ms-words ms-c-\w+"[^>]*>(.*?)</div>')
        return sum(words.count("<span") for plot in plots_of(app) for words in headings.findall(plot))

    assert bands(more) > bands(at)


def test_a_theme_narrows_the_unit(open_page: OpenPage) -> None:
    at = open_page("roadmap", by="unit", road_unit="lao-cai", theme="cybersecurity")
    assert headings_of(at)[0] == "An toàn thông tin mạng"


def test_what_has_nothing_says_so(open_page: OpenPage) -> None:
    at = open_page("roadmap", by="unit", road_unit="lao-cai", theme="cooperation")
    assert any("Chưa có mục tiêu hay hiện trạng" in message.value for message in at.info)
    assert not plots_of(at)


def test_indicators_are_found_without_accents(open_page: OpenPage) -> None:
    options = open_page("roadmap", q="kinh te so").selectbox(key="road").options
    assert "Tỷ trọng kinh tế số" in options
    assert len(options) < 20


def test_the_choice_is_in_the_url(open_page: OpenPage) -> None:
    at = open_page("roadmap")
    at.button_group(key="by").set_value("unit").run()
    assert at.query_params["by"] == "unit"
    at.run().button_group(key="road_unit").set_value("national").run()
    assert at.query_params["road_unit"] == "national"


def test_the_controls_of_the_other_way_are_hidden(open_page: OpenPage) -> None:
    assert ".st-key-roads_of_unit) { display: none; }" in html_of(open_page("roadmap"))
    of_unit = html_of(open_page("roadmap", by="unit"))
    assert ".st-key-roads_of_indicator) { display: none; }" in of_unit
    assert ".st-key-roads_of_unit) {" not in of_unit


def test_charts_have_words_and_a_table(open_page: OpenPage) -> None:
    at = open_page("roadmap")
    plots = plots_of(at)
    assert plots
    assert all('aria-label="Biểu đồ bậc thang' in plot for plot in plots)
    assert "ms-table" in html_of(at)


def test_what_the_roadmap_follows_does_not_narrow_other_pages(open_page: OpenPage) -> None:
    at = open_page("roadmap", by="unit", road_unit="national")
    at.switch_page("pages/compare.py").run()
    assert at.button_group(key="unit").value == []
    assert at.multiselect(key="indicator").value == []


def test_a_search_without_a_find_says_so(open_page: OpenPage) -> None:
    at = open_page("roadmap", q="khongcochitieunaonhuthe")
    assert any("Không tìm thấy chỉ tiêu" in message.value for message in at.info)
    assert plots_of(at)


def test_a_search_moves_to_what_it_finds_and_the_url_gives_it_again(open_page: OpenPage) -> None:
    at = open_page("roadmap")
    at.text_input(key="q").set_value("kinh te so").run()
    found = at.selectbox(key="road").value
    query = at.query_params["q"]
    assert "road" not in at.query_params
    assert open_page("roadmap", q=query).selectbox(key="road").value == found
