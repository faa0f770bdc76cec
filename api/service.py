"""The ASGI application below /api, and /healthz beside it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message, Receive, Scope, Send

from api import guide, health, openapi, problems
from api.answers import Answers, in_thread, is_unchanged, understand
from api.datasets import BY_NAME
from api.formats import FORMATS, json_bytes
from api.parameters import LANG, RELEASE, check, language_of
from api.problems import BAD_METHOD, FAULT, NOT_FOUND, Problem
from api.vocabulary import Releases
from api.words import Words
from warehouse.connect import releases_root

log = logging.getLogger("mocso.api")

_METHODS = "GET, HEAD, OPTIONS"
# Anybody's page may read what anybody may read; nothing is allowed that would tell who asks.
_CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Disposition, Mocso-Release, Mocso-Synthetic",
}
_PREFLIGHT = {
    "allow": _METHODS,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "If-None-Match, Range",
    "access-control-max-age": "86400",
}
# Underscores stand in no name of the internet, but in those of containers and of nginx's upstreams.
_HOST = re.compile(r"[A-Za-z0-9._\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def routes(root: Callable[[], Path] = releases_root, *, base: str = "") -> list[BaseRoute]:
    """The routes of the API for an ASGI server, below `base` ("" or a path such as "/mocso")."""
    api = Api(root)

    async def to_guide(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{base}/api/v1/{query}", status_code=308)

    return [
        Route(f"{base}/healthz", api.health, methods=["GET"]),
        Route(f"{base}/api", to_guide, methods=["GET"]),
        Mount(f"{base}/api", app=api),
    ]


class Api:
    """Answers everything below /api, also what it does not know."""

    def __init__(self, root: Callable[[], Path] = releases_root) -> None:
        self._releases = Releases(root)
        self._answers = Answers()

    def close(self) -> None:
        """Remove what was put on disk."""
        self._answers.close()

    async def health(self, request: Request) -> Response:
        """Whether there is a release to show, how old it is, and how its checks went."""
        body, status = await in_thread(health.look, self._releases, datetime.now(UTC).date())
        return Response(
            json_bytes(body),
            status_code=status,
            media_type="application/json",
            headers={"cache-control": "no-store"},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a fault becomes a problem, the log gets the rest."""
        if scope["type"] != "http":
            # A websocket has no business here.
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        started = False

        async def open_to_all(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(_CORS)
            await send(message)

        try:
            await self._answer(request, scope, receive, open_to_all)
        except Problem as problem:
            await _tell(problem, request, open_to_all)
        except Exception:
            if started:
                raise
            log.exception("GET %s", request.url.path)
            fault = Problem(
                FAULT,
                Words(
                    "Yêu cầu này gặp lỗi; nhật ký máy chủ ghi lại.", "This request failed; the log says why."
                ),
            )
            await _tell(fault, request, open_to_all)

    async def _answer(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        if request.method == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
            return
        if request.method not in ("GET", "HEAD"):
            rule = Words("API này chỉ đọc: {methods}.", "This API is for reading: {methods}.")
            raise Problem(BAD_METHOD, rule, {"methods": _METHODS}, headers={"allow": _METHODS})
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path in ("/", "/v1"):
            query = f"?{request.url.query}" if request.url.query else ""
            root = scope.get("root_path", "")
            response: Response = RedirectResponse(f"{root}/v1/{query}", status_code=308)
        elif path == "/v1/":
            response = await self._guide(request)
        elif path == "/v1/openapi.json":
            response = await self._description(request)
        else:
            await self._data(path, request, scope, receive, send)
            return
        await response(scope, receive, send)

    async def _data(self, path: str, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        name, dot, suffix = path.removeprefix("/v1/").partition(".")
        if not path.startswith("/v1/") or name not in BY_NAME or (dot and suffix not in FORMATS):
            known = [f"/api/v1/{each}" for each in BY_NAME]
            raise Problem(
                NOT_FOUND,
                Words("Không có gì ở {path}.", "There is nothing at {path}."),
                {"path": problems.shown(request.url.path)},
                {"allowed": [*known, "/api/v1/", "/api/v1/openapi.json"]},
            )
        given = _given(request)
        asked = await in_thread(
            understand, BY_NAME[name], suffix or None, given, self._releases, _address(request)
        )
        await self._answers.send(asked, request, scope, receive, send)

    async def _description(self, request: Request) -> Response:
        given = _given(request)
        named = [value for value in given.get("release", ()) if value]
        known = await in_thread(self._releases.named, named[0] if named else None)
        check((LANG, RELEASE), given, known.ids)
        body = openapi.describe(known, self._releases.ids(), _address(request), language_of(given))
        return _tagged(request, json_bytes(body), "application/json", language_of(given))

    async def _guide(self, request: Request) -> Response:
        given = _given(request)
        known = await in_thread(self._releases.named, None)
        page = guide.page(known, _address(request), language_of(given))
        return _tagged(request, page.encode("utf-8"), "text/html; charset=utf-8", language_of(given))


def _given(request: Request) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    return given


def _address(request: Request) -> str:
    """The address of the dashboard as the reader knows it, ending in "/"; without a host that is none."""
    host = request.headers.get("host", "")
    base = str(request.scope.get("root_path", "")).removesuffix("/api")
    return f"{request.url.scheme}://{host}{base}/" if _HOST.fullmatch(host) else f"{base}/"


def _tagged(request: Request, body: bytes, media_type: str, language: str) -> Response:
    headers = {
        "etag": f'W/"{openapi.digest(body)}"',
        "cache-control": "public, no-cache",
        "content-language": language,
    }
    if is_unchanged(request, headers["etag"]):
        return Response(status_code=304, headers={**headers, "vary": "Accept-Encoding"})
    return Response(body, headers=headers, media_type=media_type)


async def _tell(problem: Problem, request: Request, send: Send) -> None:
    language = language_of(_given(request))
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    response = Response(
        json_bytes(problem.body(language, problems.shown(path))),
        status_code=problem.kind.status,
        media_type=problems.MEDIA_TYPE,
        headers={"cache-control": "no-store", "content-language": language, **problem.headers},
    )
    await response(request.scope, request.receive, send)
