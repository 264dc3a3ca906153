"""The map of the chosen indicator on /obstacles, and the list of distances to one country."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.indicators import Indicator, indicators
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions
from dashboard.analysis.obstacle_list import needs_reference, spread_of
from dashboard.charts.chart import Chart
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.charts.map_screen import Screen, screen
from dashboard.core.vocabulary import Direction, Empty
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure
from dashboard.ui.controls import Filter
from dashboard.ui.country_block import Block, cell, more_html, small, table_html
from dashboard.ui.figure import figure
from dashboard.ui.map_component import world_map
from dashboard.ui.map_controls import organisation_names
from dashboard.ui.map_events import pick_country, stop_at
from dashboard.ui.markup import anchor_html
from dashboard.ui.state import View
from dashboard.views.obstacles import layer_of, map_title
from dashboard.views.obstacles_params import REFERENCE, Asked, ObstacleParams
from dashboard.views.url import ON, C, day_and_home, link
from dashboard.views.world_map import BORDERS, map_caption

NEAR = 15
_KEY = "obstacle-map"


def choose_indicator(
    view: View, params: ObstacleParams, data: Store, found: Asked, *, mapped: bool
) -> None:
    """Day and filters; where the map is shown (``mapped``) its indicator, and the country to
    measure from where one is needed."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="obstacle-controls"):
        if mapped:
            _indicator(view, params, data, found)
        controls.day(view, ON)
        fields = (
            Filter(params.region, "Region", {}),
            Filter(params.income, "Income group", {}),
            Filter(params.organisation, "Member of", organisation_names(data)),
        )
        controls.filters(view, fields)


def _indicator(view: View, params: ObstacleParams, data: Store, found: Asked) -> None:
    own = indicators(data, found.obstacle)
    labels = {a.indicator_id: a.name + (" · pairs" * (a.level == "dyadic")) for a in own}
    st.selectbox(
        "Indicator",
        list(labels),
        format_func=lambda name: labels.get(name, name),
        key=view.key(params.indicator, found.about.indicator_id),
        on_change=view.on_change(params.indicator),
        width=380,
    )
    if needs_reference(found.about):
        controls.country(
            view, REFERENCE, "Measure from", among=[c.iso3 for c in view.countries.selectable]
        )


def draw_map(data: Store, view: View, found: Asked) -> None:
    """The map as a figure; a click selects a country, play moves the date."""
    today = view.state.context.today
    key = (data.data_version, found.about.indicator_id, view[ON], found.reference, found.members)
    layer = cached_figure(("obstacle-layer", *key), lambda: layer_of(data, view.state, found))
    members = frozenset(layer.frame["iso3"]) if found.members is None else found.members
    cite = cached_figure(("obstacle-cite", *key), lambda: map_caption(data, layer, members))
    shown: Screen = cached_figure(
        ("obstacle-screen", *key, today),
        lambda: screen(
            data,
            layer,
            LayerOptions(reference=found.reference),
            today=today,
            inside=found.members,
            source_note=cite.sources_text(),
        ),
    )
    chart = cached_figure(
        ("obstacle-chart", *key, today), lambda: _inside(shown.chart, layer, found, members)
    )

    def draw() -> None:
        world_map(
            shown.selecting(view[C][0] if view[C] else None),
            key=_KEY,
            on_pick=lambda: pick_country(view, _KEY),
            on_date=lambda: stop_at(view, _KEY),
        )

    figure(chart, cite, key="map", draw=draw)


def _inside(chart: Chart, layer: Layer, found: Asked, members: frozenset[str]) -> Chart:
    chart = chart.with_title(map_title(layer, found)).with_notes(BORDERS)
    return replace(chart, data=chart.data[chart.data["iso3"].isin(members)])


def distances_block(
    store: Store,
    about: Indicator,
    reference: str,
    on: date,
    members: frozenset[str] | None,
    query: dict[str, str],
) -> Block:
    """The distance of all others to one country, nearest first; no order of merit."""
    home = store.countries[reference]
    frame = spread_of(store, about, on.year, reference)
    if members is not None:
        frame = frame[frame["iso3"].isin(members)]
    frame = frame[frame["iso3"] != reference]
    known = frame[frame["value"].notna()]
    close = about.level == "dyadic" and about.direction is Direction.HIGHER_IS_BETTER
    known = known.sort_values(["value", "name"], ascending=[not close, True], ignore_index=True)
    rows = [_cells(row, about, reference, query) for row in known.to_dict("records")]
    head = ("Country", "Value" if about.level == "dyadic" else "Difference", "Year")
    what = f"Between {home.name} and each other country: {about.name}"
    html = table_html(f"{what}, nearest first", head, rows[:NEAR])
    if len(rows) > 2 * NEAR:
        html += f"<h3>Furthest</h3>{table_html(f'{what}, furthest', head, rows[-NEAR:])}"
        middle = plural(len(rows) - 2 * NEAR, "country", "countries")
        html += more_html(f"{middle} in between", table_html(what, head, rows[NEAR:-NEAR]))
    elif len(rows) > NEAR:
        html += more_html(f"{len(rows) - NEAR} more", table_html(what, head, rows[NEAR:]))
    none = int((frame["empty"] == Empty.NONE.value).sum())
    lost = len(frame) - len(known) - none
    notes = [f"{plural(none, 'country', 'countries')}: none recorded."] if none else []
    notes += [f"{plural(lost, 'country', 'countries')}: no data."] if lost else []
    if not rows:
        html = f'<p class="empty">Nothing is recorded between {home.name} and others.</p>'
    return Block(
        title=f"How far others are from {home.name}",
        subtitle=f"{about.name}, {about.unit}; latest values up to {on.year}. Nearest first; a"
        " distance says nothing about who is ahead.",
        html=f'<div class="distances">{html}</div>',
        caption=caption(known if len(known) else frame, store.sources),
        frame=known.drop(columns=["implausible", "use"]),
        notes=tuple(notes),
    )


def _cells(
    row: dict[Any, Any], about: Indicator, reference: str, query: dict[str, str]
) -> tuple[str, ...]:
    target = link("pair", {"a": reference, "b": str(row["iso3"]), **day_and_home(query)})
    year = "" if pd.isna(row["year"]) else str(int(row["year"]))
    words = about.words(float(row["value"]))
    if about.difference_only and about.scale == "categorical":
        words = "differs" if row["value"] else "the same"
    name = anchor_html(str(row["name"]), target)
    return name, cell(words) + small(row["note"]), year
