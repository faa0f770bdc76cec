"""The widgets of the review desk: the fields of a statement, as a person corrects or adds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import desk
from dashboard.names import Names
from dashboard.wording import N_
from dashboard.wording.labels import FIRMNESS, KINDS, label
from etl.model import Statement

# "=" has no word of its own in a sentence; a list of choices needs one.
_OPERATORS = {
    "=": N_("bằng đúng"),
    ">=": N_("ít nhất"),
    ">": N_("trên"),
    "<=": N_("không quá"),
    "<": N_("dưới"),
    "~": N_("khoảng"),
}
_KINDS = ("target", "commitment", "baseline")


def statement_fields(statement: Statement, names: Names, *, key: str) -> tuple[dict[str, Any], list[str]]:
    """The fields as the person left them, starting from `statement`, with what follows from them; and faults.

    `key` keeps the widgets of two statements apart.
    """
    w = names.w
    faults: list[str] = []
    fields: dict[str, Any] = {}

    def typed(field: str, title: str, now: str, parse: Callable[[str], Any], fault: str) -> Any:
        text = st.text_input(title, now, key=f"{key}_{field}", max_chars=40)
        try:
            return parse(text)
        except ValueError:
            faults.append(fault)
            return getattr(statement, field)

    def picked(field: str, title: str, options: list[str], name_of: Callable[[str], str]) -> str | None:
        now = getattr(statement, field)
        return st.selectbox(
            title,
            options,
            index=options.index(now) if now in options else None,
            format_func=name_of,
            key=f"{key}_{field}",
            placeholder=w("chưa rõ"),
            filter_mode="contains",
        )

    words = st.text_input(
        w("Tìm chỉ tiêu"), key=f"{key}_words", placeholder=w("gõ không dấu cũng được"), max_chars=80
    )
    offered = desk.indicator_order(statement, names, words)
    chosen = st.session_state.get(f"{key}_indicator_id", statement.indicator_id)
    if chosen and chosen not in offered:
        offered = [chosen, *offered]
    fields["indicator_id"] = picked(
        "indicator_id",
        w("Chỉ tiêu (gợi ý đứng đầu)"),
        offered,
        lambda id_: (
            w("Gợi ý: {name}", name=names.indicator(id_))
            if id_ == statement.suggested_indicator_id
            else names.indicator(id_)
        ),
    )
    number_fault = w("Viết số như 4,2 hoặc 1.400.")
    first = st.columns(3)
    with first[0]:
        fields["operator"] = picked(
            "operator", w("Phép so"), list(_OPERATORS), lambda id_: label(_OPERATORS, id_, w)
        )
    for place, field, title in ((1, "value", w("Giá trị")), (2, "value_high", w("Cận trên"))):
        with first[place]:
            now = desk.shown_number(getattr(statement, field), w)
            fields[field] = typed(field, title, now, lambda text: desk.parse_number(text, w), number_fault)
    second = st.columns(3)
    with second[0]:
        units = names.lists.value_units
        fields["value_unit"] = picked(
            "value_unit", w("Đơn vị đo"), list(units), lambda id_: w.name(units[id_])
        )
    with second[1]:
        year = statement.horizon or statement.as_of_year
        fields["horizon"] = typed(
            "horizon",
            w("Mốc (năm)"),
            str(year or ""),
            lambda text: int(text) if text.strip() else None,
            w("Năm viết bằng bốn chữ số."),
        )
    with second[2]:
        fields["kind"] = picked("kind", w("Loại"), list(_KINDS), lambda id_: label(KINDS, id_, w)) or "target"
    third = st.columns(2)
    with third[0]:
        now_scope = [one for one in statement.scope.split("; ") if one in names.lists.scopes]
        scopes = st.multiselect(
            w("Phạm vi"),
            list(names.lists.scopes),
            now_scope,
            format_func=names.scope,
            key=f"{key}_scope",
            placeholder=w("chưa rõ"),
            select_all=False,
            filter_mode="contains",
        )
        fields["scope"] = "; ".join(one for one in names.lists.scopes if one in set(scopes))
    with third[1]:
        fields["firmness"] = picked(
            "firmness", w("Độ chắc"), list(FIRMNESS), lambda id_: label(FIRMNESS, id_, w)
        )
    fields["variant"] = picked(
        "variant", w("Cách xác định (nếu văn bản nói rõ)"), list(names.lists.variants), names.variant
    )
    fields["note"] = st.text_input(
        w("Ghi chú"), statement.note or "", key=f"{key}_note", max_chars=300
    ).strip() or None  # fmt: skip
    if fields["kind"] == "baseline":
        fields["as_of_year"] = fields["horizon"]
    done = desk.completed(fields, statement, names)
    return done, [*dict.fromkeys(faults), *desk.field_faults(done, statement, names)]
