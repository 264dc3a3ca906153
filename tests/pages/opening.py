"""Open one page over one store, as its address asks."""

import re
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.errors import DataError, Problem
from dashboard.store.store import Store, open_store
from dashboard.ui import cache


def open_page(
    monkeypatch: pytest.MonkeyPatch, store: Store, module: str, query: dict[str, str]
) -> AppTest:
    """Run ``dashboard.pages.<module>`` as the app does, with what it keeps read from ``store``."""

    def script(module: str) -> None:
        from importlib import import_module

        from dashboard.ui.notices import guarded

        guarded(import_module(f"dashboard.pages.{module}").render)()

    monkeypatch.setattr(cache, "shared_store", lambda: store)
    app = AppTest.from_function(script, default_timeout=90, kwargs={"module": module})
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    """All HTML of the page, as one text."""
    return " ".join(element.proto.body for element in app.get("html"))


def charts(app: AppTest) -> list[str]:
    """What is drawn in each chart of the page, as JSON text."""
    return [unescape(text) for text in re.findall(r"data-spec='([^']*)'", html(app))]


def words(app: AppTest) -> str:
    """All HTML of the page as a reader hears it: no tags, single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html(app))))


def with_broken(monkeypatch: pytest.MonkeyPatch, *names: str) -> Store:
    """A store of its own over the shipped data in which the tables ``names`` break their rules."""
    store = open_store(noncommercial=True)
    whole = store.table

    def table(name: str) -> pd.DataFrame:
        if name in names:
            raise DataError([Problem(name, "row 1", "iso3", "ZZZ", "no such country")])
        return whole(name)

    monkeypatch.setattr(store, "table", table)
    return store
