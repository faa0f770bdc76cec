"""What a leader should know, as sentences that the data makes. Nothing here is typed in advance.

Every finding is a pure function of frames and wording, names the statements it rests on, and links
each number to its evidence or to the list that it counts. Rows whose year or territory is in doubt
never enter (`without_doubt`). A finding that the data does not give is None, never an empty phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from markupsafe import Markup

from dashboard.charts.dumbbell import DRAWN_BY_VALUE
from dashboard.links import page_link
from dashboard.markup import anchor, statement_anchor
from dashboard.names import Names, Row
from dashboard.selection import NOT_ASKED, one_a_pair, pair_count, without_doubt
from dashboard.wording import N_, Wording
from dashboard.wording.labels import FIRMNESS, REASONS, label, verdict
from dashboard.wording.numbers import number

_SIDE_COLUMNS = ("statement_id", "operator", "value", "value_high", "value_unit", "doubt", "firmness")
PAIR_COLUMNS = (
    *("unit_id", "indicator_id", "scope", "national_scope", "horizon", "verdict", "reason", "gap"),
    *(f"{side}_{column}" for side in ("province", "national") for column in _SIDE_COLUMNS),
    *("is_province_cited", "is_national_cited"),
)
STATEMENT_COLUMNS = ("statement_id", "kind", "unit_id", "horizon", "evidence", "doubt")
GOALS = ("target", "commitment")
MOST = 6  # findings a leader is given
EXAMPLES = 3  # named before the rest is left to the list behind the number


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence or two for a leader. `key` names the kind of finding; `statement_ids` what it rests on."""

    key: str
    title: str
    body: Markup
    statement_ids: tuple[str, ...]


def findings(
    comparisons: pd.DataFrame,
    statements: pd.DataFrame,
    documents: pd.DataFrame,
    names: Names,
    *,
    provinces: Sequence[str],
    horizons: Sequence[int],
    today: date,
) -> list[Finding]:
    """Up to six findings about `provinces`, the most telling first.

    `comparisons`, `statements`, `documents`: frames of the warehouse for the whole release; `horizons`:
    the years that the dashboard compares; `today` decides what has fallen due.
    """
    # A slice of few columns is several times faster to filter than one of sixty.
    pairs = without_doubt(comparisons[list(PAIR_COLUMNS)])
    pairs = pairs[pairs["unit_id"].isin(provinces) & (pairs["reason"] != NOT_ASKED)]
    sure = without_doubt(statements[list(STATEMENT_COLUMNS)])
    sure = sure[sure["unit_id"].isin([*provinces, *names.nations()])]
    first = [by_level(pairs, names)]
    tallies = [tally(pairs, names, unit) for unit in provinces]
    last = [
        left_open(sure, documents, names, provinces=provinces, horizons=horizons),
        fallen_due(sure, names, today=today),
        unanswered(pairs, names, provinces=provinces, today=today),
    ]
    # What is silent and what fell due is told however many provinces there are to tally.
    room = MOST - len(first) - len(last)
    told = [finding for finding in tallies if finding is not None]
    return [finding for finding in [*first, *told[:room], *last] if finding is not None]


