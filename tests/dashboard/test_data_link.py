"""The line that gives a page's choice an address for programs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import routes
from api.datasets import BY_NAME
from dashboard.data_link import PARAMETERS, data_link
from dashboard.names import Names
from warehouse.connect import Release, releases_root


@pytest.mark.parametrize("dataset", PARAMETERS)
def test_its_parameters_are_filters_of_the_dataset(dataset: str) -> None:
    assert set(PARAMETERS[dataset]) <= {parameter.name for parameter in BY_NAME[dataset].filters}


@pytest.mark.parametrize("dataset", PARAMETERS)
def test_its_addresses_answer_with_the_choice_of_the_page(
    dataset: str, names: Names, release: Release
) -> None:
    client = TestClient(Starlette(routes=routes(releases_root)))
    chosen = {
        "unit": ["lao-cai"],
        "horizon": ["2025", "2030"],
        "q": [""],
        "certain": ["1"],
        "part": ["lineage"],
    }
    line = data_link(dataset, chosen, release.release_id, names.w)
    addresses = [unescape(address) for address in re.findall(r'href="([^"]+)"', line)]
    assert len(addresses) == 5
    for address in addresses:
        assert client.get(f"/{address}").status_code == 200, address
    rows = client.get("/" + addresses[1]).json()["rows"]
    assert rows
    assert {row["horizon"] for row in rows} <= {2025, 2030}
    assert {row["unit_id"] for row in rows} == {"lao-cai"}
    assert f"release={release.release_id}" in addresses[0]
    assert ("lang=en" in addresses[0]) == (names.w.language == "en")
