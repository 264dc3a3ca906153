"""/compare: two to six countries, or some and a group, side by side on a date."""

import streamlit as st

from dashboard.core.errors import UserError
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.compare_choose import choose_countries
from dashboard.ui.compare_controls import choose
from dashboard.ui.compare_parts import draw_parts
from dashboard.ui.compare_table import head_html
from dashboard.ui.markup import kicker, page_heading
from dashboard.ui.notices import problem
from dashboard.ui.state import bind
from dashboard.views.compare_figures import names_of
from dashboard.views.compare_params import compare_spec, enough, sides
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    kicker("Compare countries")
    view = bind(compare_spec(data), data.countries)
    choose(view, data)
    if not enough(data, view.state):
        choose_countries(view, data)
        return
    on, query = view[ON], view.query
    try:
        names = names_of(data, view.state)
        group = sides(data, view.state)[1]
        key = ("compare-head", data.data_version, on, tuple(query.items()))
        st.html(cached_figure(key, lambda: head_html(data, names, group, on, query)))
    except UserError as error:
        page_heading("A comparison")
        problem(error)
        return
    if on > view.state.context.today:
        st.html('<p class="subtitle">This day has not come: the last known state is shown.</p>')
    draw_parts(data, view, names)
