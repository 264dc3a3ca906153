"""The store: types, missing cells, broken tables, the non-commercial setting, sharing."""

import threading
from pathlib import Path

import pandas as pd
import pytest

from dashboard.core.errors import DataError, UnknownIdError, UserError
from dashboard.store.store import noncommercial_setting, open_store

from .conftest import swap

SOURCES_FIELD = "name: source_id, type: sources,"


def test_namibia_survives(data_dir: Path) -> None:
    countries = open_store(data_dir).table("countries").set_index("iso3")
    assert countries.loc["NAM", "iso2"] == "NA"
    assert countries["iso2"].notna().all()


def test_types_and_missing_cells(data_dir: Path) -> None:
    store = open_store(data_dir)
    links = store.table("links")
    assert links.dtypes.astype(str).to_dict() == {
        "iso3_a": "str",
        "iso3_b": "str",
        "kind": "str",
        "since": "str",
        "strength": "float64",
        "source_id": "str",
        "as_of": "str",
    }
    assert links["strength"].tolist()[::2] == [1.5, 2.0]
    assert links["strength"].isna().tolist() == [False, True, False]
    assert links["since"].isna().tolist() == [False, True, False]
    countries = store.table("countries")
    assert str(countries["population"].dtype) == "Int64"
    assert countries["population"].isna().tolist() == [False, False, True]
    assert str(store.table("country_names")["ambiguous"].dtype) == "boolean"


def test_noncommercial_off_leaves_every_such_row_out(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_store(data_dir).row_count("links") == 3
    monkeypatch.setenv("DASHBOARD_NONCOMMERCIAL", "off")
    store = open_store(data_dir)
    assert store.noncommercial is False
    assert store.row_count("links") == 2
    assert set(store.table("links")["source_id"]) == {"register"}
    assert set(store.sources) == {"register"}


def test_noncommercial_setting_refuses_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_NONCOMMERCIAL", "maybe")
    with pytest.raises(UserError, match="Allowed: on, off"):
        noncommercial_setting()


def test_a_broken_table_names_itself_and_the_others_open(data_dir: Path) -> None:
    swap(data_dir / "tables/links.csv", "NAM,mlat", "NAM,treaty")
    store = open_store(data_dir)
    with pytest.raises(DataError, match="kind = 'treaty': unknown value; allowed: mlat, mou"):
        store.table("links")
    with pytest.raises(DataError):
        store.row_count("links")
    assert len(store.table("countries")) == 3
    assert store.tables() == ("countries", "country_names", "links")
    assert [problem.table for problem in store.problems] == ["links"]


def test_a_broken_source_file_breaks_only_itself(data_dir: Path) -> None:
    swap(data_dir / "sources/closed.yml", "authority: official", "authority: oracle")
    store = open_store(data_dir)
    assert len(store.table("links")) == 3
    with pytest.raises(DataError, match="oracle"):
        store.source("closed")
    with pytest.raises(UnknownIdError, match="no source “nobody”"):
        store.source("nobody")


def test_unknown_table(data_dir: Path) -> None:
    store = open_store(data_dir)
    with pytest.raises(UnknownIdError, match="Allowed: countries, country_names, links"):
        store.table("linkz")


def test_callers_cannot_spoil_the_shared_frame(data_dir: Path) -> None:
    store = open_store(data_dir)
    mine = store.table("links")
    mine.loc[0, "kind"] = "spoilt"
    mine["strength"] = 0.0
    assert store.table("links").loc[0, "kind"] == "mlat"
    assert store.table("links").loc[0, "strength"] == 1.5


def test_threads_share_one_load(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(data_dir)
    loads: list[str] = []
    load = store._load
    monkeypatch.setattr(store, "_load", lambda name: (loads.append(name), load(name))[1])
    frames: list[pd.DataFrame] = []
    threads = [
        threading.Thread(target=lambda: frames.append(store.table("links"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == ["links"]
    assert [len(frame) for frame in frames] == [3] * 8


def test_a_table_that_is_wholly_noncommercial_is_empty_but_typed(data_dir: Path) -> None:
    closed = "path: tables/noncommercial/closed.csv"
    swap(data_dir / "contracts/links.yml", "path: tables/links.csv", closed)
    header = (data_dir / "tables/links.csv").read_text().splitlines()[0]
    (data_dir / "tables/noncommercial/closed.csv").write_text(f"{header}\n")
    swap(data_dir / "contracts/links.yml", "min: 3", "min: 1")
    full, free = open_store(data_dir), open_store(data_dir, noncommercial=False)
    assert len(full.table("links")) == 1
    assert len(free.table("links")) == 0
    assert free.table("links").dtypes.equals(full.table("links").dtypes)


def test_entries_resting_on_noncommercial_sources_alone_are_left_out(data_dir: Path) -> None:
    swap(data_dir / "contracts/links.yml", "name: source_id, type: source,", SOURCES_FIELD)
    swap(data_dir / "tables/links.csv", "1.5,register", "1.5,register;closed")
    swap(data_dir / "tables/links.csv", ",,,register", ",,,closed")
    links = open_store(data_dir, noncommercial=False).table("links")
    assert links["source_id"].tolist() == ["register;closed"]
    assert open_store(data_dir, noncommercial=False).row_count("links") == 1
