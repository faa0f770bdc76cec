"""Whether a request may leave a file in the memory of the server: asked before a byte of it is read.

Streamlit takes a file from any open page, also from one that shows no place to put it. The pages ask `people`
when they run; this asks the same of a request that no page has seen.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard import people


def may_upload(request: HTTPConnection) -> bool:
    """Whether whoever sends it has the right to submit, by the cookie of the login or by sitting here."""
    if people.has_provider():
        person = people.identified(_claims(request))
        return person is not None and person.may("submit")
    client = request.client.host if request.client else None
    return people.is_local(client, dict(request.headers))


def _claims(request: HTTPConnection) -> dict[str, Any]:
    """What the login has put into the cookie; nothing where it is not ours or comes from another origin."""

    def part(name: str) -> bytes | None:
        value = request.cookies.get(name)
        if value is None:
            return None
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", errors="replace"))

    cookie = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    if cookie is None:
        return {}
    try:
        claims = json.loads(cookie)
    except ValueError:
        return {}
    origin = get_origin_from_redirect_uri()
    is_ours = isinstance(claims, dict) and claims.get("origin") == origin == request.headers.get("origin")
    return claims if is_ours else {}
