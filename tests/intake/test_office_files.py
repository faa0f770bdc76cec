"""What Word and OpenDocument files hold beside plain paragraphs."""

from __future__ import annotations

import io
import zipfile

import docx

from intake.readers import read_upload
from tests.intake.papers import ODT_NAMES, ODT_STYLES, odt_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_body(inner: str, parts: dict[str, str] | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a Word file with this body, and the warnings."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
        )
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    manuscript = read_upload("a.docx", out.getvalue())
    return manuscript.text, tuple(map(str, manuscript.warnings))


def run(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{fonts}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def test_of_tracked_changes_the_insertion_counts_and_the_deletion_does_not() -> None:
    text, warnings = read_body(
        paragraph(
            run("Đạt "),
            "<w:del><w:r><w:delText>70%</w:delText></w:r></w:del>",
            f"<w:ins>{run('80%')}</w:ins>",
            f"<w:moveFrom>{run(' cũ')}</w:moveFrom>",
            run(" hộ"),
        )
    )
    assert text == "Đạt 80% hộ"
    assert any("chưa duyệt" in warning for warning in warnings)


def test_runs_in_old_fonts_are_converted_beside_runs_in_unicode() -> None:
    text, _ = read_body(
        paragraph(run("Tỉnh: "), run("Céng hßa x· héi", ".VnTime"), run(" / "), run("céng hßa", ".VnTimeH"))
        + paragraph(run("Coäng hoøa", "VNI-Times"))
    )
    assert text == "Tỉnh: Cộng hòa xã hội / CỘNG HÒA\nCộng hòa"


def test_words_in_controls_links_boxes_and_fields() -> None:
    text, _ = read_body(
        "<w:sdt><w:sdtContent>" + paragraph(run("trong khung")) + "</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:hyperlink>{run('liên kết')}</w:hyperlink>",
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "<w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>",
            run("dòng hai"),
        )
        + paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph(run('hộp chữ'))}</w:txbxContent></w:pict></w:r>")
    )  # fmt: skip
    assert text.split("\n") == ["trong khung", "liên kết\t-", "dòng hai", "", "hộp chữ"]


def test_lists_of_several_levels_count_as_word_does() -> None:
    def item(text: str, level: int, list_id: int = 7) -> str:
        numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        return paragraph(run(text), properties=numbers)

    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, start, kind, pattern in (
            (0, 1, "upperRoman", "%1."),
            (1, 2, "decimal", "%1.%2"),
            (2, 1, "lowerLetter", "%3)"),
            (3, 1, "bullet", "\uf0b7"),
        )
    )
    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    shape = [("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 2), ("G", 3), ("H", 0), ("I", 1)]
    text, _ = read_body(
        "".join(item(*one) for one in shape) + item("không số", 0, 0), {"word/numbering.xml": numbering}
    )
    assert text.split("\n") == [
        "I. A", "I.2 B", "a) C", "b) D", "I.3 E", "a) F", "- G", "II. H", "II.2 I", "không số",
    ]  # fmt: skip


def test_a_paragraph_stays_on_the_page_on_which_it_begins() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>"
    text, _ = read_body(
        paragraph(run("một"), broken, run(" hai"))
        + paragraph(broken, run("ba"))
        + paragraph(run("bốn"), properties="<w:pageBreakBefore/>")
        + paragraph(run("năm"), properties='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')
        + paragraph(run("sáu"))
    )
    assert text == "một hai\n\fba\n\fbốn\nnăm\n\fsáu"


def test_heads_and_feet_of_pages_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "ĐẦU TRANG 99%"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    document.add_paragraph("Nội dung")
    out = io.BytesIO()
    document.save(out)
    assert read_upload("a.docx", out.getvalue()).text == "Nội dung"


def test_an_opendocument_text_with_changes_notes_and_spaces() -> None:
    manuscript = read_upload(
        "a.odt",
        odt_of(
            f"<office:document-content {ODT_NAMES}>{ODT_STYLES}<office:body><office:text>"
            "<text:tracked-changes><text:changed-region><text:p>đã xóa 70%</text:p></text:changed-region>"
            "</text:tracked-changes>"
            "<text:p>Đạt<text:s text:c='2'/>80%<text:note><text:p>chú thích</text:p></text:note> hộ"
            "<text:line-break/>dân</text:p>"
            "<text:list text:style-name='L1'><text:list-item><text:p>một</text:p>"
            "<text:list><text:list-item><text:p>sâu</text:p></text:list-item></text:list></text:list-item>"
            "<text:list-item><text:p>hai</text:p></text:list-item></text:list>"
            "</office:text></office:body></office:document-content>"
        ),
    )
    assert manuscript.text == "Đạt  80% hộ\ndân\na) một\n- sâu\nb) hai"
    assert len(manuscript.warnings) == 2
