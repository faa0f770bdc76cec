"""What a planner does in the browser: hands in a file, reviews what was read of it, publishes."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.conftest import complete

READ_MS = 90_000
BUILD_MS = 120_000


def hand_in(page: Page, server: str, file: Path) -> str:
    """Upload a file and send it to the desk with the fields as suggested; the id of its submission."""
    page.goto(f"{server}intake")
    complete(page)
    page.locator("input[type=file]").set_input_files(file)
    send = page.get_by_role("button", name="Gửi tới bàn soát xét")
    expect(send).to_be_enabled(timeout=READ_MS)
    complete(page)
    send.click()
    expect(page.get_by_role("heading", name="Soát xét", level=1)).to_be_visible()
    named = re.compile(r"submission=([0-9a-f]{16})")
    expect(page).to_have_url(named)
    complete(page)
    found = named.search(page.url)
    assert found is not None, page.url
    return found[1]


def at_desk(page: Page, server: str, submission: str) -> None:
    """Open a submission at the desk."""
    page.goto(f"{server}review?submission={submission}")
    complete(page)


def reviewed(page: Page) -> tuple[int, int]:
    """How many statements have been decided on, of how many."""
    text = page.get_by_text(re.compile(r"^\d+/\d+ đã rà")).first.inner_text()
    done, total = re.findall(r"\d+", text)[:2]
    return int(done), int(total)


def correct_indicator(page: Page, words: str, name: str, reason: str) -> None:
    """Give the statement on screen another indicator, by keys and words as a person types them."""
    done, total = reviewed(page)
    search = page.get_by_label("Tìm chỉ tiêu")
    press_until(page, "s", search)
    search.fill(words)
    search.press("Enter")
    complete(page)
    choose(page, re.compile("^Chỉ tiêu"), name)
    complete(page)
    why = page.get_by_label("Lý do sửa")
    why.fill(reason)
    why.press("Enter")
    save = page.get_by_role("button", name="Lưu bản sửa")
    expect(save).to_be_enabled()
    save.click()
    expect(page.get_by_text(f"{done + 1}/{total} đã rà")).to_be_visible()
    complete(page)


def choose(page: Page, label: re.Pattern[str], option: str) -> None:
    """Take an option of a list; where the answer to what was done before closes the list, open it again."""
    listed, wanted = (
        page.get_by_role("combobox", name=label),
        page.get_by_role("option", name=option, exact=True),
    )
    listed.click()
    try:
        wanted.click(timeout=8_000)
    except Error:
        listed.click()
        wanted.click()


# How often the page tells the server something from now on.
COUNT_SENT = """() => {
  window.msSent = 0;
  if (window.msCounts) return;
  window.msCounts = true;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { window.msSent += 1; return send.call(this, data); };
}"""


def press_until(page: Page, key: str, sign: Locator, times: int = 3) -> None:
    """Press a key, and wait until `sign` shows.

    A key that comes before the page listens is pressed again; one that was heard never is, however long the
    answer takes: it would do something else to what the answer shows.
    """
    for _ in range(times):
        page.evaluate(COUNT_SENT)
        page.keyboard.press(key)
        try:
            page.wait_for_function("() => window.msSent > 0", timeout=3_000)
        except Error:
            continue
        break
    expect(sign).to_be_visible()


def accept_all(page: Page) -> None:
    """Accept every statement that is left, by its key."""
    while True:
        done, total = reviewed(page)
        if done == total:
            return
        press_until(page, "a", page.get_by_text(f"{done + 1}/{total} đã rà"))
        complete(page)


def approve(page: Page) -> None:
    """End the review."""
    button = page.get_by_role("button", name="Duyệt: việc soát xét đã xong")
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_text("Đã duyệt. Văn bản sẽ có trong lần công bố tới.")).to_be_visible()
    complete(page)


def publish(page: Page, server: str) -> None:
    """Publish what waits."""
    page.goto(f"{server}publish")
    complete(page)
    page.get_by_role("button", name="Công bố bản phát hành mới").click()
    expect(page.get_by_text(re.compile("^Đã công bố bản"))).to_be_visible(timeout=BUILD_MS)
    complete(page)
