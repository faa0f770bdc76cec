"""What the overview shows besides its findings. Pure: frames and names in, rows or markup out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from dashboard.charts.dumbbell import DRAWN_BY_VALUE, drawable
from dashboard.findings import GOALS
from dashboard.links import page_link
from dashboard.markup import Column, anchor, table
from dashboard.names import Names
from dashboard.selection import in_order, without_doubt

GLANCE_ROWS = 12  # what fits one screen of 900 px


def goals_of(statements: pd.DataFrame) -> pd.DataFrame:
    """Targets and commitments; what was reached already is no goal."""
    return statements[statements["kind"].isin(GOALS)]


def lede(statements: pd.DataFrame, documents: pd.DataFrame, names: Names) -> Markup:
    """What the release holds, in two sentences: how much, and how much of it is quoted."""
    w = names.w
    goals = goals_of(statements)
    quoted = int((goals["evidence"] == "quoted").sum())
    text = w.rich(
        "{documents} của {units}, với {goals}: {quoted} trích nguyên văn từ {texts}, "
        "{cited} dẫn lại từ văn bản chưa có toàn văn.",
        documents=w.plural("{n} văn bản", len(documents)),
        units=", ".join(names.unit(unit) for unit in names.lists.units),
        goals=w.plural("{n} mục tiêu", len(goals)),
        quoted=str(quoted),
        texts=w.plural("{n} văn bản có toàn văn", int((documents["tier"] != "reference").sum())),
        cited=str(len(goals) - quoted),
    )
    return Markup('<p class="ms-quiet">{}</p>').format(text)


def at_a_glance(comparisons: pd.DataFrame, names: Names, units: Sequence[str]) -> pd.DataFrame:
    """The pairs with a verdict by value and without doubt, the widest gaps first, at most GLANCE_ROWS."""
    sure = without_doubt(comparisons)
    judged = sure[sure["unit_id"].isin(list(units)) & sure["verdict"].isin(DRAWN_BY_VALUE)]
    return drawable(in_order(judged, list(names.lists.scopes))).head(GLANCE_ROWS)


def promises_table(
    statements: pd.DataFrame, names: Names, *, units: Sequence[str], horizons: Sequence[int]
) -> Markup:
    """How many goals each unit has for each year, quoted and cited apart; each count leads to the rows."""
    w = names.w
    goals = goals_of(statements)
    goals = goals[goals["unit_id"].isin(list(units))]
    counts = goals.groupby(["unit_id", "horizon", "evidence"]).size().to_dict()

    def cell(unit: str, year: int) -> Markup:
        parts = []
        for evidence in ("quoted", "cited"):
            if n := counts.get((unit, year, evidence)):
                wanted = {"unit": unit, "horizon": str(year), "evidence": evidence, "kind": GOALS}
                href = page_link("data", wanted, language=w.language)
                text = w.plural("{n} nguyên văn", n) if evidence == "quoted" else w.plural("{n} dẫn lại", n)
                parts.append(
                    Markup('<span class="ms-badge ms-{}">{}</span>').format(evidence, anchor(href, text))
                )
        return (
            Markup(" ").join(parts)
            if parts
            else Markup('<span class="ms-quiet">{}</span>').format(w("chưa thấy trong dữ liệu đang có"))
        )

    columns = [Column(w("Đơn vị"), [names.unit(unit) for unit in units])]
    columns += [Column(str(year), [cell(unit, year) for unit in units]) for year in horizons]
    return table(w("Số mục tiêu và cam kết theo đơn vị và mốc; bấm vào số để xem từng dòng."), columns)
