"""Who may do what: rights come from a proven identity, or from sitting at this very computer."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from dashboard import people
from dashboard.people import PUBLISHER, READER, REVIEWER, NotAllowed, Person, is_same_computer, person_of

NOW = 1_000_000.0
ROLES = {
    "reviewer": ["lan@tinh.vn"],
    "publisher": ["Minh@Tinh.vn"],
    "claim": "groups",
    "reviewer_values": ["soat-xet"],
    "publisher_values": ["cong-bo"],
}


def claims(**changed: Any) -> dict[str, Any]:
    return {
        "is_logged_in": True,
        "email": "lan@tinh.vn",
        "email_verified": True,
        "name": "Lan",
        "exp": NOW + 600,
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "rights"),
    [
        ({}, REVIEWER),
        ({"email": "LAN@tinh.vn"}, REVIEWER),
        ({"email_verified": "true"}, REVIEWER),
        ({"email": "minh@tinh.vn"}, PUBLISHER),
        ({"email": "ai@tinh.vn"}, READER),
        ({"email": ""}, READER),
        ({"email_verified": False}, READER),
        ({"email_verified": "false"}, READER),
        ({"email": "ai@tinh.vn", "groups": ["khac", "soat-xet"]}, REVIEWER),
        ({"email": "ai@tinh.vn", "groups": "cong-bo"}, PUBLISHER),
        ({"email": "ai@tinh.vn", "groups": ["soat"]}, READER),
    ],
)
def test_rights_come_from_the_roles(changed: dict[str, Any], rights: frozenset[str]) -> None:
    person = person_of(claims(**changed), ROLES, now=NOW)
    assert person is not None
    assert person.rights == rights
    assert not person.is_local


@pytest.mark.parametrize(
    "changed", [{"is_logged_in": False}, {"is_logged_in": "yes"}, {"exp": NOW - 600}, {"exp": None}]
)
def test_without_a_valid_proof_there_is_nobody(changed: dict[str, Any]) -> None:
    assert person_of(claims(**changed), ROLES, now=NOW) is None


def test_without_roles_everybody_reads() -> None:
    person = person_of(claims(groups=["None", ""]), {}, now=NOW)
    assert person is not None
    assert person.rights == READER


LOCAL = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.mark.parametrize("bound_to", ["localhost", "127.0.0.1", "::1"])
@pytest.mark.parametrize("client", [None, "127.0.0.1", "::1"])
@pytest.mark.parametrize("headers", [LOCAL, {"host": "127.0.0.1:8501"}, {"Host": "[::1]:8501"}])
def test_whoever_sits_at_the_computer_is_local(
    bound_to: str, client: str | None, headers: dict[str, str]
) -> None:
    assert is_same_computer(bound_to, client, headers)


@pytest.mark.parametrize(
    ("bound_to", "client", "headers"),
    [
        ("", None, LOCAL),
        ("0.0.0.0", None, LOCAL),
        ("10.0.0.4", None, LOCAL),
        ("localhost", "10.0.0.7", LOCAL),
        ("localhost", None, {}),
        ("localhost", None, {"Host": "mocso.tinh.vn"}),
        ("localhost", None, {"Host": "localhost.tinh.vn"}),
        ("localhost", None, {"Host": "["}),
        ("localhost", None, {**LOCAL, "Origin": "http://localhost:9999"}),
        ("localhost", None, {**LOCAL, "Origin": "https://tinh.vn"}),
        ("localhost", None, {**LOCAL, "Origin": "null"}),
        *(
            ("localhost", None, {**LOCAL, name: "127.0.0.1"})
            for name in ("X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP")
        ),
    ],
)
def test_whoever_comes_from_elsewhere_is_not_local(
    bound_to: str, client: str | None, headers: dict[str, str]
) -> None:
    assert not is_same_computer(bound_to, client, headers)


HOME = {
    "server.allowedHosts": ["localhost", "127.0.0.1", "::1", "localhost:8501", "[::1]:8501"],
    "server.corsAllowedOrigins": ["http://localhost:3000"],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
}


def test_a_server_that_answers_at_its_own_names_only_is_for_this_computer() -> None:
    assert not people.serves_others(HOME)
    assert not people.serves_others({**HOME, "server.corsAllowedOrigins": []})


@pytest.mark.parametrize(
    "changed",
    [
        {"server.allowedHosts": ["localhost", "mocso.tinh.vn"]},
        {"server.allowedHosts": "mocso.tinh.vn"},
        {"server.allowedHosts": ["*"]},
        {"server.allowedHosts": []},
        {"server.allowedHosts": ["localhost.tinh.vn"]},
        {"server.corsAllowedOrigins": ["https://mocso.tinh.vn"]},
        {"server.enableCORS": False},
        {"server.enableXsrfProtection": False},
    ],
)
def test_nobody_sits_at_a_server_that_answers_to_others(
    changed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {**HOME, "server.address": "localhost"}
    monkeypatch.setattr(st, "get_option", lambda name: options[name])
    monkeypatch.delenv(people.LOCAL_REVIEWER, raising=False)
    assert people.is_local(None, LOCAL)
    options |= changed
    assert people.serves_others(options)
    # Whatever the request claims: a proxy may have passed it on as it came.
    assert not people.is_local(None, LOCAL)


@pytest.mark.parametrize("value", ["off", "OFF", "0", "no", "false"])
def test_a_setting_switches_the_local_reviewer_off(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(people.LOCAL_REVIEWER, value)
    assert people.local_name() == ""


def test_the_local_reviewer_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(people.LOCAL_REVIEWER, raising=False)
    assert people.local_name()
    monkeypatch.setenv(people.LOCAL_REVIEWER, "Nguyễn Thị Soát")
    assert people.local_name() == "Nguyễn Thị Soát"


def test_an_action_without_the_right_is_refused() -> None:
    reader = Person("Ai", "ai@tinh.vn", READER, is_local=False)
    with pytest.raises(NotAllowed):
        people.require(None, "submit")
    with pytest.raises(NotAllowed):
        people.require(reader, "review")
    assert people.require(reader, "read") is reader


def test_the_record_names_the_address_that_was_checked() -> None:
    assert Person("Lan", "lan@tinh.vn", READER, is_local=False).author == "Lan <lan@tinh.vn>"
    assert Person("Lan", "", READER, is_local=True).author == "Lan"
