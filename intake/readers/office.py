"""Old Word files (.doc) and RTF: LibreOffice turns them into DOCX."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from intake.readers.content import Content
from intake.readers.docx import read_docx
from intake.readers.errors import Unreadable
from intake.readers.limits import Limits
from intake.readers.processes import allow_memory
from intake.readers.programs import NO_OFFICE, office
from warehouse.errors import Message

_FAILED = Message("LibreOffice không mở được tệp này. Hãy mở tệp bằng Word, lưu lại thành DOCX, rồi tải lên.")


def read_old_word(data: bytes, suffix: str, media_type: str, limits: Limits) -> Content:
    """The text of a .doc or .rtf file."""
    program = office()
    if program is None:
        raise Unreadable.because(NO_OFFICE)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"upload{suffix}"
        source.write_bytes(data)
        command = [
            program,
            # Settings of nobody else, and so no macros.
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            with allow_memory(limits.office_memory_bytes):
                subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=limits.office_wall_seconds,
                    check=True,
                )
            converted = (Path(folder) / "upload.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable.because(_FAILED) from error
    content = read_docx(converted, limits)
    content.media_type = media_type
    content.warn(
        Message("Tệp Word cũ được LibreOffice chuyển sang DOCX trước khi đọc; số trang có thể lệch.")
    )
    return content
