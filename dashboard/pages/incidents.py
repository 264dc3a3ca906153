"""/incidents: what was reported, one dataset at a time, with its bias beside every figure."""

import streamlit as st

from dashboard.ui.cache import cached_figure, store
from dashboard.ui.incidents_bias import bias_html
from dashboard.ui.incidents_choose import choose, counted_html, head_html
from dashboard.ui.incidents_parts import Asked, draw_part
from dashboard.ui.incidents_record import record_page
from dashboard.ui.markup import draw_html
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.incidents_common import at_hand
from dashboard.views.incidents_params import PARTS, RECORD, beside, incident_params


def render() -> None:
    """Draw the page."""
    data = store()
    params = cached_figure(("incident-params", data.data_version), lambda: incident_params(data))
    view = bind(params.spec, data.countries)
    if view[RECORD]:
        record_page(data, view)
        return
    key = (data.data_version, tuple(view.query.items()))
    draw_html(head_html(view, params, data))
    choose(view, params, data)
    draw_html(cached_figure(("incident-counted", *key), lambda: counted_html(view, params, data)))
    parts = parts_bar(view, PARTS)
    shown = beside(data, view.state)
    left, right = st.columns((3.3, 1), gap="large")
    with left:
        for part in parts:
            draw_part(Asked(data, view, params, shown), part)
    with right:
        draw_html(
            cached_figure(
                ("incident-bias", *key),
                lambda: bias_html([at_hand(data, view.state, name) for name in shown]),
            )
        )
