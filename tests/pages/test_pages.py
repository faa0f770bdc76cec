from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.markup import plain
from dashboard.wording.numbers import day
from tests.pages.conftest import PAGES, OpenPage, html_of, plots_of, words_of
from warehouse import queries
from warehouse.connect import Release

# Words that Vietnamese does not have; codes, names and addresses are left out before the search.
ENGLISH_WORDS = """
    about add all and ahead are behind by choose cited click compare copy data document documents
    download error evidence export filter found from goal horizon if is issued level national no
    none not null nan of on open option options or overview page pairs province quoted release
    results row rows scope search select show source statement statements table target targets that
    the this true false unit value verdict what with year
"""
ENGLISH = set(ENGLISH_WORDS.split())
# What an English page must not say: words of the interface, not of the documents.
VIETNAMESE = ("mục tiêu", "chỉ tiêu", "phát biểu", "bằng chứng", "quốc gia", "văn bản", "không có", "đơn vị")


class Visible(HTMLParser):
    """The text of HTML, without documents, quotes, code, addresses and what names itself foreign."""

    SKIPPED = ("article", "blockquote", "code", "script", "style", "a")

    def __init__(self, *, keep_links: bool) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._depth = 0
        self._skipped = set(self.SKIPPED) - ({"a", "article"} if keep_links else set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_document = dict(attrs).get("lang") == "vi"
        if tag in self._skipped or is_document or self._depth:
            self._depth += tag not in {"br", "input"}
        self.texts += [value for key, value in attrs if key in {"title", "aria-label"} and value]

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.texts.append(data)


def visible_texts(at: AppTest, *, keep_links: bool = True) -> list[str]:
    reader = Visible(keep_links=keep_links)
    reader.feed(html_of(at))
    return [*reader.texts, *words_of(at)]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_without_a_fault(open_page: OpenPage, page: str, language: str) -> None:
    at = open_page(page, lang=language)
    assert not at.exception
    assert not at.error
    assert len(at.title) == 1
    assert f'document.documentElement.lang = "{language}"' in html_of(at)
    assert "ms-footer" in html_of(at)


@pytest.mark.parametrize("page", PAGES)
def test_no_english_word_on_a_vietnamese_page(open_page: OpenPage, page: str) -> None:
    at = open_page(page)
    names = ("English", "Language", "Data Center", "Tier", "CSV")
    wrong = {}
    for text in visible_texts(at):
        bare = re.sub(r"https?://\S+|\b[\w-]+[_/][\w/.-]+|\"\w+\"", " ", text)
        for name in names:
            bare = bare.replace(name, " ")
        if found := {word for word in re.findall(r"[a-z]+", bare.lower()) if word in ENGLISH}:
            # A comment of the schema says its codes: "target: mục tiêu có số".
            found -= {word for word in found if re.search(rf"\b{word}\b\s*(:|\(|,|$)", bare)}
            if found:
                wrong[text[:80]] = found
    assert not wrong


@pytest.mark.parametrize("page", PAGES)
def test_no_word_of_the_interface_is_vietnamese_on_an_english_page(open_page: OpenPage, page: str) -> None:
    at = open_page(page, lang="en")
    texts = [text for text in words_of(at) if "Ngôn ngữ" not in text]
    if page == "evidence":  # the list of documents bears their own titles
        texts = [text for text in texts if len(text) < 40]
    assert not [text for text in texts if any(word in text.lower() for word in VIETNAMESE)]


def test_the_overview_tells_a_leader_something_without_a_click(open_page: OpenPage) -> None:
    html = unescape(re.sub(r"<[^>]*>", "", html_of(open_page())))
    assert "Năm 2025: " in html
    assert "Năm 2030 (định hướng): " in html
    assert "Tây Ninh" in html
    assert len(plots_of(open_page())) == 1


def test_choosing_a_province_narrows_the_overview(open_page: OpenPage) -> None:
    html = html_of(open_page(unit="tay-ninh"))
    assert 'data-finding="tally:tay-ninh"' in html
    assert 'data-finding="tally:lao-cai"' not in html


@pytest.mark.parametrize("page", ["overview", "compare"])
def test_a_chart_has_words_and_a_table_beside_it(open_page: OpenPage, page: str) -> None:
    at = open_page(page)
    assert 'aria-label="Biểu đồ so sánh' in plots_of(at)[0]
    assert "<table" in html_of(at)


def test_an_empty_comparison_says_why(open_page: OpenPage) -> None:
    at = open_page("compare", q="khongcochitieunaonhuthe")
    assert not plots_of(at)
    assert any("Không có cặp nào khớp" in message.value for message in at.info)


def test_an_empty_slice_says_why_and_offers_no_file(open_page: OpenPage) -> None:
    at = open_page("data", q="khongcophatbieunaonhuthe")
    assert any("Không có phát biểu nào khớp" in message.value for message in at.info)
    assert not at.get("download_button")


def test_indicators_are_found_without_accents(open_page: OpenPage) -> None:
    at = open_page("compare", q="ho so cong viec")
    chosen = at.multiselect(key="indicator").options
    assert chosen
    assert all("hồ sơ công việc" in option.lower() for option in chosen)
    assert open_page("compare", q="dich vu cong").multiselect(key="indicator").options


def test_the_url_sets_every_filter(open_page: OpenPage) -> None:
    at = open_page(
        "compare", unit="lao-cai", horizon=["2025", "2030"], basis="today", verdict="ahead", scope="commune"
    )
    assert at.button_group(key="unit").value == ["lao-cai"]
    assert at.button_group(key="horizon").value == ["2025", "2030"]
    assert at.button_group(key="basis").value == "today"
    assert at.multiselect(key="verdict").value == ["ahead"]
    assert at.multiselect(key="scope").value == ["commune"]


def test_the_switch_says_how_far_the_data_of_today_goes(open_page: OpenPage, release: Release) -> None:
    (newest,) = release.cursor().execute("SELECT max(in_force_on) FROM documents").fetchone() or ("",)
    switch = open_page("compare", lang="en").button_group(key="basis")
    assert any(day(str(newest), "en") in option.content for option in switch.proto.options)


def test_a_choice_goes_to_the_url_as_an_id_and_a_default_does_not(open_page: OpenPage) -> None:
    at = open_page("compare", lang="en")
    at.session_state["rare"] = True  # folded out
    at.run().multiselect(key="verdict").select("behind").run()
    assert at.query_params["verdict"] == "behind"
    assert at.query_params["lang"] == "en"
    assert "basis" not in at.query_params
    # The click drew the content only; the controls stand as they were.
    at.run().multiselect(key="verdict").unselect("behind").run()
    assert "verdict" not in at.query_params


def test_a_value_of_the_url_that_nobody_knows_is_named_and_dropped(open_page: OpenPage) -> None:
    at = open_page("compare", unit="atlantis", lang="en")
    assert any("atlantis" in message.value and "Unit" in message.value for message in at.warning)
    assert at.button_group(key="unit").value == []
    assert plots_of(at)


def test_an_unknown_statement_is_named_and_the_reader_can_go_on(open_page: OpenPage) -> None:
    at = open_page("evidence", statement="<script>nobody</script>")
    assert any("scriptnobody" in message.value for message in at.warning)
    assert 'class="ms-document"' in html_of(at)
    assert not at.error


def test_an_unknown_document_is_named_and_another_shown(open_page: OpenPage) -> None:
    at = open_page("evidence", document="atlantis")
    assert any("atlantis" in message.value for message in at.warning)
    assert 'class="ms-document"' in html_of(at)


def test_a_release_that_is_not_kept_is_named_and_the_current_one_shown(
    open_page: OpenPage, release: Release
) -> None:
    at = open_page("overview", release="0123456789ab")
    assert any("0123456789ab" in message.value for message in at.warning)
    assert release.release_id in html_of(at)


# What a URL may hold that no page knows, some of it made to break what reads it.
HOSTILE = (
    "x" * 5000,
    "../../etc/passwd",
    "\0",
    "a/b",
    "𝟙",
    "'; DROP TABLE x; --",
    "<script>",
    "-1",
    "9" * 400,
)
NAMES_OF_PARAMETERS = """
    release lang unit horizon basis q indicator theme verdict scope reason certain gap all road by road_unit
    view part aims statement document task evidence kind
"""


@pytest.mark.parametrize("page", PAGES)
def test_no_value_of_the_url_breaks_a_page(open_page: OpenPage, page: str) -> None:
    for value in HOSTILE:
        at = open_page(page, **dict.fromkeys(NAMES_OF_PARAMETERS.split(), value))
        assert not at.exception, value
        assert not at.error, value
        assert len(at.title) == 1, value


def test_a_pinned_release_stays_in_the_url(open_page: OpenPage, release: Release) -> None:
    at = open_page("data", release=release.release_id)
    assert at.query_params["release"] == release.release_id


def test_picking_another_document_lets_go_of_the_statement(open_page: OpenPage, release: Release) -> None:
    first = queries.statements(release.cursor(), evidence=["quoted"]).iloc[0]
    at = open_page("evidence", statement=first["statement_id"])
    assert at.selectbox(key="document").value == first["document_id"]
    assert 'id="chosen"' in html_of(at)
    at.selectbox(key="document").select("lao-cai-phong-van-2016").run()
    assert "statement" not in at.query_params
    assert 'id="chosen"' not in html_of(at)
    assert at.query_params["document"] == "lao-cai-phong-van-2016"


def test_a_cited_figure_says_that_no_text_is_held_and_gives_its_addresses(
    open_page: OpenPage, release: Release
) -> None:
    cited = queries.statements(release.cursor(), evidence=["cited"]).iloc[0]
    html = html_of(open_page("evidence", statement=cited["statement_id"]))
    assert "Dẫn lại, không có nguyên văn." in html
    assert str(cited["source_urls"]).split(";")[0].replace("&", "&amp;") in html


def test_a_dataset_without_a_release_says_what_to_do(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("MOCSO_RELEASES", str(tmp_path_factory.mktemp("empty")))
    at = open_page()
    assert any(plain("python -m etl build") in message.value for message in at.error)
