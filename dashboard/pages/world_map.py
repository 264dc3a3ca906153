"""/map: one layer of the world on a date, with a list beside it and a card for one country."""

import streamlit as st

from dashboard.analysis.headline import finding, headline
from dashboard.analysis.layers import relevant
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.figure import figure
from dashboard.ui.glossary import words_html
from dashboard.ui.map_controls import choose_filters, choose_layer, choose_options
from dashboard.ui.map_view import layer_on, map_and_list, of_members, screen_of
from dashboard.ui.markup import Metric, draw_html, kicker, metrics
from dashboard.ui.state import bind
from dashboard.views.map_params import options, selection
from dashboard.views.url import ON
from dashboard.views.world_map import map_caption, params


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
    layer = layer_on(data, layer_id, on, asked)
    chosen = selection(view.state, known)
    members = chosen.members(data, on)
    key = (data.data_version, layer_id, on, asked, members)
    figures = cached_figure(("headline", *key), lambda: headline(data, layer, members))
    cite = cached_figure(("caption", *key), lambda: map_caption(data, layer, members))
    among = None if chosen.is_all else chosen.describe(data)
    shown = screen_of(data, layer, asked, view, members, bool(among), cite.sources_text())
    chart = cached_figure(
        ("map-chart", *key, among, shown),
        lambda: of_members(shown.chart, members).with_title(finding(layer, figures, among)),
    )

    def draw() -> None:
        metrics(Metric(f.label, f.value, f.detail) for f in figures)
        map_and_list(data, layer, shown, view)
        if words := words_html(entry.label for entry in chart.legend):
            draw_html(words)

    figure(chart, cite, key="map", draw=draw, level=1)
