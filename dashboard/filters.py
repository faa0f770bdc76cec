"""Widgets whose choice lives in the URL; each returns plain values.

All of them take the id as option and say its name with `name_of`, so that the URL holds ids only.
Select boxes of Streamlit do not fold accents: `search_box` and a folded text do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.markup import document_name, plain
from dashboard.names import Names
from dashboard.selection import NOT_ASKED, CoverageChoice, PairChoice, RoadChoice, StatementChoice
from dashboard.wording import Wording
from dashboard.wording.labels import EVIDENCE_SHORT, KINDS, REASONS, TIERS, VERDICTS, label
from dashboard.wording.numbers import day, number
from warehouse.folding import fold


def choose_one(
    key: str,
    label: str,
    options: Sequence[str],
    name_of: Callable[[str], str],
    *,
    default: str,
    as_buttons: bool = False,
    hide_label: bool = False,
    write: bool = True,
) -> str:
    """One of `options`; `default` where the URL says nothing. `write` puts the choice into the URL."""
    chosen = state.resolve(key, [default], set(options).__contains__) or [default]
    st.session_state[key] = chosen[0]
    if as_buttons:
        picked = st.segmented_control(
            label,
            options,
            format_func=name_of,
            key=key,
            required=True,
            width="content",
            # In a grid buttons would stand in one line, cut off where it ends.
            wrap=None if hide_label else True,
            label_visibility="collapsed" if hide_label else "visible",
        )
    else:
        picked = st.selectbox(label, options, format_func=name_of, key=key, filter_mode="contains")
    value = picked or default
    state.keep(key, [value], [default] if write else [value])
    return value


def choose_some(
    key: str,
    label: str,
    options: Sequence[str],
    name_of: Callable[[str], str],
    *,
    default: Sequence[str] = (),
    placeholder: str = "",
    as_buttons: bool = False,
) -> list[str]:
    """Any of `options`, in their order; the empty list where nothing is chosen."""
    chosen = state.resolve(key, default, set(options).__contains__)
    st.session_state[key] = chosen
    if as_buttons:
        picked = st.pills(label, options, selection_mode="multi", format_func=name_of, key=key, wrap=True)
    else:
        # "Select all" would be English, and nothing chosen means all of them anyway.
        picked = st.multiselect(
            label,
            options,
            format_func=name_of,
            key=key,
            placeholder=placeholder,
            filter_mode="contains",
            select_all=False,
        )
    value = [option for option in options if option in set(picked)]
    state.keep(key, list(picked), default)
    return value


def search_box(key: str, label: str, *, placeholder: str, width: int | Literal["stretch"] = "stretch") -> str:
    """Words to look for, folded; "" where nothing was typed. `width` in pixels, or all there is."""
    chosen = state.resolve(key, [], lambda _: True)
    st.session_state[key] = chosen[0] if chosen else ""
    typed = st.text_input(label, key=key, placeholder=placeholder, max_chars=100, width=width)
    state.keep(key, state.as_list(typed), [])
    return fold(typed)


def switch(key: str, label: str, *, default: bool = False) -> bool:
    """On or off; the URL holds 1 or 0."""
    start = ["1" if default else "0"]
    chosen = state.resolve(key, start, {"0", "1"}.__contains__) or start
    st.session_state[key] = chosen[0] == "1"
    value = bool(st.toggle(label, key=key))
    state.keep(key, ["1" if value else "0"], start)
    return value


MOST_BUTTONS = 8  # units; more of them do not fit as buttons


def pick_units(names: Names, *, with_nation: bool, as_buttons: bool = True) -> list[str]:
    """Units to show, the nation among them where `with_nation`; nothing chosen means all of them.

    Dozens of them come with a search that ignores accents; what it finds counts as chosen.
    """
    units = names.compared() if with_nation else names.provinces()
    w = names.w
    label = w("Đơn vị (bỏ trống: tất cả)") if with_nation else w("Tỉnh (bỏ trống: tất cả)")
    if as_buttons and len(units) <= MOST_BUTTONS:
        return choose_some("unit", label, units, names.unit, as_buttons=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = search_box("unit_q", w("Tìm đơn vị"), placeholder=w("không dấu"), width=120)
        found = units_named(names, units, words)
        offered = {*found, *state.remembered("unit")}
        options = [id_ for id_ in units if id_ in offered]
        picked = choose_some("unit", label, options, names.unit, placeholder=w("Tất cả"))
    if words and not found:
        st.info(w("Không tìm thấy đơn vị nào như vậy; danh sách có lại đủ."))
    return picked or (found if words else [])


def units_named(names: Names, ids: Sequence[str], words: str) -> list[str]:
    """The units whose folded name holds `words`, in a row: "dong do" is not every "Đồng"."""
    return [id_ for id_ in ids if " ".join(words.split()) in str(names.lists.units[id_]["folded"])]


def pick_horizons(w: Wording, horizons: Sequence[int]) -> list[int]:
    """Years to show; nothing chosen means all of them."""
    years = [str(year) for year in horizons]
    return [
        int(year) for year in choose_some("horizon", w("Mốc (bỏ trống: tất cả)"), years, str, as_buttons=True)
    ]


def pick_themes(names: Names) -> list[str]:
    """Pillars to show; nothing chosen means all of them."""
    w = names.w
    return choose_some(
        "theme", w("Lĩnh vực"), list(names.lists.themes), names.theme, placeholder=w("Tất cả lĩnh vực")
    )


def indicator_search(w: Wording) -> list[str]:
    """Words, folded, that an indicator's name must hold."""
    return search_box("q", w("Tìm chỉ tiêu"), placeholder=w("gõ không dấu cũng được")).split()


