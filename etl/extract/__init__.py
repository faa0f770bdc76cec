"""What a text says, without asking who says it: values, cues, headings, claims, tasks, citations."""

from __future__ import annotations

from etl.extract.citations import find_citations
from etl.extract.claims import Reader
from etl.extract.model import CitedNumber, Claim, Extraction, Passage, TaskItem
from etl.extract.tasks import find_tasks
from etl.text import SourceText, Words, lay_out

__all__ = ["CitedNumber", "Claim", "Extraction", "Passage", "TaskItem", "extract_mentions"]


def extract_mentions(text: SourceText) -> Extraction:
    """Everything that the rules read in one text, in its order."""
    layout = lay_out(text.text)
    words = Words(layout.flow)
    reader = Reader(layout, words)
    claims, passages = reader.read()
    first = layout.blocks[0] if layout.blocks else None
    return Extraction(
        source=text,
        layout=layout,
        words=words,
        title=layout.flow[first.body : first.end] if first else "",
        document_year=reader.document_year,
        claims=tuple(claims),
        passages=tuple(passages),
        tasks=tuple(find_tasks(layout)),
        citations=tuple(find_citations(layout.flow, words)),
    )
