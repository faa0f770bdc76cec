"""Slices by URL: the same rows as the dashboard's, in every format, page by page."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from api import answers
from api.datasets import DATASETS
from api.formats import ArrowWriter
from dashboard import exports
from dashboard.selection import in_order, without_doubt
from tests.api.conftest import served
from tests.warehouse.tiny import Tiny
from warehouse import queries
from warehouse.connect import Release
from warehouse.publish import publish
from warehouse.queries.slices import COMPARISONS, STATEMENTS, Question
from warehouse.queries.walks import Walk, walk

NAMES = [dataset.name for dataset in DATASETS]


def rows_of(client: TestClient, path: str) -> list[dict[str, Any]]:
    """The rows of all pages, each of which is asked for by the link of the one before."""
    rows: list[dict[str, Any]] = []
    following: str | None = path
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["count"] == len(body["rows"])
        rows += body["rows"]
        following = body["next"]
        linked = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        assert (linked[1] if linked else None) == following
    return rows


@pytest.mark.parametrize("choice", [
    "",
    "unit=lao-cai",
    "unit=lao-cai&unit=national&horizon=2025",
    "kind=commitment&evidence=quoted",
    "q=dich+vu+cong",
    "certain=1&theme=digital_government",
    "theme=all",
    "q=khongcophatbieunao",
    "lang=en&unit=tay-ninh",
])  # fmt: skip
def test_the_csv_is_the_file_of_the_data_page(real: TestClient, release: Release, choice: str) -> None:
    chosen = dict.fromkeys(("unit", "horizon", "kind", "evidence", "theme"), None) | {
        name: values for name, values in parsed(choice).items() if values != ["all"]
    }
    frame = queries.statements(
        release.cursor(),
        units=chosen["unit"],
        horizons=[int(year) for year in chosen["horizon"] or []],
        kinds=chosen["kind"],
        evidence=chosen["evidence"],
        themes=chosen["theme"],
        doubts=["none", "document"] if "certain" in chosen else None,
        q=" ".join(chosen.get("q") or []),
    )
    language = (chosen.get("lang") or ["vi"])[0]
    expected = exports.statements_csv(
        frame, release=release.release_id, base_url="http://moc-so.test/", language=language
    )
    answer = real.get(f"/api/v1/statements.csv?{choice}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content == expected.data


def parsed(choice: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in filter(None, choice.split("&")):
        name, value = pair.split("=")
        found.setdefault(name, []).append(value.replace("+", " "))
    return found


@pytest.mark.parametrize("basis", ["at_issue", "today"])
@pytest.mark.parametrize("certain", [False, True])
def test_comparisons_are_the_pairs_of_the_compare_page(
    real: TestClient, release: Release, basis: Any, certain: bool
) -> None:
    frame = queries.comparisons(release.cursor(), basis, units=["lao-cai"], horizons=[2025, 2030])
    shown = in_order(without_doubt(frame) if certain else frame, [])
    rows = rows_of(
        real,
        f"/api/v1/comparisons?unit=lao-cai&horizon=2025&horizon=2030&basis={basis}&certain={int(certain)}",
    )
    key = ["province_statement_id", "national_statement_id", "scope", "national_scope", "verdict"]
    expected = shown[key].astype(object).where(shown[key].notna(), None)
    assert sorted(map(str, ([row[name] for name in key] for row in rows))) == sorted(
        map(str, expected.to_numpy().tolist())
    )
    assert rows


def test_a_search_among_comparisons_is_for_the_names_of_indicators(real: TestClient) -> None:
    rows = rows_of(real, "/api/v1/comparisons?q=dich+vu+cong")
    assert rows
    assert all(
        "dịch vụ công" in row["indicator_name_vi"].lower() or row["national_indicator_id"] for row in rows
    )
    assert not rows_of(real, "/api/v1/comparisons?q=khongcochitieunao")
    chosen = rows[0]["indicator_id"]
    assert rows_of(real, f"/api/v1/comparisons?q=khongco&indicator={chosen}") == rows_of(
        real, f"/api/v1/comparisons?indicator={chosen}"
    )


def test_what_is_not_asked_of_a_province_comes_only_by_name(real: TestClient) -> None:
    assert not [row for row in rows_of(real, "/api/v1/comparisons") if row["reason"] == "not_applicable"]
    named = rows_of(real, "/api/v1/comparisons?reason=not_applicable")
    assert named
    assert {row["reason"] for row in named} == {"not_applicable"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_hold_every_row_once(tiny: TestClient, name: str, limit: int) -> None:
    rows = rows_of(tiny, f"/api/v1/{name}?limit={limit}")
    assert rows == rows_of(tiny, f"/api/v1/{name}?limit=1000")
    assert rows
    assert len({str(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["statements", "comparisons", "coverage"])
def test_pages_of_the_real_release_hold_every_row_once(real: TestClient, release: Release, name: str) -> None:
    rows = rows_of(real, f"/api/v1/{name}?limit=97&unit=lao-cai")
    assert rows == rows_of(real, f"/api/v1/{name}?limit=1000&unit=lao-cai")


@pytest.mark.parametrize("name", NAMES)
def test_all_formats_hold_the_same_rows(tiny: TestClient, name: str) -> None:
    rows = rows_of(tiny, f"/api/v1/{name}")
    arrow = pa.ipc.open_stream(tiny.get(f"/api/v1/{name}.arrow").content).read_all()
    parquet = pq.read_table(io.BytesIO(tiny.get(f"/api/v1/{name}?format=parquet").content))
    lines = list(csv.DictReader(io.StringIO(tiny.get(f"/api/v1/{name}.csv").content.decode("utf-8-sig"))))

    def plain(table: pa.Table) -> list[dict[str, Any]]:
        return [
            {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
            for row in table.to_pylist()
        ]

    assert plain(arrow) == rows
    assert plain(parquet) == rows
    assert arrow.schema.equals(parquet.schema)
    assert [list(line) for line in lines] == [list(row) for row in rows]
    assert [line[next(iter(line))] for line in lines] == [str(row[next(iter(row))]) for row in rows]
    for field in arrow.schema:
        assert field.metadata[b"description_vi"] != field.metadata[b"description_en"]


@pytest.mark.parametrize("format_", ["csv", "arrow", "parquet"])
def test_a_page_of_a_file_links_to_the_next(tiny: TestClient, format_: str) -> None:
    answer = tiny.get(f"/api/v1/statements.{format_}?limit=2")
    linked = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
    assert linked
    second = tiny.get(linked[1])
    assert second.status_code == 200
    assert second.content != answer.content


def test_a_link_of_the_page_is_a_link_of_its_data(tiny: TestClient) -> None:
    # What only the page uses does nothing here.
    assert rows_of(tiny, "/api/v1/comparisons?unit=ben&gap=0&all=1") == rows_of(
        tiny, "/api/v1/comparisons?unit=ben"
    )
    page = tiny.get("/api/v1/comparisons?unit=ben&horizon=2025").json()["page"]
    assert page == "http://moc-so.test/compare?unit=ben&horizon=2025&release=tiny"


def test_what_is_held_already_is_not_sent_again(tiny: TestClient) -> None:
    for path in ("statements", "statements.csv", "statements.parquet", "releases", "", "openapi.json"):
        first = tiny.get(f"/api/v1/{path}")
        again = tiny.get(f"/api/v1/{path}", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == first.headers["etag"]
    tags = {
        tiny.get(path).headers["etag"]
        for path in (
            "/api/v1/statements",
            "/api/v1/statements?unit=ben",
            "/api/v1/statements?lang=en",
            "/api/v1/statements.csv",
            "/api/v1/statements?limit=1",
        )
    }
    assert len(tags) == 5


def test_what_is_not_sent_again_depends_on_the_coding_too(tiny: TestClient) -> None:
    for path in ("/api/v1/statements", "/api/v1/statements.csv", "/api/v1/", "/api/v1/openapi.json"):
        tag = tiny.get(path).headers["etag"]
        unchanged = tiny.get(path, headers={"If-None-Match": tag})
        assert (unchanged.status_code, unchanged.headers["vary"]) == (304, "Accept-Encoding")


@pytest.mark.parametrize(
    ("type_", "leftovers"),
    [
        (pa.float64(), (np.array([1.5, 2.5, 3.5]), np.array([1.5, -9.0, 3.5]))),
        (pa.int32(), (np.array([1, 2, 3], "i4"), np.array([1, 77, 3], "i4"))),
        (pa.date32(), (np.array([1, 2, 3], "i4"), np.array([1, 77, 3], "i4"))),
        (pa.bool_(), (np.array([0b111], "u1"), np.array([0b101], "u1"))),
    ],
    ids=str,
)
def test_arrow_shows_nothing_of_what_was_in_memory(type_: pa.DataType, leftovers: tuple[Any, Any]) -> None:
    """Where a value is missing, its place in memory holds whatever was there before."""
    schema = pa.schema([("value", type_)])
    files = []
    for values in leftovers:
        validity = pa.py_buffer(bytes([0b101]))
        column = pa.Array.from_buffers(type_, 3, [validity, pa.py_buffer(values.tobytes())])
        writer = ArrowWriter(schema)
        table = pa.table([column], schema=schema)
        files.append(writer.start() + writer.rows(table) + writer.rows(table.slice(1)) + writer.end())
        expected = column.to_pylist() + column.to_pylist()[1:]
        assert pa.ipc.open_stream(files[-1]).read_all()["value"].to_pylist() == expected
    assert files[0] == files[1]


def test_a_page_asked_for_again_is_not_read_again(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(*arguments: Any) -> Any:
        read.append(arguments)
        return walk(*arguments)

    monkeypatch.setattr(answers, "walk", counted)
    client = served(tiny_root)
    paths = [f"/api/v1/statements{more}" for more in ("?limit=2", ".csv?limit=2", ".csv?limit=2&lang=en")]
    for number, path in enumerate(paths, start=1):
        first, again = client.get(path), client.get(path)
        assert len(read) == number
        assert (again.content, again.headers) == (first.content, first.headers)
    # The links in it are those of the address that was asked.
    moved = client.get(paths[0], headers={"host": "elsewhere.test"})
    assert len(read) == len(paths) + 1
    assert moved.json()["page"].startswith("http://elsewhere.test/")


def test_a_pinned_release_may_be_kept_the_current_one_is_asked_for(tiny: TestClient) -> None:
    assert tiny.get("/api/v1/statements").headers["cache-control"] == "public, no-cache"
    assert "max-age=86400" in tiny.get("/api/v1/statements?release=tiny").headers["cache-control"]


def test_parquet_is_served_in_parts(tiny: TestClient) -> None:
    whole = tiny.get("/api/v1/statements.parquet")
    part = tiny.get("/api/v1/statements.parquet", headers={"Range": "bytes=-8"})
    assert part.status_code == 206
    assert part.content == whole.content[-8:]
    assert part.content.endswith(b"PAR1")


def test_head_says_what_get_would(tiny: TestClient) -> None:
    for path in ("statements", "statements.csv", "statements.parquet"):
        head, get = tiny.head(f"/api/v1/{path}"), tiny.get(f"/api/v1/{path}")
        assert head.status_code == 200
        assert head.content == b""
        for name in ("etag", "content-type", "cache-control", "mocso-release"):
            assert head.headers[name] == get.headers[name]


def test_a_new_release_answers_at_once_and_a_walk_stays_in_its_own(tmp_path: Path) -> None:
    def release(release_id: str, statements: int) -> None:
        tiny = Tiny(tmp_path / "build.duckdb")
        tiny.document("d", "2020-01-01")
        for number in range(statements):
            tiny.statement(f"s{number}", "d")
        connection = tiny.finish()
        connection.execute("UPDATE release SET release_id = $id", {"id": release_id})
        connection.close()
        publish(tmp_path / "build.duckdb", tmp_path)

    release("first", 3)
    client = served(tmp_path)
    page = client.get("/api/v1/statements?limit=2").json()
    tag = client.get("/api/v1/statements").headers["etag"]
    release("second", 5)
    assert client.get("/api/v1/statements", headers={"If-None-Match": tag}).json()["count"] == 5
    rest = client.get(page["next"]).json()
    assert (rest["release"], rest["count"], rest["next"]) == ("first", 1, None)
    assert client.get("/api/v1/statements?release=first").json()["count"] == 3
    kept = client.get("/api/v1/releases").json()["rows"]
    assert {row["release_id"]: row["is_current"] for row in kept} == {"first": False, "second": True}


def test_a_synthetic_release_says_so_everywhere(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path / "build.duckdb")
    connection = tiny.finish()
    connection.execute("UPDATE release SET is_synthetic = true")
    connection.close()
    publish(tmp_path / "build.duckdb", tmp_path)
    client = served(tmp_path)
    assert client.get("/api/v1/statements").json()["is_synthetic"] is True
    answer = client.get("/api/v1/statements.csv")
    assert answer.headers["mocso-synthetic"] == "true"
    assert "synthetic" in answer.headers["content-disposition"]
    arrow = pa.ipc.open_stream(client.get("/api/v1/statements.arrow").content)
    assert arrow.schema.metadata[b"is_synthetic"] == b"true"
    assert "giả lập" in client.get("/api/v1/").text


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of 50,000 statements of one document.

    All but the first say what was, not what is aimed at: as many goals of one indicator in one document would
    each be held against each of the others, for a minute.
    """
    root = tmp_path_factory.mktemp("wide")
    tiny = Tiny(root / "build.duckdb")
    tiny.indicator("files")
    tiny.document("d", "2020-01-01")
    tiny.statement("s", "d", indicator_id="files", theme_id="digital_government")
    connection: duckdb.DuckDBPyConnection = tiny.connection
    connection.execute(
        "INSERT INTO statements SELECT s.* REPLACE (statement_id || '-' || i AS statement_id, "
        "'baseline' AS kind, NULL AS horizon, 'none' AS horizon_basis, "
        "CASE WHEN i % 1000 = 7 THEN 'rare' ELSE folded END AS folded) "
        "FROM statements AS s, range(49999) AS r (i)"
    )
    tiny.finish().close()
    publish(root / "build.duckdb", root)
    return root


