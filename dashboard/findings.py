"""What a leader should know, as sentences that the data makes. Nothing here is typed in advance.

Every finding is a pure function of frames and wording, names the statements it rests on, and links
each number to its evidence or to the list that it counts. Rows whose year or territory is in doubt
never enter (`without_doubt`). A finding that the data does not give is None, never an empty phrase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter

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

_SIDE_COLUMNS = (
    "statement_id",
    "document_id",
    "operator",
    "value",
    "value_high",
    "value_unit",
    "doubt",
    "firmness",
)
PAIR_COLUMNS = (
    *("unit_id", "indicator_id", "scope", "national_scope", "horizon", "verdict", "reason", "gap"),
    *(f"{side}_{column}" for side in ("province", "national") for column in _SIDE_COLUMNS),
    *("is_province_cited", "is_national_cited"),
)
GOALS = ("target", "commitment")
MOST = 6  # findings a leader is given
EXAMPLES = 3  # named before the rest is left to the list behind the number
MOST_LEVELS = 12  # lines of one year in the finding level by level
LINES = 6  # units told one by one; of more of them the first ones, and how many others


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence or two for a leader. `key` names the kind of finding.

    `counted` says what it rests on: document_id and how many of its statements, in the order of the pairs
    or documents.
    """

    key: str
    title: str
    body: Markup
    counted: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Goals:
    """What units promise, counted: `queries.goal_counts`, and by document `queries.goals_by_document`."""

    counts: pd.DataFrame
    by_document: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Standings:
    """How provinces stand, counted: `queries.standings` and `queries.standing_documents`.

    Of up to `MOST` provinces those of each, of more those of all together.
    """

    counts: pd.DataFrame
    documents: pd.DataFrame


def findings(
    comparisons: pd.DataFrame,
    standing: Standings,
    goals: Goals,
    documents: pd.DataFrame,
    names: Names,
    *,
    provinces: Sequence[str],
    horizons: Sequence[int],
    today: date,
) -> list[Finding]:
    """Up to six findings about `provinces`, the most telling first.

    `comparisons`: pairs at issue, at least those of `queries.pairs_for_findings`; `standing`: how the
    provinces stand; `goals`: at least those of the provinces and the nation; `documents`: at least
    `queries.texts_without_goals`; `horizons`: the years that the dashboard compares; `today` decides what has
    fallen due.
    """
    # A slice of few columns is several times faster to filter than one of sixty.
    pairs = without_doubt(comparisons[list(PAIR_COLUMNS)])
    pairs = pairs[pairs["unit_id"].isin(provinces) & (pairs["reason"] != NOT_ASKED)]
    asked = [*provinces, *names.nations()]
    sure = Goals(
        without_doubt(goals.counts[goals.counts["unit_id"].isin(asked)]),
        goals.by_document[goals.by_document["unit_id"].isin(asked)],
    )
    first = [by_level(pairs, names)]
    last = [
        left_open(sure, documents, names, provinces=provinces, horizons=horizons),
        fallen_due(sure, names, today=today),
        unanswered(pairs, names, provinces=provinces, today=today),
    ]
    # What is silent and what fell due is told however many provinces there are to tally.
    room = MOST - len(first) - len(last)
    if len(provinces) <= MOST:
        tallies: Iterator[Finding | None] = (tally(pairs, standing, names, unit) for unit in provinces)
    else:
        tallies = iter([standings(standing, names, provinces=provinces)])
    told = islice(filter(None, tallies), room)
    return [finding for finding in [*first, *told, *last] if finding is not None]


