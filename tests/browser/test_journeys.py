"""What readers do, from the first look to the sentence that proves it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, at_rest
from warehouse import queries
from warehouse.connect import Release


def chosen(page: Page) -> str:
    """The words of the highlighted sentence, once it is in view."""
    mark = page.locator("#chosen")
    expect(mark).to_be_in_viewport()
    return mark.inner_text()


def test_a_leader_reads_a_finding_and_follows_its_number_to_the_sentence(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    finding = page.get_by_role("article").filter(has_text="hồ sơ công việc").first
    expect(finding).to_contain_text("Năm 2025")
    finding.get_by_role("link", name=re.compile("^60")).first.click()
    expect(page.get_by_role("heading", name="Bằng chứng")).to_be_visible()
    expect(page.locator("blockquote mark")).to_contain_text("60% hồ sơ công việc cấp xã")
    chosen(page)
    expect(
        page.locator("#chosen a[aria-current]").or_(page.locator("mark.ms-chosen a[aria-current]"))
    ).to_have_text("60%")


def test_a_planner_chooses_and_clicks_through_to_the_highlighted_sentence(open_page: OpenPage) -> None:
    page = open_page("compare")
    page.get_by_role("button", name="Lào Cai", exact=True).click()
    page.get_by_label("Tìm chỉ tiêu").fill("ho so cong viec")
    page.get_by_label("Tìm chỉ tiêu").press("Enter")
    expect(page).to_have_url(re.compile("q=ho"))
    page.get_by_role("button", name="2030", exact=True).click()
    expect(page).to_have_url(re.compile("horizon=2030"))
    row = page.get_by_role("row").filter(has_text="cấp xã").filter(has_text="vượt mức quốc gia")
    expect(row).to_have_count(1)
    row.get_by_role("link", name=re.compile("^90")).click()
    expect(page).to_have_url(re.compile("evidence\\?statement="))
    expect(page.locator("blockquote mark")).to_contain_text("90% hồ sơ công việc tại cấp xã")
    chosen(page)


def test_a_click_on_a_mark_of_the_chart_opens_its_sentence(open_page: OpenPage) -> None:
    page = open_page(
        "compare?unit=lao-cai&indicator=work_files_processed_online_share&horizon=2025&scope=commune"
    )
    chart = page.locator(".ms-plot")
    mark = chart.get_by_role("link", name=re.compile("Lào Cai: 60"))
    expect(mark).to_be_visible()
    at_rest(page)
    mark.click(force=True)
    expect(page.get_by_role("heading", name="Bằng chứng")).to_be_visible()
    expect(page.locator("blockquote mark")).to_contain_text("60%")
    chosen(page)


def test_a_click_anywhere_on_a_row_opens_the_sentence_of_the_province(open_page: OpenPage) -> None:
    page = open_page("compare?unit=lao-cai&indicator=work_files_processed_online_share&horizon=2030")
    row = page.get_by_role("row").filter(has_text="cấp xã").filter(has_text="vượt mức quốc gia")
    row.click(position={"x": 20, "y": 20})
    expect(page).to_have_url(re.compile(r"evidence\?statement="))
    expect(page.locator("blockquote mark")).to_contain_text("90% hồ sơ công việc tại cấp xã")
    page = open_page("compare?unit=lao-cai&indicator=work_files_processed_online_share&horizon=2030")
    row = page.get_by_role("row").filter(has_text="cấp xã").filter(has_text="vượt mức quốc gia")
    row.get_by_role("link", name=re.compile("^70")).click()
    # The other number of the row still leads to its own sentence.
    expect(page.locator(".ms-value")).to_have_text(re.compile("^70"))


def test_themes_chosen_have_a_chart_each(open_page: OpenPage) -> None:
    page = open_page("compare?theme=digital_society&theme=digital_economy")
    headings = page.get_by_role("heading", level=3)
    expect(headings.filter(has_text=re.compile("^(Kinh tế số|Xã hội số)$"))).to_have_count(2)
    for theme in ("digital_society", "digital_economy"):
        chart = page.locator(f".ms-plot[data-key=chart_{theme}]")
        expect(chart.locator("a.ms-mark").first).to_be_visible()
    expect(page.get_by_text("Chia theo lĩnh vực")).to_have_count(0)


def test_a_count_is_drawn_on_an_axis_of_its_own(open_page: OpenPage) -> None:
    page = open_page("compare?q=iot&unit=tay-ninh")
    chart = page.locator(".ms-plot")
    expect(chart).to_have_count(1)
    expect(chart.get_by_role("link", name=re.compile("2030.*Tây Ninh: 4 "))).to_be_visible()
    expect(page.get_by_role("heading", name="Số kết nối IoT trên mỗi người dân")).to_be_visible()


def test_an_analyst_downloads_the_slice_and_reads_it_back(open_page: OpenPage, release: Release) -> None:
    page = open_page("data?unit=lao-cai&horizon=2025&evidence=quoted")
    wanted = queries.statements(release.cursor(), units=["lao-cai"], horizons=[2025], evidence=["quoted"])
    expect(page.get_by_role("status").filter(has_text="phát biểu")).to_contain_text(
        f"{len(wanted)} phát biểu"
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải CSV").click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["statement_id"] for row in rows] == list(wanted["statement_id"])
    proof = open_page(rows[0]["permalink"])
    expect(proof.locator("blockquote mark")).to_contain_text(" ".join(rows[0]["quote"].split())[:60])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_copied_address_shows_the_same(open_page: OpenPage, language: str) -> None:
    page = open_page(f"compare?lang={language}")
    page.get_by_role("button", name="2025", exact=True).click()
    expect(page).to_have_url(re.compile("horizon=2025"))
    page.get_by_role("radio", name=re.compile("^hôm nay" if language == "vi" else "^today")).click()
    expect(page).to_have_url(re.compile("basis=today"))
    summary = page.locator(".ms-summary")
    expect(
        page.get_by_text("có hiệu lực hôm nay, theo" if language == "vi" else "in force today, by")
    ).to_be_visible()
    again = open_page(page.url)
    # What the first page shows may still be the old for a moment: this waits for it.
    expect(summary).to_have_text(again.locator(".ms-summary").inner_text(), use_inner_text=True)
    table = again.get_by_role("table").first.inner_text()
    expect(page.get_by_role("table").first).to_have_text(table, use_inner_text=True)


def test_the_copied_link_pins_the_release(open_page: OpenPage, release: Release) -> None:
    page = open_page("data?unit=tay-ninh")
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert f"release={release.release_id}" in link
    assert "unit=tay-ninh" in link
    again = open_page(link)
    expect(again.locator(".ms-summary, [role=status]").first).to_be_visible()


def test_the_language_is_switched_everywhere_and_stays(open_page: OpenPage) -> None:
    page = open_page()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("lang=en"))
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_role("heading", name="Compared with the nation")).to_be_visible()
    expect(page).to_have_url(re.compile("lang=en"))
    page.get_by_role("radio", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", name="So sánh với quốc gia")).to_be_visible()
    expect(page).not_to_have_url(re.compile("lang="))


def test_back_returns_to_the_choice_before(open_page: OpenPage) -> None:
    page = open_page("data")
    count = page.get_by_role("status").filter(has_text="phát biểu")
    expect(count).to_be_visible()
    all_of_them = count.inner_text()
    page.get_by_role("button", name="Tây Ninh", exact=True).click()
    expect(page).to_have_url(re.compile("unit=tay-ninh"))
    expect(count).not_to_have_text(all_of_them)
    page.go_back()
    expect(count).to_have_text(all_of_them)


def test_a_choice_made_on_one_page_holds_on_the_next(open_page: OpenPage) -> None:
    page = open_page("compare?unit=tay-ninh")
    page.get_by_role("link", name="Tổng quan").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    expect(page.get_by_role("heading", name="Tây Ninh so với quốc gia")).to_be_visible()
    expect(page.get_by_role("heading", name="Lào Cai so với quốc gia")).to_have_count(0)
    expect(page).to_have_url(re.compile("unit=tay-ninh"))


@pytest.mark.parametrize("path", ["", "compare", "evidence", "data"])
@pytest.mark.parametrize("width", [390, 768])
def test_nothing_is_wider_than_the_screen(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, width=width, dark=width == 390)
    at_rest(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    main = page.get_by_test_id("stMainBlockContainer")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth + 1")


def test_the_overview_answers_to_its_name_typed_as_an_address(open_page: OpenPage) -> None:
    page = open_page("overview?unit=tay-ninh&lang=en")
    expect(page.get_by_role("heading", name="Overview", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?(?=.*unit=tay-ninh)(?=.*lang=en)"))
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_role("link", name="Overview", exact=True)).to_have_count(1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_of_widgets_are_in_the_language_of_the_page(open_page: OpenPage, language: str) -> None:
    page = open_page(f"compare?lang={language}")

    def shown_after(text: str) -> str:
        said: str = page.get_by_text(text, exact=True).evaluate(
            "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content].join(' ')"
        )
        return said

    box = page.get_by_role("combobox", name="Lĩnh vực" if language == "vi" else "Theme")
    box.click()
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("Select all")).to_have_count(0)
    box.press_sequentially("zzzz")
    nothing = "Không có kết quả" if language == "vi" else "No results"
    assert shown_after("No results") == f'0px "{nothing}"'
    page = open_page(f"compare?lang={language}")
    page.get_by_role("textbox", name="Tìm chỉ tiêu" if language == "vi" else "Find an indicator").fill("x")
    enter = "Nhấn Enter để áp dụng" if language == "vi" else "Press Enter to apply"
    assert shown_after("Press Enter to apply") == f'0px "{enter}"'
