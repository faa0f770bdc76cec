from __future__ import annotations

import csv
import io
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import coverage
from dashboard.names import Names
from dashboard.selection import CoverageChoice
from warehouse import queries
from warehouse.connect import Release

ASSETS = Path(coverage.__file__).with_name("assets")


@pytest.fixture(scope="module")
def today(release: Release) -> pd.DataFrame:
    return queries.comparisons(release.cursor(), "today")


@pytest.fixture(scope="module")
def clashes(release: Release) -> pd.DataFrame:
    return queries.contradictions(release.cursor())


def silent(today: pd.DataFrame, names: Names, **chosen: Any) -> pd.DataFrame:
    return coverage.silent(today, CoverageChoice(**({"units": names.provinces()} | chosen)), this_year=2026)


def test_what_is_still_to_come_stands_before_what_has_fallen_due(today: pd.DataFrame, names: Names) -> None:
    years = silent(today, names)["horizon"].tolist()
    past = [year < 2026 for year in years]
    assert past == sorted(past)
    assert True in past
    assert False in past


@pytest.mark.parametrize("kind", coverage.EMPTY_KINDS)
def test_each_kind_of_nothing_has_a_cell_a_pattern_and_a_legend(kind: str, names: Names) -> None:
    cell = pd.DataFrame(
        [{"unit_id": "lao-cai", "theme_id": "digital_economy", "horizon": 2030, "empty_kind": kind}]
    )
    html = coverage.matrix(cell, names, units=["lao-cai"], themes=["digital_economy"], horizons=[2030])
    word, meaning = (names.w(table[kind]) for table in (coverage.EMPTY_SHORT, coverage.EMPTY_KINDS))
    assert f'<td class="ms-none ms-none-{kind}" title="{meaning}">{word}</td>' in html
    assert meaning in coverage.legend([kind], names.w)
    assert f".ms-none-{kind} " in (ASSETS / "style.css").read_text(encoding="utf-8")


def test_a_theme_named_in_another_goal_leads_to_that_goal(release: Release, names: Names) -> None:
    cells = queries.coverage(release.cursor())
    named = cells[cells["empty_kind"] == "named_within"]
    # An independent reading of the sentences: information security stands in those of infrastructure.
    security = named[named["theme_id"] == "cybersecurity"]
    assert {("lao-cai", year) for year in (2020, 2030, 2045)} <= set(
        zip(security["unit_id"], security["horizon"], strict=True)
    )
    for at, cell in zip(named.index, named.to_dict("records"), strict=True):
        where = {"units": [cell["unit_id"]], "themes": [cell["theme_id"]], "horizons": [cell["horizon"]]}
        html = coverage.matrix(named.loc[[at]], names, **where)
        assert f"evidence?statement={cell['named_in']}" in html
        (goal,) = queries.statement(release.cursor(), cell["named_in"]).to_dict("records")
        assert goal["theme_id"] != cell["theme_id"]
        assert (goal["unit_id"], goal["horizon"]) == (cell["unit_id"], cell["horizon"])
        assert cell["targets"] == cell["commitments"] == 0


def test_the_words_of_the_kinds_of_nothing_differ(names: Names) -> None:
    for table in (coverage.EMPTY_SHORT, coverage.EMPTY_KINDS):
        assert len({names.w(word) for word in table.values()}) == len(table)


def test_a_goal_for_several_scopes_is_one_goal_that_names_them(today: pd.DataFrame, names: Names) -> None:
    rows = silent(today, names)
    scopes: dict[str, set[str]] = {}
    for row in rows.to_dict("records"):
        scopes.setdefault(row["national_statement_id"], set()).add(row["national_scope"])
    assert any(len(own) > 1 for own in scopes.values())
    html = coverage.silent_table(rows, names, this_year=2026, limit=None)
    assert coverage.goal_count(rows) == len(scopes) == html.count('<tr><th scope="row"')
    one = rows[rows["unit_id"] == "lao-cai"].head(1)
    more = pd.concat(
        [one, one.assign(scope="enterprise"), one.assign(unit_id="tay-ninh", scope="enterprise")]
    )
    said = coverage.silent_table(more, names, this_year=2026, limit=None)
    assert f"{names.unit('tay-ninh')} ({names.scope('enterprise')})" in said
    assert coverage.goal_count(more) == 1


