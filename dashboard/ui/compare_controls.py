"""The controls of /compare: the sides, the day, and what to look at closely."""

import streamlit as st

from dashboard.analysis.compare import MAX_COUNTRIES
from dashboard.analysis.compare_positions import comparable
from dashboard.analysis.pair_matrix import group_names
from dashboard.charts.format import listing
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.notices import show_notices
from dashboard.ui.state import View
from dashboard.views.compare_params import (
    BY_DIFFERENCE,
    BY_TOPIC,
    COUNTRIES,
    OBSTACLE,
    ONLY_DIFFERENT,
    ORDER,
    group_param,
    series_param,
    sides,
    treaties_param,
)
from dashboard.views.url import ON

OBSTACLE_LABELS = {str(int(o)): f"{int(o)} · {o.label}" for o in Obstacle}
ORDER_LABELS = {BY_DIFFERENCE: "Differences first", BY_TOPIC: "By topic"}


def choose(view: View, store: Store) -> None:
    """Countries, group and day in one row; says which countries a group leaves no room for."""
    group = group_param(store)
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-controls"):
        controls.countries(view, COUNTRIES, f"Countries (2 to {MAX_COUNTRIES})")
        controls.optional(view, group, "Against a group", group_names(store), "No group")
        controls.day(view, ON)
    shown, chosen = sides(store, view.state)
    if left := view[COUNTRIES][len(shown) :]:
        names = listing([store.countries[iso3].name for iso3 in left])
        show_notices(
            [
                UserError(
                    f"A group takes one of the {MAX_COUNTRIES} places, so {names} was left out",
                    where="c",
                    given=chosen,
                )
            ]
        )


def obstacle_controls(view: View, store: Store) -> None:
    """The obstacle of the dots and panels, and the indicator drawn through the years."""
    number = int(controls.choice(view, OBSTACLE, "Obstacle", OBSTACLE_LABELS))
    param = series_param(store)
    own = {a.indicator_id: a.name for a in comparable(store) if a.obstacle == number}
    chosen = view[param]
    labels = {a.indicator_id: a.name for a in comparable(store) if a.indicator_id == chosen} | own
    controls.optional(view, param, "Through the years", labels, "The longest series")


def treaty_controls(view: View, store: Store) -> None:
    """The treaties of the timeline."""
    table = store.table("treaties")
    names = {str(t): str(n) for t, n in zip(table.treaty_id, table.short_name, strict=True)}
    controls.choices(view, treaties_param(store), "Treaties", names)


def table_controls(view: View) -> None:
    """Order of the rows, and whether rows that agree are shown."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="table-controls"):
        controls.choice(view, ORDER, "Order", ORDER_LABELS, segmented=True)
        controls.switch(view, ONLY_DIFFERENT, "Only rows that differ")
