"""Addresses: permalinks within the dashboard, and source addresses that are safe to follow.

Paths and parameter names are English and never change; what they carry are ids, so that a link
survives a change of language and of wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit


def page_link(page: str, parameters: Mapping[str, str | Iterable[str]], *, language: str = "vi") -> str:
    """A relative address of a page with its state, such as `evidence?statement=abc&lang=en`.

    Vietnamese is the default language and is left out.
    """
    pairs: list[tuple[str, str]] = []
    for key, value in parameters.items():
        pairs.extend((key, item) for item in ([value] if isinstance(value, str) else value))
    if language != "vi":
        pairs.append(("lang", language))
    return f"{page}?{urlencode(pairs)}" if pairs else page


def statement_link(statement_id: str, *, language: str = "vi", release: str | None = None) -> str:
    """The permalink of a statement; with `release` it says which release it was read in."""
    parameters = {"statement": statement_id} | ({"release": release} if release else {})
    return page_link("evidence", parameters, language=language)


def document_link(document_id: str, *, language: str = "vi") -> str:
    """The address of a document's reading page."""
    return page_link("evidence", {"document": document_id}, language=language)


def task_link(document_id: str, task_id: str, *, language: str = "vi") -> str:
    """The address of a document's reading page at one of its tasks."""
    return page_link("evidence", {"document": document_id, "task": task_id}, language=language)


def safe_url(text: str) -> str | None:
    """`text` when it is an http or https address with a host and no blank; else None."""
    text = text.strip()
    if any(character.isspace() or ord(character) < 32 for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None


def safe_urls(text: str | None) -> list[str]:
    """The followable addresses of a cell that lists them with ";"."""
    return [url for part in (text or "").split(";") if (url := safe_url(part))]
