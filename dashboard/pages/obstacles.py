"""/obstacles: the nine obstacles, each measured; the reader's own composite; indices compared."""

import streamlit as st

from dashboard.analysis.obstacle_list import needs_reference, obstacle_text
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import draw_block
from dashboard.ui.figure import figure
from dashboard.ui.markup import page_heading
from dashboard.ui.notices import show_notices
from dashboard.ui.obstacles_explorer import explorer
from dashboard.ui.obstacles_head import choose_obstacle, indicators_block, text_html
from dashboard.ui.obstacles_indices import indices
from dashboard.ui.obstacles_map import choose_indicator, distances_block, draw_map
from dashboard.ui.state import View, bind
from dashboard.views.figure import Figure
from dashboard.views.obstacles import distribution
from dashboard.views.obstacles_params import Asked, asked, obstacle_params
from dashboard.views.url import MY, ON, C


def render() -> None:
    """Draw the page."""
    data = store()
    params = obstacle_params(data)
    view = bind(params.spec, data.countries)
    found = asked(data, view.state)
    show_notices(found.notes)
    words = obstacle_text(data, found.obstacle)
    page_heading(words.title, kicker=f"Obstacles: {found.obstacle} of nine")
    choose_obstacle(view, params, found.obstacle)
    version = (data.data_version, found.obstacle)
    st.html(cached_figure(("obstacle-text", *version), lambda: text_html(data, found.obstacle)))
    choose_indicator(view, params, data, found)
    draw_map(data, view, found)
    _values(data, view, found)
    _measured(data, view, found)
    explorer(data, view, params, found)
    indices(data, view, params, found)


def _measured(data: Store, view: View, found: Asked) -> None:
    query, shown = view.query, found.about.indicator_id
    key = ("obstacle-indicators", data.data_version, found.obstacle, shown, tuple(query.items()))
    block = cached_figure(key, lambda: indicators_block(data, found.obstacle, query, shown))
    draw_block(block, key="indicators", name=f"obstacle-{found.obstacle}", sourced=False)


def _values(data: Store, view: View, found: Asked) -> None:
    """How the values spread, and for distances the list of all others."""
    about, home = found.about, found.reference
    key = (data.data_version, about.indicator_id, view[ON].year, home, found.members, view[MY])
    if needs_reference(about) and home is None:
        st.html(
            '<p class="empty">Choose a country to measure from: then its distance to all'
            " others is shown here.</p>"
        )
        return
    spread: Figure = cached_figure(
        ("distribution", *key, view[C]), lambda: distribution(data, view.state)
    )
    figure(spread.chart, spread.caption, key="distribution", data=spread.data)
    if needs_reference(about) and home is not None:
        query, on = view.query, view[ON]
        block = cached_figure(
            ("distances", *key, tuple(query.items())),
            lambda: distances_block(data, about, home, on, found.members, query),
        )
        draw_block(block, key="distances", name=f"distance-{home}")
