"""A real release for tests that show it: built once a run from data/, the way `python -m etl build` does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.connect import RELEASES_ENV, Release, current_release, open_release


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory with one published release; MOCSO_RELEASES names it while the tests run."""
    from etl.load import build_release
    from etl.read import read_corpus
    from etl.sources import load_corpus
    from etl.validate import run_checks
    from warehouse.publish import publish

    root = tmp_path_factory.mktemp("releases")
    corpus = load_corpus(Path(__file__).parents[1])
    readings = read_corpus(corpus)
    publish(build_release(corpus, readings, run_checks(corpus, readings), root), root)
    before = os.environ.get(RELEASES_ENV)
    os.environ[RELEASES_ENV] = str(root)
    yield root
    if before is None:
        del os.environ[RELEASES_ENV]
    else:
        os.environ[RELEASES_ENV] = before


@pytest.fixture(scope="session")
def many_provinces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a synthetic release of 34 provinces; nobody looks there before a test says so."""
    from tests.provinces import publish_many_provinces

    root = tmp_path_factory.mktemp("many")
    publish_many_provinces(root)
    return root


@pytest.fixture(scope="session")
def release(releases: Path) -> Iterator[Release]:
    """The published release, open."""
    with open_release(current_release(releases)) as opened:
        yield opened
