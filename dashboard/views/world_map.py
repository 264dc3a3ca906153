"""The view /map: one layer of the world on a date."""

from dataclasses import dataclass, replace

from dashboard.analysis import headline
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import build_layer
from dashboard.charts.cite import Caption, caption
from dashboard.charts.map_screen import still
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.map_params import MapParams, map_params, options, selection
from dashboard.views.url import ON, Spec, State

BORDERS = (
    "Borders follow Natural Earth as changed by Visionscarto; they imply no opinion on the status"
    " of a territory. Hatched areas are disputed. Dots stand for countries too small to see."
)


@per_store(size=1)
def params(store: Store) -> MapParams:
    """The parameters of the page, made once for a store."""
    return map_params(store)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What an address asks of the map: the layer, and the countries inside its filter.

    ``among`` says the filter in words, None without one.
    """

    layer: Layer
    members: frozenset[str]
    among: str | None


def asked(store: Store, state: State) -> Asked:
    """The layer and the filter of an address."""
    known = params(store)
    chosen = selection(state, known)
    layer = build_layer(store, state[known.layer], state[ON], options(state))
    among = None if chosen.is_all else chosen.describe(store)
    return Asked(layer, chosen.members(store, state[ON]), among)


def map_caption(store: Store, layer: Layer, members: frozenset[str]) -> Caption:
    """The sources of the values inside the filter; of the whole layer where there are none."""
    known = layer.known[layer.known["iso3"].isin(members)]
    return caption(known if len(known) else layer.frame, store.sources, limit=2)


def world_map(store: Store, state: State) -> Figure:
    """The map with its finding; only countries inside the filter have rows."""
    found = asked(store, state)
    figures = headline.headline(store, found.layer, found.members)
    chart = still(store, found.layer, options(state), today=state.context.today)
    chart = chart.with_title(headline.finding(found.layer, figures, found.among))
    rows = chart.data[chart.data["iso3"].isin(found.members)]
    chart = replace(chart.with_notes(BORDERS), data=rows)
    return Figure("map", chart, map_caption(store, found.layer, found.members))


def _spec(store: Store) -> Spec:
    return params(store).spec


WORLD_MAP = ViewEntry(
    path="map",
    title="World map",
    spec=_spec,
    figures={"map": world_map},
    example={"layer": "CETS185", "on": "2026-11-24"},
)
