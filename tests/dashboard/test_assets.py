"""Style sheets: what they may not cost a reader who clicks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).resolve().parents[2] / "dashboard" / "assets"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def reach(selector: str) -> str:
    """What follows the last `:has(...)` of a selector and the brackets that it stands in."""
    at = selector.rindex(":has(")
    depth = selector.count("(", 0, at) - selector.count(")", 0, at)
    for place, sign in enumerate(selector[at:], at):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == ")" and depth == 0:
            return selector[place + 1 :]
    raise ValueError(f"brackets that stay open: {selector}")


def looking_inside(sheet: str) -> list[str]:
    text = _COMMENT.sub("", (ASSETS / sheet).read_text(encoding="utf-8"))
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", text) for one in rule.split(",\n")]
    return [selector for selector in selectors if ":has(" in selector]


@pytest.mark.parametrize("selector", looking_inside("style.css"))
def test_what_an_element_holds_changes_the_look_of_that_element_only(selector: str) -> None:
    # Else a browser works out the style of all that stands on a page anew with each click and each change.
    assert not re.search(r"[\s>+~*]", reach(selector)), selector


def test_a_sheet_of_every_page_knows_nothing_of_uploads() -> None:
    assert "stFileUploader" not in (ASSETS / "style.css").read_text(encoding="utf-8")
    assert any(re.search(r"[\s>]", reach(selector)) for selector in looking_inside("upload.css"))
