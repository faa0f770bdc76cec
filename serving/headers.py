"""What browsers are told not to do with our pages."""

from __future__ import annotations

import re

# A page may ask for what comes from here, and for nothing else. Streamlit writes its styles into the page and
# puts scripts of `st.html` there, and asks for pictures that it made itself (data:, blob:).
_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'{websocket}",
    "media-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-write=(self)",
    ),
)
_HOST = re.compile(r"[A-Za-z0-9._\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def content_security_policy(host: str) -> bytes:
    """The policy of a page that was asked for at `host`.

    Older browsers do not count the websocket of a page as its own: it is named.
    """
    websocket = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(_POLICY).format(websocket=websocket).encode("latin-1")
