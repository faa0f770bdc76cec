"""Pictures for docs/add-a-plan.md: `python -m benchmarks.guide_pictures`.

An invented plan of a province that the project does not hold is handed in, reviewed and published in a
browser, on a ledger and releases that are thrown away; its steps are kept in docs/pictures, in few colours.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from benchmarks.screenshots import COLOURS, ROOT, chromium, dashboard, visit
from tests.browser import planner
from tests.browser.conftest import complete
from tests.intake.third_province import UNIT_ID, write

FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000  # of one picture
SIZE = (1200, 860)
NAME = "Nguyễn Thị Lan"


class Album:
    """Takes the pictures of one page and keeps them by name."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def keep(self, name: str, *, at: Locator | None = None) -> None:
        """The window as it is, or scrolled so that `at` stands at its top."""
        if at is None:
            self._page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        else:
            at.evaluate("it => it.scrollIntoView({block: 'start'})")
        self._page.mouse.move(0, 0)
        self._page.wait_for_timeout(800)
        image = Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")
        path = FOLDER / f"{name}.png"
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size > MOST_BYTES:
            raise SystemExit(f"{path.name}: {path.stat().st_size} byte, quá {MOST_BYTES}.")


@contextmanager
def office() -> Iterator[Path]:
    """A folder with releases and ledger of their own, which the dashboard is told of; it goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="mocso-guide-") as name:
        folder = Path(name)
        os.environ |= {
            "MOCSO_RELEASES": str(folder / "releases"),
            "MOCSO_LEDGER_URL": f"sqlite:///{folder}/ledger.sqlite",
            "MOCSO_LOCAL_REVIEWER": NAME,
        }
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=ROOT, check=True, capture_output=True)
        yield folder


def turn_to(page: Page, value: str) -> None:
    """Turn the desk to the statement with this value, key by key as a person would."""
    place = page.get_by_text(re.compile(r"^Phát biểu \d+/"))
    while not page.locator(".ms-value").inner_text().startswith(value):
        before = place.inner_text()
        page.keyboard.press("j")
        expect(place).not_to_have_text(before)
        complete(page)


def take(page: Page, server: str, folder: Path) -> None:
    """All pictures, in the order of the guide."""
    album = Album(page)
    plan, _ = write(folder)
    page.goto(f"{server}intake")
    complete(page)
    album.keep("1-nap-van-ban")
    page.locator("input[type=file]").set_input_files(plan)
    send = page.get_by_role("button", name="Gửi tới bàn soát xét")
    send.wait_for(timeout=planner.READ_MS)
    complete(page)
    album.keep("2-van-ban-la-gi", at=page.get_by_role("heading", name="Văn bản này là gì"))
    send.click()
    page.get_by_role("heading", name="Soát xét", level=1).wait_for()
    complete(page)
    album.keep("3-ban-soat-xet")
    page.keyboard.press("s")
    page.get_by_label("Tìm chỉ tiêu").wait_for()
    complete(page)
    album.keep("4-sua", at=page.get_by_text(re.compile("^Phát biểu 1/")))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Chấp nhận", exact=False).first.wait_for()
    complete(page)
    planner.correct_indicator(
        page, "internet bang rong", "Tỷ lệ hộ gia đình có Internet băng rộng", "nói về hộ đã có đường truyền"
    )
    turn_to(page, "95")
    planner.correct_indicator(
        page, "internet bang rong", "Tỷ lệ hộ gia đình có Internet băng rộng", "nói về hộ đã có đường truyền"
    )
    planner.accept_all(page)
    album.keep("5-duyet", at=page.get_by_role("heading", name="Kết thúc soát xét"))
    planner.approve(page)
    page.goto(f"{server}publish")
    complete(page)
    album.keep("6-cong-bo")
    planner.publish(page, server)
    album.keep("7-da-cong-bo")
    visit(page, f"{server}compare?unit={UNIT_ID}")
    album.keep("8-so-sanh")


def main() -> int:
    """Take the pictures and say where they are."""
    FOLDER.mkdir(exist_ok=True)
    with office() as folder, dashboard() as server, chromium() as browser:
        width, height = SIZE
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="light", locale="vi-VN"
        )
        take(context.new_page(), server, folder)
        context.close()
    sizes = {path.name: path.stat().st_size for path in sorted(FOLDER.glob("*.png"))}
    print("\n".join(f"{name}: {size} byte" for name, size in sizes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
