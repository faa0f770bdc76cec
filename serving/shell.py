"""The page that loads everything else, in the language of its reader.

Streamlit's own says `lang="en"`, calls itself "Streamlit", points programs at an interface that is off, and
is blank until its scripts have come: some four seconds at 1.6 Mbit/s. Ours says at once what is coming, and
shows the dashboard when its first elements have the place where they stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from serving import letters

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class ShellWords:
    """What the page says before the dashboard is there."""

    title: str
    description: str
    tagline: str
    loading: str
    without_javascript: str
    data: str


WORDS: dict[Language, ShellWords] = {
    "vi": ShellWords(
        "Mốc Số",
        "Mục tiêu chuyển đổi số của các tỉnh đặt cạnh mục tiêu quốc gia, mỗi con số kèm câu gốc.",
        "mục tiêu chuyển đổi số của tỉnh, đặt cạnh mục tiêu quốc gia",
        "Đang tải bảng theo dõi…",
        "Bảng theo dõi Mốc Số cần JavaScript để hiển thị. Dữ liệu thì không:",
        "xem và tải dữ liệu",
    ),
    "en": ShellWords(
        "Mốc Số",
        "Digital-transformation targets of Vietnamese provinces beside the national ones, "
        "each with its sentence.",
        "digital-transformation targets of provinces, beside those of the nation",
        "Loading the dashboard…",
        "The dashboard Mốc Số needs JavaScript. Its data does not:",
        "read and download the data",
    ),
}

_ROOT = '<div id="root">'
# Colours, widths and distances are those of `.streamlit/config.toml` and `dashboard/assets/style.css`. The
# rules under #root outweigh those that Streamlit writes before the style sheet of the dashboard is there.
_STYLE = """<style>
      :root { color-scheme: light dark; }
      body { margin: 0; background: light-dark(#ffffff, #10171e); }
      #root [data-testid="stMainBlockContainer"] { max-width: 1240px; padding-top: 4.2rem;
        padding-bottom: 3rem; }
      .ms-waiting #root { visibility: hidden; }
      .ms-no-icons [data-testid="stIconMaterial"] { font-family: inherit !important; visibility: hidden;
        overflow: hidden; }
      #ms-wait { position: absolute; inset: 0; box-sizing: border-box; max-width: 1240px; margin: 0 auto;
        padding: 5.3rem 1rem 0;
        font: 16px/1.5 system-ui, sans-serif; color: light-dark(#4d5b68, #a9b7c4); }
      #ms-wait b { color: light-dark(#14558f, #8cc2f2); }
      #ms-wait p { margin: 0 0 1.4rem; font-size: .95rem; }
      #ms-wait i { display: block; height: 5rem; margin-bottom: .7rem; border-radius: .3rem;
        background: light-dark(#f2f5f8, #1a242e); }
      @media (min-width: 864px) {
        #root [data-testid="stMainBlockContainer"], #ms-wait { padding-left: 5rem; padding-right: 5rem; }
      }
      @media (max-width: 640px) { #root [data-testid="stMainBlockContainer"] { padding-top: 3.6rem; } }
    </style>"""
# The name of the dashboard and the switch of its language begin every page; instead of them there may be a
# message. What Streamlit shows for a filter whose script is on its way is not as high as the filter; of a
# chart the page keeps the place itself. Where all this takes too long, Streamlit's own page tells more.
# Streamlit asks for its font of icons, a third of all bytes of a first visit, before there is a word to read;
# here the words come first, and the few icons have their place but are not seen until their font is there.
_SCRIPT = """<script>
      (() => {
        const page = document.documentElement;
        const found = (what) => document.querySelector("#root " + what);
        const unveil = () => page.classList.remove("ms-no-icons");
        const icons = () => document.fonts.load('1em "Material Symbols Rounded"').then(unveil, unveil);
        const show = () => {
          observer.disconnect();
          clearTimeout(limit);
          delete document.fonts.load;
          page.classList.remove("ms-waiting");
          document.getElementById("ms-wait")?.remove();
          (window.requestIdleCallback ?? setTimeout)(icons);
        };
        const observer = new MutationObserver(() => {
          const begun = found(".ms-brand") && found('[data-testid="stButtonGroup"]') &&
            !found('[class*="st-key-"]:not([class*="chart"]) > [data-testid="stSkeleton"]');
          if (begun || found('[role="alert"]') || document.querySelector('[role="dialog"]')) show();
        });
        const limit = setTimeout(show, 15000);
        document.fonts.load = () => Promise.resolve([]);
        page.classList.add("ms-waiting", "ms-no-icons");
        observer.observe(page, { childList: true, subtree: true });
      })();
    </script>"""
_LANG = re.compile(r'<html lang="[^"]*">')
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLESHEET = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
_FONT = re.compile(r'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*/>')
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def is_shell(html: str) -> bool:
    """Whether this is the page that loads the dashboard."""
    return _ROOT in html and bool(_LANG.search(html))


def rewritten(
    html: str, language: Language, *, preload: tuple[str, ...] = (), fonts: dict[str, str] | None = None
) -> str:
    """The page with its language, title, description, what shows until the dashboard is there, and a sentence
    for readers without JavaScript.

    `preload` are addresses of scripts that the page will ask for anyway, later; `fonts` those of the letters
    (serving/letters), which then come in place of Streamlit's whole font.
    """
    words = WORDS[language]
    suffix = "" if language == "vi" else f"?lang={language}"
    head = (
        f"<title>{escape(words.title)}</title>\n"
        f'    <meta name="description" content="{escape(words.description)}" />\n'
        f'    <link rel="service-desc" href="./api/v1/openapi.json" type="application/json" />'
    )
    if fonts:
        head += f"\n    <style>{letters.rules(fonts)}</style>"
    head += f"\n    {_STYLE}\n    {_SCRIPT}"
    head += "".join(f'\n    <link rel="modulepreload" crossorigin href="{escape(path)}">' for path in preload)
    body = (
        "<noscript><style>#ms-wait { display: none; }</style>"
        f"<p>{escape(words.without_javascript)} "
        f'<a href="./api/v1/{suffix}">{escape(words.data)}</a>.</p></noscript>'
    )
    waiting = (
        f'<div id="ms-wait" role="status"><p><b>{escape(words.title)}</b> · {escape(words.tagline)}</p>'
        f"<p>{escape(words.loading)}</p><i></i><i></i><i></i></div>{_ROOT}"
    )
    text = _AGENT_LINK.sub("", _COMMENT.sub("", html))
    text = _LANG.sub(f'<html lang="{language}">', text, count=1)
    text = _TITLE.sub(lambda _: head, text, count=1)
    text = _NOSCRIPT.sub(lambda _: body, text, count=1)
    text = text.replace(_ROOT, waiting, 1)
    if fonts:
        first = escape(fonts["normal"])
        early = f'<link rel="preload" href="{first}" as="font" type="font/woff2" crossorigin />'
        text = _FONT.sub(lambda _: early, text, count=1)
    # Nothing is painted before the style sheet is there: it must not queue behind sixty scripts.
    styles = "".join(_STYLESHEET.findall(text))
    text = _STYLESHEET.sub("", text).replace("<link", f"{styles.strip()}\n    <link", 1)
    return re.sub(r"\n\s*\n+", "\n", text).lstrip()


def inline_scripts(html: str) -> list[str]:
    """The text of each script that stands in the page itself."""
    return _INLINE_SCRIPT.findall(html)
