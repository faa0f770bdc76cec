"""Static files, the page and headers, around a small server that stands for Streamlit's."""

from __future__ import annotations

import gzip
import os
import re
import time
from pathlib import Path

import anyio
import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles as PlainFiles
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from serving import ServingLayer, letters
from serving.compression import StaticFiles, accepted_codings
from serving.shell import Language, inline_scripts, is_shell, rewritten

SHELL = Path(get_static_dir()) / "index.html"
SCRIPT = "console.log('mốc số');\n" * 5_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    (folder / "static" / "js").mkdir(parents=True)
    (folder / "static" / "js" / "a.abc123.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "static" / "font.woff2").write_bytes(os.urandom(5_000))
    (folder.parent / "secret.txt").write_text("secret")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    async def page(request: Request) -> Response:
        return FileResponse(SHELL)

    async def other(request: Request) -> Response:
        return HTMLResponse("<p>" + "another page " * 500)

    async def plain(request: Request) -> Response:
        return PlainTextResponse("sessions", headers={"content-encoding": "identity"})

    app = Starlette(
        routes=[
            Route("/_stcore/metrics", plain),
            Route("/_stcore/health", plain),
            Route("/other", other),
            Mount("/static", PlainFiles(directory=folder / "static")),
            Route("/", page),
            Route("/compare", page),
        ],
        middleware=[Middleware(ServingLayer, static=folder), Middleware(GZipMiddleware)],
    )
    return TestClient(app, base_url="http://moc-so.test")


def raw(client: TestClient, path: str, **headers: str) -> tuple[Response, bytes]:
    with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())  # type: ignore[return-value]


@pytest.mark.parametrize(("header", "codings"), [
    ("gzip, deflate, br", ["gzip", "deflate", "br"]),
    ("gzip;q=0, br;q=0.5", ["br"]),
    ("", []),
    ("br;q=x", []),
])  # fmt: skip
def test_refused_codings_are_not_used(header: str, codings: list[str]) -> None:
    assert accepted_codings(header) == codings


