"""The parameters of /compare: countries, a group beside them, and what to look at closely."""

from dataclasses import dataclass

from dashboard.analysis.compare import MAX_COUNTRIES
from dashboard.analysis.compare_positions import comparable
from dashboard.analysis.country_opening import OPEN
from dashboard.analysis.pair_matrix import group_names
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    Context,
    CountryListParam,
    Parsed,
    pieces,
)
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec, State


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


OVERVIEW = "brief"
PARTS = Parts(
    {
        OVERVIEW: "In brief",
        "side-by-side": "Side by side",
        "positions": "Where they stand",
        "timelines": "When they joined",
    }
)
COUNTRIES = DistinctCountries("c", limit=MAX_COUNTRIES)
ONLY_DIFFERENT = BoolParam("diff")
BY_DIFFERENCE, BY_TOPIC = "difference", "topic"
ORDER = ChoiceParam("order", (BY_DIFFERENCE, BY_TOPIC), BY_DIFFERENCE, kind="order")
OBSTACLE = ChoiceParam("o", tuple(str(int(o)) for o in Obstacle), "6", kind="numbered obstacle")


def group_param(store: Store) -> ChoiceParam:
    """The group to stand beside the countries: a region, an income group, an organisation."""
    return ChoiceParam("group", tuple(group_names(store)), "", kind="group")


@per_store(size=4)
def treaties_param(store: Store) -> ChoiceListParam:
    """Which treaties the timeline shows: those that any state may join, to begin with."""
    table = store.table("treaties")
    ids = tuple(str(t) for t in table["treaty_id"])
    rules = store.table("channels")
    counted = set(
        rules.loc[rules["kind"].eq("legal") & rules["counts"].astype(bool), "instrument_id"]
    )
    anyone = set(table.loc[table["open_to"].isin(OPEN), "treaty_id"])
    first = tuple(t for t in ids if t in counted & anyone) or ids[:1]
    return ChoiceListParam("t", ids, first, kind="treaty")


@per_store(size=4)
def series_param(store: Store) -> ChoiceParam:
    """Which indicator is drawn through the years; none means the longest of the obstacle."""
    ids = tuple(about.indicator_id for about in comparable(store))
    return ChoiceParam("i", ids, "", kind="indicator to draw through time")


def compare_spec(store: Store) -> Spec:
    """The parameters of the page."""
    chosen = (ONLY_DIFFERENT, ORDER, OBSTACLE)
    more = (group_param(store), treaties_param(store), series_param(store))
    return Spec((COUNTRIES, ON, MY, PARTS.param, *chosen, *more))


def sides(store: Store, state: State) -> tuple[tuple[str, ...], str]:
    """The countries compared and the group beside them ('' without); the group takes a place of
    the six."""
    group = state[group_param(store)]
    return state[COUNTRIES][: MAX_COUNTRIES - bool(group)], group


def enough(store: Store, state: State) -> bool:
    """Whether there are two sides to compare."""
    countries, group = sides(store, state)
    return bool(countries) and len(countries) + bool(group) > 1
