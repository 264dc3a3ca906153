"""The shipped data, opened once for every test that reads them, and one client of the whole app."""

import os
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from dashboard.store.store import Store, open_store

os.environ["DASHBOARD_IMPORTS"] = "no-imports-in-tests"
"""What the developer has imported is no part of the tests."""
os.environ["DASHBOARD_WARM"] = "off"
"""A server of a test answers a few questions, so nothing is worked out ahead."""


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(noncommercial=True)


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The app as served; Streamlit allows one start of it in a process."""
    from app import app

    with TestClient(app) as opened:
        yield opened
