"""A document as text with its statements marked.

The text of a document is not ours: it is escaped whole, and the only tags in the result are the ones
written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from markupsafe import Markup

CONTEXT = 220  # characters of the document shown on either side of a quote


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of the document that a statement or a task was read from.

    Offsets are characters of the document, half open. `value_start` and `value_end` hold the value
    inside it; None where the statement has no number. `link` is where a click on it leads.
    """

    id: str
    kind: str
    start: int
    end: int
    title: str
    value_start: int | None = None
    value_end: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same spans lie. `value_of` is the span whose value it is."""

    text: str
    spans: tuple[MarkedSpan, ...]
    value_of: MarkedSpan | None


def segments(text: str, spans: Iterable[MarkedSpan]) -> list[Segment]:
    """`text` cut where a span or a value begins or ends; the pieces in order give the text back.

    Spans may overlap or hold each other. A span that does not lie inside the text raises ValueError:
    a shifted mark would show a sentence that does not say what is claimed.
    """
    kept = sorted(spans, key=lambda span: (span.start, -span.end, span.id))
    for span in kept:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span.id}: {span.start}..{span.end} is not inside {len(text)} characters")
    cuts = {0, len(text)}
    for span in kept:
        cuts |= {span.start, span.end}
        if span.value_start is not None and span.value_end is not None:
            cuts |= {span.value_start, span.value_end}
    places = sorted(cuts)
    result = []
    for start, end in pairwise(places):
        over = tuple(span for span in kept if span.start <= start and end <= span.end)
        value_of = next(
            (
                span
                for span in over
                if span.value_start is not None
                and span.value_end is not None
                and span.value_start <= start
                and end <= span.value_end
            ),
            None,
        )
        result.append(Segment(text[start:end], over, value_of))
    return result


def document_html(text: str, spans: Sequence[MarkedSpan], *, selected: str | None, label: str) -> Markup:
    """The document as HTML: escaped text and `<mark>` around what was read.

    The innermost span gives a stretch its colour; the value inside it is a link to its statement. The
    selected span bears the id `chosen`, so that the page can bring it into view.
    """
    parts = []
    seen_chosen = False
    for segment in segments(text, spans):
        body = escape(segment.text, quote=True)
        if not segment.spans:
            parts.append(body)
            continue
        inner = min(segment.spans, key=lambda span: (span.end - span.start, span.id != selected))
        chosen = any(span.id == selected for span in segment.spans)
        if segment.value_of is not None and segment.value_of.link:
            here = ' aria-current="true"' if segment.value_of.id == selected else ""
            body = (
                f'<a href="{escape(segment.value_of.link, quote=True)}"{here} '
                f'title="{escape(segment.value_of.title, quote=True)}">{body}</a>'
            )
        anchor = ' id="chosen"' if chosen and not seen_chosen else ""
        seen_chosen = seen_chosen or chosen
        classes = f"ms-{inner.kind}" + (" ms-chosen" if chosen else "")
        parts.append(
            f'<mark{anchor} class="{escape(classes, quote=True)}" '
            f'title="{escape(inner.title, quote=True)}">{body}</mark>'
        )
    head = f'<article class="ms-document" lang="vi" tabindex="0" aria-label="{escape(label, quote=True)}">'
    return Markup(head + "".join(parts) + "</article>")


def pages_html(
    text: str,
    spans: Sequence[MarkedSpan],
    pages: Sequence[tuple[int, int, int]],
    *,
    selected: str | None,
    page_name: Callable[[int], str],
) -> Markup:
    """Pages (number, start, end) of a text one below the other, each under its name, with their marks.

    A span that goes over a page break is marked on both pages.
    """
    parts = []
    is_seen = False
    for number, start, end in pages:
        own = [part for span in spans if (part := _part(span, start, end)) is not None]
        shows = any(span.id == selected for span in own)
        name = page_name(number)
        parts.append(Markup('<h3 class="ms-page">{}</h3>').format(name))
        # The id `chosen` may stand once in a document.
        parts.append(document_html(text[start:end], own, selected=None if is_seen else selected, label=name))
        is_seen = is_seen or shows
    return Markup("").join(parts)


def _part(span: MarkedSpan, start: int, end: int) -> MarkedSpan | None:
    """What of a span lies on a page, in characters of that page; None where nothing does."""
    low, high = max(span.start, start), min(span.end, end)
    if low >= high:
        return None
    value = (span.value_start, span.value_end)
    is_here = value[0] is not None and value[1] is not None and start <= value[0] and value[1] <= end
    return replace(
        span,
        start=low - start,
        end=high - start,
        value_start=value[0] - start if is_here and value[0] is not None else None,
        value_end=value[1] - start if is_here and value[1] is not None else None,
    )


def context_html(text: str, span: MarkedSpan) -> Markup:
    """The sentence of one span with some of the text around it, the value set off.

    Line breaks inside become spaces: the documents are hard-wrapped, a quotation need not be.
    """
    start, end = _widen(text, span.start, span.end)
    value = (span.value_start, span.value_end)
    before, after = text[start : span.start], text[span.end : end]
    if value[0] is None or value[1] is None:
        inside = _flat(text[span.start : span.end])
    else:
        inside = (
            _flat(text[span.start : value[0]])
            + f"<b>{_flat(text[value[0] : value[1]])}</b>"
            + _flat(text[value[1] : span.end])
        )
    lead = "… " if start > 0 else ""
    tail = " …" if end < len(text) else ""
    chosen = f'<mark class="ms-{escape(span.kind, quote=True)} ms-chosen">{inside}</mark>'
    return Markup(
        f'<blockquote class="ms-context" lang="vi">{lead}{_flat(before)}{chosen}'
        f"{_flat(after)}{tail}</blockquote>"
    )


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Up to CONTEXT characters on either side, cut at a blank."""
    left, right = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return left, right


def _flat(text: str) -> str:
    """Escaped, with each run of white space as one blank; blanks at the ends are kept as one."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if len(text.strip()) and text[-1:].isspace() else ""
    return escape(lead + " ".join(text.split()) + tail, quote=True)