def by_level(pairs: pd.DataFrame, names: Names) -> Finding | None:
    """The indicator that province and nation both set by level and for several years, level by level.

    The one with the most pairs that have a verdict by value; None where no indicator has at least two
    levels and two years.
    """
    w = names.w
    judged = pairs[pairs["verdict"].isin(DRAWN_BY_VALUE)]
    best: pd.DataFrame | None = None
    for _, group in judged.groupby(["unit_id", "indicator_id"], sort=True):
        is_wide = group["scope"].nunique() >= 2 and group["horizon"].nunique() >= 2
        if is_wide and (best is None or len(group) > len(best)):
            best = group
    if best is None:
        return None
    order = {scope: place for place, scope in enumerate(names.lists.scopes)}
    lines = []
    # Pairs of the same thing that get no verdict (a level that ended, say) are told, but not judged.
    same = pairs["verdict"].isin([*DRAWN_BY_VALUE, "not_comparable"]) & (
        pairs["scope"] == pairs["national_scope"]
    )
    told = pairs[
        same
        & (pairs["unit_id"] == best["unit_id"].iloc[0])
        & (pairs["indicator_id"] == best["indicator_id"].iloc[0])
    ]
    for year, rows in told.groupby("horizon", sort=True):
        levels = sorted(rows.to_dict("records"), key=lambda row: order.get(row["scope"].split(";")[0], 99))
        said = Markup("; ").join(
            w.rich(
                "{scope} {own} {sign} quốc gia {national}",
                scope=names.scope(row["scope"], row["indicator_id"]),
                own=_own(row, names),
                sign=verdict(row["verdict"]).icon,
                national=_national(row, names),
            )
            for row in levels
        )
        firmness = set(rows["province_firmness"])
        when = str(int(str(year)))
        if len(firmness) == 1 and (word := firmness.pop()) in ("orientation", "vision"):
            when += f" ({label(FIRMNESS, word, w)})"
        lines.append(w.rich("Năm {year}: {levels}.", year=when, levels=said))
    for code in dict.fromkeys(told[told["verdict"] == "not_comparable"]["reason"]):
        lines.append(w.rich("≠: {reason}", reason=names.reason(code)))
    first = best.iloc[0]
    summary = _verdict_counts(best, names, first["unit_id"], indicator=str(first["indicator_id"]))
    body = w.rich("{unit} so với quốc gia: {summary}.", unit=names.unit(first["unit_id"]), summary=summary)
    return Finding("by_level", names.indicator(first["indicator_id"]), body + _bullets(lines), _ids(told))


def tally(pairs: pd.DataFrame, names: Names, unit: str) -> Finding | None:
    """How a province's targets stand against the nation's: how many above, level, below; which below."""
    w = names.w
    own = pairs[pairs["unit_id"] == unit]
    judged = own[own["verdict"].isin(DRAWN_BY_VALUE)]
    if judged.empty:
        return None
    apart = own[own["verdict"] == "not_comparable"]
    body = w.rich(
        "Có {n} cặp mục tiêu cùng định nghĩa, cùng phạm vi và cùng mốc: {summary}.",
        n=_list_link(names, number(pair_count(judged), w.language), unit=unit, verdict=DRAWN_BY_VALUE),
        summary=_verdict_counts(judged, names, unit),
    )
    if len(apart):
        body += " " + w.rich(
            "Còn {n} cặp không so được: {reasons}.",
            n=_list_link(names, number(pair_count(apart), w.language), unit=unit, verdict="not_comparable"),
            reasons=_reason_counts(apart, names, unit),
        )
    lines = []
    for code, message in (
        ("behind", N_("Dưới mức quốc gia: {examples}")),
        ("ahead", N_("Vượt mức quốc gia: {examples}")),
    ):
        rows = one_a_pair(judged[judged["verdict"] == code]).sort_values("gap", key=abs, ascending=False)
        if len(rows):
            lines.append(w.rich(message, examples=_examples(rows, names)))
    title = w("{unit} so với quốc gia", unit=names.unit(unit))
    rests_on = own[own["verdict"].isin([*DRAWN_BY_VALUE, "not_comparable"])]
    return Finding(f"tally:{unit}", title, body + _bullets(lines), _ids(rests_on))


def left_open(
    statements: pd.DataFrame,
    documents: pd.DataFrame,
    names: Names,
    *,
    provinces: Sequence[str],
    horizons: Sequence[int],
) -> Finding | None:
    """What a unit leaves open: full texts without a target, and years for which nothing was found."""
    w = names.w
    held = documents[documents["tier"] != "reference"]
    goals = statements[statements["kind"].isin(GOALS)]
    lines: list[Markup] = []
    ids: list[str] = []
    for unit in [*names.nations(), *provinces]:
        texts, own = held[held["unit_id"] == unit], goals[goals["unit_id"] == unit]
        said = []
        if len(texts) and not (own["evidence"] == "quoted").any():
            ids += [str(id_) for id_ in own["statement_id"]]
            said.append(
                w.rich(
                    "{texts} chỉ nêu nhiệm vụ, không nêu chỉ tiêu nào; "
                    "{cited} có ở đây (không kể dòng còn nghi ngờ) đều là dẫn lại.",
                    texts=_links_to_texts(texts, names),
                    cited=_statements_link(names, w.plural("{n} mục tiêu", len(own)), unit, evidence="cited"),
                )
            )
        spoken = {int(year) for year in own["horizon"].dropna()}
        if missing := [str(year) for year in horizons if year not in spoken]:
            said.append(w.rich("Chưa thấy mục tiêu nào cho {years}.", years=", ".join(missing)))
        if said:
            lines.append(w.rich("{unit}: {said}", unit=names.unit(unit), said=Markup(" ").join(said)))
    if not lines:
        return None
    return Finding("left_open", w("Còn để ngỏ trong các văn bản đang có"), _bullets(lines), tuple(ids))


