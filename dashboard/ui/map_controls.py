"""The controls of the world map: layer, what some layers vary, filters, and the reader's choice."""

from dataclasses import dataclass
from functools import partial

from dashboard.analysis.indicators import indicator
from dashboard.analysis.layers import (
    DEFAULT_LAYER,
    FAMILIES,
    INCIDENTS,
    REACH,
    LayerEntry,
    LayerOptions,
    layer_menu,
)
from dashboard.analysis.selection import INCOME_GROUPS, Selection, regions
from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Normalisation, Status
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.controls import Filter
from dashboard.ui.state import View
from dashboard.views.params import (
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    CountryParam,
    YearRangeParam,
)
from dashboard.views.url import MY, ON, C, Spec

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


def choose_layer(view: View, params: MapParams, store: Store) -> str:
    """The menu of layers: a family, then a layer; 'reach' lists my country first."""
    families: dict[str, dict[str, str]] = {label: {} for label in FAMILIES.values()}
    for entry in layer_menu(store):
        families[FAMILIES[entry.family]][entry.layer_id] = _label(entry)
    mine = view[MY]
    reach = sorted(store.countries.selectable, key=lambda c: c.iso3 != mine)
    families[FAMILIES["reach"]] = {f"{REACH}{c.iso3}": f"Reach of {c.name}" for c in reach}
    return controls.layer_menu(view, params.layer, families, label="Show on the map")


def _label(entry: LayerEntry) -> str:
    return f"{entry.group[:1]} · {entry.label}" if entry.group else entry.label


def choose_options(view: View, layer_id: str, store: Store) -> None:
    """What this layer can vary: drawn only where it applies."""
    if layer_id.startswith(INCIDENTS):
        controls.choice(
            view, ROLE, "Side", {"victim": "Victims", "origin": "Suspected origins"}, segmented=True
        )
        labels = {"count": "Count", "per_million": "Per million people", "share": "Share"}
        controls.choice(view, NORMALISE, "Measure", labels, segmented=True)
        kinds = {"only": "Malicious only", "all": "All records"}
        controls.choice(view, MALICIOUS, "Records", kinds, segmented=True)
        controls.years(view, YEARS)
    elif _measured_from(store, layer_id):
        controls.country(view, REFERENCE, "Measure from")


def _measured_from(store: Store, layer_id: str) -> bool:
    """Whether the layer only says how far apart two countries are."""
    entry = {e.layer_id: e for e in layer_menu(store)}.get(layer_id)
    if entry is None or entry.family not in {"obstacles", "context"}:
        return False
    about = indicator(store, layer_id)
    return about.difference_only or about.level == "dyadic"


def options(view: View) -> LayerOptions:
    """The options of the view as the analysis takes them."""
    years = view[YEARS]
    return LayerOptions(
        role=view[ROLE],
        years=None if years == (FIRST_YEAR, LAST_YEAR) else years,
        malicious=view[MALICIOUS] == "only",
        normalise=Normalisation(view[NORMALISE]),
        reference=view[REFERENCE] or view[MY],
    )


def choose_filters(view: View, params: MapParams, store: Store) -> None:
    """The box of filters: region, income, membership, treaty status, own list."""
    treaties = store.table("treaties").set_index("treaty_id")["short_name"].to_dict()
    names = store.table("organisations").set_index("organisation_id")["short_name"].to_dict()
    labels = {
        f"{treaty}:{status}": f"{name}: {status.label.lower()}"
        for treaty, name in treaties.items()
        for status in Status
    }
    fields = (
        Filter(params.region, "Region", {}),
        Filter(params.income, "Income group", {}),
        Filter(params.organisation, "Member of", {str(k): str(v) for k, v in names.items()}),
        Filter(params.status, "Treaty status", labels),
        Filter(LIST, "Own list of countries", {}),
    )
    controls.filters(view, fields)


def selection(view: View, params: MapParams) -> Selection:
    """The filter of the view."""
    return Selection(
        regions=view[params.region],
        incomes=view[params.income],
        organisations=view[params.organisation],
        statuses=view[params.status],
        countries=view[LIST],
    )
