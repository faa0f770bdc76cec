from __future__ import annotations

import re

from benchmarks.guide_pictures import FOLDER, MOST_BYTES
from benchmarks.screenshots import ROOT

GUIDE = ROOT / "docs" / "add-a-plan.md"


def test_the_guide_shows_every_picture_and_all_are_there_and_light() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    taken = sorted(FOLDER.glob("*.png"))
    assert shown == [path.relative_to(GUIDE.parent).as_posix() for path in taken]
    assert len(shown) >= 7
    assert all(path.stat().st_size <= MOST_BYTES for path in taken)


def test_the_keys_that_it_names_are_those_of_the_desk() -> None:
    desk = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").glob("desk*.py"))
    keys = set(re.findall(r"<kbd>([A-Z])</kbd>", GUIDE.read_text(encoding="utf-8")))
    assert keys
    assert keys <= set(re.findall(r'shortcut="([A-Z])"', desk))
