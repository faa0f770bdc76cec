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
    """What the release holds, in two sentences: how much, how much of it is quoted, how much in doubt."""
    w = names.w
    goals = goals_of(statements)
    quoted = goals[goals["evidence"] == "quoted"]
    text = w.rich(
        "{documents} của {units}, với {goals}: {quoted} trích nguyên văn từ {texts} trong {held}, "
        "{cited} dẫn lại từ văn bản không giữ lời.",
        documents=w.plural("{n} văn bản", len(documents)),
        units=", ".join(names.unit(unit) for unit in names.lists.units),
        goals=w.plural("{n} mục tiêu", len(goals)),
        quoted=str(len(quoted)),
        texts=str(quoted["document_id"].nunique()),
        held=w.plural("{n} văn bản có giữ lời", int((documents["tier"] != "reference").sum())),
        cited=str(len(goals) - len(quoted)),
    )
    sure = without_doubt(goals)
    undated = int(sure["horizon"].isna().sum())
    if apart := [
        *([w("{n} còn nghi ngờ", n=str(len(goals) - len(sure)))] if len(goals) > len(sure) else []),
        *([w("{n} không nêu mốc", n=str(undated))] if undated else []),
    ]:
        text += " " + w.rich("Trong các mục tiêu ấy, {apart}.", apart=", ".join(apart))
    return Markup('<p class="ms-quiet">{}</p>').format(text)


def at_a_glance(comparisons: pd.DataFrame, names: Names, units: Sequence[str]) -> pd.DataFrame:
    """The pairs with a verdict by value and without doubt, the widest gaps first, at most GLANCE_ROWS."""
    sure = without_doubt(comparisons)
    judged = sure[sure["unit_id"].isin(list(units)) & sure["verdict"].isin(DRAWN_BY_VALUE)]
    return drawable(in_order(judged, list(names.lists.scopes))).head(GLANCE_ROWS)


def promises_table(
    statements: pd.DataFrame, names: Names, *, units: Sequence[str], horizons: Sequence[int]
) -> Markup:
    """How many goals each unit has for each year, quoted and cited apart; each count leads to the rows.

    Findings leave out what is in doubt; here it counts, and the cell says how much of it is.
    """
    w = names.w
    goals = goals_of(statements)
    goals = goals[goals["unit_id"].isin(list(units))]
    counts = goals.groupby(["unit_id", "horizon", "evidence"]).size().to_dict()
    certain = without_doubt(goals).groupby(["unit_id", "horizon", "evidence"]).size().to_dict()

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
                if doubtful := n - certain.get((unit, year, evidence), 0):
                    parts.append(
                        Markup('<span class="ms-quiet ms-small">{}</span>').format(
                            w("(trong đó {n} còn nghi ngờ)", n=str(doubtful))
                        )
                    )
        return (
            Markup(" ").join(parts)
            if parts
            else Markup('<span class="ms-quiet">{}</span>').format(w("chưa thấy trong dữ liệu đang có"))
        )

    columns = [Column(w("Đơn vị"), [names.unit(unit) for unit in units])]
    columns += [Column(str(year), [cell(unit, year) for unit in units]) for year in horizons]
    return table(w("Số mục tiêu và cam kết theo đơn vị và mốc; bấm vào số để xem từng dòng."), columns)
