"""How much one upload may cost: every bound of the readers and why it is where it is."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file; what goes over one of them raises `Unreadable`."""

    # A plan of 100 scanned pages at 200 dpi has about 30 MB; the uploader says this bound beforehand.
    file_bytes: int = 40 * _MIB
    # Address space of the child that parses. The libraries themselves map about 400 MiB.
    memory_bytes: int = 1536 * _MIB
    # The same for LibreOffice, which reserves far more than it uses.
    office_memory_bytes: int = 6144 * _MIB
    # A page of a PDF with tables takes about 0.1 s, so that `pages` of them fit with room to spare.
    cpu_seconds: int = 120
    # What one upload may take by the clock, OCR included (2-3 s a page).
    wall_seconds: int = 300
    office_wall_seconds: int = 90
    ocr_page_seconds: int = 30
    # The longest provincial plans with their appendices have about 200 pages.
    pages: int = 600
    ocr_pages: int = 80
    # About a thousand printed pages; extraction reads this in a few seconds.
    characters: int = 2_000_000
    # The longest plans have about 20,000 numbers; each costs the extractor and the reviewer time.
    numbers: int = 40_000
    # One office file has some dozens of parts; pictures make up hundreds.
    zip_entries: int = 3_000
    zip_bytes: int = 200 * _MIB
    # XML of office files shrinks 10 to 30 times; a bomb shrinks 1,000 times.
    zip_ratio: int = 150
    xml_bytes: int = 60 * _MIB
    # An A3 page at 300 dpi has 17 million pixels.
    image_pixels: int = 40_000_000
    # The lines and boxes of one page of a PDF; only drawings and maps have more, and they are no tables.
    page_edges: int = 6_000
    table_cells: int = 100_000


LIMITS = Limits()
