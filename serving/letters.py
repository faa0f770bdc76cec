"""The letters that Vietnamese and English are written with, as a quarter of the font that Streamlit sends.

Streamlit's page begins with Source Sans for all of Europe: 170 kB, before any script. Pages need the letters
of two languages, digits and signs: 50 kB, which stand under the same name instead. What they do not have
(Greek, Cyrillic, some signs) comes from the reader's own machine: were the whole font still named in
Streamlit's style sheet, one such sign on a page would fetch it. `serving/cut_letters.py` makes the files;
their licence lies beside them, and by that licence the font in them bears another name.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).with_name("fonts")
# Names of ours by those of Streamlit's files. Pages begin with the first, the other comes when it is needed.
STYLES = {"normal": "SourceSansVF-Upright", "italic": "SourceSansVF-Italic"}
# Latin with its accents, Vietnamese (ơ, ư and U+1EA0-1EF9), marks that are put on letters, punctuation, signs
# of money, arrows, mathematics, shapes. Blocks of the Unicode Standard.
RANGES = (
    (0x0020, 0x017F), (0x01A0, 0x01A1), (0x01AF, 0x01B0), (0x0300, 0x036F), (0x1EA0, 0x1EF9),
    (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2500, 0x27BF),
)  # fmt: skip

_WHOLE = re.compile(rb"@font-face\s*{\s*font-family:\s*[\"']?Source Sans[\"']?;[^}]*}")


def files() -> dict[str, Path]:
    """The files by style of font; empty where they are not there."""
    found = ((style, next(iter(sorted(FOLDER.glob(f"{style}.*.woff2"))), None)) for style in STYLES)
    return {style: path for style, path in found if path is not None}


def rules(addresses: dict[str, str]) -> str:
    """The style rules for the files at `addresses`, by style of font."""
    return "\n".join(
        f'@font-face {{ font-family: "Source Sans"; font-style: {style}; font-weight: 100 900; '
        f'src: url("{address}") format("woff2"); }}'
        for style, address in addresses.items()
    )


def without_whole(name: str, data: bytes) -> bytes:
    """A file of Streamlit's; a style sheet without its rules for the whole font."""
    return _WHOLE.sub(b"", data) if name.endswith(".css") else data