def _named(names: Names, ids: Sequence[str], words: Sequence[str]) -> list[str]:
    """The indicators whose folded name holds all `words`."""
    if not words:
        return list(ids)
    folded = {id_: str(names.lists.indicators[id_]["folded"]) for id_ in ids}
    return [id_ for id_ in ids if all(word in folded[id_] for word in words)]


def pick_indicators(names: Names, offered: Sequence[str], words: Sequence[str]) -> list[str]:
    """Indicators by name among those that hold all `words`; all of these where none is picked.

    `offered` are the indicators that the page could show. Where the search finds none, the list holds
    one id that no indicator has, so that the page shows nothing and says so.
    """
    w = names.w
    found = _named(names, offered, words)
    kept = {*found, *state.remembered("indicator")}
    options = [id_ for id_ in offered if id_ in kept]
    picked = choose_some(
        "indicator", w("Chỉ tiêu"), options, names.indicator, placeholder=w("Tất cả chỉ tiêu tìm thấy")
    )
    if picked or not words:
        return picked
    return found or [""]


def choose_pairs(names: Names, horizons: Sequence[int], offered: Sequence[str], *, newest: str) -> PairChoice:
    """What to compare and on which basis (`at_issue` or `today`), as the reader set it.

    `newest` is the ISO date up to which the release knows which national goal is in force.
    """
    w = names.w
    today = w("hôm nay (đến {date})", date=day(newest, w.language))
    with st.grid(3) as grid:
        with grid.cell():
            units = pick_units(names, with_nation=False)
        years = pick_horizons(w, horizons)
        basis = choose_one(
            "basis",
            w("Mục tiêu quốc gia có hiệu lực"),
            ["at_issue", "today"],
            lambda id_: w("khi tỉnh ban hành") if id_ == "at_issue" else today,
            default="at_issue",
            as_buttons=True,
        )
        words = indicator_search(w)
        indicators = pick_indicators(names, offered, words)
        themes = pick_themes(names)
    verdicts, reasons, scopes, certain, by_gap = _narrow_pairs(names)
    return PairChoice(
        units=units,
        themes=themes,
        indicators=indicators,
        horizons=years,
        scopes=scopes,
        verdicts=verdicts,
        reasons=reasons,
        basis="today" if basis == "today" else "at_issue",
        only_certain=certain,
        by_gap=by_gap,
    )


# Filters that few readers need, and what they are without a choice.
_RARE = {"verdict": [], "reason": [], "scope": [], "certain": ["0"], "gap": ["1"]}