def test_a_file_is_compressed_once_and_brotli_follows(client: TestClient) -> None:
    path, accept = "/static/js/a.abc123.js", {"accept-encoding": "gzip, br"}
    first, body = raw(client, path, **accept)
    deadline = time.monotonic() + 20
    while first.headers["content-encoding"] != "br" and time.monotonic() < deadline:
        assert gzip.decompress(body).decode() == SCRIPT
        time.sleep(0.02)
        first, body = raw(client, path, **accept)
    assert brotli.decompress(body).decode() == SCRIPT
    assert first.headers["vary"] == "Accept-Encoding"
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert first.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert int(first.headers["content-length"]) == len(body)
    again = client.get(path, headers={**accept, "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(path, headers=accept)
    assert (head.headers["content-encoding"], head.content) == ("br", b"")


def test_readers_without_compression_and_readers_of_parts_get_the_file_itself(client: TestClient) -> None:
    path = "/static/js/a.abc123.js"
    answer, body = raw(client, path, **{"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert body.decode() == SCRIPT
    part = client.get(path, headers={"range": "bytes=0-6", "accept-encoding": "gzip, br"})
    assert (part.status_code, part.content) == (206, b"console")


def test_the_letters_are_sent_from_here_and_kept_for_a_year(client: TestClient) -> None:
    [path] = re.findall(r'href="./(static/media/normal[^"]*)"', client.get("/").text)
    answer, body = raw(client, f"/{path}", **{"accept-encoding": "br"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "font/woff2")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "content-encoding" not in answer.headers
    assert body == letters.files()["normal"].read_bytes()
    assert client.get("/static/media/normal.0.woff2").status_code == 404


def test_what_is_packed_already_is_left_alone(client: TestClient, folder: Path) -> None:
    answer, body = raw(client, "/static/font.woff2", **{"accept-encoding": "br"})
    assert "content-encoding" not in answer.headers
    assert body == (folder / "static" / "font.woff2").read_bytes()


@pytest.mark.parametrize("name", ["../secret.txt", "static/../../secret.txt", "/etc/passwd", "static/js", ""])
def test_nothing_outside_the_folder_is_read(folder: Path, name: str) -> None:
    files = StaticFiles(folder)
    assert files.get(name) is None
    files.close()


def test_what_is_kept_is_bounded(folder: Path) -> None:
    files = StaticFiles(folder, largest=10)
    assert files.get("static/js/a.abc123.js") is not None
    assert not files.at_hand("static/js/a.abc123.js")
    files.close()


@pytest.mark.parametrize("path", ["/", "/compare"])
@pytest.mark.parametrize(("query", "language"), [("", "vi"), ("?lang=en", "en"), ("?lang=fr", "vi")])
def test_the_page_speaks_the_language_of_its_address(
    client: TestClient, path: str, query: str, language: str
) -> None:
    answer = client.get(path + query)
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert answer.headers["cache-control"] == "no-cache"
    assert "<title>Mốc Số</title>" in answer.text
    assert "<title>Streamlit" not in answer.text
    assert "_stcore/agent" not in answer.text
    assert ("cần JavaScript" in answer.text) == (language == "vi")
    again = client.get(path + query, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_is_sent_compressed(client: TestClient) -> None:
    answer, body = raw(client, "/compare", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert is_shell(gzip.decompress(body).decode())


def test_another_page_stays_as_it_is(client: TestClient) -> None:
    assert client.get("/other").text == "<p>" + "another page " * 500


def test_everything_that_the_page_loads_is_kept() -> None:
    before = SHELL.read_text(encoding="utf-8")
    after = rewritten(before, "vi", preload=("./static/js/x.js",))
    for part in ("<script ", 'rel="stylesheet"', 'rel="preload"', '<div id="root">'):
        assert after.count(part) == before.count(part)
    assert after.count("modulepreload") == before.count("modulepreload") + 1
    own, *others = inline_scripts(after)
    assert others == inline_scripts(before)
    assert "ms-waiting" in own


@pytest.mark.parametrize(("language", "words"), [("vi", "Đang tải"), ("en", "Loading")])
def test_the_page_says_what_is_coming_before_its_scripts_are_there(language: Language, words: str) -> None:
    after = rewritten(SHELL.read_text(encoding="utf-8"), language)
    waiting = after[after.index('<div id="ms-wait"') : after.index('<div id="root">')]
    assert words in waiting
    assert 'role="status"' in waiting
    # Without scripts nothing will come.
    assert "#ms-wait { display: none; }" in after[after.index("<noscript>") : after.index("</noscript>")]


def test_every_answer_says_what_browsers_must_not_do(client: TestClient) -> None:
    for path in ("/", "/other", "/static/font.woff2", "/_stcore/health", "/nowhere"):
        answer = client.get(path, headers={"origin": "https://example.org"})
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"]
        assert "access-control-allow-origin" not in answer.headers
    policy = client.get("/").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "connect-src 'self' ws://moc-so.test wss://moc-so.test;" in policy
    forged = client.get("/", headers={"host": "a; script-src *"}).headers["content-security-policy"]
    assert "script-src *" not in forged


def test_the_doors_for_machines_that_are_not_ours_are_closed(client: TestClient) -> None:
    for path in ("/_stcore/metrics", "//_stcore/metrics", "/_stcore/agent/interact"):
        assert client.get(path).status_code == 404
    health = client.get("/_stcore/health")
    assert health.status_code == 200
    assert "content-encoding" not in health.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
@pytest.mark.parametrize("base", ["", "/mocso"])
def test_whoever_may_not_upload_is_refused_before_a_byte_is_read(
    folder: Path, method: str, base: str
) -> None:
    async def taken(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "OPTIONS":
            await receive()
        await PlainTextResponse("taken")(scope, receive, send)

    def may_upload(request: HTTPConnection) -> bool:
        return request.headers.get("who") == "lan"

    async def unread() -> Message:
        raise AssertionError("the body was read")

    async def asked(layer: ServingLayer, method: str, path: str, who: str) -> int:
        scope = {"type": "http", "method": method, "path": path, "query_string": b"",
                 "headers": [(b"who", who.encode())]}  # fmt: skip
        said: list[Message] = []

        async def send(message: Message) -> None:
            said.append(message)

        async def body() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        await layer(scope, body if who == "lan" else unread, send)
        return int(said[0]["status"])

    layer = ServingLayer(taken, static=folder, base=base, may_upload=may_upload)
    address = f"{base}/_stcore/upload_file/session/file"
    assert anyio.run(asked, layer, method, address, "") == 403
    assert anyio.run(asked, layer, method, address, "lan") == 200
    # A browser asks first, without saying who it is.
    assert anyio.run(asked, layer, "OPTIONS", address, "") == 200
