"""The head of each view: a title from its parameters and the picture of its figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.ui.head import MakePreview
from dashboard.ui.link_card import PageHead
from dashboard.views.figure import ViewEntry
from dashboard.views.preview import preview
from dashboard.views.url import link

HOME_VIEW = "map"
FIGURES = "api/v1/figures"


def view_head(
    store: Store, view: ViewEntry, own: PageHead, params: Mapping[str, Sequence[str]]
) -> PageHead:
    """The head of one view: ``own`` is its page's, ``params`` are those of the address."""
    found = preview(store, view, params, datetime.now(UTC).date())
    picture = {**found.query, "figure": found.figure, "size": "social"}
    return replace(
        own,
        title=found.title or own.title,
        path=link(own.path, found.query),
        image=link(f"{FIGURES}/{view.path}.png", picture),
    )


def previews(
    pages: Mapping[str, PageHead], views: Mapping[str, ViewEntry], open_store: Callable[[], Store]
) -> MakePreview:
    """The function that gives a view its head; pages without a view keep their own."""

    def make(name: str, params: Mapping[str, Sequence[str]]) -> PageHead | None:
        view = views.get(name or HOME_VIEW)
        if view is None or name not in pages:
            return None
        try:
            return view_head(open_store(), view, replace(pages[name], path=name), params)
        except UserError:  # broken data: the page itself says what is wrong
            return None

    return make
