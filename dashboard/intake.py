"""From an upload to a draft, and what the intake page says. No widgets here: see `document_form`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from markupsafe import Markup

from dashboard import record
from dashboard.links import document_link, page_link
from dashboard.markup import EMPTY, Column, anchor, table
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import day, moment, number
from etl.errors import UnknownProvince
from etl.sources import Corpus
from etl.sources.dates import last_day
from etl.sources.documents import in_force, reference_document_id
from etl.sources.provinces import unit_rows
from intake.draft import Draft, doubts_first, draft_document
from intake.letterhead import Suggestion
from intake.manuscript import Manuscript
from intake.readers import LIMITS, formats, read_upload
from ledger import AlreadyKnown, Submission
from ledger.known import refuse_number
from warehouse.folding import fold

MIB = 1 << 20
MOST_MIB = LIMITS.file_bytes // MIB
STATUS = {
    "in_review": N_("đang soát xét"),
    "approved": N_("đã duyệt"),
    "withdrawn": N_("đã rút"),
}

# How much of the work is done when a file is checked, and when its pages are read: of a scan nearly all.
_CHECKED, _READ = 0.05, 0.85


@dataclass(frozen=True, slots=True)
class ReadFile:
    """An upload that was read: its text, the draft, and the bytes as they came."""

    manuscript: Manuscript
    draft: Draft
    data: bytes

    @property
    def sha256(self) -> str:
        """The checksum of the bytes."""
        return self.manuscript.sha256


def read(name: str, data: bytes, step: Callable[[float, str], object], w: Wording) -> ReadFile:
    """Read an upload by stages, each announced to `step` with the share of the work that is done.

    Raises `AlreadyKnown`, `Unreadable` and other `MocSoError`s, whose messages are for the person.
    """
    step(0.0, w("Kiểm tra tệp: định dạng, dung lượng, đã có chưa"))
    record.refuse_known_file(hashlib.sha256(data).hexdigest())
    step(_CHECKED, w("Đọc chữ, trang và bảng; bản quét mất vài giây mỗi trang"))
    told = -1

    def page(done: int, total: int) -> None:
        nonlocal told
        if done != told:
            told = done
            share = _CHECKED + (_READ - _CHECKED) * done / total
            step(share, w("Đọc trang {page}/{total}", page=str(done + 1), total=str(total)))

    manuscript = read_upload(name, data, progress=page)
    step(_READ, w("Tìm tên, số, ngày, cơ quan ban hành và các phát biểu"))
    known = record.known()
    draft = draft_document(manuscript, known)
    unit = draft.document.get("unit_id")
    if targets := record.targets_of(str(unit) if unit else None):
        draft = replace(draft, candidates=doubts_first(draft.statements, manuscript, targets))
    return ReadFile(manuscript, draft, data)


def file_facts(file: ReadFile, w: Wording) -> str:
    """How much was read: pages, characters, statements, those through OCR."""
    manuscript = file.manuscript
    parts = [
        w.plural("{n} trang", len(manuscript.pages)),
        w.plural("{n} bảng", len(manuscript.tables)),
        w.plural("{n} phát biểu cần soát", len(file.draft.candidates)),
    ]
    if by_machine := sum(one.is_ocr for one in file.draft.candidates):
        parts.append(w.plural("{n} phát biểu đọc qua OCR", by_machine))
    return " · ".join(parts)


def what_is_taken(w: Wording) -> Markup:
    """The formats that this machine reads, those that it does not and why, and the limits."""
    taken, refused = [], []
    for one in formats():
        if one.why_not is None:
            taken.append(w.said(one.name))
        else:
            refused.append(Markup("<li>{}: {}</li>").format(w.said(one.name), w.said(one.why_not)))
    parts = Markup('<p class="ms-quiet">{} {}</p>').format(
        w("Nhận: {formats}.", formats="; ".join(taken)),
        w(
            "Mỗi lần một tệp, tối đa {size} MB, {pages} trang ({scanned} trang nếu là bản quét). Tệp chỉ nằm "
            "trên máy chủ này.",
            size=number(MOST_MIB, w.language),
            pages=number(LIMITS.pages, w.language),
            scanned=number(LIMITS.ocr_pages, w.language),
        ),
    )
    if refused:
        parts += Markup('<details class="ms-small"><summary>{}</summary><ul>{}</ul></details>').format(
            w.plural("{n} định dạng máy này chưa đọc được, và vì sao", len(refused)),
            Markup("").join(refused),
        )
    return parts


def place_of(suggestion: Suggestion | None, manuscript: Manuscript, w: Wording) -> str:
    """Where a suggested value was read: its words, page and reason; that nothing was found where none is."""
    if suggestion is None:
        return w("Chưa đọc được từ văn bản.")
    words = " ".join(manuscript.text[suggestion.start : suggestion.end].split())
    if len(words) > 90:
        words = words[:89] + "…"
    page = str(manuscript.page_at(suggestion.start).number)
    return w("Đọc ở trang {page}: “{words}”. {reason}.", page=page, words=words,
             reason=w.said(suggestion.reason).rstrip("."))  # fmt: skip


def unit_options(corpus: Corpus, w: Wording) -> dict[str, str]:
    """Every unit that may have a document, by name: those in use, then all of the list of provinces.

    A province that has ended says until when.
    """
    rows = {str(row["unit_id"]): row for row in corpus.rows("units")}
    listed: dict[str, dict[str, Any]] = {}
    ends: dict[str, date | None] = {}
    for row in corpus.rows("provinces"):
        unit = str(row["unit_id"])
        listed.setdefault(unit, dict(row))
        last, own = ends.get(unit, date.min), row["valid_to"]
        ends[unit] = None if last is None or own is None else max(last, own)
    options = {unit: w.name(row) for unit, row in rows.items()}
    found = sorted(((w.name(row), unit) for unit, row in listed.items()), key=lambda pair: fold(pair[0]))
    for name, unit in found:
        if unit not in options:
            end = ends[unit]
            until = day(end.isoformat(), w.language) if end else ""
            options[unit] = w("{name} (đến {date})", name=name, date=until) if until else name
    return options


def named(options: Mapping[str, str], words: str, keep: Sequence[str] = ()) -> list[str]:
    """The ids whose folded name holds every word, and those of `keep`, in the order of `options`."""
    wanted = fold(words).split()
    return [id_ for id_, name in options.items() if id_ in keep or all(one in fold(name) for one in wanted)]


_DAY = re.compile(r"(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def parse_day(text: str) -> str | None:
    """An ISO date of any precision from "15/3/2022", "3/2022", "2022" or ISO; None for an empty text.

    Raises ValueError for what is no day.
    """
    text = text.strip()
    if not text:
        return None
    if iso := _ISO.fullmatch(text):
        parts = [part for part in iso.groups() if part]
    elif found := _DAY.fullmatch(text):
        parts = [part for part in reversed(found.groups()) if part]
    else:
        raise ValueError(text)
    said = "-".join([parts[0], *(f"{int(part):02d}" for part in parts[1:])])
    date(*(int(part) for part in parts), *([1] * (3 - len(parts))))
    return said


def parse_year(text: str) -> int | None:
    """A year; None for an empty text. Raises ValueError for what is no year."""
    text = text.strip()
    if not text:
        return None
    if not re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def shown_day(iso: object) -> str:
    """An ISO date as one types it: "15/03/2022"; "" for none."""
    return "/".join(reversed(str(iso).split("-"))) if iso else ""


def territory_fault(document: Mapping[str, Any], corpus: Corpus, w: Wording) -> str | None:
    """Why the unit cannot have a document of that day; None when it can, or neither is known."""
    if not document.get("unit_id"):
        return None
    on, _ = in_force(
        document.get("issued_date"), document.get("published_date"), document.get("period_start")
    )
    try:
        unit_rows(corpus.tables, str(document["unit_id"]), on)
    except UnknownProvince as error:
        return w.said(error)
    return None


def territory_name(document: Mapping[str, Any], corpus: Corpus, w: Wording) -> str:
    """The territory on the day of the document; "" where there is none."""
    if not document.get("unit_id"):
        return ""
    on, _ = in_force(
        document.get("issued_date"), document.get("published_date"), document.get("period_start")
    )
    try:
        rows = unit_rows(corpus.tables, str(document["unit_id"]), on)
    except UnknownProvince:
        return ""
    return next((w.name(row) for row in rows.territories if row["territory_id"] == rows.territory_id), "")


def date_faults(document: Mapping[str, Any], w: Wording) -> list[str]:
    """What is odd about the days of a document."""
    faults = []
    issued, start, end = (document.get(name) for name in ("issued_date", "period_start", "period_end"))
    if issued and last_day(str(issued)) > datetime.now(UTC).date() + timedelta(days=366):
        faults.append(w("Ngày ban hành nằm ở tương lai."))
    if start and end and start > end:
        faults.append(w("Năm bắt đầu sau năm kết thúc."))
    return faults


def document_id_of(document: Mapping[str, Any]) -> str | None:
    """An id for a document without a number, of its unit and title; None where the ledger makes one."""
    if document.get("number") or not document.get("unit_id") or not document.get("title_vi"):
        return None
    return reference_document_id(f"{document['unit_id']} {document['title_vi']}")[:70].strip("-")


def known_already(document: Mapping[str, Any]) -> AlreadyKnown | None:
    """Why the ledger would refuse these fields: the document, or its number, is here; None where not."""
    try:
        refuse_number(document, "", record.corpus(), record.submissions())
    except AlreadyKnown as error:
        return error
    return None


def known_links(error: AlreadyKnown, w: Wording) -> Markup:
    """Where the document is that is here already."""
    links = []
    if error.submission_id:
        links.append(anchor(review_link(error.submission_id, w), w("Mở hồ sơ ở bàn soát xét")))
    elif error.document_id:
        links.append(anchor(document_link(error.document_id, language=w.language), w("Mở văn bản đã có")))
    return Markup("<p>{}</p>").format(Markup(" · ").join(links)) if links else EMPTY


def review_link(submission_id: str, w: Wording, *, statement: str = "") -> str:
    """The address of a submission at the desk, or of one of its statements."""
    parameters = {"submission": submission_id} | ({"statement": statement} if statement else {})
    return page_link("review", parameters, language=w.language)


def all_submissions_link(w: Wording) -> Markup:
    """The way back from one submission to all of them."""
    link = page_link("review", {}, language=w.language)
    return Markup("<p>{}</p>").format(anchor(link, w("← Tất cả hồ sơ")))


def name_of(submission: Submission, w: Wording) -> str:
    """A submission in a list: the title and number of its document, else its file."""
    document = submission.document
    parts = [document.get("number"), document.get("title_vi")]
    return " · ".join(str(part) for part in parts if part) or submission.name


def submissions_table(
    submissions: Sequence[Submission], units: Mapping[str, str], w: Wording, *, in_release: Sequence[str] = ()
) -> Markup:
    """Every submission with its state and who brought it; a row leads to the desk.

    `in_release` are ids of documents that the release on screen holds.
    """

    def state(one: Submission) -> Markup:
        said = label(STATUS, one.status, w)
        published = one.document.get("document_id") in in_release
        return Markup('<span class="ms-badge ms-state-{}">{}</span>{}').format(
            one.status, said, Markup(" ") + w("có trong bản đang xem") if published else ""
        )

    return table(
        w("Mới nhất ở trên; bấm vào một dòng để mở bàn soát xét."),
        [
            Column(
                w("Văn bản"),
                [
                    anchor(review_link(one.submission_id, w), name_of(one, w), classes="ms-row-link")
                    for one in submissions
                ],
            ),
            Column(
                w("Đơn vị"),
                [
                    units.get(str(one.document.get("unit_id")), str(one.document.get("unit_id") or ""))
                    for one in submissions
                ],
            ),
            Column(w("Tình trạng"), [state(one) for one in submissions]),
            Column(
                w("Đã rà"),
                [f"{one.candidates - one.undecided}/{one.candidates}" for one in submissions],
                is_number=True,
            ),
            Column(w("Người nạp"), [one.created_by for one in submissions]),
            Column(w("Lúc"), [moment(one.created_at, w.language) for one in submissions]),
        ],
        classes="ms-rows",
    )
