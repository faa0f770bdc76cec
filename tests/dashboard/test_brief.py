from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from dashboard import overview
from dashboard.brief import ITEMS, LINES, brief_html, documents_named, file_name, statements_named
from dashboard.findings import Finding
from dashboard.links import statement_link
from dashboard.markup import statement_anchor
from dashboard.names import Names
from dashboard.origin import Origin
from dashboard.wording.numbers import day
from tests.dashboard.conftest import TODAY

ORIGIN = Origin("0a1b2c3d4e5f", "2025-12-31", TODAY, "https://a.vn/")


@pytest.fixture(scope="module")
def html(
    told: list[Finding],
    comparisons: pd.DataFrame,
    statements: pd.DataFrame,
    documents: pd.DataFrame,
    names: Names,
) -> str:
    glance = overview.at_a_glance(comparisons, names, names.provinces())
    # What it says it needs is enough.
    few = statements[statements["statement_id"].isin(statements_named(told, glance))]
    some = documents[documents["document_id"].isin(documents_named(told))]
    assert len(few) < len(statements)
    assert len(some) < len(documents)
    return brief_html(told, glance, few, some, names, provinces=names.provinces(), origin=ORIGIN)


def notes_of(html: str) -> dict[str, str]:
    listed = re.findall(r'<li id="n(\d+)"><b>\d+</b> (.*?)</li>', html)
    return {at: unescape(text) for at, text in listed}


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_it_asks_for_nothing_from_outside(html: str) -> None:
    assert not re.findall(r'(?:src|data|action)\s*=\s*"|@import|url\(|<link|<script', html)
    assert html.startswith("<!doctype html>")


def test_the_marks_and_the_footnotes_are_the_same_set(html: str) -> None:
    called = re.findall(r'<sup><a href="#n(\d+)">(\d+)</a></sup>', html)
    assert {at for at, shown in called} == set(notes_of(html))
    assert all(at == shown for at, shown in called)
    assert list(dict.fromkeys(at for at, _ in called)) == [str(n + 1) for n in range(len(notes_of(html)))]


def test_every_number_of_a_finding_and_of_the_table_has_its_footnote(html: str) -> None:
    section = html.split('<section class="findings">')[1].split('<section class="notes">')[0]
    links = re.findall(r"<a [^>]*>[^<]*</a>(.{0,5})", re.sub(r"<sup>.*?</sup>", "<sup>", section))
    assert links
    assert set(links) <= {mark for mark in links if mark.startswith("<sup>")}
    values = re.findall(r'<span class="ms-of-\w+">[^<]*</span>(.{0,5})', html)
    assert set(values) == {"<sup>"}


def test_a_footnote_names_the_document_and_the_place(
    html: str, statements: pd.DataFrame, names: Names
) -> None:
    notes = notes_of(html)
    rows = statements.set_index("statement_id")
    said = re.findall(
        r'<a class="[^"]*" href="https://a\.vn/evidence\?statement=([\w-]+)&amp;[^"]*">[^<]*</a>'
        r'<sup><a href="#n(\d+)">',
        html,
    )
    assert len(said) > 10
    for id_, at in said:
        row, note = rows.loc[id_], notes[at]
        assert day(row["issued_date"] if isinstance(row["issued_date"], str) else None, "vi")[-4:] in note
        if row["evidence"] == "quoted":
            start, end = re.findall(r"([\d.,]+)–([\d.,]+)", note)[0]
            assert [int(re.sub(r"\D", "", n)) for n in (start, end)] == [row["quote_start"], row["quote_end"]]
            excerpt = note.split("“")[-1].rstrip("”…")
            assert excerpt in " ".join(row["quote"].split())
        else:
            assert row["document_number"] in note
            host = note.rsplit(" ", 1)[1]
            assert host in row["source_urls"]


def test_a_count_says_from_which_documents(html: str, told: list[Finding], names: Names) -> None:
    counted = [n for n in notes_of(html).values() if names.w("So sánh") in n or names.w("Dữ liệu") in n]
    with_counts = [f for f in told if re.search(r'href="(compare|data)\?', f.body)]
    assert len(counted) == len(with_counts)
    for finding in with_counts:
        n = names.w.plural("{n} phát biểu", sum(n for _, n in finding.counted))
        assert any(n in note for note in counted)


def test_it_prints_what_was_chosen_and_where_it_comes_from(html: str, names: Names) -> None:
    text = text_of(html)
    for unit in names.provinces():
        assert (
            names.unit(unit) in text.split(names.w("Lựa chọn: {provinces}.", provinces="").rstrip(". "))[-1]
        )
    assert ORIGIN.release in text
    assert day(ORIGIN.content_date, names.w.language) in text
    assert day(TODAY.isoformat(), names.w.language) in text


def test_text_that_is_not_ours_is_escaped(
    statements: pd.DataFrame, documents: pd.DataFrame, comparisons: pd.DataFrame, names: Names
) -> None:
    bad = "<script>x</script>"
    hostile = statements.assign(document_number=None, document_title_vi=bad, document_title_en=bad)
    glance = overview.at_a_glance(comparisons, names, names.provinces())
    html = brief_html([], glance, hostile, documents, names, provinces=["<b>"], origin=ORIGIN)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<h1>&lt;b&gt;" in html


def test_without_an_address_nothing_is_linked_but_the_footnotes(
    told: list[Finding], statements: pd.DataFrame, documents: pd.DataFrame, names: Names
) -> None:
    origin = Origin("r", "2025", TODAY, "")
    html = brief_html(told, statements.head(0), statements, documents, names, provinces=[], origin=origin)
    assert set(re.findall(r'href="(.)', html)) == {"#"}


def test_a_long_list_is_left_to_the_screen(
    statements: pd.DataFrame, documents: pd.DataFrame, names: Names
) -> None:
    ids = [str(id_) for id_ in statements["statement_id"].head(ITEMS + 5)]
    items = [f"<li>{statement_anchor(id_, 'x', names.w)}</li>" for id_ in ids]
    body = statement_anchor(ids[0], "y", names.w) + type(statement_anchor("", "", names.w))(
        f"<ul>{''.join(items)}</ul>"
    )
    html = brief_html(
        [Finding("k", "t", body, ())],
        statements.head(0),
        statements,
        documents,
        names,
        provinces=[],
        origin=ORIGIN,
    )
    section = html.split('<section class="findings">')[1].split("</section>")[0]
    assert section.count("<li>") == ITEMS + 1
    assert statement_link(ids[ITEMS], language=names.w.language).split("=")[1] not in section
    assert names.w("Phần còn lại: xem trang Tổng quan.") in text_of(section)
    assert section.count("<ul>") == section.count("</ul>") == 1


def test_the_table_holds_at_most_what_fits(html: str) -> None:
    assert 0 < html.count('<td class="drawing">') <= LINES


def test_the_file_is_named_by_release_and_day() -> None:
    assert file_name(ORIGIN, "vi") == "moc-so-tom-tat-0a1b2c3d4e5f-2026-11-22.html"
