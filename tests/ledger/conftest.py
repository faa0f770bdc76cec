"""A ledger on either engine, and the corpus that its documents join."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.sources import Corpus, load_corpus
from ledger import Ledger, open_ledger
from tests.ledger.postgresql import new_database, postgresql_server

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """One PostgreSQL for all tests."""
    with postgresql_server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place for a ledger, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ledger.sqlite"
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """A new ledger, on each engine."""
    with open_ledger(url) as opened:
        yield opened


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The data folder of this tree without additions."""
    return load_corpus(PROJECT).with_additions(())
