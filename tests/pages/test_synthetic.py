"""Nobody takes synthetic figures for real: every page says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import PAGES, OpenPage


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_synthetic_release_says_so(
    open_page: OpenPage, many_provinces: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    real = [message.value for message in open_page(page).warning]
    monkeypatch.setenv("MOCSO_RELEASES", str(many_provinces))
    at = open_page(page)
    assert not at.exception
    assert next(m.value for m in at.warning if m.value not in real).startswith("Dữ liệu giả lập")
