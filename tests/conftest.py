"""The shipped data, opened once for every test that reads them."""

import pytest

from dashboard.store.store import Store, open_store


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(noncommercial=True)
