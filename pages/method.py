"""For everybody: how the numbers were read, how well, what was checked and corrected, what changed."""

import streamlit as st
from markupsafe import Markup

from dashboard import accuracy, data, filters, frame, method
from dashboard.markup import EMPTY, columns, heading, noted, unfolding

w, names = frame.wording_and_names()

st.title(w("Phương pháp"))
filters.report_unknown(w)

facts, before = data.release_facts(), data.release_before()
changes = data.changes_since(before) if before else None


def about_release() -> Markup:
    """What this release is, and what it changed."""
    shown = method.release_facts(facts, before, w)
    if before is None:
        return shown + noted(w("Không còn giữ bản phát hành nào trước bản này để so."))
    if changes is None:
        return shown + noted(w("Bản phát hành trước có cấu trúc khác nên không so được."))
    return shown + method.changes_summary(changes, before, w)


def what_changed() -> Markup:
    """Every change since the release before, folded in."""
    if not changes:
        return EMPTY
    table = data.kept("changes", names, before, lambda: method.changes_table(changes, w))
    return unfolding(w("Những gì đã đổi so với bản trước"), table)


def how_well() -> Markup:
    """The accuracy that was measured, or that none was."""
    figures = data.kept("accuracy", names, accuracy.version(), accuracy.load)
    if figures is None:
        return noted(w("Chưa có lần đo nào được lưu lại; không có số thì không nêu số."))
    tables = data.kept("accuracy_tables", names, accuracy.version(), lambda: accuracy.tables(figures, w))
    whose = (
        w("Lần đo gần nhất, trên đúng dữ liệu và mã đã dựng ra bản phát hành này.")
        if accuracy.belongs_to(figures, str(facts["content_sha256"]))
        else w("Lần đo gần nhất; dữ liệu hoặc mã khi đo khác với bản phát hành này.")
    )
    more = unfolding(w("Thuộc tính của giá trị, và độ tin cậy có đúng như tự ghi không"), tables[1])
    return noted(whose) + tables[0] + more


def checked() -> Markup:
    """What the build checked."""
    checks = data.checks()
    return noted(method.checks_summary(checks, w)) + method.checks_table(checks, w)


def corrected() -> Markup:
    """What people corrected by hand."""
    corrections = data.corrections()
    if corrections.empty:
        return noted(w("Chưa có ô nào phải sửa bằng tay: mọi phát biểu đều như quy tắc đọc ra."))
    return method.corrections_table(corrections, w)


def read_by() -> Markup:
    """The rules of reading, folded in."""
    return unfolding(w("Các quy tắc đã dùng, mỗi quy tắc một ví dụ"), method.rules_table(data.rules(), w))


def section(title: str, content: Markup) -> Markup:
    """A part of the page under its heading."""
    return heading(title) + content


frame.show(
    columns(
        [
            section(
                w("Một con số được đọc ra thế nào"), data.kept("steps", names, (), lambda: method.steps(w))
            ),
            section(w("Bản phát hành này"), about_release()),
        ]
    )
    + what_changed()
    + section(w("Độ chính xác đo được"), how_well())
    + section(w("Phép kiểm"), data.kept("checks", names, (), checked))
    + section(w("Sửa bằng tay"), data.kept("corrections", names, (), corrected))
    + section(w("Quy tắc đọc"), data.kept("rules", names, (), read_by))
)
