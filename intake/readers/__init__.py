"""Readers of uploaded files: text, saved web pages, DOCX, ODT, PDF, scans, old Word files."""

from intake.readers.errors import Unreadable
from intake.readers.formats import Format, formats
from intake.readers.limits import LIMITS, Limits
from intake.readers.upload import read_upload

__all__ = ["LIMITS", "Format", "Limits", "Unreadable", "formats", "read_upload"]
