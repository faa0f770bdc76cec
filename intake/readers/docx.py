"""Word files (DOCX): paragraphs, lists with their numbers, tables, pages, in the order of the document.

The XML is walked with lxml rather than through python-docx, which leaves out what was inserted while
changes are tracked, content controls, text boxes and the numbers of lists.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from intake.readers.archive import Archive
from intake.readers.content import Block, Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.grid import GridCell, resolve_grid
from intake.readers.legacy import TCVN3, VNI, convert
from intake.readers.limits import Limits
from intake.readers.numbering import Level, Numbering, marker_kind
from warehouse.errors import Message

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VALUE = f"{{{_W}}}val"
# What is not the text of the document: deleted and moved away, instructions of fields, properties.
_SKIPPED = frozenset(
    f"{{{_W}}}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "delText", "tbl")
) | {_MC_FALLBACK}
_TEXT = {f"{{{_W}}}noBreakHyphen": "-", f"{{{_W}}}tab": "\t", f"{{{_W}}}cr": "\n"}


def read_docx(data: bytes, limits: Limits) -> Content:
    """The text of a Word file; pages begin at page breaks, those that Word last drew among them.

    What was inserted while changes are tracked counts, what was deleted does not. Headers, footers,
    comments and footnotes are left out (footnotes with a warning).
    """
    archive = Archive(data, limits)
    main = _main_part(archive)
    root = archive.parse(main)
    body = root.find(f"{{{_W}}}body") if root is not None else None
    if body is None:
        strict = root is not None and root.find(f"{{{_STRICT}}}body") is not None
        raise Unreadable(
            "{reason}. Hãy mở bằng Word, lưu lại thành “Word Document (.docx)”, rồi tải lên.",
            reason=Message("Tệp ở dạng Strict Open XML") if strict else Message("Tệp DOCX không có nội dung"),
        )
    folder = posixpath.dirname(main)
    reader = _Reader(
        _Styles.of(archive.parse(posixpath.join(folder, "styles.xml"))),
        _numbering(archive.parse(posixpath.join(folder, "numbering.xml"))),
        limits,
    )
    reader.walk(body)
    content = reader.content
    if any(next(body.iter(f"{{{_W}}}{tag}"), None) is not None for tag in ("del", "ins", "moveFrom")):
        content.warn(Message("Văn bản còn thay đổi chưa duyệt: phần thêm được đọc, phần xóa bị bỏ qua."))
    if next(body.iter(f"{{{_W}}}footnoteReference"), None) is not None:
        content.warn(Message("Chú thích cuối trang không được đọc."))
    return content


def _main_part(archive: Archive) -> str:
    relations = archive.parse("_rels/.rels")
    if relations is not None:
        for relation in relations:
            if isinstance(relation.tag, str) and relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _w(element: etree._Element | None, path: str) -> etree._Element | None:
    """The child at a path such as "pPr/numPr"."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(f"{{{_W}}}{name}")
    return element


def _value(element: etree._Element | None, path: str) -> str | None:
    found = _w(element, path)
    return None if found is None else found.get(_VALUE, "")


def _is_on(element: etree._Element | None, path: str) -> bool:
    found = _w(element, path)
    return found is not None and found.get(_VALUE, "1") not in {"0", "false", "none"}


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    font: str | None
    breaks: bool


@dataclass(frozen=True, slots=True)
class _Styles:
    """What styles say of lists, fonts and page breaks, each asked along its ancestors."""

    by_id: dict[str, _Style]
    default_font: str | None

    @classmethod
    def of(cls, root: etree._Element | None) -> _Styles:
        if root is None:
            return cls({}, None)
        styles = {}
        for style in root.findall(f"{{{_W}}}style"):
            level = _value(style, "pPr/numPr/ilvl")
            styles[style.get(f"{{{_W}}}styleId", "")] = _Style(
                _value(style, "basedOn"),
                _value(style, "pPr/numPr/numId"),
                int(level) if level and level.isdigit() else None,
                _font(_w(style, "rPr")),
                _is_on(style, "pPr/pageBreakBefore"),
            )
        default = _w(root, "docDefaults/rPrDefault/rPr")
        normal = next((s for s in root.findall(f"{{{_W}}}style") if s.get(f"{{{_W}}}default") == "1"), None)
        return cls(styles, (_font(_w(normal, "rPr")) if normal is not None else None) or _font(default))

    def chain(self, style_id: str | None) -> Iterator[_Style]:
        """A style and what it is based on."""
        seen: set[str] = set()
        while style_id and style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = self.by_id[style_id].based_on


