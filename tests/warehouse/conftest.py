"""One tiny release file for the tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.tiny import Tiny
from warehouse.connect import Release, open_release


def fill(tiny: Tiny) -> None:
    """A nation with two documents, a province with a text, a province with cited figures only."""
    tiny.indicator("files", name_vi="Hồ sơ xử lý trên môi trường mạng", name_en="Files processed online")
    tiny.indicator("fibre", theme_id="digital_infrastructure")
    tiny.document("n-2020", "2020-06-03", number="749/QĐ-TTg")
    tiny.document("n-text", "2015-04-23", text="Một là, dữ liệu", period_start=2015, period_end=2020)
    ben = {"unit_id": "ben", "territory_id": "ben-1991"}
    rung = {"unit_id": "rung", "territory_id": "rung-1991"}
    quote = "Đến năm 2025, 90% hồ sơ\ncông việc"
    tiny.document("ben-text", "2021-03-29", text=quote, period_start=2020, period_end=2025, **ben)
    tiny.document("rung-cited", "2021-05-01", implements="749/QĐ-TTg;12/NQ", **rung)
    tiny.statement(
        "n-files", "n-2020", indicator_id="files", theme_id="digital_government", scope="province; district"
    )
    tiny.statement("n-fibre", "n-2020", indicator_id="fibre", theme_id="digital_infrastructure")
    tiny.statement(
        "ben-files", "ben-text", indicator_id="files", theme_id="digital_government", scope="province",
        value=90.0, evidence="quoted", quote=quote, quote_start=0, quote_end=len(quote), value_start=14,
        value_end=17, statement_vi="Đến năm 2025, 90% hồ sơ công việc, 100_% x", doubt=None,
    )  # fmt: skip
    tiny.statement(
        "ben-now", "ben-text", indicator_id="files", kind="baseline", horizon=None, horizon_basis="none"
    )
    tiny.statement(
        "rung-5g", "rung-cited", indicator_id="fibre", theme_id="digital_infrastructure", value=None
    )
    tiny.task("n-data", "n-text", "national", "data")
    tiny.task("n-security", "n-text", "national", "security")
    tiny.task("ben-data", "ben-text", "ben", "data")
    tiny.task("ben-own", "ben-text", "ben", "workforce")
    tiny.task("ben-none", "ben-text", "ben", None)
    tiny.task("ben-aim", "ben-text", "ben", "data", kind="aim")
    tiny.citation("ben-text", "749/QĐ-TTg", cited_document_id="n-2020")


@pytest.fixture(scope="session")
def release_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the tiny release."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.duckdb"
    tiny = Tiny(path)
    fill(tiny)
    tiny.finish().close()
    return path


@pytest.fixture(scope="session")
def release(release_path: Path) -> Iterator[Release]:
    """The tiny release, open as the dashboard opens it."""
    with open_release(release_path) as opened:
        yield opened


@pytest.fixture
def cursor(release: Release) -> duckdb.DuckDBPyConnection:
    """A cursor of the tiny release."""
    return release.cursor()
