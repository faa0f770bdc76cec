"""Who acts, and what they may do; the only place that asks Streamlit about login.

Reading is open to everybody. The rights to submit, review and publish come from one of two places:

* Where `.streamlit/secrets.toml` has an `[auth]` section, from the signed-in person and `[roles]` there:

      [roles]
      reviewer = ["lan@tinh.gov.vn"]              # submit and review
      publisher = ["minh@tinh.gov.vn"]            # submit, review and publish
      claim = "groups"                            # or by a claim of the provider: its name,
      reviewer_values = ["mocso-soat-xet"]        # and the values that make a reviewer
      publisher_values = ["mocso-cong-bo"]        # or a publisher

  Whoever is in neither list reads.
* Where no provider is set up and the server is for this computer only, by where it listens and by the names
  at which it answers, whoever sits at this computer may do everything without login.
  `MOCSO_LOCAL_REVIEWER=off` switches that off; any other value is the name that stands beside the decisions
  (default: the name of the account that runs the server).

Else nobody may do more than read. A page hides what a person may not do; that is a courtesy. What protects
is `acting`, which asks again at the moment of every action.
"""

from __future__ import annotations

import getpass
import ipaddress
import os
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from warehouse.errors import MocSoError

Right = Literal["read", "submit", "review", "publish"]
READER: Final[frozenset[Right]] = frozenset({"read"})
REVIEWER: Final[frozenset[Right]] = READER | {"submit", "review"}
PUBLISHER: Final[frozenset[Right]] = REVIEWER | {"publish"}

LOCAL_REVIEWER: Final = "MOCSO_LOCAL_REVIEWER"
_OFF: Final = frozenset({"off", "0", "no", "false", "tắt"})
# What a proxy adds: with one of these the request began somewhere else.
_FORWARDED: Final = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")
# The settings by which a server answers to others than those who sit at it; see `serves_others`.
_SERVES_OTHERS: Final = (
    "server.allowedHosts",
    "server.corsAllowedOrigins",
    "server.enableCORS",
    "server.enableXsrfProtection",
)
# Clocks of two machines may differ by as much; seconds.
_CLOCK_SKEW: Final = 60


class NotAllowed(MocSoError):
    """The person may not do this; nothing was done. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose decisions are recorded. `email` is "" for the local reviewer."""

    name: str
    email: str
    rights: frozenset[Right]
    is_local: bool

    def may(self, right: Right) -> bool:
        """Whether the person has `right`."""
        return right in self.rights

    @property
    def author(self) -> str:
        """How the ledger names the person: names are not unique and may be chosen, addresses are checked."""
        return f"{self.name} <{self.email}>" if self.email and self.email != self.name else self.name


def signed_in() -> Person | None:
    """Who acts in this run; None for a reader whom nobody knows. Asked anew at every call."""
    if has_provider():
        return identified(_claims())
    if is_local(st.context.ip_address, st.context.headers.to_dict()):
        return Person(local_name(), "", PUBLISHER, is_local=True)
    return None


def may(right: Right) -> bool:
    """Whether whoever acts in this run has `right`."""
    if right == "read":
        return True
    person = signed_in()
    return person is not None and person.may(right)


def require(person: Person | None, right: Right) -> Person:
    """The person, who has `right`; raises `NotAllowed` otherwise."""
    if person is None:
        raise NotAllowed("Bạn chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn. Hãy đăng nhập rồi làm lại.")
    if not person.may(right):
        raise NotAllowed("Tài khoản của bạn không có quyền làm việc này. Hãy liên hệ người quản trị.")
    return person


def acting(right: Right) -> Person:
    """Who acts at this moment, with `right`; to be called by every action. Raises `NotAllowed`."""
    return require(signed_in(), right)


def has_provider() -> bool:
    """Whether a login is configured; then nobody acts without it."""
    return secrets_singleton.load_if_toml_exists() and "auth" in secrets_singleton


def has_expired() -> bool:
    """Whether somebody is signed in whose proof of it has run out."""
    return has_provider() and bool(_claims().get("is_logged_in")) and _is_expired(_claims(), time.time())


def local_name() -> str:
    """The name of the local reviewer; "" where there is none by `MOCSO_LOCAL_REVIEWER`."""
    chosen = os.environ.get(LOCAL_REVIEWER, "").strip()
    if chosen.casefold() in _OFF:
        return ""
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "local"


