"""Programs that a computer may or may not have: Tesseract for scans, LibreOffice for old Word files."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache

from warehouse.errors import Message

LANGUAGE = "vie"
NO_TESSERACT = Message(
    "Máy này chưa cài Tesseract với gói tiếng Việt (tesseract-ocr-vie) nên không đọc được bản quét. "
    "Hãy dùng bản PDF có chữ hoặc DOCX, hoặc nhờ người quản trị cài thêm."
)
NO_OFFICE = Message(
    "Máy này chưa cài LibreOffice nên không đọc được tệp .doc và .rtf. "
    "Hãy mở tệp bằng Word, lưu lại thành DOCX, rồi tải lên."
)


def tesseract() -> str | None:
    """Where Tesseract is, when it has the Vietnamese model; else None."""
    found = shutil.which("tesseract")
    return found if found and LANGUAGE in _languages(found, os.environ.get("TESSDATA_PREFIX")) else None


@lru_cache(maxsize=8)
def _languages(program: str, _models: str | None) -> frozenset[str]:
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(listed.stdout.split())


def office() -> str | None:
    """Where LibreOffice is; else None."""
    return shutil.which("soffice") or shutil.which("libreoffice")
