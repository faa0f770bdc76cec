"""The parts of the review desk that act: buttons, forms, and what they write to the ledger.

Every decision names the state that the person has seen; where somebody was faster, nothing is written, and
the page says what they decided. `record` asks for the right at the moment of each action.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import desk, desk_form, document_form, frame, people, record
from dashboard.markup import plain
from dashboard.names import Names
from dashboard.wording import Wording
from etl.model import Statement
from intake.manuscript import Manuscript
from ledger import Submission

# What a person may take as sure enough to accept many at once; the ledger's least is the first.
LEVELS = (0.9, 0.95, 0.98)
_MODE = "_desk_mode"
_LISTED = 15  # statements of the list around the one on the desk


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: one submission, its text, its statements in the order to look at them.

    `known` are the goals of the same unit that the release holds.
    """

    submission: Submission
    manuscript: Manuscript
    items: Sequence[desk.Item]
    known: Sequence[Statement]
    names: Names

    @property
    def w(self) -> Wording:
        """How the page speaks."""
        return self.names.w

    @property
    def id(self) -> str:
        """The id of the submission."""
        return self.submission.submission_id

    @property
    def is_open(self) -> bool:
        """Whether decisions can be made."""
        return self.submission.status == "in_review"

    def chosen(self, key: str) -> desk.Item | None:
        """The statement `key`; else the first that nobody has decided on; None for an empty queue."""
        named = next((one for one in self.items if one.key == key), None)
        first = next((one for one in self.items if one.is_open), None)
        return named or first or (self.items[0] if self.items else None)


def go(key: str) -> None:
    """Show another statement; a form that was open closes."""
    st.query_params["statement"] = key
    st.session_state[_MODE] = ""


def set_mode(mode: str) -> None:
    """Open the form of a correction or a rejection; "" closes it."""
    st.session_state[_MODE] = mode


def mode() -> str:
    """Which form is open: "correct", "reject" or ""."""
    return str(st.session_state.get(_MODE, ""))


def try_to(do: Callable[[], object], done: str) -> None:
    """Do it, and keep what to say about it for when the page is drawn anew."""
    record.attempt(do, done)


def decide(on: Desk, item: desk.Item, do: Callable[[], object], then: str, becomes: str = "") -> None:
    """Make a decision and turn to `then`; where somebody was faster, say what they decided and stay.

    A key pressed twice before the next statement is there comes twice: what this person has just made
    `becomes` needs no word.
    """
    try:
        do()
    except record.Overtaken:
        found = next(one for one in record.candidates(on.id) if one.statement_key == item.key)
        if (found.status, found.decided_by) == (becomes, people.acting("review").author):
            go(then)
        else:
            record.tell("warning", desk.overtaken(found, on.w))
    except record.MocSoError as error:
        record.tell("error", on.w.said(error))
    else:
        go(then)


def buttons(on: Desk, item: desk.Item) -> None:
    """Accept, correct, reject, take back; before and after: each by a key."""
    w, seen, following = on.w, item.candidate.last_decision_id, desk.next_open(on.items, item.key)

    def accept() -> object:
        return record.accept(on.id, item.key, seen=seen)

    def reopen() -> object:
        return record.reopen(on.id, item.key, seen=seen)

    def suggested() -> object:
        changes = desk.with_suggestion(item.now, on.names)
        return record.correct(on.id, item.key, changes, seen=seen, reason=desk.SUGGESTED)

    with st.container(horizontal=True, gap="small"):
        if item.candidate.status != "accepted":
            st.button(
                w("Chấp nhận"),
                key=f"accept_{item.key}",
                type="primary",
                shortcut="A",
                on_click=decide,
                args=(on, item, accept, following, "accepted"),
            )
        st.button(w("Sửa"), key="correct", shortcut="S", on_click=set_mode, args=("correct",))
        if item.candidate.status != "rejected":
            st.button(w("Loại bỏ"), key="reject", shortcut="X", on_click=set_mode, args=("reject",))
        if not item.is_open and not item.candidate.is_added:
            st.button(
                w("Mở lại"),
                key=f"reopen_{item.key}",
                shortcut="U",
                on_click=decide,
                args=(on, item, reopen, item.key),
            )
    if item.is_open and desk.with_suggestion(item.now, on.names):
        frame.note(w("Chỉ tiêu gợi ý: {name}.", name=on.names.indicator(item.now.suggested_indicator_id)))
        st.button(
            w("Chấp nhận với chỉ tiêu gợi ý"),
            key=f"suggested_{item.key}",
            shortcut="G",
            on_click=decide,
            args=(on, item, suggested, following),
        )


def steps(on: Desk, item: desk.Item) -> None:
    """To the statement before, the one after, the next that nobody has decided on: each by a key."""
    w, following = on.w, desk.next_open(on.items, item.key)
    with st.container(horizontal=True, gap="small"):
        before, after = (desk.step(on.items, item.key, by) for by in (-1, 1))
        st.button(w("Trước"), key="before", shortcut="K", on_click=go, args=(before,))
        st.button(w("Sau"), key="after", shortcut="J", on_click=go, args=(after,))
        if following != item.key:
            st.button(w("Chưa rà kế tiếp"), key="open", shortcut="N", on_click=go, args=(following,))


