"""One plan in every format: the same words, the same tables, the same targets, each with its page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dashboard.wording import Wording
from etl.read import read_document
from etl.resolve import DocumentRef, Resolver
from etl.text import SourceText
from intake.manuscript import Manuscript
from intake.readers import Unreadable, formats, read_upload
from intake.readers.errors import message_json, message_of
from tests.intake.papers import (
    HEAD_TABLE,
    MERGED,
    PLAN,
    TARGETS,
    Line,
    Part,
    as_docx,
    as_html,
    as_odt,
    as_pdf,
)

Maker = Callable[[Sequence[Part]], bytes]
MAKERS: list[tuple[str, Maker, str]] = [
    ("plan.docx", as_docx, "wordprocessingml"),
    ("plan.odt", as_odt, "opendocument"),
    ("plan.html", as_html, "text/html"),
    ("plan.pdf", as_pdf, "application/pdf"),
]
PAGED = [(name, make) for name, make, _ in MAKERS if name != "plan.html"]

# value, unit, year, operator of every target of PLAN, and the page that it stands on.
EXPECTED = [
    ("70%", 70.0, "percent", 2025, "=", 1),
    ("60%", 60.0, "percent", 2025, ">=", 1),
    ("80", 80.0, "percent", 2025, "=", 2),
    ("95", 95.0, "percent", 2030, "=", 2),
    ("20", 20.0, "percent", 2025, "=", 2),
    ("30", 30.0, "percent", 2030, "=", 2),
    ("450", 450.0, "count", 2025, "=", 2),
    ("1.200", 1200.0, "count", 2030, "=", 2),
    ("65,5", 65.5, "percent", 2025, "=", 2),
    ("90", 90.0, "percent", 2030, ">=", 2),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver.load(Path(__file__).parents[2])


def table_text(manuscript: Manuscript, at: int) -> list[str]:
    table = manuscript.tables[at]
    return manuscript.text[table.start : table.end].split("\n")


@pytest.mark.parametrize(("name", "make", "media_type"), MAKERS)
def test_every_target_is_read_with_unit_year_and_page(
    name: str, make: Maker, media_type: str, resolver: Resolver
) -> None:
    manuscript = read_upload(name, make(PLAN))
    assert media_type in manuscript.media_type
    assert (manuscript.encoding, manuscript.warnings, manuscript.ocr) == ("utf-8", (), ())
    reading = read_document(SourceText.of(manuscript.text), DocumentRef("d", unit_id="x"), resolver)
    has_pages = name != "plan.html"
    assert [
        (
            s.value_text,
            s.value,
            s.value_unit,
            s.horizon,
            s.operator,
            manuscript.page_at(s.quote_start or 0).number,
        )
        for s in reading.statements
        if s.kind == "target"
    ] == [(*row[:5], row[5] if has_pages else 1) for row in EXPECTED]
    rows = [" | ".join(row) for row in TARGETS.rows]
    in_table = [s.quote for s in reading.statements if "table" in s.rule]
    assert in_table == [row for row in rows[1:] for _ in range(2)]


@pytest.mark.parametrize(("name", "make", "media_type"), MAKERS)
def test_a_table_is_one_line_a_row_with_its_cells(name: str, make: Maker, media_type: str) -> None:
    manuscript = read_upload(name, make(PLAN))
    assert table_text(manuscript, 0) == [" | ".join(row) for row in TARGETS.rows]
    for cell in manuscript.tables[0].cells:
        assert manuscript.text[cell.start : cell.end] == TARGETS.rows[cell.row][cell.column]


@pytest.mark.parametrize(("name", "make", "media_type"), MAKERS)
def test_merged_cells_are_resolved(name: str, make: Maker, media_type: str, resolver: Resolver) -> None:
    manuscript = read_upload(name, make((HEAD_TABLE, Line("Phụ lục"), MERGED)))
    rows = table_text(manuscript, 1)
    assert (
        rows[0].replace("ST T", "STT")
        == "STT | Chỉ tiêu | Đơn vị tính | Mục tiêu Năm 2025 | Mục tiêu Năm 2030"
    )
    assert rows[1].rstrip(" |") == "I | Hạ tầng số"
    assert rows[3] == "2 | Tỷ lệ dân số dùng điện thoại thông minh | % | 82,5 | 96"
    assert rows[5].endswith("| % | 100 | 100")
    reading = read_document(SourceText.of(manuscript.text), DocumentRef("d", unit_id="x"), resolver)
    assert [(s.value, s.value_unit, s.horizon) for s in reading.statements] == [
        (75.0, "percent", 2025),
        (100.0, "percent", 2030),
        (82.5, "percent", 2025),
        (96.0, "percent", 2030),
        (100.0, "percent", 2025),
        (100.0, "percent", 2030),
    ]


@pytest.mark.parametrize(("name", "make"), PAGED)
def test_pages_are_joined_by_a_form_feed_and_numbered(name: str, make: Maker) -> None:
    manuscript = read_upload(name, make(PLAN))
    first, second = manuscript.pages
    assert (first.number, second.number) == (1, 2)
    assert manuscript.text[first.end : second.start] == "\n\f"
    assert second.end == len(manuscript.text)
    assert "Bảng chỉ tiêu" in manuscript.text[second.start : second.end]
    assert "\n1\n" not in manuscript.text  # the number at the foot of the page is no text


@pytest.mark.parametrize(("name", "make"), [(name, make) for name, make, _ in MAKERS if name != "plan.pdf"])
def test_lists_bear_the_numbers_that_the_program_shows(name: str, make: Maker) -> None:
    text = read_upload(name, make(PLAN)).text
    marker = "a)" if name == "plan.odt" else "1."
    assert f"\n{marker} 70% hồ sơ công việc" in text


def test_a_saved_page_gives_its_article_and_runs_no_script() -> None:
    text = read_upload("trang.html", as_html(PLAN)).text
    for left_out in ("99%", "Trang chủ", "Tin đọc nhiều", "Bản quyền", "document.write"):
        assert left_out not in text


def test_the_same_text_plain_saved_as_mhtml() -> None:
    page = as_html(PLAN).decode()
    archive = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n--xx\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page}\r\n--xx--\r\n"
    )
    assert read_upload("trang.mht", archive.encode()).text == read_upload("trang.html", page.encode()).text


def test_form_feeds_in_plain_text_are_pages() -> None:
    manuscript = read_upload("a.txt", "Trang một\n\fTrang hai\n\f".encode())
    assert manuscript.text == "Trang một\n\fTrang hai"
    assert [(page.start, page.end) for page in manuscript.pages] == [(0, 9), (11, 20)]


def test_why_a_file_cannot_be_read_comes_whole_from_the_process_that_reads_it() -> None:
    with pytest.raises(Unreadable) as raised:
        read_upload("a.txt", b"Rar!\x1a\x07\x00")
    said = raised.value.said
    assert said == message_of(json.loads(json.dumps(message_json(said))))
    assert Wording("en").said(said) == (
        "The file is an archive, not a document. Upload DOCX, ODT, PDF, HTML or TXT."
    )


def test_formats_are_named_in_both_languages() -> None:
    for known in formats():
        assert Wording("en").said(known.name)
    assert {Wording("en").said(known.name) for known in formats()} >= {"scanned PDF", "old Word (DOC)"}
