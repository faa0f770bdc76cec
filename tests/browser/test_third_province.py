"""From an empty checkout to a third province: a DOCX and a PDF are handed in, reviewed, published and found.

With SQLite and one process; with PostgreSQL and two, where one takes the files in and the other has the desk.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger import open_ledger
from tests.browser import planner
from tests.browser.conftest import ROOT, complete, dashboard
from tests.intake.third_province import PLAN_NUMBER, PROVINCE, UNIT_ID, write
from tests.ledger.postgresql import new_database, postgresql_server

NOT_IN_A_CHECKOUT = (".git", ".venv", "build", "screenshots", "__pycache__", ".*_cache", ".hypothesis")
AUTHOR = "Nguyễn Thị Lan"


@dataclass(frozen=True)
class Office:
    """A fresh checkout with its dashboards: the first takes files in, the last reviews."""

    servers: tuple[str, ...]
    ledger_url: str


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    checkout, releases = tmp_path / "checkout", tmp_path / "checkout" / "build" / "releases"
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(*NOT_IN_A_CHECKOUT))
    with ExitStack() as stack:
        if request.param == "sqlite":
            count, url = 1, f"sqlite:///{checkout}/build/ledger.sqlite"
        else:
            count, url = 2, new_database(stack.enter_context(postgresql_server()))
        env = {"MOCSO_LOCAL_REVIEWER": AUTHOR, "MOCSO_LEDGER_URL": url, "MOCSO_RELEASES": str(releases)}
        subprocess.run(
            [sys.executable, "-m", "etl", "build", "--if-changed"],
            cwd=checkout, env=os.environ | env, check=True, capture_output=True,
        )  # fmt: skip
        servers = tuple(
            stack.enter_context(dashboard(releases, tmp_path / f"log{one}", env=env, project=checkout))
            for one in range(count)
        )
        yield Office(servers, url)


def new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1440, "height": 1000}, locale="vi-VN").new_page()


def test_a_third_province_is_brought_and_found(office: Office, browser: Browser, tmp_path: Path) -> None:
    first, last = office.servers[0], office.servers[-1]
    plan, programme = write(tmp_path)
    # A reader in each process, before anything is there.
    readers = []
    for server in office.servers:
        reader = new_page(browser)
        reader.goto(f"{server}coverage")
        complete(reader)
        expect(reader.get_by_role("main")).not_to_contain_text(PROVINCE)
        readers.append(reader)

    page = new_page(browser)
    submission = planner.hand_in(page, first, plan)
    planner.at_desk(page, last, submission)
    # The doubts come first: two statements say otherwise of one thing. One of them is of another thing.
    expect(page.get_by_text("Cần để ý", exact=True)).to_be_visible()
    planner.correct_indicator(
        page, "internet bang rong", "Tỷ lệ hộ gia đình có Internet băng rộng", "nói về hộ đã có đường truyền"
    )
    planner.accept_all(page)
    planner.approve(page)
    submission = planner.hand_in(page, first, programme)
    planner.at_desk(page, last, submission)
    planner.accept_all(page)
    planner.approve(page)
    planner.publish(page, last)

    # The open sessions take it up at their next action, in both processes, and say so.
    for server, reader in zip(office.servers, readers, strict=True):
        reader.get_by_role("link", name="So sánh", exact=True).first.click()
        complete(reader)
        expect(reader.get_by_role("main")).to_contain_text(PROVINCE)
        for path in (f"compare?unit={UNIT_ID}", f"coverage?unit={UNIT_ID}", f"data?unit={UNIT_ID}"):
            reader.goto(f"{server}{path}")
            complete(reader)
            expect(reader.get_by_role("main")).to_contain_text(PROVINCE)
        # On the data page each number leads to its sentence, with its page.
        evidence_says_the_page(reader, server)

    with open_ledger(office.ledger_url) as ledger:
        decisions = ledger.decisions()
        assert {one.author for one in decisions} == {AUTHOR}
        assert [one.action for one in decisions].count("approve") == 2
        corrected = [one for one in decisions if one.action == "correct"]
        assert [one.reason for one in corrected] == ["nói về hộ đã có đường truyền"]


def evidence_says_the_page(page: Page, server: str) -> None:
    """What the API says of the plan, and the evidence of a number in a list and of one in a table."""
    with urlopen(f"{server}api/v1/statements?unit={UNIT_ID}") as answer:
        rows = json.load(answer)["rows"]
    assert {row["unit_id"] for row in rows} == {UNIT_ID}
    assert len(rows) >= 12
    plan = [row for row in rows if row["document_id"].startswith(f"{UNIT_ID}-118")]
    for value, number in ((85.0, 1), (75.5, 2)):
        row = next(one for one in plan if one["value"] == value)
        page.goto(f"{server}evidence?statement={row['statement_id']}")
        complete(page)
        main = page.get_by_role("main")
        expect(main).to_contain_text(PLAN_NUMBER)
        expect(main).to_contain_text(re.compile(rf"[Tt]rang {number}\b"))
        expect(main).to_contain_text(AUTHOR)
