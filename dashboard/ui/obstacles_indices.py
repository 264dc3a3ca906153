"""Indices side by side on /obstacles: positions, disagreements, one against another."""

import streamlit as st

from dashboard.analysis.indicators import all_indicators
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure
from dashboard.ui.figure import figure
from dashboard.ui.markup import section_heading
from dashboard.ui.state import View
from dashboard.views.figure import Figure, MakeFigure
from dashboard.views.obstacles_indices import MOST_COUNTRIES, disagreement, positions, two_indices
from dashboard.views.obstacles_params import Asked, ObstacleParams
from dashboard.views.url import MY, ON, C


def indices(data: Store, view: View, params: ObstacleParams, found: Asked) -> None:
    """Controls and the three figures."""
    section_heading(
        "Indices side by side",
        "Well-known indices rest on different things. Where they disagree about a country, none of"
        " them is the answer.",
        anchor="indices",
    )
    names = {name: about.name for name, about in all_indicators(data).items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="indices-controls"):
        controls.choices(view, params.indices, "Indices", names)
        states = [c.iso3 for c in view.countries.selectable]
        controls.countries(view, C, f"Countries (up to {MOST_COUNTRIES})", among=states)
    key = (data.data_version, view[params.indices], view[ON].year, found.members, view[MY], view[C])
    for name, make in (("positions", positions), ("disagreement", disagreement)):
        _draw(data, view, name, key, make)
    with st.container(horizontal=True, vertical_alignment="bottom", key="scatter-controls"):
        controls.choice(view, params.across, "Across", names)
        controls.choice(view, params.up, "Up", names)
    _draw(data, view, "two-indices", (*key, view[params.across], view[params.up]), two_indices)


def _draw(data: Store, view: View, name: str, key: tuple[object, ...], make: MakeFigure) -> None:
    made: Figure = cached_figure((name, *key), lambda: make(data, view.state))
    figure(made.chart, made.caption, key=name, data=made.data, level=3)
