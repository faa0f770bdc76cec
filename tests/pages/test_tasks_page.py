from __future__ import annotations

import re

import pytest

from tests.pages.conftest import OpenPage, html_of
from warehouse import queries
from warehouse.connect import Release


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_task_opens_at_its_words(open_page: OpenPage, release: Release, language: str) -> None:
    html = html_of(open_page("tasks", lang=language))
    document, task = re.findall(r"document=([\w-]+)&amp;task=([\w-]+)", html)[0]
    page = html_of(open_page("evidence", document=document, task=task, lang=language))
    chosen = re.findall(r'<mark id="chosen"[^>]*>(.*?)</mark>', page, re.DOTALL)
    rows = queries.tasks(release.cursor())
    quote = rows[rows["task_id"] == task]["quote"].iloc[0]
    assert chosen
    assert re.sub(r"<[^>]*>", "", chosen[0]).strip()[:30] in quote


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_lineage_is_drawn_with_words_and_a_table(open_page: OpenPage, language: str) -> None:
    at = open_page("tasks", part="lineage", lang=language)
    (chart,) = at.get("vega_lite_chart")
    assert "58-CT/TW" in chart.proto.spec
    assert "36-NQ/TW" in str(chart.proto)
    assert "36-NQ/TW" in html_of(at)


def test_a_click_on_a_document_opens_it(open_page: OpenPage) -> None:
    at = open_page("tasks", part="lineage")
    at.session_state["chart"] = {"selection": {"pick": [{"document_id": "36-nq-tw"}]}}
    at.run()
    assert at.title[0].value == "Bằng chứng"
    assert at.query_params["document"] == "36-nq-tw"


def test_aims_are_added_on_request(open_page: OpenPage) -> None:
    few = html_of(open_page("tasks")).count("task=")
    assert html_of(open_page("tasks", aims="1")).count("task=") > few


def test_a_province_narrows_both_parts(open_page: OpenPage) -> None:
    html = html_of(open_page("tasks", unit="tay-ninh"))
    assert "lao-cai-chuong-trinh" not in html
    spec = open_page("tasks", part="lineage", unit="tay-ninh").get("vega_lite_chart")[0].proto.spec
    assert "97/2016" not in spec
    assert "45-CTr/TU" in spec
