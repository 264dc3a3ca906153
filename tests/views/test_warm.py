"""What is made ahead is what the pages will ask for, and broken data do not stop it."""

from datetime import date

import pytest

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.views import warm as module
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.warm import warm


def test_every_figure_is_made_once_for_the_example_of_its_view(store: Store) -> None:
    made = warm(store, Context(store.countries, date(2026, 11, 24)))
    figures = sum(len(view.figures) for view in VIEWS.values())
    assert figures <= made <= 2 * figures


def test_a_view_with_broken_data_is_passed_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        path, example, figures = "treaties", {}, {}

        def spec(self, store: Store) -> object:
            raise DataError(())

    monkeypatch.setattr(module, "VIEWS", {"treaties": Broken(), "efforts": VIEWS["efforts"]})
    assert warm(store, Context(store.countries, date(2026, 11, 24))) >= 3
