from __future__ import annotations

import re

from PIL import Image

from benchmarks.screenshots import MOST_BYTES, PICTURE, PICTURED, ROOT, pages


def test_every_page_has_its_picture_taken() -> None:
    assert set(pages()) == {path.stem for path in (ROOT / "pages").glob("*.py")}


def test_the_picture_of_the_readme_is_there_and_light() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PICTURE.relative_to(ROOT).as_posix() in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert PICTURE.stat().st_size <= MOST_BYTES
    with Image.open(PICTURE) as image:
        assert image.width == 1440


def test_it_shows_indicators_that_there_are() -> None:
    known = (ROOT / "data" / "indicators.csv").read_text(encoding="utf-8")
    shown = re.findall(r"indicator=(\w+)", PICTURED)
    assert shown
    assert all(f"\n{indicator}," in known for indicator in shown)
