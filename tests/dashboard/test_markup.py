from __future__ import annotations

from html import unescape

import pytest
from markupsafe import Markup

from dashboard.markup import (
    MOST_COLUMNS,
    Column,
    doubt_badge,
    evidence_badge,
    facts,
    plain,
    table,
    verdict_chip,
)
from dashboard.wording import Wording

W = Wording("vi")


def test_cells_are_escaped_unless_they_are_markup() -> None:
    html = table("<c>", [Column("<h>", ["<x>", Markup("<b>y</b>")])])
    assert "<x>" not in html
    assert "&lt;x&gt;" in html
    assert "<b>y</b>" in html
    assert "<caption>&lt;c&gt;</caption>" in html


def test_a_table_names_the_heads_of_its_columns_for_the_phone() -> None:
    html = table("c", [Column("Mốc", ["2025"]), Column("Giá trị", ["90 %"], is_number=True)])
    assert '<th scope="row">2025</th><td class="ms-number">90 %</td>' in html
    assert unescape(html).count('style="--h2:"Giá trị: ";"') == 1


def test_a_head_cannot_leave_its_string() -> None:
    html = table("c", [Column("a", ["1"]), Column('x";color:red\\\n{}', ["2"])])
    assert r'style="--h2:"x\22 \3b color:red\5c \a \7b \7d : ";"' in unescape(html)


def test_more_columns_than_the_phone_has_heads_for_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        table("c", [Column(str(n), ["1"]) for n in range(MOST_COLUMNS + 1)])


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="lengths"):
        table("c", [Column("a", ["1"]), Column("b", [])])


def test_quoted_and_cited_differ_in_word_and_in_class() -> None:
    quoted, cited = evidence_badge("quoted", W), evidence_badge("cited", W)
    assert "ms-quoted" in quoted
    assert "nguyên văn</span>" in quoted
    assert "ms-cited" in cited
    assert "dẫn lại</span>" in cited


def test_only_doubt_has_a_mark() -> None:
    assert doubt_badge("none", W) == doubt_badge(None, W) == ""
    assert "còn nghi ngờ" in doubt_badge("horizon", W)


def test_a_verdict_has_sign_and_word() -> None:
    chip = verdict_chip("behind", W)
    assert "▼" in chip
    assert "dưới mức quốc gia" in chip


def test_facts_without_content_are_left_out() -> None:
    html = facts([("a", "x"), ("b", None), ("c", ""), ("d", float("nan")), ("e", 0)])
    assert html.count("<dt>") == 2


def test_plain_text_stays_plain_in_markdown() -> None:
    assert plain("a*b_[x](y)") == r"a\*b\_\[x\]\(y\)"
