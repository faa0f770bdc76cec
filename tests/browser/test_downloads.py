"""What readers take away, through the buttons of the pages."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from warehouse import queries
from warehouse.connect import Release


def taken(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "compare?unit=lao-cai&horizon=2025&lang=en",
        "roadmap",
        "roadmap?by=unit&road_unit=tay-ninh&lang=en",
        "tasks?part=lineage",
    ],
)
def test_a_chart_is_taken_away_as_a_picture(open_page: OpenPage, release: Release, path: str) -> None:
    page = open_page(path)
    english = "lang=en" in path
    drawn = taken(page, "Download as SVG" if english else "Tải hình SVG")
    root = ET.fromstring(drawn)
    text = " ".join(root.itertext())
    assert release.release_id in text
    assert "Source: " in text if english else "Nguồn: " in text
    assert ("58-CT/TW" if "lineage" in path else "QĐ-TTg" if "tay-ninh" not in path else "QĐ-UBND") in text
    assert page.url.split("/")[2] in text
    image = Image.open(io.BytesIO(taken(page, "Download as PNG" if english else "Tải hình PNG")))
    assert image.size == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))


def test_a_slice_is_taken_away_in_every_kind_of_file(open_page: OpenPage, release: Release) -> None:
    wanted = queries.statements(release.cursor(), units=["tay-ninh"], horizons=[2025])
    ids = list(wanted["statement_id"])
    page = open_page("data?unit=tay-ninh&horizon=2025")
    sheet = openpyxl.load_workbook(io.BytesIO(taken(page, "Tải XLSX"))).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ids
    assert pq.read_table(io.BytesIO(taken(page, "Tải Parquet")))["statement_id"].to_pylist() == ids
    with zipfile.ZipFile(io.BytesIO(taken(page, "Tải gói dữ liệu ZIP"))) as package:
        described = json.loads(package.read("datapackage.json"))
    link = described["homepage"]
    assert f"release={release.release_id}" in link
    again = open_page(link)
    assert again.get_by_role("status").filter(has_text="phát biểu").inner_text().startswith(f"{len(ids)} ")
