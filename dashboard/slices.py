"""What the data page shows. Pure: frames in, markup out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from dashboard.links import document_link
from dashboard.markup import Column, anchor, doubt_badge, evidence_badge, nowrap, statement_anchor, table
from dashboard.names import Names, Row
from dashboard.wording import Wording
from dashboard.wording.labels import KINDS, label
from dashboard.wording.numbers import is_missing

PREVIEW = 20  # rows shown; the file has all of them


def count(counts: Mapping[str, int], w: Wording) -> Markup:
    """How many statements are chosen, and how many of them are quoted; `counts` are by evidence."""
    return Markup('<p role="status"><b>{}</b> <span class="ms-quiet">{}</span></p>').format(
        w.plural("{n} phát biểu", sum(counts.values())),
        w(
            "({quoted} trích nguyên văn, {cited} dẫn lại)",
            quoted=str(counts.get("quoted", 0)),
            cited=str(counts.get("cited", 0)),
        ),
    )


def preview(statements: pd.DataFrame, names: Names, *, total: int) -> Markup:
    """The first rows of a slice of `total`; a value leads to its sentence."""
    w = names.w
    rows = statements.head(PREVIEW).to_dict("records")
    return table(
        w("{n} dòng đầu; tệp tải về có đủ.", n=str(len(rows)))
        if total > len(rows)
        else w("Tất cả các dòng đã chọn."),
        [
            Column(
                w("Nội dung"),
                [names.indicator(row["indicator_id"]) or str(row["subject_vi"]) for row in rows],
            ),
            Column(w("Đơn vị"), [names.unit(row["unit_id"]) for row in rows], is_short=True),
            Column(
                w("Mốc"), ["" if is_missing(row["horizon"]) else str(int(row["horizon"])) for row in rows]
            ),
            Column(
                w("Giá trị"),
                [statement_anchor(row["statement_id"], names.value(row) or w("có nêu"), w) for row in rows],
                is_number=True,
            ),
            Column(w("Phạm vi"), [names.scope(row["scope"], row["indicator_id"]) for row in rows]),
            Column(w("Loại"), [label(KINDS, row["kind"], w) for row in rows]),
            Column(w("Văn bản"), [_document(row, w) for row in rows]),
            Column(
                w("Nguồn"),
                [evidence_badge(row["evidence"], w) + " " + doubt_badge(row["doubt"], w) for row in rows],
            ),
        ],
    )


def _document(row: Row, w: Wording) -> Markup:
    number = row["document_number"]
    text = w.name(row, "document_title") if is_missing(number) else nowrap(str(number))
    return anchor(document_link(str(row["document_id"]), language=w.language), text)


def dictionary(columns: pd.DataFrame, w: Wording) -> Markup:
    """Each column of the file: its name, its type, what it holds."""
    rows = columns.to_dict("records")
    listing = table(
        w("Mỗi dòng là một cột của tệp tải về."),
        [
            Column(w("Cột"), [Markup("<code>{}</code>").format(row["name"]) for row in rows]),
            Column(w("Kiểu"), [str(row["type"]) for row in rows]),
            Column(w("Ý nghĩa"), [w.name(row, "meaning") for row in rows]),
        ],
    )
    return Markup("<details><summary>{}</summary>{}</details>").format(
        w.plural("{n} cột của tệp tải về", len(rows)), listing
    )
