"""/map: one layer of the world on a date, with a list beside it and a card for one country."""

from datetime import date

import streamlit as st

from dashboard.analysis.headline import headline
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.cite import Caption, caption
from dashboard.charts.map_screen import Screen, screen
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_card import country_card
from dashboard.ui.country_list import country_list, list_frame
from dashboard.ui.figure import figure
from dashboard.ui.map_component import world_map
from dashboard.ui.map_controls import (
    MapParams,
    choose_filters,
    choose_layer,
    choose_options,
    map_params,
    options,
    selection,
)
from dashboard.ui.map_events import pick_country, stop_at
from dashboard.ui.markup import Metric, kicker, metrics
from dashboard.ui.state import View, bind
from dashboard.ui.url import ON, C

BORDERS = (
    "Borders follow Natural Earth as changed by Visionscarto; they imply no opinion on the status"
    " of a territory. Hatched areas are disputed. Dots stand for countries too small to see."
)


def render() -> None:
    """Draw the page."""
    data = store()
    params = cached_figure(("map-params", data.data_version), lambda: map_params(data))
    kicker("World map: which channels of cyber cooperation exist, and what is in the way")
    view = bind(params.spec, data.countries)
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-controls"):
        layer_id = choose_layer(view, params, data)
        on = controls.day(view, ON)
        choose_filters(view, params, data)
        choose_options(view, layer_id, data)
    layer, cite = _layer(data, layer_id, on, options(view))
    chosen = selection(view, params)
    members = chosen.members(data, on)
    inside = None if chosen.is_all else members
    shown = _screen(data, layer, view, inside, cite.sources_text())
    chart = shown.chart.with_title(layer.finding).with_notes(*_filter_note(view, params), BORDERS)
    figure(
        chart,
        cite,
        key="map",
        draw=lambda: _draw(data, layer, shown, view, members),
        level=1,
    )


def _layer(data: Store, layer_id: str, on: date, chosen: LayerOptions) -> tuple[Layer, Caption]:
    def build() -> tuple[Layer, Caption]:
        layer = build_layer(data, layer_id, on, chosen)
        rows = layer.known if len(layer.known) else layer.frame
        return layer, caption(rows, data.sources, limit=2)

    return cached_figure(("layer", data.data_version, layer_id, on, chosen), build)


def _screen(
    data: Store, layer: Layer, view: View, inside: frozenset[str] | None, source_note: str
) -> Screen:
    today = view.state.context.today
    key = ("map", data.data_version, layer.layer_id, layer.on, options(view), inside, today)
    return cached_figure(
        key,
        lambda: screen(
            data,
            layer,
            options(view),
            today=today,
            inside=inside,
            source_note=source_note,
        ),
    )


def _draw(data: Store, layer: Layer, shown: Screen, view: View, members: frozenset[str]) -> None:
    key = (data.data_version, layer.layer_id, layer.on, options(view), members)
    figures = cached_figure(("headline", *key), lambda: headline(data, layer, members))
    rows = cached_figure(("list", *key), lambda: list_frame(layer, members))
    metrics(Metric(f.label, f.value, f.detail) for f in figures)
    left, right = st.columns((2.6, 1), gap="medium")
    with left:
        world_map(
            shown.selecting(view[C][0] if view[C] else None),
            key="world",
            on_pick=lambda: pick_country(view, "world"),
            on_date=lambda: stop_at(view, "world"),
        )
        if view[C]:
            country_card(data, layer, view[C][0], view.query)
    with right:
        country_list(view, layer, rows)


def _filter_note(view: View, params: MapParams) -> tuple[str, ...]:
    chosen = selection(view, params)
    return () if chosen.is_all else (f"Filtered: {chosen.describe(store())}.",)