def by_level(pairs: pd.DataFrame, names: Names) -> Finding | None:
    """The indicator that province and nation both set by level and for several years, level by level.

    The one with the most pairs that have a verdict by value; None where no indicator has at least two
    levels and two years.
    """
    w = names.w
    judged = pairs[pairs["verdict"].isin(DRAWN_BY_VALUE)]
    groups = judged.groupby(["unit_id", "indicator_id"], sort=True)
    counts = groups.agg(scopes=("scope", "nunique"), horizons=("horizon", "nunique"), rows=("scope", "size"))
    wide = counts[(counts["scopes"] >= 2) & (counts["horizons"] >= 2)]
    if wide.empty:
        return None
    best = groups.get_group(wide["rows"].idxmax())
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
    rows = sorted(
        told.dropna(subset="horizon").to_dict("records"),
        key=lambda row: (row["horizon"], order.get(row["scope"].split(";")[0], 99)),
    )
    for year, of_year in groupby(rows, itemgetter("horizon")):
        levels = list(of_year)
        shown, rest = levels[:MOST_LEVELS], levels[MOST_LEVELS:]
        said = Markup("; ").join(
            w.rich(
                "{scope} {own} {sign} quốc gia {national}",
                scope=names.scope(row["scope"], row["indicator_id"]),
                own=_own(row, names),
                sign=verdict(row["verdict"]).icon,
                national=_national(row, names),
            )
            for row in shown
        )
        if rest:
            said += "; " + w.plural("và {n} dòng khác", len(rest))
        firmness = {row["province_firmness"] for row in levels}
        when = str(int(year))
        if len(firmness) == 1 and (word := firmness.pop()) in ("orientation", "vision"):
            when += f" ({label(FIRMNESS, word, w)})"
        lines.append(w.rich("Năm {year}: {levels}.", year=when, levels=said))
    for code in dict.fromkeys(told[told["verdict"] == "not_comparable"]["reason"]):
        lines.append(w.rich("≠: {reason}", reason=names.reason(code)))
    first = best.iloc[0]
    verdicts = {str(code): pair_count(rows) for code, rows in best.groupby("verdict")}
    summary = _verdict_counts(verdicts, names, first["unit_id"], indicator=str(first["indicator_id"]))
    body = w.rich("{unit} so với quốc gia: {summary}.", unit=names.unit(first["unit_id"]), summary=summary)
    return Finding("by_level", names.indicator(first["indicator_id"]), body + _bullets(lines), _counted(told))


def tally(pairs: pd.DataFrame, standing: Standings, names: Names, unit: str) -> Finding | None:
    """How a province's targets stand against the nation's: how many above, level, below; which below."""
    w = names.w
    counts = standing.counts[standing.counts["unit_id"] == unit]
    verdicts = _counts_by("verdict", counts[counts["reason"] == ""])
    reasons = _counts_by("reason", counts[counts["reason"] != ""])
    apart = verdicts.pop("not_comparable", 0)
    if not verdicts:
        return None
    body = w.rich(
        "Có {n} cặp mục tiêu cùng định nghĩa, cùng phạm vi và cùng mốc: {summary}.",
        n=_list_link(names, number(sum(verdicts.values()), w.language), unit=unit, verdict=DRAWN_BY_VALUE),
        summary=_verdict_counts(verdicts, names, unit),
    )
    if apart:
        body += " " + w.rich(
            "Còn {n} cặp không so được: {reasons}.",
            n=_list_link(names, number(apart, w.language), unit=unit, verdict="not_comparable"),
            reasons=_reason_counts(reasons, names, unit),
        )
    lines = []
    for code, message in (
        ("behind", N_("Dưới mức quốc gia: {examples}")),
        ("ahead", N_("Vượt mức quốc gia: {examples}")),
    ):
        if n := verdicts.get(code):
            rows = one_a_pair(pairs[(pairs["unit_id"] == unit) & (pairs["verdict"] == code)])
            # Of gaps that are as wide the first in the order of the rows.
            rows = rows.sort_values("gap", key=abs, ascending=False, kind="stable")
            lines.append(w.rich(message, examples=_examples(rows, n, names)))
    title = w("{unit} so với quốc gia", unit=names.unit(unit))
    rests_on = standing.documents[standing.documents["unit_id"] == unit]
    return Finding(f"tally:{unit}", title, body + _bullets(lines), _listed(rests_on, "statements"))


