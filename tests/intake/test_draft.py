"""Drafts: fields with the places they were read from, statements with page, doubts and conflicts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.model import Span
from etl.sources import load_corpus
from intake.draft import Draft, Known, draft_document
from intake.manuscript import Manuscript, Page
from intake.readers import read_upload
from tests.intake.papers import PLAN, as_docx, as_pdf


@pytest.fixture(scope="module")
def known() -> Known:
    return Known.of(load_corpus(Path(__file__).parents[2]))


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    return read_upload("ke-hoach.docx", as_docx(PLAN))


@pytest.fixture(scope="module")
def draft(manuscript: Manuscript, known: Known) -> Draft:
    return draft_document(manuscript, known)


def note(text: str) -> Manuscript:
    return Manuscript("a.txt", "text/plain", "0" * 64, text, (Page(1, 0, len(text)),))


def test_the_document_is_suggested_from_its_head(draft: Draft) -> None:
    assert draft.document == {
        "document_id": "nghe-an-123-kh-ubnd",
        "number": "123/KH-UBND",
        "title_vi": "Kế hoạch chuyển đổi số tỉnh Nghệ An giai đoạn 2021 - 2025, định hướng đến năm 2030",
        "kind": "provincial_plan",
        "issuer": "UBND tỉnh Nghệ An",
        "unit_id": "nghe-an",
        "territory_id": "nghe-an",
        "issued_date": "2021-03-05",
        "period_start": 2021,
        "period_end": 2025,
        "implements": "749/QĐ-TTg",
    }


def test_the_territory_is_that_of_the_day(known: Known) -> None:
    head = (
        "ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: 5/KH-UBND\nAn Giang, ngày 2 tháng {} năm 2025\nKẾ HOẠCH\nPhủ 5G"
    )
    territories = [
        draft_document(note(head.format(month)), known).document["territory_id"] for month in (6, 8)
    ]
    assert territories == ["an-giang-before-2025", "an-giang-2025"]


def test_statements_bear_unit_territory_and_page(draft: Draft) -> None:
    assert len(draft.candidates) == 10
    assert {(c.statement.unit_id, c.statement.territory_id) for c in draft.candidates} == {
        ("nghe-an", "nghe-an")
    }
    assert [c.page for c in sorted(draft.candidates, key=lambda c: c.statement.quote_start or 0)] == [
        1,
        1,
    ] + [2] * 8
    starts = [s.quote_start or 0 for s in draft.statements]
    assert starts == sorted(starts)


def test_pdf_and_docx_give_the_same_document_and_values(draft: Draft, known: Known) -> None:
    other = draft_document(read_upload("ke-hoach.pdf", as_pdf(PLAN)), known)
    assert other.document == draft.document
    assert [(s.value, s.horizon) for s in other.statements] == [
        (s.value, s.horizon) for s in draft.statements
    ]


def test_what_came_through_ocr_is_marked_and_comes_before_the_rest(
    manuscript: Manuscript, known: Known
) -> None:
    second = manuscript.pages[1]
    scanned = replace(manuscript, ocr=(Span(second.start, second.end),))
    candidates = draft_document(scanned, known).candidates
    assert [c.is_ocr for c in candidates] == [True] * 8 + [False] * 2
    assert all(c.is_ocr == (c.page == 2) for c in candidates)
    assert all(any("OCR" in str(doubt) for doubt in c.doubts) for c in candidates[:8])


CONFLICT = (
    "Mục tiêu đến năm 2025\n- Tỷ lệ hộ gia đình có cáp quang đạt 80%.\n- 50% xã có mạng 5G.\n"
    "- Phấn đấu 85% hộ gia đình có cáp quang.\n"
)


def test_two_values_for_the_same_thing_are_a_conflict_and_come_first(known: Known) -> None:
    candidates = draft_document(note(CONFLICT), known).candidates
    first, second = candidates[:2]
    assert {first.statement.value, second.statement.value} == {80.0, 85.0}
    assert first.conflicts == (second.statement.statement_id,)
    assert second.conflicts == (first.statement.statement_id,)
    assert all(not c.conflicts for c in candidates[2:])


def test_a_known_statement_with_another_value_is_a_conflict_the_same_value_is_none(known: Known) -> None:
    text = "Mục tiêu đến năm 2025\n- Tỷ lệ hộ gia đình có cáp quang đạt 80%.\n"
    (drafted,) = draft_document(note(text), known).statements
    for value, conflicts in ((70.0, ("known-1",)), (80.0, ())):
        held = replace(drafted, statement_id="known-1", document_id="known", value=value)
        (candidate,) = draft_document(note(text), replace(known, statements=(held,))).candidates
        assert candidate.conflicts == conflicts


def test_a_known_number_names_the_document(known: Known) -> None:
    document = next(
        d for d in known.corpus.documents if d.number and d.unit_id == "national" and "TTg" in d.number
    )
    text = f"THỦ TƯỚNG CHÍNH PHỦ\nSố: {document.number}\nQUYẾT ĐỊNH\nPhê duyệt chương trình\n"
    assert document.document_id in draft_document(note(text), known).known_as


def test_a_text_without_any_head_or_target_is_an_empty_draft(known: Known) -> None:
    draft = draft_document(note("…"), known)
    assert (draft.candidates, draft.known_as, draft.statements) == ((), (), ())
    assert set(draft.document) <= {"title_vi", "kind"}
