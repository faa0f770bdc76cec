from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dashboard.runs import remember_theme

SECTIONS = (
    "theme",
    *(f"theme.{part}" for part in ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")),
)


def told(populate: Callable[..., None]) -> CustomThemeConfig:
    """A theme as `app_session` puts it together for each run."""
    theme = CustomThemeConfig()
    parts = (theme, theme.light, theme.dark, theme.sidebar, theme.light.sidebar, theme.dark.sidebar)
    for section, part in zip(SECTIONS, parts, strict=True):
        populate(part, section)
    return theme


def test_the_theme_that_is_remembered_is_the_one_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work_out = app_session._populate_theme_msg
    expected = told(work_out)
    assert expected.light.primary_color == "#14558f"
    monkeypatch.setattr(app_session, "_populate_theme_msg", work_out)  # put back afterwards
    remember_theme()
    for _ in range(2):
        assert told(app_session._populate_theme_msg) == expected


def test_the_settings_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        app_session, "_populate_theme_msg", lambda msg, section="theme": asked.append(section)
    )
    remember_theme()
    told(app_session._populate_theme_msg)
    told(app_session._populate_theme_msg)
    assert asked == list(SECTIONS)
