"""A small submission for tests and for trying things out: a plan of Hưng Yên, two pages, three goals.

from tests.ledger.example import manuscript, statements, submit
submission = submit(open_ledger(), load_corpus(PROJECT))
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from etl.model import Span, Statement
from etl.sources import Corpus
from intake.manuscript import PAGE_BREAK, Manuscript, Page
from ledger import Ledger, Submission

AUTHOR = "Nguyễn Thị Soát"
PAGES = (
    "KẾ HOẠCH\nChuyển đổi số tỉnh Hưng Yên đến năm 2025\n\n"
    "Đến năm 2025, 80% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng.",
    "Đến năm 2025, 70% hộ gia đình được phủ cáp quang.\n"
    "Đến năm 2025, 4,2% hộ gia đình chưa có Internet băng rộng.",
)
DOCUMENT: dict[str, Any] = {
    "number": "45/KH-UBND",
    "title_vi": "Kế hoạch chuyển đổi số tỉnh Hưng Yên đến năm 2025",
    "kind": "provincial_plan",
    "issuer": "UBND tỉnh Hưng Yên",
    "unit_id": "hung-yen",
    "issued_date": "2022-03-15",
    "period_start": 2022,
    "period_end": 2025,
}
# Sentence, number as printed, value, indicator, how sure the rules are.
_GOALS = (
    ("Đến năm 2025, 80% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng.", "80%", 80.0,
     "work_files_processed_online_share", 0.95),
    ("Đến năm 2025, 70% hộ gia đình được phủ cáp quang.", "70%", 70.0,
     "household_fibre_accessible_share", 0.9),
    ("Đến năm 2025, 4,2% hộ gia đình chưa có Internet băng rộng.", "4,2%", 4.2, None, 0.5),
)  # fmt: skip


def manuscript(*, name: str = "ke-hoach.docx", extra: str = "", ocr: bool = False) -> Manuscript:
    """The plan as a reader would give it; `extra` makes another file, `ocr` marks its second page."""
    text = PAGE_BREAK.join(PAGES) + extra
    second = len(PAGES[0]) + len(PAGE_BREAK)
    return Manuscript(
        name=name,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        pages=(Page(1, 0, len(PAGES[0])), Page(2, second, len(text), b"\x89PNG" if ocr else None)),
        ocr=(Span(second, len(text)),) if ocr else (),
    )


def statements(text: str, document_id: str = "draft") -> tuple[Statement, ...]:
    """The goals of the plan as a draft would give them, in the order of the text."""
    return tuple(
        _goal(text, f"{document_id}-{number:08x}", document_id, *goal)
        for number, goal in enumerate(_GOALS, 1)
    )


def _goal(
    text: str, id_: str, document_id: str, quote: str, token: str, value: float, indicator: str | None,
    confidence: float,
) -> Statement:  # fmt: skip
    start = text.index(quote)
    at = start + quote.index(token)
    return Statement(
        statement_id=id_, document_id=document_id, kind="target", unit_id=None, territory_id=None,
        horizon=2025, horizon_basis="sentence", firmness="goal", indicator_id=indicator, theme_id=None,
        scope="province", operator="=", value=value, value_high=None, value_unit="percent",
        value_text=token, subject_vi=quote.split("% ")[1], statement_vi=quote, statement_en=None,
        evidence="quoted", quote=quote, quote_start=start, quote_end=start + len(quote), value_start=at,
        value_end=at + len(token), rule="share", reason=None, confidence=confidence,
        review_status="unreviewed", note=None,
    )  # fmt: skip


def submit(
    ledger: Ledger, corpus: Corpus, *, extra: str = "", ocr: bool = False, **document: Any
) -> Submission:
    """The example in `ledger`, undecided; `document` replaces fields of its registry row."""
    plan = manuscript(extra=extra, ocr=ocr)
    fields = {**DOCUMENT, **document}
    return ledger.submit(plan, plan.text.encode(), fields, statements(plan.text), AUTHOR, corpus)


def approve(ledger: Ledger, corpus: Corpus, submission: Submission) -> Submission:
    """Every undecided statement accepted and the document approved."""
    for one in ledger.candidates(submission.submission_id):
        if one.status == "undecided":
            ledger.accept(submission.submission_id, one.statement_key, AUTHOR, seen=one.last_decision_id)
    seen = ledger.submission(submission.submission_id).last_decision_id
    ledger.approve(submission.submission_id, AUTHOR, seen=seen, corpus=corpus)
    return ledger.submission(submission.submission_id)
