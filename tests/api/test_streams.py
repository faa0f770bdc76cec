"""What leaves is never held whole; and what a reader of the guide pastes works. Over a real socket."""

from __future__ import annotations

import csv
import shlex
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import anyio
import duckdb
import pandas as pd
import pyarrow as pa
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api import answers, routes
from api.guide import SNIPPETS, code_of
from api.vocabulary import Releases
from tests.warehouse.tiny import Tiny
from warehouse.publish import publish
from warehouse.queries.walks import Walk

ROWS = 60_000


@contextmanager
def listening(root: Path) -> Iterator[int]:
    """The API on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = uvicorn.Config(Starlette(routes=routes(lambda: root)), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        try:
            yield int(taken.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("large")
    tiny = Tiny(root / "build.duckdb")
    tiny.document("d", "2020-01-01")
    tiny.statement("s", "d")
    tiny.connection.execute(
        "INSERT INTO statements SELECT s.* REPLACE (s.statement_id || '-' || i AS statement_id, "
        "repeat('Đến năm 2025 ', 30) AS statement_vi) FROM statements AS s, range($n) AS r (i)",
        {"n": ROWS - 1},
    )
    tiny.finish().close()
    publish(root / "build.duckdb", root)
    return root


@pytest.mark.parametrize("format_", ["csv", "arrow"])
def test_the_first_rows_leave_while_the_last_are_not_read(
    large: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    read: list[int] = []
    before = Walk.read

    def counted(self: Walk, rows: int) -> pa.Table:
        block = before(self, rows)
        read.append(block.num_rows)
        return block

    monkeypatch.setattr(Walk, "read", counted)
    with listening(large) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"/api/v1/statements.{format_}")
        answer = connection.getresponse()
        first = answer.read(1000)
        assert len(first) == 1000
        # Buffers of the way hold some blocks; a reader that stops stops the reading.
        waiting = 0
        while waiting < sum(read):
            waiting = sum(read)
            time.sleep(0.3)
        assert 0 < waiting < ROWS / 2
        while answer.read(1 << 20):
            pass
        connection.close()
    assert sum(read) == ROWS
    assert max(read) <= answers.BLOCK


def test_a_reader_who_goes_away_frees_the_place(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "STREAMS_AT_ONCE", 1)
    with listening(large) as port:
        gone = HTTPConnection("127.0.0.1", port, timeout=30)
        gone.request("GET", "/api/v1/statements.csv")
        left = gone.getresponse()
        left.read(1000)
        refused = HTTPConnection("127.0.0.1", port, timeout=30)
        refused.request("GET", "/api/v1/statements.csv")
        answer = refused.getresponse()
        assert (answer.status, answer.getheader("retry-after")) == (503, "5")
        answer.read()
        # Pages are small and go on being answered.
        refused.request("GET", "/api/v1/statements?limit=1")
        page = refused.getresponse()
        assert page.status == 200
        page.read()
        left.close()
        gone.close()
        deadline = time.monotonic() + 20
        status = 0
        while status != 200 and time.monotonic() < deadline:
            refused.request("GET", "/api/v1/statements.csv")
            answer = refused.getresponse()
            status = answer.status
            answer.read()
        refused.close()
        assert status == 200


@pytest.mark.parametrize("query", ["", "?limit=5000"])
def test_no_part_is_more_than_the_socket_takes_soon(large: Path, query: str) -> None:
    parts: list[int] = []
    app = Starlette(routes=routes(lambda: large))

    async def noted(scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            parts.append(len(message.get("body", b"")))
            await send(message)

        await app(scope, receive, note)

    body = TestClient(noted).get(f"/api/v1/statements.csv{query}").content
    assert max(parts) == answers.AT_ONCE
    assert sum(parts) == len(body) > 10 * answers.AT_ONCE
    assert len(list(csv.reader(body.decode("utf-8-sig").splitlines()))) == 1 + (5000 if query else ROWS)


def test_memory_does_not_grow_with_the_slice(large: Path) -> None:
    """Blocks go through; the whole is some 40 MB."""
    releases = Releases(lambda: large)
    from api.datasets import BY_NAME

    asked = answers.understand(BY_NAME["statements"], "csv", {}, releases, "")
    reader, writer = asked.reader(), answers._writer(asked)
    sent = 0
    most_arrow = 0
    tracemalloc.start()
    while not reader.is_over:
        sent += len(writer.rows(reader.read(answers.BLOCK)))
        most_arrow = max(most_arrow, pa.total_allocated_bytes())
    most_python = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > 40_000_000
    assert most_arrow < 60_000_000
    assert most_python < 15_000_000


@pytest.mark.parametrize("chosen", [("csv", {}), ("parquet", {}), ("csv", {"limit": ["10000"]})], ids=str)
def test_a_reader_who_takes_nothing_is_let_go(
    large: Path, monkeypatch: pytest.MonkeyPatch, chosen: tuple[str, dict[str, list[str]]]
) -> None:
    monkeypatch.setattr(answers, "STALLED_SECONDS", 0.2)

    async def stalled(message: object) -> None:
        await anyio.sleep_forever()

    async def never() -> dict[str, str]:
        await anyio.sleep_forever()
        raise AssertionError

    async def run() -> None:
        from starlette.requests import Request

        from api.datasets import BY_NAME

        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
        asked = answers.understand(BY_NAME["statements"], *chosen, Releases(lambda: large), "")
        many = answers.Answers()
        with anyio.fail_after(20):
            await many.send(asked, Request(scope), scope, never, stalled)
        assert many._streams == 0
        many.close()

    anyio.run(run)


def test_a_file_that_is_written_keeps_no_question_waiting(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "QUERIES_AT_ONCE", 1)
    writing, may_end = threading.Event(), threading.Event()

    def slow(asked: answers.Asked) -> Iterator[pa.Table]:
        writing.set()
        may_end.wait(20)
        yield asked.reader().read(10)

    monkeypatch.setattr(answers, "_blocks", slow)
    with listening(large) as port:
        files = [HTTPConnection("127.0.0.1", port, timeout=30) for _ in range(3)]
        for number, file in enumerate(files):
            file.request("GET", f"/api/v1/statements.parquet?certain={number % 2}")
        try:
            assert writing.wait(20)
            for path in ("/healthz", "/api/v1/statements?limit=1"):
                with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                    assert answer.status == 200
        finally:
            may_end.set()
        for file in files:
            assert file.getresponse().read().endswith(b"PAR1")
            file.close()


def test_the_snippet_for_pandas_works_as_it_is_pasted(releases: Path) -> None:
    known = Releases(lambda: releases).named(None)
    snippet = next(snippet for snippet in SNIPPETS if snippet.key == "pandas")
    with listening(releases) as port:
        found: dict[str, pd.DataFrame] = {}
        exec(code_of(snippet, known, f"http://127.0.0.1:{port}/"), found)
    assert list(found["targets"]["statement_id"]) == list(found["typed"]["statement_id"])
    assert set(found["targets"]["unit_id"]) == {known.ids["provinces"][0]}
    assert set(found["typed"]["horizon"]) == {2025}
    assert str(found["typed"]["horizon"].dtype).startswith("int")


def test_the_snippet_for_duckdb_without_internet_works_as_it_is_pasted(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one needs httpfs, which is no part of what we install; it asks the same of the address."""
    known = Releases(lambda: releases).named(None)
    offline, online = (
        next(snippet for snippet in SNIPPETS if snippet.key == key) for key in ("duckdb-file", "duckdb")
    )
    monkeypatch.chdir(tmp_path)
    with listening(releases) as port:
        code = code_of(offline, known, f"http://127.0.0.1:{port}/")
        download, _, sql = code.partition("\n")
        mark, program, option, name, address = shlex.split(download)
        assert (mark, program, option) == ("--", "curl", "-o")
        with urlopen(address) as answer:
            Path(name).write_bytes(answer.read())
    rows = duckdb.connect().execute(code).fetchall()
    assert rows
    assert {row[1] for row in rows} == {2025}
    direct = code_of(online, known, f"http://127.0.0.1:{port}/")
    assert direct.endswith(sql.replace(name, address))
