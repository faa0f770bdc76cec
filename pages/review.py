"""For those who review: one submission, its text on the left, its statements on the right, doubts first."""

from collections.abc import Callable

import streamlit as st

from dashboard import account, data, desk, desk_form, document_form, frame, intake, people, record, state

w, names = frame.wording_and_names()
LEVELS = (0.9, 0.95, 0.98)


def go(key: str) -> None:
    """Show another statement; a form that was open closes."""
    st.query_params["statement"] = key
    st.session_state["_desk_mode"] = ""


def decide(submission_id: str, item: desk.Item, do: Callable[[], object], then: str) -> None:
    """Make a decision and turn to `then`; where somebody was faster, say what they decided and stay."""
    try:
        do()
    except record.Overtaken:
        found = next(one for one in record.candidates(submission_id) if one.statement_key == item.key)
        record.tell("warning", desk.overtaken(found, w))
    except record.MocSoError as error:
        record.tell("error", str(error))
    else:
        go(then)


def buttons(submission_id: str, item: desk.Item, items: list[desk.Item]) -> None:
    """Accept, correct, reject, take back; before and after: each by a key."""
    seen, following = item.candidate.last_decision_id, desk.next_open(items, item.key)

    def accept() -> object:
        return record.accept(submission_id, item.key, seen=seen)

    def reopen() -> object:
        return record.reopen(submission_id, item.key, seen=seen)

    with st.container(horizontal=True):
        if item.candidate.status != "accepted":
            st.button(
                w("Chấp nhận"),
                key=f"accept_{item.key}",
                type="primary",
                shortcut="A",
                on_click=decide,
                args=(
                    submission_id,
                    item,
                    lambda: record.accept(submission_id, item.key, seen=seen),
                    following,
                ),
            )
        st.button(w("Sửa"), key="correct", shortcut="S", on_click=set_mode, args=("correct",))
        if item.candidate.status != "rejected":
            st.button(w("Loại"), key="reject", shortcut="X", on_click=set_mode, args=("reject",))
        if not item.is_open and not item.candidate.is_added:
            st.button(
                w("Mở lại"),
                key=f"reopen_{item.key}",
                shortcut="U",
                on_click=decide,
                args=(
                    submission_id,
                    item,
                    lambda: record.reopen(submission_id, item.key, seen=seen),
                    item.key,
                ),
            )
    with st.container(horizontal=True):
        st.button(w("Trước"), key="before", shortcut="K", on_click=go, args=(desk.step(items, item.key, -1),))
        st.button(w("Sau"), key="after", shortcut="J", on_click=go, args=(desk.step(items, item.key, 1),))
        if following != item.key:
            st.button(w("Chưa rà kế tiếp"), key="open", shortcut="N", on_click=go, args=(following,))


def try_to(do: Callable[[], object], done: str) -> None:
    """Do it, and keep what to say about it for when the page is drawn anew."""
    record.attempt(do, done)


def set_mode(mode: str) -> None:
    """Open the form of a correction or a rejection; "" closes it."""
    st.session_state["_desk_mode"] = mode


def rejection(submission_id: str, item: desk.Item, items: list[desk.Item]) -> None:
    """Reject with a reason: one of the usual ones by a key, or one's own."""
    seen, following = item.candidate.last_decision_id, desk.next_open(items, item.key)

    def reject(reason: str) -> None:
        decide(
            submission_id,
            item,
            lambda: record.reject(submission_id, item.key, seen=seen, reason=reason),
            following,
        )

    st.markdown(f"**{w('Vì sao loại?')}**")
    for number, reason in enumerate(desk.REASONS, 1):
        st.button(w(reason), key=f"why_{number}", shortcut=str(number), on_click=reject, args=(reason,))
    own = st.text_input(w("Lý do khác"), key=f"why_{item.key}", max_chars=300)
    with st.container(horizontal=True):
        if st.button(w("Loại với lý do này"), key="why_own", disabled=not own.strip()):
            reject(own)
            st.rerun()
        st.button(w("Thôi"), key="cancel", shortcut="Escape", on_click=set_mode, args=("",))


def correction(submission_id: str, item: desk.Item, items: list[desk.Item]) -> None:
    """The fields of the statement; nothing is written before they are sound and a reason is given."""
    fields, faults = desk_form.statement_fields(item.now, names, key=f"edit_{item.key}")
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
            seen, following = item.candidate.last_decision_id, desk.next_open(items, item.key)
            decide(
                submission_id,
                item,
                lambda: record.correct(submission_id, item.key, changes, seen=seen, reason=reason),
                following,
            )
            st.rerun()
        st.button(w("Thôi"), key="cancel", shortcut="Escape", on_click=set_mode, args=("",))


