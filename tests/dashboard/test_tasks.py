from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboard import tasks
from dashboard.names import Names
from warehouse import queries
from warehouse.connect import Release


@pytest.fixture(scope="module")
def found(release: Release) -> pd.DataFrame:
    return queries.tasks(release.cursor())


@pytest.fixture(scope="module")
def alignment(release: Release) -> pd.DataFrame:
    return queries.task_alignment(release.cursor())


def test_every_task_stands_once_and_leads_to_its_place(
    found: pd.DataFrame, alignment: pd.DataFrame, names: Names
) -> None:
    html = tasks.side_by_side(found, alignment, names, units=names.provinces(), with_aims=False)
    linked = re.findall(r"task=([\w-]+)", html)
    assert sorted(linked) == sorted(found[found["kind"] == "task"]["task_id"])
    with_aims = tasks.side_by_side(found, alignment, names, units=names.provinces(), with_aims=True)
    assert sorted(re.findall(r"task=([\w-]+)", with_aims)) == sorted(found["task_id"])


def test_the_summary_counts_what_the_view_says(alignment: pd.DataFrame, names: Names) -> None:
    text = re.sub(r"<[^>]*>", "", tasks.summary(alignment, names, names.provinces()))
    for unit in names.provinces():
        own = alignment[(alignment["unit_id"] == unit) & alignment["topic_id"].notna()]
        asked = own[own["national_task_ids"].map(len) > 0]
        met = int(asked["has_counterpart"].sum())
        line = next(line for line in text.split(".") if names.unit(unit) in line)
        assert f"{met}" in line
        assert f"{len(asked)}" in line
        for row in asked[~asked["has_counterpart"]].to_dict("records"):
            assert names.w.name(row, "topic_name") in line


def test_a_province_without_a_counterpart_is_told(
    found: pd.DataFrame, alignment: pd.DataFrame, names: Names
) -> None:
    html = tasks.side_by_side(found, alignment, names, units=["lao-cai"], with_aims=False)
    own = alignment[(alignment["unit_id"] == "lao-cai") & ~alignment["has_counterpart"]]
    silent = own[own["province_task_ids"].map(len) == 0]
    assert html.count(names.w(tasks.NO_COUNTERPART)) >= len(silent) > 0


def test_a_province_without_a_text_is_not_called_silent(
    found: pd.DataFrame, alignment: pd.DataFrame, names: Names
) -> None:
    gone = found[found["unit_id"] != "tay-ninh"]
    missing = alignment[alignment["unit_id"] == "tay-ninh"].assign(
        has_counterpart=False, is_document_missing=True
    )
    missing["province_task_ids"] = [[] for _ in range(len(missing))]
    html = tasks.side_by_side(gone, missing, names, units=["tay-ninh"], with_aims=False)
    assert names.w(tasks.NO_COUNTERPART) not in html
    assert "ms-none-document_not_held" in html
    assert names.w("chưa giữ lời văn bản nào của tỉnh") in tasks.summary(missing, names, ["tay-ninh"])


def test_foreign_text_cannot_become_markup(
    found: pd.DataFrame, alignment: pd.DataFrame, names: Names
) -> None:
    hostile = found.assign(title_vi="<script>x</script>")
    html = tasks.side_by_side(hostile, alignment, names, units=names.provinces(), with_aims=False)
    assert "<script>" not in html
