"""The A4 brief as a leader gets it: downloaded from the overview, opened without the dashboard, printed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from warehouse.connect import Release

A4 = (595, 842)  # points
VIETNAMESE = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
LOWEST = 7.5  # points: the smallest letter on paper


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("query", ["", "unit=lao-cai", "unit=tay-ninh"])
def test_the_brief_is_one_page_of_a4_with_every_letter(
    open_page: OpenPage, browser: Browser, release: Release, tmp_path: Path, language: str, query: str
) -> None:
    page = open_page(f"?{query}&lang={language}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("A4")).click()
    file = tmp_path / "brief.html"
    waiting.value.save_as(file)
    assert release.release_id in waiting.value.suggested_filename
    context = browser.new_context(offline=True)
    paper = context.new_page()
    asked: list[str] = []
    paper.on("request", lambda request: asked.append(request.url))
    paper.goto(file.as_uri())
    assert asked == [file.as_uri()]
    expect(paper.locator("html")).to_have_attribute("lang", language)
    paper.emulate_media(media="print")
    expect(paper.get_by_role("button")).to_have_count(0)
    smallest = paper.evaluate(
        """() => Math.min(...[...document.querySelectorAll('main *')]
             .filter((e) => e.innerText && e.innerText.trim())
             .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest * 0.75 >= LOWEST
    shown = paper.locator("main").inner_text()
    pdf = tmp_path / "brief.pdf"
    paper.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    context.close()
    pages = PdfReader(pdf).pages
    assert len(pages) == 1
    assert tuple(round(float(n)) for n in (pages[0].mediabox.width, pages[0].mediabox.height)) == A4
    # NFKC undoes the ligatures that fonts draw for "fi" and "ff".
    printed = re.sub(r"\s", "", unicodedata.normalize("NFKC", pages[0].extract_text()))
    assert not [word for word in shown.split() if unicodedata.normalize("NFKC", word) not in printed]
    letters = set(VIETNAMESE) & set(shown.lower())
    assert len(letters) > (30 if language == "vi" else 3)
    assert letters <= set(printed.lower())
