"""Intake, review and publication as Streamlit runs them: the whole way, and nobody without the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import people, record
from dashboard.people import PUBLISHER, READER, REVIEWER, NotAllowed, Person
from etl.sources import load_corpus
from ledger import Ledger, Submission, open_ledger
from ledger.engine import LEDGER_ENV
from tests.ledger.example import AUTHOR, approve, manuscript, statements, submit
from tests.pages.conftest import OpenPage, html_of, words_of

ROOT = Path(__file__).parents[2]
DESK = ("intake", "review", "publish")
SignIn = Callable[[frozenset[people.Right] | None], None]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """An empty ledger that the pages use, too."""
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    monkeypatch.setenv(LEDGER_ENV, url)
    with open_ledger(url) as opened:
        yield opened


@pytest.fixture
def submission(ledger: Ledger) -> Submission:
    return submit(ledger, load_corpus(ROOT).with_additions(()))


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Somebody with these rights acts from now on; None: nobody."""

    def signed(rights: frozenset[people.Right] | None) -> None:
        person = None if rights is None else Person("Lan", "lan@tinh.vn", rights, is_local=False)
        monkeypatch.setattr(people, "signed_in", lambda: person)

    return signed


def buttons_of(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


@pytest.mark.parametrize("page", DESK)
@pytest.mark.parametrize("rights", [None, READER], ids=["nobody", "reader"])
def test_without_the_right_a_page_says_why_and_has_nothing_to_act_with(
    page: str, rights: frozenset[people.Right] | None, open_page: OpenPage, sign_in: SignIn,
    submission: Submission,
) -> None:  # fmt: skip
    sign_in(rights)
    at = open_page(page, submission=submission.submission_id)
    assert not at.exception
    assert at.warning
    assert not at.button
    assert not at.get("file_uploader")
    assert submission.document["title_vi"] not in html_of(at)
    assert manuscript().text[:40] not in html_of(at)


def test_a_reviewer_may_not_publish(open_page: OpenPage, sign_in: SignIn, ledger: Ledger) -> None:
    sign_in(REVIEWER)
    at = open_page("publish")
    assert at.warning
    assert not at.button


@pytest.mark.parametrize(
    ("rights", "offered"),
    [
        (None, set()),
        (READER, set()),
        (REVIEWER, {"intake", "review"}),
        (PUBLISHER, {"intake", "review", "publish"}),
    ],
    ids=["nobody", "reader", "reviewer", "publisher"],
)
def test_pages_of_the_desk_are_offered_to_those_who_may(
    rights: frozenset[people.Right] | None, offered: set[str], open_page: OpenPage, sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    seen: list[Any] = []
    navigation = st.navigation

    def watched(pages: list[Any], **rest: Any) -> Any:
        seen.extend(pages)
        return navigation(pages, **rest)

    monkeypatch.setattr(st, "navigation", watched)
    sign_in(rights)
    open_page()
    visible = {page.url_path for page in seen if page.visibility == "visible"}
    assert visible & set(DESK) == offered
    assert "compare" in visible


def test_what_was_drawn_for_a_reviewer_does_nothing_once_the_right_is_gone(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    accept = next(key for key in buttons_of(at) if key.startswith("accept_"))
    sign_in(READER)
    at.button(key=accept).click().run()
    assert ledger.decisions() == ()
    assert not at.exception


GOALS = statements(manuscript().text)
ACTIONS: dict[str, tuple[people.Right, Callable[[str], Any]]] = {
    "submit": ("submit", lambda _: record.submit(manuscript(extra="."), b"x", {}, GOALS)),
    "accept": ("review", lambda id_: record.accept(id_, "00000001", seen=None)),
    "correct": ("review", lambda id_: record.correct(id_, "00000001", {"value": 7.0}, seen=None, reason="x")),
    "reject": ("review", lambda id_: record.reject(id_, "00000001", seen=None, reason="x")),
    "reopen": ("review", lambda id_: record.reopen(id_, "00000001", seen=None)),
    "add": ("review", lambda id_: record.add(id_, GOALS[0], reason="x")),
    "bulk": ("review", lambda id_: record.bulk_accept(id_, threshold=0.9, keys=["00000001"])),
    "edit": ("review", lambda id_: record.edit_document(id_, {"issuer": "x"}, seen=None)),
    "approve": ("review", lambda id_: record.approve(id_, seen=None)),
    "withdraw": ("review", lambda id_: record.withdraw(id_, seen=None, reason="x")),
    "publish": ("publish", lambda _: record.publish()),
    "roll_back": ("publish", lambda _: record.roll_back("0" * 12, "x")),
    "submissions": ("submit", lambda _: record.submissions()),
    "text": ("submit", lambda id_: record.manuscript(id_)),
    "picture": ("submit", lambda id_: record.page_image(id_, 1)),
    "waiting": ("publish", lambda _: record.waiting()),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIONS)
def test_no_action_goes_through_the_door_without_its_right(
    name: str, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    right, do = ACTIONS[name]
    for rights in (None, READER, PUBLISHER - {right}):
        sign_in(rights)
        with pytest.raises(NotAllowed):
            do(submission.submission_id)
    assert ledger.decisions() == ()
    assert len(ledger.submissions()) == 1
    assert ledger.publications() == ()


def test_every_action_of_the_door_is_tried_above() -> None:
    """A new action without its line in `ACTIONS` fails here."""
    source = (ROOT / "dashboard" / "record.py").read_text(encoding="utf-8")
    assert source.count('people.acting("review")') == sum(r == "review" for r, _ in ACTIONS.values())
    assert source.count('author = people.acting("publish")') == 2


def test_a_reviewer_goes_from_doubt_to_doubt(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    assert "4,2" in html_of(at)
    assert "0/3 đã rà" in str(at.get("progress")[0].proto.text)
    at.button(key="reject").click().run()
    at.button(key="why_1").click().run()
    assert "70" in html_of(at)
    at.button(key="accept_00000002").click().run()
    at.button(key="correct").click().run()
    at.text_input(key="edit_00000001_value").set_value("85").run()
    at.text_input(key="edit_00000001_reason").set_value("So với bản in").run()
    at.button(key="save").click().run()
    assert not at.exception
    assert [(one.action, one.author) for one in ledger.decisions()] == [
        ("reject", "Lan <lan@tinh.vn>"),
        ("accept", "Lan <lan@tinh.vn>"),
        ("correct", "Lan <lan@tinh.vn>"),
    ]
    assert ledger.candidates(submission.submission_id)[0].current.value == 85.0
    at.button(key="approve").click().run()
    assert ledger.submission(submission.submission_id).status == "approved"


def test_who_was_overtaken_sees_what_the_other_decided(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    key = next(key for key in buttons_of(at) if key.startswith("accept_")).removeprefix("accept_")
    ledger.reject(submission.submission_id, key, AUTHOR, seen=None, reason="Trùng")
    at.button(key=f"accept_{key}").click().run()
    assert any(AUTHOR in text for text in words_of(at))
    assert [one.action for one in ledger.decisions()] == ["reject"]


def test_a_key_pressed_twice_accepts_once_and_says_nothing(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    key = next(key for key in buttons_of(at) if key.startswith("accept_")).removeprefix("accept_")
    ledger.accept(submission.submission_id, key, "Lan <lan@tinh.vn>", seen=None)
    at.button(key=f"accept_{key}").click().run()
    assert not at.warning
    assert f"accept_{key}" not in buttons_of(at)
    assert [(one.action, one.statement_key) for one in ledger.decisions()] == [("accept", key)]


def test_a_correction_that_cannot_be_is_not_offered_for_saving(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id, statement="00000001")
    at.button(key="correct").click().run()
    at.text_input(key="edit_00000001_reason").set_value("vì").run()
    at.text_input(key="edit_00000001_value").set_value("180").run()
    assert at.button(key="save").disabled
    assert at.error
    at.text_input(key="edit_00000001_value").set_value("bốn").run()
    assert at.button(key="save").disabled


def test_a_missed_statement_must_stand_in_the_text(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    key = f"add_{submission.submission_id}_3"
    at.text_area(key=f"{key}_quote").set_value("Đến năm 2030, 99% mọi thứ").run()
    assert at.error
    at.text_area(key=f"{key}_quote").set_value("Chuyển đổi số tỉnh Hưng Yên đến năm 2025").run()
    assert not at.error or all("văn bản" not in str(one.value) for one in at.error)
    assert ledger.decisions() == ()


def test_many_at_once_are_named_as_such(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission=submission.submission_id)
    at.button(key="bulk").click().run()
    assert {(one.action, one.threshold) for one in ledger.decisions()} == {("bulk_accept", 0.9)}
    assert {one.current.value for one in ledger.candidates(submission.submission_id) if one.decided_by} == {
        80.0,
        70.0,
    }


def test_an_unknown_submission_is_said_and_the_list_is_there(
    open_page: OpenPage, sign_in: SignIn, submission: Submission
) -> None:
    sign_in(REVIEWER)
    at = open_page("review", submission="<script>")
    assert at.warning
    assert submission.document["title_vi"] in html_of(at)


def test_what_a_publication_changes_is_seen_first_and_nothing_else_is_published(
    open_page: OpenPage, sign_in: SignIn, submission: Submission, ledger: Ledger
) -> None:
    corpus = load_corpus(ROOT).with_additions(())
    approved = approve(ledger, corpus, submission)
    sign_in(PUBLISHER)
    at = open_page("publish")
    html = html_of(at)
    assert "Hưng Yên" in html
    assert "0 → 1" in html
    assert f"review?submission={approved.submission_id}&amp;statement=00000001" in html
    # Both values of a pair lead to their sentences: one at the desk, the other in the release.
    pair = next(row for row in html.split("<tr") if "evidence?statement=" in row)
    assert f"review?submission={approved.submission_id}&amp;statement=" in pair
    # Between the look and the click somebody takes the document back.
    seen = approved.document_decision_id
    ledger.withdraw(approved.submission_id, "An", seen=seen, reason="bản mờ")
    at.button(key="publish").click().run()
    assert not at.exception
    assert any("đã đổi từ khi bạn xem" in str(error.value) for error in at.error)
    assert ledger.publications() == ()
