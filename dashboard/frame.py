"""What stands around every page: language, look, address bar, footer."""

from __future__ import annotations

import json
import logging
import runpy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from dashboard import data, method, state
from dashboard.controls import CONTENT, choose_one
from dashboard.data_link import data_link
from dashboard.markup import noted, plain
from dashboard.names import Names
from dashboard.wording import LANGUAGES, Language, Wording
from dashboard.wording.numbers import day
from warehouse.errors import MocSoError

ROOT = Path(__file__).resolve().parents[1]
PAGE_FRAME = ROOT / "page_frame.py"
ICON = ROOT / "dashboard" / "assets" / "icon.svg"
STYLE = ROOT / "dashboard" / "assets" / "style.css"
UPLOAD_STYLE = STYLE.with_name("upload.css")
log = logging.getLogger("mocso.pages")

_IN_FRAME = "_in_frame"
_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def language_in_use() -> Language:
    """The language to name the pages in: just chosen, in the URL, chosen before; else Vietnamese."""
    touched = st.session_state["lang"] if state.was_touched("lang") else None
    for value in (touched, st.query_params.get("lang"), st.session_state.get("_language")):
        if value in LANGUAGES:
            return "en" if value == "en" else "vi"
    return "vi"


def choose_language(named_in: Wording) -> Wording:
    """The switch between Vietnamese and English. `named_in` is the language that the menu has so far."""
    chosen = choose_one(
        "lang",
        "Ngôn ngữ / Language",
        LANGUAGES,
        _LANGUAGE_NAMES.__getitem__,
        default="vi",
        as_buttons=True,
        hide_label=True,
    )
    language: Language = "en" if chosen == "en" else "vi"
    st.session_state["_language"] = language
    if language != named_in.language:
        # The names of the pages were set before the switch was read: set them again.
        st.rerun()
    return Wording(language)


def wording_and_names() -> tuple[Wording, Names]:
    """How the page speaks, and what the ids of the release are called in that language.

    Streamlit takes a folder called `pages` for its older kind of app until `st.navigation` is called
    for the first time in the process: a deep link that comes before that runs the page without its
    frame. Then the frame is run here, and the page within it.
    """
    if not st.session_state.get(_IN_FRAME):
        runpy.run_path(str(PAGE_FRAME))
        st.stop()
    w = Wording(language_in_use())
    return w, Names(data.lists(), w)


class _AsItIs:
    """Markup that Streamlit takes as it is: it would look through a text line by line for its indentation."""

    __slots__ = ("_markup",)

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def _repr_html_(self) -> str:
        return self._markup


def show(markup: Markup) -> None:
    """Put markup on the page; nothing for an empty one. Takes `Markup` only: what was escaped."""
    if markup:
        st.html(_AsItIs(str(markup)))


def folded(title: str, make: Callable[[], Markup], *, key: str) -> None:
    """What a reader folds out; it is made and sent when that is done."""
    place = st.expander(title, key=key, on_change="rerun")
    if place.open:
        with place:
            show(make())


def note(text: str) -> None:
    """A quiet line of text. (Streamlit's own caption has too little contrast on a light ground.)"""
    show(noted(text))


def to_overview() -> None:
    """Turn to the overview, with the parameters of the address."""
    parameters = {key: st.query_params.get_all(key) for key in st.query_params}
    st.switch_page("pages/overview.py", query_params=parameters)


def turn(page: str, w: Wording, **parameters: str) -> None:
    """Turn to another page with these parameters, in the same language."""
    if w.language != "vi":
        parameters["lang"] = w.language
    st.switch_page(f"pages/{page}.py", query_params=parameters)


def say(kind: str, text: str) -> None:
    """A message whose words may come from a file or a person: never taken for Markdown."""
    boxes = {"error": st.error, "warning": st.warning, "success": st.success, "info": st.info}
    boxes[kind](plain(text))


def tell_news(w: Wording) -> None:
    """That a new release has come under the open page, and what it changed; until the reader has seen it."""
    before = data.replaced_release()
    if before is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="news"):
        said = w.rich("Bản phát hành mới {release} đã thay bản bạn vừa xem.", release=data.release_id())
        changes = data.changes_since(before)
        if changes is not None:
            said += Markup(" ") + method.changes_summary(changes, before, w)
        show(said)
        st.page_link("pages/method.py", label=w("Có gì thay đổi"))
        st.button(w("Đã rõ"), key="news_seen", on_click=data.forget_replaced)


def run(page: StreamlitPage, w: Wording) -> None:
    """Run a page; a fault in it becomes one plain sentence, the log gets the rest."""
    st.session_state[_IN_FRAME] = True
    try:
        with _faults_told(w):
            page.run()
    finally:
        st.session_state[_IN_FRAME] = False


def page(show: Callable[[], None], w: Wording, *, choose: Callable[[], None] | None = None) -> None:
    """The controls that `choose` draws, and below them what they choose, which `show` draws.

    A click on a control that stands alone draws only what is chosen, on another the controls too; what is
    around them stays. `show` asks the controls themselves what is chosen now; without `choose` they stand
    above already.
    """

    @st.fragment(key=CONTENT)
    def content() -> None:
        if data.has_changed():
            st.rerun()
        state.hold_address()
        state.take_up()
        with _faults_told(w):
            show()

    @st.fragment
    def controls() -> None:
        if data.has_changed():
            st.rerun()
        state.hold_address()
        with _faults_told(w):
            if choose is not None:
                choose()
        content()

    if choose is None:
        content()
    else:
        controls()


