"""The controls at the top of /treaties."""

from datetime import date

import streamlit as st

from dashboard.core.dates import FIRST_DAY, LAST_DAY
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.controls import Filter
from dashboard.ui.state import View
from dashboard.views.treaties_params import MOST, SINCE, TreatyParams
from dashboard.views.url import ON


def choose(view: View, params: TreatyParams, store: Store) -> tuple[date, date]:
    """Draw the controls at the top of the page; gives the first and last day of the period."""
    names = store.table("treaties").set_index("treaty_id")["short_name"].to_dict()
    labels = {str(k): str(v) for k, v in names.items()}
    bodies = store.table("organisations").set_index("organisation_id")["short_name"].to_dict()
    controls.choices(view, params.treaties, f"Treaties (up to {MOST})", labels)
    with st.container(horizontal=True, vertical_alignment="bottom", key="treaties-controls"):
        on = controls.day(view, ON)
        since = _since(view, on)
        fields = (
            Filter(params.region, "Region", {}),
            Filter(params.organisation, "Member of", {str(k): str(v) for k, v in bodies.items()}),
        )
        controls.filters(view, fields)
    return since, on


def _since(view: View, on: date) -> date:
    year_before = controls.shift_years(on, -1, on)
    since = view[SINCE] or year_before
    if since >= on:
        since = year_before
    st.date_input(
        "Changes since",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key=view.key(SINCE, since),
        on_change=view.on_change(SINCE, lambda day: None if day == year_before else day),
        width=152,
    )
    return since