def standings(standing: Standings, names: Names, *, provinces: Sequence[str]) -> Finding | None:
    """For many provinces: which have the most targets below the nation's, and which the most above.

    Each with its number; provinces that have as many as the last one named come in the order shown.
    """
    w = names.w
    judged = standing.counts
    if judged.empty:
        return None
    with_pairs = int(judged["unit_id"].nunique())
    lines = []
    for code, message in (
        ("behind", N_("Nhiều mục tiêu dưới mức quốc gia nhất: {units}.")),
        ("ahead", N_("Nhiều mục tiêu vượt mức quốc gia nhất: {units}.")),
    ):
        counts = _counts_by("unit_id", judged[judged["verdict"] == code])
        most = sorted(counts, key=lambda unit: (-counts[unit], list(provinces).index(unit)))[:LINES]
        if most:
            units = Markup(", ").join(
                w.rich(
                    "{unit} {n}",
                    unit=names.unit(unit),
                    n=_list_link(names, number(counts[unit], w.language), unit=unit, verdict=code),
                )
                for unit in most
            )
            lines.append(w.rich(message, units=units))
    body = w.rich(
        "{n} có cặp mục tiêu cùng định nghĩa, cùng phạm vi và cùng mốc với quốc gia.",
        n=w.plural("{n} tỉnh", with_pairs),
    )
    title = w("Các tỉnh so với quốc gia")
    return Finding("standings", title, body + _bullets(lines), _listed(standing.documents, "statements"))


def left_open(
    goals: Goals,
    documents: pd.DataFrame,
    names: Names,
    *,
    provinces: Sequence[str],
    horizons: Sequence[int],
) -> Finding | None:
    """What a unit leaves open: full texts without a target, and years for which nothing was found."""
    w = names.w
    held = documents[documents["tier"] != "reference"]
    lines: list[Markup] = []
    silent_for: dict[str, list[str]] = {}
    counted: list[tuple[str, int]] = []
    no_goals = goals.counts.head(0)
    by_unit = {str(unit): own for unit, own in goals.counts.groupby("unit_id")}
    for unit in [*names.nations(), *provinces]:
        texts, own = held[held["unit_id"] == unit], by_unit.get(unit, no_goals)
        said = []
        if len(texts) and not (own["evidence"] == "quoted").any():
            counted += _listed(goals.by_document[goals.by_document["unit_id"] == unit], "statements")
            said.append(
                w.rich(
                    "{texts} chỉ nêu nhiệm vụ, không nêu chỉ tiêu nào; "
                    "{cited} có ở đây (không kể dòng còn nghi ngờ) đều là dẫn lại.",
                    texts=_links_to_texts(texts, names),
                    cited=_statements_link(
                        names, w.plural("{n} mục tiêu", _total(own)), unit, evidence="cited"
                    ),
                )
            )
        spoken = {int(year) for year in own["horizon"].dropna()}
        if missing := [str(year) for year in horizons if year not in spoken]:
            if not said and len(provinces) > MOST:
                silent_for.setdefault(", ".join(missing), []).append(unit)
            else:
                said.append(w.rich("Chưa thấy mục tiêu nào cho {years}.", years=", ".join(missing)))
        if said:
            lines.append(w.rich("{unit}: {said}", unit=names.unit(unit), said=Markup(" ").join(said)))
    if not lines and not silent_for:
        return None
    lines = _gathered(lines, silent_for, names)
    return Finding("left_open", w("Còn để ngỏ trong các văn bản đang có"), _bullets(lines), tuple(counted))


def _gathered(lines: Sequence[Markup], silent_for: dict[str, list[str]], names: Names) -> list[Markup]:
    """The first lines, how many others there are, and one line for all who are silent for the same years."""
    w = names.w
    told = list(lines[:LINES])
    if len(lines) > LINES:
        told.append(Markup("{}").format(w.plural("và {n} đơn vị khác cũng vậy", len(lines) - LINES)))
    told += [
        w.rich(
            "{unit}: {said}",
            unit=names.listed(units),
            said=w.rich("Chưa thấy mục tiêu nào cho {years}.", years=years),
        )
        for years, units in silent_for.items()
    ]
    return told


