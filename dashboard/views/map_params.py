"""The parameters of /map: layer, what some layers vary, and filters."""

from dataclasses import dataclass
from functools import partial

from dashboard.analysis.layers import DEFAULT_LAYER, REACH, LayerOptions, layer_menu
from dashboard.analysis.selection import INCOME_GROUPS, Selection, regions
from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Normalisation, Status
from dashboard.store.store import Store
from dashboard.views.params import (
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    CountryParam,
    YearRangeParam,
)
from dashboard.views.url import MY, ON, C, Spec, State

ROLE = ChoiceParam("role", ("victim", "origin"), "victim", kind="side")
MALICIOUS = ChoiceParam("malicious", ("only", "all"), "only", kind="choice")
NORMALISE = ChoiceParam("norm", tuple(str(n) for n in Normalisation), "count", kind="measure")
REFERENCE = CountryParam("ref")
LIST = CountryListParam("only", limit=60)
FIRST_YEAR, LAST_YEAR = 1971, 2026
YEARS = YearRangeParam("years", FIRST_YEAR, LAST_YEAR)


@dataclass(frozen=True, slots=True)
class MapParams:
    """The parameters of /map; those with choices from the data are made for the store."""

    layer: ChoiceParam
    region: ChoiceListParam
    income: ChoiceListParam
    organisation: ChoiceListParam
    status: ChoiceListParam

    @property
    def spec(self) -> Spec:
        facets = (self.region, self.income, self.organisation, self.status, LIST)
        options = (ROLE, YEARS, MALICIOUS, NORMALISE, REFERENCE)
        return Spec((self.layer, ON, C, MY, *facets, *options))


def map_params(store: Store) -> MapParams:
    """Parameters whose allowed values are what the store holds."""
    menu = layer_menu(store)
    organisations = tuple(store.table("organisations")["organisation_id"])
    statuses = tuple(f"{t}:{s}" for t in store.table("treaties")["treaty_id"] for s in Status)
    return MapParams(
        layer=ChoiceParam(
            "layer",
            tuple(e.layer_id for e in menu),
            DEFAULT_LAYER,
            kind="layer",
            also=partial(_reach, store.countries),
        ),
        region=ChoiceListParam("region", regions(store), kind="region"),
        income=ChoiceListParam("income", INCOME_GROUPS, kind="income group"),
        organisation=ChoiceListParam("org", organisations, kind="organisation"),
        status=ChoiceListParam("status", statuses, kind="treaty status"),
    )


def _reach(countries: CountryRegistry, text: str) -> str | None:
    prefix, _, name = text.partition(":")
    if prefix.casefold() != REACH.rstrip(":") or not name:
        return None
    try:
        return f"{REACH}{countries.resolve(name).iso3}"
    except UserError:
        return None


def options(state: State) -> LayerOptions:
    """The options of the view as the analysis takes them."""
    years = state[YEARS]
    return LayerOptions(
        role=state[ROLE],
        years=None if years == (FIRST_YEAR, LAST_YEAR) else years,
        malicious=state[MALICIOUS] == "only",
        normalise=Normalisation(state[NORMALISE]),
        reference=state[REFERENCE] or state[MY],
    )


def selection(state: State, params: MapParams) -> Selection:
    """The filter of the view."""
    return Selection(
        regions=state[params.region],
        incomes=state[params.income],
        organisations=state[params.organisation],
        statuses=state[params.status],
        countries=state[LIST],
    )