def _narrow_pairs(names: Names) -> tuple[list[str], list[str], list[str], bool, bool]:
    """The verdicts, reasons and scopes to keep, whether only what is certain, whether sorted by gap.

    They fold out. While they are folded and nothing is chosen in them they are not made at all: half of
    the page's widgets are here.
    """
    w = names.w
    is_set = any(state.remembered(key) not in ([], default) for key, default in _RARE.items())
    # A link that chooses something here shows it; a reader who folds it in again is left in peace.
    if is_set and not (st.session_state.get("_rare_set") and "rare" in st.session_state):
        st.session_state["rare"] = True
    st.session_state["_rare_set"] = is_set
    folded = st.expander(
        w("Lọc thêm theo kết quả, lý do, phạm vi, độ chắc chắn"), key="rare", on_change="rerun"
    )
    if not (folded.open or is_set):
        return [], [], [], False, True
    with folded, st.grid(3, vertical_alignment="bottom") as grid:
        with grid.cell():
            verdicts = choose_some(
                "verdict",
                w("Kết quả"),
                list(VERDICTS),
                lambda id_: w(VERDICTS[id_].word),
                placeholder=w("Tất cả"),
            )
            reasons = choose_some(
                "reason",
                w("Lý do"),
                [code for code in names.lists.reasons if code != NOT_ASKED],
                lambda id_: label(REASONS, id_, w),
                placeholder=w("Tất cả"),
            )
        scopes = choose_some(
            "scope", w("Phạm vi"), list(names.lists.scopes), names.scope, placeholder=w("Tất cả")
        )
        with grid.cell():
            certain = switch("certain", w("Bỏ dòng còn nghi ngờ"))
            by_gap = switch("gap", w("Xếp theo khoảng cách"), default=True)
    return verdicts, reasons, scopes, certain, by_gap


def choose_statements(names: Names, horizons: Sequence[int]) -> StatementChoice:
    """Which statements to take away, as the reader set it."""
    w = names.w
    with st.grid(3) as grid:
        with grid.cell():
            units = pick_units(names, with_nation=True)
        years = pick_horizons(w, horizons)
        evidence = choose_some(
            "evidence",
            w("Nguồn"),
            list(EVIDENCE_SHORT),
            lambda id_: label(EVIDENCE_SHORT, id_, w),
            as_buttons=True,
        )
        themes = pick_themes(names)
        kinds = choose_some(
            "kind",
            w("Loại"),
            ["target", "commitment", "baseline"],
            lambda id_: label(KINDS, id_, w),
            placeholder=w("Tất cả"),
        )
        with grid.cell():
            words = search_box("q", w("Tìm trong phát biểu"), placeholder=w("gõ không dấu cũng được"))
            certain = switch("certain", w("Bỏ dòng còn nghi ngờ"))
    return StatementChoice(
        units=units,
        themes=themes,
        horizons=years,
        kinds=kinds,
        evidence=evidence,
        search=words,
        only_certain=certain,
    )


def choose_coverage(names: Names, horizons: Sequence[int]) -> CoverageChoice:
    """Which units, years and theme to look at, as the reader set it."""
    with st.grid(3) as grid:
        with grid.cell():
            units = pick_units(names, with_nation=True)
        years = pick_horizons(names.w, horizons)
        themes = pick_themes(names)
    return CoverageChoice(units=units, themes=themes, horizons=years)


def choose_roads(names: Names, indicators: Sequence[str]) -> RoadChoice:
    """What to follow along the years; `indicators` are those with a goal, the most telling first.

    The one indicator and the one unit have parameters of their own: they are never "all", and would
    narrow the other pages.
    """
    w = names.w
    is_many = len(names.compared()) > MOST_BUTTONS
    columns = st.columns([22, 36, 18, 32] if is_many else [22, 26, 20, 40], vertical_alignment="top")
    with columns[0]:
        by = choose_one(
            "by",
            w("Theo dõi"),
            ["indicator", "unit"],
            lambda id_: w("một chỉ tiêu") if id_ == "indicator" else w("một đơn vị"),
            default="indicator",
            as_buttons=True,
        )
    if by == "unit":
        units = names.compared()
        with columns[1]:
            unit = choose_one(
                "road_unit",
                w("Đơn vị"),
                units,
                names.unit,
                default=(names.provinces() or units)[0],
                as_buttons=len(units) <= 8,
            )
        with columns[3]:
            themes = pick_themes(names)
            shows_all = bool(themes) or switch("all", w("Hiện mọi chỉ tiêu của từng lĩnh vực"))
        return RoadChoice(is_by_unit=True, units=[unit], themes=themes, shows_all=shows_all)
    with columns[1]:
        units = pick_units(names, with_nation=True)
    with columns[2]:
        words = indicator_search(w)
    found = _named(names, indicators, words)
    if not found:
        st.info(w("Không tìm thấy chỉ tiêu nào như vậy; danh sách có lại đủ."))
        found = list(indicators)
    with columns[3]:
        indicator = choose_one(
            "road",
            w("Chỉ tiêu"),
            sorted(found, key=names.indicator),
            names.indicator,
            default=found[0],
        )
    return RoadChoice(units=units, indicator=indicator)


