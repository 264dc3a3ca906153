"""/country: everything known about one country on a date, then what is not."""

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_choose import choose_country
from dashboard.ui.country_parts import draw_parts
from dashboard.ui.country_profile_head import head_html, numbers_html
from dashboard.ui.markup import kicker
from dashboard.ui.notices import problem
from dashboard.ui.state import bind
from dashboard.views.country import shown, spec
from dashboard.views.url import ON, C


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(spec(data), data.countries)
    kicker("Country profile")
    with st.container(horizontal=True, vertical_alignment="bottom", key="country-controls"):
        controls.country(view, C, "Country")
        on = controls.day(view, ON)
    iso3 = shown(view.state)
    if iso3 is None:
        choose_country(view)
        return
    key, query = (data.data_version, iso3, on), view.query
    st.html(cached_figure(("head", *key), lambda: head_html(data, iso3, on)))
    if on > view.state.context.today:
        st.html('<p class="subtitle">This day has not come: the last known state is shown.</p>')
    try:
        numbers = ("numbers", *key, tuple(query.items()))
        st.html(cached_figure(numbers, lambda: numbers_html(data, iso3, on, query)))
    except DataError as error:
        problem(error)
    draw_parts(data, iso3, view)
