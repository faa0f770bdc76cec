"""Two dashboards on one PostgreSQL and one folder of releases: one dies, and nothing is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.servers import free_port
from ledger import open_ledger
from tests.browser import planner
from tests.browser.conftest import complete, own_copy, start
from tests.intake.third_province import PROVINCE, UNIT_ID, write
from tests.ledger.postgresql import new_database, postgresql_server
from warehouse.connect import current_release, open_release


@dataclass
class Office:
    """Dashboards that share releases and ledger."""

    releases: Path
    ledger_url: str
    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> tuple[str, subprocess.Popen[bytes]]:
        """Another dashboard: its address and its process."""
        port = free_port()
        env = {"MOCSO_LEDGER_URL": self.ledger_url, "MOCSO_LOCAL_REVIEWER": "Lan"}
        process = start(self.releases, self.folder / f"{port}.log", port=port, env=env)
        self.running.append(process)
        return f"http://127.0.0.1:{port}/", process


@pytest.fixture
def office(releases: Path, tmp_path: Path) -> Iterator[Office]:
    with postgresql_server() as server:
        made = Office(own_copy(releases, tmp_path), new_database(server), tmp_path)
        try:
            yield made
        finally:
            for process in made.running:
                process.kill()
                process.wait()


def kill(process: subprocess.Popen[bytes]) -> None:
    """As a power cut would end it."""
    process.kill()
    process.wait()


def new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1440, "height": 1000}, locale="vi-VN").new_page()


def units(office: Office) -> int:
    """How many statements the current release holds of the third province; it can be read at any time."""
    with open_release(current_release(office.releases)) as release:
        rows = release.cursor().execute("SELECT count(*) FROM statements WHERE unit_id = ?", [UNIT_ID])
        return int(rows.fetchall()[0][0])


def test_one_dies_and_nothing_is_lost(office: Office, browser: Browser) -> None:
    first, its_process = office.start()
    second, _ = office.start()
    reader = new_page(browser)
    reader.goto(f"{second}coverage")
    complete(reader)

    # In the middle of a review.
    page = new_page(browser)
    submission = planner.hand_in(page, first, write(office.folder)[0])
    for done in (1, 2):
        planner.press_until(page, "a", page.get_by_text(f"{done}/9 đã rà"))
        complete(page)
    kill(its_process)
    planner.at_desk(page, second, submission)
    assert planner.reviewed(page) == (2, 9)
    planner.accept_all(page)
    planner.approve(page)

    # In the middle of a build: the release that was there stays, and the other process builds it anew.
    third, its_process = office.start()
    page.goto(f"{third}publish")
    complete(page)
    page.get_by_role("button", name="Công bố bản phát hành mới").click()
    expect(page.get_by_text("Đang dựng bản phát hành…")).to_be_visible()
    kill(its_process)
    if units(office) == 0:
        planner.publish(page, second)
    assert units(office) == 9

    reader.get_by_role("link", name="So sánh", exact=True).first.click()
    complete(reader)
    expect(reader.get_by_role("main")).to_contain_text(PROVINCE)
    with open_ledger(office.ledger_url) as ledger:
        assert [one.action for one in ledger.decisions()] == ["accept"] * 9 + ["approve"]
