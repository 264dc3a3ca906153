"""The maps of /incidents: victims or suspected origins, and flows as arcs."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.charts.build_map import build_map
from dashboard.charts.map_payload import arcs
from dashboard.charts.map_screen import still_payload
from dashboard.store.store import Store
from dashboard.ui.map_component import world_map
from dashboard.ui.state import View
from dashboard.views.incidents_counts import country_layer
from dashboard.views.incidents_params import ORIGIN, ROLE, VICTIM
from dashboard.views.url import State


def map_payload(
    store: Store, state: State, source_note: str, flows: pd.DataFrame | None = None
) -> dict[str, object]:
    """What the browser gets: classes by country, and the largest flows where given."""
    layer = country_layer(store, state)
    payload = still_payload(build_map(layer), layer.on, source_note=source_note)
    return payload if flows is None else {**payload, "arcs": arcs(flows)}


def draw_map(view: View, payload: dict[str, object], key: str) -> Callable[[], None]:
    """A function that draws the map; a click on a country filters by it, a second one ends that."""

    def picked() -> None:
        param = ORIGIN if view[ROLE] == "origin" else VICTIM
        iso3 = st.session_state[key].get("pick")
        if isinstance(iso3, str) and iso3 in view.countries:
            view.put(param, () if view[param] == (iso3,) else (iso3,))

    def draw() -> None:
        chosen = view[ORIGIN if view[ROLE] == "origin" else VICTIM]
        world_map({**payload, "selected": chosen[0] if chosen else None}, key=key, on_pick=picked)

    return draw
