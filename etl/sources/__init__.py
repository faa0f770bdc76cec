"""The data folder: registry, raw texts with their checksums, hand-kept tables, cited figures."""

from etl.sources.additions import Addition
from etl.sources.corpus import Corpus, load_corpus
from etl.sources.documents import Document
from etl.sources.reference import reference_statements
from etl.sources.table_schema import Row

__all__ = ["Addition", "Corpus", "Document", "Row", "load_corpus", "reference_statements"]