def identified(claims: Mapping[str, Any]) -> Person | None:
    """Who an identity token tells of now, with the configured roles; see `person_of`."""
    return person_of(claims, _roles(), now=time.time())


def person_of(claims: Mapping[str, Any], roles: Mapping[str, Any], *, now: float) -> Person | None:
    """Who an identity token tells of, with the rights that `roles` give; None where it proves nobody.

    `claims` are those of the token with Streamlit's `is_logged_in`, `now` seconds since 1970. An address
    that the provider says is not verified gives no rights. A token without `exp` proves nobody.
    """
    if claims.get("is_logged_in") is not True or _is_expired(claims, now):
        return None
    email = str(claims.get("email") or "").strip()
    verified = claims.get("email_verified", True)
    is_proven = verified is True or str(verified).casefold() == "true"
    name = " ".join(str(claims.get("name") or email or claims.get("sub") or "").split())
    if not name:
        return None
    return Person(name, email if is_proven else "", _rights(email if is_proven else "", claims, roles), False)


def is_local(client: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request is the local reviewer's: there is one, and it comes from this very computer."""
    options = {name: st.get_option(name) for name in _SERVES_OTHERS}
    bound_to = str(st.get_option("server.address") or "")
    return bool(local_name()) and not serves_others(options) and is_same_computer(bound_to, client, headers)


def serves_others(options: Mapping[str, Any]) -> bool:
    """Whether the settings of the server are those of one that people reach from elsewhere.

    A proxy that says nothing of itself may pass on any name and origin that a program far away has made up.
    It cannot serve anybody, though, before the server was told to answer at a name of its own, or to ask
    nobody where a page comes from; then nobody is taken for sitting at the computer. No name at all means
    every name (server.allowedHosts).
    """
    hosts, origins = _listed(options["server.allowedHosts"]), _listed(options["server.corsAllowedOrigins"])
    checks = (hosts, options["server.enableCORS"], options["server.enableXsrfProtection"])
    return not all(checks) or not all(_is_loopback(_bare(str(name))) for name in (*hosts, *origins))


def is_same_computer(bound_to: str, client: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from the computer itself: the server listens there only, and so on.

    `bound_to` is `server.address`, `client` the address of the other end (None: loopback, as Streamlit
    tells it), `headers` those of the request, with names in any case.
    """
    lower = {name.casefold(): value for name, value in headers.items()}
    if any(name in _FORWARDED or name.startswith("x-forwarded") for name in lower):
        return False
    host, origin = lower.get("host", ""), lower.get("origin", "")
    return (
        _is_loopback(bound_to)
        and (client is None or _is_loopback(client))
        and _is_loopback(_host_of(f"//{host}"))
        # A page of another origin must not act through the browser of whoever sits here.
        and (not origin or urlsplit(origin).netloc.casefold() == host.casefold())
    )


def _claims() -> dict[str, Any]:
    return {name: st.user.get(name) for name in st.user}


def _roles() -> Mapping[str, Any]:
    roles = secrets_singleton.get("roles", {})
    return roles if isinstance(roles, Mapping) else {}


def _is_expired(claims: Mapping[str, Any], now: float) -> bool:
    try:
        return float(claims["exp"]) + _CLOCK_SKEW < now
    except (KeyError, TypeError, ValueError):
        return True


def _rights(email: str, claims: Mapping[str, Any], roles: Mapping[str, Any]) -> frozenset[Right]:
    named = roles.get("claim")
    held = {str(one) for one in _listed(claims.get(str(named)))} if named else set()
    for role, rights in (("publisher", PUBLISHER), ("reviewer", REVIEWER)):
        by_email = {str(one).strip().casefold() for one in _listed(roles.get(role))}
        by_claim = {str(one) for one in _listed(roles.get(f"{role}_values"))}
        if (email and email.casefold() in by_email) or held & by_claim:
            return rights
    return READER


def _listed(value: Any) -> Collection[Any]:
    if value is None or value == "":
        return ()
    if isinstance(value, (list, tuple, set, frozenset)):
        return value
    return (value,)


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _bare(name: str) -> str:
    """The host of a name that may have a scheme or a port: "http://localhost:8501", "[::1]:8501", "::1"."""
    place = name.rpartition("//")[2]
    return place if place.count(":") > 1 and "[" not in place else _host_of(f"//{place}")


def _is_loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
