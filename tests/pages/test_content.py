"""A click on a control draws what it chooses, and nothing else; what is on screen is what is chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.controls import CONTENT
from tests.pages.conftest import OpenPage, html_of

# A control of each page that moves no other, and what a reader chooses with it.
CLICKS = {
    "overview": ("unit", ["lao-cai"]),
    "compare": ("horizon", ["2030"]),
    "coverage": ("horizon", ["2030"]),
    "tasks": ("unit", ["tay-ninh"]),
    "data": ("evidence", ["quoted"]),
}


@pytest.mark.parametrize("page", CLICKS)
def test_a_click_draws_the_content_and_no_control(open_page: OpenPage, page: str) -> None:
    key, value = CLICKS[page]
    at = open_page(page)
    before = html_of(at)
    at.button_group(key=key).set_value(value).run()
    assert not at.title
    assert not [group for group in at.button_group if group.key == key]
    content = html_of(at)
    assert content
    assert content not in before
    assert at.query_params[key] == value[0]


@pytest.mark.parametrize("page", CLICKS)
def test_the_content_is_that_of_the_same_address(open_page: OpenPage, page: str) -> None:
    key, value = CLICKS[page]
    at = open_page(page)
    at.button_group(key=key).set_value(value).run()
    content = [str(element.proto.body) for element in at.get("html")]
    again = [str(element.proto.body) for element in open_page(page, **{key: value}).get("html")]
    assert content
    start = again.index(content[0])
    assert again[start : start + len(content)] == content


def test_what_was_used_together_is_drawn_together(open_page: OpenPage) -> None:
    at = open_page("compare")
    at.button_group(key="lang").set_value("en")
    at.button_group(key="horizon").set_value(["2030"]).run()
    assert at.title[0].value == "Compared with the nation"
    assert at.button_group(key="horizon").value == ["2030"]
    assert at.query_params == {"lang": "en", "horizon": "2030"}


def test_a_click_with_a_turn_to_another_page_draws_that_page(open_page: OpenPage) -> None:
    at = open_page("compare")
    at.button_group(key="horizon").set_value(["2030"])
    at.switch_page("pages/data.py").run()
    assert at.title[0].value == "Dữ liệu"


def test_the_whole_page_after_a_click_has_the_choice_in_its_control(open_page: OpenPage) -> None:
    at = open_page("compare")
    at.button_group(key="horizon").set_value(["2030"]).run()
    at.run()
    assert at.button_group(key="horizon").value == ["2030"]
    at.switch_page("pages/data.py").run()
    assert at.button_group(key="horizon").value == ["2030"]


def test_a_click_on_another_document_lets_go_of_the_statement(open_page: OpenPage) -> None:
    rows = html_of(open_page("compare"))
    statement = rows.split("statement=", 1)[1].split('"', 1)[0].split("&", 1)[0]
    at = open_page("evidence", statement=statement)
    box = at.selectbox(key="document")
    box.select_index(0 if box.index else 1).run()
    assert "statement" not in at.query_params
    assert not at.title, "the page was drawn as a whole"
    chosen = at.query_params["document"]
    at.run()
    assert at.selectbox(key="document").value == chosen


def test_what_the_address_held_and_nobody_knows_is_no_longer_named_after_a_choice(
    open_page: OpenPage,
) -> None:
    at = open_page("compare", unit="atlantis")
    assert any("atlantis" in message.value for message in at.warning)
    at.button_group(key="horizon").set_value(["2030"]).run()
    assert not at.warning


def test_rare_filters_that_a_reader_folds_in_stay_folded(open_page: OpenPage) -> None:
    at = open_page("compare", verdict="ahead")
    assert at.session_state["rare"]
    at.multiselect(key="verdict").select("behind").run()
    at.session_state["rare"] = False  # folded in by hand
    assert not at.run().session_state["rare"]
    assert not at.run().session_state["rare"]


def test_a_new_release_draws_the_whole_page(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_page: OpenPage
) -> None:
    own = tmp_path / "releases"
    shutil.copytree(releases, own)
    monkeypatch.setenv("MOCSO_RELEASES", str(own))
    at = open_page("compare")
    current = (own / "CURRENT").read_text()
    newer = own / "mocso-000000000000.duckdb"
    shutil.copy(own / current.strip(), newer)
    (own / "CURRENT").write_text(newer.name + "\n")
    at.button_group(key="horizon").set_value(["2030"]).run()
    assert at.title, "only the content was drawn"
    assert at.session_state["_current_release"] == "000000000000"
    assert at.button_group(key="horizon").value == ["2030"]


def test_a_fault_in_the_content_is_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, open_page: OpenPage, caplog: pytest.LogCaptureFixture
) -> None:
    from dashboard import data

    at = open_page("compare")

    def broken(*_: object) -> None:
        raise RuntimeError("nobody reads this")

    monkeypatch.setattr(data, "count_pairs", broken)
    at.button_group(key="horizon").set_value(["2030"]).run()
    assert "nobody reads this" not in _words(at)
    assert any("Trang này gặp lỗi" in message.value for message in at.error)
    assert "nobody reads this" in caplog.text
    assert "page compare" in caplog.text


def _words(at: AppTest) -> str:
    return " ".join(str(element.value) for element in [*at.error, *at.warning, *at.info]) + html_of(at)


def test_the_content_is_a_fragment_of_that_name(open_page: OpenPage) -> None:
    at = open_page("compare")
    assert at._fragment_storage.resolve_target(CONTENT)
