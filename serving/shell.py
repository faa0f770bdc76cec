"""The page that loads everything else, in the language of its reader.

Streamlit's own says `lang="en"`, calls itself "Streamlit" and points programs at an interface that is off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class ShellWords:
    """What the page says before the dashboard is there."""

    title: str
    description: str
    without_javascript: str
    data: str


WORDS: dict[Language, ShellWords] = {
    "vi": ShellWords(
        "Mốc Số",
        "Mục tiêu chuyển đổi số của các tỉnh đặt cạnh mục tiêu quốc gia, mỗi con số kèm câu gốc.",
        "Bảng theo dõi Mốc Số cần JavaScript để hiển thị. Dữ liệu thì không:",
        "xem và tải dữ liệu",
    ),
    "en": ShellWords(
        "Mốc Số",
        "Digital-transformation targets of Vietnamese provinces beside the national ones, "
        "each with its sentence.",
        "The dashboard Mốc Số needs JavaScript. Its data does not:",
        "read and download the data",
    ),
}

_LANG = re.compile(r'<html lang="[^"]*">')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*/>')
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def is_shell(html: str) -> bool:
    """Whether this is the page that loads the dashboard."""
    return '<div id="root">' in html and bool(_LANG.search(html))


def rewritten(html: str, language: Language, *, preload: tuple[str, ...] = ()) -> str:
    """The page with its language, title, description and a sentence for readers without JavaScript.

    `preload` are addresses of scripts that the page will ask for anyway, later.
    """
    words = WORDS[language]
    suffix = "" if language == "vi" else f"?lang={language}"
    head = (
        f"<title>{escape(words.title)}</title>\n"
        f'    <meta name="description" content="{escape(words.description)}" />\n'
        f'    <link rel="service-desc" href="./api/v1/openapi.json" type="application/json" />'
    )
    head += "".join(f'\n    <link rel="modulepreload" crossorigin href="{escape(path)}">' for path in preload)
    body = (
        f"<noscript><p>{escape(words.without_javascript)} "
        f'<a href="./api/v1/{suffix}">{escape(words.data)}</a>.</p></noscript>'
    )
    text = _AGENT_LINK.sub("", _COMMENT.sub("", html))
    text = _LANG.sub(f'<html lang="{language}">', text, count=1)
    text = _TITLE.sub(lambda _: head, text, count=1)
    text = _NOSCRIPT.sub(lambda _: body, text, count=1)
    return re.sub(r"\n\s*\n+", "\n", text).lstrip()


def inline_scripts(html: str) -> list[str]:
    """The text of each script that stands in the page itself."""
    return _INLINE_SCRIPT.findall(html)
