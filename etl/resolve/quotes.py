"""The sentences that one document's statements quote, and the ids made of them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from etl.extract.model import Extraction
from etl.text import fold


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence: where it stands in the file, as it came, with its white space folded, and folded."""

    start: int
    end: int
    raw: str
    text: str
    folded: str


class Quotes:
    """The quotes of one document, each made once: statements of one sentence share theirs."""

    def __init__(self, extraction: Extraction, document_id: str) -> None:
        self._flow, self._source = extraction.layout.flow, extraction.source
        self._document_id = document_id
        self._made: dict[tuple[int, int], Quote] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def at(self, sentence: tuple[int, int]) -> Quote:
        """The quote of a range of the flow."""
        quote = self._made.get(sentence)
        if quote is None:
            span = self._source.to_raw(*sentence)
            text = folded_space(self._flow[sentence[0] : sentence[1]])
            raw = self._source.raw[span.start : span.end]
            quote = self._made[sentence] = Quote(span.start, span.end, raw, text, fold(text))
        return quote

    def statement_id(self, quote: Quote, value_text: str) -> str:
        """The document's id and 8 hex digits of what identifies the next statement of a quote within it."""
        key = quote.folded, value_text
        count = self._counts[key] = self._counts.get(key, 0) + 1
        name = "\x1f".join((self._document_id, *key, str(count)))
        return f"{self._document_id}-{sha256(name.encode('utf-8')).hexdigest()[:8]}"


def folded_space(text: str) -> str:
    """The text with one blank for each run of white space, none around it."""
    return " ".join(text.split())
