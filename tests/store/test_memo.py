"""Results kept per store: once a key, bounded, shared by threads, gone with the store."""

import gc
import threading
import time
import weakref
from pathlib import Path

import pandas as pd
import pytest

from dashboard.store.memo import per_store
from dashboard.store.store import Store, open_store


def test_once_per_store_and_key(data_dir: Path) -> None:
    calls: list[str] = []

    @per_store(size=2)
    def count(store: Store, kind: str) -> int:
        calls.append(kind)
        return int((store.table("links")["kind"] == kind).sum())

    store, other = open_store(data_dir), open_store(data_dir, noncommercial=False)
    assert [count(store, "mou"), count(store, "mou"), count(other, "mou")] == [2, 2, 1]
    assert calls == ["mou", "mou"]
    count(store, "mlat")
    count(store, "other")
    count(store, "mou")
    assert calls == ["mou", "mou", "mlat", "other", "mou"]


def test_errors_are_not_kept(data_dir: Path) -> None:
    calls: list[int] = []

    @per_store()
    def fail_first(store: Store) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("first")
        return 7

    store = open_store(data_dir)
    with pytest.raises(ValueError, match="first"):
        fail_first(store)
    assert fail_first(store) == 7


def test_frames_cannot_be_spoilt(data_dir: Path) -> None:
    @per_store()
    def frame(store: Store) -> pd.DataFrame:
        return pd.DataFrame({"a": [1, 2]})

    store = open_store(data_dir)
    mine = frame(store)
    mine.loc[0, "a"] = 99
    assert frame(store)["a"].tolist() == [1, 2]


def test_threads_wait_for_one_computation(data_dir: Path) -> None:
    calls: list[int] = []

    @per_store()
    def slow(store: Store) -> int:
        calls.append(1)
        time.sleep(0.05)
        return 3

    store = open_store(data_dir)
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(slow(store))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3] * 6
    assert calls == [1]


def test_results_go_with_the_store(data_dir: Path) -> None:
    @per_store()
    def number(store: Store) -> int:
        return 1

    store = open_store(data_dir)
    number(store)
    gone = weakref.ref(store)
    del store
    gc.collect()
    assert gone() is None
