"""OpenDocument texts (ODT): paragraphs, lists with their numbers, tables, pages."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from intake.readers.archive import Archive
from intake.readers.content import Block, Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.grid import GridCell, resolve_grid
from intake.readers.limits import Limits
from intake.readers.numbering import Level, Numbering, marker_kind
from warehouse.errors import Message

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
# Deleted text, notes, comments and the data of fields are not the text of the document.
_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls",
        f"{_OFFICE}forms", f"{_TEXT}alphabetical-index-mark",
    }
)  # fmt: skip


def read_odt(data: bytes, limits: Limits) -> Content:
    """The text of an OpenDocument file; pages begin at page breaks, those that were last drawn among them."""
    archive = Archive(data, limits)
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Unreadable("Tệp ODT có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
    root = archive.parse("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise Unreadable("Tệp ODT không có nội dung văn bản. Hãy lưu lại thành ODT hoặc DOCX, rồi tải lên.")
    styles = archive.parse("styles.xml")
    reader = _Reader(limits, _list_styles(root, styles), _breaking_styles(root, styles))
    reader.walk(body)
    if next(body.iter(f"{_TEXT}tracked-changes"), None) is not None:
        reader.content.warn(
            Message("Văn bản còn thay đổi chưa duyệt: phần thêm được đọc, phần xóa bị bỏ qua.")
        )
    if next(body.iter(f"{_TEXT}note"), None) is not None:
        reader.content.warn(Message("Chú thích cuối trang không được đọc."))
    return reader.content


def _list_styles(*roots: etree._Element | None) -> dict[str, dict[int, Level]]:
    lists: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter(f"{_TEXT}list-style") if root is not None else ():
            lists[style.get(f"{_STYLE}name", "")] = {
                int(level.get(f"{_TEXT}level", "1")) - 1: _level(level)
                for level in style
                if isinstance(level.tag, str) and level.get(f"{_TEXT}level", "").isdigit()
            }
    return lists


def _level(level: etree._Element) -> Level:
    at = int(level.get(f"{_TEXT}level", "1"))
    if etree.QName(level).localname == "list-level-style-bullet":
        return Level("bullet", level.get(f"{_TEXT}bullet-char", "•"))
    shown = level.get(f"{_TEXT}display-levels", "1")
    first = at - (int(shown) if shown.isdigit() else 1) + 1
    number = ".".join(f"%{place}" for place in range(max(1, first), at + 1))
    pattern = level.get(f"{_STYLE}num-prefix", "") + number + level.get(f"{_STYLE}num-suffix", "")
    start = level.get(f"{_TEXT}start-value", "1")
    kind = level.get(f"{_STYLE}num-format", "")
    return Level(marker_kind(kind) if kind else "none", pattern, int(start) if start.isdigit() else 1)


def _breaking_styles(*roots: etree._Element | None) -> frozenset[str]:
    """The styles of paragraphs and tables that begin a new page."""
    found = set()
    for root in roots:
        for style in root.iter(f"{_STYLE}style") if root is not None else ():
            breaks = any(
                isinstance(properties.tag, str) and properties.get(f"{_FO}break-before") == "page"
                for properties in style
            )
            if breaks or style.get(f"{_STYLE}master-page-name"):
                found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


class _Reader:
    def __init__(self, limits: Limits, lists: dict[str, dict[int, Level]], breaking: frozenset[str]) -> None:
        self.content = Content(MEDIA_TYPE, [PageStart()])
        self._limits = limits
        self._lists = lists
        self._breaking = breaking
        self._numbering = Numbering(lists, {})
        self._pages = 1
        self._breaks = False

    def walk(self, element: etree._Element) -> None:
        """Add the blocks below an element; sections, indexes and frames are looked through."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                self._paragraph(child, "")
            elif tag == f"{_TEXT}list":
                self._list(child, child.get(f"{_TEXT}style-name", ""), 0)
            elif tag == f"{_TABLE}table":
                self._table(child)
            elif tag == f"{_TEXT}soft-page-break":
                self._breaks = True
            else:
                self.walk(child)

    def _add(self, block: Block) -> None:
        if self._breaks:
            self._breaks = False
            if not isinstance(self.content.blocks[-1], PageStart):
                self._pages += 1
                if self._pages > self._limits.pages:
                    raise Unreadable(
                        "Văn bản có hơn {n} trang. Hãy chia tệp thành nhiều phần.", n=str(self._limits.pages)
                    )
                self.content.blocks.append(PageStart())
        self.content.blocks.append(block)

    def _paragraph(self, paragraph: etree._Element, marker: str) -> None:
        if paragraph.get(f"{_TEXT}style-name", "") in self._breaking and len(self.content.blocks) > 1:
            self._breaks = True
        text = "".join(_words(paragraph)).strip()
        if text:
            self._add(Paragraph(marker + text))
        else:
            self.content.blocks.append(Paragraph(""))
        if next(paragraph.iter(f"{_TEXT}soft-page-break"), None) is not None:
            self._breaks = True  # a paragraph stays on the page on which it begins
        for box in paragraph.iter(f"{_DRAW}text-box"):
            self.walk(box)

    def _list(self, element: etree._Element, style: str, level: int) -> None:
        for item in element:
            if not isinstance(item.tag, str) or etree.QName(item).localname not in {
                "list-item",
                "list-header",
            }:
                continue
            is_numbered = etree.QName(item).localname == "list-item"
            marker = ""
            for child in item:
                if not isinstance(child.tag, str):
                    continue
                if child.tag == f"{_TEXT}list":
                    self._list(child, child.get(f"{_TEXT}style-name") or style, level + 1)
                elif child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                    if is_numbered:
                        marker = self._numbering.next(style, level) or ("" if style in self._lists else "-")
                        is_numbered = False
                    self._paragraph(child, f"{marker} " if marker else "")
                    marker = ""

    def _table(self, table: etree._Element) -> None:
        if table.get(f"{_TABLE}style-name", "") in self._breaking and len(self.content.blocks) > 1:
            self._breaks = True
        cells: list[GridCell] = []
        head_rows = row = 0
        for line, is_head in _rows(table):
            column = 0
            for cell in line:
                if not isinstance(cell.tag, str):
                    continue
                name = etree.QName(cell).localname
                repeated = _count(cell, "number-columns-repeated")
                if name == "table-cell":
                    text = " ".join("".join(_words(part)) for part in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                    rows, columns = (
                        _count(cell, "number-rows-spanned"),
                        _count(cell, "number-columns-spanned"),
                    )
                    cells.append(GridCell(row, column, text, rows, columns))
                column += repeated
            row += 1
            head_rows += is_head
            if len(cells) > self._limits.table_cells:
                raise Unreadable("Bảng trong tệp quá lớn. Hãy chia bảng thành nhiều phần.")
        resolved = resolve_grid(cells, self._limits.table_cells, head_rows)
        if resolved:
            self._add(Table(tuple(map(tuple, resolved))))


def _count(cell: etree._Element, name: str) -> int:
    number = cell.get(f"{_TABLE}{name}", "1")
    return int(number) if number.isdigit() and len(number) < 6 and int(number) > 0 else 1


def _rows(element: etree._Element, is_head: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "table-row":
            yield child, is_head
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child, is_head or name == "table-header-rows")


def _words(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph; spaces, tabs and line breaks are elements of their own."""
    yield element.text or ""
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SKIPPED:
            if tag == f"{_TEXT}s":
                yield " " * min(
                    int(child.get(f"{_TEXT}c", "1")) if child.get(f"{_TEXT}c", "1").isdigit() else 1, 80
                )
            elif tag == f"{_TEXT}tab":
                yield "\t"
            elif tag == f"{_TEXT}line-break":
                yield "\n"
            elif tag not in {f"{_DRAW}frame", f"{_DRAW}text-box"}:
                yield from _words(child)
        yield child.tail or ""
