"""Pieces of HTML that more than one page shows. Everything that is not ours goes in escaped.

Pure functions: frame rows and wording in, `Markup` out. The look of the classes is in `assets/style.css`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.links import statement_link
from dashboard.wording import Wording
from dashboard.wording.labels import DOUBT, EVIDENCE, EVIDENCE_SHORT, label, verdict
from dashboard.wording.numbers import is_missing

EMPTY = Markup("")


def anchor(href: str, text: str, *, title: str = "", classes: str = "") -> Markup:
    """A link; `href` must be one of ours or one that passed `safe_url`."""
    extra = Markup(' title="{}"').format(title) if title else EMPTY
    extra += Markup(' class="{}"').format(classes) if classes else EMPTY
    return Markup('<a href="{}"{}>{}</a>').format(href, extra, text)


def nowrap(text: str) -> Markup:
    """A name or number that stays on one line."""
    return Markup('<span class="ms-nowrap">{}</span>').format(text)


def statement_anchor(
    statement_id: object, text: str, w: Wording, *, evidence: str = "", classes: str = ""
) -> Markup:
    """A number that leads to the sentence that states it; `evidence` gives it its underline."""
    href = statement_link(str(statement_id), language=w.language)
    if not evidence:
        return anchor(href, text, classes=classes)
    return anchor(href, text, title=label(EVIDENCE, evidence, w), classes=f"ms-of-{evidence}")


def evidence_badge(evidence: object, w: Wording, *, long: bool = False) -> Markup:
    """Quoted or cited: told apart by word, by frame (solid, dashed) and by hatch."""
    code = str(evidence)
    return Markup('<span class="ms-badge ms-{}" title="{}">{}</span>').format(
        code, label(EVIDENCE, code, w), label(EVIDENCE if long else EVIDENCE_SHORT, code, w)
    )


def doubt_badge(doubt: object, w: Wording) -> Markup:
    """A mark with the reason for every row in doubt; nothing for the others."""
    if is_missing(doubt) or str(doubt) == "none":
        return EMPTY
    return Markup('<span class="ms-badge ms-doubt" title="{}">? {}</span>').format(
        label(DOUBT, doubt, w), w("còn nghi ngờ")
    )


def verdict_chip(code: object, w: Wording, *, title: str = "") -> Markup:
    """A verdict by sign, word and colour."""
    shown = verdict(code)
    extra = Markup(' title="{}"').format(title) if title else EMPTY
    return Markup('<span class="ms-chip ms-tone-{}"{}><span aria-hidden="true">{}</span> {}</span>').format(
        shown.tone, extra, shown.icon, w(shown.word)
    )


def document_name(row: Any, w: Wording) -> str:
    """A document in a list: its number, or its title where it has none, and its year."""
    number = row["number"]
    name = w.name(row, "title") if is_missing(number) else str(number)
    dated = next((row[c] for c in ("issued_date", "published_date") if not is_missing(row[c])), None)
    return f"{name} ({str(dated)[:4]})" if dated else name


def plain(text: str) -> str:
    """Text that Streamlit's Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^" else c for c in text)


def noted(text: str) -> Markup:
    """A quiet line of text."""
    return Markup('<p class="ms-quiet ms-small">{}</p>').format(text)


def heading(text: str, level: int = 2) -> Markup:
    """A heading; without a text, nothing. Streamlit's own costs a browser ten times as much."""
    return Markup("<h{0}>{1}</h{0}>").format(level, text) if text else EMPTY


def columns(parts: Sequence[Markup]) -> Markup:
    """Parts side by side in columns of one width; one below the other on a phone."""
    if len(parts) == 1:
        return parts[0]
    inner = Markup("").join(Markup("<div>{}</div>").format(part) for part in parts)
    return Markup('<div class="ms-columns" style="--n: {}">{}</div>').format(len(parts), inner)


def unfolding(title: str, content: Markup, *, is_open: bool = False) -> Markup:
    """What a reader folds out, or in where it `is_open`."""
    return Markup("<details{}><summary>{}</summary>{}</details>").format(
        Markup(" open") if is_open else EMPTY, title, content
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head and what its cells hold, text or markup.

    The few words of an `is_short` column stay on one line.
    """

    head: str
    cells: Sequence[str]
    is_number: bool = False
    is_short: bool = False


MOST_COLUMNS = 9  # of a table that reads as cards on a phone: assets/style.css names the heads of so many


def table(
    caption: str, columns: Sequence[Column], *, row_ids: Sequence[str] = (), classes: str = ""
) -> Markup:
    """A table that reads as cards on a phone, where each cell has its head before it.

    With the class `ms-rows` the link `ms-row-link` of a row can be clicked anywhere on the row.
    Columns of different lengths or too many of them raise ValueError.
    """
    if len({len(column.cells) for column in columns}) > 1:
        raise ValueError("columns of different lengths")
    if len(columns) > MOST_COLUMNS:
        raise ValueError("too many columns")
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(column.head) for column in columns)
    kinds = ["ms-number" if c.is_number else "ms-nowrap" if c.is_short else "" for c in columns]
    classed = [Markup(' class="{}"').format(kind) if kind else EMPTY for kind in kinds]
    rows = []
    for at in range(len(columns[0].cells)):
        first = Markup('<th scope="row"{}>{}</th>').format(classed[0], columns[0].cells[at])
        cells = [
            Markup("<td{}>{}</td>").format(kind, column.cells[at])
            for kind, column in zip(classed[1:], columns[1:], strict=True)
        ]
        identity = Markup(' id="{}"').format(row_ids[at]) if row_ids else EMPTY
        rows.append(Markup("<tr{}>{}{}</tr>").format(identity, first, Markup("").join(cells)))
    return Markup(
        '<div class="ms-scroll"><table class="{}" style="{}"><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(
        " ".join(filter(None, ["ms-table", classes])),
        "".join(f"--h{place}:{_css_string(c.head + ': ')};" for place, c in enumerate(columns[1:], 2)),
        caption,
        heads,
        Markup("").join(rows),
    )


def _css_string(text: str) -> str:
    """A text as CSS writes it. (As an attribute of each cell a head costs the browser ten times as much.)"""
    return '"{}"'.format("".join(f"\\{ord(c):x} " if c in '"\\\n\r\f;{}' else c for c in str(text)))


def facts(pairs: Iterable[tuple[str, Any]]) -> Markup:
    """A list of "what: which"; a pair without content is left out."""
    rows = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, content)
        for name, content in pairs
        if not is_missing(content) and content != ""
    ]
    return Markup('<dl class="ms-facts">{}</dl>').format(Markup("").join(rows))
