"""Plain text in the encodings that offices have."""

import unicodedata

import pytest

from intake.readers.errors import Unreadable
from intake.readers.plain import decode, read_plain

TEXT = "Ủy ban nhân dân tỉnh Quảng Nam ban hành kế hoạch; đường truyền “cáp quang” đạt 80%.\n"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As Windows stores it: the letter with its hat, then the tone."""
    out = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(part for part in parts if part in _TONES)
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        out += (letter + tones).encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(TEXT), "windows-1258"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("typed", "encoding", "text"),
    [
        ("ñy ban tØnh Qu¶ng Nam ban hµnh kÕ ho¹ch", "tcvn3", "ủy ban tỉnh Quảng Nam ban hành kế hoạch"),
        ("UÛy ban tænh Quaûng Nam ban haønh keá hoaïch", "vni", "Ủy ban tỉnh Quảng Nam ban hành kế hoạch"),
    ],
)
def test_bytes_of_old_fonts(typed: str, encoding: str, text: str) -> None:
    content = read_plain(typed.encode("cp1252"))
    assert content.encoding == encoding
    assert any("bảng mã cũ" in str(warning) for warning in content.warnings)
    assert decode(typed.encode("cp1252")) == (text, encoding)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x41", b"\x9f\xe4\xb8\x81" * 50, "Größe für später müßig".encode("cp1252")]
)
def test_what_no_encoding_explains_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        decode(data)
