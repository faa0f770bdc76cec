"""Saved web pages: the main text with its headings, lists and tables. Scripts are dropped, never run."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from intake.readers.content import Block, Content, PageStart, Paragraph, Table
from intake.readers.errors import Unreadable
from intake.readers.grid import GridCell, resolve_grid
from intake.readers.limits import Limits
from intake.readers.numbering import Kind, number_text
from intake.readers.plain import decode
from warehouse.errors import Message

MEDIA_TYPE = "text/html"
_DROPPED = (
    "script,style,noscript,template,iframe,object,embed,svg,canvas,nav,aside,form,button,select,textarea,"
    "audio,video,map,dialog,head,[hidden],[aria-hidden=true],[role=navigation],[role=banner],"
    "[role=contentinfo],[role=complementary],[role=search]"
)
_MAIN = ("[itemprop=articleBody]", "article", "main", "[role=main]")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "figure",
        "figcaption",
        "address",
        "center",
        "hr",
        "fieldset",
        "details",
        "summary",
    ]
)
_LIST_KINDS: dict[str, Kind] = {
    "a": "lower_letter",
    "A": "upper_letter",
    "i": "lower_roman",
    "I": "upper_roman",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
# A container that holds this share of the words of the page holds its text.
_MOST_OF_THE_WORDS = 0.6
_FEW_WORDS = 200  # characters; less is a teaser, not the text
_DEEPEST = 250
_MOST_OPEN = 3000
# Elements that a page closes itself; those that may be left open nest no deeper for it.
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|dl|blockquote|font|center|a|b|i|u|em|strong|small|sub|sup)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_TOO_DEEP = Message("Trang web lồng quá nhiều lớp. Hãy mở trang và in thành PDF, rồi tải lên.")


def read_html(data: bytes, limits: Limits) -> Content:
    """The main text of a saved page; what surrounds it (menus, side columns, forms) is left out."""
    markup, encoding = _markup(data)
    _refuse_unclosed(markup)
    tree = LexborHTMLParser(markup)
    _refuse_depth(tree)
    title = tree.css_first("h1")
    headline = _flat(title.text()) if title is not None else ""
    tree.strip_tags(_DROPPED.split(","), recursive=True)
    body = tree.body
    if body is None:
        raise Unreadable("Trang web lưu lại không có nội dung. Hãy lưu lại cả trang, hoặc in thành PDF.")
    main = _main(tree, body)
    content = Content(MEDIA_TYPE, [PageStart()], encoding=encoding)
    if headline and headline not in _flat(main.text()):
        content.blocks.append(Paragraph(headline))
    _Walker(content.blocks, limits).walk(main)
    return content


def _refuse_unclosed(markup: str) -> None:
    """Refuse thousands of elements open at once, before parsing takes the square of their number."""
    open_elements = 0
    for tag in _NESTING_TAG.finditer(markup):
        open_elements = max(0, open_elements - 1) if tag[1] else open_elements + 1
        if open_elements > _MOST_OPEN:
            raise Unreadable.because(_TOO_DEEP)


def _refuse_depth(tree: LexborHTMLParser) -> None:
    """Refuse a page nested so deeply that walking it would take for ever; no browser's page is."""
    waiting = [(tree.root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            raise Unreadable.because(_TOO_DEEP)
        if node is not None:
            waiting.extend((child, depth + 1) for child in node.iter())


def read_mhtml(data: bytes, limits: Limits) -> Content:
    """The page in a single-file web archive (MHTML)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return read_html(page, limits)
    raise Unreadable("Tệp MHTML không chứa trang web nào. Hãy lưu trang dưới dạng HTML hoặc PDF.")


def _markup(data: bytes) -> tuple[str, str]:
    """The markup as text: by byte order mark, UTF-8 or the letters; what the page names itself comes last."""
    named = _CHARSET.search(data[:4096])
    try:
        return decode(data)
    except Unreadable:
        if named is None:
            raise
    name = named[1].decode("ascii").lower()
    try:
        return data.decode(name), name
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(
            "Không nhận ra bảng mã của trang web. Hãy mở trang và in thành PDF, rồi tải lên."
        ) from error


def _flat(text: str) -> str:
    return " ".join(text.split())


def _main(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    """The element that holds the text: one that says so, else the smallest that holds most of the words."""
    whole = len(_flat(body.text()))
    for selector in _MAIN:
        found = max(tree.css(selector), key=lambda node: len(node.text()), default=None)
        if found is not None and len(_flat(found.text())) >= max(_FEW_WORDS, 0.3 * whole):
            return found
    node = body
    for _ in range(_DEEPEST):
        children = [child for child in node.iter() if child.tag in _BLOCKS and child.tag != "table"]
        largest = max(children, key=lambda child: _prose(child), default=None)
        if largest is None or _prose(largest) < _MOST_OF_THE_WORDS * max(1, _prose(node)):
            break
        if largest.tag in {"p", "ul", "ol", "li", "pre", "blockquote"}:
            break
        node = largest
    return node


def _prose(node: LexborNode) -> int:
    """How many characters of an element are not those of links."""
    return len(node.text()) - sum(len(link.text()) for link in node.css("a"))


class _Walker:
    """Writes the blocks below an element; text between blocks is a paragraph too."""

    def __init__(self, blocks: list[Block], limits: Limits) -> None:
        self._blocks = blocks
        self._limits = limits
        self._open: list[str] = []
        self._marker = ""

    def walk(self, node: LexborNode) -> None:
        """Add all below a node."""
        self._walk(node)
        self._flush()

    def _flush(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self._open).split("\n")]
        text = "\n".join(line for line in lines if line)
        self._open.clear()
        if text:
            self._blocks.append(Paragraph(self._marker + text))
            self._marker = ""

    def _walk(self, node: LexborNode) -> None:
        ordinal = _start(node)
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self._open.append(re.sub(r"\s+", " ", child.text(deep=False)))
            elif tag == "br":
                self._open.append("\n")
            elif tag == "table":
                self._flush()
                self._table(child)
            elif tag == "li":
                self._flush()
                self._marker = _list_marker(node, ordinal)
                ordinal += 1
                self._walk(child)
                self._flush()
                self._marker = ""
            elif tag in _BLOCKS:
                self._flush()
                self._walk(child)
                self._flush()
            elif tag and not tag.startswith("-"):
                self._walk(child)

    def _table(self, table: LexborNode) -> None:
        lines = list(_rows(table))
        if not any(sum(cell.tag in {"td", "th"} for cell in line.iter()) > 1 for line in lines):
            for line in lines:  # a frame of one column
                self._walk(line)
            self._flush()
            return
        cells: list[GridCell] = []
        taken: set[tuple[int, int]] = set()
        head_rows = 0
        for row, line in enumerate(lines):
            column = 0
            of_row = [cell for cell in line.iter() if cell.tag in {"td", "th"}]
            if row == head_rows and of_row and all(cell.tag == "th" for cell in of_row):
                head_rows += 1
            for cell in of_row:
                while (row, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan", len(lines) - row), _span(cell, "colspan", 60)
                text = cell.text(separator=" ") if not cell.css_first("table") else _cell_text(cell)
                cells.append(GridCell(row, column, text, rows, columns))
                taken.update(
                    (row + down, column + across) for down in range(rows) for across in range(columns)
                )
                if len(taken) > self._limits.table_cells:
                    raise Unreadable("Bảng trong trang web quá lớn. Hãy chia bảng thành nhiều phần.")
                column += columns
        resolved = resolve_grid(cells, self._limits.table_cells, head_rows)
        if resolved:
            self._blocks.append(Table(tuple(map(tuple, resolved))))


def _cell_text(cell: LexborNode) -> str:
    return _flat(cell.text(separator=" "))


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, not those of tables inside it."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (line for line in child.iter() if line.tag == "tr")


def _span(cell: LexborNode, name: str, most: int) -> int:
    number = (cell.attributes.get(name) or "1").strip()
    if not number.isdigit() or len(number) > 6:
        return 1
    return max(1, min(int(number) or most, most))


def _start(node: LexborNode) -> int:
    start = (node.attributes.get("start") or "1") if node.tag == "ol" else "1"
    return int(start) if start.isdigit() and len(start) < 5 else 1


def _list_marker(parent: LexborNode, ordinal: int) -> str:
    if parent.tag != "ol":
        return "- "
    kind = _LIST_KINDS.get(parent.attributes.get("type") or "1", "decimal")
    return f"{number_text(ordinal, kind)}. "
