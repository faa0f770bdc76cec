"""The description and the guide are made from what also checks requests: they cannot say anything else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from api.datasets import DATASETS
from api.parameters import of_page
from warehouse.queries.comparisons import BASES, VERDICTS
from warehouse.queries.statements import EVIDENCE, KINDS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["vi", "en"])
def described(real: TestClient, request: pytest.FixtureRequest) -> dict[str, Any]:
    body: dict[str, Any] = real.get(f"/api/v1/openapi.json?lang={request.param}").json()
    return body


def test_the_description_is_valid_by_the_standard(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()


def test_every_value_that_is_described_is_taken(real: TestClient, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for parameter in operations["get"]["parameters"]:
            schema = parameter["schema"]
            for value in schema.get("items", schema).get("enum", [])[:40]:
                answer = real.get(f"/api/v1{path}?limit=1&{parameter['name']}={value}")
                assert answer.status_code == 200, answer.url
            assert parameter["description"]


def test_every_column_is_described(real: TestClient, described: dict[str, Any]) -> None:
    for dataset in DATASETS:
        row = real.get(f"/api/v1/{dataset.name}?limit=1").json()["rows"][0]
        schema = described["components"]["schemas"][f"{dataset.name.capitalize()}Row"]
        assert list(schema["properties"]) == list(row)
        for name, value in row.items():
            kinds = {"string": str, "integer": int, "number": float, "boolean": bool}
            expected = kinds[schema["properties"][name]["type"][0]]
            assert value is None or isinstance(value, expected), name


def test_fixed_codes_are_those_of_the_schema() -> None:
    schema = (ROOT / "warehouse" / "schema.sql").read_text(encoding="utf-8")
    for codes in (KINDS, EVIDENCE, VERDICTS, BASES):
        listed = re.compile(r",\s+".join(f"'{code}'" for code in codes))
        assert listed.search(schema), codes


def test_filters_are_those_of_the_pages() -> None:
    """Every parameter of a page in docs/dashboard.md is one of its dataset, under the same name."""
    table = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")
    for dataset in DATASETS:
        row = re.search(rf"^\| `/{dataset.page}`[^|]*\| (.+) \|$", table, re.MULTILINE)
        if dataset.page in (None, "evidence"):
            continue
        assert row, dataset.page
        names = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row[1])))
        assert names <= {parameter.name for parameter in dataset.parameters}, dataset.name
        assert all(of_page(name) in dataset.parameters for name in dataset.of_page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_guide_names_every_dataset_and_parameter(real: TestClient, language: str) -> None:
    page = real.get(f"/api/v1/?lang={language}").text
    assert f'<html lang="{language}">' in page
    for dataset in DATASETS:
        assert f"/api/v1/{dataset.name}</code>" in page
        for parameter in dataset.parameters:
            assert f"<code>{parameter.name}</code>" in page
    assert "<script" not in page


def test_the_short_addresses_lead_to_the_guide(real: TestClient) -> None:
    for path in ("/api", "/api/", "/api/v1"):
        assert real.get(path, follow_redirects=False).headers["location"].endswith("/api/v1/")
        assert real.get(f"{path}?lang=en").headers["content-language"] == "en"


def test_every_address_in_the_snippets_answers(real: TestClient) -> None:
    page = unescape(real.get("/api/v1/").text)
    addresses = set(re.findall(r"http://moc-so\.test/api/v1/\w+\.\w+\?[\w=&-]+", page))
    assert {address.partition("?")[0].rpartition(".")[2] for address in addresses} == {
        "csv",
        "arrow",
        "parquet",
    }
    for address in addresses:
        assert real.get(address).status_code == 200
    assert 'Query = [unit = "lao-cai", horizon = "2025"]' in page
