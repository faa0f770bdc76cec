"""Which controls each page has, and what a reader chose with them.

`choose_...` draws the controls of a page, `chosen_...` reads them: the content of a page is drawn anew
without its controls (`frame.page`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import state
from dashboard.controls import choose_one, choose_some, search_box, switch
from dashboard.markup import document_name, plain
from dashboard.names import Names
from dashboard.selection import NOT_ASKED, CoverageChoice, PairChoice, RoadChoice, StatementChoice
from dashboard.wording import Wording
from dashboard.wording.labels import EVIDENCE_SHORT, KINDS, REASONS, TIERS, VERDICTS, label
from dashboard.wording.numbers import day
from warehouse.folding import fold

MOST_BUTTONS = 8  # units; more of them do not fit as buttons


def pick_units(names: Names, *, with_nation: bool) -> None:
    """Units to show, the nation among them where `with_nation`.

    Dozens of them come with a search that ignores accents; what it finds counts as chosen.
    """
    units = _units(names, with_nation)
    w = names.w
    label = w("Đơn vị (bỏ trống: tất cả)") if with_nation else w("Tỉnh (bỏ trống: tất cả)")
    if len(units) <= MOST_BUTTONS:
        choose_some("unit", label, units, names.unit, as_buttons=True, alone=True)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = search_box("unit_q", w("Tìm đơn vị"), placeholder=w("không dấu"), width=120)
        found = units_named(names, units, words)
        offered = {*(found or units), *state.remembered("unit")}
        options = [id_ for id_ in units if id_ in offered]
        choose_some("unit", label, options, names.unit, placeholder=w("Tất cả"), alone=True)
    if words and not found:
        st.info(w("Không tìm thấy đơn vị nào như vậy; danh sách có lại đủ."))


def chosen_units(names: Names, *, with_nation: bool) -> list[str]:
    """What `pick_units` has, in the order of the units; nothing chosen means all of them."""
    units = _units(names, with_nation)
    chosen = set(state.chosen("unit"))
    words = fold("".join(state.chosen("unit_q")))
    return [id_ for id_ in units if id_ in chosen] or (units_named(names, units, words) if words else [])


def _units(names: Names, with_nation: bool) -> list[str]:
    return names.compared() if with_nation else names.provinces()


def units_named(names: Names, ids: Sequence[str], words: str) -> list[str]:
    """The units whose folded name holds `words`, in a row: "dong do" is not every "Đồng"."""
    return [id_ for id_ in ids if " ".join(words.split()) in str(names.lists.units[id_]["folded"])]


def _in_order(options: Sequence[str], key: str) -> list[str]:
    """What is chosen of `options`, in their order and not in that of the clicks."""
    chosen = set(state.chosen(key))
    return [option for option in options if option in chosen]


def _is_on(key: str, *, default: bool = False) -> bool:
    return state.chosen(key, ["1" if default else "0"]) == ["1"]


def pick_horizons(w: Wording, horizons: Sequence[int]) -> None:
    """Years to show; nothing chosen means all of them."""
    years = [str(year) for year in horizons]
    choose_some("horizon", w("Mốc (bỏ trống: tất cả)"), years, str, as_buttons=True, alone=True)


def chosen_horizons() -> list[int]:
    """What `pick_horizons` has."""
    return sorted(int(year) for year in state.chosen("horizon"))


def pick_themes(names: Names) -> None:
    """Pillars to show; nothing chosen means all of them."""
    w = names.w
    choose_some(
        "theme",
        w("Lĩnh vực"),
        list(names.lists.themes),
        names.theme,
        placeholder=w("Tất cả lĩnh vực"),
        alone=True,
    )


def chosen_themes(names: Names) -> list[str]:
    """What `pick_themes` has."""
    return _in_order(list(names.lists.themes), "theme")


def pick_indicators(names: Names, offered: Sequence[str]) -> None:
    """Indicators by name among those that hold all words of a search; all of these where none is picked.

    `offered` are the indicators that the page could show.
    """
    w = names.w
    words = search_box("q", w("Tìm chỉ tiêu"), placeholder=w("gõ không dấu cũng được"))
    kept = {*_named(names, offered, words), *state.remembered("indicator")}
    choose_some(
        "indicator",
        w("Chỉ tiêu"),
        [id_ for id_ in offered if id_ in kept],
        names.indicator,
        placeholder=w("Tất cả chỉ tiêu tìm thấy"),
        alone=True,
    )


def chosen_indicators(names: Names, offered: Sequence[str]) -> list[str]:
    """What `pick_indicators` has.

    Where its search finds none, one id that no indicator has, so that the page shows nothing and says so.
    """
    words = fold("".join(state.chosen("q")))
    picked = _in_order(offered, "indicator")
    if picked or not words:
        return picked
    return _named(names, offered, words) or [""]


def _named(names: Names, ids: Sequence[str], words: str) -> list[str]:
    """The indicators whose folded name holds all words of `words`."""
    folded = {id_: str(names.lists.indicators[id_]["folded"]) for id_ in ids} if words else {}
    return [id_ for id_ in ids if all(word in folded[id_] for word in words.split())]


def choose_pairs(names: Names, horizons: Sequence[int], offered: Sequence[str], *, newest: str) -> None:
    """What to compare, of the indicators `offered`, and on which basis.

    `newest` is the ISO date up to which the release knows which national goal is in force.
    """
    w = names.w
    today = w("hôm nay (đến {date})", date=day(newest, w.language))
    with st.grid(3) as grid:
        with grid.cell():
            pick_units(names, with_nation=False)
        pick_horizons(w, horizons)
        choose_one(
            "basis",
            w("Mục tiêu quốc gia có hiệu lực"),
            ["at_issue", "today"],
            lambda id_: w("khi tỉnh ban hành") if id_ == "at_issue" else today,
            default="at_issue",
            as_buttons=True,
            alone=True,
        )
        pick_indicators(names, offered)
        pick_themes(names)
    _narrow_pairs(names)


def chosen_pairs(names: Names, offered: Sequence[str]) -> PairChoice:
    """What `choose_pairs` has."""
    return PairChoice(
        units=chosen_units(names, with_nation=False),
        themes=chosen_themes(names),
        indicators=chosen_indicators(names, offered),
        horizons=chosen_horizons(),
        scopes=_in_order(list(names.lists.scopes), "scope"),
        verdicts=_in_order(list(VERDICTS), "verdict"),
        reasons=_in_order(list(names.lists.reasons), "reason"),
        basis="today" if state.chosen("basis") == ["today"] else "at_issue",
        only_certain=_is_on("certain"),
        by_gap=_is_on("gap", default=True),
    )


# Filters that few readers need, and what they are without a choice.
_RARE = {"verdict": [], "reason": [], "scope": [], "certain": ["0"], "gap": ["1"]}


def _narrow_pairs(names: Names) -> None:
    """The verdicts, reasons and scopes to keep, whether only what is certain, whether sorted by gap.

    They fold out. While they are folded and nothing is chosen in them they are not made at all: half of
    the page's widgets are here.
    """
    w = names.w
    is_set = any(state.remembered(key) not in ([], default) for key, default in _RARE.items())
    # A link that chooses something here shows it; a reader who folds it in again is left in peace.
    has_folded = is_set and (st.session_state.get("_rare_folded") or _was_folded_in())
    st.session_state["_rare_folded"] = has_folded
    if is_set and not has_folded:
        st.session_state["rare"] = True
    folded = st.expander(
        w("Lọc thêm theo kết quả, lý do, phạm vi, độ chắc chắn"), key="rare", on_change="rerun"
    )
    st.session_state["_rare_open"] = folded.open
    if not (folded.open or is_set):
        return
    with folded, st.grid(3, vertical_alignment="bottom") as grid:
        with grid.cell():
            choose_some(
                "verdict",
                w("Kết quả"),
                list(VERDICTS),
                lambda id_: w(VERDICTS[id_].word),
                placeholder=w("Tất cả"),
                alone=True,
            )
            choose_some(
                "reason",
                w("Lý do"),
                [code for code in names.lists.reasons if code != NOT_ASKED],
                lambda id_: label(REASONS, id_, w),
                placeholder=w("Tất cả"),
                alone=True,
            )
        choose_some(
            "scope", w("Phạm vi"), list(names.lists.scopes), names.scope, placeholder=w("Tất cả"), alone=True
        )
        with grid.cell():
            switch("certain", w("Bỏ dòng còn nghi ngờ"), alone=True)
            switch("gap", w("Xếp theo khoảng cách"), default=True, alone=True)


def _was_folded_in() -> bool:
    """Whether the reader has just folded the rare filters in, which stood open before."""
    return bool(st.session_state.get("_rare_open")) and st.session_state.get("rare") is False


def choose_statements(names: Names, horizons: Sequence[int]) -> None:
    """Which statements to take away."""
    w = names.w
    with st.grid(3) as grid:
        with grid.cell():
            pick_units(names, with_nation=True)
        pick_horizons(w, horizons)
        choose_some(
            "evidence",
            w("Nguồn"),
            list(EVIDENCE_SHORT),
            lambda id_: label(EVIDENCE_SHORT, id_, w),
            as_buttons=True,
            alone=True,
        )
        pick_themes(names)
        choose_some(
            "kind",
            w("Loại"),
            list(_OFFERED_KINDS),
            lambda id_: label(KINDS, id_, w),
            placeholder=w("Tất cả"),
            alone=True,
        )
        with grid.cell():
            search_box("q", w("Tìm trong phát biểu"), placeholder=w("gõ không dấu cũng được"), alone=True)
            switch("certain", w("Bỏ dòng còn nghi ngờ"), alone=True)


_OFFERED_KINDS = ("target", "commitment", "baseline")


def chosen_statements(names: Names) -> StatementChoice:
    """What `choose_statements` has."""
    return StatementChoice(
        units=chosen_units(names, with_nation=True),
        themes=chosen_themes(names),
        horizons=chosen_horizons(),
        kinds=_in_order(_OFFERED_KINDS, "kind"),
        evidence=_in_order(list(EVIDENCE_SHORT), "evidence"),
        search=fold("".join(state.chosen("q"))),
        only_certain=_is_on("certain"),
    )


def choose_coverage(names: Names, horizons: Sequence[int]) -> None:
    """Which units, years and themes to look at."""
    with st.grid(3) as grid:
        with grid.cell():
            pick_units(names, with_nation=True)
        pick_horizons(names.w, horizons)
        pick_themes(names)


def chosen_coverage(names: Names) -> CoverageChoice:
    """What `choose_coverage` has."""
    return CoverageChoice(
        units=chosen_units(names, with_nation=True), themes=chosen_themes(names), horizons=chosen_horizons()
    )


# The controls of each way to follow something, as containers; `other_roads` is the one to hide.
_OF_INDICATOR, _OF_UNIT = "roads_of_indicator", "roads_of_unit"


def choose_roads(names: Names, indicators: Sequence[str]) -> None:
    """What to follow along the years; `indicators` are those with a goal, the most telling first.

    The one indicator and the one unit have parameters of their own: they are never "all", and would
    narrow the other pages. The controls of both ways are there: to make them anew takes a browser longer
    than the charts, so the page hides those of the other way (`other_roads`).
    """
    w, units = names.w, names.compared()
    way, what = st.columns([22, 78], vertical_alignment="top")
    with way:
        choose_one(
            "by",
            w("Theo dõi"),
            ["indicator", "unit"],
            lambda id_: w("một chỉ tiêu") if id_ == "indicator" else w("một đơn vị"),
            default="indicator",
            as_buttons=True,
            alone=True,
        )
    with what, st.container(key=_OF_INDICATOR):
        columns = st.columns([42, 21, 37] if len(units) > MOST_BUTTONS else [33, 26, 41])
        with columns[0]:
            pick_units(names, with_nation=True)
        with columns[1]:
            words = search_box("q", w("Tìm chỉ tiêu"), placeholder=w("gõ không dấu cũng được"))
        found = _named(names, indicators, words)
        if not found:
            st.info(w("Không tìm thấy chỉ tiêu nào như vậy; danh sách có lại đủ."))
            found = list(indicators)
        with columns[2]:
            choose_one(
                "road",
                w("Chỉ tiêu"),
                sorted(found, key=names.indicator),
                names.indicator,
                default=found[0],
                alone=True,
            )
    with what, st.container(key=_OF_UNIT):
        own = st.columns(2)
        with own[0]:
            choose_one(
                "road_unit",
                w("Đơn vị"),
                units,
                names.unit,
                default=(names.provinces() or units)[0],
                as_buttons=len(units) <= MOST_BUTTONS,
                alone=True,
            )
        with own[1]:
            pick_themes(names)


def other_roads(choice: RoadChoice) -> Markup:
    """Hides the controls that have no say in `choice`."""
    other = _OF_INDICATOR if choice.is_by_unit else _OF_UNIT
    # With what Streamlit puts around a container, which would keep its distance to the next.
    return Markup("<style>[data-testid]:has(> .st-key-{}) {{ display: none; }}</style>").format(other)


def chosen_roads(names: Names) -> RoadChoice:
    """What `choose_roads` has."""
    if state.chosen("by") == ["unit"]:
        return RoadChoice(is_by_unit=True, units=state.chosen("road_unit"), themes=chosen_themes(names))
    return RoadChoice(units=chosen_units(names, with_nation=True), indicator="".join(state.chosen("road")))


MOST_OPTIONS = 100  # documents in one list; of more than that a search finds some


def pick_document(
    names: Names, find: Callable[[str, Sequence[str]], pd.DataFrame], of_statement: str | None, *, total: int
) -> None:
    """The document to read: the one of the statement in the URL, until the reader picks another.

    Without either, the first document whose text we hold. `find` gives documents whose names hold all words,
    and those of the ids given with them; of `total` documents that are too many for one list the reader
    names some words first.
    """
    w = names.w
    follows = of_statement is not None and not state.was_touched("document")
    if follows:
        state.put("document", [str(of_statement)])
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
    choose_one(
        "document",
        w("Văn bản"),
        list(titles),
        titles.__getitem__,
        default=first,
        write=not follows,
        alone=True,
    )


def chosen_document() -> str:
    """What `pick_document` has."""
    return "".join(state.chosen("document"))


def show_more(w: Wording, *, has_more: bool) -> bool:
    """Whether to show more than the first lines. How many there are stands below: here words would change."""
    return switch("all", w("Hiện thêm dòng"), disabled=not has_more) and has_more


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