def fallen_due(statements: pd.DataFrame, names: Names, *, today: date) -> Finding | None:
    """What fell due by the end of last year, by unit, and what is still to come."""
    w = names.w
    goals = statements[statements["kind"].isin(GOALS) & statements["horizon"].notna()]
    due = goals[goals["horizon"] < today.year]
    if due.empty:
        return None
    years = sorted({int(year) for year in due["horizon"]})
    counts = due["unit_id"].value_counts()
    by_unit = Markup(", ").join(
        w.rich(
            "{unit} {n}",
            unit=names.unit(unit),
            n=_statements_link(
                names, number(int(counts[unit]), w.language), unit, horizon=[str(year) for year in years]
            ),
        )
        for unit in names.lists.units
        if unit in counts
    )
    body = w.rich(
        "{n} mục tiêu có mốc đến hết năm {year} đã tới hạn: {units}. Còn {rest} mục tiêu cho các mốc sau.",
        n=_goals_link(due, names),
        year=str(years[-1]),
        units=by_unit,
        rest=_goals_link(goals.drop(due.index), names),
    )
    body += " " + w.rich("Không tính mục tiêu không nêu mốc hoặc còn nghi ngờ.")
    body += " " + w.rich("Ở đây chỉ có lời hứa trong văn bản, chưa có kết quả thực hiện.")
    return Finding("fallen_due", w("Đã tới hạn"), body, tuple(map(str, goals["statement_id"])))


def unanswered(pairs: pd.DataFrame, names: Names, *, provinces: Sequence[str], today: date) -> Finding | None:
    """National goals for the next horizon that no goal of a province stands beside, by the reason why.

    A goal that a text was searched for is told apart from one about which nothing can be said.
    """
    w = names.w
    open_ = pairs[(pairs["verdict"] == "no_province") & (pairs["horizon"] >= today.year)]
    if open_.empty:
        return None
    year = int(open_["horizon"].min())
    rows = open_[open_["horizon"] == year]
    lines = []
    whys = [
        (unit, str(why))
        for unit in provinces
        for why in rows[rows["unit_id"] == unit]["reason"].value_counts().index
    ]
    for unit, why in whys:
        own = rows[(rows["unit_id"] == unit) & (rows["reason"] == why)]
        lines.append(
            w.rich(
                "{unit}, {why}: {n}, như {examples}.",
                unit=names.unit(unit),
                why=label(REASONS, why, w),
                n=_list_link(
                    names,
                    w.plural("{n} mục tiêu", pair_count(own)),
                    unit=unit,
                    verdict="no_province",
                    reason=why,
                    horizon=str(year),
                ),
                examples=Markup(", ").join(
                    w.rich(
                        "{name} {value}",
                        name=names.indicator(row["indicator_id"]),
                        value=_national(row, names),
                    )
                    for row in one_a_pair(own).head(EXAMPLES).to_dict("records")
                ),
            )
        )
    title = w("Mục tiêu quốc gia {year} chưa có mục tiêu nào của tỉnh để đặt cạnh", year=str(year))
    ids = tuple(map(str, rows["national_statement_id"]))
    return Finding("unanswered", title, _bullets(lines), ids) if lines else None


def findings_html(found: Sequence[Finding], w: Wording) -> Markup:
    """The findings, each a short article of its own."""
    items = Markup("").join(
        Markup('<article data-finding="{}"><h2>{}</h2><div>{}</div></article>').format(
            finding.key, finding.title, finding.body
        )
        for finding in found
    )
    key = w.rich(
        "Số gạch chân liền: trích nguyên văn. Số gạch chân đứt: dẫn lại, không có nguyên văn. "
        "Bấm vào số để đọc câu gốc hoặc danh sách mà số ấy đếm."
    )
    return Markup(
        '<section class="ms-findings" aria-label="{}">{}</section><p class="ms-quiet ms-small">{}</p>'
    ).format(w("Những điều cần biết"), items, key)


