"""The controls of /compare: two to six countries, the day, and what to look at closely."""

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.compare import MAX_COUNTRIES
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.state import View
from dashboard.views.params import (
    BoolParam,
    ChoiceParam,
    Context,
    CountryListParam,
    Parsed,
    pieces,
)
from dashboard.views.url import MY, ON, Spec


@dataclass(frozen=True, slots=True)
class DistinctCountries(CountryListParam):
    """A list of countries that says so when one is named twice (it is kept once)."""

    def parse(self, text: str, context: Context) -> Parsed[tuple[str, ...]]:
        found, problems = CountryListParam.parse(self, text, context)
        seen: set[str] = set()
        for piece in pieces(text):
            try:
                country = context.countries.resolve(piece)
            except UserError:
                continue
            if country.iso3 in seen:
                twice = UserError(f"{country.name} is named twice, so it is shown once", where="c")
                problems = (*problems, twice)
            seen.add(country.iso3)
        return found, problems


COUNTRIES = DistinctCountries("c", limit=MAX_COUNTRIES)
ONLY_DIFFERENT = BoolParam("diff")
OBSTACLE = ChoiceParam("o", tuple(str(int(o)) for o in Obstacle), "6", kind="numbered obstacle")
OBSTACLE_LABELS = {str(int(o)): f"{int(o)} · {o.label}" for o in Obstacle}


def treaty_param(store: Store) -> ChoiceParam:
    """Which treaty the timeline shows."""
    ids = tuple(str(t) for t in store.table("treaties")["treaty_id"])
    return ChoiceParam("t", ids, "CETS185" if "CETS185" in ids else ids[0], kind="treaty")


def compare_spec(treaty: ChoiceParam) -> Spec:
    """The parameters of /compare."""
    return Spec((COUNTRIES, ON, MY, ONLY_DIFFERENT, OBSTACLE, treaty))


def choose(view: View) -> None:
    """Countries and day, in one row."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-controls"):
        controls.countries(view, COUNTRIES, f"Countries (2 to {MAX_COUNTRIES})")
        controls.day(view, ON)
