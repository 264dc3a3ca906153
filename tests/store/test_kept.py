"""What is kept: bounded, one building at a time for each, errors not kept."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.store.memo import Kept


def test_readers_who_ask_together_wait_for_one_building() -> None:
    cache, built, together = Kept(9), [], threading.Barrier(4)

    def build() -> str:
        built.append(1)
        return "figure"

    def ask(_: int) -> str:
        together.wait()
        return cache.get("a", build)

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(ask, range(4))) == ["figure"] * 4
    assert built == [1]


def test_an_error_reaches_the_reader_and_the_next_asks_again() -> None:
    cache = Kept(9)

    def broken() -> str:
        raise ValueError("no rows")

    with pytest.raises(ValueError, match="no rows"):
        cache.get("a", broken)
    assert cache.get("a", lambda: "whole") == "whole"


def test_the_least_used_leave_first() -> None:
    cache = Kept(2)
    for key in ("a", "b", "a", "c"):
        cache.get(key, lambda key=key: key)
    assert len(cache) == 2
    assert cache.get("a", lambda: "anew") == "a"
    assert cache.get("b", lambda: "anew") == "anew"
