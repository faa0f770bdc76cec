"""What leaders are told of 34 provinces, counted again in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard import coverage, overview, tasks
from dashboard.charts.dumbbell import DRAWN_BY_VALUE
from dashboard.findings import EXAMPLES, LINES, Finding, Goals, Standings, findings
from dashboard.names import Lists, Names, rows_by_id
from dashboard.selection import pair_count, without_doubt
from dashboard.wording import Wording
from tests.provinces import PROVINCES
from warehouse import queries
from warehouse.connect import Release, current_release, open_release

HORIZONS = (2020, 2025, 2030, 2045)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def release(many_provinces: Path) -> Iterator[Release]:
    with open_release(current_release(many_provinces)) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(release: Release) -> Names:
    cursor = release.cursor()
    lists = Lists(
        units=rows_by_id(queries.units(cursor), "unit_id"),
        themes=rows_by_id(queries.themes(cursor), "theme_id"),
        indicators=rows_by_id(queries.indicators(cursor), "indicator_id"),
        scopes=rows_by_id(queries.scopes(cursor), "scope_id"),
        value_units=rows_by_id(queries.value_units(cursor), "value_unit"),
        variants=rows_by_id(queries.variants(cursor), "variant"),
        territories=rows_by_id(queries.territories(cursor), "territory_id"),
        reasons=rows_by_id(queries.reasons(cursor), "reason"),
    )
    return Names(lists, Wording("vi"))


@pytest.fixture(scope="module")
def found(release: Release, names: Names) -> dict[str, Finding]:
    cursor = release.cursor()
    made = findings(
        queries.comparisons(cursor),
        Standings(
            queries.standings(cursor, names.provinces(), of_each=False),
            queries.standing_documents(cursor, names.provinces(), of_each=False),
        ),
        Goals(
            queries.goal_counts(cursor, names.compared()),
            queries.goals_by_document(cursor, names.compared()),
        ),
        queries.documents(cursor),
        names,
        provinces=names.provinces(),
        horizons=HORIZONS,
        today=TODAY,
    )
    return {finding.key: finding for finding in made}


def test_verdicts_counted_in_the_database_are_those_of_the_pairs(release: Release, names: Names) -> None:
    cursor, provinces = release.cursor(), names.provinces()
    pairs = without_doubt(queries.comparisons(cursor, units=provinces))
    judged = pairs[pairs["verdict"].isin(DRAWN_BY_VALUE)]
    assert judged["unit_id"].nunique() > LINES
    told_of = {
        (unit, verdict): pair_count(own) for (unit, verdict), own in judged.groupby(["unit_id", "verdict"])
    }
    counted = queries.standings(cursor, provinces, of_each=False)
    assert {(unit, verdict): n for unit, verdict, _, n in counted.to_numpy()} == told_of
    # The documents in the order in which the pairs name them, the province's before the nation's.
    named: dict[str, set[str]] = {}
    for pair in judged.to_dict("records"):
        for side in ("province", "national"):
            named.setdefault(pair[f"{side}_document_id"], set()).add(pair[f"{side}_statement_id"])
    documents = queries.standing_documents(cursor, provinces, of_each=False)
    told = list(zip(documents["document_id"], documents["statements"], strict=True))
    assert told == [(document, len(statements)) for document, statements in named.items()]


def test_a_few_pairs_make_the_same_findings_of_many_provinces(
    found: dict[str, Finding], release: Release, names: Names
) -> None:
    cursor, provinces = release.cursor(), names.provinces()
    few = queries.pairs_for_findings(cursor, provinces, year=TODAY.year, examples=0)
    assert len(few) < len(queries.comparisons(cursor, units=provinces)) / 10
    goals = Goals(
        queries.goal_counts(cursor, names.compared()), queries.goals_by_document(cursor, names.compared())
    )
    standing = Standings(
        queries.standings(cursor, provinces, of_each=False),
        queries.standing_documents(cursor, provinces, of_each=False),
    )
    texts = queries.texts_without_goals(cursor, names.compared())
    made = findings(few, standing, goals, texts, names, provinces=provinces, horizons=HORIZONS, today=TODAY)
    assert {finding.key: finding for finding in made} == found


def test_of_a_few_provinces_only_the_widest_gaps_are_read(release: Release, names: Names) -> None:
    cursor, provinces = release.cursor(), names.provinces()[:3]
    pairs = without_doubt(queries.comparisons(cursor, units=provinces))
    # No indicator here has two levels, and every national goal for 2046 is answered: the rest are examples.
    few = queries.pairs_for_findings(cursor, provinces, year=2046, examples=EXAMPLES)
    widest = []
    for (unit, verdict), own in pairs.groupby(["unit_id", "verdict"]):
        if verdict in ("ahead", "behind"):
            rows = own.sort_values("gap", key=abs, ascending=False, kind="stable").head(EXAMPLES)
            widest += [(unit, verdict, id_) for id_ in rows["province_statement_id"]]
    assert len(widest) == 2 * EXAMPLES * len(provinces)
    read = few[["unit_id", "verdict", "province_statement_id"]].to_numpy()
    assert sorted(map(tuple, read)) == sorted(widest)
    # Many gaps are as wide as the last one: of them the first.
    assert pairs["gap"].abs().duplicated().any()


def rows(release: Release, sql: str) -> list[tuple[Any, ...]]:
    return release.cursor().execute(sql).fetchall()


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_the_release_is_marked_as_made_up(release: Release, names: Names) -> None:
    assert rows(release, "SELECT is_synthetic FROM release") == [(True,)]
    assert len(names.provinces()) == PROVINCES
    assert all("(giả lập)" in names.unit(unit) for unit in names.provinces())


@pytest.mark.parametrize(("verdict", "words"), [("behind", "dưới mức"), ("ahead", "vượt mức")])
def test_standings_name_who_has_most(
    found: dict[str, Finding], release: Release, names: Names, verdict: str, words: str
) -> None:
    counted = rows(
        release,
        f"""SELECT c.unit_id, count(DISTINCT (province_statement_id, national_statement_id)) AS n
            FROM comparison_rows AS c JOIN units USING (unit_id)
            WHERE basis = 'at_issue' AND verdict = '{verdict}'
            GROUP BY c.unit_id, sort_order ORDER BY n DESC, sort_order LIMIT {LINES}""",
    )
    lines = found["standings"].body.split("<li>")
    (line,) = (line for line in lines if words in line)
    assert f"{', '.join(f'{names.unit(unit)} {n}' for unit, n in counted)}." in text_of(line)
    assert f"unit={counted[0][0]}&amp;verdict={verdict}" in line


def test_what_fell_due_is_told_in_few_numbers_that_add_up(
    found: dict[str, Finding], release: Release
) -> None:
    said = text_of(found["fallen_due"].body).replace(".", "")
    total, per_unit = re.match(r"(\d+) mục tiêu .*?: (.*?) Còn", said).groups()  # type: ignore[union-attr]
    ((due,),) = rows(release, "SELECT count(*) FROM statements WHERE horizon < 2026 AND kind <> 'baseline'")
    parts = [int(n) for n in re.findall(r" (\d+)(?:,|$)", per_unit)]
    assert int(total) == due == sum(parts)
    assert len(parts) == LINES + 1


def test_no_finding_lists_every_province(found: dict[str, Finding], names: Names) -> None:
    assert 3 <= len(found) <= 6
    for finding in found.values():
        named = [unit for unit in names.provinces() if names.unit(unit) in text_of(finding.body)]
        assert len(named) <= 2 * LINES, finding.key


def test_the_silent_are_counted_by_reason(found: dict[str, Finding], release: Release) -> None:
    said = text_of(found["unanswered"].body)
    for _reason, units in rows(
        release,
        """SELECT reason, count(DISTINCT unit_id) FROM comparison_rows
           WHERE basis = 'at_issue' AND verdict = 'no_province' AND horizon = 2030
               AND reason <> 'not_applicable' GROUP BY reason""",
    ):
        assert f"ở {units} tỉnh" in said


def test_lists_of_units_end_in_how_many_others(release: Release, names: Names) -> None:
    cursor = release.cursor()
    lede = text_of(overview.lede(queries.totals(cursor).iloc[0].to_dict(), names))
    assert f"và {PROVINCES + 1 - 5} đơn vị khác" in lede
    cells = queries.coverage(cursor, horizons=list(HORIZONS))
    units = names.compared()
    told = text_of(coverage.summary(cells, names, units))
    fullest = rows(
        release,
        """SELECT unit_id, count(*) AS n FROM coverage JOIN units USING (unit_id)
           WHERE empty_kind IS NULL AND horizon IN (2020, 2025, 2030, 2045)
           GROUP BY unit_id, sort_order ORDER BY n DESC, sort_order LIMIT 1""",
    )
    assert f"nhiều ô nhất: {names.unit(fullest[0][0])} {fullest[0][1]}" in told
    lines = tasks.summary(queries.task_alignment(cursor), names, names.provinces())
    assert lines.count("<li>") == PROVINCES
    assert f"<summary>{PROVINCES - tasks.MOST_LINES} tỉnh khác</summary>" in lines
