"""The map of /map with its list: what is drawn, and what of it is kept between reruns."""

from dataclasses import replace
from datetime import date

from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.chart import Chart
from dashboard.charts.map_screen import Screen, screen
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_card import country_card
from dashboard.ui.map_component import world_map
from dashboard.ui.map_events import find_country, pick_country, stop_at
from dashboard.ui.state import View
from dashboard.views.url import C
from dashboard.views.world_map import BORDERS


def of_members(chart: Chart, members: frozenset[str]) -> Chart:
    """The chart with the rows of the countries inside the filter, and the note on borders."""
    kept = chart.data[chart.data["iso3"].isin(members)]
    return replace(chart, data=kept).with_notes(BORDERS)


def layer_on(data: Store, layer_id: str, on: date, chosen: LayerOptions) -> Layer:
    """The layer on a day, kept as long as the process."""
    key = ("layer", data.data_version, layer_id, on, chosen)
    return cached_figure(key, lambda: build_layer(data, layer_id, on, chosen))


def screen_of(
    data: Store,
    layer: Layer,
    asked: LayerOptions,
    view: View,
    members: frozenset[str],
    filtered: bool,
    source_note: str,
) -> Screen:
    """What the browser draws, kept as long as the process. ``members`` are the countries listed;
    ``filtered`` says that they passed a filter, so that the map draws the others pale."""
    today = view.state.context.today
    key = ("map", data.data_version, layer.layer_id, layer.on, asked, members, filtered, today)
    return cached_figure(
        key,
        lambda: screen(
            data,
            layer,
            asked,
            today=today,
            inside=members if filtered else None,
            members=members,
            source_note=source_note,
        ),
    )


def map_and_list(data: Store, layer: Layer, shown: Screen, view: View) -> None:
    """The map with the list beside it, and under it the card of the chosen country."""
    chosen = view[C][0] if view[C] else None
    world_map(
        shown.selecting(chosen),
        key="world",
        on_pick=lambda: pick_country(view, "world"),
        on_date=lambda: stop_at(view, "world"),
        on_find=lambda: find_country(view, "world"),
    )
    if chosen:
        country_card(data, layer, chosen, view.query)
