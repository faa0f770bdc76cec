"""Makes the fonts of `serving/letters` from Streamlit's: `python -m serving.cut_letters FOLDER`.

FOLDER is that of the installed package (`streamlit/static/static/media`). To be run again when Streamlit
brings another version of them. Needs fontTools (requirements-dev.txt).
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from fontTools import subset

from serving.letters import FOLDER, RANGES, STYLES

_NAME = "Moc So Sans"
# What the text of a page is set with: accents, kerning, ligatures. Small capitals and the like stay away.
_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
# Identifiers of the `name` table (OpenType specification): of the family, and with copyright and licence.
_FAMILY_NAMES = (1, 3, 4, 6)
_NAMES = (0, *_FAMILY_NAMES, 2, 5, 13, 14)


def cut(style: str, source: Path, folder: Path = FOLDER) -> Path:
    """Write the letters of the font `source` to `folder`, in place of those of before; where they are."""
    options = subset.Options(flavor="woff2", layout_features=list(_FEATURES), name_IDs=list(_NAMES))
    whole = subset.load_font(str(source), options)
    kept = subset.Subsetter(options)
    kept.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    kept.subset(whole)
    for name in whole["name"].names:
        if name.nameID in _FAMILY_NAMES:
            name.string = _NAME if name.nameID != 6 else _NAME.replace(" ", "")
    made = folder / f"{style}.woff2"
    subset.save_font(whole, str(made), options)
    for before in folder.glob(f"{style}.*.woff2"):
        before.unlink()
    return made.rename(folder / f"{style}.{hashlib.sha256(made.read_bytes()).hexdigest()[:8]}.woff2")


if __name__ == "__main__":
    for _style, _name in STYLES.items():
        cut(_style, next(Path(sys.argv[1]).glob(f"{_name}.*.woff2")))
