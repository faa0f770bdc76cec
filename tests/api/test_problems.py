"""What is no data: every wrong request gets a problem that says what would be right; none gets a fault."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api import answers
from api.answers import Answers
from api.datasets import DATASETS
from api.parameters import LONGEST_SEARCH, MOST_VALUES
from api.problems import Problem
from tests.api.conftest import served
from tests.warehouse.tiny import Tiny
from warehouse.connect import POINTER, SCHEMA_VERSION
from warehouse.publish import publish

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def problem_of(client: TestClient, path: str, status: int) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(body)
    return body


@pytest.mark.parametrize(("path", "parameter", "value"), [
    ("statements?unit=saturn", "unit", "saturn"),
    ("statements?horizon=abc", "horizon", "abc"),
    ("statements?horizon=2025&horizon=1999", "horizon", "1999"),
    ("statements?kind=wish", "kind", "wish"),
    ("comparisons?unit=national", "unit", "national"),
    ("comparisons?basis=tomorrow", "basis", "tomorrow"),
    ("comparisons?verdict=best", "verdict", "best"),
    ("coverage?theme=none", "theme", "none"),
    ("statements?certain=2", "certain", "2"),
    ("statements?lang=fr", "lang", "fr"),
    ("statements?format=xml", "format", "xml"),
])  # fmt: skip
def test_a_value_that_is_not_taken_is_named_with_those_that_are(
    tiny: TestClient, path: str, parameter: str, value: str
) -> None:
    body = problem_of(tiny, f"/api/v1/{path}", 400)
    assert (body["parameter"], body["value"]) == (parameter, value)
    assert body["allowed"]
    assert body["allowed_count"] >= len(body["allowed"])
    # Each value that is offered is taken.
    dataset = path.partition("?")[0]
    assert tiny.get(f"/api/v1/{dataset}?{parameter}={body['allowed'][0]}").status_code == 200


@pytest.mark.parametrize("value", ["0", "-1", "1001", "ten", "1e3", "9" * 30])
def test_a_page_has_between_one_and_a_thousand_rows(tiny: TestClient, value: str) -> None:
    body = problem_of(tiny, f"/api/v1/statements?limit={value}", 400)
    assert body["allowed"] == {"minimum": 1, "maximum": 1000}
    assert problem_of(tiny, "/api/v1/statements.csv?limit=10001", 400)["allowed"]["maximum"] == 10_000


def test_an_unknown_parameter_is_told_the_known_ones(tiny: TestClient) -> None:
    body = problem_of(tiny, "/api/v1/statements?horizont=2025", 400)
    assert body["parameter"] == "horizont"
    assert "horizon" in body["allowed"]


def test_a_request_is_bounded(tiny: TestClient) -> None:
    long = "a" * (LONGEST_SEARCH + 1)
    assert problem_of(tiny, f"/api/v1/statements?q={long}", 400)["parameter"] == "q"
    many = "&".join(f"document=d{number}" for number in range(MOST_VALUES + 1))
    body = problem_of(tiny, f"/api/v1/statements?{many}", 400)
    assert str(MOST_VALUES) in body["detail"]
    assert problem_of(tiny, "/api/v1/statements?q=a&q=b", 400)["value"] == "b"
    assert problem_of(tiny, "/api/v1/statements.csv?format=arrow", 400)["parameter"] == "format"
    assert tiny.get("/api/v1/statements.csv?format=csv").status_code == 200


def test_an_unknown_release_and_an_unknown_path_are_not_found(tiny: TestClient) -> None:
    body = problem_of(tiny, "/api/v1/statements?release=../../etc/passwd", 404)
    assert (body["parameter"], body["allowed"]) == ("release", ["tiny"])
    for path in ("/api/v2/statements", "/api/v1/secrets", "/api/v1/statements.exe", "/api/v1/statements/1"):
        assert "/api/v1/statements" in problem_of(tiny, path, 404)["allowed"]


def test_words_follow_the_language(tiny: TestClient) -> None:
    assert problem_of(tiny, "/api/v1/statements?unit=x", 400)["title"] == "Giá trị tham số không hợp lệ"
    assert problem_of(tiny, "/api/v1/statements?unit=x&lang=en", 400)["title"] == "Value not allowed"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(tiny: TestClient, method: str) -> None:
    answer = tiny.request(method, "/api/v1/statements")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["status"] == 405


def test_any_page_may_read_and_nothing_else(tiny: TestClient) -> None:
    answer = tiny.get("/api/v1/statements", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = tiny.options(
        "/api/v1/statements",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "DELETE"},
    )
    assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD")
    health = tiny.get("/healthz", headers={"Origin": "https://example.org"})
    assert "access-control-allow-origin" not in health.headers
    assert tiny.post("/healthz").status_code == 405


def test_a_cursor_fits_the_selection_that_it_was_made_for(tiny: TestClient) -> None:
    following = tiny.get("/api/v1/statements?limit=1").json()["next"]
    assert tiny.get(following).status_code == 200
    problem_of(tiny, following + "&unit=ben", 400)
    problem_of(tiny, following.replace("/statements?", "/documents?"), 400)
    cursor = following.partition("cursor=")[2]
    forged = json.loads(base64.urlsafe_b64decode(cursor + "==="))
    changes: list[object] = [
        [forged[0], -1, forged[2]],
        [forged[0], "1", forged[2]],
        [forged[0], 1e9, forged[2]],
        {},
        7,
    ]
    for change in changes:
        text = base64.urlsafe_b64encode(json.dumps(change).encode()).decode().rstrip("=")
        assert problem_of(tiny, f"/api/v1/statements?cursor={text}", 400)["parameter"] == "cursor"
    gone = base64.urlsafe_b64encode(json.dumps(["gone", 1, forged[2]]).encode()).decode().rstrip("=")
    assert problem_of(tiny, f"/api/v1/statements?cursor={gone}", 404)["value"] == "gone"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dataset=st.sampled_from([dataset.name for dataset in DATASETS]),
    name=st.sampled_from([p.name for d in DATASETS for p in d.parameters]) | ANYTHING,
    value=ANYTHING,
)
def test_no_text_whatever_makes_a_fault(tiny: TestClient, dataset: str, name: str, value: str) -> None:
    path = f"/api/v1/{dataset}?{quote(name, safe='')}={quote(value, safe='')}"
    answer = tiny.get(path)
    assert answer.status_code in (200, 400, 404), answer.text
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=ANYTHING)
def test_no_path_whatever_makes_a_fault(tiny: TestClient, path: str) -> None:
    answer = tiny.get(f"/api/{quote(path)}", follow_redirects=False)
    assert answer.status_code in (200, 308, 400, 404)


@pytest.mark.parametrize("host", ['a"><script>', "my host", "x/y", "evil.example:99999999"])
def test_a_host_that_is_none_is_not_repeated(tiny: TestClient, host: str) -> None:
    answer = tiny.get("/api/v1/statements", headers={"Host": host})
    assert answer.json()["page"] == "/data?release=tiny"
    # Read as the standards say, from the address that was asked for, the next page is found all the same.
    page = tiny.get("/api/v1/statements?limit=1", headers={"Host": host})
    asked = "http://moc-so.test/api/v1/statements?limit=1"
    for following in (page.json()["next"], page.links["next"]["url"]):
        assert tiny.get(urljoin(asked, following)).json()["count"] == 1
    assert host not in tiny.get("/api/v1/", headers={"Host": host}).text


def test_a_name_in_a_network_of_containers_is_a_host(tiny: TestClient) -> None:
    answer = tiny.get("/api/v1/statements", headers={"Host": "moc_so:8501"})
    assert answer.json()["page"] == "http://moc_so:8501/data?release=tiny"


def test_a_release_of_an_earlier_shape_is_not_offered(tmp_path: Path) -> None:
    for release_id, shape in (("earlier", SCHEMA_VERSION - 1), ("now", SCHEMA_VERSION)):
        connection = Tiny(tmp_path / "build.duckdb").finish()
        connection.execute("UPDATE release SET release_id = $id", {"id": release_id})
        connection.close()
        file = publish(tmp_path / "build.duckdb", tmp_path)
        with duckdb.connect(str(file)) as connection:
            connection.execute("UPDATE release SET schema_version = $shape", {"shape": shape})
    client = served(tmp_path)
    for path in ("/api/v1/statements", "/api/v1/statements.csv", "/api/v1/openapi.json"):
        body = problem_of(client, f"{path}?release=earlier", 404)
        assert body["allowed"] == ["now"]
        assert client.get(f"{path}?release=now").status_code == 200
    assert [row["release_id"] for row in client.get("/api/v1/releases").json()["rows"]] == ["now"]
    described = client.get("/api/v1/openapi.json").json()["paths"]["/statements"]["get"]["parameters"]
    assert next(each for each in described if each["name"] == "release")["schema"]["enum"] == ["now"]


def test_a_release_that_cannot_be_opened_is_down(tmp_path: Path) -> None:
    (tmp_path / "mocso-broken.duckdb").write_bytes(b"no database" * 1000)
    (tmp_path / POINTER).write_text("mocso-broken.duckdb\n", encoding="utf-8")
    client = served(tmp_path)
    body = problem_of(client, "/api/v1/statements", 503)
    health = client.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "down")
    for said in (body["detail"], health.json()["detail"]):
        assert "mocso-broken.duckdb" in said
        assert str(tmp_path) not in said


def test_without_a_release_there_is_a_problem(tmp_path: Path) -> None:
    client = served(tmp_path)
    assert "etl build" in problem_of(client, "/api/v1/statements", 503)["detail"]
    health = client.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "down")


def test_too_many_downloads_at_once_wait(tiny: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "STREAMS_AT_ONCE", 1)
    many = Answers()
    with many._slot(), pytest.raises(Problem) as refused:
        many._slot()
    assert refused.value.kind.status == 503
    assert refused.value.headers == {"retry-after": "5"}
    with many._slot():
        pass


def test_health_tells_release_age_and_checks(real: TestClient) -> None:
    answer = real.get("/healthz")
    body = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (body["status"], body["is_synthetic"]) == ("ok", False)
    assert body["release"] == real.get("/api/v1/statements").json()["release"]
    assert body["age_days"] >= 0
    assert body["checks"]["passed"] > 0
    assert body["checks"]["failed"] == len(body["checks"]["failed_checks"])
