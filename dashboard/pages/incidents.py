"""/incidents: what was reported, one dataset at a time, with its bias beside every figure."""

import streamlit as st

from dashboard.ui.cache import cached_figure, store
from dashboard.ui.incidents_bias import bias_html
from dashboard.ui.incidents_choose import choose, choose_part, selection_sentence
from dashboard.ui.incidents_parts import Asked, draw_part
from dashboard.ui.incidents_record import record_page
from dashboard.ui.markup import page_heading
from dashboard.ui.state import bind
from dashboard.views.incidents_common import at_hand
from dashboard.views.incidents_params import RECORD, beside, incident_params


def render() -> None:
    """Draw the page."""
    data = store()
    params = cached_figure(("incident-params", data.data_version), lambda: incident_params(data))
    view = bind(params.spec, data.countries)
    if view[RECORD]:
        record_page(data, view)
        return
    page_heading(
        "Which incidents were reported, and what do the reports hide?",
        "A count is a count of reports: it follows disclosure laws, the press and the time of "
        "coders. Datasets overlap and count different things, so they stand one at a time or side "
        "by side and are never added up. An origin is suspected, as coded.",
        kicker="Reported incidents",
    )
    choose(view, params, data)
    st.html(f'<p class="selection" role="status">{selection_sentence(view, params, data)}</p>')
    part = choose_part(view)
    shown = beside(data, view.state)
    left, right = st.columns((3.3, 1), gap="large")
    with left:
        draw_part(Asked(data, view, params, shown), part)
    with right, st.container(key="bias"):
        st.html(bias_html([at_hand(data, view.state, name) for name in shown]))
