"""The view /country: its parameters, its parts and its figures by name."""

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
from dashboard.views.figure import ViewEntry, standing
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, C, Spec, State

OVERVIEW = "brief"
PARTS = Parts(
    {
        OVERVIEW: "In brief",
        "treaties": "Treaties",
        "cooperation": "Cooperation",
        "partners": "Partners and peers",
        "csirts": "CERT/CSIRT",
        "incidents": "Incidents",
        "obstacles": "Obstacles",
        "not-known": "Not known",
    }
)
SPEC = Spec((C, ON, MY, PARTS.param))


def spec(store: Store) -> Spec:
    """The parameters of the page: country, day, country to measure from, and part."""
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
    stands=standing(
        treaties=("treaty-timeline",),
        cooperation=("membership-timeline", "forms"),
        partners=("partner-ends",),
        incidents=("incident-shares",),
        obstacles=("obstacle-strip", "standing"),
    ),
)
