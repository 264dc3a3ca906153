"""Any one table broken: it is named where it is needed, and everything else stays up.

What rests on a table is found by what is read: each page and each route is drawn once from a store
that takes notes. Then each table in turn is broken, under the page and the route that need the
fewest others.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.app import create_app, root_routes
from dashboard.pages import PAGES
from dashboard.store.build import default_data_dir
from dashboard.store.contract_files import load_contracts
from dashboard.store.store import Store, open_store
from tests.fuzz.hostile import told
from tests.pages.opening import open_page, with_broken, words

TABLES = tuple(load_contracts(default_data_dir())[0])
MODULES = {page.url_path: page.render.__module__.rpartition(".")[2] for page in PAGES}
QUERIES = {
    "country": {"c": "EST"},
    "compare": {"c": "EST,FRA"},
    "pair": {"a": "EST", "b": "FRA"},
}
ROUTES = (
    *("countries", "treaties", "organisations", "csirts", "csirts/teams", "incidents/datasets"),
    *("indicators", "indicators/gci_overall/values", "pairs/EST/FRA", "sources", "obstacles"),
    *("incidents/counts?dataset=dcid", "changes?since=2025-01-01", "guide", "countries/EST"),
)
NEEDED = {"treaties", "treaty_status", "organisations", "memberships", "teams", "countries"}
"""Without these no page that reads them can be itself; others may lack a number or a part."""
Reads = Mapping[str, frozenset[str]]


def noted(run: Callable[[Store], object]) -> frozenset[str]:
    """The tables that ``run`` reads from a store of its own."""
    store = open_store(noncommercial=True)
    seen: set[str] = set()
    whole = store.table

    def table(name: str) -> Any:
        seen.add(name)
        return whole(name)

    store.table = table  # type: ignore[method-assign]
    run(store)
    return frozenset(seen)


def client_of(store: Store) -> TestClient:
    api = create_app(lambda: store)
    return TestClient(Starlette(routes=root_routes(api=api)), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def routes() -> Reads:
    return {
        path: noted(lambda store, path=path: client_of(store).get(f"/api/v1/{path}"))  # type: ignore[misc]
        for path in ROUTES
    }


@pytest.fixture(scope="module")
def pages() -> Iterator[Reads]:
    with pytest.MonkeyPatch.context() as patch:
        yield {
            path: noted(
                lambda store, path=path: open_page(  # type: ignore[misc]
                    patch, store, MODULES[path], QUERIES.get(path, {})
                )
            )
            for path in MODULES
        }


def fewest(reads: Reads, table: str) -> str | None:
    """Who reads a table and the fewest others."""
    return min(
        (name for name, seen in reads.items() if table in seen),
        key=lambda name: len(reads[name]),
        default=None,
    )


@pytest.mark.parametrize("table", TABLES)
def test_the_interface_names_a_broken_table_and_answers_the_rest(
    monkeypatch: pytest.MonkeyPatch, routes: Reads, table: str
) -> None:
    client = client_of(with_broken(monkeypatch, table))
    needs = fewest(routes, table)
    if needs is not None:
        answer = client.get(f"/api/v1/{needs}")
        assert told(answer.text) == []
        if needs == "indicators":  # leaves out what cannot be computed, lists the rest
            assert answer.status_code in (200, 503), answer.text[:300]
        else:
            assert answer.status_code == 503, answer.text[:300]
        if answer.status_code == 503:
            assert answer.headers["content-type"] == "application/problem+json"
            assert table in answer.json()["detail"]
            assert "make data-check" in answer.json()["detail"]
    free = next(path for path, seen in routes.items() if table not in seen)
    assert client.get(f"/api/v1/{free}").status_code == 200
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("table", sorted(NEEDED | set(TABLES[::4])))
def test_a_page_names_a_broken_table_or_does_without(
    monkeypatch: pytest.MonkeyPatch, pages: Reads, table: str
) -> None:
    path = fewest(pages, table) or "data"
    query = QUERIES.get(path, {}) if table in pages[path] else {"table": table}
    app = open_page(monkeypatch, with_broken(monkeypatch, table), MODULES[path], query)
    text = words(app)
    assert "could not be drawn" not in text
    assert told(text) == []
    if table in NEEDED or "The data need mending" in text:
        assert f"problem(s) in the data ({table})" in text
