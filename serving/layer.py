"""The outermost layer of the server: it answers for static files, and looks after every other answer."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs

import anyio.to_thread
import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving import headers, letters, shell
from serving.compression import StaticFile, StaticFiles, accepted_codings
from serving.shell import Language
from serving.together import RunState, Together

# Open to anybody otherwise: sessions and caches of the process, and the door for programs that click.
CLOSED = ("_stcore/metrics", "_stcore/agent", "_stcore/script-health-check")
_STATIC = "static/"
_UPLOADS = "_stcore/upload_file/"
_FOREVER = "public, max-age=31536000, immutable"
# More than Streamlit's page has; a longer answer is no page that we know.
_LONGEST_SHELL = 1 << 20


class ServingLayer:
    """ASGI middleware around the whole server.

    `static` is Streamlit's folder of files; their names carry a hash, so that they may be kept for a year.
    `base` is the path below which the server stands ("" or "/mocso"); `preload` are scripts that the first
    page asks for later. `may_upload` says of a request whether it may leave or remove a file, `run_state` of
    a message to the browser what it says of the run of a page.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        static: Path,
        base: str = "",
        preload: Iterable[str] = (),
        may_upload: Callable[[HTTPConnection], bool] = lambda request: True,
        run_state: RunState = lambda data: None,
    ) -> None:
        self._app = app
        self._may_upload = may_upload
        self._run_state = run_state
        self._base = f"{base.rstrip('/')}/"
        self._fonts = _letters()
        edited = letters.without_whole if self._fonts else lambda name, data: data
        self._files = StaticFiles(static, edited=edited)
        self._preload = tuple(preload)
        self._shells: dict[tuple[str, Language], StaticFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a static file; let every other one through and look at its answer."""
        if scope["type"] == "websocket":
            together = Together(send, self._run_state)
            try:
                await self._app(scope, receive, together)
            finally:
                await together.close()
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._base)
        request = Headers(scope=scope)
        guarded = _Guard(send, request.get("host", ""))
        if any(path.strip("/").startswith(closed) for closed in CLOSED):
            await PlainTextResponse("Not Found", 404)(scope, receive, guarded)
        elif path.lstrip("/").startswith(_UPLOADS) and not self._takes(scope):
            # Answered without reading: the server then closes the connection.
            await PlainTextResponse("Forbidden", 403)(scope, receive, guarded)
        elif path.startswith(_STATIC) and await self._sent_file(path, request, scope, receive, guarded):
            return
        elif path.startswith(("api/", "media/", "_stcore/")):
            await self._app(scope, receive, guarded)
        else:
            # Compressed by the layers within, the page could not be read here.
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            within = {**scope, "headers": plain}
            await self._app(within, receive, _Page(self, scope, receive, guarded, request))

    def _takes(self, scope: Scope) -> bool:
        return scope["method"] == "OPTIONS" or self._may_upload(HTTPConnection(scope))

    async def _sent_file(
        self, path: str, request: Headers, scope: Scope, receive: Receive, send: Send
    ) -> bool:
        """Whether the file was ours to send. Parts of files, and what gains nothing, are Streamlit's."""
        if scope["method"] not in ("GET", "HEAD") or "range" in request:
            return False
        if font := self._fonts.get(path):
            await _send(font, ("identity", font.bodies["identity"]), _FOREVER, request, scope, receive, send)
            return True
        if not self._files.at_hand(path):
            found = await anyio.to_thread.run_sync(self._files.get, path)
        else:
            found = self._files.get(path)
        if found is None:
            return False
        body = found.best(accepted_codings(request.get("accept-encoding", "")))
        if body is None:
            return False
        await _send(found, body, _FOREVER, request, scope, receive, send)
        return True

    def shell(self, html: str, language: Language) -> StaticFile:
        """Streamlit's page in our words, compressed; made once for each language."""
        key = (hashlib.sha256(html.encode()).hexdigest(), language)
        if key not in self._shells:
            fonts = {style: f"./{_font_path(path)}" for style, path in letters.files().items()}
            data = shell.rewritten(html, language, preload=self._preload, fonts=fonts).encode("utf-8")
            file = StaticFile("text/html; charset=utf-8", hashlib.sha256(data).hexdigest()[:32])
            file.bodies = {
                "identity": data,
                "gzip": gzip.compress(data, 9, mtime=0),
                "br": brotli.compress(data),
            }
            self._shells[key] = file
        return self._shells[key]


def _font_path(path: Path) -> str:
    return f"{_STATIC}media/{path.name}"


def _letters() -> dict[str, StaticFile]:
    """The fonts of our letters by where they are asked for."""
    found = {}
    for path in letters.files().values():
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:32]
        found[_font_path(path)] = StaticFile("font/woff2", digest, {"identity": data})
    return found


async def _send(
    file: StaticFile,
    body: tuple[str, bytes],
    cache: str,
    request: Headers,
    scope: Scope,
    receive: Receive,
    send: Send,
    **more: str,
) -> None:
    coding, data = body
    etag = f'W/"{file.digest}"'
    said = {"cache-control": cache, "etag": etag, "vary": "Accept-Encoding", **more}
    if coding != "identity":
        said["content-encoding"] = coding
    if etag in [tag.strip() for tag in request.get("if-none-match", "").split(",")]:
        said.pop("content-encoding", None)
        await Response(status_code=304, headers=said)(scope, receive, send)
        return
    await Response(data, headers=said, media_type=file.media_type)(scope, receive, send)


class _Guard:
    """Puts our headers on an answer."""

    def __init__(self, send: Send, host: str) -> None:
        self._send = send
        self._host = host

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            said = MutableHeaders(scope=message)
            for name, value in headers.ALWAYS:
                said[name.decode()] = value.decode()
            if said.get("content-type", "").startswith("text/html"):
                said["content-security-policy"] = headers.content_security_policy(self._host).decode()
            # Only there to keep the layers between from compressing: on the wire it says nothing.
            if said.get("content-encoding") == "identity":
                del said["content-encoding"]
        await self._send(message)


class _Page:
    """Holds back an HTML page until it is whole, and sends ours for Streamlit's."""

    def __init__(
        self, layer: ServingLayer, scope: Scope, receive: Receive, send: Send, request: Headers
    ) -> None:
        self._layer = layer
        self._scope = scope
        self._receive = receive
        self._send = send
        self._request = request
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
            elif len(self._body) > _LONGEST_SHELL:
                await self._send(self._start)
                await self._send({**message, "body": bytes(self._body)})
                self._start = None

    def _is_page(self, message: Message) -> bool:
        said = Headers(raw=message["headers"])
        return (
            message["status"] == 200
            and said.get("content-type", "").startswith("text/html")
            and "content-encoding" not in said
        )

    async def _finish(self, start: Message) -> None:
        html = self._body.decode("utf-8", errors="replace")
        if self._scope["method"] == "HEAD":
            # Without its body nobody sees which page it is: the length alone would be wrong.
            del MutableHeaders(scope=start)["content-length"]
        elif shell.is_shell(html):
            query = parse_qs(self._scope["query_string"].decode("latin-1"))
            language: Language = "en" if query.get("lang", [""])[0] == "en" else "vi"
            file = self._layer.shell(html, language)
            accepted = [*accepted_codings(self._request.get("accept-encoding", "")), "identity"]
            body = file.best(accepted) or ("identity", file.bodies["identity"])
            await _send(
                file, body, "no-cache", self._request, self._scope, self._receive, self._send,
                **{"content-language": language},
            )  # fmt: skip
            return
        await self._send(start)
        await self._send({"type": "http.response.body", "body": bytes(self._body)})
