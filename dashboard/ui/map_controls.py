"""The controls of the world map: layer, what some layers vary, filters."""

from dashboard.analysis.layers import (
    FAMILIES,
    INCIDENTS,
    REACH,
    LayerEntry,
    layer_menu,
    measured_from,
)
from dashboard.core.vocabulary import Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.controls import Filter
from dashboard.ui.glossary import term_help
from dashboard.ui.state import View
from dashboard.views.map_params import (
    LIST,
    MALICIOUS,
    NORMALISE,
    REFERENCE,
    ROLE,
    YEARS,
    MapParams,
)
from dashboard.views.url import MY

MEASURES = {
    "count": "Count",
    "per_million": "Per million people",
    "per_million_users": "Per million internet users",
    "share": "Share of the dataset",
}


def choose_layer(view: View, params: MapParams, store: Store) -> str:
    """The menu of layers: a family, then a layer; 'reach' lists my country first."""
    families = _families(store, view[MY])
    return controls.layer_menu(view, params.layer, families, label="Show on the map")


@per_store()
def _families(store: Store, mine: str | None) -> dict[str, dict[str, str]]:
    families: dict[str, dict[str, str]] = {label: {} for label in FAMILIES.values()}
    for entry in layer_menu(store):
        families[FAMILIES[entry.family]][entry.layer_id] = _label(entry)
    reach = sorted(store.countries.selectable, key=lambda c: c.iso3 != mine)
    families[FAMILIES["reach"]] = {f"{REACH}{c.iso3}": f"Reach of {c.name}" for c in reach}
    return families


def _label(entry: LayerEntry) -> str:
    return f"{entry.group[:1]} · {entry.label}" if entry.group else entry.label


def choose_options(view: View, layer_id: str, store: Store) -> None:
    """What this layer can vary: drawn only where it applies."""
    if layer_id.startswith(INCIDENTS):
        controls.choice(
            view, ROLE, "Side", {"victim": "Victims", "origin": "Suspected origins"}, segmented=True
        )
        controls.choice(view, NORMALISE, "Measure", MEASURES, help=term_help("normalisation"))
        kinds = {"only": "Malicious only", "all": "All records"}
        controls.choice(
            view, MALICIOUS, "Records", kinds, segmented=True, help=term_help("malicious")
        )
        controls.years(view, YEARS)
    elif measured_from(store, layer_id):
        controls.country(view, REFERENCE, "Measure from")


@per_store(size=1)
def organisation_names(store: Store) -> dict[str, str]:
    """Short names of organisations and efforts by id."""
    names = store.table("organisations").set_index("organisation_id")["short_name"].to_dict()
    return {str(key): str(name) for key, name in names.items()}


@per_store(size=1)
def _statuses(store: Store) -> dict[str, str]:
    """Words for each treaty and status."""
    treaties = store.table("treaties").set_index("treaty_id")["short_name"].to_dict()
    return {
        f"{treaty}:{status}": f"{name}: {status.label.lower()}"
        for treaty, name in treaties.items()
        for status in Status
    }


def choose_filters(view: View, params: MapParams, store: Store) -> None:
    """The box of filters: region, income, membership, treaty status, own list."""
    fields = (
        Filter(params.region, "Region", {}),
        Filter(params.income, "Income group", {}),
        Filter(params.organisation, "Member of", organisation_names(store)),
        Filter(params.status, "Treaty status", _statuses(store)),
        Filter(LIST, "Own list of countries", {}),
    )
    controls.filters(view, fields)
