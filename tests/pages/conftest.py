"""Pages as a reader gets them, without a browser: the real app on the real release."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "page_frame.py"
PAGES = ("overview", "compare", "roadmap", "coverage", "tasks", "evidence", "data", "method")

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(releases: Path) -> OpenPage:
    """Opens a page with the parameters of an address; a list gives a parameter several values."""

    def opened(page: str = "overview", **parameters: str | list[str]) -> AppTest:
        at = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in parameters.items():
            at.query_params[key] = value
        if page == "overview":
            return at.run()
        return at.switch_page(f"pages/{page}.py").run()

    return opened


def html_of(at: AppTest) -> str:
    """All HTML of a page, one block after the other."""
    return "\n".join(str(element.proto.body) for element in at.get("html"))


def headings_of(at: AppTest, level: int = 2) -> list[str]:
    """The headings of a page's HTML."""
    return [unescape(text) for text in re.findall(rf"<h{level}>(.*?)</h{level}>", html_of(at))]


def plots_of(at: AppTest) -> list[str]:
    """The charts of a page that are drawn as HTML."""
    return re.findall(r'<div class="ms-plot".*?</div></div>', html_of(at), re.DOTALL)


def words_of(at: AppTest) -> list[str]:
    """Every text of a page that is not HTML: headings, labels, options, placeholders, messages."""
    texts: list[str] = []
    for element in [*at.title, *at.header, *at.warning, *at.info, *at.error, *at.caption]:
        texts.append(str(element.value))
    widgets: list[Any] = [
        *at.button_group,
        *at.selectbox,
        *at.multiselect,
        *at.text_input,
        *at.toggle,
        *at.get("download_button"),
    ]
    for widget in widgets:
        proto = widget.proto
        texts += [str(getattr(proto, name, "")) for name in ("label", "placeholder", "help")]
        texts += [
            str(option if isinstance(option, str) else option.content)
            for option in getattr(proto, "options", [])
        ]
    texts += [str(block.label) for block in at.expander]
    return [unescape(text) for text in texts if text]
