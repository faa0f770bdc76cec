"""The numbers above and below the findings, counted again in SQL, and made to agree with the findings."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pandas as pd
import pytest

from dashboard import overview
from dashboard.names import Names
from warehouse import queries
from warehouse.connect import Release

HORIZONS = (2020, 2025, 2030, 2045)
DOUBTFUL = "coalesce(doubt, 'none') IN ('horizon', 'territory')"


@pytest.fixture
def totals(release: Release) -> dict[str, Any]:
    return {str(key): value for key, value in queries.totals(release.cursor()).iloc[0].items()}


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def one_row(release: Release, sql: str) -> tuple[int, ...]:
    row = release.cursor().execute(sql).fetchone()
    assert row is not None
    return row


def test_the_lede_says_how_much_is_quoted_cited_in_doubt_and_without_a_year(
    totals: dict[str, Any], names: Names, release: Release
) -> None:
    quoted, texts, cited, doubtful, undated, held, listed = one_row(
        release,
        f"""
        SELECT
            count(*) FILTER (WHERE evidence = 'quoted'),
            count(DISTINCT document_id) FILTER (WHERE evidence = 'quoted'),
            count(*) FILTER (WHERE evidence = 'cited'),
            count(*) FILTER (WHERE {DOUBTFUL}),
            count(*) FILTER (WHERE NOT {DOUBTFUL} AND horizon IS NULL),
            (SELECT count(*) FROM documents WHERE text IS NOT NULL),
            (SELECT count(*) FROM documents)
        FROM statements WHERE kind <> 'baseline'""",
    )
    said = [int(n) for n in re.findall(r"\d+", text_of(overview.lede(totals, names)))]
    expected = [listed, quoted + cited, quoted, texts, held, cited, doubtful, undated]
    assert said == [n for n in expected if n]
    assert 0 < texts < held


def test_the_table_and_the_findings_differ_by_what_the_table_says_is_in_doubt(
    names: Names, release: Release
) -> None:
    units = list(names.lists.units)
    counts = queries.goal_counts(release.cursor(), units)
    # A quoted goal of another year in doubt, so that both kinds of evidence are told.
    more = counts[(counts["evidence"] == "quoted") & (counts["horizon"] == 2025)].head(1)
    more = more.assign(doubt="territory", statements=2)
    for frame, added in ((counts, 0), (pd.concat([counts, more]), 2)):
        html = overview.promises_table(frame, names, units=units, horizons=HORIZONS)
        badges = re.findall(r'<span class="ms-badge[^>]*><a[^>]*>(\d+)', html)
        notes = re.findall(r'<span class="ms-quiet ms-small">[^<]*?(\d+)', html)
        everything, doubtful = one_row(
            release,
            f"""
            SELECT count(*), count(*) FILTER (WHERE {DOUBTFUL})
            FROM statements WHERE kind <> 'baseline' AND horizon IN {HORIZONS}""",
        )
        assert sum(map(int, badges)) == everything + added
        assert sum(map(int, notes)) == doubtful + added


def test_no_text_of_the_press_is_called_a_full_text(totals: dict[str, Any], names: Names) -> None:
    said = text_of(overview.lede(totals, names)).lower()
    assert "toàn văn" not in said
    assert "full text" not in said