def listing(on: Desk, item: desk.Item) -> None:
    """The statements around the one on the desk, in the order to look at them; a click turns to one."""
    around = desk.around(on.items, item.key, _LISTED)
    with st.container(key="queue", gap=None):
        for one in around:
            mark = desk.SIGNS[one.candidate.status]
            minded = " (!)" if one.doubts and one.is_open else ""
            st.button(
                plain(f"{mark} {desk.headline(one.now, on.names)}{minded}"),
                key=f"go_{one.key}",
                type="secondary" if one.key == item.key else "tertiary",
                on_click=go,
                args=(one.key,),
                width="stretch",
            )
    frame.show(desk.signs_html(on.w))
    if left := len(on.items) - len(around):
        frame.note(on.w.plural("{n} phát biểu khác: bấm J, K hoặc một con số trong văn bản.", left))


def rejection(on: Desk, item: desk.Item) -> None:
    """Reject with a reason: one of the usual ones by a key, or one's own."""
    w, seen, following = on.w, item.candidate.last_decision_id, desk.next_open(on.items, item.key)

    def reject(reason: str) -> None:
        decide(on, item, lambda: record.reject(on.id, item.key, seen=seen, reason=reason), following)

    st.subheader(w("Vì sao loại?"), anchor=False)
    for number, reason in enumerate(desk.REASONS, 1):
        st.button(
            w(reason),
            key=f"why_{number}",
            shortcut=str(number),
            on_click=reject,
            args=(reason,),  # the record is in Vietnamese, whatever the page speaks
            width="stretch",
        )
    own = st.text_input(w("Lý do khác"), key=f"why_{item.key}", max_chars=300)
    with st.container(horizontal=True):
        if st.button(w("Loại với lý do này"), key="why_own", disabled=not own.strip()):
            reject(own)
            st.rerun()
        st.button(w("Thôi"), key="cancel", shortcut="Escape", on_click=set_mode, args=("",))


def correction(on: Desk, item: desk.Item) -> None:
    """The fields of the statement; nothing is written before they are sound and a reason is given."""
    w = on.w
    st.subheader(w("Sửa phát biểu"), anchor=False)
    fields, faults = desk_form.statement_fields(item.now, on.names, key=f"edit_{item.key}")
    reason = st.text_input(w("Lý do sửa"), key=f"edit_{item.key}_reason", max_chars=300)
    for fault in faults:
        frame.say("error", fault)
    changes = desk.changes(fields, item.candidate.drafted)
    if not changes:
        frame.note(w("Chưa có gì khác với bản quy tắc đọc ra."))
    with st.container(horizontal=True):
        can_save = bool(changes and reason.strip()) and not faults
        if st.button(
            w("Lưu bản sửa"), key="save", type="primary", shortcut="Ctrl+Enter", disabled=not can_save
        ):
            seen, following = item.candidate.last_decision_id, desk.next_open(on.items, item.key)
            decide(
                on,
                item,
                lambda: record.correct(on.id, item.key, changes, seen=seen, reason=reason),
                following,
            )
            st.rerun()
        st.button(w("Thôi"), key="cancel", shortcut="Escape", on_click=set_mode, args=("",))


def addition(on: Desk) -> None:
    """A statement that the rules missed: its words, which must stand in the text, its number, its fields."""
    w, key, text = on.w, f"add_{on.id}_{len(on.items)}", on.manuscript.text
    quote = st.text_area(w("Câu trong văn bản, chép nguyên văn"), key=f"{key}_quote", max_chars=2000)
    if not quote.strip():
        return
    places = desk.find_words(text, quote)
    if not places:
        frame.say("error", w("Không thấy câu này trong văn bản. Hãy chép đúng từng chữ."))
        return
    at = 0
    if len(places) > 1:
        at = st.selectbox(
            w("Câu này có ở nhiều chỗ"),
            range(len(places)),
            format_func=lambda n: w(
                "chỗ thứ {n}, trang {page}",
                n=str(n + 1),
                page=str(on.manuscript.page_at(places[n][0]).number),
            ),
            key=f"{key}_place",
        )
    start, end = places[at]
    printed = st.text_input(w("Con số như in (bỏ trống nếu không có)"), key=f"{key}_printed", max_chars=60)
    values = desk.find_words(text[start:end], printed)
    if printed.strip() and not values:
        frame.say("error", w("Không thấy con số này trong câu."))
        return
    value = (start + values[0][0], start + values[0][1]) if values else None
    blank = desk.new_statement(text, (start, end), value, {}, on.names)
    fields, faults = desk_form.statement_fields(blank, on.names, key=f"{key}_{start}")
    reason = st.text_input(w("Vì sao thêm"), key=f"{key}_reason", max_chars=300)
    for fault in faults:
        frame.say("error", fault)
    if st.button(w("Thêm phát biểu"), key=f"{key}_save", disabled=bool(faults) or not reason.strip()):
        new = desk.new_statement(text, (start, end), value, fields, on.names)
        made = record.attempt(lambda: record.add(on.id, new, reason=reason), w("Đã thêm phát biểu."))
        if made is not None:
            go(str(made.statement_key))
        st.rerun()