@contextmanager
def _faults_told(w: Wording) -> Iterator[None]:
    try:
        yield
    except MocSoError as error:
        say("error", w.said(error))
    except Exception:
        log.exception("page %s", state.page_in_view() or "overview")
        st.error(w("Trang này gặp lỗi khi hiển thị. Hãy tải lại; nếu vẫn lỗi, hãy báo cho người quản trị."))


def brand(w: Wording) -> None:
    """The name of the dashboard and what it is for, above every page.

    With it come the style sheet, and the language of the document, which Streamlit fixes as English: each
    element costs the server as much as a page of text.
    """
    name = Markup('<p class="ms-brand"><b>Mốc Số</b> · {}</p>').format(
        w("mục tiêu chuyển đổi số của tỉnh, đặt cạnh mục tiêu quốc gia")
    )
    script = Markup(f"<script>document.documentElement.lang = {json.dumps(w.language)};</script>")
    st.html(
        _AsItIs(name + style(STYLE) + script),
        width="content",
        unsafe_allow_javascript=True,
    )


def offer_data_link(dataset: str, w: Wording) -> None:
    """The address of what the page shows, for programs: its own parameters, in the API."""
    show(linked_data(dataset, w))


def linked_data(dataset: str, w: Wording) -> Markup:
    """The markup of `offer_data_link`, to be shown together with what stands before it."""
    chosen = {name: st.query_params.get_all(name) for name in st.query_params}
    return data_link(dataset, chosen, data.release_id(), w)


def base_url() -> str:
    """The address of the dashboard, ending in "/"; "" where the browser's address is not known."""
    parts = urlsplit(st.context.url or "")
    if not parts.netloc:
        return ""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{parts.scheme}://{parts.netloc}/" + (f"{path}/" if path else "")


def bring_into_view() -> None:
    """Scroll the reader's pane, and only that, to the chosen sentence."""
    st.html(_SCROLL_SCRIPT, unsafe_allow_javascript=True)


def style(sheet: Path) -> Markup:
    """A style sheet of `assets`, to be shown."""
    return _style(sheet, sheet.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _style(sheet: Path, changed: int) -> Markup:
    """A style sheet, read once until it is changed; `changed` is when that was."""
    return Markup(f"<style>{sheet.read_text(encoding='utf-8')}</style>")


def mark_synthetic(w: Wording, release: Mapping[str, object]) -> None:
    """Above every page of a synthetic release: that no figure on it is real."""
    if release["is_synthetic"]:
        st.warning(
            w("Dữ liệu giả lập để đo tốc độ: không tỉnh, văn bản hay con số nào ở đây là thật."),
            icon=":material/science:",
        )


def footer(w: Wording, release: Mapping[str, object]) -> None:
    """Which release one sees, and a link to exactly this view of it."""
    release_id = str(release["release_id"])
    text = w.rich(
        "Bản phát hành {release}, nội dung đến {date}: {documents} văn bản, {statements} phát biểu.",
        release=release_id,
        date=day(str(release["content_date"]), w.language),
        documents=str(release["documents"]),
        statements=str(release["statements"]),
    )
    button = Markup('<button id="ms-copy" type="button" data-release="{}" data-done="{}">{}</button>').format(
        release_id, w("Đã sao chép"), w("Sao chép liên kết tới đúng bản này")
    )
    st.html(
        Markup('<footer class="ms-footer"><span>{}</span> {}</footer>').format(text, button)
        + Markup(_COPY_SCRIPT),
        unsafe_allow_javascript=True,
    )


# Adds the release to the address of what is on screen; the address bar itself stays as it is.
_COPY_SCRIPT = """
<script>
document.querySelectorAll("#ms-copy").forEach((button) => {
  button.onclick = async () => {
    const address = new URL(window.location.href);
    address.searchParams.set("release", button.dataset.release);
    // Browsers give the clipboard to https and localhost only: elsewhere the reader copies by hand.
    if (!navigator.clipboard) return window.prompt(button.textContent, address.toString());
    await navigator.clipboard.writeText(address.toString());
    button.textContent = button.dataset.done;
  };
});
</script>
"""


# The text may come to the screen after the script: it looks again for a second or two.
_SCROLL_SCRIPT = """
<script>
(() => {
  const top = (element) => element.getBoundingClientRect().top;
  const look = (left) => {
    const mark = document.getElementById("chosen");
    let box = mark && mark.parentElement;
    while (box && !["auto", "scroll"].includes(getComputedStyle(box).overflowY)) box = box.parentElement;
    if (box && box.clientHeight > 0) box.scrollTop += top(mark) - top(box) - box.clientHeight / 3;
    if (left > 0) requestAnimationFrame(() => look(mark && box ? Math.min(left - 1, 10) : left - 1));
  };
  look(120);
})();
</script>
"""
