"""What the tasks page shows of task groups: the nation's beside each province's, topic by topic.

Pure: frames and names in, markup out. A topic is given by rules; whether two tasks ask for the same is
for the reader to judge, so their own words stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.coverage import EMPTY_KINDS, EMPTY_SHORT
from dashboard.links import task_link
from dashboard.markup import EMPTY, Column, anchor, table
from dashboard.names import Names, Row
from dashboard.wording import N_, Wording
from dashboard.wording.labels import KINDS, label
from dashboard.wording.numbers import is_missing, number

# Columns of provinces that can be read side by side; with more of them the reader chooses.
MOST_COLUMNS = 4
MOST_IN_CELL = 40  # tasks of one unit on one topic; how many others there are is said
# Provinces summed up in a line each; the lines of the others are folded.
MOST_LINES = 6

NO_COUNTERPART = N_("không thấy nhiệm vụ tương ứng")
NOT_IN_NATION = N_("quốc gia không nêu ở chủ đề này")


def summary(alignment: pd.DataFrame, names: Names, units: Sequence[str]) -> Markup:
    """For each province: how many national topics it has a task on, which not, and which are its own."""
    w = names.w
    lines = []
    for unit in units:
        rows = [row for row in alignment.to_dict("records") if row["unit_id"] == unit]
        asked = [row for row in rows if len(row["national_task_ids"]) and not is_missing(row["topic_id"])]
        if not asked:
            continue
        missing = [w.name(row, "topic_name") for row in asked if not row["has_counterpart"]]
        own = [
            w.name(row, "topic_name")
            for row in rows
            if not len(row["national_task_ids"]) and not is_missing(row["topic_id"])
        ]
        parts = [
            w.rich(
                "{unit}: {n}/{all} chủ đề của quốc gia có nhiệm vụ tương ứng",
                unit=Markup("<b>{}</b>").format(names.unit(unit)),
                n=number(len(asked) - len(missing), w.language),
                all=number(len(asked), w.language),
            )
        ]
        if any(row["is_document_missing"] for row in asked):
            parts.append(w.rich("chưa giữ lời văn bản nào của tỉnh"))
        elif missing:
            parts.append(w.rich("chưa thấy: {topics}", topics=", ".join(missing)))
        if own:
            parts.append(w.rich("chủ đề riêng: {topics}", topics=", ".join(own)))
        lines.append(Markup("<li>{}.</li>").format(Markup("; ").join(parts)))
    if not lines:
        return EMPTY
    shown, rest = lines[:MOST_LINES], lines[MOST_LINES:]
    more = (
        Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
            w.plural("{n} tỉnh khác", len(rest)), Markup("").join(rest)
        )
        if rest
        else EMPTY
    )
    return Markup("<ul>{}</ul>{}").format(Markup("").join(shown), more)


def side_by_side(
    tasks: pd.DataFrame, alignment: pd.DataFrame, names: Names, *, units: Sequence[str], with_aims: bool
) -> Markup:
    """One row a topic, one column a unit, each task in its own words as a link to its place.

    `with_aims` adds aims without a number, marked as such. A cell without a task says which nothing it is.
    """
    w = names.w
    kinds = ("task", "aim") if with_aims else ("task",)
    cells: dict[tuple[str, str], list[Row]] = {}
    for task in tasks[tasks["kind"].isin(kinds)].to_dict("records"):
        topic = "" if is_missing(task["topic_id"]) else str(task["topic_id"])
        cells.setdefault((topic, str(task["unit_id"])), []).append(task)
    topics = _topics(tasks, alignment, w)
    shown = {
        topic: name
        for topic, name in topics.items()
        if any((topic, unit) in cells for unit in [*names.nations(), *units])
    }
    silent = {
        (str(row["unit_id"])): bool(row["is_document_missing"])
        for row in alignment.to_dict("records")
        if not len(row["province_task_ids"])
    }
    columns = [Column(w("Chủ đề"), list(shown.values()))]
    for unit in [*names.nations(), *units]:
        is_nation = unit in names.nations()
        columns.append(
            Column(
                names.unit(unit),
                [
                    _words(own, w)
                    if (own := cells.get((topic, unit)))
                    else _nothing(is_nation, silent.get(unit, False), w)
                    for topic in shown
                ],
            )
        )
    return Markup('<div class="ms-side">{}</div>').format(
        table(w("Nhiệm vụ theo lời văn bản; bấm vào để đọc tại chỗ."), columns)
    )


def _topics(tasks: pd.DataFrame, alignment: pd.DataFrame, w: Wording) -> dict[str, str]:
    """Names of the topics in their order, those without a topic last."""
    known: dict[str, tuple[float, str]] = {}
    for row in alignment.to_dict("records"):
        if not is_missing(row["topic_id"]):
            known[str(row["topic_id"])] = (float(row["topic_order"]), w.name(row, "topic_name"))
    for row in tasks.to_dict("records"):
        if not is_missing(row["topic_id"]) and str(row["topic_id"]) not in known:
            known[str(row["topic_id"])] = (len(known) + 1000.0, w.name(row, "topic_name"))
    ordered = sorted(known.items(), key=lambda item: item[1])
    return {topic: name for topic, (_, name) in ordered} | {"": w("chưa xếp chủ đề")}


def _words(own: Sequence[Row], w: Wording) -> Markup:
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(
            Markup('<span class="ms-quiet">({}) </span>').format(label(KINDS, "aim", w))
            if task["kind"] == "aim"
            else EMPTY,
            anchor(
                task_link(str(task["document_id"]), str(task["task_id"]), language=w.language),
                str(task["title_vi"]),
                title=_source(task),
            ),
        )
        for task in own
    )
    if (rest := int(own[0]["in_cell"]) - len(own)) > 0:
        items += Markup('<li class="ms-quiet">{}</li>').format(w.plural("và {n} nhiệm vụ khác", rest))
    return Markup('<ul class="ms-tasks" lang="vi">{}</ul>').format(items)


def _source(task: Mapping[Any, Any]) -> str:
    number_ = task["document_number"]
    return str(task["document_title_vi"]) if is_missing(number_) else str(number_)


def _nothing(is_nation: bool, is_document_missing: bool, w: Wording) -> Markup:
    if is_nation:
        return Markup('<span class="ms-quiet">{}</span>').format(w(NOT_IN_NATION))
    kind = "document_not_held" if is_document_missing else "not_stated"
    text = w(EMPTY_SHORT[kind]) if is_document_missing else w(NO_COUNTERPART)
    return Markup('<i class="ms-none ms-none-{}" title="{}">{}</i>').format(
        kind, w(EMPTY_KINDS[kind]) if is_document_missing else text, text
    )
