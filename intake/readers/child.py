"""The process that reads one upload: `python -m intake.readers.child FOLDER`.

The folder holds `upload` and `request.json`. It gets `page-N.png` for scanned pages and `manuscript.json`,
or `error.json` with a message for the person. Everything that a hostile file can do happens in here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from intake.readers.errors import Unreadable, message_json
from intake.readers.limits import Limits
from intake.readers.processes import confine
from warehouse.errors import Message

PROGRESS = "progress.txt"  # pages read and pages in all, while there are several
TOO_MUCH = Message(
    "Tệp quá lớn hoặc quá phức tạp để đọc trong giới hạn. Hãy chia nhỏ tệp hoặc in lại thành PDF mới."
)


def main(folder: Path) -> int:
    """Read the upload in a folder; 0 when the folder has an answer, a manuscript or an error."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    limits = Limits(**request["limits"])
    confine(limits)
    try:
        answer = _read(folder, request["name"], request["sha256"], limits)
    except Unreadable as error:
        _write(folder / "error.json", message_json(error.said))
    except (MemoryError, RecursionError):
        _write(folder / "error.json", message_json(TOO_MUCH))
    else:
        _write(folder / "manuscript.json", answer)
    return 0


def _read(folder: Path, name: str, sha256: str, limits: Limits) -> dict[str, Any]:
    from intake.readers.content import to_manuscript
    from intake.readers.formats import detect_format, mismatch

    data = (folder / "upload").read_bytes()
    format_id = detect_format(data, limits)
    content = _content(format_id, data, limits, partial(_note, folder))
    warning = mismatch(name, format_id)
    if warning:
        content.warn(warning)
    manuscript = to_manuscript(content, name, sha256, limits)
    for page in manuscript.pages:
        if page.image is not None:
            (folder / f"page-{page.number}.png").write_bytes(page.image)
    return {
        "media_type": manuscript.media_type,
        "text": manuscript.text,
        "pages": [[page.start, page.end, page.image is not None] for page in manuscript.pages],
        "tables": [
            [table.start, table.end, [[c.start, c.end, c.row, c.column] for c in table.cells]]
            for table in manuscript.tables
        ],
        "ocr": [list(asdict(span).values()) for span in manuscript.ocr],
        "encoding": manuscript.encoding,
        "warnings": list(map(message_json, manuscript.warnings)),
    }


def _content(format_id: str, data: bytes, limits: Limits, tell: Callable[[int, int], None]) -> Any:
    """Each reader brings its library along only when it is needed."""
    if format_id == "docx":
        from intake.readers.docx import read_docx

        return read_docx(data, limits)
    if format_id == "odt":
        from intake.readers.odt import read_odt

        return read_odt(data, limits)
    if format_id == "pdf":
        from intake.readers.pdf import read_pdf

        return read_pdf(data, limits, tell)
    if format_id in {"html", "mhtml"}:
        from intake.readers.html import read_html, read_mhtml

        return (read_html if format_id == "html" else read_mhtml)(data, limits)
    if format_id == "image":
        from intake.readers.ocr import read_picture

        return read_picture(data, limits, tell)
    if format_id in {"doc", "rtf"}:
        from intake.readers.office import read_old_word

        media_type = "application/msword" if format_id == "doc" else "application/rtf"
        return read_old_word(data, f".{format_id}", media_type, limits)
    from intake.readers.plain import read_plain

    return read_plain(data)


def _note(folder: Path, done: int, total: int) -> None:
    """How far this is, for the parent; replaced as a whole, since the parent reads it at any time."""
    (folder / "progress.new").write_text(f"{done} {total}", encoding="ascii")
    (folder / "progress.new").replace(folder / PROGRESS)


def _write(path: Path, answer: dict[str, Any]) -> None:
    path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
