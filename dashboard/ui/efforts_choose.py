"""The controls at the top of the page of efforts."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.efforts import efforts
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.state import View
from dashboard.views.efforts_params import COUNTRY, NO_EFFORT, EffortParams
from dashboard.views.url import ON

_OF_A_COUNTRY = {"functions", "agreements"}
"""Parts that can speak of one country alone."""


def choose(store: Store, view: View, params: EffortParams, shown: Sequence[str] = ()) -> None:
    """Effort and day, and a country where a part can speak of one."""
    table = efforts(store)
    names = dict(zip(table["effort_id"], table["short_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="efforts-controls"):
        controls.choice(view, params.effort, "Effort", {NO_EFFORT: "All efforts", **names})
        if _OF_A_COUNTRY & set(shown):
            controls.country(view, COUNTRY, "For a country")
        controls.day(view, ON)
