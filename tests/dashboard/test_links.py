from __future__ import annotations

import pytest

from dashboard.links import document_link, page_link, safe_url, safe_urls, statement_link


def test_links_carry_ids_and_leave_the_default_language_out() -> None:
    assert statement_link("a-1") == "evidence?statement=a-1"
    assert statement_link("a-1", language="en", release="r") == "evidence?statement=a-1&release=r&lang=en"
    assert document_link("d&x") == "evidence?document=d%26x"
    assert page_link("compare", {}) == "compare"
    assert page_link("compare", {"unit": ["a", "b"]}) == "compare?unit=a&unit=b"


@pytest.mark.parametrize("url", ["https://a.vn/x?y=1", "http://a.vn", "  https://a.vn  "])
def test_web_addresses_can_be_followed(url: str) -> None:
    assert safe_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//a.vn/x",
        "https://",
        "ftp://a.vn",
        "https://a.vn/ x",
        "https://a.vn/\nx",
        "http://[bad",
        "",
    ],
)
def test_other_addresses_cannot(url: str) -> None:
    assert safe_url(url) is None


def test_a_cell_lists_addresses_and_loses_the_unsafe_ones() -> None:
    assert safe_urls("https://a.vn;javascript:x; http://b.vn") == ["https://a.vn", "http://b.vn"]
    assert safe_urls(None) == []
