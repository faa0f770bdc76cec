"""The dashboard in headless Chromium: a server on a free port, on the real release of this run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.servers import free_port, is_healthy

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]

# Patience with a busy computer: how soon something must be there, a test says itself.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def complete(page: Page) -> None:
    """Wait for the footer, the last thing of a page: what stands above it is complete."""
    expect(page.get_by_role("button", name=re.compile("Sao chép liên kết|Copy a link"))).to_be_visible()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page's script has run to its end: nothing of the look before is left on it."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def at_rest(page: Page) -> None:
    """Wait until the letters and the icons of a complete page have come: nothing moves any more."""
    expect(page.locator("html.ms-no-icons")).to_have_count(0)
    page.wait_for_function("() => document.fonts.status === 'loaded'")


def start(
    releases: Path,
    log: Path,
    *options: str,
    port: int,
    env: Mapping[str, str] | None = None,
    project: Path = ROOT,
) -> subprocess.Popen[bytes]:
    """A dashboard on `releases` that answers at `port`; whoever started it ends it.

    `options` go to Streamlit, `env` into its environment; `project` is the checkout that runs.
    """
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    with log.open("a") as out:
        process = subprocess.Popen(
            [*command, "--server.port", str(port), *options],
            cwd=project,
            env={**os.environ, "MOCSO_RELEASES": str(releases), **(env or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not is_healthy(port):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return process


@contextmanager
def dashboard(
    releases: Path,
    log: Path,
    *options: str,
    port: int | None = None,
    env: Mapping[str, str] | None = None,
    project: Path = ROOT,
) -> Iterator[str]:
    """The address of a dashboard (see `start`), ending in "/"; it ends with the block."""
    port = port or free_port()
    process = start(releases, log, *options, port=port, env=env, project=project)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)
    # What a page could not do stands in the log, even where the page itself went on.
    assert "Traceback" not in log.read_text(), log.read_text()


def own_copy(releases: Path, folder: Path) -> Path:
    """The releases again, for a dashboard that publishes: what all tests share stays as it was built."""
    return Path(shutil.copytree(releases, folder / "releases"))


@pytest.fixture(scope="session")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard, ending in "/"."""
    with dashboard(releases, tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


# Ends with each file: the loop and the greenlets of Playwright would stand in the way of other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("no Chromium here: make browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Opens an address of the dashboard in a browser of its own; nothing may be asked of another host."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def opened(path: str = "", *, width: int = 1440, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((server, "data:", "blob:")) else outside.append(request.url)
            ),
        )
        page.goto(path if path.startswith("http") else server + path)
        complete(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not outside