def many_at_once(on: Desk) -> None:
    """Accept what is sure enough and without doubt, named as such in the record."""
    w = on.w
    level = (
        st.segmented_control(
            w("Độ tin cậy từ"),
            LEVELS,
            default=LEVELS[0],
            format_func=lambda value: desk.confidence(value, w),
            key="level",
            required=True,
        )
        or LEVELS[-1]
    )
    keys = [item.key for item in on.items if desk.is_sure(item, level)]
    frame.note(
        w(
            "Chỉ những phát biểu chưa ai xem, không có điểm cần để ý và không đọc qua OCR; nhật ký ghi rõ "
            "là chấp nhận hàng loạt."
        )
    )
    st.button(
        w.plural("Chấp nhận hàng loạt {n} phát biểu", len(keys)),
        key="bulk",
        disabled=not keys,
        on_click=try_to,
        args=(
            lambda: record.bulk_accept(on.id, threshold=level, keys=keys),
            w.plural("Đã chấp nhận hàng loạt {n} phát biểu.", len(keys)),
        ),
    )


def about_document(on: Desk) -> None:
    """The fields of the document, to be put right."""
    w, submission = on.w, on.submission
    fields, faults = document_form.document_form(
        submission.document,
        None,
        on.manuscript,
        record.corpus(),
        w,
        key=f"doc_{on.id}_{submission.document_decision_id}",
    )
    for fault in faults:
        frame.say("error", fault)
    changes = {name: value for name, value in fields.items() if value != submission.document.get(name)}
    can_save = on.is_open and changes and not faults
    if st.button(w("Lưu thông tin văn bản"), key="save_document", disabled=not can_save):
        record.attempt(
            lambda: record.edit_document(on.id, changes, seen=submission.document_decision_id),
            w("Đã lưu thông tin văn bản."),
        )
        st.rerun()


def finish(on: Desk) -> None:
    """Approve when nothing stands against it, else say what does; withdraw, or begin again."""
    w, submission = on.w, on.submission
    seen = submission.document_decision_id
    if on.is_open:
        faults = record.faults(on.id)
        document_id = str(submission.document.get("document_id"))
        frame.show(
            desk.faults_html([desk.fault_in_words(one, document_id, on.items, on.names) for one in faults], w)
        )
        st.button(
            w("Duyệt: việc soát xét đã xong"),
            key="approve",
            type="primary",
            disabled=bool(faults),
            on_click=try_to,
            args=(
                lambda: record.approve(on.id, seen=submission.last_decision_id),
                w("Đã duyệt. Văn bản sẽ có trong lần công bố tới."),
            ),
        )
    else:
        with st.container(horizontal=True):
            st.button(
                w("Mở lại việc soát xét"),
                key="reopen_document",
                on_click=try_to,
                args=(lambda: record.reopen(on.id, None, seen=seen), w("Đã mở lại việc soát xét.")),
            )
            if submission.status == "approved" and people.may("publish"):
                st.page_link("pages/publish.py", label=w("Sang trang công bố"), icon=":material/publish:")
        if submission.status == "approved" and not people.may("publish"):
            frame.note(w("Người có quyền công bố sẽ đưa văn bản vào bản phát hành tới."))
    if submission.status != "withdrawn":
        with st.popover(w("Rút văn bản…")):
            why = st.text_input(w("Lý do rút văn bản"), key=f"withdraw_{on.id}", max_chars=300)
            if st.button(w("Rút văn bản"), key="withdraw", disabled=not why.strip()):
                record.attempt(
                    lambda: record.withdraw(on.id, seen=seen, reason=why),
                    w("Đã rút. Lần công bố tới sẽ không còn văn bản này; mọi quyết định vẫn được giữ."),
                )
                st.rerun()


def picture(on: Desk, item: desk.Item) -> None:
    """The part of the scanned page where the statement stands, and the whole page on request."""
    if not item.candidate.is_ocr:
        return
    w, now = on.w, item.now
    page = next(page for page in on.manuscript.pages if page.number == item.page)
    image = record.page_image(on.id, page.number)
    if image is None:
        frame.note(w("Sổ không giữ ảnh của trang này; hãy so với bản gốc."))
        return
    part = desk.crop(
        image, on.manuscript.text, page, now.quote_start or page.start, now.quote_end or page.start
    )
    around = w("Ảnh quanh chỗ này trên trang {page}", page=str(page.number))
    st.image(part, alt=around, width="stretch")
    frame.note(around)
    whole = w("Ảnh cả trang {page}", page=str(page.number))
    with st.expander(whole):
        st.image(image, alt=whole, width="stretch")
