"""Plain text in whatever encoding it comes."""

from __future__ import annotations

import codecs
import unicodedata

from intake.readers.content import Content, PageStart, Paragraph, old_encoding
from intake.readers.errors import Unreadable
from intake.readers.legacy import TCVN3, VNI, convert, syllable_share
from warehouse.errors import Message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_RIGHT_FROM = 0.75


def decode(data: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of its encoding; `Unreadable` when no encoding gives Vietnamese.

    Tried are the byte order mark, UTF-8, UTF-16 without a mark (every second byte zero), then Windows-1258,
    TCVN3 and VNI: of these the one whose words have most often the build of a Vietnamese syllable.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    half = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", half[1::2]), ("utf-16-be", half[::2])):
        if zeros.count(0) > 0.3 * len(zeros):
            return _strict(data, encoding), encoding
    ways = {
        "windows-1258": _windows_1258(data),
        TCVN3: convert(_western(data), TCVN3),
        VNI: convert(_western(data), VNI),
    }
    shares = {name: syllable_share(text[:_SAMPLE]) or 0.0 for name, text in ways.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _RIGHT_FROM:
        raise Unreadable(
            "Không nhận ra bảng mã của tệp văn bản. Hãy mở tệp và lưu lại với bảng mã UTF-8, rồi tải lên lại."
        )
    return ways[best], best


def read_plain(data: bytes) -> Content:
    """A text file: its lines as they stand, a page at each form feed."""
    text, encoding = decode(data)
    if "\0" in text:
        raise Unreadable("Tệp không phải văn bản. Hãy lưu văn bản thành DOCX, PDF hoặc TXT (UTF-8).")
    content = Content("text/plain", encoding=encoding)
    if encoding in {TCVN3, VNI}:
        content.warn(old_encoding(encoding))
    elif encoding != "utf-8":
        content.warn(
            Message("Văn bản dùng bảng mã {encoding}, đã chuyển sang Unicode.", encoding=encoding.upper())
        )
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    for page in pages:
        content.blocks += [PageStart(), Paragraph(page.removesuffix("\n"))]
    return content


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "Tệp văn bản hỏng: nội dung không đúng bảng mã {encoding}. "
            "Hãy lưu lại với bảng mã UTF-8, rồi tải lên lại.",
            encoding=encoding.upper(),
        ) from error


def _windows_1258(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


def _western(data: bytes) -> str:
    """Each byte as Windows' Western letters have it; the few that are none there as in Latin-1."""
    return data.decode("latin-1").translate(_WINDOWS_SIGNS)


_WINDOWS_SIGNS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
