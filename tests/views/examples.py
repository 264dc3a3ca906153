"""Views of a few parameters over the shipped data, for what works on any view."""

from datetime import date

import pandas as pd

from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.bars import ranked_bars
from dashboard.charts.build_map import build_map
from dashboard.charts.cite import caption
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.params import ChoiceListParam, ChoiceParam, CountryParam
from dashboard.views.url import MY, ON, C, Spec, State

A, B = CountryParam("a"), CountryParam("b")
LAYER = ChoiceParam("layer", ("CETS185", "NATO", "reach:KEN", "incidents:eurepoc"), "CETS185")
TREATIES = ChoiceListParam("t", ("AU_MALABO", "CETS185"))
OBSTACLE = ChoiceParam("o", tuple(str(int(o)) for o in Obstacle), "1")
TODAY = date(2026, 11, 24)


def world(store: Store, state: State) -> Figure:
    layer = build_layer(store, state[LAYER], state[ON], LayerOptions())
    return Figure("world", build_map(layer), caption(layer.known, store.sources))


def teams(store: Store, state: State) -> Figure:
    """Two bars, or none where a country is left out."""
    rows = [(iso3, store.countries[iso3].name, 3) for iso3 in (state[A], state[B]) if iso3]
    frame = pd.DataFrame(rows, columns=["iso3", "name", "value"])
    frame = frame.assign(source_id="natural_earth_visionscarto", as_of="2026-01-01")
    chart = ranked_bars(frame, title="Teams of <b>two</b> countries")
    return Figure("teams", chart, caption(frame.iloc[:0], store.sources))


MAP = ViewEntry("map", "World map", lambda _: Spec((LAYER, ON, C, MY)), {"world": world})
PAIR = ViewEntry("pair", "Two countries", lambda _: Spec((A, B, ON, MY, C)), {"teams": teams})
TOPIC = ViewEntry("topics", "Topics", lambda _: Spec((TREATIES, OBSTACLE, C, ON)), {"t": teams})
