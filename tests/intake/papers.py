"""An invented plan in wording of our own, as the office files that people would bring.

All are made from the same parts, so that what is read back can be compared with what was written.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

import docx
import pypdfium2
from docx.enum.text import WD_BREAK
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

# A plain font for text, and one with serifs for scans: offices print in those.
FONT = "BeVietnamPro"
SERIF = "NotoSerif"
FONT_FILES = {
    FONT: str(files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf"),
    SERIF: str(files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"),
}


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Item:
    """An item of a list that the program numbers: `level` from 0."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Sheet:
    """A table; `spans` are (row, column, rows, columns) of merged cells, whose words stand in the first."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...] = ()
    widths: tuple[int, ...] = ()

    def covered(self) -> set[tuple[int, int]]:
        """The places that a merged cell covers beside its first."""
        return {
            (row + down, column + across)
            for row, column, rows, columns in self.spans
            for down in range(rows)
            for across in range(columns)
            if down or across
        }

    def span(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell at a place covers."""
        return next(((s[2], s[3]) for s in self.spans if s[:2] == (row, column)), (1, 1))


@dataclass(frozen=True)
class NewPage:
    """A page break."""


Part = Line | Item | Sheet | NewPage

HEAD = (
    Line("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN"),
    Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    Line("Độc lập - Tự do - Hạnh phúc"),
    Line("Số: 123/KH-UBND"),
    Line("Nghệ An, ngày 05 tháng 3 năm 2021"),
    Line("KẾ HOẠCH"),
    Line("Chuyển đổi số tỉnh Nghệ An giai đoạn 2021 - 2025, định hướng đến năm 2030"),
)
# The head as offices write it: two columns without rules.
HEAD_TABLE = Sheet(
    (
        (
            "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        ),
        ("Số: 123/KH-UBND", "Nghệ An, ngày 05 tháng 3 năm 2021"),
    )
)
TARGETS = Sheet(
    (
        ("TT", "Chỉ tiêu", "Đơn vị", "2025", "2030"),
        ("1", "Tỷ lệ hộ gia đình có đường truyền cáp quang băng rộng", "%", "80", "95"),
        ("2", "Tỷ trọng kinh tế số trong GRDP của tỉnh", "%", "20", "30"),
        ("3", "Số doanh nghiệp công nghệ số trên địa bàn", "Doanh nghiệp", "450", "1.200"),
        ("4", "Tỷ lệ dân số trưởng thành có tài khoản giao dịch điện tử", "%", "65,5", "≥ 90"),
    ),
    widths=(28, 220, 80, 60, 60),
)
MERGED = Sheet(
    (
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", ""),
        ("", "", "", "Năm 2025", "Năm 2030"),
        ("I", "Hạ tầng số", "", "", ""),
        ("1", "Tỷ lệ hộ gia đình được phủ cáp quang", "%", "75", "100"),
        ("2", "Tỷ lệ dân số dùng điện thoại thông minh", "", "82,5", "96"),
        ("II", "Chính quyền số", "", "", ""),
        ("3", "Tỷ lệ hồ sơ công việc cấp xã xử lý trên môi trường mạng", "%", "100", ""),
    ),
    spans=(
        (0, 0, 2, 1),
        (0, 1, 2, 1),
        (0, 2, 2, 1),
        (0, 3, 1, 2),
        (2, 1, 1, 4),
        (3, 2, 2, 1),
        (5, 1, 1, 4),
        (6, 3, 1, 2),
    ),
    widths=(28, 220, 80, 60, 60),
)
PLAN: tuple[Part, ...] = (
    *HEAD,
    Line(
        "Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh "
        "ban hành kế hoạch với các nội dung sau:"
    ),
    Line("I. MỤC TIÊU"),
    Line("1. Mục tiêu đến năm 2025"),
    Item("70% hồ sơ công việc tại cấp huyện được xử lý trên môi trường mạng."),
    Item(
        "Tối thiểu 60% thủ tục hành chính được cung cấp trực tuyến mức độ 4 và người dân dùng được trên cả "
        "điện thoại di động lẫn máy tính."
    ),
    NewPage(),
    Line("2. Bảng chỉ tiêu"),
    TARGETS,
    Line("II. TỔ CHỨC THỰC HIỆN"),
    Line("Sở Thông tin và Truyền thông theo dõi, đôn đốc việc thực hiện kế hoạch này."),
)


def as_docx(parts: Sequence[Part]) -> bytes:
    """A Word file; items are numbered by Word."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, Line):
            document.add_paragraph(part.text)
        elif isinstance(part, Item):
            document.add_paragraph(part.text, style="List Number" if part.level == 0 else "List Bullet 2")
        elif isinstance(part, NewPage):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            table = document.add_table(len(part.rows), len(part.rows[0]), style="Table Grid")
            for row, column, rows, columns in part.spans:
                table.cell(row, column).merge(table.cell(row + rows - 1, column + columns - 1))
            for row, texts in enumerate(part.rows):
                for column, text in enumerate(texts):
                    if (row, column) not in part.covered():
                        table.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(parts: Sequence[Part]) -> bytes:
    """A saved page: the parts in an article between a menu, a script and a footer."""
    body: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            body.append(f"<p>{escape(part.text)}</p>")
        elif isinstance(part, Item):
            body.append(f"<ol><li>{escape(part.text)}</li></ol>")
        elif isinstance(part, Sheet):
            rows = []
            for row, texts in enumerate(part.rows):
                cells = []
                for column, text in enumerate(texts):
                    if (row, column) not in part.covered():
                        down, across = part.span(row, column)
                        cells.append(f'<td rowspan="{down}" colspan="{across}">{escape(text)}</td>')
                rows.append(f"<tr>{''.join(cells)}</tr>")
            body.append(f"<table><tbody>{''.join(rows)}</tbody></table>")
    page = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang tin</title>
<script>document.write("không được chạy 99%")</script></head><body>
<nav><a href="/">Trang chủ</a> <a href="/lien-he">Liên hệ</a></nav>
<div class="wrap"><article>{"".join(body)}</article><aside>Tin đọc nhiều: 55% bạn đọc</aside></div>
<footer>Bản quyền trang tin 2021</footer></body></html>"""
    return page.encode()


def as_pdf(
    parts: Sequence[Part], *, serif: bool = False, ruled: bool = True, in_columns: bool = False
) -> bytes:
    """A PDF with justified, wrapped paragraphs, tables and page numbers.

    The tables have lines unless `ruled` is false; `in_columns`: the text is set in two columns.
    """
    font = SERIF if serif else FONT
    pdfmetrics.registerFont(TTFont(font, FONT_FILES[font]))
    style = ParagraphStyle("body", fontName=font, fontSize=12, leading=16, spaceAfter=8, alignment=TA_JUSTIFY)
    cell = ParagraphStyle("cell", fontName=font, fontSize=10, leading=13)
    story: list[Any] = []
    number = 0
    for part in parts:
        if isinstance(part, Item):
            number += 1
            story.append(Paragraph(f"{chr(96 + number)}) {escape(part.text)}", style))
        elif isinstance(part, Line):
            story.append(Paragraph(escape(part.text), style))
        elif isinstance(part, NewPage):
            story.append(PageBreak())
        else:
            rows = [[Paragraph(escape(text), cell) for text in texts] for texts in part.rows]
            commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.7, "black")] if ruled else []
            commands += [
                ("SPAN", (column, row), (column + columns - 1, row + down - 1))
                for row, column, down, columns in part.spans
            ]
            story.append(Table(rows, colWidths=part.widths or None, style=TableStyle(commands)))
    out = io.BytesIO()

    def number_page(page: canvas.Canvas, _: object) -> None:
        page.setFont(font, 10)
        page.drawCentredString(A4[0] / 2, 28, str(page.getPageNumber()))

    if in_columns:
        sides = [Frame(left, 60, 240, 720, leftPadding=0, rightPadding=0) for left in (45, 310)]
        paper = BaseDocTemplate(out, pagesize=A4)
        paper.addPageTemplates([PageTemplate(frames=sides, onPage=number_page)])
        paper.build(story)
    else:
        SimpleDocTemplate(out, pagesize=A4).build(story, onFirstPage=number_page, onLaterPages=number_page)
    return out.getvalue()


