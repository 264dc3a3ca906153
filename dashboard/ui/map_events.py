"""What the reader did on the map, put into the address."""

from datetime import date

import streamlit as st

from dashboard.ui.state import View
from dashboard.views.url import ON, C

_TURN, _BEFORE = "list-turn", "picked-before"


def pick_country(view: View, key: str) -> None:
    """A click on a country selects it; a second click on the same one lets it go."""
    iso3 = st.session_state[key].get("pick")
    if isinstance(iso3, str) and iso3 in view.countries:
        st.session_state[_BEFORE] = view[C][0] if view[C] else None
        view.put(C, () if view[C][:1] == (iso3,) else (iso3,))


def picked_before() -> str | None:
    """The country that was selected when the reader clicked the present one on the map."""
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
    """A name typed into the finder selects its country; a notice says if there is none."""
    typed = st.session_state[key]
    if typed:
        view.try_put(C, lambda: (view.countries.resolve(str(typed)).iso3,))


def list_key(layer_id: str, order: tuple[str, ...], picked: str) -> str:
    """The key of the list: a new one only where the old list still marks another country."""
    turn = int(st.session_state.get(_TURN, 0))
    key = f"list-{layer_id}-{turn}"
    state = st.session_state.get(key)
    rows = state.selection.rows if state else []
    if rows and (rows[0] >= len(order) or order[rows[0]] != picked):
        st.session_state[_TURN] = turn + 1
        return f"list-{layer_id}-{turn + 1}"
    return key


def pick_row(view: View, key: str, order: tuple[str, ...]) -> None:
    """A row chosen in the list selects its country."""
    rows = st.session_state[key].selection.rows
    view.put(C, (order[rows[0]],) if rows and rows[0] < len(order) else ())