def addition(submission: record.Submission, text: str) -> None:
    """A statement that the rules missed: its words, which must stand in the text, its number, its fields."""
    key = f"add_{submission.submission_id}"
    quote = st.text_area(w("Câu trong văn bản, chép nguyên văn"), key=f"{key}_quote", max_chars=2000)
    places = desk.find_words(text, quote)
    if not quote.strip():
        return
    if not places:
        frame.say("error", w("Không thấy câu này trong văn bản. Hãy chép đúng từng chữ."))
        return
    at = 0
    if len(places) > 1:
        at = st.selectbox(
            w("Câu này có ở nhiều chỗ"),
            range(len(places)),
            format_func=lambda n: w("chỗ thứ {n}", n=str(n + 1)),
            key=f"{key}_place",
        )
    start, end = places[at]
    printed = st.text_input(w("Con số như in (bỏ trống nếu không có)"), key=f"{key}_printed", max_chars=60)
    values = desk.find_words(text[start:end], printed)
    if printed.strip() and not values:
        frame.say("error", w("Không thấy con số này trong câu."))
        return
    value = (start + values[0][0], start + values[0][1]) if values else None
    blank = desk.new_statement(text, (start, end), value, {}, names)
    fields, faults = desk_form.statement_fields(blank, names, key=f"{key}_{start}")
    reason = st.text_input(w("Vì sao thêm"), key=f"{key}_reason", max_chars=300)
    for fault in faults:
        frame.say("error", fault)
    if st.button(w("Thêm phát biểu"), key=f"{key}_save", disabled=bool(faults) or not reason.strip()):
        new = desk.new_statement(text, (start, end), value, fields, names)
        made = record.attempt(
            lambda: record.add(submission.submission_id, new, reason=reason), w("Đã thêm phát biểu.")
        )
        if made is not None:
            go(str(made.statement_key))
        st.rerun()


def many_at_once(submission_id: str, items: list[desk.Item]) -> None:
    """Accept what is sure enough and without doubt, named as such in the record."""
    level = st.segmented_control(
        w("Độ tin cậy từ"),
        LEVELS,
        default=LEVELS[0],
        format_func=lambda value: desk.confidence(value, w),
        key="level",
        required=True,
    )
    keys = [item.key for item in items if desk.is_sure(item, level or LEVELS[-1])]
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
            lambda: record.bulk_accept(submission_id, threshold=level or LEVELS[-1], keys=keys),
            w.plural("Đã chấp nhận hàng loạt {n} phát biểu.", len(keys)),
        ),
    )


def about_document(submission: record.Submission, manuscript: record.Manuscript) -> None:
    """The fields of the document, to be put right."""
    is_open = submission.status == "in_review"
    fields, faults = document_form.document_form(
        submission.document,
        None,
        manuscript,
        record.corpus(),
        w,
        key=f"doc_{submission.submission_id}_{submission.document_decision_id}",
    )
    for fault in faults:
        frame.say("error", fault)
    changes = {name: value for name, value in fields.items() if value != submission.document.get(name)}
    if st.button(
        w("Lưu thông tin văn bản"), key="save_document", disabled=bool(faults or not changes or not is_open)
    ):
        record.attempt(
            lambda: record.edit_document(
                submission.submission_id, changes, seen=submission.document_decision_id
            ),
            w("Đã lưu thông tin văn bản."),
        )
        st.rerun()


def finish(submission: record.Submission, items: list[desk.Item]) -> None:
    """Approve when nothing stands against it, else say what does; withdraw, or begin again."""
    id_, seen = submission.submission_id, submission.document_decision_id
    if submission.status == "in_review":
        faults = record.faults(id_)
        if faults:
            st.markdown(f"**{w('Chưa duyệt được, vì:')}**")
            document_id = str(submission.document.get("document_id"))
            for fault in faults:
                frame.say("warning", desk.fault_in_words(fault, document_id, items, names))
        st.button(
            w("Duyệt: việc soát xét đã xong"),
            key="approve",
            type="primary",
            disabled=bool(faults),
            on_click=try_to,
            args=(
                lambda: record.approve(id_, seen=submission.last_decision_id),
                w("Đã duyệt. Văn bản sẽ có trong lần công bố tới."),
            ),
        )
    else:
        st.button(
            w("Mở lại việc soát xét"),
            key="reopen_document",
            on_click=try_to,
            args=(lambda: record.reopen(id_, None, seen=seen), w("Đã mở lại việc soát xét.")),
        )
        if submission.status == "approved" and people.may("publish"):
            st.page_link("pages/publish.py", label=w("Sang trang công bố"), icon=":material/publish:")
    if submission.status != "withdrawn":
        why = st.text_input(w("Lý do rút văn bản"), key=f"withdraw_{id_}", max_chars=300)
        if st.button(w("Rút văn bản"), key="withdraw", disabled=not why.strip()):
            record.attempt(
                lambda: record.withdraw(id_, seen=seen, reason=why),
                w("Đã rút. Lần công bố tới sẽ không còn văn bản này; mọi quyết định vẫn được giữ."),
            )
            st.rerun()


