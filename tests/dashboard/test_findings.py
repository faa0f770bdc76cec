"""Each finding is counted again from the tables, in SQL instead of pandas."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from dashboard.charts.dumbbell import DRAWN_BY_VALUE
from dashboard.findings import EXAMPLES, Finding, Goals, Standings, findings, findings_html
from dashboard.names import Names
from dashboard.selection import PairChoice, StatementChoice, in_order, pair_count, without_doubt
from dashboard.wording.labels import REASONS, label
from dashboard.wording.numbers import number
from tests.dashboard.conftest import HORIZONS, TODAY
from warehouse import queries
from warehouse.connect import Release

SURE = "coalesce(doubt, 'none') NOT IN ('horizon', 'territory')"
SURE_PAIR = """coalesce(province_doubt, 'none') NOT IN ('horizon', 'territory')
    AND coalesce(national_doubt, 'none') NOT IN ('horizon', 'territory')"""


def rows(release: Release, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return release.cursor().execute(sql, parameters).fetchall()


@pytest.fixture(scope="module")
def found(told: list[Finding]) -> dict[str, Finding]:
    return {finding.key: finding for finding in told}


def text_of(finding: Finding) -> str:
    return unescape(re.sub(r"<[^>]*>", "", finding.body)).replace("\N{NO-BREAK SPACE}", " ")


def links_of(finding: Finding) -> list[tuple[str, dict[str, list[str]], str]]:
    """Each link of a finding: page, parameters, the text that is clicked."""
    links = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', finding.body)
    parts = [(urlsplit(unescape(href)), text) for href, text in links]
    return [(url.path, parse_qs(url.query), unescape(text)) for url, text in parts]


def test_a_leader_gets_three_to_six_findings(found: dict[str, Finding]) -> None:
    assert 3 <= len(found) <= 6


def test_the_inputs_stay_as_they_were(
    comparisons: pd.DataFrame,
    standing: Standings,
    goals: Goals,
    documents: pd.DataFrame,
    tell: Callable[[], list[Finding]],
) -> None:
    given = comparisons, standing.counts, standing.documents, goals.counts, goals.by_document, documents
    before = [frame.copy(deep=True) for frame in given]
    tell()
    for one, other in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_work_files_by_level_say_what_the_tables_say(
    found: dict[str, Finding], release: Release, names: Names
) -> None:
    told = rows(
        release,
        f"""
        SELECT horizon, scope, province_value, national_value, province_statement_id, national_statement_id
        FROM comparisons
        WHERE unit_id = 'lao-cai' AND indicator_id = 'work_files_processed_online_share'
            AND scope = national_scope AND province_value IS NOT NULL AND national_value IS NOT NULL
            AND verdict NOT IN ('earlier', 'later') AND {SURE_PAIR}""",
    )
    assert {horizon for horizon, *_ in told} == {2025, 2030}
    finding = found["by_level"]
    text = text_of(finding)
    for horizon, scope, own, national, *ids in told:
        sentence = next(
            part
            for part in re.split(r"(?=20\d\d(?: \([^)]*\))?:)", text)
            if re.match(rf"{horizon}( \(.*?\))?:", part)
        )
        level = re.escape(names.scope(scope, "work_files_processed_online_share"))
        said = re.search(rf"{level} ([\d,.]+) ?% (.) [^\d]*([\d,.]+) ?%", sentence)
        assert said is not None, (scope, sentence)
        assert (said[1], said[3]) == tuple(number(v, names.w.language) for v in (own, national))
        known = dict(rows(release, "SELECT statement_id, document_id FROM statements"))
        assert {known[id_] for id_ in ids} <= {document for document, _ in finding.counted}


def test_the_tally_of_a_province_counts_its_pairs(found: dict[str, Finding], release: Release) -> None:
    counted = rows(
        release,
        f"""
        SELECT unit_id, verdict, count(DISTINCT (province_statement_id, national_statement_id))
        FROM comparisons
        WHERE verdict IN ('ahead', 'aligned', 'behind', 'not_comparable') AND reason <> 'not_applicable'
            AND {SURE_PAIR}
        GROUP BY ALL""",
    )
    for unit in {unit for unit, *_ in counted}:
        counts = [
            (query["verdict"], int(text))
            for path, query, text in links_of(found[f"tally:{unit}"])
            if path == "compare" and "reason" not in query
        ]
        own = {verdict: n for of, verdict, n in counted if of == unit}
        assert {verdicts[0]: n for verdicts, n in counts if len(verdicts) == 1} == own
        assert [n for verdicts, n in counts if len(verdicts) > 1] == [
            sum(own.values()) - own["not_comparable"]
        ]


def test_a_tally_names_each_reason_why_pairs_cannot_be_compared(
    found: dict[str, Finding], release: Release, names: Names
) -> None:
    counted = rows(
        release,
        f"""
        SELECT unit_id, reason, count(DISTINCT (province_statement_id, national_statement_id))
        FROM comparisons WHERE verdict = 'not_comparable' AND {SURE_PAIR} GROUP BY ALL""",
    )
    assert {"no_number", "district_level_ended"} <= {reason for _, reason, _ in counted}
    for unit in names.provinces():
        finding = found[f"tally:{unit}"]
        said = {query["reason"][0]: int(text) for _, query, text in links_of(finding) if "reason" in query}
        assert said == {reason: n for of, reason, n in counted if of == unit}
        assert all(label(REASONS, reason, names.w) in text_of(finding) for reason in said)


def test_no_pair_is_given_twice_as_an_example(found: dict[str, Finding]) -> None:
    for key, finding in found.items():
        if key != "by_level":
            for line in re.findall(r"<li>(.*?)</li>", finding.body):
                told = re.findall(r"statement=([^\"&]*)", line)
                pairs = list(zip(told[::2], told[1::2], strict=True)) if key.startswith("tally") else told
                assert len(pairs) == len(set(pairs)), line


def test_what_fell_due_is_counted_by_unit(found: dict[str, Finding], release: Release) -> None:
    counted = dict(
        rows(
            release,
            f"""
            SELECT unit_id, count(*) FROM statements
            WHERE kind <> 'baseline' AND horizon <= $last AND {SURE} GROUP BY ALL""",
            last=TODAY.year - 1,
        )
    )
    finding = found["fallen_due"]
    by_unit = [(query["unit"], int(text)) for _, query, text in links_of(finding)]
    assert {units[0]: n for units, n in by_unit if len(units) == 1} == counted
    assert text_of(finding).startswith(str(sum(counted.values())))
    still = rows(
        release,
        f"SELECT count(*) FROM statements WHERE kind <> 'baseline' AND horizon > $last AND {SURE}",
        last=TODAY.year - 1,
    )[0][0]
    assert [n for units, n in by_unit if len(units) > 1] == [sum(counted.values()), still]


def test_what_is_silent_and_due_is_told_however_many_provinces_there_are(
    comparisons: pd.DataFrame, standing: Standings, goals: Goals, documents: pd.DataFrame, names: Names
) -> None:
    more = [f"{unit}-{n}" for unit in names.provinces() for n in range(4)]
    copies = [comparisons.assign(unit_id=unit) for unit in more]
    made = findings(
        pd.concat([comparisons, *copies]),
        standing,
        goals,
        documents,
        names,
        provinces=[*names.provinces(), *more],
        horizons=HORIZONS,
        today=TODAY,
    )
    assert len(made) <= 6
    assert {"left_open", "fallen_due", "unanswered"} <= {finding.key for finding in made}


def test_every_count_is_a_link(found: dict[str, Finding], names: Names) -> None:
    """What is not linked holds no number but years and those in names of indicators."""
    for finding in found.values():
        bare = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<a [^>]*>.*?</a>", "", finding.body)))
        for indicator in names.lists.indicators:
            bare = bare.replace(names.indicator(indicator), "")
        assert not [n for n in re.findall(r"\d+", bare) if not re.fullmatch(r"20\d\d", n)], finding.key


def test_what_texts_leave_open_is_so(found: dict[str, Finding], release: Release, names: Names) -> None:
    silent = rows(
        release,
        """
        SELECT unit_id, list(DISTINCT d.document_id)
        FROM documents AS d
        WHERE d.text IS NOT NULL
        GROUP BY unit_id
        HAVING unit_id NOT IN (
            SELECT unit_id FROM statements WHERE evidence = 'quoted' AND kind <> 'baseline'
        )""",
    )
    assert {unit for unit, _ in silent} == {"national", "tay-ninh"}
    linked = {query["document"][0] for path, query, _ in links_of(found["left_open"]) if path == "evidence"}
    assert linked == {document for _, documents in silent for document in documents}
    spoken = rows(
        release, f"SELECT DISTINCT unit_id, horizon FROM statements WHERE kind <> 'baseline' AND {SURE}"
    )
    text = text_of(found["left_open"])
    for unit in ("national", "tay-ninh"):
        said = text.split(f"{names.unit(unit)}: ")[1]
        missing = [str(year) for year in HORIZONS if (unit, year) not in spoken]
        if missing:
            assert ", ".join(missing) in said


def test_national_goals_without_an_answer_are_counted(found: dict[str, Finding], release: Release) -> None:
    counted = dict(
        rows(
            release,
            f"""
            SELECT (unit_id, reason), count(DISTINCT national_statement_id) FROM comparisons
            WHERE verdict = 'no_province' AND reason <> 'not_applicable' AND horizon = 2030 AND {SURE_PAIR}
            GROUP BY ALL""",
        )
    )
    said = {
        (query["unit"][0], query["reason"][0]): int(re.sub(r"\D", "", text))
        for path, query, text in links_of(found["unanswered"])
        if path == "compare"
    }
    assert said == counted


def test_silence_is_told_from_a_document_that_is_not_held(found: dict[str, Finding], names: Names) -> None:
    lines = [unescape(re.sub(r"<[^>]*>", "", line)) for line in found["unanswered"].body.split("<li>")]
    for unit, reason in (("lao-cai", "not_stated"), ("tay-ninh", "document_not_held")):
        start = f"{names.unit(unit)}, {label(REASONS, reason, names.w)}: "
        assert [line for line in lines if line.startswith(start)], start


def test_a_count_leads_to_just_the_rows_it_counts(
    found: dict[str, Finding], release: Release, names: Names
) -> None:
    for finding in found.values():
        for path, query, text in links_of(finding):
            if path == "compare":
                pairs = queries.comparisons(
                    release.cursor(),
                    units=query["unit"],
                    verdicts=query["verdict"],
                    indicators=query.get("indicator"),
                    reasons=query.get("reason"),
                    horizons=[int(year) for year in query.get("horizon", [])],
                )
                assert query["certain"] == ["1"]
                shown = pair_count(in_order(without_doubt(pairs), list(names.lists.scopes)))
            elif path == "data":
                shown = len(
                    queries.statements(
                        release.cursor(),
                        units=query["unit"],
                        kinds=query["kind"],
                        evidence=query.get("evidence"),
                        horizons=[int(year) for year in query.get("horizon", [])],
                        doubts=["none", "document"],
                    )
                )
            else:
                continue
            assert shown == int(re.sub(r"\D", "", text)), (finding.key, text)


def test_no_finding_rests_on_a_row_in_doubt(found: dict[str, Finding], release: Release) -> None:
    sure = dict(rows(release, f"SELECT document_id, count(*) FROM statements WHERE {SURE} GROUP BY ALL"))
    everything = dict(rows(release, "SELECT document_id, count(*) FROM statements GROUP BY ALL"))
    assert sure != everything
    for finding in found.values():
        assert finding.counted or finding.key == "left_open"
        for document, n in finding.counted:
            assert 0 < n <= sure[document]
    dated = f"SELECT count(*) FROM statements WHERE kind <> 'baseline' AND horizon IS NOT NULL AND {SURE}"
    assert sum(n for _, n in found["fallen_due"].counted) == rows(release, dated)[0][0]


def test_a_few_pairs_make_the_same_findings_as_all(
    comparisons: pd.DataFrame,
    standing: Standings,
    goals: Goals,
    documents: pd.DataFrame,
    names: Names,
    release: Release,
) -> None:
    units = names.compared()
    for provinces in (names.provinces(), names.provinces()[:1]):
        few = queries.pairs_for_findings(release.cursor(), provinces, year=TODAY.year, examples=EXAMPLES)
        texts = queries.texts_without_goals(release.cursor(), units)
        assert len(texts) < len(documents)
        told = [
            findings(pairs, standing, goals, held, names, provinces=provinces, horizons=HORIZONS, today=TODAY)
            for pairs, held in ((comparisons, documents), (few, texts))
        ]
        assert [(one.key, one.body) for one in told[0]] == [(one.key, one.body) for one in told[1]]


def test_a_tally_rests_on_the_statements_of_its_pairs(
    found: dict[str, Finding], comparisons: pd.DataFrame, names: Names
) -> None:
    pairs = without_doubt(comparisons)
    pairs = pairs[pairs["verdict"].isin([*DRAWN_BY_VALUE, "not_comparable"])]
    for unit in names.provinces():
        # The documents in the order in which the pairs name them, the province's before the nation's.
        named: dict[str, set[str]] = {}
        for pair in pairs[pairs["unit_id"] == unit].to_dict("records"):
            for side in ("province", "national"):
                named.setdefault(pair[f"{side}_document_id"], set()).add(pair[f"{side}_statement_id"])
        told = [(document, len(statements)) for document, statements in named.items()]
        assert list(found[f"tally:{unit}"].counted) == told


def test_every_number_of_a_side_leads_to_its_statement(found: dict[str, Finding], release: Release) -> None:
    known = {str(id_): value for id_, value in rows(release, "SELECT statement_id, value FROM statements")}
    for finding in found.values():
        for path, query, text in links_of(finding):
            if path == "evidence" and "statement" in query:
                assert query["statement"][0] in known
                value = known[query["statement"][0]]
                if value is not None:
                    assert str(int(value)) in text


def test_what_is_not_there_is_not_said(
    comparisons: pd.DataFrame, standing: Standings, goals: Goals, documents: pd.DataFrame, names: Names
) -> None:
    late = Goals(goals.counts[goals.counts["horizon"] == 2045], goals.by_document)
    none = Standings(standing.counts.head(0), standing.documents.head(0))
    made = findings(
        comparisons.head(0),
        none,
        late,
        documents,
        names,
        provinces=["lao-cai"],
        horizons=[2045],
        today=TODAY,
    )
    assert not {finding.key for finding in made} & {"by_level", "tally:lao-cai", "unanswered", "fallen_due"}


def test_findings_are_articles_with_a_heading_each(found: dict[str, Finding], names: Names) -> None:
    html = findings_html(list(found.values()), names.w)
    assert html.count("<article") == html.count("<h2>") == len(found)


def test_choices_are_empty_by_default() -> None:
    assert not PairChoice().verdicts
    assert not StatementChoice().units
