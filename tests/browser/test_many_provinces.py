"""The pages with as many provinces as Vietnam has: all stays readable, and says what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import at_rest, complete, dashboard
from tests.provinces import PROVINCES, names_of_provinces

PAGES = (
    "",
    "compare",
    "compare?split=1",
    "roadmap",
    "roadmap?by=unit",
    "coverage",
    "coverage?view=silent",
    "tasks",
    "tasks?part=lineage",
    "evidence",
    "data",
)
LONGEST = 7  # screens of 900 pixels


@pytest.fixture(scope="module")
def address(many_provinces: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dashboard(many_provinces, tmp_path_factory.mktemp("many_server") / "log.txt") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    yield context.new_page()
    context.close()


def height_of(page: Page) -> int:
    return int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))


def test_every_page_fits_desk_and_phone(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(address + path)
        complete(page)
        expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
        at_rest(page)
        assert height_of(page) < LONGEST * 900, path
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            # A chart takes its new width a moment after the window: a page that stays too wide fails.
            page.wait_for_function(
                "() => { const main = document.querySelector('[data-testid=stMain]');"
                f" return innerWidth === {width} && main.scrollWidth <= main.clientWidth; }}"
            )


@pytest.mark.parametrize("query", ["", "?unit=gia-lap-02&unit=gia-lap-05&unit=gia-lap-09", "?lang=en"])
def test_the_brief_stays_one_page_and_says_what_it_leaves_out(
    page: Page, address: str, tmp_path: Path, query: str
) -> None:
    page.goto(address + query)
    complete(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("A4")).click()
    file = tmp_path / "brief.html"
    waiting.value.save_as(file)
    page.goto(file.as_uri())
    if "unit=" not in query:
        named = sum(name in page.locator("main").inner_text() for name in names_of_provinces().values())
        assert named < PROVINCES
        expect(page.locator("main")).to_contain_text(re.compile(r"và \d+ đơn vị khác|and \d+ other"))
    page.pdf(path=tmp_path / "brief.pdf", prefer_css_page_size=True, print_background=True)
    assert len(PdfReader(tmp_path / "brief.pdf").pages) == 1


def test_a_province_is_found_without_accents(page: Page, address: str) -> None:
    page.goto(f"{address}coverage")
    complete(page)
    expect(page.locator(".ms-matrix caption")).to_have_count(9)
    expect(page.get_by_text(f"Bảng của 9 trong {PROVINCES + 1} đơn vị")).to_be_visible()
    page.get_by_label("Tìm đơn vị").fill("dong do")
    page.get_by_label("Tìm đơn vị").press("Enter")
    (name,) = (name for name in names_of_provinces().values() if name.startswith("Đồng Đỏ"))
    expect(page.locator(".ms-matrix caption")).to_have_text([name])
    expect(page).to_have_url(re.compile("unit_q=dong"))
    page.get_by_label("Tìm đơn vị").fill("khong co tinh nay")
    page.get_by_label("Tìm đơn vị").press("Enter")
    expect(page.get_by_text("Không tìm thấy đơn vị nào như vậy")).to_be_visible()
    page.locator(".st-key-unit input").click()
    expect(page.get_by_role("option", name=names_of_provinces()[min(names_of_provinces())])).to_be_visible()


def test_the_main_chart_stays_near(page: Page, address: str) -> None:
    for path, chart in (
        ("", ".ms-plot"),
        ("compare", ".ms-plot"),
        ("roadmap", ".ms-plot"),
        ("coverage", ".ms-matrix"),
        ("tasks", ".ms-side"),
    ):
        page.goto(address + path)
        complete(page)
        first = page.locator(chart).first
        expect(first).to_be_visible()
        at_rest(page)
        box = first.bounding_box()
        assert box is not None
        # The notice of a synthetic release stands above every page; with real provinces there is none.
        notice = page.get_by_test_id("stAlert").filter(has_text="giả lập").bounding_box()
        assert notice is not None
        assert box["y"] - notice["height"] < 900, path


def test_marks_that_two_provinces_share_are_not_explained_by_one_name(page: Page, address: str) -> None:
    page.goto(f"{address}compare")
    complete(page)
    legend = page.locator(".ms-legend").first
    expect(legend).to_contain_text("tỉnh, tên ghi trên mỗi nhóm dòng")
    expect(legend).not_to_contain_text("(giả lập)")
