"""What the coverage page shows: who promises how much for what by when, and which nothing is which.

Pure: frames and names in, markup or a file out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from dashboard.exports import to_csv
from dashboard.findings import GOALS
from dashboard.links import document_link, page_link, statement_link
from dashboard.markup import (
    EMPTY,
    Column,
    anchor,
    doubt_badge,
    evidence_badge,
    statement_anchor,
    table,
)
from dashboard.names import Names, Row
from dashboard.selection import NOT_ASKED, CoverageChoice
from dashboard.wording import LANGUAGES, N_, Wording
from dashboard.wording.labels import label
from dashboard.wording.numbers import is_missing, number

# The kinds of empty: a short word for the cell, a sentence for the legend.
EMPTY_SHORT = {
    "not_stated": N_("không nêu"),
    "named_within": N_("nêu gộp"),
    "aim_only": N_("chỉ nêu chung"),
    "document_not_held": N_("chưa giữ"),
    "not_applicable": N_("không đặt ra"),
    "replaced": N_("đã thay"),
}
EMPTY_KINDS = {
    "not_stated": N_("có giữ lời văn bản cho mốc này, đã tìm và không thấy nêu"),
    "named_within": N_(
        "không có chỉ tiêu riêng; câu của một chỉ tiêu thuộc lĩnh vực khác nêu tên lĩnh vực này"
    ),
    "aim_only": N_(
        "văn bản có giữ lời chỉ nêu mục tiêu chung hoặc nhiệm vụ, không thành chỉ tiêu hay cam kết"
    ),
    "document_not_held": N_("chưa giữ lời văn bản nào cho mốc này, không thể nói là không nêu"),
    "not_applicable": N_("không đặt ra cho đơn vị này"),
    "replaced": N_("văn bản cho mốc này đã được thay thế"),
}
# Kinds of nothing where a text speaks of the theme, without a goal of its own.
IN_WORDS = ("named_within", "aim_only")
CONTRADICTIONS = {
    "later_below_earlier": N_("Mốc sau thấp hơn mốc trước"),
    "two_values": N_("Hai giá trị cho cùng một điều"),
    "below_national_minimum": N_("Tỉnh dưới mức tối thiểu của quốc gia"),
    "share_above_whole": N_("Tỷ lệ vượt quá 100 %"),
}
STANDINGS = {
    "replaced": N_("đã có mục tiêu khác thay"),
    "doubtful": N_("còn nghi ngờ về mốc hoặc địa giới: chưa phải kết luận"),
}
# A count gets a darker ground from these on; the number itself is always there to read.
DEPTHS = (1, 3, 6, 11)
MOST_TABLES = 9  # units whose tables stand side by side before the reader asks for all of them
NAMED = 3  # units named as those with the most and with the fewest
FIRST = 25  # rows of a list shown before the reader asks for all
MOST_GOALS = 400  # rows of a list on screen at all; the file has every one
MOST_CLASHES = 60  # contradictions shown at once, those that stand first
# Why no goal of a province stands beside a national one although the province is not silent about it.
NO_SILENCE = ("stated_otherwise", "district_level_ended")


def matrix(
    coverage: pd.DataFrame,
    names: Names,
    *,
    units: Sequence[str],
    themes: Sequence[str],
    horizons: Sequence[int],
) -> Markup:
    """One table a unit: a row a theme, a column a year; a count, or which kind of nothing.

    `coverage` is the view of that name. A count leads to the goals that it counts, a theme that the
    sentence of another goal names to that goal.
    """
    cells = {
        (str(row["unit_id"]), str(row["theme_id"]), int(row["horizon"])): row
        for row in coverage.to_dict("records")
    }
    tables = [_unit_table(cells, names, unit, themes, horizons) for unit in units]
    return Markup('<div class="ms-matrices">{}</div>').format(Markup("").join(tables))


def _unit_table(
    cells: Mapping[tuple[str, str, int], Row],
    names: Names,
    unit: str,
    themes: Sequence[str],
    horizons: Sequence[int],
) -> Markup:
    w = names.w
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(str(year)) for year in horizons)
    rows = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            names.theme(theme),
            Markup("").join(_cell(cells.get((unit, theme, year)), names) for year in horizons),
        )
        for theme in themes
    )
    return Markup(
        '<div class="ms-scroll"><table class="ms-matrix"><caption>{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(names.unit(unit), w("Lĩnh vực"), heads, rows)


def _cell(row: Row | None, names: Names) -> Markup:
    w = names.w
    kind = "document_not_held" if row is None else row["empty_kind"]
    if row is None or not is_missing(kind):
        said: Markup | str = label(EMPTY_SHORT, kind, w)
        if row is not None and kind == "named_within" and not is_missing(row.get("named_in")):
            said = anchor(statement_link(str(row["named_in"]), language=w.language), said)
        return Markup('<td class="ms-none ms-none-{}" title="{}">{}</td>').format(
            str(kind), label(EMPTY_KINDS, kind, w), said
        )
    goals = int(row["targets"]) + int(row["commitments"])
    depth = sum(goals >= least for least in DEPTHS)
    wanted: dict[str, str | Sequence[str]] = {
        "unit": str(row["unit_id"]),
        "theme": str(row["theme_id"]),
        "horizon": str(int(row["horizon"])),
        "kind": GOALS,
    }
    counted = w(
        "{targets} chỉ tiêu, {commitments} cam kết: {quoted} nguyên văn, {cited} dẫn lại",
        **{key: number(int(row[key]), w.language) for key in ("targets", "commitments", "quoted", "cited")},
    )
    doubt = EMPTY
    if doubtful := int(row["doubtful"]):
        counted += "; " + w("{n} còn nghi ngờ", n=number(doubtful, w.language))
        doubt = Markup('<sup title="{}">?</sup>').format(w("{n} còn nghi ngờ", n=str(doubtful)))
    link = anchor(
        page_link("data", wanted, language=w.language),
        number(goals, w.language),
        title=counted,
        classes="ms-of-quoted" if row["quoted"] else "ms-of-cited",
    )
    return Markup('<td class="ms-some ms-depth-{}">{}{}</td>').format(str(depth), link, doubt)


def legend(kinds: Collection[str], w: Wording, *, with_counts: bool = True) -> Markup:
    """The kinds of nothing among `kinds`, by pattern and in words, and how a count is marked."""
    items = [
        Markup('<i class="ms-none ms-none-{}">{}</i> {}').format(
            kind, w(EMPTY_SHORT[kind]), w(EMPTY_KINDS[kind])
        )
        for kind in EMPTY_KINDS
        if kind in kinds
    ]
    if with_counts:
        items.append(_legend_of_counts(w))
    return Markup('<div class="ms-legend ms-patterns">{}</div>').format(
        Markup("").join(Markup("<span>{}</span>").format(item) for item in items)
    )


def _legend_of_counts(w: Wording) -> Markup:
    return w.rich(
        "{quoted}: có câu trích nguyên văn; {cited}: chỉ có số dẫn lại; ?: có dòng còn nghi ngờ",
        quoted=Markup("<u>8</u>"),
        cited=Markup('<u class="ms-of-cited">8</u>'),
    )


def summary(coverage: pd.DataFrame, names: Names, units: Sequence[str]) -> Markup:
    """How many cells of each unit hold a goal, and how the others divide by kind of nothing."""
    w = names.w
    lines = []
    if len(units) > MOST_TABLES:
        return _summary_of_many(coverage, names, units)
    for unit in units:
        own = coverage[coverage["unit_id"] == unit]
        filled = int(own["empty_kind"].isna().sum())
        kinds = own["empty_kind"].value_counts()
        rest = [
            f"{label(EMPTY_SHORT, kind, w)} {number(int(kinds[kind]), w.language)}"
            for kind in EMPTY_KINDS
            if kind in kinds
        ]
        lines.append(
            w.rich(
                "{unit}: có mục tiêu ở {filled}/{all} ô ({rest})",
                unit=Markup("<b>{}</b>").format(names.unit(unit)),
                filled=str(filled),
                all=str(len(own)),
                rest=", ".join(rest) or "–",
            )
        )
    return Markup('<p class="ms-quiet">{}.</p>').format(Markup("; ").join(lines))


def _summary_of_many(coverage: pd.DataFrame, names: Names, units: Sequence[str]) -> Markup:
    """For many units: who holds goals in the most and in the fewest cells, each with the number."""
    w = names.w
    counts = dict.fromkeys(units, 0) | {
        str(unit): int(n)
        for unit, n in coverage[coverage["empty_kind"].isna()]["unit_id"].value_counts().items()
    }
    ordered = sorted(units, key=lambda unit: -counts[unit])

    def told(chosen: Sequence[str]) -> str:
        return ", ".join(f"{names.unit(unit)} {counts[unit]}" for unit in chosen)

    return Markup('<p class="ms-quiet">{}</p>').format(
        w(
            "{n} đơn vị, mỗi đơn vị {cells} ô. Có mục tiêu ở nhiều ô nhất: {most}; ít nhất: {least}.",
            n=str(len(units)),
            cells=str(len(coverage) // len(units)),
            most=told(ordered[:NAMED]),
            least=told(ordered[-NAMED:]),
        )
    )


def silent(pairs: pd.DataFrame, choice: CoverageChoice, *, this_year: int) -> pd.DataFrame:
    """National goals in force that a province is silent about, one goal and province a row.

    Goals not asked of a province are left out, and those of `no_silence`; those still to come stand
    before those fallen due. `choice.units` are the provinces; themes and years leave everything in
    where empty.
    """
    return _unpaired(pairs[~pairs["reason"].isin(NO_SILENCE)], choice, this_year=this_year)


def no_silence(pairs: pd.DataFrame, choice: CoverageChoice, *, this_year: int) -> pd.DataFrame:
    """National goals without a goal of a province beside them for a reason that is no silence.

    The province states it otherwise, or the level that it was set for has ended. Rows as in `silent`.
    """
    return _unpaired(pairs[pairs["reason"].isin(NO_SILENCE)], choice, this_year=this_year)


def _unpaired(pairs: pd.DataFrame, choice: CoverageChoice, *, this_year: int) -> pd.DataFrame:
    units, themes, horizons = choice.units, choice.themes, choice.horizons
    rows = pairs[(pairs["verdict"] == "no_province") & (pairs["reason"] != NOT_ASKED)]
    rows = rows[rows["unit_id"].isin(list(units))]
    if themes:
        rows = rows[rows["theme_id"].isin(list(themes))]
    if horizons:
        rows = rows[rows["horizon"].isin(list(horizons))]
    order = pd.DataFrame(
        {
            "past": rows["horizon"] < this_year,
            "horizon": rows["horizon"].fillna(9999),
            "theme": rows["theme_id"],
            "indicator": rows["indicator_id"],
            "goal": rows["national_statement_id"] + rows["national_scope"],
            "unit": rows["unit_id"].map({unit: place for place, unit in enumerate(units)}),
        }
    )
    return rows.loc[order.sort_values(list(order.columns), kind="stable").index].reset_index(drop=True)


def goal_count(rows: pd.DataFrame) -> int:
    """How many national goals the rows of `silent` speak of, each once whatever its scopes."""
    return int(rows["national_statement_id"].nunique())


def silent_table(
    rows: pd.DataFrame, names: Names, *, this_year: int, limit: int | None, is_silence: bool = True
) -> Markup:
    """One row a national goal: what it asks, by when, and which provinces say nothing, and why.

    Without `is_silence` the rows are those of `no_silence`, and the heads do not speak of silence.
    """
    w = names.w
    by_goal: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        by_goal.setdefault(str(row["national_statement_id"]), []).append(row)
    goals = list(by_goal.values())
    shown = goals[:limit]
    firsts = [group[0] for group in shown]

    def year(row: Row) -> Markup:
        text = w("không nêu mốc") if is_missing(row["horizon"]) else str(int(row["horizon"]))
        past = not is_missing(row["horizon"]) and int(row["horizon"]) < this_year
        return Markup("{} {}").format(
            text, Markup('<span class="ms-quiet">{}</span>').format(w("(đã tới hạn)")) if past else EMPTY
        )

    def who(group: Sequence[Row]) -> Markup:
        scopes = _scopes(group)
        silent_about: dict[tuple[str, str], list[Row]] = {}
        for row in group:
            silent_about.setdefault((str(row["reason"]), str(row["unit_id"])), []).append(row)
        by_reason: dict[str, list[str]] = {}
        for (reason, unit), own in silent_about.items():
            # A province that is silent about some of the goal's scopes only: which.
            part = "" if _scopes(own) == scopes else names.scope(_scopes(own), own[0]["indicator_id"])
            by_reason.setdefault(reason, []).append(names.unit(unit) + (f" ({part})" if part else ""))
        return Markup("<br>").join(
            Markup("{}: {} {}").format(
                _few(units, w), _why_mark(reason, names), _stated_link(reason, group, names)
            )
            for reason, units in by_reason.items()
        )

    return table(
        w("{n} mục tiêu quốc gia đang có hiệu lực; bấm vào giá trị để đọc câu gốc.", n=str(len(goals)))
        if len(goals) == len(shown)
        else w(
            "{shown} trong {n} mục tiêu quốc gia đang có hiệu lực; tệp tải về có đủ.",
            shown=str(len(shown)),
            n=str(len(goals)),
        ),
        [
            Column(w("Mục tiêu quốc gia"), [_goal_name(group[0], _scopes(group), names) for group in shown]),
            Column(w("Mốc"), [year(row) for row in firsts], is_number=True),
            Column(w("Quốc gia đòi hỏi"), [_national(row, names) for row in firsts]),
            Column(
                w("Tỉnh chưa thấy nêu") if is_silence else w("Vì sao không phải là bỏ trống"),
                [who(group) for group in shown],
            ),
        ],
        classes="ms-silent",
    )


def _scopes(group: Sequence[Row]) -> str:
    """The scopes of rows of one goal, each once, in the order of their ids."""
    return "; ".join(sorted({str(row["scope"]) for row in group if not is_missing(row["scope"])}))


def _goal_name(row: Row, scopes: str, names: Names) -> Markup:
    detail = " · ".join(
        filter(
            None,
            [
                names.scope(_scope(scopes), row["indicator_id"]),
                names.variant(row["variant"]),
                names.theme(row["theme_id"]),
            ],
        )
    )
    return Markup('{} <span class="ms-quiet">{}</span>').format(names.indicator(row["indicator_id"]), detail)


def _scope(scope: object) -> str:
    """A scope worth naming: the whole unit is not."""
    return "" if is_missing(scope) or scope == "province" else str(scope)


def _national(row: Row, names: Names) -> Markup:
    w = names.w
    evidence = "cited" if row["is_national_cited"] else "quoted"
    value = names.value(row, prefix="national_") or w("cam kết không kèm số")
    return Markup("{} {} {}").format(
        Markup("<b>{}</b>").format(statement_anchor(row["national_statement_id"], value, w)),
        evidence_badge(evidence, w),
        doubt_badge(row["national_doubt"], w),
    )


def _why_mark(reason: object, names: Names) -> Markup:
    """The kind of nothing as in the matrix; another reason as its sentence."""
    w, code = names.w, str(reason)
    if code not in EMPTY_KINDS:
        return Markup('<span class="ms-quiet">{}</span>').format(names.reason(code))
    return Markup('<i class="ms-none ms-none-{}" title="{}">{}</i>').format(
        code, w(EMPTY_KINDS[code]), w(EMPTY_SHORT[code])
    )


def _few(units: Sequence[str], w: Wording) -> str:
    """Names of provinces; of many the first ones, and how many others: the file has them all."""
    if len(units) <= MOST_TABLES:
        return ", ".join(units)
    shown = ", ".join(units[:MOST_TABLES])
    return w.plural("{names} và {n} đơn vị khác", len(units) - MOST_TABLES, names=shown)


def _stated_link(reason: str, group: Sequence[Row], names: Names) -> Markup:
    """Where a province states the indicator in another way: a link to what it says."""
    own = [row for row in group if row["reason"] == reason]
    if reason != "stated_otherwise" or is_missing(own[0]["horizon"]):
        return EMPTY
    wanted = {
        "unit": list(dict.fromkeys(str(row["unit_id"]) for row in own)),
        "indicator": str(own[0]["indicator_id"]),
        "horizon": str(int(own[0]["horizon"])),
        "basis": "today",
    }
    return anchor(page_link("compare", wanted, language=names.w.language), names.w("xem tỉnh nêu gì"))


def _why(reason: object, names: Names) -> str:
    """Why nothing stands there: in the words of the matrix, or of the verdict for other reasons."""
    w = names.w
    return label(EMPTY_KINDS, reason, w) if str(reason) in EMPTY_KINDS else names.reason(reason)


TODO_COLUMNS = (
    "release",
    "unit_id",
    "unit_name_vi",
    "unit_name_en",
    "horizon",
    "theme_id",
    "theme_name_vi",
    "theme_name_en",
    "indicator_id",
    "indicator_name_vi",
    "indicator_name_en",
    "definition_vi",
    "scope",
    "variant",
    "national_operator",
    "national_value",
    "national_value_high",
    "national_value_unit",
    "national_statement_vi",
    "national_quote",
    "evidence",
    "doubt",
    "document_number",
    "document_title_vi",
    "citation",
    "reason",
    "reason_vi",
    "reason_en",
    "permalink",
    "viec_can_lam",
    "nguoi_phu_trach",
    "han",
)


def todo_csv(
    rows: pd.DataFrame, statements: pd.DataFrame, names: Names, *, release: str, link: Callable[[str], str]
) -> bytes:
    """The rows of `silent` as a CSV file that explains itself, with three empty columns to fill in.

    One row a province and national goal; `link` makes the permalink from a statement_id.
    """
    goals = statements.set_index("statement_id")
    lists = names.lists
    words = {language: Names(lists, Wording(language)) for language in LANGUAGES}
    listed = []
    for row in rows.to_dict("records"):
        id_ = str(row["national_statement_id"])
        goal, indicator = goals.loc[id_], lists.indicators[str(row["indicator_id"])]
        unit, theme = lists.units[str(row["unit_id"])], lists.themes[str(row["theme_id"])]
        listed.append(
            {
                "release": release,
                "unit_id": row["unit_id"],
                "unit_name_vi": unit["name_vi"],
                "unit_name_en": unit["name_en"],
                "horizon": row["horizon"],
                "theme_id": row["theme_id"],
                "theme_name_vi": theme["name_vi"],
                "theme_name_en": theme["name_en"],
                "indicator_id": row["indicator_id"],
                "indicator_name_vi": indicator["name_vi"],
                "indicator_name_en": indicator["name_en"],
                "definition_vi": indicator["definition_vi"],
                "scope": row["national_scope"],
                "variant": row["national_variant"],
                "national_operator": row["national_operator"],
                "national_value": row["national_value"],
                "national_value_high": row["national_value_high"],
                "national_value_unit": row["national_value_unit"],
                "national_statement_vi": goal["statement_vi"],
                "national_quote": goal["quote"],
                "evidence": goal["evidence"],
                "doubt": row["national_doubt"],
                "document_number": goal["document_number"],
                "document_title_vi": goal["document_title_vi"],
                "citation": goal["citation"],
                "reason": row["reason"],
                "reason_vi": _why(row["reason"], words["vi"]),
                "reason_en": _why(row["reason"], words["en"]),
                "permalink": link(id_),
            }
        )
    frame = pd.DataFrame(listed, columns=list(TODO_COLUMNS))
    return to_csv(frame)


def todo_name(release: str, rows: int) -> str:
    """The name of the to-do list's file."""
    return f"moc-so-{release}-viec-can-lam-{rows}.csv"