def picture(submission_id: str, item: desk.Item, manuscript: record.Manuscript) -> None:
    """The part of the scanned page where the statement stands, and the whole page on request."""
    page = manuscript.pages[item.page - 1]
    image = record.page_image(submission_id, page.number) if item.candidate.is_ocr else None
    if image is None:
        return
    now = item.now
    part = desk.crop(image, manuscript.text, page, now.quote_start or page.start, now.quote_end or page.start)
    alt = w("Ảnh quanh chỗ này trên trang {page}", page=str(page.number))
    st.image(part, caption=alt, width="stretch")
    with st.expander(w("Ảnh cả trang {page}", page=str(page.number))):
        st.image(image, width="stretch")


def one_submission(submission_id: str) -> None:
    """The desk for one submission."""
    submission = record.submission(submission_id)
    manuscript, candidates = record.manuscript(submission_id), record.candidates(submission_id)
    document = submission.document
    known = record.targets_of(document.get("unit_id"), without=document.get("document_id"))
    items = desk.queue(candidates, manuscript, document, known)
    st.header(intake.name_of(submission, w), anchor=False)
    reviewed = sum(not item.is_open for item in items)
    status = intake.STATUS[submission.status]
    st.progress(
        reviewed / len(items) if items else 1.0,
        text=w("{n}/{total} đã rà · {status}", n=str(reviewed), total=str(len(items)), status=w(status)),
    )
    for kind, text in record.told():
        frame.say(kind, text)
    wanted = state.read_raw("statement")
    item = next((one for one in items if one.key == wanted), None)
    if item is None and items:
        item = next((one for one in items if one.is_open), items[0])
    with st.container(key="desk"):
        left, right = st.columns([3, 2], gap="large")
        with right:
            if item is None:
                st.info(w("Không đọc được phát biểu nào; hãy thêm bằng tay ở dưới nếu văn bản có chỉ tiêu."))
            else:
                at = next(n for n, one in enumerate(items, 1) if one.key == item.key)
                frame.note(
                    w(
                        "Phát biểu {n}/{total}, trang {page}",
                        n=str(at),
                        total=str(len(items)),
                        page=str(item.page),
                    )
                )
                frame.show(desk.doubts_html(item, items, known, names, submission_id))
                frame.show(desk.card(item, names))
                picture(submission_id, item, manuscript)
                if submission.status == "in_review":
                    mode = st.session_state.get("_desk_mode", "")
                    if mode == "reject":
                        rejection(submission_id, item, items)
                    elif mode == "correct":
                        correction(submission_id, item, items)
                    else:
                        buttons(submission_id, item, items)
                else:
                    frame.note(w("Muốn sửa, hãy mở lại việc soát xét ở cuối trang."))
        with left, st.container(height=640, key="reader"):
            marked = desk.spans(items, names, submission_id)
            pages = desk.pages_around(manuscript.pages, item.page if item else 1)
            frame.show(desk.text_html(manuscript, marked, pages, selected=item.key if item else "", w=w))
        frame.bring_into_view()
    if submission.status == "in_review":
        with st.expander(w("Chấp nhận hàng loạt những phát biểu chắc chắn")):
            many_at_once(submission_id, items)
        with st.expander(w("Thêm phát biểu mà máy bỏ sót")):
            addition(submission, manuscript.text)
    with st.expander(w("Thông tin văn bản")):
        about_document(submission, manuscript)
    st.header(w("Kết thúc soát xét"), anchor=False)
    finish(submission, items)
    with st.expander(w("Lịch sử quyết định")):
        frame.show(desk.history_table(record.decisions(submission_id), items, names, submission_id))


st.title(w("Soát xét"))
if account.enter("review", w) is not None:
    wanted = state.read_raw("submission")
    found = record.submissions()
    if wanted and wanted not in {one.submission_id for one in found}:
        frame.say("warning", w("Không có hồ sơ này. Hãy chọn trong danh sách dưới đây."))
        wanted = ""
    if wanted:
        one_submission(wanted)
    elif found:
        shown = data.documents_named([one.document.get("document_id") for one in found])
        units = intake.unit_options(record.corpus(), w)
        frame.show(intake.submissions_table(found, units, w, in_release=list(shown["document_id"])))
    else:
        st.info(w("Chưa có hồ sơ nào."))
        st.page_link("pages/intake.py", label=w("Nạp văn bản"), icon=":material/upload_file:")
