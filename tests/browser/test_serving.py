"""What a first visit costs and what the browser is told, in Chromium on the running dashboard."""

from __future__ import annotations

import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import at_rest, complete

# A first visit, icons included; measured 0.90 to 1.03 MB on 22 November 2026, 5.25 MB as Streamlit serves it.
MOST_BYTES = 1_300_000


def first_visit(browser: Browser, address: str) -> tuple[int, list[str], str]:
    """Bytes on the wire, messages of the console, and the language of the page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    said: list[str] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))

    def note(message: Any) -> None:
        # Below a page's own path Streamlit first looks for a server there, and finds none: 404.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    complete(page)
    at_rest(page)  # what comes last is counted, too
    language = str(page.evaluate("document.documentElement.lang"))
    context.close()
    return int(sum(sizes)), said, language


@pytest.mark.parametrize(
    "path", ["", "compare", "roadmap", "coverage", "tasks", "evidence", "data", "method"]
)
def test_a_first_visit_is_small_and_breaks_no_rule(browser: Browser, server: str, path: str) -> None:
    size, said, _ = first_visit(browser, server + path)
    assert not said
    assert size <= MOST_BYTES


def test_the_page_has_its_language_before_the_dashboard_is_there(browser: Browser, server: str) -> None:
    for query, language in (("", "vi"), ("?lang=en", "en")):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(server + query)
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("noscript")).to_have_count(1)
        page.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("API")
        assert page.locator("html").get_attribute("lang") == language
        context.close()


@pytest.mark.parametrize("path", ["", "?lang=en", "evidence"])
def test_a_page_whose_scripts_have_not_come_is_not_blank(browser: Browser, server: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(server + path)
    expect(page.get_by_role("status")).to_contain_text("Loading" if "en" in path.split("=") else "Đang tải")
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["", "compare", "roadmap", "coverage", "evidence", "data"])
def test_nothing_jumps_while_a_page_comes(browser: Browser, server: str, path: str, width: int) -> None:
    """The layout shift stays below what Core Web Vitals call good (0.1)."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.add_init_script(
        "window.jumped = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(entry) => { window.jumped += entry.value; })).observe({ type: 'layout-shift', buffered: true });"
    )
    # On a slow computer the page must not be shown as it is after 15 s: this is about order, not about speed.
    page.add_init_script(
        "{ const later = window.setTimeout; window.setTimeout = (done, ms, ...rest) =>"
        " later(done, ms === 15000 ? 600000 : ms, ...rest); }"
    )
    page.goto(server + path)
    complete(page)
    expect(page.locator("#ms-wait")).to_have_count(0)
    assert page.evaluate("window.jumped") < 0.1
    context.close()


def test_words_come_before_icons_and_only_in_the_letters_that_are_needed(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    held: list[Route] = []
    page.route("**/MaterialSymbols*", lambda route: held.append(route))
    # A page asks for its icons when it has nothing else to do: on a busy computer long after it is there.
    with page.expect_request(re.compile("MaterialSymbols")):
        page.goto(server)
        complete(page)
    icons = page.get_by_test_id("stIconMaterial")
    assert page.locator("html.ms-no-icons").count() == 1
    assert not icons.first.is_visible()
    assert held
    for route in held:
        route.continue_()
    expect(page.locator("html.ms-no-icons")).to_have_count(0)
    assert icons.last.is_visible()
    page.wait_for_function("() => document.fonts.check('16px \"Source Sans\"', 'Mốc Số ữ')")
    fonts = [name for name in asked if name.endswith(".woff2")]
    assert fonts[0].startswith("normal.")
    assert not [name for name in fonts if name.startswith("SourceSans")]
    context.close()


def test_data_is_compressed_on_its_way(server: str) -> None:
    for path in ("statements.csv", "statements", "statements.arrow", "openapi.json"):
        request = Request(f"{server}api/v1/{path}", headers={"Accept-Encoding": "gzip"})
        with urlopen(request) as answer:
            assert answer.headers["Content-Encoding"] == "gzip", path
            assert re.search("Accept-Encoding", answer.headers["Vary"])
            assert answer.headers["ETag"].startswith('W/"')
    with urlopen(
        Request(f"{server}api/v1/statements.parquet", headers={"Accept-Encoding": "gzip"})
    ) as answer:
        assert answer.headers["Content-Encoding"] is None
        assert int(answer.headers["Content-Length"]) > 0
