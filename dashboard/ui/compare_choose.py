"""What /compare shows before two countries are chosen: a reason to, and some to begin with."""

import streamlit as st

from dashboard.analysis.pair_matrix import group_names
from dashboard.analysis.profile import near_peers
from dashboard.charts.format import listing
from dashboard.store.store import Store
from dashboard.ui.markup import page_heading
from dashboard.ui.state import View
from dashboard.views.compare_params import COUNTRIES, group_param
from dashboard.views.url import MY

_EXAMPLES = (("FRA", "BRA", "KEN"), ("EST", "LVA", "LTU"), ("IND", "BRA", "ZAF"), ("NAM", "BWA"))


def suggestions(store: Store, chosen: tuple[str, ...], mine: str | None) -> list[tuple[str, ...]]:
    """Lists of countries to compare: the one chosen (or my country) with its peers, or examples."""
    home = chosen[0] if chosen else mine
    if home is None:
        return [c for c in _EXAMPLES if all(iso3 in store.countries for iso3 in c)]
    others = near_peers(store, home)
    found: list[tuple[str, ...]] = [(home, mine)] if mine and mine != home else []
    found += [(home, other) for other in others]
    if len(others) > 1:
        found.append((home, *others))
    return found or [(home, other) for other in ("FRA", "BRA", "KEN") if other != home]


def choose_countries(view: View, store: Store) -> None:
    """Ask for countries in words, with buttons that fill them in."""
    chosen = view[COUNTRIES]
    if chosen:
        name = store.countries[chosen[0]].name
        page_heading(
            f"Compare {name} with whom?",
            "Add one to five more countries above, set it against a group, or take one of these.",
        )
    else:
        page_heading(
            "How do countries differ?",
            "Choose two to six countries above. Their treaties, efforts, CERT/CSIRTs, reported "
            "incidents and obstacles stand side by side, with what differs on top. Or set one "
            "against a region, an income group or the members of an organisation.",
        )
    with st.container(horizontal=True, key="compare-with"):
        for group in suggestions(store, chosen, view[MY]):
            label = listing([store.countries[iso3].name for iso3 in group])
            st.button(
                label, key=f"take-{'-'.join(group)}", on_click=view.put, args=(COUNTRIES, group)
            )
        if chosen:
            _groups(view, store, chosen[0])


def _groups(view: View, store: Store, iso3: str) -> None:
    """Buttons that set a country against its own region and income group."""
    home, known = store.countries[iso3], group_names(store)
    for key in (f"region:{home.un_region}", f"income:{home.wb_income_group}"):
        if key in known:
            st.button(
                f"{home.name} against {known[key]}",
                key=f"against-{key}",
                on_click=view.put,
                args=(group_param(store), key),
            )