def fallen_due(goals: Goals, names: Names, *, today: date) -> Finding | None:
    """What fell due by the end of last year, by unit, and what is still to come."""
    w = names.w
    dated = goals.counts[goals.counts["horizon"].notna()]
    due = dated[dated["horizon"] < today.year]
    if due.empty:
        return None
    years = sorted({int(year) for year in due["horizon"].unique()})
    counts = due.groupby("unit_id")["statements"].sum()
    told = [unit for unit in names.lists.units if unit in counts]
    if len(told) > MOST + 1:
        told = sorted(told, key=lambda unit: (unit not in names.nations(), -int(counts[unit]), unit))
    rest_units = told[LINES:] if len(told) > MOST + 1 else []
    by_unit = Markup(", ").join(
        w.rich(
            "{unit} {n}",
            unit=names.unit(unit),
            n=_statements_link(
                names, number(int(counts[unit]), w.language), unit, horizon=[str(year) for year in years]
            ),
        )
        for unit in (told[:LINES] if rest_units else told)
    )
    if rest_units:
        by_unit += ", " + w.rich(
            "{units} {n}",
            units=w.plural("{n} đơn vị khác", len(rest_units)),
            n=_statements_link(
                names,
                number(int(counts[rest_units].sum()), w.language),
                rest_units,
                horizon=[str(year) for year in years],
            ),
        )
    body = w.rich(
        "{n} mục tiêu có mốc đến hết năm {year} đã tới hạn: {units}. Còn {rest} mục tiêu cho các mốc sau.",
        n=_goals_link(due, names),
        year=str(years[-1]),
        units=by_unit,
        rest=_goals_link(dated.drop(due.index), names),
    )
    body += " " + w.rich("Không tính mục tiêu không nêu mốc hoặc còn nghi ngờ.")
    body += " " + w.rich("Ở đây chỉ có lời hứa trong văn bản, chưa có kết quả thực hiện.")
    return Finding("fallen_due", w("Đã tới hạn"), body, _listed(goals.by_document, "dated"))


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
    tell = _unanswered_by_unit if len(provinces) <= MOST else _unanswered_by_reason
    lines = tell(rows, names, provinces=provinces, year=str(year))
    title = w("Mục tiêu quốc gia {year} chưa có mục tiêu nào của tỉnh để đặt cạnh", year=str(year))
    return Finding("unanswered", title, _bullets(lines), _counted(rows)) if lines else None


def _unanswered_by_unit(
    rows: pd.DataFrame, names: Names, *, provinces: Sequence[str], year: str
) -> list[Markup]:
    """For a few provinces: of each by reason, how many such goals, and the first of them."""
    w = names.w
    frequent = Counter(zip(rows["unit_id"], rows["reason"], strict=True)).most_common()
    # A goal stated for several scopes stands in one row for each of them.
    goals: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows.to_dict("records"):
        goals.setdefault((row["unit_id"], row["reason"]), {}).setdefault(row["national_statement_id"], row)
    return [
        w.rich(
            "{unit}, {why}: {n}, như {examples}.",
            unit=names.unit(unit),
            why=label(REASONS, why, w),
            n=_open_link(names, w.plural("{n} mục tiêu", len(goals[unit, why])), unit, why, year),
            examples=Markup(", ").join(
                w.rich(
                    "{name} {value}", name=names.indicator(row["indicator_id"]), value=_national(row, names)
                )
                for row in islice(goals[unit, why].values(), EXAMPLES)
            ),
        )
        for unit in provinces
        for (of_unit, why), _ in frequent
        if of_unit == unit
    ]


def _unanswered_by_reason(
    rows: pd.DataFrame, names: Names, *, provinces: Sequence[str], year: str
) -> list[Markup]:
    """For many provinces: by reason, in how many of them, and which have the most such goals."""
    w = names.w
    lines = []
    goals = rows.groupby(["unit_id", "reason"])["national_statement_id"].nunique().to_dict()
    for why, _ in Counter(rows["reason"]).most_common():
        counts = {unit: goals[unit, why] for unit in provinces if (unit, why) in goals}
        most = sorted(counts, key=lambda unit: -counts[unit])[:EXAMPLES]
        lines.append(
            w.rich(
                "{why}: ở {n}, nhiều nhất {units}.",
                why=label(REASONS, why, w),
                n=w.plural("{n} tỉnh", len(counts)),
                units=Markup(", ").join(
                    w.rich(
                        "{unit} {n}",
                        unit=names.unit(unit),
                        n=_open_link(names, number(counts[unit], w.language), unit, why, year),
                    )
                    for unit in most
                ),
            )
        )
    return lines


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


