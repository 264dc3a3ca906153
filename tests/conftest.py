"""The shipped data, opened once for every test that reads them."""

import os

import pytest

from dashboard.store.store import Store, open_store

os.environ["DASHBOARD_IMPORTS"] = "no-imports-in-tests"
"""What the developer has imported is no part of the tests."""
os.environ["DASHBOARD_WARM"] = "off"
"""A server of a test answers a few questions, so nothing is worked out ahead."""


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(noncommercial=True)
