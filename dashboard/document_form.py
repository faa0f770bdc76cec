"""What a document is: its fields as widgets, each with where the suggestion was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import frame, intake
from dashboard.links import safe_url
from dashboard.wording import Wording
from etl.sources import Corpus
from intake.letterhead import Suggestion
from intake.manuscript import Manuscript

_LONGEST = 500
_NEVER_READ = ("url",)  # of these it is not said that nothing was found


def document_form(
    document: Mapping[str, Any],
    suggestions: Mapping[str, Suggestion] | None,
    manuscript: Manuscript,
    corpus: Corpus,
    w: Wording,
    *,
    key: str,
) -> tuple[dict[str, Any], list[str]]:
    """The fields as the person left them, starting from `document`; and what is wrong with them.

    With `suggestions` each field says where it was read. `key` keeps the widgets of two documents apart.
    """
    faults: list[str] = []

    def where(field: str) -> None:
        if suggestions is not None and field not in _NEVER_READ:
            frame.note(intake.place_of(suggestions.get(field), manuscript, w))

    def text(
        field: str, label: str, *, hint: str = "", box: Callable[..., str | None] = st.text_input
    ) -> str | None:
        value = box(
            label, str(document.get(field) or ""), key=f"{key}_{field}", max_chars=_LONGEST, placeholder=hint
        )
        where(field)
        return " ".join((value or "").split()) or None

    def parsed(field: str, label: str, parse: Callable[[str], Any], shown: str, hint: str, fault: str) -> Any:
        value = st.text_input(label, shown, key=f"{key}_{field}", max_chars=20, placeholder=hint)
        where(field)
        try:
            return parse(value)
        except ValueError:
            faults.append(fault)
            return document.get(field)

    def choice(field: str, label: str, options: Mapping[str, str], empty: str) -> str | None:
        ids = list(options)
        now = document.get(field)
        picked = st.selectbox(
            label,
            ids,
            index=ids.index(str(now)) if now in options else None,
            format_func=lambda id_: options[id_],
            key=f"{key}_{field}",
            placeholder=empty,
            filter_mode="contains",
        )
        where(field)
        return picked

    fields: dict[str, Any] = {}
    left, right = st.columns(2, gap="large")
    with left:
        # Titles are long: all of it is seen.
        fields["title_vi"] = text("title_vi", w("Tên văn bản"), box=partial(st.text_area, height="content"))
        fields["number"] = text("number", w("Số, ký hiệu"), hint=w("bỏ trống nếu văn bản không có số"))
        kinds = {str(row["kind"]): w.name(row) for row in corpus.rows("document_kinds")}
        fields["kind"] = choice("kind", w("Loại văn bản"), kinds, w("Chọn loại"))
        fields["issuer"] = text("issuer", w("Cơ quan ban hành"))
    with right:
        units = intake.unit_options(corpus, w)
        words = st.text_input(
            w("Tìm đơn vị"), key=f"{key}_unit_words", placeholder=w("gõ không dấu cũng được"), max_chars=60
        )
        kept = [str(document["unit_id"])] if document.get("unit_id") else []
        chosen = st.session_state.get(f"{key}_unit_id")
        found = intake.named(units, words, [*kept, *([chosen] if chosen else [])])
        fields["unit_id"] = choice(
            "unit_id", w("Đơn vị"), {id_: units[id_] for id_ in found}, w("Chọn tỉnh, thành phố")
        )
        day_fault = w("Ngày viết như 15/3/2022, 3/2022 hoặc 2022.")
        year_fault = w("Năm viết bằng bốn chữ số.")
        days, years = st.columns(2)
        with days:
            for field, label in (
                ("issued_date", w("Ngày ban hành")),
                ("published_date", w("Ngày đăng")),
            ):
                shown = intake.shown_day(document.get(field))
                fields[field] = parsed(field, label, intake.parse_day, shown, "15/3/2022", day_fault)
        with years:
            for field, label in (
                ("period_start", w("Giai đoạn từ năm")),
                ("period_end", w("Giai đoạn đến năm")),
            ):
                shown = str(document.get(field) or "")
                fields[field] = parsed(field, label, intake.parse_year, shown, "2030", year_fault)
        territory = intake.territory_name(fields, corpus, w)
        if territory:
            frame.note(w("Địa giới vào ngày của văn bản: {territory}.", territory=territory))
    with left:
        fields["url"] = text("url", w("Địa chỉ đăng văn bản (nếu có)"))
        fields["publisher"] = text("publisher", w("Nơi đăng (nếu có)"))
    if fields["url"] and not safe_url(fields["url"]):
        faults.append(w("Địa chỉ phải bắt đầu bằng https:// hoặc http://."))
    faults += intake.date_faults(fields, w)
    if fault := intake.territory_fault(fields, corpus, w):
        faults.append(fault + ".")
    return fields, list(dict.fromkeys(faults))