def test_nothing_that_is_not_asked_of_a_province_is_a_gap(today: pd.DataFrame, names: Names) -> None:
    rows = silent(today, names)
    assert set(rows["verdict"]) == {"no_province"}
    assert "not_applicable" not in set(rows["reason"])
    assert set(silent(today, names, horizons=[2030])["horizon"]) == {2030}
    assert set(silent(today, names, units=["lao-cai"])["unit_id"]) == {"lao-cai"}


def test_who_states_it_otherwise_is_not_silent(today: pd.DataFrame, names: Names) -> None:
    everything = CoverageChoice(units=names.provinces())
    apart = coverage.no_silence(today, everything, this_year=2026)
    rows = silent(today, names)
    assert set(apart["reason"]) == set(coverage.NO_SILENCE)
    assert not set(rows["reason"]) & set(coverage.NO_SILENCE)
    unpaired = today[(today["verdict"] == "no_province") & (today["reason"] != "not_applicable")]
    assert len(rows) + len(apart) == len(unpaired)
    html = unescape(coverage.silent_table(apart, names, this_year=2026, limit=None, is_silence=False))
    assert names.w("Tỉnh chưa thấy nêu") not in html
    for row in apart.to_dict("records"):
        assert names.reason(row["reason"]) in html
    stated = apart[apart["reason"] == "stated_otherwise"].to_dict("records")[0]
    link = f"unit={stated['unit_id']}&indicator={stated['indicator_id']}&horizon={int(stated['horizon'])}"
    assert link in html


def test_the_to_do_list_explains_itself(today: pd.DataFrame, statements: pd.DataFrame, names: Names) -> None:
    before = today.copy(deep=True)
    rows = silent(today, names)
    file = coverage.todo_csv(
        rows,
        statements,
        names,
        release="abc",
        link=lambda id_: coverage.todo_link("http://x/", id_, release="abc", language=names.w.language),
    )
    text = file.decode("utf-8-sig")
    assert file.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(text)))
    assert list(read[0]) == list(coverage.TODO_COLUMNS)
    assert len(read) == len(rows)
    assert str(len(rows)) in coverage.todo_name("abc", len(rows))
    for row, source in zip(read, rows.to_dict("records"), strict=True):
        assert row["unit_id"] == source["unit_id"]
        assert source["national_statement_id"] in row["permalink"]
        assert row["national_statement_vi"]
        assert row["citation"]
        assert row["reason_vi"] != row["reason_en"]
        assert row["viec_can_lam"] == row["nguoi_phu_trach"] == row["han"] == ""
    pd.testing.assert_frame_equal(today, before)


def test_only_what_stands_counts_as_a_contradiction(
    clashes: pd.DataFrame, documents: pd.DataFrame, names: Names, release: Release
) -> None:
    html = coverage.contradictions_html(clashes, documents, names)
    marked = html.count("ms-clash-doubtful") + html.count("ms-clash-replaced")
    counts = queries.contradiction_counts(release.cursor()).set_index("standing")["contradictions"]
    assert counts["open"] + marked == counts.sum() == len(clashes)


def test_contradictions_are_chosen_by_unit_theme_and_year(clashes: pd.DataFrame, release: Release) -> None:
    chosen = queries.contradictions(release.cursor(), units=["national"], horizons=[2030])
    assert set(chosen["unit_id"]) == {"national"}
    assert ((chosen["first_horizon"] == 2030) | (chosen["second_horizon"] == 2030)).all()
    counts = queries.contradiction_counts(release.cursor(), units=["national"], horizons=[2030])
    assert counts["contradictions"].sum() == len(chosen) < len(clashes)
    first = queries.contradictions(release.cursor(), limit=3)
    assert list(first["first_statement_id"]) == list(clashes["first_statement_id"].head(3))


def test_foreign_text_cannot_become_markup(
    clashes: pd.DataFrame, documents: pd.DataFrame, names: Names
) -> None:
    hostile = clashes.assign(first_sentence_vi="<script>x</script>", first_sentence_en="<script>x</script>")
    assert "<script>" not in coverage.contradictions_html(hostile, documents, names)
