"""The API on a tiny release, without a server; and on the real release of this run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import routes
from tests.warehouse.conftest import fill
from tests.warehouse.tiny import Tiny
from warehouse.publish import publish


def served(root: Path) -> TestClient:
    """A client of the API on the releases in `root`."""
    return TestClient(Starlette(routes=routes(lambda: root)), base_url="http://moc-so.test")


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory with the tiny release as the current one."""
    root = tmp_path_factory.mktemp("tiny-releases")
    tiny = Tiny(root / "build.duckdb")
    fill(tiny)
    tiny.finish().close()
    publish(root / "build.duckdb", root)
    yield root
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="session")
def tiny(tiny_root: Path) -> TestClient:
    return served(tiny_root)


@pytest.fixture(scope="session")
def real(releases: Path) -> TestClient:
    return served(releases)
