"""Pictures of all pages: `python -m benchmarks.screenshots [--picture]`.

Every registered page in both themes and three widths, whole length, into screenshots/ (not kept in
the repository); with --picture only docs/compare.png, the one that README.md shows.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import servers
from warehouse.connect import releases_root

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "screenshots"
PICTURE = ROOT / "docs" / "compare.png"
PICTURED = "compare?indicator=work_files_processed_online_share&indicator=online_public_services_level4_share"
WIDTHS = (390, 820, 1440)
THEMES = ("light", "dark")
HEIGHT = 900
LONGEST = 9000  # pixels of one picture
MOST_BYTES = 300_000  # of the picture in the README
COLOURS = 128
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def pages() -> list[str]:
    """The names of all pages of the menu, in their order."""
    menu = (ROOT / "dashboard" / "menu.py").read_text(encoding="utf-8")
    return re.findall(r'st\.Page\(folder / "(\w+)\.py"', menu)


@contextmanager
def dashboard() -> Iterator[str]:
    """The address of a dashboard on the current release, ending in "/"; it ends with the block."""
    with servers.dashboard(releases_root()) as server:
        yield server.address


def chromium_path() -> str:
    """Where Chromium is; SystemExit where the machine has none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("Không tìm thấy Chromium: hãy chạy make browser.")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; SystemExit where the machine has none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


def visit(page: Page, address: str) -> None:
    """Open an address and wait until page and charts have stopped changing."""
    page.goto(address)
    page.locator("#ms-copy").wait_for()
    page.wait_for_function(
        """() => { const now = document.body.innerHTML.length, then = window.before;
            window.before = now; return now === then; }""",
        polling=400,
    )
    if page.get_by_test_id("stAlertContentError").count():
        raise SystemExit(f"{address}: trang báo lỗi, không chụp.")


def whole_length(page: Page) -> int:
    """How high the window must be to hold the page without scrolling, at most LONGEST."""
    inside = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    return min(max(int(inside) + 8, HEIGHT), LONGEST)


def take_all(browser: Browser, address: str) -> int:
    """All pages in all widths and themes; how many pictures were taken."""
    FOLDER.mkdir(exist_ok=True)
    taken = 0
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="vi-VN")
        page = context.new_page()
        for name in pages():
            visit(page, address + ("" if name == "overview" else name))
            # Twice, as charts grow when the window does.
            for _ in range(2):
                page.set_viewport_size({"width": width, "height": whole_length(page)})
                page.wait_for_timeout(300)
            for theme in THEMES:
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                page.wait_for_timeout(600)
                page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
                taken += 1
            page.set_viewport_size({"width": width, "height": HEIGHT})
        context.close()
    return taken


def take_picture(browser: Browser, address: str) -> int:
    """The picture of the README, in few colours; its size in bytes."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, color_scheme="light", locale="vi-VN"
    )
    page = context.new_page()
    visit(page, address + PICTURED)
    page.wait_for_timeout(1000)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    size = PICTURE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PICTURE.name}: {size} byte, quá {MOST_BYTES}.")
    return size


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", action="store_true", help="only docs/compare.png")
    options = parser.parse_args(arguments)
    with dashboard() as address, chromium() as browser:
        if options.picture:
            print(f"{PICTURE.relative_to(ROOT)}: {take_picture(browser, address)} byte")
        else:
            print(f"{FOLDER.relative_to(ROOT)}/: {take_all(browser, address)} ảnh")
    return 0


if __name__ == "__main__":
    sys.exit(main())
