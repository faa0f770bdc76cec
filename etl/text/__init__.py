"""Text of a source document: normalised, mapped back to the file, cut into blocks and sentences."""

from etl.text.layout import Block, Layout, lay_out
from etl.text.source import SourceText
from etl.text.words import PhraseIndex, PhraseMatch, Words, fold

__all__ = ["Block", "Layout", "PhraseIndex", "PhraseMatch", "SourceText", "Words", "fold", "lay_out"]
