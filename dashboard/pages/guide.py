"""/guide: the subject in plain words, each part with numbers of the day, and a glossary."""

import streamlit as st

from dashboard.ui import controls
from dashboard.ui.cache import store
from dashboard.ui.guide_parts import draw_part
from dashboard.ui.markup import page_heading
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.guide import PARTS, SPEC
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(SPEC, data.countries)
    page_heading(
        "Why states need each other for cybersecurity, and what keeps them apart",
        "Reasons, forms of cooperation, who takes part, obstacles and good practice in plain words."
        " Every number is computed from the data for the day you choose.",
        kicker="Guide",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="guide-controls"):
        controls.day(view, ON)
    for part in parts_bar(view, PARTS):
        draw_part(data, view, part)
