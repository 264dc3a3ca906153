"""The view /country: its parameters and its figures by name."""

from dashboard.store.store import Store
from dashboard.views.country_figures import (
    forms_figure,
    incidents_figure,
    memberships_figure,
    obstacles_figure,
    partners_figure,
    standing_figure,
    treaties_figure,
)
from dashboard.views.figure import ViewEntry
from dashboard.views.url import MY, ON, C, Spec, State

SPEC = Spec((C, ON, MY))


def spec(store: Store) -> Spec:
    """The parameters of the page: the country, the day, and the country to measure from."""
    return SPEC


def shown(state: State) -> str | None:
    """The country the page speaks of: the one asked for, else the reader's own."""
    return state[C][0] if state[C] else state[MY]


COUNTRY = ViewEntry(
    path="country",
    title="Country profile",
    spec=spec,
    figures={
        "treaty-timeline": treaties_figure,
        "membership-timeline": memberships_figure,
        "forms": forms_figure,
        "partner-ends": partners_figure,
        "incident-shares": incidents_figure,
        "obstacle-strip": obstacles_figure,
        "standing": standing_figure,
    },
    example={"c": "FRA", "on": "2026-11-24"},
)
