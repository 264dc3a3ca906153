"""A fault of ours, wherever it happens, tells the reader nothing about the machine or the code."""

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.app import create_app, root_routes
from dashboard.pages import PAGES
from dashboard.store.store import Store, open_store
from tests.fuzz.hostile import told
from tests.pages.opening import html, open_page

MODULES = {page.url_path: page.render.__module__.rpartition(".")[2] for page in PAGES}
ADDRESSES = (
    "/api/v1/countries",
    "/api/v1/pairs/FRA/BRA",
    "/api/v1/figures/map.png?layer=CETS185",
    "/api/v1/figures/treaties.csv",
    "/api/v1/briefs/FRA.pdf",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/feed.atom",
)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store in which every table but the registry fails as no one foresaw."""
    store = open_store(noncommercial=True)
    store.countries  # noqa: B018  (read while it can be)
    store.data_version += "-faulty"

    def table(name: str) -> Any:
        raise RuntimeError(f'File "{__file__}", line 1, in {name}: secret of /home/somebody/.env')

    monkeypatch.setattr(store, "table", table)
    return store


def test_the_signs_are_recognised() -> None:
    said = f'Traceback (most recent call last): File "{__file__}", line 1, in x'
    assert len(told(said)) >= 3
    assert told("OSError: /home/somebody/.env") == ["/home/somebody"]
    assert told("See https://example.org/home/page and /api/v1/docs") == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_interface_tells_nothing(faulty: Store, address: str) -> None:
    app = Starlette(routes=root_routes(api=create_app(lambda: faulty)))
    answer = TestClient(app, raise_server_exceptions=False).get(address)
    assert answer.status_code == 500
    assert told(answer.text) == []
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", MODULES)
def test_a_page_tells_a_reference_and_nothing_else(
    faulty: Store, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    app = open_page(monkeypatch, faulty, MODULES[path], {"c": "FRA", "a": "FRA", "b": "BRA"})
    text = html(app)
    assert "This view could not be drawn" in text
    assert told(text) == []
    assert "secret" not in text
