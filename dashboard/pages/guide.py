"""/guide: the subject in plain words, each part with numbers of the day, and a glossary."""

import streamlit as st

from dashboard.ui import controls
from dashboard.ui.cache import store
from dashboard.ui.guide_parts import draw_part
from dashboard.ui.markup import page_heading
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.guide import PARTS, SPEC
from dashboard.views.parts import EVERYTHING
from dashboard.views.url import ON

TITLE = "Why states need each other for cybersecurity, and what keeps them apart"
LEDE = (
    "Reasons, forms of cooperation, who takes part, obstacles and good practice in plain words."
    " Every number is computed from the data for the day you choose."
)
FIRST = next(iter(PARTS.labels))


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(SPEC, data.countries)
    page_heading(TITLE, LEDE if view[PARTS.param] in (FIRST, EVERYTHING) else "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="guide-controls"):
        controls.day(view, ON)
    for part in parts_bar(view, PARTS):
        draw_part(data, view, part)
