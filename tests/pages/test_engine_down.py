"""Without the engine that counts incidents every page says what is missing and shows the rest."""

from typing import Any

import pytest

from dashboard.store.events.event_store import EventStore
from dashboard.store.events.server import ServerEngine
from dashboard.store.store import Store, open_store
from tests.pages.opening import open_page, words

SILENT = "The engine that counts incidents (postgres) does not answer"


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Store:
    def down(engine: Any) -> Any:
        raise ConnectionError("connection refused")

    monkeypatch.setattr(ServerEngine, "_connect", down)
    store = open_store(noncommercial=True)
    store._events = EventStore(store, "postgres://nobody@127.0.0.1:1/none")
    store.data_version += "-silent"
    return store


@pytest.mark.parametrize(
    ("page", "query"),
    [("gaps", {}), ("world_map", {"layer": "incidents:vcdb"})],
)
def test_pages_of_incidents_show_the_panel(
    monkeypatch: pytest.MonkeyPatch, silent: Store, page: str, query: dict[str, str]
) -> None:
    assert SILENT in words(open_page(monkeypatch, silent, page, query))


@pytest.mark.parametrize(
    ("page", "query", "still"),
    [
        ("country", {"c": "EST"}, "Estonia"),
        ("pair", {"a": "EST", "b": "FRA", "part": "all"}, "Budapest"),
    ],
)
def test_pages_that_also_speak_of_incidents_keep_the_rest(
    monkeypatch: pytest.MonkeyPatch, silent: Store, page: str, query: dict[str, str], still: str
) -> None:
    text = words(open_page(monkeypatch, silent, page, query))
    assert SILENT in text
    assert still in text


@pytest.mark.parametrize(
    ("page", "query"), [("world_map", {"layer": "CETS185"}), ("treaties", {}), ("csirts", {})]
)
def test_pages_without_incidents_are_as_before(
    monkeypatch: pytest.MonkeyPatch, silent: Store, page: str, query: dict[str, str]
) -> None:
    assert SILENT not in words(open_page(monkeypatch, silent, page, query))
