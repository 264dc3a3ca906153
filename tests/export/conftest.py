"""Every figure of every view with the parameters of the view's example, made once."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from dashboard.export.take import Taken, take
from dashboard.store.store import Store
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read

DAY = date(2026, 11, 24)
EVERY = [(view.path, name) for view in VIEWS.values() for name in view.figures]
Take = Callable[..., Taken]


@pytest.fixture(scope="session")
def taken(store: Store) -> Take:
    """Gives one figure by view and id; other parameters replace the view's example."""

    @cache
    def make(path: str, figure: str, query: tuple[tuple[str, str], ...] = ()) -> Taken:
        view = VIEWS[path]
        given = {**view.example, **dict(query)}
        state, notices = read(given, view.spec(store), Context(store.countries, DAY))
        assert not notices
        return take(store, view, state, figure, origin="https://example.org")

    return make
