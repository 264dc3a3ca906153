"""What the reader did on the map, put into the address."""

from datetime import date

import streamlit as st

from dashboard.ui.state import View
from dashboard.views.url import ON, C

_BEFORE = "picked-before"


def pick_country(view: View, key: str) -> None:
    """A click on a country, or on its row, selects it; a second one lets it go."""
    iso3 = st.session_state[key].get("pick")
    if isinstance(iso3, str) and iso3 in view.countries:
        st.session_state[_BEFORE] = view[C][0] if view[C] else None
        view.put(C, () if view[C][:1] == (iso3,) else (iso3,))


def picked_before() -> str | None:
    """The country that was selected when the reader chose the present one on the map."""
    before: str | None = st.session_state.get(_BEFORE)
    return before


def stop_at(view: View, key: str) -> None:
    """Where play stopped becomes the day of the view."""
    text = st.session_state[key].get("on")
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        return
    view.put(ON, min(day, view.state.context.today))


def find_country(view: View, key: str) -> None:
    """A name typed beside the map selects its country; a notice says if there is none."""
    typed = st.session_state[key].get("find")
    if typed:
        view.try_put(C, lambda: (view.countries.resolve(str(typed)).iso3,))
