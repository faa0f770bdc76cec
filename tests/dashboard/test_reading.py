from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from dashboard import reading
from dashboard.names import Names, Row
from warehouse import queries
from warehouse.connect import Release


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.fixture(scope="module")
def texts(release: Release, documents: pd.DataFrame) -> dict[str, Row]:
    return {
        str(id_): queries.document(release.cursor(), str(id_)).to_dict("records")[0]
        for id_ in documents["document_id"]
    }


def test_every_statement_opens_at_its_sentence_or_its_sources(
    statements: pd.DataFrame, texts: dict[str, Row], names: Names
) -> None:
    for row in statements.to_dict("records"):
        document = texts[str(row["document_id"])]
        card = reading.statement_card(row, document, names, release="r", base="https://a.vn/")
        assert f"https://a.vn/evidence?statement={row['statement_id']}" in card
        assert str(document["citation"]).rstrip(".") in text_of(card)
        if row["evidence"] == "quoted":
            assert "".join(str(row["quote"]).split()) in "".join(text_of(card).split())
            assert '<mark class="ms-' in card
        else:
            assert "<mark" not in card
            assert names.w("Con số được ghi theo các trang sau, bằng lời của chúng tôi:") in card


def test_every_quoted_statement_is_marked_where_it_stands(
    release: Release, texts: dict[str, Row], names: Names
) -> None:
    for id_, document in texts.items():
        if not reading.has_text(document):
            continue
        statements = queries.statements_of(release.cursor(), id_)
        spans = reading.marks(statements, queries.tasks_of(release.cursor(), id_), names)
        source = str(document["text"])
        by_id = {span.id: span for span in spans}
        for row in statements.to_dict("records"):
            span = by_id[str(row["statement_id"])]
            assert source[span.start : span.end] == row["quote"]
            html = reading.document_html(document, spans, selected=span.id, w=names.w)
            assert html.count('id="chosen"') == 1
        assert (
            unescape(re.sub(r"<[^>]*>", "", reading.document_html(document, spans, selected="", w=names.w)))
            == source
        )


def test_neighbours_lead_through_the_whole_document(
    release: Release, texts: dict[str, Row], names: Names
) -> None:
    id_ = next(id_ for id_, document in texts.items() if document["has_text"] and "de-an" in id_)
    statements = queries.statements_of(release.cursor(), id_)
    spans = reading.marks(statements, queries.tasks_of(release.cursor(), id_), names)
    at: str | None = next(span.id for span in spans if span.link)
    seen = []
    while at is not None:
        seen.append(at)
        html = reading.neighbours(at, spans, names.w)
        onward = re.search(rf'statement=([\w-]+)[^"]*"[^>]*>{names.w("Phát biểu sau →")}', html)
        at = onward[1] if onward else None
    assert sorted(seen) == sorted(statements["statement_id"])


def test_a_lone_statement_has_no_neighbours(names: Names) -> None:
    assert reading.neighbours("x", [], names.w) == ""


def test_an_unknown_id_is_shown_without_what_could_be_markup(names: Names) -> None:
    said = reading.unknown_statement("<b>*x*</b>" + "y" * 200, names.w)
    assert "<" not in said.replace("“", "")
    assert "*" not in said
    assert "y" * 100 not in said
