"""For those who may submit: hand in a document, check what was read of it, send it to the review desk."""

import hashlib

import streamlit as st

from dashboard import account, data, document_form, frame, intake, record

w, names = frame.wording_and_names()


def read_with_progress(name: str, content: bytes) -> intake.ReadFile | None:
    """The file as read, kept for this session; None where it could not be, and the page has said why."""
    checksum = hashlib.sha256(content).hexdigest()
    kept = st.session_state.get("_read_file")
    if kept is not None and kept[0] == checksum:
        found: intake.ReadFile | record.MocSoError = kept[1]
        if isinstance(found, intake.ReadFile):
            return found
        tell_fault(found)
        return None
    fault: record.MocSoError | None = None
    with st.status(w("Đang đọc tệp…"), expanded=True) as status:
        bar = st.progress(0.0)
        try:
            file = intake.read(name, content, lambda share, stage: bar.progress(share, text=stage), w)
        except record.MocSoError as error:
            fault = error
            is_known = isinstance(error, record.AlreadyKnown)
            status.update(label=w("Văn bản này đã có") if is_known else w("Chưa đọc được tệp"), state="error")
        else:
            status.update(label=w("Đã đọc xong"), state="complete", expanded=False)
    if fault is not None:
        if not isinstance(fault, record.AlreadyKnown):  # what is known may change; a broken file stays so
            st.session_state["_read_file"] = (checksum, fault)
        tell_fault(fault)
        return None
    st.session_state["_read_file"] = (checksum, file)
    return file


def tell_fault(fault: record.MocSoError) -> None:
    """What went wrong, and the way to the document where it is here already."""
    frame.say("error", w.said(fault))
    if isinstance(fault, record.AlreadyKnown):
        frame.show(intake.known_links(fault, w))


def send(file: intake.ReadFile) -> None:
    """The document form; its button sends the document to the review desk."""
    st.header(w("Văn bản này là gì"))
    frame.note(w("Những gì đọc được đã điền sẵn, kèm chỗ đã đọc. Hãy so với văn bản và sửa chỗ sai."))
    known = st.container()
    for warning in file.manuscript.warnings:
        frame.say("warning", w.said(warning))
    fields, faults = document_form.document_form(
        file.draft.document,
        file.draft.fields,
        file.manuscript,
        record.corpus(),
        w,
        key=f"new_{file.sha256[:16]}",
    )
    for fault in faults:
        frame.say("error", fault)
    extra = {"implements": file.draft.document.get("implements")}
    document = {**extra, **fields, "document_id": intake.document_id_of(fields)}
    here = intake.known_already(document)
    if here is not None:
        with known:
            tell_fault(here)
    if st.button(
        w("Gửi tới bàn soát xét"),
        type="primary",
        disabled=bool(faults or here),
        icon=":material/rate_review:",
    ):
        try:
            made = record.submit(file.manuscript, file.data, document, file.draft.statements)
        except record.MocSoError as error:
            tell_fault(error)
        else:
            del st.session_state["_read_file"]
            frame.turn("review", w, submission=made.submission_id)


st.title(w("Nạp văn bản"))
if account.enter("submit", w) is not None:
    frame.show(frame.style(frame.UPLOAD_STYLE))
    frame.show(intake.what_is_taken(w))
    upload = st.file_uploader(w("Tệp văn bản"), max_upload_size=intake.MOST_MIB, key="upload")
    if upload is not None and (file := read_with_progress(upload.name, upload.getvalue())) is not None:
        frame.note(f"{file.manuscript.name}: {intake.file_facts(file, w)}")
        send(file)
    st.header(w("Hồ sơ đã nạp"))
    submissions = record.submissions()
    if submissions:
        units = intake.unit_options(record.corpus(), w)
        shown = data.documents_named([one.document.get("document_id") for one in submissions])
        frame.show(intake.submissions_table(submissions, units, w, in_release=list(shown["document_id"])))
    else:
        st.info(w("Chưa có hồ sơ nào."))
