"""For everybody: how the numbers were read, how well, what was checked and corrected, what changed."""

from functools import partial

import streamlit as st

from dashboard import accuracy, data, filters, frame, method

w, names = frame.wording_and_names()

st.title(w("Phương pháp"))
filters.report_unknown(w)

reading, release = st.columns([3, 2], gap="large")
with reading:
    st.header(w("Một con số được đọc ra thế nào"))
    frame.show(data.kept("steps", names, (), lambda: method.steps(w)))
with release:
    st.header(w("Bản phát hành này"))
    facts, before = data.release_facts(), data.release_before()
    frame.show(method.release_facts(facts, before, w))
    changes = data.changes_since(before) if before else None
    if before is None:
        st.info(w("Không còn giữ bản phát hành nào trước bản này để so."))
    elif changes is None:
        st.info(w("Bản phát hành trước có cấu trúc khác nên không so được."))
    else:
        frame.show(method.changes_summary(changes, before, w))
if changes:
    with st.expander(w("Những gì đã đổi so với bản trước")):
        frame.show(data.kept("changes", names, before, partial(method.changes_table, changes, w)))

st.header(w("Độ chính xác đo được"))
figures = data.kept("accuracy", names, accuracy.version(), accuracy.load)
if figures is None:
    st.info(w("Chưa có lần đo nào được lưu lại; không có số thì không nêu số."))
else:
    frame.note(
        w("Lần đo gần nhất, trên đúng dữ liệu và mã đã dựng ra bản phát hành này.")
        if accuracy.belongs_to(figures, str(facts["content_sha256"]))
        else w("Lần đo gần nhất; dữ liệu hoặc mã khi đo khác với bản phát hành này.")
    )
    tables = data.kept("accuracy_tables", names, accuracy.version(), partial(accuracy.tables, figures, w))
    frame.show(tables[0])
    with st.expander(w("Thuộc tính của giá trị, và độ tin cậy có đúng như tự ghi không")):
        frame.show(tables[1])

st.header(w("Phép kiểm"))
checks = data.checks()
frame.note(data.kept("checks_summary", names, (), lambda: method.checks_summary(checks, w)))
frame.show(data.kept("checks", names, (), lambda: method.checks_table(checks, w)))

st.header(w("Sửa bằng tay"))
corrections = data.corrections()
if corrections.empty:
    st.info(w("Chưa có ô nào phải sửa bằng tay: mọi phát biểu đều như quy tắc đọc ra."))
else:
    frame.show(data.kept("corrections", names, (), lambda: method.corrections_table(corrections, w)))

st.header(w("Quy tắc đọc"))
with st.expander(w("Các quy tắc đã dùng, mỗi quy tắc một ví dụ")):
    frame.show(data.kept("rules", names, (), lambda: method.rules_table(data.rules(), w)))
