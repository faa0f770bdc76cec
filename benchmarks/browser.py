"""Click to done in headless Chromium, against the floor page's click in the same run.

Times are taken inside the page: from the click to the last change of the document before 400 ms of silence,
so that neither the driver nor the wait for silence counts. What the clicked control does to itself is no
answer: the silence that ends a look begins after a change elsewhere, however late that comes. Every look
must change the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.screenshots import chromium, visit
from benchmarks.servers import Server, dashboard, yardstick
from benchmarks.tables import PROMISE_HEADS, high, median, table, verdict
from dashboard.filters import MOST_BUTTONS
from warehouse.connect import current_release, open_release

CLICKS = 14
WARM = 4
LARGE = 1_000_000  # statements; from here on a page may take three times the floor

# Clicks the first of `selector` that bears `text`, and waits until the page has been still for 400 ms.
_CLICK = """
([selector, text]) => new Promise((resolve, reject) => {
  const found = [...document.querySelectorAll(selector)].find((e) => e.innerText.trim().startsWith(text));
  if (!found) return reject(new Error("nothing to click: " + text));
  const start = performance.now();
  let last = null, timer = null;
  const own = found.closest("[data-testid=stElementContainer]");
  const watch = new MutationObserver((changes) => {
    if (last === null && changes.every((change) => own.contains(change.target))) return;
    last = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => { watch.disconnect(); resolve(last - start); }, 400);
  });
  watch.observe(document.body, {childList: true, subtree: true, characterData: true, attributes: true});
  setTimeout(() => { watch.disconnect(); resolve(last === null ? -1 : last - start); }, 8000);
  (found.querySelector("input") || found).click();
})"""
_BUTTONS = "[data-testid=stButtonGroup] button"
_SWITCHES = "[data-testid=stCheckbox] label"
UNIT = "{unit}"  # a province; where there are dozens, they are no buttons to click


@dataclass(frozen=True, slots=True)
class Click:
    """What is clicked on a page, again and again: a control, a selector and the texts to go round between."""

    page: str
    control: str
    texts: tuple[str, ...]
    selector: str = _BUTTONS


# Looks that differ in what they show. The method page has nothing to choose but the language.
_CLICKS = (
    Click("overview", "province", (UNIT,)),
    Click("compare", "horizon", ("2030",)),
    Click("compare", "basis", ("hôm nay", "khi tỉnh ban hành")),
    Click("compare", "by theme", ("Chia theo lĩnh vực",), _SWITCHES),
    Click("roadmap", "unit", (UNIT,)),
    Click("roadmap", "what to follow", ("một đơn vị", "một chỉ tiêu")),
    Click("coverage", "horizon", ("2030",)),
    Click("coverage", "view", ("Mâu thuẫn", "Bảng độ phủ")),
    Click("tasks", "province", (UNIT,)),
    Click("tasks", "view", ("Văn bản dẫn văn bản", "Nhiệm vụ theo chủ đề")),
    Click("data", "horizon", ("2030",)),
    Click("data", "source", ("nguyên văn", "dẫn lại")),
)


def clicked(releases: Path, *, title: str = "") -> str:
    """The table of all pages, and whether each keeps what was promised at this size."""
    with open_release(current_release(releases)) as release:
        rows_of = release.cursor().execute("SELECT count(*) FROM statements").fetchall()[0][0]
        units = release.cursor().execute(
            "SELECT name_vi FROM units WHERE kind = 'province' ORDER BY sort_order LIMIT 9"
        )
        provinces = [str(name) for (name,) in units.fetchall()]
    clicks = [click for click in _CLICKS if UNIT not in click.texts or len(provinces) <= MOST_BUTTONS]
    limit = 3.0 if rows_of >= LARGE else 2.0
    rows: list[list[object]] = []
    floors: list[float] = []
    with (
        chromium() as browser,
        yardstick("floor", releases, "--server.fileWatcherType=none") as plain,
        dashboard(releases) as server,
    ):
        floor = browser.new_page()
        floor.goto(plain.address)
        floor.get_by_text("mark=0").wait_for()
        floor.get_by_role("button", name="Go").wait_for()
        for click in clicks:
            page = _opened(browser.new_page(locale="vi-VN"), server, click.page)
            taken, still = _measure(page, click, floor, provinces[0])
            page.close()
            floors += still
            ratio = median(taken) / median(still)
            rows.append([click.page, click.control, ratio, median(taken), high(taken)])
    slowest = max(float(str(row[2])) for row in rows)
    rows.append(["floor", "", 1.0, median(floors), high(floors)])
    promise = verdict(f"slowest page, x floor, {rows_of} statements", slowest, limit)
    return "\n\n".join(
        [
            f"### Click to done in Chromium{title}",
            table(("page", "control", "x floor", "median ms", "p95 ms"), rows),
            table(PROMISE_HEADS, [promise]),
        ]
    )


def _opened(page: Page, server: Server, name: str) -> Page:
    visit(page, server.address + ("" if name == "overview" else name))
    return page


def _measure(page: Page, click: Click, floor: Page, unit: str) -> tuple[list[float], list[float]]:
    """Clicks on a page and on the floor in turn, so that what else the machine does slows both."""
    taken: list[float] = []
    still: list[float] = []
    for place in range(WARM + CLICKS):
        text = click.texts[place % len(click.texts)]
        taken.append(_click(page, click.selector, text.replace(UNIT, unit)))
        still.append(_click(floor, "button", "Go"))
    return taken[WARM:], still[WARM:]


def _click(page: Page, selector: str, text: str) -> float:
    # A browser slows down what is in the background.
    page.bring_to_front()
    ms = float(page.evaluate(_CLICK, [selector, text]))
    if ms < 0:
        raise SystemExit(f"{page.url}: a click changed nothing")
    return ms
