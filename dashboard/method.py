"""What the method page shows of a release: its rules, checks, corrections and changes.

Pure: frames in, markup out.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from dashboard.links import document_link, statement_link
from dashboard.markup import EMPTY, Column, anchor, facts, statement_anchor, table
from dashboard.names import Row
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import day, is_missing, number, percent
from warehouse.queries.diff import Change, Difference

SEVERITIES = {
    "error": N_("chặn phát hành"),
    "warning": N_("cảnh báo"),
    "info": N_("lưu ý"),
}
TABLES = {"documents": N_("văn bản"), "statements": N_("phát biểu"), "tasks": N_("nhiệm vụ")}
CHANGES: dict[Change, str] = {"added": N_("thêm"), "removed": N_("bớt"), "changed": N_("đổi")}
FIRST = 40  # changes listed

# How a number comes onto a page, in the order of the work.
STEPS = (
    N_(
        "Văn bản gốc được giữ nguyên từng byte, có mã kiểm tra. Mọi câu trích đều chỉ đúng vị trí ký tự "
        "trong tệp gốc; lệch một ký tự là không phát hành."
    ),
    N_(
        "Quy tắc đọc câu: tìm con số và đơn vị, cách nói (trên, ít nhất, khoảng), rồi xét câu ấy là mục "
        "tiêu, hiện trạng hay chuyện khác. Mỗi phát biểu ghi lại quy tắc và những chữ đã quyết định."
    ),
    N_(
        "Mốc năm lấy trong câu; không có thì lấy đề mục phía trên, rồi tên văn bản. Văn bản không nêu thì "
        "để trống, không suy ra."
    ),
    N_(
        "Chỉ tiêu, phạm vi, lĩnh vực gán theo bảng từ có trọng số. Không chắc thì để “chưa có chỉ tiêu”, "
        "không gán bừa."
    ),
    N_(
        "Số dẫn lại từ văn bản không giữ lời được ghi riêng, có nguồn, và không bao giờ lẫn với câu "
        "trích. Số còn nghi ngờ về mốc hay địa giới thì hiện kèm dấu hỏi, không dùng để kết luận."
    ),
    N_(
        "Chỉ so hai mục tiêu khi cùng chỉ tiêu, phạm vi, cách xác định, đơn vị đo, mốc và địa giới. Khác "
        "một điều thì đặt cạnh nhau, nêu lý do, không trừ."
    ),
)


def steps(w: Wording) -> Markup:
    """How numbers are read, as a numbered list."""
    return Markup('<ol class="ms-steps">{}</ol>').format(
        Markup("").join(Markup("<li>{}</li>").format(w(step)) for step in STEPS)
    )


def rules_table(rules: pd.DataFrame, w: Wording) -> Markup:
    """The rules at work in this release, each with what it read and its shortest sentence."""
    rows = rules.to_dict("records")
    return table(
        w(
            "Quy tắc đã dùng trong bản này. Trước dấu gạch là dạng của giá trị, sau là điều quyết định câu "
            "ấy nói về mục tiêu hay hiện trạng."
        ),
        [
            Column(w("Quy tắc"), [Markup("<code>{}</code>").format(row["rule"]) for row in rows]),
            Column(
                w("Số phát biểu"),
                [number(int(row["statements"]), w.language) for row in rows],
                is_number=True,
            ),
            Column(
                w("Độ tin cậy trung bình"),
                [
                    ""
                    if is_missing(row["confidence"])
                    else percent(round(row["confidence"] * 100), w.language)
                    for row in rows
                ],
                is_number=True,
            ),
            Column(w("Ví dụ"), [_example(row, w) for row in rows]),
        ],
    )


def _confidence(share: object, w: Wording) -> str:
    return "" if is_missing(share) else percent(round(float(str(share)) * 100), w.language)


def _example(row: Row, w: Wording) -> Markup:
    quote = " ".join(str(row["example_quote"]).split())
    return Markup('<q lang="vi">{}</q> {}').format(
        quote, statement_anchor(row["example_id"], w("xem tại chỗ"), w)
    )


def checks_summary(checks: pd.DataFrame, w: Wording) -> str:
    """How many checks passed, and what the others mean."""
    failed = checks[~checks["passed"]]
    return w(
        "{passed}/{all} phép kiểm đạt. Phép kiểm “chặn phát hành” không đạt thì không có bản mới; các phép "
        "còn lại ghi ra để người đọc biết.",
        passed=number(len(checks) - len(failed), w.language),
        all=number(len(checks), w.language),
    )


def checks_table(checks: pd.DataFrame, w: Wording) -> Markup:
    """Each check with its result; the details of a failed one fold out."""
    rows = checks.to_dict("records")

    def result(row: Row) -> Markup:
        if row["passed"]:
            return Markup('<span class="ms-tone-good">✓ {}</span>').format(w("đạt"))
        count = w.plural("{n} trường hợp", int(row["failures"]))
        return Markup('<b class="ms-tone-bad">! {}</b>').format(count)

    def title(row: Row) -> Markup:
        head = Markup("{}").format(w.name(row, "title"))
        if row["passed"] or is_missing(row["detail"]):
            return head
        lines = Markup("").join(Markup("<li>{}</li>").format(x) for x in str(row["detail"]).splitlines())
        return Markup('{}<details><summary>{}</summary><ul lang="vi">{}</ul></details>').format(
            head, w("Chi tiết"), lines
        )

    return table(
        w("Kết quả các phép kiểm khi dựng bản này."),
        [
            Column(w("Phép kiểm"), [title(row) for row in rows]),
            Column(w("Mức"), [label(SEVERITIES, row["severity"], w) for row in rows]),
            Column(w("Kết quả"), [result(row) for row in rows]),
        ],
    )


def corrections_table(corrections: pd.DataFrame, w: Wording) -> Markup:
    """The ledger: what a person changed, from what to what, why, who and when."""
    rows = corrections.to_dict("records")
    return table(
        w("Mỗi dòng là một ô mà người rà soát đã sửa; câu gốc thay đổi thì dòng sửa hết hiệu lực."),
        [
            Column(
                w("Phát biểu"),
                [statement_anchor(row["statement_id"], row["statement_id"], w) for row in rows],
            ),
            Column(w("Cột"), [Markup("<code>{}</code>").format(row["field"]) for row in rows]),
            Column(w("Máy đọc"), [_written(row["old_value"], w) for row in rows]),
            Column(w("Sửa thành"), [_written(row["new_value"], w) for row in rows]),
            Column(w("Lý do"), [str(row["reason"]) for row in rows]),
            Column(w("Người sửa"), [str(row["author"]) for row in rows]),
            Column(w("Ngày"), [day(str(row["date"])[:10], w.language) for row in rows]),
        ],
    )


def release_facts(release: Row, before: str | None, w: Wording) -> Markup:
    """Which release this is."""
    return facts(
        [
            (w("Mã bản phát hành"), Markup("<code>{}</code>").format(release["release_id"])),
            (w("Nội dung đến ngày"), day(str(release["content_date"])[:10], w.language)),
            (w("Số văn bản"), number(int(release["documents"]), w.language)),
            (w("Số phát biểu"), number(int(release["statements"]), w.language)),
            (w("Mã kiểm tra nội dung"), Markup("<code>{}</code>").format(release["content_sha256"])),
            (w("Bản trước còn giữ"), Markup("<code>{}</code>").format(before) if before else ""),
        ]
    )


def changes_summary(changes: Sequence[Difference], before: str, w: Wording) -> Markup:
    """How many rows of each table came, went and changed since the release `before`."""
    counts: dict[tuple[str, Change], int] = {}
    for one in changes:
        counts[one.table, one.change] = counts.get((one.table, one.change), 0) + 1
    said = [
        f"{w(name)}: "
        + ", ".join(
            f"{number(counts[table_, change], w.language)} {w(word)}"
            for change, word in CHANGES.items()
            if (table_, change) in counts
        )
        for table_, name in TABLES.items()
        if any((table_, change) in counts for change in CHANGES)
    ]
    id_ = Markup("<code>{}</code>").format(before)
    if not said:
        return Markup("<p>{}</p>").format(
            w.rich("So với bản {id}: văn bản, phát biểu và nhiệm vụ không đổi.", id=id_)
        )
    return Markup("<p>{}</p>").format(w.rich("So với bản {id}: {said}.", id=id_, said="; ".join(said)))


def changes_table(changes: Sequence[Difference], w: Wording) -> Markup:
    """The first FIRST changes: what, in which document, and each changed column before and after."""
    shown = list(changes[:FIRST])
    if not shown:
        return EMPTY

    def what(one: Difference) -> Markup:
        text = " ".join(one.shown.split())
        if one.table == "statements" and one.change != "removed":
            return anchor(statement_link(one.row_id, language=w.language), text)
        return Markup("{}").format(text)

    return table(
        w("{shown} trong {n} thay đổi.", shown=str(len(shown)), n=number(len(changes), w.language)),
        [
            Column(w("Nội dung"), [what(one) for one in shown]),
            Column(w("Thay đổi"), [f"{w(TABLES[one.table])}: {w(CHANGES[one.change])}" for one in shown]),
            Column(w("Từ → thành"), [changed_fields(one, w) for one in shown]),
            Column(
                w("Văn bản"),
                [
                    anchor(document_link(one.document_id, language=w.language), one.document_id)
                    for one in shown
                ],
            ),
        ],
    )


def changed_fields(one: Difference, w: Wording) -> Markup:
    """Each column that changed, before and after; empty for a row that came or went."""
    return Markup("<br>").join(
        Markup("<code>{}</code> {} → {}").format(name, _written(was, w), _written(now, w))
        for name, (was, now) in one.fields.items()
    )


def _written(value: object, w: Wording) -> str:
    if is_missing(value) or value == "":
        return w("(trống)")
    if isinstance(value, float):
        return number(value, w.language)
    text = " ".join(str(value).split())
    return text if len(text) <= 80 else text[:79] + "…"