def test_rows_that_stand_far_apart_are_found_in_order(wide: Path) -> None:
    client = served(wide)
    ids = [row["statement_id"] for row in rows_of(client, "/api/v1/statements?q=rare&limit=20")]
    assert ids == [f"s-{number}" for number in range(7, 49_999, 1000)]


def test_a_block_holds_what_was_asked_for_whatever_lies_between(wide: Path) -> None:
    from warehouse.connect import current_release, open_release

    with open_release(current_release(wide)) as release:
        walk = Walk(release, Question(STATEMENTS, {}, "rare"))
        assert [walk.read(20).num_rows, walk.read(20).num_rows, walk.read(20).num_rows] == [20, 20, 10]
        assert walk.is_over
        assert walk.read(20).num_rows == 0
        assert Walk(release, Question(COMPARISONS, {"units": ["nowhere"]})).read(5).num_rows == 0


def test_a_large_csv_is_whole(wide: Path) -> None:
    answer = served(wide).get("/api/v1/statements.csv")
    frame = pd.read_csv(io.BytesIO(answer.content))
    assert len(frame) == frame["statement_id"].nunique() == 50_000


@pytest.mark.parametrize("query", ["", "q=rare", "theme=digital_government"])
def test_pages_put_together_are_the_stream(wide: Path, query: str) -> None:
    client = served(wide)
    stream = client.get(f"/api/v1/statements.csv?{query}").content
    answer = client.get(f"/api/v1/statements.csv?limit=10000&{query}")
    pages = answer.content
    head = pages.partition(b"\r\n")[0] + b"\r\n"
    while "next" in answer.links:
        answer = client.get(answer.links["next"]["url"])
        assert answer.content.startswith(head)
        pages += answer.content.removeprefix(head)
    assert pages == stream


def test_a_long_page_is_the_same_in_every_kind_of_file(wide: Path) -> None:
    client = served(wide)
    path = "/api/v1/statements.{}?limit=9000&theme=digital_government"
    answers = {kind: client.get(path.format(kind)).content for kind in ("arrow", "parquet", "csv")}
    arrow = pa.ipc.open_stream(answers["arrow"]).read_all()
    assert arrow.num_rows == 9_000
    assert arrow.equals(pq.read_table(io.BytesIO(answers["parquet"])))
    ids = pd.read_csv(io.BytesIO(answers["csv"]))["statement_id"]
    assert list(ids) == arrow["statement_id"].to_pylist()
