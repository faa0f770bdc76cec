"""Scanned pages and old Word files, with the programs that `make readers` installs; else these fail."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from intake.manuscript import Manuscript
from intake.readers import Unreadable, formats, read_upload
from intake.readers import programs as found_programs
from intake.readers.ocr import COLOUR, WARNING
from intake.readers.scans import straightened, tilt, without_stamps
from tests.intake.papers import PLAN, TARGETS, Line, as_docx, as_pdf, as_pictures, as_scan

PROSE = (
    Line("KẾ HOẠCH CHUYỂN ĐỔI SỐ CỦA TỈNH"),
    Line(
        "Đến năm 2025, tỷ lệ hộ gia đình có cáp quang đạt 80%, tỷ trọng kinh tế số đạt 20% GRDP; "
        "phấn đấu đến năm 2030 có 95% người dân trưởng thành sử dụng dịch vụ công trực tuyến."
    ),
    Line("Sở Thông tin và Truyền thông chủ trì, phối hợp với các đơn vị liên quan tổ chức thực hiện."),
)
# What the two columns of years say. Tesseract's Vietnamese model does not know the sign "≥".
FIGURES = [[text.removeprefix("≥ ") for text in row[3:]] for row in TARGETS.rows]


@pytest.fixture(scope="module", autouse=True)
def programs() -> None:
    missing = [str(known.name) for known in formats() if not known.is_available]
    if missing:
        pytest.fail(f"Thiếu chương trình để kiểm thử ({', '.join(missing)}): hãy chạy `make readers`.")


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    """What was told of progress while `level` was read."""
    return []


@pytest.fixture(scope="module")
def level(programs: None, told: list[tuple[int, int]]) -> Manuscript:
    """The plan, read from a scan that lay straight."""
    return read_upload(
        "quet.pdf", as_scan(as_pdf(PLAN, serif=True)), progress=lambda done, total: told.append((done, total))
    )


@pytest.fixture(scope="module")
def prose(programs: None) -> Manuscript:
    """A page of sentences, read from a scan that lay straight."""
    return read_upload("quet.pdf", as_scan(as_pdf(PROSE, serif=True)))


def errors_per_letter(read: str, written: str) -> float:
    """The edit distance of the words' letters, as a share of what was written."""
    a, b = " ".join(read.split()), " ".join(written.split())
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1] / max(1, len(b))


def test_a_scanned_page_is_read_marked_and_kept_as_a_picture(prose: Manuscript) -> None:
    manuscript = prose
    assert errors_per_letter(manuscript.text, " ".join(line.text for line in PROSE)) < 0.02
    assert WARNING in manuscript.warnings
    assert manuscript.pages[0].image is not None
    assert manuscript.pages[0].image.startswith(b"\x89PNG")
    for at, letter in enumerate(manuscript.text):
        assert letter.isspace() or manuscript.is_ocr(at, at + 1)


def test_a_ruled_table_in_a_scan_is_a_table_whose_numbers_are_all_marked(level: Manuscript) -> None:
    manuscript = level
    assert len(manuscript.pages) == 2
    (table,) = manuscript.tables
    rows = manuscript.text[table.start : table.end].split("\n")
    assert len(rows) == len(TARGETS.rows)
    assert all(row.count(" | ") == 4 for row in rows)
    assert manuscript.page_at(table.start).number == 2
    assert all(manuscript.is_ocr(cell.start, cell.end) for cell in table.cells if cell.end > cell.start)
    # Cell by cell Tesseract keeps the commas that it loses beside lines and other figures.
    assert [line.split(" | ")[3:] for line in rows] == FIGURES


@pytest.mark.parametrize("degrees", [2.0, -1.2])
def test_a_page_that_lay_askew_is_set_upright_with_its_table(level: Manuscript, degrees: float) -> None:
    manuscript = read_upload("nghieng.pdf", as_scan(as_pdf(PLAN, serif=True), degrees=degrees))
    (table,) = manuscript.tables
    rows = [line.split(" | ") for line in manuscript.text[table.start : table.end].split("\n")]
    assert [row[3:] for row in rows] == FIGURES
    page = manuscript.pages[1].image
    assert page is not None
    assert abs(tilt(Image.open(io.BytesIO(page)))) < 0.2
    assert errors_per_letter(
        manuscript.text[: manuscript.pages[0].end],
        level.text[: manuscript.pages[0].end],
    ) < 0.03  # fmt: skip


def test_a_level_page_is_left_as_it_is() -> None:
    picture = as_pictures(as_pdf(PROSE, serif=True))[0]
    assert tilt(picture) == 0.0
    assert straightened(picture) is picture


