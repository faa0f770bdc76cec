"""What people do with a submission, on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from etl.sources import Corpus
from ledger import (
    AlreadyKnown,
    Decision,
    Ledger,
    NotAcceptable,
    NotReady,
    Overtaken,
    UnknownSubmission,
    open_ledger,
)
from tests.ledger.example import AUTHOR, approve, manuscript, statements, submit

FIRST, SECOND, THIRD = "00000001", "00000002", "00000003"


def test_a_submission_comes_back_as_it_was_given(ledger: Ledger, corpus: Corpus) -> None:
    submission = submit(ledger, corpus, ocr=True)
    plan = manuscript(ocr=True)
    id_ = submission.submission_id
    assert submission.document["document_id"] == "hung-yen-45-kh-ubnd"
    assert (submission.status, submission.candidates, submission.undecided) == ("in_review", 3, 3)
    assert ledger.file(id_) == plan.text.encode()
    assert ledger.page_image(id_, 1) is None
    assert ledger.page_image(id_, 2) == plan.pages[1].image
    bare = tuple(replace(page, image=None) for page in plan.pages)
    assert ledger.manuscript(id_) == replace(plan, pages=bare)
    assert [one.drafted for one in ledger.candidates(id_)] == list(statements(plan.text))
    assert [one.is_ocr for one in ledger.candidates(id_)] == [False, True, True]
    assert ledger.submissions() == (submission,)


def test_a_text_may_hold_any_character(ledger: Ledger, corpus: Corpus) -> None:
    submission = submit(ledger, corpus, extra="\x00 \U0001f600 \ufffd", note="một\x00hai")
    assert ledger.manuscript(submission.submission_id).text.endswith("\x00 \U0001f600 \ufffd")
    assert ledger.submission(submission.submission_id).document["note"] == "một\x00hai"


def test_the_last_decision_is_the_state(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    one = ledger.accept(id_, FIRST, AUTHOR, seen=None)
    two = ledger.correct(id_, FIRST, {"value": 81}, AUTHOR, seen=one.decision_id, reason="in nhầm")
    state = ledger.candidates(id_)[0]
    assert (state.status, state.current.value, state.drafted.value) == ("corrected", 81.0, 80.0)
    assert two.before == {"status": "accepted"}
    assert two.after == {"status": "corrected", "fields": {"value": 81.0}}
    three = ledger.correct(id_, FIRST, {"horizon": 2030}, AUTHOR, seen=two.decision_id, reason="đọc lại")
    assert three.before == two.after
    assert ledger.candidates(id_)[0].current.value == 80.0
    four = ledger.reject(id_, FIRST, AUTHOR, seen=three.decision_id, reason="không phải mục tiêu")
    five = ledger.reopen(id_, FIRST, AUTHOR, seen=four.decision_id)
    state = ledger.candidates(id_)[0]
    assert (state.status, state.current) == ("undecided", state.drafted)
    assert state.last_decision_id == five.decision_id
    assert [one.action for one in ledger.decisions(id_)] == [
        "accept",
        "correct",
        "correct",
        "reject",
        "reopen",
    ]
    assert ledger.submission(id_).undecided == 3


def test_a_decision_that_has_not_seen_the_last_one_is_refused(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    first = ledger.accept(id_, FIRST, "An", seen=None)
    for stale in (None, first.decision_id + 1):
        with pytest.raises(Overtaken) as caught:
            ledger.reject(id_, FIRST, "Bình", seen=stale, reason="vì thế")
        assert caught.value.newest == first.decision_id
    ledger.accept(id_, SECOND, "Bình", seen=None)  # another statement is another matter
    assert [one.author for one in ledger.decisions()] == ["An", "Bình"]


def test_of_two_people_at_once_one_is_refused_and_nothing_is_lost(
    url: str, ledger: Ledger, corpus: Corpus
) -> None:
    id_ = submit(ledger, corpus).submission_id
    start = threading.Barrier(6)
    made: list[Decision] = []
    refused: list[Overtaken] = []

    def decide(name: str) -> None:
        with open_ledger(url) as own:
            start.wait(30)
            try:
                made.append(own.accept(id_, FIRST, name, seen=None))
            except Overtaken as error:
                refused.append(error)

    threads = [threading.Thread(target=decide, args=(f"người {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(made), len(refused)) == (1, 5)
    assert ledger.decisions() == tuple(made)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Không có gì"),
        ({"value": 80.0}, "Không có gì"),
        ({"statement_id": "x"}, "Không sửa được: statement_id"),
        ({"is_ocr": False}, "Không sửa được: is_ocr"),
        ({"value": "tám mươi"}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": True}, "value"),
        ({"kind": "wish"}, "kind"),
        ({"quote": "không có trong văn bản"}, "Câu trích"),
        ({"value_start": 0, "value_end": 3}, "Con số"),
    ],
)
def test_a_correction_must_fit(ledger: Ledger, corpus: Corpus, changes: dict[str, object], said: str) -> None:
    id_ = submit(ledger, corpus).submission_id
    with pytest.raises(NotAcceptable, match=said):
        ledger.correct(id_, FIRST, changes, AUTHOR, seen=None, reason="thử")
    assert ledger.decisions() == ()


def test_reasons_and_names_are_asked_for(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    with pytest.raises(NotAcceptable, match="lý do"):
        ledger.reject(id_, FIRST, AUTHOR, seen=None, reason="  ")
    with pytest.raises(NotAcceptable, match="tên người"):
        ledger.accept(id_, FIRST, " ", seen=None)
    with pytest.raises(UnknownSubmission):
        ledger.accept(id_, "ffffffff", AUTHOR, seen=None)
    with pytest.raises(UnknownSubmission):
        ledger.accept("nowhere", FIRST, AUTHOR, seen=None)
    with pytest.raises(UnknownSubmission):
        ledger.candidates("nowhere")
    assert ledger.decisions() == ()


def test_bulk_acceptance_leaves_out_what_is_unsure_or_decided(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    ledger.reject(id_, FIRST, AUTHOR, seen=None, reason="trùng")
    made = ledger.bulk_accept(id_, AUTHOR, threshold=0.9)
    assert [(one.statement_key, one.action, one.threshold) for one in made] == [(SECOND, "bulk_accept", 0.9)]
    assert [one.status for one in ledger.candidates(id_)] == ["rejected", "accepted", "undecided"]


def test_bulk_acceptance_leaves_out_what_a_machine_guessed(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus, ocr=True).submission_id
    assert [one.statement_key for one in ledger.bulk_accept(id_, AUTHOR, threshold=0.9)] == [FIRST]


@pytest.mark.parametrize(
    ("keys", "threshold", "said"),
    [
        ([FIRST, SECOND], 0.9, "máy đọc từ ảnh"),
        ([FIRST], 0.96, "độ tin thấp"),
        ([THIRD], 0.9, "máy đọc từ ảnh"),
        ([FIRST], 0.5, "Chỉ chấp nhận hàng loạt từ độ tin 0,9"),
    ],
)
def test_bulk_acceptance_of_named_statements_is_all_or_nothing(
    ledger: Ledger, corpus: Corpus, keys: list[str], threshold: float, said: str
) -> None:
    id_ = submit(ledger, corpus, ocr=True).submission_id
    with pytest.raises(NotAcceptable, match=said):
        ledger.bulk_accept(id_, AUTHOR, threshold=threshold, keys=keys)
    assert ledger.decisions() == ()


def test_a_decided_statement_is_not_accepted_in_bulk(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    one = ledger.accept(id_, FIRST, AUTHOR, seen=None)
    with pytest.raises(NotAcceptable, match="đã có người quyết định"):
        ledger.bulk_accept(id_, AUTHOR, threshold=0.9, keys=[FIRST])
    # Taking a decision back is a decision, too: the person who did wants to look again.
    ledger.reopen(id_, FIRST, AUTHOR, seen=one.decision_id)
    assert [made.statement_key for made in ledger.bulk_accept(id_, AUTHOR, threshold=0.9)] == [SECOND]


def test_a_statement_that_a_person_adds(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus, ocr=True).submission_id
    text = ledger.manuscript(id_).text
    for number in (1, 2):  # the same one twice gets two keys
        ledger.add(id_, statements(text)[2], AUTHOR, reason="máy bỏ sót")
        added = [one for one in ledger.candidates(id_) if one.is_added]
        assert len({one.statement_key for one in added}) == number
        assert all(one.status == "accepted" and one.is_ocr for one in added)
    with pytest.raises(NotAcceptable, match="Câu trích"):
        ledger.add(id_, replace(statements(text)[0], quote_start=1), AUTHOR, reason="thử")
    done = ledger.reject(
        id_, added[0].statement_key, AUTHOR, seen=added[0].last_decision_id, reason="đã có rồi"
    )
    assert done.before == {"status": "accepted"}


@pytest.mark.parametrize(
    ("document", "extra"),
    [
        ({}, ""),
        ({"number": " 45 / KH–UBND "}, "."),
        ({"number": "45/kh-ubnd", "unit_id": None, "issuer": "ubnd  tỉnh HƯNG YÊN"}, "."),
        ({"number": "45/KH-UBND", "unit_id": "hung-yen", "issuer": None}, "."),
        ({"number": "45/KH-UBND", "unit_id": None, "issuer": None}, "."),
    ],
)
def test_what_is_here_already_is_refused_by_name(
    ledger: Ledger, corpus: Corpus, document: dict[str, Any], extra: str
) -> None:
    first = submit(ledger, corpus)
    with pytest.raises(AlreadyKnown, match="hung-yen-45-kh-ubnd") as caught:
        submit(ledger, corpus, extra=extra, **document)
    assert caught.value.submission_id == first.submission_id
    assert caught.value.document_id == "hung-yen-45-kh-ubnd"


def test_the_same_number_of_another_province_is_another_document(ledger: Ledger, corpus: Corpus) -> None:
    submit(ledger, corpus)
    other = submit(ledger, corpus, extra=".", unit_id="nghe-an", issuer="UBND tỉnh Nghệ An")
    assert other.document["document_id"] == "nghe-an-45-kh-ubnd"
    seen = other.document_decision_id
    with pytest.raises(AlreadyKnown, match="hung-yen-45-kh-ubnd"):
        ledger.edit_document(other.submission_id, {"unit_id": "hung-yen"}, AUTHOR, seen=seen, corpus=corpus)


def test_registered_documents_count_too(ledger: Ledger, corpus: Corpus) -> None:
    plan = manuscript()
    seed = corpus.registered()[0]
    with pytest.raises(AlreadyKnown, match=seed.document_id):
        ledger.submit(replace(plan, sha256=str(seed.sha256)), b"x", {}, (), AUTHOR, corpus)
    with pytest.raises(AlreadyKnown, match=seed.document_id):
        submit(ledger, corpus, document_id=seed.document_id)
    assert ledger.submissions() == ()


def test_a_withdrawn_number_may_come_again_and_a_withdrawn_file_is_reopened(
    ledger: Ledger, corpus: Corpus
) -> None:
    first = submit(ledger, corpus)
    ledger.withdraw(first.submission_id, AUTHOR, seen=None, reason="bản mờ")
    submit(ledger, corpus, extra=".")
    with pytest.raises(AlreadyKnown):
        submit(ledger, corpus)


def test_editing_the_document(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus, territory_id="hung-yen-before-2025").submission_id
    changes = {"title_vi": " Kế hoạch ", "unit_id": "thai-binh", "period_end": 2030}
    one = ledger.edit_document(id_, changes, AUTHOR, seen=None, corpus=corpus, reason="đọc lại trang đầu")
    document = ledger.submission(id_).document
    assert (document["title_vi"], document["unit_id"], document["period_end"]) == (
        "Kế hoạch",
        "thai-binh",
        2030,
    )
    assert document["territory_id"] is None
    assert one.before["unit_id"] == "hung-yen"
    assert set(one.before) == set(one.after) == {"title_vi", "unit_id", "territory_id", "period_end"}
    with pytest.raises(Overtaken):
        ledger.edit_document(id_, {"note": "x"}, AUTHOR, seen=None, corpus=corpus)
    for wrong in ({"path": "x"}, {"period_end": "2030"}, {"document_id": "../x"}, {"note": 5}):
        with pytest.raises(NotAcceptable):
            ledger.edit_document(id_, wrong, AUTHOR, seen=one.decision_id, corpus=corpus)


def test_approval_asks_for_every_decision_and_field(ledger: Ledger, corpus: Corpus) -> None:
    submission = submit(
        ledger, corpus, issuer=None, issued_date=None, period_start=None, title_vi=None, number=None
    )
    id_ = submission.submission_id
    with pytest.raises(NotReady, match="còn 3 phát biểu") as caught:
        ledger.approve(id_, AUTHOR, seen=None, corpus=corpus)
    assert caught.value.undecided == 3
    assert len(caught.value.missing) == 3
    for label in ("tên văn bản", "cơ quan ban hành", "ngày ban hành"):
        assert label in str(caught.value)
    assert len(ledger.faults(id_, corpus)) == 4
    assert ledger.approved() == ()


def test_approval_refuses_what_would_break_a_release(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus, kind="poem").submission_id
    ledger.correct(id_, FIRST, {"indicator_id": "no_such"}, AUTHOR, seen=None, reason="thử")
    for key in (SECOND, THIRD):
        ledger.accept(id_, key, AUTHOR, seen=None)
    seen = ledger.submission(id_).last_decision_id
    with pytest.raises(NotReady, match="poem"):
        ledger.approve(id_, AUTHOR, seen=seen, corpus=corpus)
    kind = {"kind": "provincial_plan"}
    with pytest.raises(NotAcceptable, match="2022-02-31"):
        ledger.edit_document(id_, {"issued_date": "2022-02-31"}, AUTHOR, seen=None, corpus=corpus)
    one = ledger.edit_document(id_, kind, AUTHOR, seen=None, corpus=corpus)
    with pytest.raises(NotReady, match="no_such"):
        ledger.approve(id_, AUTHOR, seen=one.decision_id, corpus=corpus)
    assert any("no_such" in str(fault) for fault in ledger.faults(id_, corpus))


def test_approval_must_have_seen_everything(ledger: Ledger, corpus: Corpus) -> None:
    id_ = submit(ledger, corpus).submission_id
    for key in (FIRST, SECOND, THIRD):
        last = ledger.accept(id_, key, AUTHOR, seen=None)
    newer = ledger.correct(id_, FIRST, {"value": 81}, "Bình", seen=last.decision_id - 2, reason="đọc lại")
    with pytest.raises(Overtaken):
        ledger.approve(id_, AUTHOR, seen=last.decision_id, corpus=corpus)
    ledger.approve(id_, AUTHOR, seen=newer.decision_id, corpus=corpus)
    with pytest.raises(NotAcceptable, match="không còn đang soát xét"):
        ledger.accept(id_, FIRST, AUTHOR, seen=newer.decision_id)


def test_what_was_approved_holds_until_it_is_approved_again_or_withdrawn(
    ledger: Ledger, corpus: Corpus
) -> None:
    submission = approve(ledger, corpus, submit(ledger, corpus))
    id_ = submission.submission_id
    approved = ledger.approved()
    assert [len(one.statements) for one in approved] == [3]
    assert {one.review_status for one in approved[0].statements} == {"accepted"}
    opened = ledger.reopen(id_, None, AUTHOR, seen=submission.document_decision_id, reason="xem lại")
    first = ledger.candidates(id_)[0]
    ledger.reject(id_, FIRST, AUTHOR, seen=first.last_decision_id, reason="nhầm")
    assert ledger.submission(id_).status == "in_review"
    assert ledger.approved() == approved
    seen = ledger.submission(id_).last_decision_id
    again = ledger.approve(id_, AUTHOR, seen=seen, corpus=corpus)
    assert [one.statement_id[-8:] for one in ledger.approved()[0].statements] == [SECOND, THIRD]
    with pytest.raises(Overtaken):
        ledger.withdraw(id_, AUTHOR, seen=opened.decision_id, reason="sai văn bản")
    ledger.withdraw(id_, AUTHOR, seen=again.decision_id, reason="sai văn bản")
    assert ledger.approved() == ()
    assert ledger.submission(id_).status == "withdrawn"


def test_an_approved_document_brings_its_unit(ledger: Ledger, corpus: Corpus) -> None:
    approve(ledger, corpus, submit(ledger, corpus))
    one = ledger.approved()[0]
    assert one.document["territory_id"] == "hung-yen-before-2025"
    assert [row["unit_id"] for row in one.units] == ["hung-yen"]
    assert {row["territory_id"] for row in one.territories} == {
        "hung-yen-before-2025",
        "hung-yen-2025",
        "thai-binh-before-2025",
    }


def test_a_plan_after_its_province_ended_is_refused(ledger: Ledger, corpus: Corpus) -> None:
    submission = submit(ledger, corpus, unit_id="yen-bai", issued_date="2025-10-01")
    ledger.bulk_accept(submission.submission_id, AUTHOR, threshold=0.9)
    ledger.accept(submission.submission_id, THIRD, AUTHOR, seen=None)
    seen = ledger.submission(submission.submission_id).last_decision_id
    with pytest.raises(NotReady, match="đã nhập vào tỉnh Lào Cai"):
        ledger.approve(submission.submission_id, AUTHOR, seen=seen, corpus=corpus)


def test_two_approved_documents_of_one_province(ledger: Ledger, corpus: Corpus) -> None:
    approve(ledger, corpus, submit(ledger, corpus))
    approve(ledger, corpus, submit(ledger, corpus, extra=".", number="46/KH-UBND"))
    whole = corpus.with_additions(ledger.approved())
    assert [row["unit_id"] for row in whole.rows("units")].count("hung-yen") == 1
    assert len(whole.registered()) == len(corpus.registered()) + 2
