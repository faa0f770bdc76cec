"""A person who never rests, to be killed: `python -m tests.ledger.restless URL RELEASES ACKNOWLEDGED`.

For every line "SEED PUBLISHES" on its standard input it starts a child (by fork, so that a hundred deaths
need no hundred imports), prints the child's number, and prints "gone" when the child has died. A child
submits, decides, approves and publishes at random for as long as it lives, and writes what the ledger has
acknowledged to the file ACKNOWLEDGED, one JSON object a line.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
from pathlib import Path

from etl.sources import Corpus, load_corpus
from ledger import Ledger, LedgerError, open_ledger
from ledger.model import Decision
from ledger.publish import publish_approved, roll_back
from tests.ledger.example import submit
from warehouse.errors import MocSoError
from warehouse.publish import list_releases

PROJECT = Path(__file__).resolve().parents[2]


class Restless:
    """One such person."""

    def __init__(self, ledger: Ledger, corpus: Corpus, root: Path, told: int, seed: int) -> None:
        self.ledger, self.corpus, self.root, self.told = ledger, corpus, root, told
        self.random = random.Random(seed)
        self.name = f"người {seed}"

    def say(self, *decisions: Decision) -> None:
        """Write down what was acknowledged; one call, so that no line is ever half there."""
        for one in decisions:
            line = {"decision_id": one.decision_id, "action": one.action, "author": one.author, "at": one.at}
            os.write(self.told, (json.dumps(line) + "\n").encode())

    def publish(self) -> None:
        """Publish, or go back to an earlier release."""
        if self.random.random() < 0.2 and (kept := list_releases(self.root)):
            release_id = self.random.choice(kept).stem.removeprefix("mocso-")
            path = roll_back(self.ledger, self.root, release_id, self.name, reason="thử")
        else:
            path = publish_approved(self.ledger, PROJECT, self.root, self.name)
        os.write(self.told, (json.dumps({"release": path.name}) + "\n").encode())

    def act(self) -> None:
        """One thing at random, on something at random."""
        roll = self.random.random()
        known = self.ledger.submissions()[:5]
        if not known or roll < 0.15:
            number = self.random.randrange(10**9)
            made = submit(self.ledger, self.corpus, extra=f"\n{number}", number=f"{number}/KH-UBND")
            os.write(self.told, (json.dumps({"submission_id": made.submission_id}) + "\n").encode())
            return
        one = self.random.choice(known)
        id_ = one.submission_id
        if roll < 0.2:
            seen = one.document_decision_id
            changes = {"note": str(self.random.random())}
            self.say(self.ledger.edit_document(id_, changes, self.name, seen=seen, corpus=self.corpus))
        elif roll < 0.3:
            self.say(*self.ledger.bulk_accept(id_, self.name, threshold=0.9))
        elif roll < 0.45:
            seen = one.last_decision_id
            self.say(self.ledger.approve(id_, self.name, seen=seen, corpus=self.corpus))
        elif roll < 0.5:
            seen = one.document_decision_id
            self.say(self.ledger.withdraw(id_, self.name, seen=seen, reason="thử"))
        else:
            candidate = self.random.choice(self.ledger.candidates(id_))
            key, seen = candidate.statement_key, candidate.last_decision_id
            if roll < 0.85:
                self.say(self.ledger.accept(id_, key, self.name, seen=seen))
            else:
                self.say(self.ledger.reject(id_, key, self.name, seen=seen, reason="thử"))


def live(url: str, root: Path, told: int, seed: int, *, publishes: bool, corpus: Corpus) -> None:
    """Act until killed."""
    with open_ledger(url) as ledger:
        person = Restless(ledger, corpus, root, told, seed)
        while True:
            with contextlib.suppress(LedgerError):
                person.act()
            if publishes:
                with contextlib.suppress(MocSoError):
                    person.publish()


def main() -> None:
    """Start a child a line, one after the other."""
    url, root, acknowledged = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    corpus = load_corpus(PROJECT).with_additions(())
    told = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for line in sys.stdin:
        seed, publishes = line.split()
        child = os.fork()
        if child == 0:
            live(url, root, told, int(seed), publishes=publishes == "yes", corpus=corpus)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