def test_words_under_a_red_stamp_are_read_and_the_picture_keeps_the_stamp(prose: Manuscript) -> None:
    over_the_words = (1000, 330)
    under = read_upload("dau.pdf", as_scan(as_pdf(PROSE, serif=True), stamp=over_the_words))
    assert COLOUR in under.warnings
    assert COLOUR not in prose.warnings
    assert errors_per_letter(under.text, prose.text) < 0.02
    image = under.pages[0].image
    assert image is not None
    assert np.asarray(Image.open(io.BytesIO(image)))[330, 1000 - 187] < 160


def test_words_printed_in_red_are_no_stamp() -> None:
    picture = as_pictures(as_pdf(PROSE * 6, serif=True))[0].convert("RGB")
    grey = np.asarray(picture.convert("L")).astype(int)
    red = np.asarray(picture).copy()
    red[..., 0] = 255 - (255 - red[..., 0]) // 8
    left, has_stamp = without_stamps(Image.fromarray(red))
    assert not has_stamp
    assert (left[grey < 60] < 160).all()


def test_a_table_without_lines_is_read_from_a_scan() -> None:
    manuscript = read_upload("quet.pdf", as_scan(as_pdf(PLAN, serif=True, ruled=False)))
    (table,) = manuscript.tables
    rows = [line.split(" | ") for line in manuscript.text[table.start : table.end].split("\n")]
    assert [row[3:] for row in rows] == FIGURES
    assert [row[2] for row in rows] == [row[2] for row in TARGETS.rows]


def test_the_text_that_a_scanner_put_over_its_picture_is_marked_too() -> None:
    manuscript = read_upload("quet.pdf", as_scan(as_pdf(PROSE), "Đến năm 2025 đạt 70% hộ gia đình"))
    at = manuscript.text.index("70%")
    assert manuscript.is_ocr(at, at + 3)
    assert manuscript.pages[0].image is not None


def test_a_page_with_text_beside_a_scanned_one_is_not_marked() -> None:
    writer = pypdf.PdfWriter()
    for part in (
        as_pdf((Line("Trang có chữ: 80% hộ gia đình vào năm 2025"),)),
        as_scan(as_pdf(PROSE, serif=True)),
    ):
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)
    manuscript = read_upload("hai.pdf", out.getvalue())
    first, second = manuscript.pages
    assert not manuscript.is_ocr(first.start, first.end)
    assert first.image is None
    assert manuscript.is_ocr(second.start, second.end)
    assert second.image is not None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_pages(kind: str) -> None:
    pictures = as_pictures(as_pdf(PROSE, serif=True))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures} if kind == "TIFF" else {}
    pictures[0].save(out, kind, **more)
    manuscript = read_upload(f"trang.{kind.lower()}", out.getvalue())
    assert manuscript.media_type == f"image/{kind.lower()}"
    assert len(manuscript.pages) == (2 if kind == "TIFF" else 1)
    assert "80%" in manuscript.text


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan as LibreOffice saves it in the old formats."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "plan.docx").write_bytes(as_docx(PLAN))
    for kind in ("doc:MS Word 97", "rtf"):
        subprocess.run(
            [
                found_programs.office() or "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / "plan.docx"),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_old_word_files_keep_tables_and_pages(old_word: Path, suffix: str) -> None:
    manuscript = read_upload(f"plan.{suffix}", (old_word / f"plan.{suffix}").read_bytes())
    (table,) = manuscript.tables
    assert manuscript.text[table.start : table.end].split("\n") == [" | ".join(row) for row in TARGETS.rows]
    assert manuscript.page_at(table.start).number == 2
    assert any("LibreOffice" in str(warning) for warning in manuscript.warnings)


def test_without_the_programs_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old_word: Path
) -> None:
    scan, word = as_scan(as_pdf(PROSE)), (old_word / "plan.doc").read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert {known.format_id for known in formats() if not known.is_available} == {
        "scan",
        "image",
        "doc",
        "rtf",
    }
    with pytest.raises(Unreadable, match=r"tesseract-ocr-vie.*DOCX"):
        read_upload("quet.pdf", scan)
    with pytest.raises(Unreadable, match=r"LibreOffice.*DOCX"):
        read_upload("plan.doc", word)
    assert read_upload("co-chu.pdf", as_pdf(PROSE)).text  # what needs no program still works


@pytest.mark.usefixtures("level")
def test_who_waits_hears_which_page_is_read(told: list[tuple[int, int]]) -> None:
    assert {total for _, total in told} == {2}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {done for done, _ in told} == {0, 1}