def _font(properties: etree._Element | None) -> str | None:
    fonts = _w(properties, "rFonts")
    return None if fonts is None else fonts.get(f"{{{_W}}}ascii") or fonts.get(f"{{{_W}}}hAnsi")


def _numbering(root: etree._Element | None) -> Numbering:
    if root is None:
        return Numbering({}, {})
    lists: dict[str, dict[int, Level]] = {}
    for abstract in root.findall(f"{{{_W}}}abstractNum"):
        levels = {}
        for level in abstract.findall(f"{{{_W}}}lvl"):
            at, start = level.get(f"{{{_W}}}ilvl", "0"), _value(level, "start") or "1"
            if at.isdigit():
                levels[int(at)] = Level(
                    marker_kind(_value(level, "numFmt") or "decimal"),
                    _value(level, "lvlText") or "",
                    int(start) if start.isdigit() else 1,
                )
        lists[abstract.get(f"{{{_W}}}abstractNumId", "")] = levels
    of = {
        number.get(f"{{{_W}}}numId", ""): _value(number, "abstractNumId") or ""
        for number in root.findall(f"{{{_W}}}num")
    }
    return Numbering(lists, of)


@dataclass(slots=True)
class _Reader:
    styles: _Styles
    numbering: Numbering
    limits: Limits
    content: Content = field(default_factory=lambda: Content(MEDIA_TYPE, [PageStart()]))
    _pages: int = 1
    _breaks: bool = False

    def walk(self, element: etree._Element) -> None:
        """Add the blocks below an element; wrappers such as content controls are looked through."""
        for child in element:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif child.tag not in _SKIPPED:
                self.walk(child)

    def _add(self, block: Block) -> None:
        if self._breaks:
            self._new_page()
        self.content.blocks.append(block)

    def _new_page(self) -> None:
        self._breaks = False
        if isinstance(self.content.blocks[-1], PageStart):
            return  # one break said twice: by the writer and by Word, which notes where pages fell
        self._pages += 1
        if self._pages > self.limits.pages:
            raise Unreadable(
                "Văn bản có hơn {n} trang. Hãy chia tệp thành nhiều phần.", n=str(self.limits.pages)
            )
        self.content.blocks.append(PageStart())

    def _paragraph(self, paragraph: etree._Element) -> None:
        """One paragraph stays on the page on which it begins; what breaks inside it begins the next."""
        properties = _w(paragraph, "pPr")
        style = _value(properties, "pStyle")
        chain = list(self.styles.chain(style))
        if _is_on(properties, "pageBreakBefore") or any(found.breaks for found in chain):
            self._breaks = True
        run = _Runs(next((found.font for found in chain if found.font), self.styles.default_font))
        run.read(paragraph)
        text = run.text()
        if run.breaks_before:
            self._breaks = True
        if text.strip():
            self._add(Paragraph(self._marker(properties, chain) + text.strip(" \t")))
        else:
            self.content.blocks.append(Paragraph(""))
        for box in run.boxes:
            self.walk(box)
        if run.breaks_after or _is_section_break(properties):
            self._breaks = True

    def _marker(self, properties: etree._Element | None, chain: list[_Style]) -> str:
        list_id = _value(properties, "numPr/numId")
        level = _value(properties, "numPr/ilvl")
        if list_id is None:
            list_id = next((found.list_id for found in chain if found.list_id is not None), None)
        if level is None:
            level = str(next((found.level for found in chain if found.level is not None), 0))
        if not list_id or list_id == "0" or not level.isdigit():
            return ""
        marker = self.numbering.next(list_id, int(level))
        return f"{marker} " if marker else ""

    def _table(self, table: etree._Element) -> None:
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}  # column -> place in `cells` of a cell that may go on below
        head_rows = row = 0
        for line in _below(table, "tr"):
            if _w(line, "trPr/del") is not None:
                continue
            if _is_on(line, "trPr/tblHeader") and head_rows == row:
                head_rows += 1
            before = _value(line, "trPr/gridBefore") or "0"
            column = int(before) if before.isdigit() else 0
            for cell in _below(line, "tc"):
                span = _value(cell, "tcPr/gridSpan") or "1"
                columns = int(span) if span.isdigit() else 1
                merge = _w(cell, "tcPr/vMerge")
                if merge is not None and merge.get(_VALUE, "continue") != "restart" and column in open_cells:
                    at = open_cells[column]
                    above = cells[at]
                    cells[at] = GridCell(above.row, above.column, above.text, above.rows + 1, above.columns)
                else:
                    cells.append(GridCell(row, column, self._cell_text(cell), 1, columns))
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = len(cells) - 1
                column += columns
            row += 1
            if len(cells) > self.limits.table_cells:
                raise Unreadable("Bảng trong tệp quá lớn. Hãy chia bảng thành nhiều phần.")
        rows = resolve_grid(cells, self.limits.table_cells, head_rows)
        if rows:
            self._add(Table(tuple(map(tuple, rows))))

    def _cell_text(self, cell: etree._Element) -> str:
        """The words of a cell; those of a table inside it too."""
        inner = _Reader(self.styles, self.numbering, self.limits)
        inner.walk(cell)
        self._breaks = self._breaks or inner._breaks
        texts: list[str] = []
        for block in inner.content.blocks:
            if isinstance(block, Paragraph):
                texts.append(block.text)
            elif isinstance(block, Table):
                texts += [" ".join(filter(None, row)) for row in block.rows]
        return " ".join(filter(None, texts))