def _counted(pairs: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    """The documents that pairs rest on, with how many different statements of each."""
    # Province and nation of a row side by side: the documents come in the order in which rows name them.
    ids, documents = (
        pairs[[f"province_{what}", f"national_{what}"]].to_numpy(dtype=object).ravel()
        for what in ("statement_id", "document_id")
    )
    stated = pd.DataFrame({"id": ids, "document": documents}).dropna(subset=["id"]).drop_duplicates("id")
    counts = stated.groupby("document", sort=False).size()
    return tuple((str(document), int(n)) for document, n in counts.items())


def _listed(documents: pd.DataFrame, column: str) -> tuple[tuple[str, int], ...]:
    """Documents that count for something, in their order, with how many statements of each."""
    counts: dict[str, int] = {}
    for id_, n in zip(documents["document_id"].tolist(), documents[column].tolist(), strict=True):
        if n:
            counts[id_] = counts.get(id_, 0) + n
    return tuple(counts.items())


def _counts_by(column: str, counts: pd.DataFrame) -> dict[str, int]:
    """The pairs of rows that each have another value in `column`, by that value."""
    return {str(value): int(n) for value, n in zip(counts[column], counts["pairs"], strict=True)}


def _total(goals: pd.DataFrame) -> int:
    return int(goals["statements"].sum())


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


def _open_link(names: Names, text: str, unit: str, why: str, year: str) -> Markup:
    """A count as a link to the national goals of a year that `unit` has no goal beside for that reason."""
    return _list_link(names, text, unit=unit, verdict="no_province", reason=why, horizon=year)


def _goals_link(goals: pd.DataFrame, names: Names) -> Markup:
    """How many goals, as a link to them; they must be all those of their units for their years."""
    text = number(_total(goals), names.w.language)
    if goals.empty:
        return Markup(text)
    speaking = set(goals["unit_id"].unique())
    units = [unit for unit in names.lists.units if unit in speaking]
    years = [str(year) for year in sorted({int(year) for year in goals["horizon"].unique()})]
    return _statements_link(names, text, units, horizon=years)


def _statements_link(
    names: Names, text: str, unit: str | Sequence[str], **parameters: str | Sequence[str]
) -> Markup:
    """A count as a link to just the goals it counts: those without doubt."""
    wanted = {"unit": unit, "kind": GOALS, **parameters, "certain": "1"}
    return anchor(page_link("data", wanted, language=names.w.language), text)


def _reason_counts(counts: Mapping[str, int], names: Names, unit: str) -> Markup:
    """How many pairs are not comparable for which reason, the most frequent first, each number a link."""
    w = names.w
    return Markup(", ").join(
        Markup("{} {}").format(
            label(REASONS, reason, w),
            _list_link(names, number(n, w.language), unit=unit, verdict="not_comparable", reason=reason),
        )
        for reason, n in sorted(counts.items(), key=lambda item: -item[1])
    )


def _verdict_counts(counts: Mapping[str, int], names: Names, unit: str, *, indicator: str = "") -> Markup:
    """How many by verdict, each number a link to those pairs; verdicts that do not occur are left out."""
    w = names.w
    messages = {"ahead": N_("vượt ở {n}"), "aligned": N_("bằng ở {n}"), "behind": N_("kém ở {n}")}
    only = {"indicator": indicator} if indicator else {}
    return Markup(", ").join(
        w.rich(
            message,
            n=_list_link(names, number(counts[code], w.language), unit=unit, verdict=code, **only),
        )
        for code, message in messages.items()
        if counts.get(code)
    )


def _examples(rows: pd.DataFrame, of: int, names: Names) -> Markup:
    """The first of `rows`, and that there are more where there are more of them than that."""
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
    return shown + (w.rich("; và những mục còn lại") if of > EXAMPLES else Markup("")) + "."


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
