"""Which two countries: boxes, flip, and what the page shows while a side is missing."""

from html import escape

import streamlit as st

from dashboard.core.countries import Country, CountryRegistry
from dashboard.core.vocabulary import EntityKind
from dashboard.ui import controls
from dashboard.ui.state import View
from dashboard.views.params import CountryParam
from dashboard.views.url import MY, C

A, B = CountryParam("a"), CountryParam("b")
_START = (("BRA", "JPN"), ("FRA", "USA"), ("KEN", "IND"), ("GHA", "NGA"), ("CHN", "DEU"))


def with_defaults(view: View) -> View:
    """The view with missing sides filled: from two countries of ``c``, then from my country."""
    a, b = view[A], view[B]
    listed = view[C] if len(view[C]) > 1 else ()
    if listed:
        a, b = a or listed[0], b or listed[1]
    mine = view[MY]
    if a is None and mine is not None and mine != b:
        a = mine
    elif b is None and a is not None and mine is not None and mine != a:
        b = mine
    return View(view.state.replace(A, a).replace(B, b))


def choose_pair(view: View) -> None:
    """Two boxes and a button that swaps them."""
    among = [c.iso3 for c in view.countries.selectable]
    controls.country(view, A, "Country A", among=among)
    controls.country(view, B, "Country B", among=among)
    st.button(
        "⇄ Flip",
        key="flip",
        on_click=view.put_all,
        args=({A: view[B], B: view[A]},),
        disabled=not (view[A] and view[B]),
        help="Swap A and B",
    )


def problem_of(countries: CountryRegistry, a: str | None, b: str | None) -> str:
    """Why the two cannot be shown, in a sentence; '' where they can."""
    if a is None or b is None:
        return ""
    if a == b:
        return (
            f"{countries[a].name} is chosen twice. Channels run between two countries; what one"
            " country has is on its profile."
        )
    territories = [
        countries[i].name for i in (a, b) if countries[i].entity_kind is EntityKind.TERRITORY
    ]
    if territories:
        names = " and ".join(territories)
        verb = "is a territory" if len(territories) == 1 else "are territories"
        return f"{names} {verb} and makes no treaties of its own. Choose the state it belongs to."
    return ""


def empty_state(view: View) -> None:
    """What the page answers, what is missing, and pairs to begin with."""
    a, b = view[A], view[B]
    trouble = problem_of(view.countries, a, b)
    one = a or b
    if trouble:
        text = trouble
    elif one:
        text = f"{view.countries[one].name} and whom? Choose the other country above."
    else:
        text = (
            "Choose two countries above: which legal bases, police and CSIRT channels are in force"
            " between them on a day, what is coming, and what stands in the way."
        )
    st.html(
        '<header class="page-heading"><h1>What do two countries share?</h1>'
        f'<p class="lede">{escape(text)}</p></header>'
    )
    with st.container(horizontal=True, key="start-with"):
        for first, second in _suggested(view, one if not trouble else a):
            label = f"{first.name} and {second.name}"
            st.button(
                label,
                key=f"start-{first.iso3}-{second.iso3}",
                on_click=view.put_all,
                args=({A: first.iso3, B: second.iso3},),
            )


def _suggested(view: View, one: str | None) -> list[tuple[Country, Country]]:
    """The chosen country with some others, or pairs of different kinds."""
    countries = view.countries
    if one is None or countries[one].entity_kind is EntityKind.TERRITORY:
        pairs = [p for p in _START if p[0] in countries and p[1] in countries]
    else:
        others = ("USA", "FRA", "BRA", "IND", "NGA", "JPN")
        pairs = [(one, i) for i in others if i in countries and i != one][:5]
    return [(countries[first], countries[second]) for first, second in pairs]