def _ids(rows: pd.DataFrame) -> tuple[str, ...]:
    columns = rows[["province_statement_id", "national_statement_id"]].to_numpy().ravel()
    return tuple(dict.fromkeys(str(id_) for id_ in columns if isinstance(id_, str)))


def _own(row: Row, names: Names) -> Markup:
    return _number(row, "province", names)


def _national(row: Row, names: Names) -> Markup:
    return _number(row, "national", names)


def _number(row: Row, side: str, names: Names) -> Markup:
    """One side's value as a link to its sentence; a cited one is underlined differently and says so."""
    w = names.w
    evidence = "cited" if row[f"is_{side}_cited"] else "quoted"
    text = names.value(row, prefix=f"{side}_") or w("có nêu")
    return statement_anchor(row[f"{side}_statement_id"], text, w, evidence=evidence)


def _list_link(names: Names, text: str, **parameters: str | Sequence[str]) -> Markup:
    """A count as a link to just the pairs it counts: those without doubt."""
    return anchor(page_link("compare", {**parameters, "certain": "1"}, language=names.w.language), text)


def _goals_link(goals: pd.DataFrame, names: Names) -> Markup:
    """How many goals, as a link to them; they must be all those of their units for their years."""
    text = number(len(goals), names.w.language)
    if goals.empty:
        return Markup(text)
    units = [unit for unit in names.lists.units if (goals["unit_id"] == unit).any()]
    years = [str(year) for year in sorted({int(year) for year in goals["horizon"]})]
    return _statements_link(names, text, units, horizon=years)


def _statements_link(
    names: Names, text: str, unit: str | Sequence[str], **parameters: str | Sequence[str]
) -> Markup:
    """A count as a link to just the goals it counts: those without doubt."""
    wanted = {"unit": unit, "kind": GOALS, **parameters, "certain": "1"}
    return anchor(page_link("data", wanted, language=names.w.language), text)


def _reason_counts(pairs: pd.DataFrame, names: Names, unit: str) -> Markup:
    """How many pairs are not comparable for which reason, the most frequent first, each number a link."""
    w = names.w
    counts = {str(reason): pair_count(rows) for reason, rows in pairs.groupby("reason")}
    return Markup(", ").join(
        Markup("{} {}").format(
            label(REASONS, reason, w),
            _list_link(names, number(n, w.language), unit=unit, verdict="not_comparable", reason=reason),
        )
        for reason, n in sorted(counts.items(), key=lambda item: -item[1])
    )


def _verdict_counts(pairs: pd.DataFrame, names: Names, unit: str, *, indicator: str = "") -> Markup:
    """How many by verdict, each number a link to those pairs; verdicts that do not occur are left out."""
    w = names.w
    messages = {"ahead": N_("vượt ở {n}"), "aligned": N_("bằng ở {n}"), "behind": N_("kém ở {n}")}
    only = {"indicator": indicator} if indicator else {}
    counts = {code: pair_count(pairs[pairs["verdict"] == code]) for code in messages}
    return Markup(", ").join(
        w.rich(
            message,
            n=_list_link(names, number(counts[code], w.language), unit=unit, verdict=code, **only),
        )
        for code, message in messages.items()
        if counts[code]
    )


def _examples(rows: pd.DataFrame, names: Names) -> Markup:
    w = names.w
    shown = Markup("; ").join(
        w.rich(
            "{name}, {year} ({own} so với {national})",
            name=", ".join(
                filter(
                    None,
                    [names.indicator(row["indicator_id"]), names.scope(row["scope"], row["indicator_id"])],
                )
            ),
            year=str(int(row["horizon"])),
            own=_own(row, names),
            national=_national(row, names),
        )
        for row in rows.head(EXAMPLES).to_dict("records")
    )
    return shown + (w.rich("; và những mục còn lại") if len(rows) > EXAMPLES else Markup("")) + "."


def _links_to_texts(texts: pd.DataFrame, names: Names) -> Markup:
    w = names.w
    links = [
        anchor(
            page_link("evidence", {"document": str(row["document_id"])}, language=w.language),
            w.name(row, "title"),
        )
        for row in texts.to_dict("records")
    ]
    return Markup("; ").join(Markup("“{}”").format(link) for link in links)


def _bullets(lines: Sequence[Markup]) -> Markup:
    if not lines:
        return Markup("")
    return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines))
