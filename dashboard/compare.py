"""What the compare page shows. Pure: pairs and names in, rows or markup out."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from dashboard.markup import (
    EMPTY,
    Column,
    doubt_badge,
    evidence_badge,
    facts,
    noted,
    statement_anchor,
    table,
    unfolding,
    verdict_chip,
)
from dashboard.names import Names, Row
from dashboard.wording import Wording
from dashboard.wording.labels import FIRMNESS, IN_FORCE_BASIS, VERDICTS, label
from dashboard.wording.numbers import day, is_missing, number

FIRST = 20  # pairs shown before the reader asks for all
MOST = 200  # pairs that a page shows at all: a file or a filter is for more
FIRST_OF_THEME = 3  # the same where each theme has a chart of its own
FEW = 3  # definitions that stand open; more wait for a click


def summary(counts: pd.DataFrame, names: Names, basis: str, *, newest: str) -> Markup:
    """How many pairs, by verdict, and which national goal they were held against.

    `counts` are those of `queries.pair_counts`.
    """
    w = names.w
    pairs = {str(row["verdict"]): int(row["pairs"]) for row in counts.to_dict("records")}
    chips = Markup(" ").join(
        Markup("{} {}").format(verdict_chip(code, w), number(pairs[code], w.language))
        for code in VERDICTS
        if code in pairs
    )
    what = (
        w("So với mục tiêu quốc gia có hiệu lực khi văn bản của tỉnh được ban hành.")
        if basis == "at_issue"
        else w(
            "So với mục tiêu quốc gia có hiệu lực hôm nay, theo dữ liệu đến {date}.",
            date=day(newest, w.language),
        )
    )
    n, rows = sum(pairs.values()), int(counts["rows"].sum())
    if rows > n:
        what += " " + w(
            "Mục tiêu nêu cho nhiều phạm vi chiếm mỗi phạm vi một dòng: {rows} dòng.",
            rows=number(rows, w.language),
        )
    return Markup('<p class="ms-summary"><b>{}</b> {}</p><p class="ms-quiet ms-small">{}</p>').format(
        w.plural("{n} cặp", n), chips, what
    )


def pairs_table(pairs: pd.DataFrame, names: Names) -> Markup:
    """One row a pair: what, for when, both values with their source, the verdict and why."""
    w, rows = names.w, pairs.to_dict("records")
    columns = [
        Column(w("Chỉ tiêu"), [_what(row, names) for row in rows]),
        Column(w("Tỉnh"), [names.unit(row["unit_id"]) for row in rows], is_short=True),
        Column(w("Mốc"), [_year(row["horizon"], names) for row in rows], is_number=True),
        Column(w("Mục tiêu của tỉnh"), [_side(row, "province", names) for row in rows]),
        Column(w("Mục tiêu quốc gia"), [_side(row, "national", names) for row in rows]),
        Column(w("Kết quả"), [_verdict(row, names) for row in rows]),
    ]
    return table(
        w("Từng cặp mục tiêu; bấm vào dòng để đọc câu của tỉnh, vào con số để đọc câu của số ấy."),
        columns,
        classes="ms-rows",
    )


def apart_title(w: Wording) -> str:
    """What stands above the definitions of `defined_apart`."""
    return w("Định nghĩa khác nhau, đặt cạnh nhau, không trừ cho nhau")


def below_charts(pairs: pd.DataFrame, total: int, undrawn: int, apart: pd.DataFrame, names: Names) -> Markup:
    """The table of `pairs`, and the definitions of `apart` where they are few enough to stand open.

    `total` is how many pairs are chosen, `undrawn` how many of those shown the charts leave out.
    """
    w, said = names.w, []
    if len(pairs) < total:
        said.append(
            w(
                "Hiện {n} dòng đầu trong {total}.",
                n=number(len(pairs), w.language),
                total=number(total, w.language),
            )
        )
    if undrawn:
        said.append(
            w.plural(
                "{n} dòng không vẽ: chỉ một bên nêu, bằng số đếm hay thứ hạng, nên không có gì để đặt cạnh; "
                "xem bảng dưới đây.",
                undrawn,
            )
        )
    parts = [noted(" ".join(said)) if said else EMPTY, pairs_table(pairs, names)]
    if 0 < len(apart) <= FEW:
        parts.append(unfolding(apart_title(w), definitions(apart, names), is_open=True))
    return Markup("").join(parts)


def defined_apart(pairs: pd.DataFrame) -> pd.DataFrame:
    """One row for each two definitions that `pairs` cannot be compared for: they measure different things."""
    return pairs[
        (pairs["verdict"] == "not_comparable")
        & pairs["province_statement_id"].notna()
        & pairs["national_statement_id"].notna()
        & (
            (pairs["indicator_id"] != pairs["national_indicator_id"])
            | (pairs["variant"].fillna("") != pairs["national_variant"].fillna(""))
        )
    ].drop_duplicates(["unit_id", "indicator_id", "national_indicator_id", "variant", "national_variant"])


def definitions(apart: pd.DataFrame, names: Names) -> Markup:
    """The definitions of both sides for each row of `defined_apart`, side by side; nothing is subtracted."""
    return Markup("").join(
        Markup('<div class="ms-pair"><div><h3>{}</h3>{}</div><div><h3>{}</h3>{}</div></div>').format(
            names.unit(row["unit_id"]),
            _definition(row, "province", names),
            Markup(" ").join(names.unit(unit) for unit in names.nations()),
            _definition(row, "national", names),
        )
        for row in apart.to_dict("records")
    )


def _definition(row: Row, side: str, names: Names) -> Markup:
    w = names.w
    is_nation = side == "national"
    indicator = row["national_indicator_id"] if is_nation else row["indicator_id"]
    return facts(
        [
            (w("Chỉ tiêu"), names.indicator(indicator)),
            (w("Giá trị"), _side(row, side, names)),
            (w("Mốc"), _year(row[f"{side}_horizon"], names)),
            (w("Định nghĩa"), names.definition(indicator)),
            (w("Mẫu số"), names.denominator(indicator)),
            (w("Cách xác định"), names.variant(row["national_variant"] if is_nation else row["variant"])),
            (w("Phạm vi"), names.scope(row["national_scope"] if is_nation else row["scope"], indicator)),
            (w("Lưu ý"), names.comparability(indicator)),
        ]
    )


def _what(row: Row, names: Names) -> Markup:
    scope, variant = names.scope(row["scope"], row["indicator_id"]), names.variant(row["variant"])
    detail = " · ".join(filter(None, [scope, variant]))
    return Markup('{} <span class="ms-quiet">{}</span>').format(names.indicator(row["indicator_id"]), detail)


def _year(horizon: object, names: Names) -> str:
    return names.w("không nêu mốc") if is_missing(horizon) else str(int(float(str(horizon))))


def _side(row: Row, side: str, names: Names) -> Markup:
    """A value as a link to its sentence, with how it is known; a word where the side is silent."""
    w = names.w
    id_ = row[f"{side}_statement_id"]
    if is_missing(id_):
        return Markup('<span class="ms-quiet">–</span>')
    value = names.value(row, prefix=f"{side}_") or w("cam kết không kèm số")
    # One link of a row reaches over all of it: the province's, or the nation's where that stands alone.
    leads = side == "province" or is_missing(row["province_statement_id"])
    parts = [statement_anchor(id_, value, w, classes="ms-row-link" if leads else "")]
    own = row[f"{side}_horizon"]
    if not is_missing(own) and own != row["horizon"]:
        parts.append(Markup("({})").format(_year(own, names)))
    parts.append(evidence_badge("cited" if row[f"is_{side}_cited"] else "quoted", w))
    if (firmness := row[f"{side}_firmness"]) in ("orientation", "vision"):
        parts.append(Markup('<span class="ms-quiet">{}</span>').format(label(FIRMNESS, firmness, w)))
    if doubt := doubt_badge(row[f"{side}_doubt"], w):
        parts.append(doubt)
    if side == "national" and (others := int(row["national_alternatives"])):
        parts.append(
            Markup('<span class="ms-quiet">{}</span>').format(
                w.plural("và {n} mục tiêu quốc gia khác cho cùng điều này", others)
            )
        )
    if side == "national" and row["is_national_replaced"]:
        parts.append(Markup('<span class="ms-badge ms-doubt">{}</span>').format(w("đã được thay thế")))
    if side == "national" and (other := what_else(row, names)):
        parts.append(Markup('<div class="ms-quiet">{}</div>').format(other))
    return Markup(" ").join(parts)


def what_else(row: Row, names: Names) -> str:
    """What the national goal is about, where that is not what the province's goal is about; else ""."""
    if is_missing(row["province_statement_id"]) or is_missing(row["national_statement_id"]):
        return ""
    parts = []
    if row["national_indicator_id"] != row["indicator_id"]:
        parts.append(names.indicator(row["national_indicator_id"]))
    if row["national_scope"] != row["scope"]:
        parts.append(names.scope(row["national_scope"], row["national_indicator_id"]))
    if not _is_same(row["national_variant"], row["variant"]):
        parts.append(names.variant(row["national_variant"]) or names.w("theo định nghĩa chung"))
    return " · ".join(filter(None, parts))


def _is_same(one: object, other: object) -> bool:
    return (is_missing(one) and is_missing(other)) or one == other


def _verdict(row: Row, names: Names) -> Markup:
    w = names.w
    chip = verdict_chip(row["verdict"], w)
    gap = row["gap"]
    said = ""
    if not is_missing(gap) and gap:
        amount = number(abs(float(gap)), w.language)
        said = w("{n} điểm %", n=amount) if row["gap_unit"] in ("percent", "percentage_points") else amount
    territory = ""
    if row["is_old_territory"]:
        territory = w("Nói về {territory}.", territory=names.territory(row["territory_id"]))
    looked_up = ""
    if row["in_force_basis"] in ("published", "period", "unknown") and not is_missing(row["basis_date"]):
        looked_up = w(
            "Xét mục tiêu quốc gia tại ngày {date} ({why}).",
            date=day(str(row["basis_date"])[:10], w.language),
            why=label(IN_FORCE_BASIS, row["in_force_basis"], w),
        )
    note = " ".join(filter(None, [names.reason(row["reason"]), territory, looked_up]))
    return Markup('{} {} <div class="ms-quiet">{}</div>').format(chip, said, note)
