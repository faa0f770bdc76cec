"""axe-core on every page, in both languages and both themes; and what axe cannot see: the keyboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks.screenshots import ROOT, pages
from tests.browser import planner
from tests.browser.conftest import OpenPage, complete, dashboard, settled
from tests.intake.papers import as_pdf, as_scan
from tests.intake.third_province import PLAN

REGISTERED = pages()
# What the plain pages do not show: filters in use, folded parts open, messages, one statement, other views.
STATES = (
    "compare?unit=lao-cai&verdict=ahead&scope=commune&certain=1",
    "evidence?document=749-qd-ttg",
    "evidence?statement=lc-dh1-2030-nobody",
    "data?q=khongcophatbieunao",
    "compare?split=1&q=iot",
    "roadmap?by=unit",
    "coverage?view=silent",
    "coverage?view=clashes",
    "tasks?part=lineage",
)
GRAVE = ("serious", "critical")
Theme = Literal["light", "dark"]
# Colours that are on their way from one theme to the other are nobody's.
STILL = "* { transition: none !important; animation: none !important; }"
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Known:
    """A violation that Streamlit brings: its rule, a part of the element's HTML, and the upstream issue."""

    rule: str
    html: str
    reason: str


# Nothing today. A row here needs its upstream issue, and goes when the issue is fixed.
FROM_STREAMLIT: tuple[Known, ...] = ()


def violations(page: Page) -> list[str]:
    """Serious and critical violations that are ours: rule, element, what to do."""
    response: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{found['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for found in response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
        if not any(known.rule == found["id"] and known.html in node["html"] for known in FROM_STREAMLIT)
    ]


def wear(page: Page, theme: Theme) -> None:
    """Change the theme as a reader's system does, and wait until the page wears it."""
    page.emulate_media(color_scheme=theme)
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 23, 30)"}[theme]
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)


def test_all_pages_are_looked_at() -> None:
    assert set(REGISTERED) == {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert len(REGISTERED) >= 8


def looked_at(page: Page, server: str, paths: Sequence[str], language: str) -> dict[str, list[str]]:
    """What axe finds on `paths`, by page and theme; one visit after the other, in one browser."""
    found: dict[str, list[str]] = {}
    for path in paths:
        address = path.removeprefix("overview")  # the default page
        page.goto(f"{server}{address}{'&' if '?' in path else '?'}lang={language}")
        complete(page)
        found |= in_both_themes(page, path)
    return found


def in_both_themes(page: Page, name: str) -> dict[str, list[str]]:
    """What axe finds on the page as it stands, by `name` and theme."""
    found: dict[str, list[str]] = {}
    page.add_style_tag(content=STILL)
    for theme in THEMES:
        wear(page, theme)
        if wrong := violations(page):
            found[f"{name} {theme}"] = wrong
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_barrier_of_ours_on_any_page(open_page: OpenPage, server: str, language: str) -> None:
    assert not looked_at(open_page(), server, REGISTERED, language)


def test_no_barrier_of_ours_in_any_state(open_page: OpenPage, server: str) -> None:
    assert not looked_at(open_page(), server, STATES, "vi")


def test_no_barrier_from_an_upload_to_its_review(browser: Browser, releases: Path, tmp_path: Path) -> None:
    """A scan: form as read, desk with its picture, forms of a correction and a rejection, all parts open."""
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(as_scan(as_pdf(PLAN, serif=True)))
    settings = {"MOCSO_LEDGER_URL": f"sqlite:///{tmp_path}/ledger.sqlite"}
    with dashboard(releases, tmp_path / "log.txt", env=settings) as server:
        page = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="vi-VN").new_page()
        page.goto(f"{server}intake")
        complete(page)
        page.locator("input[type=file]").set_input_files(scan)
        expect(page.get_by_role("button", name="Gửi tới bàn soát xét")).to_be_enabled(timeout=planner.READ_MS)
        complete(page)
        found = in_both_themes(page, "form")
        submission = planner.hand_in(page, server, scan)
        found |= in_both_themes(page, "desk")
        planner.press_until(page, "s", page.get_by_label("Tìm chỉ tiêu"))
        complete(page)
        found |= in_both_themes(page, "correction")
        page.keyboard.press("Escape")
        expect(page.get_by_label("Tìm chỉ tiêu")).to_have_count(0)
        planner.press_until(page, "x", page.get_by_text("Vì sao loại?"))
        complete(page)
        found |= in_both_themes(page, "rejection")
        page.keyboard.press("1")
        expect(page.get_by_text("Vì sao loại?")).to_have_count(0)
        planner.at_desk(page, server, submission)
        for part in page.get_by_test_id("stExpander").all():
            part.locator("summary").click()
        complete(page)
        found |= in_both_themes(page, "all parts")
        page.context.close()
    assert not found


def test_on_a_phone_too(open_page: OpenPage) -> None:
    page = open_page("compare", width=390, dark=True)
    page.add_style_tag(content=STILL)
    page.get_by_text("Lọc thêm theo kết quả").click()
    expect(page.get_by_role("combobox", name="Phạm vi")).to_be_visible()
    settled(page)
    assert not violations(page)


def test_axe_would_see_a_barrier(open_page: OpenPage) -> None:
    page = open_page("data")
    page.evaluate(
        """document.querySelector('h1').insertAdjacentHTML('afterend',
             '<button></button><p style="color:#999;background:#aaa">khó đọc lắm</p>')"""
    )
    rules = {text.split(":")[0] for text in violations(page)}
    assert {"button-name", "color-contrast"} <= rules


def test_the_keyboard_alone_chooses_reads_and_scrolls(open_page: OpenPage) -> None:
    page = open_page("evidence?document=lao-cai-de-an-2020-2025")
    article = page.locator("article.ms-document")
    article.focus()
    reader = page.locator(".st-key-reader")
    before = reader.evaluate("element => element.scrollTop")
    page.keyboard.press("PageDown")
    page.wait_for_function(
        "before => document.querySelector('.st-key-reader').scrollTop > before", arg=before
    )
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('mark') !== null")
    assert focused
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("statement="))
    expect(page.locator("blockquote mark")).to_be_visible()


def test_what_has_the_focus_is_seen(open_page: OpenPage) -> None:
    page = open_page("data")
    seen = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        what, is_seen = page.evaluate(
            """() => { const e = document.activeElement;
                const near = [e, e.parentElement, e.nextElementSibling].filter(Boolean);
                return [e.tagName, near.some((n) => { const s = getComputedStyle(n);
                  return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })]; }"""
        )
        if what in ("A", "BUTTON", "SUMMARY"):
            assert is_seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            seen.add(what)
    assert {"A", "BUTTON"} <= seen
