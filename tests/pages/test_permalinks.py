"""Every published statement, opened by its permalink through the real page, as a reader would."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

from tests.pages.conftest import OpenPage, html_of
from warehouse import queries
from warehouse.connect import Release


def plain(text: str) -> str:
    """Words as they are read: without markup, one blank between two."""
    return " ".join(unescape(Markup(text).striptags()).split())


def quoted_in_card(html: str) -> str:
    """The sentence that the card of the statement sets off within its context."""
    found = re.search(
        r'<blockquote class="ms-context".*?<mark [^>]*ms-chosen[^>]*>(.*?)</mark>', html, re.DOTALL
    )
    return plain(found.group(1)) if found else ""


def test_every_statement_opens_and_shows_its_words(open_page: OpenPage, release: Release) -> None:
    rows = queries.statements(release.cursor()).to_dict("records")
    assert {row["evidence"] for row in rows} == {"quoted", "cited"}
    at = open_page("evidence")
    for row in rows:
        at.query_params["statement"] = row["statement_id"]
        at.run()
        assert not at.exception, row["statement_id"]
        assert not at.error, row["statement_id"]
        assert not at.warning, row["statement_id"]
        html = html_of(at)
        if row["evidence"] == "quoted":
            assert quoted_in_card(html) == plain(Markup.escape(row["quote"]))
        else:
            assert "ms-cited-box" in html
            assert plain(Markup.escape(row["statement_vi"])) in plain(html), row["statement_id"]
        assert f"statement={row['statement_id']}" in html