def _below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or cells of a table, looked for through content controls and tracked insertions."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == f"{{{_W}}}{name}":
            yield child
        elif etree.QName(child).localname in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _below(child, name)


def _is_section_break(properties: etree._Element | None) -> bool:
    section = _w(properties, "sectPr")
    return section is not None and _value(section, "type") != "continuous"


class _Runs:
    """The text of one paragraph, with the runs in old fonts converted, and the page breaks around it."""

    def __init__(self, font: str | None) -> None:
        self.boxes: list[etree._Element] = []
        self.breaks_before = self.breaks_after = False
        self._font = font
        self._parts: list[tuple[str | None, str]] = []

    def read(self, paragraph: etree._Element) -> None:
        self._walk(paragraph, self._font)

    def text(self) -> str:
        """The text of all runs; neighbours in the same old font are converted together."""
        merged: list[tuple[str | None, str]] = []
        for encoding, text in self._parts:
            if merged and merged[-1][0] == encoding:
                merged[-1] = (encoding, merged[-1][1] + text)
            else:
                merged.append((encoding, text))
        return "".join(convert(text, encoding) if encoding else text for encoding, text in merged)

    def _walk(self, element: etree._Element, font: str | None) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            name = etree.QName(child).localname
            if name == "t":
                self._say(child.text or "", font)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name in {"br", "lastRenderedPageBreak"}:
                self._break(child, name)
            elif tag in _TEXT:
                self._say(_TEXT[tag], font)
            elif name == "r":
                self._walk(child, _font(_w(child, "rPr")) or font)
            else:
                self._walk(child, font)

    def _say(self, text: str, font: str | None) -> None:
        encoding = old_font(font)
        if encoding == TCVN3 and font and font.rstrip().upper().endswith("H"):
            text = convert(text, TCVN3).upper()  # a font of capitals
            encoding = None
        self._parts.append((encoding, text))

    def _break(self, element: etree._Element, name: str) -> None:
        kind = "page" if name != "br" else element.get(f"{{{_W}}}type", "line")
        if kind != "page":
            self._parts.append((None, "\n" if kind == "line" else ""))
        elif any(text.strip() for _, text in self._parts):
            self.breaks_after = True
        else:
            self.breaks_before = True


_VN_FONT = re.compile(r"\.Vn", re.IGNORECASE)
_VNI_FONT = re.compile(r"VNI[- ]", re.IGNORECASE)


def old_font(name: str | None) -> str | None:
    """The encoding of the text in a font, by the names that such fonts bear (".VnTime", "VNI-Times")."""
    if name and _VN_FONT.match(name):
        return TCVN3
    return VNI if name and _VNI_FONT.match(name) else None
