"""Files that mean harm or are broken: a clear sentence within bounded time and memory, and life goes on."""

from __future__ import annotations

import io
import resource
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from intake.readers import LIMITS, Limits, Unreadable, read_upload
from intake.readers.formats import clean_name
from tests.intake.papers import PLAN, Line, as_docx, as_html, as_odt, as_pdf, odt_of

# A small bound, so that a test that meets it is quick; the figures of real use stand in `Limits`.
TIGHT = replace(LIMITS, cpu_seconds=8)
# Processor time: the clock goes on, too, while a busy computer does something else. Measured 0.07 to 0.4 s.
_SECONDS = 4.0
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def processor_seconds() -> float:
    """What this process and the children that have ended used so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def docx_of(document: str, entries: dict[str, bytes] | None = None) -> bytes:
    """A Word archive around some `document.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, data in (entries or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def body(inner: str) -> str:
    return f"<w:document {_W}><w:body>{inner}</w:body></w:document>"


def zip_bomb() -> bytes:
    return docx_of(body("<w:p/>"), {"word/media/a.bin": b"\0" * 60_000_000})


def many_entries() -> bytes:
    return docx_of(body("<w:p/>"), {f"word/x{at}": b"" for at in range(LIMITS.zip_entries)})


def lying_sizes() -> bytes:
    """An archive whose table of contents understates how large an entry is."""
    data = bytearray(docx_of(body("<w:p><w:r><w:t>" + "a" * 500_000 + "</w:t></w:r></w:p>")))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def deep_xml() -> bytes:
    return docx_of(body("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000))


def entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>' + body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    return docx_of(document)


def foreign_file() -> bytes:
    document = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + body(
        "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
    )
    return docx_of(document)


def deep_html() -> bytes:
    return b"<!DOCTYPE html><html><body>" + b"<div>" * 300_000 + b"sau 2025" + b"</div>" * 300_000


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf((Line("Bí mật"),))))
    writer.encrypt("khoá", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def broken_pdf() -> bytes:
    data = as_pdf(PLAN)
    return data[: len(data) // 3] + b"\0" * 2000


def huge_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    return out.getvalue()


def locked_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


HOSTILE: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("nothing", "a.docx", lambda: b"", "trống"),
    ("zip bomb", "a.docx", zip_bomb, "nén bất thường"),
    ("too many entries", "a.docx", many_entries, "nén bất thường"),
    ("lying sizes", "a.docx", lying_sizes, "hỏng"),
    ("deep xml", "a.docx", deep_xml, "XML"),
    ("entities", "a.docx", entities, "XML"),
    ("a file of the server", "a.docx", foreign_file, "khai báo XML"),
    ("half an archive", "a.docx", lambda: as_docx(PLAN)[:9000], "hỏng"),
    ("no content", "a.docx", lambda: docx_of("<w:document xmlns:w='x'/>"), "không có nội dung"),
    ("deep html", "a.html", deep_html, "lồng quá nhiều lớp"),
    ("locked pdf", "a.pdf", locked_pdf, "mật khẩu"),
    ("broken pdf", "a.pdf", broken_pdf, "PDF"),
    ("a name only", "a.pdf", lambda: b"%PDF-1.7\n", "hỏng"),
    ("locked office", "a.docx", locked_office, "mật khẩu"),
    ("locked odt", "a.odt", lambda: odt_of("<x/>", "<m><encryption-data/></m>"), "mật khẩu"),
    ("empty odt", "a.odt", lambda: odt_of("<x/>"), "không có nội dung"),
    ("a program", "ke-hoach.pdf", lambda: b"MZ" + b"\x90" * 500, "chương trình"),
    ("an archive", "ke-hoach.docx", lambda: b"Rar!\x1a\x07" + b"x" * 90, "tệp nén"),
    ("binary", "a.txt", lambda: bytes(range(256)) * 40, "UTF-8"),
    ("nothing but blanks", "a.txt", lambda: b" \n" * 500, "không có chữ"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "make", "says"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE]
)
def test_a_hostile_file_gives_a_sentence_in_bounded_time(
    name: str, make: Callable[[], bytes], says: str
) -> None:
    data = make()
    before = processor_seconds()
    with pytest.raises(Unreadable, match=says):
        read_upload(name, data, TIGHT)
    assert processor_seconds() - before < _SECONDS


def test_a_picture_of_too_many_points_is_refused() -> None:
    with pytest.raises(Unreadable, match="triệu điểm"):
        read_upload("a.png", huge_picture(), TIGHT)


def test_200_megabytes_of_digits_are_refused_before_they_are_read() -> None:
    data = b"7" * 200_000_000
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    before = processor_seconds()
    with pytest.raises(Unreadable, match="40 MB"):
        read_upload("so.txt", data)
    assert processor_seconds() - before < 1.0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime == children  # no process was started


def test_digits_below_the_bound_of_bytes_meet_that_of_characters() -> None:
    with pytest.raises(Unreadable, match="ký tự"):
        read_upload("so.txt", b"7" * 30_000_000)


def test_numbers_without_end_meet_their_bound() -> None:
    with pytest.raises(Unreadable, match="con số"):
        read_upload("so.txt", b"12 34% " * 40_000)


def test_a_repeated_page_break_bomb_meets_the_bound_of_pages() -> None:
    paragraph = '<w:p><w:r><w:br w:type="page"/><w:t>a</w:t></w:r></w:p>'
    with pytest.raises(Unreadable, match="trang"):
        read_upload("a.docx", docx_of(body(paragraph * (LIMITS.pages + 2))))


def test_spans_of_a_billion_cells_stay_small() -> None:
    page = (
        b"<html><body><table><tr><td colspan=999999 rowspan=999999>a</td><td>b</td></tr></table>"
        + b"<p>c</p>" * 90
    )
    assert "a" in read_upload("a.html", page, TIGHT).text


@pytest.mark.parametrize(
    "limits", [replace(TIGHT, cpu_seconds=1), replace(TIGHT, wall_seconds=1)], ids=["cpu", "clock"]
)
def test_what_takes_too_long_is_ended(limits: Limits) -> None:
    """A page with so many words that no reader is quick with it."""
    data = as_html([Line("chữ 80% " * 2000)] * 200)
    slow = as_pdf([Line("Đến năm 2025 đạt 80% hộ. " * 60)] * 300)
    assert len(data) < LIMITS.file_bytes
    before = processor_seconds()
    with pytest.raises(Unreadable, match="giới hạn"):
        read_upload("dai.pdf", slow, limits)
    assert processor_seconds() - before < _SECONDS


def test_memory_is_bounded() -> None:
    with pytest.raises(Unreadable, match=r"giới hạn|dừng giữa chừng"):
        read_upload("a.txt", b"a b " * 9_000_000, replace(TIGHT, memory_bytes=96 << 20, characters=10**9))


def test_scripts_and_markup_in_text_are_text() -> None:
    evil = '<script>alert("80%")</script> {{7*7}} =cmd|calc!A1 \x1b[31mđỏ\x00\u202e'
    text = read_upload("a.txt", f"Ủy ban nhân dân: {evil}".replace("\0", "").encode()).text
    assert '<script>alert("80%")</script>' in text
    assert "\x1b" not in text
    page = read_upload("a.html", "<body><p>Xã &lt;script&gt;alert(1)&lt;/script&gt;</p></body>".encode()).text
    assert page == "Xã <script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("/tmp/x/\u202excod.exe", "xcod.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("..", "khong-ten"),
        ("", "khong-ten"),
        ('<img src=x onerror="a">.txt', "_img src=x onerror=_a__.txt"),
        ("k" * 400 + ".docx", "k" * 145 + ".docx"),
    ],
)
def test_only_a_clean_last_part_of_a_name_is_kept(name: str, shown: str) -> None:
    assert clean_name(name) == shown
    assert read_upload(name, "Đến năm 2025".encode()).name == shown


@pytest.mark.parametrize(
    ("name", "make", "what"),
    [
        ("a.pdf", as_docx, "Word"),
        ("a.docx", as_pdf, "PDF"),
        ("a.txt", as_html, "Trang web"),
        ("a.exe", as_odt, "OpenDocument"),
    ],
)
def test_a_wrong_extension_is_a_warning(name: str, make: Callable[[object], bytes], what: str) -> None:
    manuscript = read_upload(name, make(PLAN))
    assert any(what in str(warning) and "theo nội dung" in str(warning) for warning in manuscript.warnings)


def test_others_are_served_while_a_hostile_file_is_read() -> None:
    """A slow upload holds a child, not the caller's interpreter: other threads and uploads go on."""
    slow = as_pdf([Line("Đến năm 2025 đạt 80% hộ. " * 60)] * 300)
    errors: list[Unreadable] = []

    def upload() -> None:
        try:
            read_upload("dai.pdf", slow, replace(TIGHT, cpu_seconds=3))
        except Unreadable as error:
            errors.append(error)

    worker = threading.Thread(target=upload)
    before = time.process_time()
    worker.start()
    answered = read_upload("nhanh.txt", "Đến năm 2025".encode())
    is_slow_one_still_read = worker.is_alive()
    worker.join()
    assert is_slow_one_still_read
    assert answered.text == "Đến năm 2025"
    assert ["giới hạn" in str(error) for error in errors] == [True]
    # Of the three seconds that the slow one took, next to nothing was ours.
    assert time.process_time() - before < 1.0


def test_after_all_this_the_next_upload_is_read() -> None:
    with pytest.raises(Unreadable):
        read_upload("a.docx", zip_bomb(), TIGHT)
    assert "Kế hoạch" in read_upload("a.txt", "Kế hoạch".encode()).text
