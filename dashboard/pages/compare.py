"""/compare: two to six countries side by side on a date, with what differs marked."""

import streamlit as st

from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.compare_choose import choose_countries
from dashboard.ui.compare_controls import (
    COUNTRIES,
    OBSTACLE,
    OBSTACLE_LABELS,
    ONLY_DIFFERENT,
    choose,
    compare_spec,
    treaty_param,
)
from dashboard.ui.compare_figures import dots, life
from dashboard.ui.compare_table import head_html, shared_block, table_block
from dashboard.ui.controls import choice, switch
from dashboard.ui.country_block import draw_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import kicker, section_heading
from dashboard.ui.state import View, bind
from dashboard.views.params import ChoiceParam
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    treaty = cached_figure(("compare-treaty", data.data_version), lambda: treaty_param(data))
    kicker("Compare countries")
    view = bind(compare_spec(treaty), data.countries)
    choose(view)
    countries, on = view[COUNTRIES], view[ON]
    if len(countries) < 2:
        choose_countries(view, data)
        return
    key, query = (data.data_version, countries, on), tuple(view.query.items())
    head = ("compare-head", *key, query)
    st.html(cached_figure(head, lambda: head_html(data, countries, on, dict(query))))
    if on > view.state.context.today:
        st.html('<p class="subtitle">This day has not come: the last known state is shown.</p>')
    shared = cached_figure(("shared", *key), lambda: shared_block(data, countries, on))
    draw_block(shared, key="shared", name="compare")
    _figures(data, view, treaty)
    different = view[ONLY_DIFFERENT]
    draw_block(
        cached_figure(
            ("side-by-side", different, *key), lambda: table_block(data, countries, on, different)
        ),
        key="side-by-side",
        name="compare",
        lead=lambda: _toggle(view),
    )


def _toggle(view: View) -> None:
    switch(view, ONLY_DIFFERENT, "Only rows that differ")


def _figures(data: Store, view: View, treaty: ChoiceParam) -> None:
    countries, on = view[COUNTRIES], view[ON]
    key = (data.data_version, countries, on)
    left, right = st.columns(2, gap="large")
    with left:
        section_heading("Where they stand", "Indicators of one obstacle on one scale.")
        number = int(choice(view, OBSTACLE, "Obstacle", OBSTACLE_LABELS))
        made = cached_figure(("dots", number, *key), lambda: dots(data, countries, on, number))
        if made is None:
            st.html('<p class="empty">None of them has a ranked value here.</p>')
        else:
            draw_chart(*made, key="positions", cache_key=("dots", number, *key))
    with right:
        section_heading("When they joined", "Each step under one treaty, by country.")
        table = data.table("treaties")
        names = {str(t): str(n) for t, n in zip(table.treaty_id, table.short_name, strict=True)}
        chosen = choice(view, treaty, "Treaty", names)
        made = cached_figure(("lives", chosen, *key), lambda: life(data, countries, on, chosen))
        if made is None:
            st.html('<p class="empty">None of them is known to have taken a step under it.</p>')
        else:
            draw_chart(*made, key="lives", cache_key=("lives", chosen, *key))
