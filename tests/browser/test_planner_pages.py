"""What planners do on the roadmap, the coverage, the tasks and the method page."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, at_rest, settled
from warehouse import queries
from warehouse.connect import Release

PLANNER_PAGES = ("roadmap", "coverage", "tasks", "tasks?part=lineage", "method")


def test_a_step_of_the_roadmap_opens_its_sentence(open_page: OpenPage) -> None:
    page = open_page("roadmap?road=work_files_processed_online_share")
    mark = page.get_by_role("link", name=re.compile(r"cấp xã.*Lào Cai 2030: 90"))
    expect(mark).to_be_visible()
    at_rest(page)
    mark.click(force=True)
    expect(page.get_by_role("heading", name="Bằng chứng")).to_be_visible()
    expect(page.locator("blockquote mark")).to_contain_text("90% hồ sơ công việc tại cấp xã")


def test_a_click_before_the_page_has_answered_the_last_one_loses_nothing(open_page: OpenPage) -> None:
    page = open_page("compare")
    page.get_by_label("Tìm chỉ tiêu").fill("dich vu")
    page.evaluate(
        """() => {
          document.activeElement.blur();
          setTimeout(() => [...document.querySelectorAll(".st-key-horizon button")]
            .find((button) => button.innerText.trim() === "2030").click(), 10);
        }"""
    )
    expect(page).to_have_url(re.compile(r"q=dich\+vu&horizon=2030"))
    settled(page)
    year = page.locator(".st-key-horizon button", has_text="2030")
    expect(year).to_have_attribute("data-selected", "true")
    expect(page.get_by_label("Tìm chỉ tiêu")).to_have_value("dich vu")


def test_the_main_chart_is_on_the_first_screen(open_page: OpenPage) -> None:
    page = open_page("roadmap")
    expect(page.locator(".ms-plot").first).to_be_in_viewport(ratio=0.9)
    page = open_page("coverage")
    expect(page.locator(".ms-matrix").first).to_be_in_viewport(ratio=0.9)
    page = open_page("tasks?part=lineage")
    expect(page.locator(".ms-plot").first).to_be_in_viewport(ratio=0.8)


def test_an_arc_ends_at_the_dots_of_its_documents_and_a_row_opens_its_document(open_page: OpenPage) -> None:
    page = open_page("tasks?part=lineage")
    at_rest(page)
    rows = page.locator(".ms-row")
    heights = rows.evaluate_all(
        "rows => rows.map((e) => { const b = e.getBoundingClientRect(); return b.y + b.height / 2; })"
    )
    arcs = page.locator(".ms-arcs i").evaluate_all(
        """arcs => arcs.map((e) => { const b = e.getBoundingClientRect(), w = parseFloat(getComputedStyle(e)
            .borderTopWidth); return [b.y + w / 2, b.bottom - w / 2, b.right, w]; })"""
    )
    dot = rows.first.evaluate(
        "e => e.getBoundingClientRect().x + parseFloat(getComputedStyle(e, '::before').left)"
    )
    assert len(arcs) > 8
    for top, bottom, right, broad in arcs:
        assert broad >= 1
        for end in (top, bottom):
            assert min(abs(end - height) for height in heights) <= 0.6  # half a pixel, as borders are whole
        assert 0 <= dot - right <= 3
    page.locator("a.ms-row", has_text="36-NQ/TW").first.click(position={"x": 8, "y": 25})  # its dot
    expect(page.get_by_role("heading", name="Bằng chứng")).to_be_visible()
    expect(page).to_have_url(re.compile("document=36-nq-tw"))


@pytest.mark.parametrize("width", [390, 1440])
def test_words_beside_arcs_end_where_the_page_does(open_page: OpenPage, width: int) -> None:
    page = open_page("tasks?part=lineage", width=width)
    at_rest(page)
    plot = page.locator(".ms-arcs").evaluate("e => e.getBoundingClientRect().right")
    rights = page.locator(".ms-row").evaluate_all("rows => rows.map((e) => e.getBoundingClientRect().right)")
    assert max(rights) <= plot + 0.5
    cut = page.locator(".ms-row").evaluate_all("rows => rows.some((e) => e.scrollWidth > e.clientWidth)")
    assert cut == (width == 390)
    assert page.locator(".ms-row").first.evaluate("e => getComputedStyle(e).textOverflow") == "ellipsis"


def test_the_gaps_are_taken_away_as_a_list(open_page: OpenPage, release: Release) -> None:
    page = open_page("coverage")
    page.get_by_role("button", name="Tây Ninh", exact=True).click()
    expect(page).to_have_url(re.compile("unit=tay-ninh"))
    settled(page)  # the choice bears a count of the unit
    page.get_by_role("radio", name=re.compile("^Quốc gia có, tỉnh chưa")).click()
    expect(page).to_have_url(re.compile("view=silent"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("việc cần làm")).click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    wanted = queries.comparisons(release.cursor(), "today", units=["tay-ninh"], verdicts=["no_province"])
    wanted = wanted[~wanted["reason"].isin(["not_applicable", "stated_otherwise", "district_level_ended"])]
    assert len(rows) == len(wanted)
    assert {row["indicator_id"] for row in rows} == set(wanted["indicator_id"])
    proof = open_page(rows[0]["permalink"])
    expect(proof.get_by_role("heading", name="Bằng chứng")).to_be_visible()


def test_a_count_of_the_matrix_leads_to_as_many_goals(open_page: OpenPage) -> None:
    page = open_page("coverage?unit=lao-cai&horizon=2025")
    link = page.locator(".ms-matrix td.ms-some a").first
    count = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name="Dữ liệu", exact=True)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="phát biểu")).to_contain_text(f"{count} phát biểu")


def test_a_task_opens_at_its_words(open_page: OpenPage) -> None:
    page = open_page("tasks")
    page.get_by_role("link", name=re.compile("^Thứ ba là xây dựng")).click()
    expect(page.get_by_role("heading", name="Bằng chứng")).to_be_visible()
    expect(page.locator("#chosen")).to_be_in_viewport()
    expect(page.locator("#chosen")).to_contain_text("Thứ ba là xây dựng, hoàn thiện")


@pytest.mark.parametrize("path", PLANNER_PAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_runs_off_a_phone(open_page: OpenPage, path: str, dark: bool) -> None:
    page = open_page(path, width=390, dark=dark)
    at_rest(page)
    wide = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    assert wide <= 0


@pytest.mark.parametrize(
    "path", ["roadmap?by=unit&road_unit=tay-ninh", "coverage?view=clashes&unit=national"]
)
def test_a_copied_address_shows_the_same(open_page: OpenPage, path: str) -> None:
    first = open_page(path)
    again = open_page(first.url)
    headings = [
        [heading.inner_text() for heading in page.get_by_role("heading").all()] for page in (first, again)
    ]
    assert headings[0] == headings[1]
    assert len(headings[0]) > 2
