"""Vietnamese text from before Unicode: TCVN3 ("ABC" fonts) and VNI, told by its letters and converted.

Fonts of that time drew Vietnamese letters in the places of Western ones, so that such text comes as
Western letters ("Céng hßa" or "Coäng hoøa" for "Cộng hòa"), from bytes and from office files alike.

No well-kept Python library converts them; the tables are our own. TCVN3: the Vietnamese standard
TCVN 5712:1993, whose letters from 0xA1 on the fonts share; checked against glibc's charset "TCVN".
VNI: the layout of the VNI-Windows fonts, in which a mark is a letter of its own behind the vowel.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TCVN3 = "tcvn3"
VNI = "vni"

# The code 0xA1 and the ones that follow; "\0" marks codes that are no letters.
_TCVN3_FROM = 0xA1
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\0\0\0\0\0àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
_FROM_TCVN3 = {_TCVN3_FROM + place: letter for place, letter in enumerate(_TCVN3_LETTERS) if letter != "\0"}

_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX = "\u0302"
_BREVE = "\u0306"
_MARKS = {
    **_TONES,
    "â": _CIRCUMFLEX,
    **{mark: _CIRCUMFLEX + tone for mark, tone in zip("áàåãä", _TONES.values(), strict=True)},
    "ê": _BREVE,
    **{mark: _BREVE + tone for mark, tone in zip("éèúüë", _TONES.values(), strict=True)},
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKED = {"a": "".join(_MARKS), "e": "ùøûõïâáàåãä", "o": "ùøûõïâáàåãä"} | dict.fromkeys("uyôö", "ùøûõï")


def _vni_pairs() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for vowel, marks in _VNI_MARKED.items():
        for mark in marks:
            pairs[vowel + mark] = unicodedata.normalize("NFC", _VNI_ALONE.get(vowel, vowel) + _MARKS[mark])
    return pairs | {pair.upper(): letter.upper() for pair, letter in pairs.items()}


_FROM_VNI = _vni_pairs()
_VNI_LETTERS = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

_WORD = re.compile(r"[^\W\d_]+")
# A run of letters as old fonts have them: several of their letters are signs of Latin-1.
_OLD_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:iê|yê|uyê|uyu|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|oao|uya|uơ|uâ|uô|ươ|oa|oă|oe|oo|uê|uy|ua|ưa|ia|"
    r"ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Fewer marked words than these prove nothing: a name or two in a foreign language.
_LEAST_WORDS = 4
_WRONG_BELOW = 0.6
_RIGHT_FROM = 0.85


def convert(text: str, encoding: str) -> str:
    """Text of an old font in Unicode; text in any other encoding than TCVN3 or VNI comes back as it is."""
    if encoding == TCVN3:
        return "\n".join(_capitals_of_tcvn3(line) for line in text.split("\n"))
    if encoding == VNI:
        return _VNI_LETTERS.sub(lambda found: _FROM_VNI[found.group()], text)
    return text


def detect(text: str) -> str | None:
    """`TCVN3` or `VNI` where the words become Vietnamese that way and are not as they stand; else None.

    Counted are the words with letters beyond ASCII: how many of them have the build of a Vietnamese syllable.
    """
    sample = text[:200_000]
    if not any("\xa1" <= char <= "\xff" for char in sample):
        return None
    as_it_stands = syllable_share(sample)
    if as_it_stands is not None and as_it_stands >= _WRONG_BELOW:
        return None
    found = {encoding: syllable_share(convert(sample, encoding)) or 0.0 for encoding in (TCVN3, VNI)}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] >= _RIGHT_FROM else None


def syllable_share(text: str) -> float | None:
    """Of the words with letters beyond ASCII the share that may be Vietnamese; None for fewer than four."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if len(words) < _LEAST_WORDS:
        return None
    return sum(_is_syllable(word.lower()) for word in words) / len(words)


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    plain, tones = _TONE_MARKS.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def _capitals_of_tcvn3(line: str) -> str:
    """A line from TCVN3, whose capital letters with tones were the small ones in a font of capitals."""
    plain = [char for char in line if char.isascii() and char.isalpha()]
    changed = line.translate(_FROM_TCVN3)
    if len(plain) >= 4 and all(char.isupper() for char in plain):
        return changed.upper()
    return _OLD_WORD.sub(_capital_word, line).translate(_FROM_TCVN3) if plain else changed


def _capital_word(found: re.Match[str]) -> str:
    word = found.group()
    plain = [char for char in word if char.isascii()]
    if len(plain) >= 2 and all(char.isupper() for char in plain):
        return word.translate(_FROM_TCVN3).upper()
    return word
