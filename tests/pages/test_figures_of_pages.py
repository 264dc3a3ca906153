"""Every figure a page draws is a figure of its view, so that it can be taken away."""

from importlib import import_module

import pytest

from dashboard.pages import PAGES
from dashboard.store.store import Store
from dashboard.ui import figure
from dashboard.views.parts import EVERYTHING
from dashboard.views.registry import VIEWS
from tests.pages.opening import open_page

ON_SCREEN_ONLY = {"arcs"}
"""Drawn in the browser alone; the rows behind it are those of the figure ``flows``."""


@pytest.mark.parametrize("path", VIEWS)
def test_figures_drawn_are_figures_of_the_view(
    monkeypatch: pytest.MonkeyPatch, store: Store, path: str
) -> None:
    module = next(p.render.__module__ for p in PAGES if p.url_path == path)
    drawn: list[str] = []
    monkeypatch.setattr(figure, "take_menu", lambda key, _make, **_: drawn.append(key))
    name = import_module(module).__name__.rpartition(".")[2]
    query = dict(VIEWS[path].example)
    if "part" in VIEWS[path].spec(store).names:
        query["part"] = EVERYTHING
    open_page(monkeypatch, store, name, query)
    assert drawn
    assert set(drawn) <= set(VIEWS[path].figures) | ON_SCREEN_ONLY
    assert len(drawn) == len(set(drawn))
