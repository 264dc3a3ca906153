"""The API on the shipped data, mounted as in the whole app."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.app import create_app, root_routes
from dashboard.store.store import Store, open_store, shared_store

Get = Callable[..., Any]

LISTS = (
    "countries",
    "treaties",
    "treaties/CETS185/status",
    "organisations",
    "organisations/NATO/members",
    "organisations/NATO/members?all=true",
    "csirts",
    "csirts/teams",
    "indicators",
    "indicators/gci_overall/values",
    "incidents/datasets",
    "incidents/counts?dataset=vcdb",
    "incidents/counts?dataset=vcdb&by=origin",
    "incidents/counts?dataset=dcid&by=year",
    "incidents/counts?dataset=eurepoc&by=sector",
    "incidents/counts?dataset=eurepoc&by=attribution_basis",
    "incidents?dataset=vcdb&victim=EST&malicious=all",
    "gaps",
    "gaps/pairs",
    "accession?country=BRA",
    "changes?since=2025-01-01",
    "pairs/FRA/JPN",
    "countries/BRA/partners",
    "sources",
    "layers/CETS185",
    "layers/incidents:eurepoc",
    "layers/csirt_teams",
)
"""Every list that also comes as CSV."""


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} in JSON")


def read(text: str) -> Any:
    """JSON that holds no NaN and no Infinity."""
    return json.loads(text, parse_constant=no_constant)


@pytest.fixture(scope="session")
def store() -> Store:
    return shared_store()


@pytest.fixture(scope="session")
def client() -> TestClient:
    return TestClient(Starlette(routes=root_routes()), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def get(client: TestClient) -> Get:
    """GET under /api/v1, checked to be 200, as parsed JSON."""

    def ask(path: str) -> Any:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == 200, response.text
        return read(response.text)

    return ask


@pytest.fixture(scope="session")
def free_store() -> Store:
    """The data without every non-commercial row."""
    return open_store(noncommercial=False)


@pytest.fixture(scope="session")
def free_client(free_store: Store) -> TestClient:
    """The API with every non-commercial row left out."""
    api = create_app(lambda: free_store)
    return TestClient(Starlette(routes=root_routes(api=api)), raise_server_exceptions=False)
