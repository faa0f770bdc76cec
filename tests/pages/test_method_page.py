from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard import accuracy
from tests.pages.conftest import OpenPage, html_of
from warehouse import queries
from warehouse.connect import RELEASES_ENV, Release
from warehouse.publish import release_file


@pytest.fixture
def with_a_release_before(
    releases: Path, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A directory that also keeps an earlier release, whose every title of the tasks was another."""
    shutil.copytree(releases, tmp_path / "kept")
    before = "000000000000"
    old = release_file(tmp_path / "kept", before)
    shutil.copy(release.path, old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("UPDATE release SET release_id = $id", {"id": before})
        connection.execute("UPDATE tasks SET title_vi = title_vi || ' (cũ)'")
    os.utime(old, (1, 1))
    monkeypatch.setenv(RELEASES_ENV, str(tmp_path / "kept"))
    return before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_tells_rules_checks_and_the_release(
    open_page: OpenPage, release: Release, language: str
) -> None:
    html = html_of(open_page("method", lang=language))
    assert release.release_id in html
    for row in queries.checks(release.cursor()).to_dict("records"):
        assert row[f"title_{language}"] in html
    for rule in queries.rules(release.cursor())["rule"]:
        assert f"<code>{rule}</code>" in html


def test_without_a_measurement_the_page_says_so(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "load", lambda: None)
    monkeypatch.setattr(accuracy, "version", lambda: -1)
    at = open_page("method")
    assert "Chưa có lần đo nào" in html_of(at)
    assert "F1" not in html_of(at)


def test_the_only_release_has_none_to_compare_with(open_page: OpenPage) -> None:
    assert "Không còn giữ bản phát hành nào" in html_of(open_page("method"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_changed_since_the_release_before(
    open_page: OpenPage, with_a_release_before: str, release: Release, language: str
) -> None:
    html = html_of(open_page("method", lang=language))
    assert with_a_release_before in html
    assert str(len(queries.tasks(release.cursor()))) in html
    assert "(cũ)" in html


def test_a_pinned_release_is_compared_with_the_one_before_it(
    open_page: OpenPage, with_a_release_before: str
) -> None:
    at = open_page("method", release=with_a_release_before)
    assert "Không còn giữ bản phát hành nào" in html_of(at)