def as_pictures(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as a scanner would see them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def stamped(picture: Image.Image, at: tuple[int, int]) -> Image.Image:
    """A page with a red stamp pressed over it: a double ring with a word, 48 mm wide, around `at`."""
    ink = Image.new("RGB", picture.size, "white")
    pen, (x, y) = ImageDraw.Draw(ink), at
    for radius in (190, 180):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(205, 45, 60), width=6)
    pen.text(
        (x - 110, y - 20), "VĂN PHÒNG", fill=(205, 45, 60), font=ImageFont.truetype(FONT_FILES[SERIF], 34)
    )
    return ImageChops.multiply(picture.convert("RGB"), ink)


def as_scan(
    pdf: bytes, text_over: str = "", *, degrees: float = 0.0, stamp: tuple[int, int] | None = None
) -> bytes:
    """A PDF of pictures only; `text_over` is set invisibly over them, as scanners with OCR do.

    The pages lie `degrees` askew, against the clock; each bears a stamp around the point `stamp`.
    """
    pdfmetrics.registerFont(TTFont(FONT, FONT_FILES[FONT]))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    for picture in as_pictures(pdf):
        if stamp:
            picture = stamped(picture, stamp)
        if degrees:
            white = (255,) * len(picture.getbands())
            picture = picture.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=white)
        page.drawImage(ImageReader(picture), 0, 0, *A4)
        if text_over:
            words = page.beginText(60, 700)
            words.setFont(FONT, 11)
            words.setTextRenderMode(3)
            words.textLine(text_over)
            page.drawText(words)
        page.showPage()
    page.save()
    return out.getvalue()


