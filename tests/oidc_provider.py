"""An OpenID provider of the tests' own: it signs in whoever the test names, without asking.

It keeps to what a real one does (discovery, one-time codes, PKCE, nonce, client secret, tokens signed by a
key of its key set, end of session), so that Streamlit's login runs as it will with any provider. By hand:

    python -m tests.oidc_provider PORT "Tên người" ten@tinh.gov.vn
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID = "moc-so"
CLIENT_SECRET = "chi-dung-de-thu"
COOKIE_SECRET = "8d6f1f0f3a5e4b7d9c2a6b5e4d3c2b1a0f9e8d7c"
_START_SECONDS = 20


@dataclass(slots=True)
class Provider:
    """The provider and what it was asked for; the test sets `person` (claims) and `lifetime` (seconds)."""

    issuer: str
    person: dict[str, Any] = field(default_factory=dict)
    lifetime: int = 3600
    signed_out: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "thu", "alg": "RS256"}))
    _codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_anybody(self, name: str, email: str, **claims: Any) -> None:
        """From now on this person signs in."""
        self.person = {"sub": email, "name": name, "email": email, "email_verified": True, **claims}

    def application(self) -> Starlette:
        """The provider as an ASGI application."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/jwks", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/logout", self._end_session),
            ]
        )

    def secrets_toml(self, redirect_uri: str, roles: str = "", *, cookie_secret: str = COOKIE_SECRET) -> str:
        """The `secrets.toml` of a dashboard that trusts this provider; `roles` are lines of [roles]."""
        return (
            f'[auth]\nredirect_uri = "{redirect_uri}"\ncookie_secret = "{cookie_secret}"\n'
            f'client_id = "{CLIENT_ID}"\nclient_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{self.issuer}/.well-known/openid-configuration"\n\n[roles]\n{roles}\n'
        )

    async def _discovery(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "end_session_endpoint": f"{self.issuer}/logout",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("client_id") != CLIENT_ID or asked.get("code_challenge_method") != "S256":
            return PlainTextResponse("unknown client, or no PKCE", 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = {
            "redirect_uri": asked["redirect_uri"],
            "nonce": asked.get("nonce"),
            "challenge": asked["code_challenge"],
            "claims": dict(self.person),
        }
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 302)

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        known = self._codes.pop(str(form.get("code")), None)
        if known is None or known["redirect_uri"] != form.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != known["challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if not _is_client(request.headers.get("authorization", "")):
            return JSONResponse({"error": "invalid_client"}, 401)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + self.lifetime}
        claims |= {"nonce": known["nonce"]} | known["claims"]
        token = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": token}
        )

    async def _end_session(self, request: Request) -> Response:
        asked = request.query_params
        claims = jwt.decode(asked["id_token_hint"], self.key, algorithms=["RS256"]).claims
        self.signed_out.append(str(claims["sub"]))
        return RedirectResponse(asked["post_logout_redirect_uri"], 302)


def _is_client(header: str) -> bool:
    scheme, _, value = header.partition(" ")
    if scheme != "Basic":
        return False
    name, _, secret = base64.b64decode(value).decode().partition(":")
    return (name, secret) == (CLIENT_ID, CLIENT_SECRET)


@contextmanager
def oidc_provider(port: int = 0) -> Iterator[Provider]:
    """A provider that answers on this computer until the block is left."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", port))
    provider = Provider(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server = uvicorn.Server(
        uvicorn.Config(provider.application(), log_config=None, access_log=False, lifespan="off")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(_START_SECONDS)
        listening.close()


def main() -> None:
    """Sign in one person until somebody presses Ctrl+C; prints what secrets.toml must say."""
    port, name, email = sys.argv[1:4]
    with oidc_provider(int(port)) as provider:
        provider.is_anybody(name, email)
        print(provider.secrets_toml("http://localhost:8501/oauth2callback", f'reviewer = ["{email}"]'))
        threading.Event().wait()


if __name__ == "__main__":
    main()
