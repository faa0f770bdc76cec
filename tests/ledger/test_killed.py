"""A process that is killed at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from ledger import Ledger, open_ledger
from ledger.publish import publish_approved
from tests.ledger.conftest import PROJECT
from tests.ledger.postgresql import new_database
from warehouse.connect import current_release, open_release

ROUNDS = 100
# Every fifth lives long enough to be killed in the middle of a build, the others in a decision.
LIFE, LIFE_OF_A_PUBLISHER = 0.15, 0.9


def check(ledger: Ledger, acknowledged: Path, root: Path) -> set[str]:
    """What was acknowledged, all of which is there, beside a current release that can be read."""
    lines = acknowledged.read_text(encoding="utf-8").splitlines()
    decisions = {one.decision_id: one for one in ledger.decisions()}
    submissions = {one.submission_id for one in ledger.submissions()}
    kinds: set[str] = set()
    for line in map(json.loads, lines):
        if "decision_id" in line:
            kept = decisions[line["decision_id"]]
            assert (kept.action, kept.author, kept.at) == (line["action"], line["author"], line["at"])
            kinds.add(kept.action)
        elif "submission_id" in line:
            assert line["submission_id"] in submissions
            kinds.add("submit")
        else:
            kinds.add("release")
    with open_release(current_release(root)) as release:
        rows = release.cursor().execute("SELECT count(*) FROM comparison_rows").fetchall()
    assert rows[0][0] > 0
    return kinds


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_at_random_moments(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if engine == "sqlite":
        url = f"sqlite:///{tmp_path}/ledger.sqlite"
    else:
        url = new_database(request.getfixturevalue("server"))
    root, acknowledged = tmp_path / "releases", tmp_path / "acknowledged"
    acknowledged.touch()
    moments = random.Random(2026)
    with open_ledger(url) as ledger:
        publish_approved(ledger, PROJECT, root, "ai đó")
        command = [sys.executable, "-m", "tests.ledger.restless", url, str(root), str(acknowledged)]
        with subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as parent:
            assert parent.stdin is not None
            assert parent.stdout is not None
            kinds: set[str] = set()
            for number in count():
                # Something must be there to be lost: a slow computer comes as far in a longer life.
                if number >= ROUNDS and {"submit", "accept"} <= kinds:
                    break
                assert number < 10 * ROUNDS
                publishes = number % 5 == 4
                life = (LIFE_OF_A_PUBLISHER if publishes else LIFE) * (1 + number // ROUNDS)
                parent.stdin.write(f"{number} {'yes' if publishes else 'no'}\n")
                parent.stdin.flush()
                child = int(parent.stdout.readline())
                time.sleep(moments.uniform(0, life))
                os.kill(child, signal.SIGKILL)
                assert parent.stdout.readline().strip() == "gone"
                kinds |= check(ledger, acknowledged, root)
            parent.stdin.close()
        publish_approved(ledger, PROJECT, root, "ai đó")
        assert not list(root.glob(".*.tmp.duckdb*"))
