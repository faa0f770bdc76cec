from __future__ import annotations

import copy
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import altair
import pandas as pd
import pytest
from markupsafe import Markup
from PIL import Image

from dashboard import charts, overview
from dashboard.charts.picture import (
    SCALE,
    STAND_INS,
    VEGA_LITE,
    WIDTH,
    Caption,
    Drawing,
    legend_items,
    png,
    svg,
)
from dashboard.names import Names
from dashboard.origin import Origin, pairs_in_words, sources, stamp
from dashboard.selection import PairChoice

ORIGIN = Origin("0a1b2c3d4e5f", "2025-12-31", date(2026, 11, 22), "https://a.vn/")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pairs(comparisons: pd.DataFrame, names: Names) -> pd.DataFrame:
    return overview.at_a_glance(comparisons, names, names.provinces())


@pytest.fixture(scope="module")
def spec(pairs: pd.DataFrame, names: Names) -> dict[str, Any]:
    return charts.province_against_nation(pairs, names)


@pytest.fixture(scope="module")
def caption(pairs: pd.DataFrame, documents: pd.DataFrame, names: Names) -> Caption:
    return Caption(
        title=names.w("Tỉnh và quốc gia, nhìn nhanh"),
        subtitle=pairs_in_words(PairChoice(), names),
        legend=legend_items(charts.legend(pairs, names), without=charts.click_hint(names.w)),
        source=sources(pairs, documents, names.w),
        origin=stamp(ORIGIN, names.w),
    )


@pytest.fixture(scope="module")
def drawn(spec: dict[str, Any], caption: Caption) -> str:
    return svg([Drawing(spec)], caption)


def words_of(picture: str) -> str:
    root = ET.fromstring(picture)
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_the_words_around_the_chart_are_all_there(drawn: str, caption: Caption) -> None:
    text = words_of(drawn)
    assert caption.legend
    for said in (caption.title, caption.subtitle, *caption.legend, caption.source, caption.origin):
        for word in said.translate(STAND_INS).split():
            assert word in text


def test_it_names_the_release_and_every_document(
    drawn: str, pairs: pd.DataFrame, documents: pd.DataFrame
) -> None:
    text = " ".join(words_of(drawn).split())
    assert ORIGIN.release in text
    assert ORIGIN.address in text
    used = {*pairs["province_document_id"], *pairs["national_document_id"]}
    rows = documents[documents["document_id"].isin(used)]
    assert len(rows) > 3
    for number in rows["number"].dropna():
        assert number in text


def test_it_draws_each_line_of_the_chart_with_its_letters(
    drawn: str, spec: dict[str, Any], pairs: pd.DataFrame
) -> None:
    text = words_of(drawn)
    labels = [line["label"] for line in spec["layer"][1]["data"]["values"]]
    assert len(labels) == len(pairs)
    for label in labels:
        assert label in text
    for head in spec["layer"][2]["data"]["values"]:
        for line in head["text"]:
            assert line in text
    assert unicodedata.is_normalized("NFC", text)


def test_it_asks_for_nothing_from_outside(drawn: str) -> None:
    assert not re.findall(r"""(?:href|src)=["'](?!#)|url\((?!#)|@import|<script""", drawn)


def test_the_specification_stays_as_it_was(spec: dict[str, Any], caption: Caption) -> None:
    before = copy.deepcopy(spec)
    svg([Drawing(spec)], caption)
    assert spec == before


def test_colours_are_those_of_the_theme(drawn: str) -> None:
    assert "#14558f" in drawn
    assert "#4c78a8" not in drawn  # Vega's own first colour


def test_the_picture_opens_with_the_right_size(drawn: str) -> None:
    root = ET.fromstring(drawn)
    image = Image.open(io.BytesIO(png(drawn)))
    assert image.format == "PNG"
    assert image.size == (int(WIDTH * SCALE), round(float(root.attrib["height"]) * SCALE))
    colours = image.convert("RGB").getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert max(colours)[1] == (255, 255, 255)
    assert (0x14, 0x55, 0x8F) in {colour for _, colour in colours}


def one(text: str) -> bytes:
    caption = Caption(text, "", (), "", "")
    spec = {"data": {"values": []}, "mark": "point", "height": 1, "width": "container"}
    return png(svg([Drawing(spec)], caption))


@pytest.mark.parametrize("letters", ["ăâđêôơư", "ạảẫấầẩẵặ", "ọốồổỗộớờởỡợ", "ựữửứừ", "ỳýỷỹỵ"])
def test_letters_are_drawn_each_by_its_own_shape(letters: str) -> None:
    """A letter that a font lacks is drawn as the same box as any other: then two pictures would be alike."""
    pictures = {one(letter) for letter in letters}
    assert len(pictures) == len(letters)
    assert one("\U000f0000") not in pictures


def ink_width(text: str) -> int:
    picture = Image.open(io.BytesIO(one(text))).convert("L").point(lambda level: 255 * (level < 128))
    box = picture.crop((0, 0, picture.width, 120)).getbbox()
    assert box is not None
    return int(box[2] - box[0])


@pytest.mark.parametrize("sign", ["▲", "●", "○", "■", "♦", "≠", "►"])
def test_a_sign_does_not_change_the_font_of_the_words_beside_it(sign: str) -> None:
    """Words without a Vietnamese letter would turn bold and italic: as broad as in another font."""
    plain = ink_width("nnnnnnnnnnnn") - ink_width("n")
    assert abs(ink_width(f"{sign} nnnnnnnnnnnn") - ink_width(f"{sign} n") - plain) <= 2


def test_several_charts_stand_side_by_side_under_their_titles(spec: dict[str, Any]) -> None:
    caption = Caption("T", "", (), "", "")
    alone = ET.fromstring(svg([Drawing(spec)], caption))
    two = ET.fromstring(svg([Drawing(spec, "Một"), Drawing(spec, "Hai")], caption, across=2))
    charts_drawn = two.findall(f"{SVG}svg")
    assert len(charts_drawn) == 2
    assert float(charts_drawn[0].attrib["x"]) + float(charts_drawn[0].attrib["width"]) < float(
        charts_drawn[1].attrib["x"]
    )
    assert charts_drawn[0].attrib["y"] == charts_drawn[1].attrib["y"]
    assert float(two.attrib["height"]) < 1.2 * float(alone.attrib["height"])
    assert {"Một", "Hai"} <= set(words_of(ET.tostring(two, encoding="unicode")).split())


def test_no_chart_is_no_picture() -> None:
    with pytest.raises(ValueError, match="no picture"):
        svg([], Caption("", "", (), "", ""))


def test_the_version_of_the_grammar_is_the_one_that_altair_checks() -> None:
    assert altair.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")


def test_a_legend_is_read_without_its_markup_and_without_the_click() -> None:
    legend = Markup("<div><span>▮ A &amp; B</span><span><i>x</i> y</span><span>click</span></div>")
    assert legend_items(legend, without="click") == ("▮ A & B", "x: y")


def test_text_that_is_not_ours_is_escaped(spec: dict[str, Any]) -> None:
    drawn = svg([Drawing(spec)], Caption("<b>&", "", ("<i>",), "<u>", "<s>"))
    assert "<b>" not in drawn
    assert "<b>&" in words_of(drawn)


def test_what_was_chosen_is_told(names: Names) -> None:
    said = pairs_in_words(PairChoice(units=["lao-cai"], horizons=[2030], only_certain=True), names)
    assert said.startswith(f"{names.unit('lao-cai')}; 2030; ")
    assert names.unit("tay-ninh") not in said