MOST_OPTIONS = 100  # documents in one list; of more than that a search finds some


def pick_document(
    names: Names, find: Callable[[str, Sequence[str]], pd.DataFrame], of_statement: str | None, *, total: int
) -> str:
    """The document to read: the one of the statement in the URL, until the reader picks another.

    Picking another lets go of the statement. Without either, the first document whose text we hold. `find`
    gives documents whose names hold all words, and those of the ids given with them; of `total` documents
    that are too many for one list the reader names some words first.
    """
    w = names.w
    follows = of_statement is not None and not state.was_touched("document")
    if follows:
        state.put("document", [str(of_statement)])
    elif of_statement is not None:
        state.drop("statement")
    wanted = state.remembered("document")
    words = ""
    if total > MOST_OPTIONS:
        words = search_box("document_q", w("Tìm văn bản"), placeholder=w("số hiệu, tên hoặc đơn vị"))
    documents = find(words, wanted)
    if words and documents.empty:
        st.info(w("Không tìm thấy văn bản nào như vậy; danh sách có lại đủ."))
    if documents.empty:
        documents = find("", wanted)
    titles = {}
    for row in documents.to_dict("records"):
        parts = [names.unit(row["unit_id"]), document_name(row, w)]
        if row["tier"] != "reference":
            parts.append(label(TIERS, row["tier"], w))
        titles[str(row["document_id"])] = " · ".join(parts)
    held = documents[documents["tier"] != "reference"]
    first = str((held if len(held) else documents)["document_id"].iloc[0])
    return choose_one(
        "document", w("Văn bản"), list(titles), titles.__getitem__, default=first, write=not follows
    )


def show_all(w: Wording, n: int, total: int) -> bool:
    """Whether to show `n` lines and not only the first ones; `total` are all that there are."""
    if n < total:
        return switch(
            "all",
            w(
                "Hiện {n} dòng đầu trong {total}",
                n=number(n, w.language),
                total=number(total, w.language),
            ),
        )
    return switch("all", w("Hiện tất cả {n} dòng", n=number(n, w.language)))


def report_unknown(w: Wording) -> None:
    """Say which values of the URL were dropped, by the name of their filter; nothing is shown for none."""
    names = {
        "unit": w("Đơn vị"),
        "horizon": w("Mốc"),
        "theme": w("Lĩnh vực"),
        "indicator": w("Chỉ tiêu"),
        "verdict": w("Kết quả"),
        "reason": w("Lý do"),
        "scope": w("Phạm vi"),
        "basis": w("Mục tiêu quốc gia có hiệu lực"),
        "evidence": w("Nguồn"),
        "kind": w("Loại"),
        "document": w("Văn bản"),
        "lang": w("Ngôn ngữ"),
        "view": w("Xem"),
        "by": w("Theo dõi"),
        "road": w("Chỉ tiêu"),
        "road_unit": w("Đơn vị"),
        "part": w("Xem"),
        "release": w("Bản phát hành"),
    }
    for key, values in state.unknown_values().items():
        st.warning(
            w(
                "Địa chỉ có giá trị không có trong bản phát hành này nên đã được bỏ qua: {name} = {values}.",
                name=names.get(key, key),
                values=", ".join(f"“{plain(value[:80])}”" for value in values),
            ),
            icon=":material/link_off:",
        )
