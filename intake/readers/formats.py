"""Which formats there are, which this machine can read, and how a file's format is told by its content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from intake.readers.archive import Archive
from intake.readers.errors import Unreadable
from intake.readers.limits import LIMITS, Limits
from intake.readers.programs import NO_OFFICE, NO_TESSERACT, office, tesseract
from warehouse.errors import Message


@dataclass(frozen=True, slots=True)
class Format:
    """A format for people who upload: its extensions, and why it cannot be read here (None when it can)."""

    format_id: str
    name: Message
    extensions: tuple[str, ...]
    why_not: Message | None = None

    @property
    def is_available(self) -> bool:
        """Whether this machine reads it."""
        return self.why_not is None


_FORMATS: tuple[tuple[Format, Callable[[], str | None] | None, Message | None], ...] = (
    (Format("docx", Message("Word (DOCX)"), (".docx", ".docm", ".dotx")), None, None),
    (Format("odt", Message("OpenDocument (ODT)"), (".odt", ".ott")), None, None),
    (Format("pdf", Message("PDF có chữ"), (".pdf",)), None, None),
    (Format("scan", Message("PDF quét"), (".pdf",)), tesseract, NO_TESSERACT),
    (
        Format("image", Message("Ảnh quét (PNG, JPEG, TIFF)"), (".png", ".jpg", ".jpeg", ".tif", ".tiff")),
        tesseract,
        NO_TESSERACT,
    ),
    (Format("html", Message("Trang web đã lưu"), (".html", ".htm", ".xhtml")), None, None),
    (Format("mhtml", Message("Trang web một tệp (MHTML)"), (".mht", ".mhtml")), None, None),
    (
        Format("txt", Message("Văn bản (TXT; Unicode, Windows-1258, TCVN3, VNI)"), (".txt", ".text")),
        None,
        None,
    ),
    (Format("doc", Message("Word cũ (DOC)"), (".doc", ".dot")), office, NO_OFFICE),
    (Format("rtf", Message("RTF"), (".rtf",)), office, NO_OFFICE),
)


def formats() -> tuple[Format, ...]:
    """All formats, each with why this machine cannot read it."""
    return tuple(
        Format(known.format_id, known.name, known.extensions, why if program and not program() else None)
        for known, program, why in _FORMATS
    )


# How files begin. The first that fits decides.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_REFUSED: tuple[tuple[bytes, Message], ...] = (
    (b"MZ", Message("chương trình")),
    (b"\x7fELF", Message("chương trình")),
    (b"Rar!", Message("tệp nén")),
    (b"7z\xbc\xaf", Message("tệp nén")),
    (b"\x1f\x8b", Message("tệp nén")),
    (b"BZh", Message("tệp nén")),
    (b"\xfd7zXZ", Message("tệp nén")),
    (b"GIF8", Message("ảnh GIF")),
    (b"SQLite format 3", Message("cơ sở dữ liệu")),
)
_ADVICE = Message("Hãy tải lên DOCX, ODT, PDF, HTML hoặc TXT.")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)", re.I | re.S
)
_MHTML = re.compile(rb"(?:^|\n)content-type:\s*multipart/related", re.IGNORECASE)


def detect_format(data: bytes, limits: Limits = LIMITS) -> str:
    """The `format_id` of some bytes ("pdf" for scans too); `Unreadable` for what is no text of an office."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return _zip_format(data, limits)
    if head.startswith(_OLE):
        return _ole_format(data)
    for beginning, format_id in _BEGINNINGS:
        if head.startswith(beginning):
            return format_id
    for beginning, what in _REFUSED:
        if head.startswith(beginning):
            raise Unreadable("Tệp là {what}, không phải văn bản. {advice}", what=what, advice=_ADVICE)
    if _MHTML.search(head):
        return "mhtml"
    body = head.removeprefix(b"\xef\xbb\xbf")
    return "html" if _HTML.match(body) or b"<html" in body[:2048].lower() else "txt"


def _zip_format(data: bytes, limits: Limits) -> str:
    archive = Archive(data, limits)
    if (archive.read("mimetype") or b"").startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "word/document.xml" in archive.names or (
        "[Content_Types].xml" in archive.names and any(name.startswith("word/") for name in archive.names)
    ):
        return "docx"
    if any(name.startswith("xl/") for name in archive.names):
        raise Unreadable("Tệp là bảng tính Excel. Hãy in thành PDF hoặc chép bảng vào tệp Word, rồi tải lên.")
    raise Unreadable("Tệp nén này không phải văn bản Word hay OpenDocument. {advice}", advice=_ADVICE)


def _ole_format(data: bytes) -> str:
    """Old Word files and locked new ones share a container; its folder names the parts in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise Unreadable("Tệp Office cũ này không phải văn bản Word. {advice}", advice=_ADVICE)


def mismatch(name: str, format_id: str) -> Message | None:
    """A warning where the extension of a name promises another format; None where it fits."""
    extension = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    known = next(known for known, _, _ in _FORMATS if known.format_id == format_id)
    if extension is None or extension[0].lower() in known.extensions:
        return None
    return Message(
        "Tên tệp có đuôi {extension} nhưng nội dung là {format}; đã đọc theo nội dung.",
        extension=extension[0],
        format=known.name,
    )


_LONGEST_NAME = 150


def clean_name(name: str) -> str:
    """The last part of a file name, without control and direction signs, at most 150 characters long."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    shown = " ".join(re.sub(r'[<>:"|?*]', "_", shown).split()).strip(". ")
    if len(shown) > _LONGEST_NAME:
        stem, dot, extension = shown.rpartition(".")
        keep = dot + extension if dot and len(extension) <= 8 else ""
        shown = (stem if keep else shown)[: _LONGEST_NAME - len(keep)] + keep
    return shown or "khong-ten"
