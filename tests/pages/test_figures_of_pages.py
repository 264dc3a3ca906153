"""Every figure a page draws is a figure of its view, so that it can be taken away; what is taken
away links to where the page draws it.
"""

from datetime import date
from importlib import import_module
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.export.take import take
from dashboard.pages import PAGES
from dashboard.store.store import Store
from dashboard.ui import country_block, efforts_matrix, figure
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context
from dashboard.views.parts import EVERYTHING, PART
from dashboard.views.registry import VIEWS
from dashboard.views.url import State, read
from tests.pages.opening import html, open_page

ON_SCREEN_ONLY = {"arcs"}
"""Drawn in the browser alone; the rows behind it are those of the figure ``flows``."""


@pytest.mark.parametrize("path", VIEWS)
def test_figures_drawn_are_figures_of_the_view(
    monkeypatch: pytest.MonkeyPatch, store: Store, path: str
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(figure, "take_menu", lambda key, _make, **_: drawn.append(key))
    query = dict(VIEWS[path].example)
    if PART in VIEWS[path].spec(store).names:
        query[PART] = EVERYTHING
    open_page(monkeypatch, store, module_of(path), query)
    assert drawn
    assert set(drawn) <= set(VIEWS[path].figures) | ON_SCREEN_ONLY
    assert len(drawn) == len(set(drawn))


IN_FILES_ONLY = {
    ("country", "forms"): "Cooperation",
    ("country", "incident-shares"): "Incidents",
    ("country", "standing"): "Obstacles",
}
"""Figures of which the page shows the numbers otherwise, with the part that does."""
FIGURES = [(path, name) for path, view in VIEWS.items() for name in view.figures]


@pytest.mark.parametrize(("path", "name"), FIGURES)
def test_the_link_of_a_figure_opens_the_part_that_draws_it(
    monkeypatch: pytest.MonkeyPatch, store: Store, path: str, name: str
) -> None:
    """Asked for from the last part, and as an export asks: without any."""
    view = VIEWS[path]
    last = next((p.choices[-2] for p in view.spec(store).params if p.name == PART), None)
    links = {
        take(store, view, state_of(store, view, dict(view.example) | more), name).link
        for more in ({}, {PART: last} if last else {})
    }
    assert len(links) == 1 or path == "efforts"  # the page of one effort has no parts
    drawn: list[str] = []

    def menu(key: str, _make: object, *, rows_only: bool = False) -> None:
        drawn.extend([] if rows_only else [key])

    for drawer in (figure, country_block, efforts_matrix):
        monkeypatch.setattr(drawer, "take_menu", menu)
    for link in links:
        drawn.clear()
        query = dict(parse_qsl(urlsplit(link).query))
        page = open_page(monkeypatch, store, module_of(path), query)
        if (path, name) in IN_FILES_ONLY:
            assert f'aria-current="true">{IN_FILES_ONLY[path, name]}<' in html(page)
        else:
            assert name in drawn


def test_a_link_from_all_on_one_page_stays_there(store: Store) -> None:
    view = VIEWS["guide"]
    taken = take(store, view, state_of(store, view, {PART: EVERYTHING}), "adoption")
    assert f"{PART}={EVERYTHING}" in taken.link
    assert f"{PART}={EVERYTHING}" in taken.frozen


def module_of(path: str) -> str:
    module = next(p.render.__module__ for p in PAGES if p.url_path == path)
    return import_module(module).__name__.rpartition(".")[2]


def state_of(store: Store, view: ViewEntry, query: dict[str, str]) -> State:
    found, notices = read(query, view.spec(store), Context(store.countries, date(2026, 11, 25)))
    assert not notices
    return found
