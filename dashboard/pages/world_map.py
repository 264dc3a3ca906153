"""/map: one layer of the world on a date, with a list beside it and a card for one country."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.analysis.headline import finding, headline
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, build_layer, relevant
from dashboard.charts.chart import Chart
from dashboard.charts.map_screen import Screen, screen
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_card import country_card
from dashboard.ui.country_list import country_list, list_frame
from dashboard.ui.figure import figure
from dashboard.ui.glossary import words_html
from dashboard.ui.map_component import world_map
from dashboard.ui.map_controls import choose_filters, choose_layer, choose_options
from dashboard.ui.map_events import pick_country, stop_at
from dashboard.ui.markup import Metric, draw_html, kicker, metrics
from dashboard.ui.state import View, bind
from dashboard.views.map_params import options, selection
from dashboard.views.url import ON, C
from dashboard.views.world_map import BORDERS, map_caption, params


def render() -> None:
    """Draw the page."""
    data = store()
    known = params(data)
    kicker("World map: which channels of cyber cooperation exist, and what is in the way")
    view = bind(known.spec, data.countries)
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-controls"):
        layer_id = choose_layer(view, known, data)
        on = controls.day(view, ON)
        choose_filters(view, known, data)
        choose_options(view, layer_id, data)
    asked = relevant(data, layer_id, options(view.state))
    layer = _layer(data, layer_id, on, asked)
    chosen = selection(view.state, known)
    members = chosen.members(data, on)
    key = (data.data_version, layer_id, on, asked, members)
    figures = cached_figure(("headline", *key), lambda: headline(data, layer, members))
    cite = cached_figure(("caption", *key), lambda: map_caption(data, layer, members))
    among = None if chosen.is_all else chosen.describe(data)
    inside = members if among else None
    shown = _screen(data, layer, asked, view, inside, cite.sources_text())
    chart = cached_figure(
        ("map-chart", *key, among, shown),
        lambda: _of_members(shown.chart, members).with_title(finding(layer, figures, among)),
    )

    def draw() -> None:
        metrics(Metric(f.label, f.value, f.detail) for f in figures)
        rows = cached_figure(("list", *key), lambda: list_frame(layer, members))
        _map_and_list(data, layer, shown, view, rows)
        if words := words_html(entry.label for entry in chart.legend):
            draw_html(words)

    figure(chart, cite, key="map", draw=draw, level=1)


def _of_members(chart: Chart, members: frozenset[str]) -> Chart:
    kept = chart.data[chart.data["iso3"].isin(members)]
    return replace(chart, data=kept).with_notes(BORDERS)


def _layer(data: Store, layer_id: str, on: date, chosen: LayerOptions) -> Layer:
    key = ("layer", data.data_version, layer_id, on, chosen)
    return cached_figure(key, lambda: build_layer(data, layer_id, on, chosen))


def _screen(
    data: Store,
    layer: Layer,
    asked: LayerOptions,
    view: View,
    inside: frozenset[str] | None,
    source_note: str,
) -> Screen:
    today = view.state.context.today
    key = ("map", data.data_version, layer.layer_id, layer.on, asked, inside, today)
    return cached_figure(
        key,
        lambda: screen(
            data,
            layer,
            asked,
            today=today,
            inside=inside,
            source_note=source_note,
        ),
    )


def _map_and_list(data: Store, layer: Layer, shown: Screen, view: View, rows: pd.DataFrame) -> None:
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
