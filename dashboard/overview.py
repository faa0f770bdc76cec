"""What the overview shows besides its findings. Pure: frames and names in, rows or markup out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.charts.dumbbell import DRAWN_BY_VALUE, drawable
from dashboard.findings import GOALS
from dashboard.links import page_link
from dashboard.markup import Column, anchor, table
from dashboard.names import Names
from dashboard.selection import in_order, without_doubt
from dashboard.wording.numbers import number

GLANCE_ROWS = 12  # what fits one screen of 900 px


def lede(totals: Mapping[Any, Any], names: Names) -> Markup:
    """What the release holds, in two sentences: how much, how much of it is quoted, how much in doubt.

    `totals` is the row of `queries.totals`.
    """
    w = names.w
    goals, quoted = int(totals["goals"]), int(totals["quoted"])
    text = w.rich(
        "{documents} của {units}, với {goals}: {quoted} trích nguyên văn từ {texts} trong {held}, "
        "{cited} dẫn lại từ văn bản không giữ lời.",
        documents=w.plural("{n} văn bản", int(totals["documents"])),
        units=names.listed(names.compared()),
        goals=w.plural("{n} mục tiêu", goals),
        quoted=number(quoted, w.language),
        texts=number(int(totals["quoted_texts"]), w.language),
        held=w.plural("{n} văn bản có giữ lời", int(totals["held"])),
        cited=number(goals - quoted, w.language),
    )
    doubtful, undated = int(totals["doubtful"]), int(totals["undated"])
    if apart := [
        *([w("{n} còn nghi ngờ", n=number(doubtful, w.language))] if doubtful else []),
        *([w("{n} không nêu mốc", n=number(undated, w.language))] if undated else []),
    ]:
        text += " " + w.rich("Trong các mục tiêu ấy, {apart}.", apart=", ".join(apart))
    return Markup('<p class="ms-quiet">{}</p>').format(text)


def at_a_glance(comparisons: pd.DataFrame, names: Names, units: Sequence[str]) -> pd.DataFrame:
    """The pairs with a verdict by value and without doubt, the widest gaps first, at most GLANCE_ROWS."""
    sure = without_doubt(comparisons)
    judged = sure[sure["unit_id"].isin(list(units)) & sure["verdict"].isin(DRAWN_BY_VALUE)]
    return drawable(in_order(judged, list(names.lists.scopes))).head(GLANCE_ROWS)


def promises_table(
    goals: pd.DataFrame, names: Names, *, units: Sequence[str], horizons: Sequence[int]
) -> Markup:
    """How many goals each unit has for each year, quoted and cited apart; each count leads to the rows.

    `goals` are those of `queries.goal_counts`. Findings leave out what is in doubt; here it counts, and
    the cell says how much of it is.
    """
    w = names.w
    by = ["unit_id", "horizon", "evidence"]
    counts = goals.groupby(by)["statements"].sum().to_dict()
    certain = without_doubt(goals).groupby(by)["statements"].sum().to_dict()

    def cell(unit: str, year: int) -> Markup:
        parts = []
        for evidence in ("quoted", "cited"):
            if n := int(counts.get((unit, year, evidence), 0)):
                wanted = {"unit": unit, "horizon": str(year), "evidence": evidence, "kind": GOALS}
                href = page_link("data", wanted, language=w.language)
                text = w.plural("{n} nguyên văn", n) if evidence == "quoted" else w.plural("{n} dẫn lại", n)
                parts.append(
                    Markup('<span class="ms-badge ms-{}">{}</span>').format(evidence, anchor(href, text))
                )
                if doubtful := n - int(certain.get((unit, year, evidence), 0)):
                    parts.append(
                        Markup('<span class="ms-quiet ms-small">{}</span>').format(
                            w("(trong đó {n} còn nghi ngờ)", n=str(int(doubtful)))
                        )
                    )
        return (
            Markup(" ").join(parts)
            if parts
            else Markup('<span class="ms-quiet">{}</span>').format(w("chưa thấy trong dữ liệu đang có"))
        )

    columns = [Column(w("Đơn vị"), [names.unit(unit) for unit in units], is_short=True)]
    columns += [Column(str(year), [cell(unit, year) for unit in units]) for year in horizons]
    return table(w("Số mục tiêu và cam kết theo đơn vị và mốc; bấm vào số để xem từng dòng."), columns)
