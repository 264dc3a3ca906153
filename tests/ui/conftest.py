"""One client of the whole app."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The app as served; Streamlit allows one start of it in a process."""
    from app import app

    with TestClient(app) as opened:
        yield opened
