"""Office files are archives of XML: what one may hold, looked at before anything is unpacked or parsed."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from intake.readers.errors import Unreadable
from intake.readers.limits import Limits
from warehouse.errors import Message

_SMALL = 1 << 20  # an entry this small cannot hurt, however well it was packed
_BOMB = Message(
    "Tệp nén bất thường (bung ra quá lớn), không đọc. Hãy mở tệp, lưu lại thành DOCX hoặc PDF mới."
)


class Archive:
    """The parts of an office file, each read and parsed within the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Look at the table of contents; raises `Unreadable` for a bomb, a broken or a locked archive."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Unreadable(
                "Tệp bị hỏng hoặc tải lên chưa hết. Hãy mở tệp để kiểm tra rồi tải lên lại."
            ) from error
        self._limits = limits
        entries = self._zip.infolist()
        if len(entries) > limits.zip_entries or sum(e.file_size for e in entries) > limits.zip_bytes:
            raise Unreadable.because(_BOMB)
        for entry in entries:
            if entry.file_size > max(_SMALL, limits.zip_ratio * max(entry.compress_size, 1)):
                raise Unreadable.because(_BOMB)
            if entry.flag_bits & 1:
                raise Unreadable("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes | None:
        """The bytes of one part; None where there is none."""
        if name not in self.names:
            return None
        if self._zip.getinfo(name).file_size > self._limits.xml_bytes:
            raise Unreadable.because(_BOMB)
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
            raise Unreadable(
                "Tệp bị hỏng, một phần không giải nén được. Hãy mở tệp và lưu lại, rồi tải lên."
            ) from error

    def parse(self, name: str) -> etree._Element | None:
        """The root of one part; None where there is none or it is empty."""
        data = self.read(name)
        return parse_xml(data) if data else None


def parse_xml(data: bytes) -> etree._Element:
    """The root of some XML. No entity is expanded, nothing is fetched; nesting is bounded by libxml2 (256).

    Raises `Unreadable` for XML that is broken, nested too deeply or brings a document type of its own:
    no office program writes one.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            "Tệp bị hỏng: nội dung XML không đọc được. Hãy mở tệp và lưu lại, rồi tải lên."
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("Tệp chứa khai báo XML lạ, không đọc. Hãy mở tệp, lưu lại thành DOCX mới.")
    return root
