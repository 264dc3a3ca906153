"""What lives as long as the process: the store, and a bounded number of finished figures."""

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.store.store import Store, shared_store

T = TypeVar("T")
_LIMIT = 512


@st.cache_resource(show_spinner="Reading the data …")
def store() -> Store:
    """The one read-only store of the process.

    Once loaded, everything in it is set aside from garbage collection, which would otherwise
    walk through all tables again and again.
    """
    loaded = shared_store()
    gc.collect()
    gc.freeze()
    return loaded


def countries() -> CountryRegistry:
    """The country registry of the store."""
    return store().countries


class FigureCache:
    """Finished figures by key, shared by all readers; the least used leave first."""

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._items: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, build: Callable[[], Any]) -> Any:
        """The figure of ``key``, built on first use. Two readers may build the same one at once."""
        with self._lock:
            if key in self._items:
                self._items.move_to_end(key)
                return self._items[key]
        made = build()
        with self._lock:
            self._items[key] = made
            self._items.move_to_end(key)
            while len(self._items) > self._limit:
                self._items.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._items)


_FIGURES = FigureCache()


def cached_figure(key: Hashable, build: Callable[[], T]) -> T:
    """The result of ``build``, kept under ``key``: everything the figure depends on.

    The result is shared between readers and must not be changed by any of them.
    """
    made: T = _FIGURES.get(key, build)
    return made
