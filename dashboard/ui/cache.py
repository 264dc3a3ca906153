"""What lives as long as the process: the store, and a bounded number of finished figures."""

import gc
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.store.memo import Kept
from dashboard.store.store import Store, shared_store
from dashboard.views.params import Context
from dashboard.views.warm import warm

T = TypeVar("T")
LOG = logging.getLogger("dashboard")
_LIMIT = 4096


@st.cache_resource(show_spinner="Reading the data …")
def store() -> Store:
    """The one read-only store of the process."""
    loaded = shared_store()
    set_aside()
    return loaded


def set_aside() -> None:
    """Leave everything that lives now out of garbage collection, which would otherwise walk
    through all tables again and again."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def warmed(app: object) -> AsyncIterator[None]:
    """While the server runs: what the first readers ask for is worked out beside it, unless
    ``DASHBOARD_WARM=off``."""
    if os.environ.get("DASHBOARD_WARM", "on").strip().lower() != "off":
        threading.Thread(target=_warm, name="warm", daemon=True).start()
    yield


def _warm() -> None:
    try:
        loaded = shared_store()
        warm(loaded, Context(loaded.countries, datetime.now(UTC).date()))
    except Exception:  # pages say themselves what is wrong
        LOG.exception("views could not be made ahead")
    set_aside()


def countries() -> CountryRegistry:
    """The country registry of the store."""
    return store().countries


_FIGURES = Kept(_LIMIT)


def cached_figure(key: Hashable, build: Callable[[], T]) -> T:
    """The result of ``build``, kept under ``key``: everything the figure depends on.

    The result is shared between readers and must not be changed by any of them.
    """
    made: T = _FIGURES.get(key, build)
    return made