ODT_STYLES = """<office:automatic-styles>
<style:style style:name="PB" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-suffix=")" style:num-format="a"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="-"/>
</text:list-style></office:automatic-styles>"""
ODT_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)


def as_odt(parts: Sequence[Part]) -> bytes:
    """An OpenDocument text; items are numbered by the program."""
    body = "".join(_odt_parts(parts))
    return odt_of(
        f"<office:document-content {ODT_NAMES}>{ODT_STYLES}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt_of(content: str, manifest: str = "<manifest/>") -> bytes:
    """An ODT archive around some `content.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def _odt_parts(parts: Sequence[Part]) -> Iterator[str]:
    style = ""
    for part in parts:
        if isinstance(part, NewPage):
            style = ' text:style-name="PB"'
            continue
        if isinstance(part, Line):
            yield f"<text:p{style}>{escape(part.text)}</text:p>"
        elif isinstance(part, Item):
            inner = f"<text:p{style}>{escape(part.text)}</text:p>"
            for _ in range(part.level + 1):
                inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
            yield inner.replace("<text:list>", '<text:list text:style-name="L1">', 1)
        else:
            yield "<table:table>"
            for row, texts in enumerate(part.rows):
                yield "<table:table-row>"
                for column, text in enumerate(texts):
                    if (row, column) in part.covered():
                        yield "<table:covered-table-cell/>"
                        continue
                    down, across = part.span(row, column)
                    yield (
                        f'<table:table-cell table:number-rows-spanned="{down}" '
                        f'table:number-columns-spanned="{across}">'
                        f"<text:p>{escape(text)}</text:p></table:table-cell>"
                    )
                yield "</table:table-row>"
            yield "</table:table>"
        style = ""
