"""Reading a document: text, extraction and resolution in a row.

`read_document` is the entrance; the command line reads files that no registry knows, the build reads
the corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from etl.errors import SourceError
from etl.extract import extract_mentions
from etl.model import Reading
from etl.resolve import DocumentRef, Resolver
from etl.sources import Corpus, Document
from etl.text import SourceText


def read_document(text: SourceText, document: DocumentRef, resolver: Resolver) -> Reading:
    """Everything that one text states, its offsets in characters of the decoded file."""
    return resolver.resolve(extract_mentions(text), document)


def read_file(path: Path, resolver: Resolver) -> Reading:
    """Everything that a file states which no registry knows; its stem is the document's id.

    Raises `SourceError`, which names the file, when it is missing or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: không đọc được tệp ({error.strerror or error})") from error
    return read_document(SourceText.decode(data, str(path)), DocumentRef(path.stem), resolver)


def read_corpus(corpus: Corpus, progress: Callable[[str], None] | None = None) -> tuple[Reading, ...]:
    """The readings of all documents whose text is held, in the order of the registry.

    Of a document that people brought the rules give tasks and citations; its statements are those that
    a person reviewed, and no others.
    """
    # A document whose text is held comes before one of the same number that is only cited.
    resolver = Resolver.load(corpus.root).with_numbers(
        {document.number: document.document_id for document in reversed(corpus.documents) if document.number}
    )
    reviewed = {addition.document_id: addition.statements for addition in corpus.additions}
    readings: list[Reading] = []
    documents = corpus.registered()
    for place, document in enumerate(documents, 1):
        if progress is not None:
            progress(f"Đọc {place}/{len(documents)}: {document.document_id}")
        text = SourceText.decode(corpus.sources[document.document_id], document.path or document.document_id)
        reading = read_document(text, reference_to(document), resolver)
        if document.document_id in reviewed:
            reading = replace(reading, statements=reviewed[document.document_id])
        readings.append(reading)
    return tuple(readings)


def reference_to(document: Document) -> DocumentRef:
    """What the registry knows of a document."""
    dated = document.issued_date or document.published_date or ""
    return DocumentRef(
        document.document_id,
        unit_id=document.unit_id,
        territory_id=document.territory_id,
        year=int(dated[:4]) if dated[:4].isdigit() else None,
    )
