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


def choose(view: View, params: TreatyParams, store: Store) -> None:
    """Draw the controls at the top of the page."""
    names = store.table("treaties").set_index("treaty_id")["short_name"].to_dict()
    labels = {str(k): str(v) for k, v in names.items()}
    bodies = store.table("organisations").set_index("organisation_id")["short_name"].to_dict()
    controls.choices(view, params.treaties, f"Treaties (up to {MOST})", labels)
    with st.container(horizontal=True, vertical_alignment="bottom", key="treaties-controls"):
        controls.day(view, ON)
        _since(view)
        fields = (
            Filter(params.region, "Region", {}),
            Filter(params.organisation, "Member of", {str(k): str(v) for k, v in bodies.items()}),
        )
        controls.filters(view, fields)


def period(view: View) -> tuple[date, date]:
    """First and last day of the period of change: without a choice, the year up to the day."""
    on, since = view[ON], view[SINCE]
    return (since if since and since < on else _year_before(on)), on


def _year_before(on: date) -> date:
    return controls.shift_years(on, -1, on)


def _since(view: View) -> None:
    since, on = period(view)
    year_before = _year_before(on)
    st.date_input(
        "Changes since",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key=view.key(SINCE, since),
        on_change=view.on_change(SINCE, lambda day: None if day == year_before else day),
        width=152,
    )
