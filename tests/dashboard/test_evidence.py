from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.evidence import MarkedSpan, context_html, document_html, segments

TEXT = "Đến năm 2025: 90%\nhồ sơ cấp tỉnh, 80% hồ sơ cấp huyện. <b>Hết</b> & 'xong'."


def span(id_: str, words: str, value: str | None = None, kind: str = "target") -> MarkedSpan:
    start = TEXT.index(words)
    at = None if value is None else TEXT.index(value, start)
    return MarkedSpan(
        id_,
        kind,
        start,
        start + len(words),
        "t",
        value_start=at,
        value_end=None if at is None or value is None else at + len(value),
        link=f"evidence?statement={id_}",
    )


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[MarkedSpan]]:
    text = draw(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    spans = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        value_start = draw(st.one_of(st.none(), st.integers(start, end - 1)))
        value_end = None if value_start is None else draw(st.integers(value_start + 1, end))
        spans.append(MarkedSpan(str(number), "target", start, end, "t", value_start, value_end, "x"))
    return text, spans


@given(texts_and_spans())
def test_the_pieces_give_the_text_back_and_every_span_its_quote(
    given_: tuple[str, list[MarkedSpan]],
) -> None:
    text, spans = given_
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for one in spans:
        assert "".join(piece.text for piece in pieces if one in piece.spans) == text[one.start : one.end]


@given(texts_and_spans())
def test_the_html_shows_the_text_and_nothing_else(given_: tuple[str, list[MarkedSpan]]) -> None:
    text, spans = given_
    html = document_html(text, spans, selected=None, label="x")
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    assert set(re.findall(r"</?(\w+)", html)) <= {"article", "mark", "a"}


@given(texts_and_spans())
def test_a_sentence_in_context_has_no_tag_but_ours(given_: tuple[str, list[MarkedSpan]]) -> None:
    text, spans = given_
    for one in spans:
        assert set(re.findall(r"</?(\w+)", context_html(text, one))) <= {"blockquote", "mark", "b"}


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not inside"):
        segments("abc", [MarkedSpan("x", "target", 1, 4, "t")])


def test_the_chosen_statement_is_found_by_its_id_and_its_value_is_a_link() -> None:
    first = span("one", "90%\nhồ sơ cấp tỉnh", "90%")
    second = span("two", "80% hồ sơ cấp huyện", "80%", kind="commitment")
    html = str(document_html(TEXT, [first, second], selected="two", label="x"))
    assert html.count('id="chosen"') == 1
    chosen = re.search(r'<mark id="chosen"[^>]*>(.*?)</mark>', html)
    assert chosen is not None
    assert 'href="evidence?statement=two" aria-current="true"' in chosen[1]
    assert "80%" in chosen[1]
    assert 'href="evidence?statement=one" title' in html


def test_one_sentence_with_two_values_links_each_to_its_own_statement() -> None:
    words = "90%\nhồ sơ cấp tỉnh, 80% hồ sơ cấp huyện"
    html = str(
        document_html(TEXT, [span("one", words, "90%"), span("two", words, "80%")], selected=None, label="x")
    )
    assert re.findall(r"statement=(\w+)\"[^>]*>([^<]*)<", html) == [("one", "90%"), ("two", "80%")]


def test_text_of_a_document_cannot_become_markup() -> None:
    html = str(document_html(TEXT, [], selected=None, label='"><script>'))
    assert "<b>" not in html
    assert "&lt;b&gt;Hết&lt;/b&gt; &amp; &#x27;xong&#x27;" in html
    assert "<script>" not in html


def test_a_quote_is_shown_without_the_hard_wraps_of_the_file() -> None:
    html = str(context_html(TEXT, span("one", "90%\nhồ sơ cấp tỉnh", "90%")))
    assert "<b>90%</b> hồ sơ cấp tỉnh</mark>, 80%" in html
