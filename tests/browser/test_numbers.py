"""The analyst's proof: what a chart shows can be told from the downloaded CSV alone."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, at_rest

SIGNS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ "}
HOW = {"quoted": "trích nguyên văn", "cited": "dẫn lại, không có nguyên văn"}
SCREEN = 900


def slice_of(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải CSV").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_shown(row: dict[str, str]) -> tuple[str, str, str, str, str]:
    """A row of the CSV as an analyst would letter a mark: whose, what, by when, how much, how known."""
    number = row["value"].replace(".", ",")
    if row["value_high"]:
        number += f"–{row['value_high'].replace('.', ',')}"
    value = SIGNS[row["operator"]] + number + (" %" if row["value_unit"] == "percent" else "")
    return (row["unit_name_vi"], row["indicator_name_vi"], row["horizon"], value, HOW[row["evidence"]])


def marks_of(page: Page) -> list[tuple[str, str, str, str, str]]:
    """The marks of the chart as it names them to readers of screens, in the same form."""
    chart = page.locator(".ms-plot")
    marks = chart.locator("a.ms-mark")
    expect(marks.first).to_be_attached()
    labels = marks.evaluate_all("all => all.map((e) => e.title.replaceAll('\\n', ' '))")
    found = []
    for label in labels:
        mark = re.fullmatch(
            r"[^·]+ · (.+?)(?: \([^)]*\))?, (?:\? )?(\d{4}) .*\. "
            r"([^:.]+): (.+?)(?:; mốc (\d{4}))?(?:; nói về .+)? \([^·]+ · (.+)\)",
            label.replace("\N{NO-BREAK SPACE}", " "),
        )
        assert mark, label
        what, year, unit, value, own_year, how = mark.groups()
        found.append((unit, what, own_year or year, value, how))
    return found


@pytest.mark.parametrize(
    "path",
    [
        "",
        "compare?verdict=ahead&verdict=aligned&verdict=behind&basis=today",
        "compare?verdict=earlier&verdict=later&verdict=aligned&split=1&all=1",
    ],
)
def test_every_number_of_a_chart_is_in_the_slice(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    marks = marks_of(page)
    assert len(marks) > 10
    rows = slice_of(open_page("data"))
    known = {as_shown(row) for row in rows if row["value"]}
    assert set(marks) <= known


def test_the_gap_of_a_pair_is_the_difference_of_two_rows(open_page: OpenPage) -> None:
    query = "unit=lao-cai&indicator=work_files_processed_online_share&horizon=2030&scope=commune"
    page = open_page(f"compare?{query}")
    row = page.get_by_role("row").filter(has_text="vượt mức quốc gia")
    said = re.search(r"(\d+) điểm %", row.inner_text())
    assert said is not None
    rows = [
        row
        for row in slice_of(open_page("data?horizon=2030&unit=lao-cai&unit=national"))
        if row["indicator_id"] == "work_files_processed_online_share" and row["scope"] == "commune"
    ]
    by_unit = {row["unit_id"]: float(row["value"]) for row in rows}
    assert by_unit["lao-cai"] - by_unit["national"] == float(said[1])


@pytest.mark.parametrize("path", ["", "compare"])
def test_the_main_chart_is_one_screen_away_at_most(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    chart = page.locator(".ms-plot[data-key=chart]")
    expect(chart).to_be_visible()
    at_rest(page)
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] < 2 * SCREEN - 300  # some of its lines are in sight after one screen
