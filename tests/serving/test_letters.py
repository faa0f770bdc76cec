from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont
from streamlit.file_util import get_static_dir

from serving import letters
from serving.shell import rewritten

ROOT = Path(__file__).resolve().parents[2]
STATIC = Path(get_static_dir())


def test_both_fonts_have_every_letter_of_the_pages() -> None:
    said = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("dashboard", "pages", "api", "serving")
        for path in (ROOT / folder).rglob("*.py")
    )
    used = {ord(sign) for sign in said if sign.isalnum()}
    assert ord("ữ") in used
    for path in letters.files().values():
        assert used <= set(TTFont(path).getBestCmap())


def test_the_fonts_are_small_and_bear_a_name_of_their_own() -> None:
    files = letters.files()
    assert list(files) == ["normal", "italic"]
    for path in files.values():
        assert path.stat().st_size < 60_000
        font = TTFont(path)
        names = {name.nameID: name.toUnicode() for name in font["name"].names}
        assert "Source" not in names[1] + names[4] + names[6]
        assert "Open Font License" in names[13]
        weights = font["fvar"].axes[0]
        assert (weights.minValue, weights.maxValue) == (200, 900)


def test_the_style_sheet_names_the_whole_font_no_more_and_the_page_asks_for_the_letters_first() -> None:
    sheet = next(STATIC.glob("static/css/index.*.css"))
    before = sheet.read_bytes()
    after = letters.without_whole(sheet.name, before)
    assert before.count(b"SourceSansVF") == 2
    assert b"SourceSansVF" not in after
    assert before.count(b"@font-face") - after.count(b"@font-face") == 2
    assert after.count(b"{") == after.count(b"}")
    assert letters.without_whole("a.js", before) == before
    page = rewritten(
        (STATIC / "index.html").read_text(encoding="utf-8"),
        "vi",
        fonts={"normal": "./static/media/n.woff2", "italic": "./static/media/i.woff2"},
    )
    assert "SourceSansVF" not in page
    assert page.count('href="./static/media/n.woff2"') == 1
    assert 'href="./static/media/i.woff2"' not in page
    assert page.index('rel="stylesheet"') < page.index('as="font"') < page.index("<script type=")
    assert page.index('rel="stylesheet"') < page.index("@font-face")
    assert page.count('rel="stylesheet"') == 1
