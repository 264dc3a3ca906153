"""The catalogue of map layers: ids, families for the menu, and the builder of each."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.analysis.computed import indicator_table
from dashboard.analysis.incident_index import dataset_table
from dashboard.analysis.indicator_list import indicator
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers_csirt import csirt_layer, csirt_teams_layer
from dashboard.analysis.layers_incidents import incidents_layer
from dashboard.analysis.layers_indicators import indicator_layer
from dashboard.analysis.layers_organisations import organisation_layer
from dashboard.analysis.layers_reach import reach_layer
from dashboard.analysis.layers_treaties import treaties_in_force_layer, treaty_layer
from dashboard.analysis.obstacle_list import needs_reference
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Normalisation, Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FAMILIES = {
    "treaties": "Treaties",
    "csirts": "CERT/CSIRT",
    "incidents": "Reported incidents",
    "obstacles": "Obstacles",
    "organisations": "Organisations and efforts",
    "reach": "Reach of one country",
    "context": "Context",
}
DEFAULT_LAYER = "CETS185"
INCIDENTS = "incidents:"
REACH = "reach:"


@dataclass(frozen=True, slots=True)
class LayerOptions:
    """What some layers can vary: the side of incidents, their years, counting, the reference."""

    role: str = "victim"
    years: tuple[int, int] | None = None
    malicious: bool = True
    normalise: Normalisation = Normalisation.COUNT
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """One line of the layer menu. ``group`` is a sub-heading within the family, may be empty."""

    layer_id: str
    family: str
    label: str
    group: str = ""


@per_store()
def layer_menu(store: Store) -> tuple[LayerEntry, ...]:
    """All layers that need no further choice, the four main families first."""
    treaties = [
        LayerEntry(str(i), "treaties", str(n))
        for i, n in store.table("treaties")[["treaty_id", "short_name"]].itertuples(index=False)
    ]
    treaties.insert(1, LayerEntry("treaties_in_force", "treaties", "Cyber treaties in force"))
    csirts = [
        LayerEntry("csirt", "csirts", "National CSIRT"),
        LayerEntry("csirt_teams", "csirts", "Number of teams known"),
    ]
    incidents = [
        LayerEntry(f"{INCIDENTS}{d}", "incidents", str(t))
        for d, t in dataset_table(store)[["dataset", "title"]].itertuples(index=False)
    ]
    return (*treaties, *csirts, *incidents, *_indicators(store), *_organisations(store))


def _indicators(store: Store) -> list[LayerEntry]:
    table = indicator_table(store)
    table = table[table["level"].eq("country")]
    entries = []
    for obstacle in Obstacle:
        rows = table[table["obstacle"].eq(int(obstacle))]
        group = f"{int(obstacle)} {obstacle.label}"
        for i, name in rows[["indicator_id", "name"]].itertuples(index=False):
            entries.append(LayerEntry(str(i), "obstacles", str(name), group))
    for i, name in table[table["obstacle"].isna()][["indicator_id", "name"]].itertuples(
        index=False
    ):
        entries.append(LayerEntry(str(i), "context", str(name)))
    return entries


def _organisations(store: Store) -> list[LayerEntry]:
    table = store.table("organisations").sort_values("short_name", key=lambda s: s.str.casefold())
    return [
        LayerEntry(str(i), "organisations", str(n))
        for i, n in table[["organisation_id", "short_name"]].itertuples(index=False)
    ]


def build_layer(store: Store, layer_id: str, on: date, options: LayerOptions) -> Layer:
    """The layer of an id on a day.

    Ids: a treaty, an organisation, an indicator, ``csirt``, ``csirt_teams``,
    ``treaties_in_force``, ``incidents:<dataset>``, ``reach:<iso3>``. UnknownIdError otherwise.
    """
    if layer_id.startswith(REACH):
        country = store.countries.resolve(layer_id.removeprefix(REACH))
        return reach_layer(store, country.iso3, on)
    entry = entry_of(store, layer_id)
    if entry is None:
        raise UnknownIdError(
            f"There is no map layer “{layer_id[:40]}”",
            where="layer",
            given=layer_id,
            allowed=tuple(e.layer_id for e in layer_menu(store)),
            fix="Choose a layer from the menu",
        )
    if layer_id == "treaties_in_force":
        return treaties_in_force_layer(store, on)
    if layer_id == "csirt":
        return csirt_layer(store, on)
    if layer_id == "csirt_teams":
        return csirt_teams_layer(store, on)
    if entry.family == "treaties":
        return treaty_layer(store, layer_id, on)
    if entry.family == "organisations":
        return organisation_layer(store, layer_id, on)
    if entry.family == "incidents":
        return incidents_layer(
            store,
            layer_id.removeprefix(INCIDENTS),
            role=options.role,
            years=options.years,
            malicious=options.malicious,
            normalise=options.normalise,
            on=on,
        )
    return indicator_layer(store, layer_id, on, reference=options.reference)


def entry_of(store: Store, layer_id: str) -> LayerEntry | None:
    """The line of the menu of a layer, None where it has none."""
    return _entries(store).get(layer_id)


@per_store()
def _entries(store: Store) -> dict[str, LayerEntry]:
    return {entry.layer_id: entry for entry in layer_menu(store)}


def is_indicator(store: Store, layer_id: str) -> bool:
    """Whether the layer shows an indicator."""
    entry = entry_of(store, layer_id)
    return entry is not None and entry.family in {"obstacles", "context"}


def measured_from(store: Store, layer_id: str) -> bool:
    """Whether the layer only says how far apart two countries are."""
    return is_indicator(store, layer_id) and needs_reference(indicator(store, layer_id))


def relevant(store: Store, layer_id: str, options: LayerOptions) -> LayerOptions:
    """``options`` as far as they make a difference to the layer: equal maps are made once."""
    if layer_id.startswith(INCIDENTS):
        return replace(options, reference=None)
    return LayerOptions(reference=options.reference if measured_from(store, layer_id) else None)
