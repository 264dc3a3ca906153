"""What a page shows before a country is chosen: what it will answer, and where to start."""

from html import escape

import streamlit as st

from dashboard.ui.state import View
from dashboard.views.url import C

_START = ("FRA", "BRA", "KEN", "IND", "USA", "TUV")


def choose_country(view: View) -> None:
    """Ask for a country in words, with some to begin with."""
    st.html(
        '<header class="page-heading"><h1>What is known about a country?</h1>'
        '<p class="lede">Its treaties and since when, the efforts it takes part in, its '
        "CERT/CSIRTs, the incidents reported, and what stands in the way. Choose one above, or "
        "begin with one of these.</p></header>"
    )
    with st.container(horizontal=True, key="start-with"):
        for iso3 in _START:
            if iso3 in view.countries:
                name = view.countries[iso3].name
                st.button(name, key=f"start-{iso3}", on_click=view.put, args=(C, (iso3,)))
    st.html(
        f'<p class="subtitle">{escape(str(len(view.countries)))} entries: UN members, others with '
        "memberships of their own, and territories. A country chosen at the top right is kept for "
        "all pages.</p>"
    )
