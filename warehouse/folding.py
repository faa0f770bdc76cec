"""Text as it is searched: lower case, no accents, đ as d, so that "tinh d" finds "tỉnh Đ…"."""

from __future__ import annotations

import unicodedata

# The same fold in SQL, for a column `text`. DuckDB's strip_accents leaves đ alone.
FOLD_SQL = "translate(strip_accents(lower(nfc_normalize({column}))), 'đ', 'd')"


def fold(text: str) -> str:
    """`text` in lower case, without accents or other combining marks, đ as d, in NFC.

    Never raises; NFC and NFD spellings give the same. Agrees with `FOLD_SQL`
    (tests/warehouse/test_folding.py), so a needle folded here meets a column folded there.
    """
    # Python writes a final sigma that DuckDB does not.
    lowered = unicodedata.normalize("NFC", text).replace("Σ", "σ").lower()
    decomposed = unicodedata.normalize("NFD", lowered)
    bare = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFC", bare).replace("đ", "d")
