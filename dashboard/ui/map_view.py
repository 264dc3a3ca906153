"""The map of /map with its list: what is drawn, and what of it is kept between reruns."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.chart import Chart
from dashboard.charts.map_screen import Screen, screen
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_card import country_card
from dashboard.ui.country_list import country_list
from dashboard.ui.map_component import world_map
from dashboard.ui.map_events import pick_country, stop_at
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
    inside: frozenset[str] | None,
    source_note: str,
) -> Screen:
    """What the browser draws, kept as long as the process; ``inside`` are the countries that pass
    the filter, None without one."""
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


def map_and_list(data: Store, layer: Layer, shown: Screen, view: View, rows: pd.DataFrame) -> None:
    """The map with the card of the chosen country, and the list beside it."""
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
