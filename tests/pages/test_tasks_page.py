from __future__ import annotations

import re

import pytest

from dashboard import lineage
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
    html = html_of(at)
    drawing, table = html.split("<table", 1)
    assert 'class="ms-plot ms-arcs" role="figure" aria-label="' in drawing
    assert "<b>58-CT/TW</b>" in drawing
    assert "36-NQ/TW" in table
    assert not at.get("vega_lite_chart")
    (link,) = re.findall(r'<a class="ms-row[^>]*href="([^"]*)"[^>]*><b>36-NQ/TW</b>', drawing)
    lang = "" if language == "vi" else "&amp;lang=en"
    assert link == f"evidence?document=36-nq-tw{lang}"


def test_a_long_table_is_folded_and_counts_its_rows(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = html_of(open_page("tasks", part="lineage")).count("<tr>") - 1
    assert rows > 1
    monkeypatch.setattr(lineage, "MOST_ROWS", rows - 1)
    at = open_page("tasks", part="lineage")
    assert "<table" not in html_of(at)
    assert [expander.label for expander in at.expander] == [f"Bảng: {rows} dòng của biểu đồ"]


def test_aims_are_added_on_request(open_page: OpenPage) -> None:
    few = html_of(open_page("tasks")).count("task=")
    assert html_of(open_page("tasks", aims="1")).count("task=") > few


def test_a_province_narrows_both_parts(open_page: OpenPage) -> None:
    html = html_of(open_page("tasks", unit="tay-ninh"))
    assert "lao-cai-chuong-trinh" not in html
    html = html_of(open_page("tasks", part="lineage", unit="tay-ninh"))
    assert "97/2016" not in html
    assert "45-CTr/TU" in html
