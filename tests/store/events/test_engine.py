"""The engine: built once and whole, safe among threads, clear when it cannot be asked."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_country, by_two, total
from dashboard.analysis.incidents import available, bias
from dashboard.core.errors import EngineError, UserError
from dashboard.store.events import event_store, server
from dashboard.store.events.embedded import EmbeddedEngine
from dashboard.store.events.event_store import EventStore
from dashboard.store.events.schema import code_of, columns_of, iso3_of, kinds
from dashboard.store.events.server import ServerEngine, checked_url, shown
from dashboard.store.store import Store, open_store

URL = "postgres://reader:secret@127.0.0.1:1/incidents"


@pytest.fixture
def store() -> Store:
    return open_store(noncommercial=True)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Event tables are made anew below this folder; the built data stay where they are."""
    monkeypatch.setattr(event_store, "cache_root", lambda: tmp_path / "data")
    return tmp_path / "events"


def test_a_country_is_its_letters(store: Store) -> None:
    codes = [code_of(country.iso3) for country in store.countries]
    assert len(set(codes)) == len(store.countries)
    assert [iso3_of(code) for code in codes] == [country.iso3 for country in store.countries]
    assert (code_of("AAA"), code_of("ZZZ")) == (1, 26**3)


def test_tables_are_made_once_and_whole(store: Store, empty_cache: Path) -> None:
    assert total(store, EventFilter("dcid")) == 429
    [folder] = empty_cache.glob("*/dcid")
    assert {path.stem for path in folder.glob("*.parquet")} == set(kinds())
    made = (folder / "manifest.json").stat().st_mtime_ns
    assert total(open_store(noncommercial=True), EventFilter("dcid")) == 429
    assert (folder / "manifest.json").stat().st_mtime_ns == made


def test_a_missing_file_is_made_again(store: Store, empty_cache: Path) -> None:
    total(store, EventFilter("dcid"))
    [folder] = empty_cache.glob("*/dcid")
    (folder / "victims.parquet").unlink()
    assert total(open_store(noncommercial=True), EventFilter("dcid", victims=("USA",))) == 138


def test_a_build_that_fails_leaves_nothing(
    store: Store, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_store, "make_tables", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        total(store, EventFilter("dcid"))
    assert not list(empty_cache.glob("building-*"))
    assert not list(empty_cache.glob("*/dcid"))
    monkeypatch.undo()


def test_every_table_has_the_columns_of_the_schema(store: Store) -> None:
    for kind in kinds():
        table = store.events.table("dcid", kind)
        found = store.events.arrow(table.limit(1))
        assert found.column_names == list(columns_of(kind))


def test_many_threads_get_the_right_answers(store: Store) -> None:
    wanted = {"vcdb": 1940, "dcid": 138, "eurepoc": 1110}
    start = threading.Barrier(16)

    def ask(number: int) -> bool:
        start.wait(timeout=30)
        dataset = list(wanted)[number % 3]
        years = (1900, 2100 + number)
        f = EventFilter(dataset, years=years)
        us = by_country(store, f, "victim").set_index("iso3").loc["USA", "incidents"]
        cross = by_two(store, f, "victim", "year")
        return bool(us == wanted[dataset] == cross[cross["row"] == "USA"]["incidents"].sum())

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(16)))


def test_memory_and_threads_of_the_engine_are_bounded() -> None:
    engine = EmbeddedEngine()
    rows = engine._root.execute(
        "SELECT name, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'threads', "
        "'autoinstall_known_extensions')"
    ).fetchall()
    found = dict(rows)
    assert found["memory_limit"].startswith("137")
    assert 1 <= int(found["threads"]) <= 4
    assert found["autoinstall_known_extensions"] == "false"


@pytest.mark.parametrize("url", ["mysql://host/db", "postgres", "://", "postgres://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="no address of an event engine") as caught:
        checked_url(url)
    assert "postgres://…" in caught.value.allowed


def test_spark_needs_a_folder() -> None:
    with pytest.raises(EngineError, match="folder of its tables"):
        checked_url("spark://local")


def test_passwords_are_never_shown() -> None:
    assert shown(f"cannot reach {URL}") == "cannot reach postgres://reader:…@127.0.0.1:1/incidents"


def down(engine: Any) -> Any:
    raise ConnectionError(f"connection refused: {URL}")


@pytest.fixture
def silent(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose server does not answer."""
    monkeypatch.setattr(ServerEngine, "_connect", down)
    store._events = EventStore(store, URL)
    return store


def test_a_silent_engine_is_told_and_the_rest_works(
    silent: Store, caplog: pytest.LogCaptureFixture
) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: total(silent, EventFilter("vcdb")),
        lambda: bias(silent, "vcdb"),
    )
    for ask in asked:
        with pytest.raises(EngineError, match="does not answer") as caught:
            ask()
        assert "DASHBOARD_EVENTS" in str(caught.value)
        assert "127.0.0.1" not in str(caught.value)
    assert "connection refused" in caplog.text
    assert "secret" not in caplog.text
    assert available(silent) == ("dcid", "eurepoc", "vcdb")
    assert len(silent.table("treaties")) > 0


def test_a_package_that_is_missing_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(engine: Any) -> Any:
        raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")

    monkeypatch.setattr(ServerEngine, "_connect", missing)
    store._events = EventStore(store, URL)
    with pytest.raises(EngineError, match=r"not installed \(psycopg\).*\[cluster\]"):
        total(store, EventFilter("vcdb"))


def test_the_engine_built_in_has_nothing_to_load(store: Store) -> None:
    with pytest.raises(UserError, match="nothing to load"):
        store.events.load("dcid")


def test_the_variable_chooses_the_engine(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(EventStore(store)._engine, EmbeddedEngine)
    monkeypatch.setenv(server.VARIABLE, "postgresql://host/db")
    chosen = EventStore(store)._engine
    assert isinstance(chosen, ServerEngine)
    assert chosen.name == "postgres"
