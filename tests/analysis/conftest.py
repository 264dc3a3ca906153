"""The shipped data, opened once; and once more without the non-commercial rows."""

import pytest

from dashboard.store.store import Store, open_store


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(noncommercial=True)


@pytest.fixture(scope="session")
def free_store() -> Store:
    return open_store(noncommercial=False)
