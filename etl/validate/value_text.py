"""Reads a value token on its own, apart from the extractor, so that one can check the other."""

from __future__ import annotations

import re

# Vietnamese number words that count things, as far as plans use them.
_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "nửa": 50, "toàn bộ": 100, "toàn thể": 100, "tất cả": 100, "mọi": 100,
}  # fmt: skip
_MULTIPLIERS = {
    "(?<!phần )trăm": 1e2,
    "nghìn": 1e3,
    "ngàn": 1e3,
    "vạn": 1e4,
    "triệu": 1e6,
    "tỷ": 1e9,
    "tỉ": 1e9,
}
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")


def values_in(token: str) -> list[float]:
    """Every number that a token such as "97,6%", "1.400", "15-20%" or "2 triệu" can be read as.

    A multiplying word after the numbers applies to all of them. Empty when the token holds no number.
    """
    lowered = " ".join(token.lower().split())
    factor = 1.0
    for word, times in _MULTIPLIERS.items():
        if re.search(rf"(?<!\w){word}(?!\w)", lowered):
            factor *= times
    read = [value * factor for figures in _FIGURES.findall(lowered) for value in _readings(figures)]
    if read:
        return read
    return [value * factor for word, value in _WORDS.items() if re.search(rf"(?<!\w){word}(?!\w)", lowered)]


def _readings(figures: str) -> list[float]:
    """One group of figures: thousands dots and a decimal comma; both readings where it could be either."""
    if _THOUSANDS.match(figures):
        return [float(figures.replace(".", "").replace(",", "."))]
    plain = figures.replace(",", ".")
    readings = [float(plain)] if plain.count(".") <= 1 else []
    if _ENGLISH_THOUSANDS.match(figures):
        readings.append(float(figures.replace(",", "")))
    return readings
