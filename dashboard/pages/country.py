"""/country: everything known about one country on a date, then what is not."""

import streamlit as st

from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_choose import choose_html
from dashboard.ui.country_parts import draw_part
from dashboard.ui.country_profile_head import head_html
from dashboard.ui.markup import draw_html
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.country import PARTS, shown, spec
from dashboard.views.url import ON, C


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(spec(data), data.countries)
    with st.container(horizontal=True, vertical_alignment="bottom", key="country-controls"):
        controls.country(view, C, "Country")
        controls.day(view, ON)
    iso3 = shown(view.state)
    if iso3 is None:
        draw_html(choose_html(view))
        return
    key = ("country-head", data.data_version, iso3)
    draw_html(cached_figure(key, lambda: head_html(data, iso3)))
    for part in parts_bar(view, PARTS):
        draw_part(data, iso3, view, part)