def todo_link(base_url: str, statement_id: str, *, release: str, language: str) -> str:
    """The permalink of a national goal in the to-do list."""
    return base_url + statement_link(statement_id, language=language, release=release)


def contradictions_html(contradictions: pd.DataFrame, documents: pd.DataFrame, names: Names) -> Markup:
    """Each contradiction with both sentences side by side; what is no finding says so."""
    titles = documents.set_index("document_id")
    return Markup("").join(_contradiction(row, titles, names) for row in contradictions.to_dict("records"))


def _contradiction(row: Row, documents: pd.DataFrame, names: Names) -> Markup:
    w = names.w
    what = " · ".join(
        filter(
            None,
            [
                names.unit(row["unit_id"]),
                names.indicator(row["indicator_id"]),
                names.scope(_scope(row["scope"]), row["indicator_id"]),
                names.variant(row["variant"]),
            ],
        )
    )
    standing = str(row["standing"])
    badge = (
        EMPTY
        if standing == "open"
        else Markup('<span class="ms-badge ms-doubt">{} {}</span>').format(
            "?" if standing == "doubtful" else "↻", label(STANDINGS, standing, w)
        )
    )
    sides = Markup("").join(
        _sentence(row, side, documents, names)
        for side in ("first", "second")
        if not is_missing(row[f"{side}_statement_id"])
    )
    return Markup(
        '<article class="ms-clash ms-clash-{}"><h2>{}: {} {}</h2><div class="ms-pair">{}</div></article>'
    ).format(standing, label(CONTRADICTIONS, row["kind"], w), what, badge, sides)


def _sentence(row: Row, side: str, documents: pd.DataFrame, names: Names) -> Markup:
    w = names.w
    document_id = str(row[f"{side}_document_id"])
    document = documents.loc[document_id]
    title = w.name(document, "title") if is_missing(document["number"]) else str(document["number"])
    horizon = row[f"{side}_horizon"]
    evidence = str(row[f"{side}_evidence"])
    is_quote = evidence == "quoted"
    said = w.name(row, f"{side}_sentence")
    return Markup(
        '<div><h3>{} · {} · {}</h3><blockquote class="ms-context"{}>{}</blockquote>'
        '<p class="ms-small">{} {} {}</p></div>'
    ).format(
        names.unit(row[f"{side}_unit_id"]),
        w("không nêu mốc") if is_missing(horizon) else str(int(horizon)),
        statement_anchor(
            row[f"{side}_statement_id"], names.value(row, prefix=f"{side}_"), w, evidence=evidence
        ),
        Markup(' lang="vi"') if is_quote else EMPTY,
        " ".join(said.split()),
        evidence_badge(evidence, w),
        doubt_badge(row[f"{side}_doubt"], w),
        anchor(document_link(document_id, language=w.language), title),
    )
