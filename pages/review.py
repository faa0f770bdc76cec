"""For those who review: one submission, its text on the left, its statements on the right, doubts first."""

import streamlit as st

from dashboard import account, data, desk, desk_parts, frame, intake, record, state
from dashboard.desk_parts import Desk
from dashboard.wording.labels import label

w, names = frame.wording_and_names()


def open_desk(submission_id: str) -> Desk:
    """Everything about one submission, as it stands now."""
    submission, manuscript = record.submission(submission_id), record.manuscript(submission_id)
    document = submission.document
    known = record.targets_of(document.get("unit_id"), without=document.get("document_id"))
    items = desk.queue(record.candidates(submission_id), manuscript, document, known)
    return Desk(submission, manuscript, items, known, names)


def show_statement(on: Desk, item: desk.Item | None) -> None:
    """The right side: one statement, what to mind about it, and what can be done."""
    if item is None:
        st.info(w("Không đọc được phát biểu nào; hãy thêm bằng tay ở dưới nếu văn bản có chỉ tiêu."))
        return
    place = str(1 + [one.key for one in on.items].index(item.key))
    total, page = str(len(on.items)), str(item.page)
    frame.note(w("Phát biểu {n}/{total}, trang {page}", n=place, total=total, page=page))
    frame.show(desk.card(item, names))
    if on.is_open and desk_parts.mode() == "reject":
        desk_parts.rejection(on, item)  # above what may be long: its keys are seen without scrolling
    frame.show(desk.doubts_html(item, on.items, on.known, names, on.id))
    desk_parts.picture(on, item)
    if not on.is_open:
        frame.note(w("Muốn sửa, hãy mở lại việc soát xét ở cuối trang."))
    elif desk_parts.mode() == "correct":
        desk_parts.correction(on, item)
    elif desk_parts.mode() != "reject":
        desk_parts.buttons(on, item)
    desk_parts.steps(on, item)
    if desk_parts.mode() != "correct":
        frame.show(desk.fields_html(item, names))


def show_text(on: Desk, item: desk.Item | None) -> None:
    """The left side: the text page by page with what was read from it, the statement in view."""
    frame.show(desk.legend(on.items, w))
    marked = desk.spans(on.items, names, on.id)
    pages = desk.pages_around(on.manuscript.pages, item.page if item else 1)
    with st.container(height=640, key="reader"):
        frame.show(desk.text_html(on.manuscript, marked, pages, selected=item.key if item else "", w=w))
    frame.bring_into_view()


def show_desk(on: Desk) -> None:
    """The desk for one submission."""
    st.header(intake.name_of(on.submission, w), anchor=False)
    reviewed, total = sum(not item.is_open for item in on.items), len(on.items)
    status = label(intake.STATUS, on.submission.status, w)
    st.progress(
        reviewed / total if total else 1.0,
        text=w("{n}/{total} đã rà · {status}", n=str(reviewed), total=str(total), status=status),
    )
    for kind, text in record.told():
        frame.say(kind, text)
    item = on.chosen(state.read_raw("statement"))
    with st.container(key="desk"):
        left, right = st.columns([3, 2], gap="large")
        with right:
            show_statement(on, item)
        with left:
            show_text(on, item)
    if item is not None:
        with st.expander(w("Danh sách phát biểu, điều cần để ý đứng đầu")):
            desk_parts.listing(on, item)
    if on.is_open:
        with st.expander(w("Chấp nhận hàng loạt những phát biểu chắc chắn")):
            desk_parts.many_at_once(on)
        with st.expander(w("Thêm phát biểu mà máy bỏ sót")):
            desk_parts.addition(on)
    with st.expander(w("Thông tin văn bản")):
        desk_parts.about_document(on)
    with st.expander(w("Lịch sử quyết định")):
        frame.show(desk.history_table(record.decisions(on.id), on.items, names, on.id))
    st.header(w("Kết thúc soát xét"), anchor=False)
    desk_parts.finish(on)


st.title(w("Soát xét"))
if account.enter("review", w) is not None:
    wanted = state.read_raw("submission")
    found = record.submissions()
    if wanted in {one.submission_id for one in found}:
        frame.show(intake.all_submissions_link(w))
        show_desk(open_desk(wanted))
    else:
        if wanted:
            frame.say("warning", w("Không có hồ sơ này. Hãy chọn trong danh sách dưới đây."))
        if found:
            shown = data.documents_named([one.document.get("document_id") for one in found])
            units = intake.unit_options(record.corpus(), w)
            frame.show(intake.submissions_table(found, units, w, in_release=list(shown["document_id"])))
        else:
            st.info(w("Chưa có hồ sơ nào."))
            st.page_link("pages/intake.py", label=w("Nạp văn bản"), icon=":material/upload_file:")
