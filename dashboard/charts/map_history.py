"""How a layer's classes change through time: what the map plays."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.analysis.steps import StepTable
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.charts.build_map import build_map, layer_scale
from dashboard.charts.chart import LegendEntry, Scale
from dashboard.core.vocabulary import Basis, Empty, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

START = date(2001, 1, 1)
UNDATED = LegendEntry("undated", "Date not known", "#B9A9C9", "#6E5F86", "")
"""The band of countries whose present state is known but not since when: never an event."""
_KEYS: dict[str, Empty] = {
    Status.UNKNOWN: Empty.NO_DATA,
    MembershipStatus.NOT_MEMBER: Empty.NONE,
}


def timeline_of(store: Store, layer: Layer) -> StepTable | None:
    """The timelines a layer is a section of; None where its facts carry no dates of change."""
    if layer.palette == "status":
        return treaty_timelines(store)
    if layer.palette == "membership":
        return membership_timelines(store)
    return None


def class_history(store: Store, layer: Layer) -> pd.DataFrame | None:
    """Rows iso3, date, code: the first day of each class of each country, undated ones apart.

    A step known only by its list's as-of date is not an event; a country without any dated step
    is shown as 'undated' throughout.
    """
    table = timeline_of(store, layer)
    if table is None:
        return None
    tracks = table.tracks_of(layer.layer_id)
    names = dict(zip(tracks.tolist(), table.tracks["iso3"].to_numpy(object)[tracks], strict=True))
    steps = table.steps[table.steps["track"].isin(names)]
    loose = steps["basis"].eq(Basis.AS_OF) & steps["state"].ne(Status.UNKNOWN)
    dated = steps["since"].ne("") & ~loose
    undated = set(steps.loc[loose, "track"]) - set(steps.loc[dated, "track"])
    rows: list[tuple[Any, date, str]] = [(names[t], START, UNDATED.key) for t in sorted(undated)]
    shown = steps[~loose & ~steps["track"].isin(undated)]
    for track, day, state in zip(
        shown["track"].tolist(), shown["from_day"].tolist(), shown["state"].tolist(), strict=True
    ):
        rows.append((names[track], date.fromordinal(day) if day else START, _key(state)))
    return pd.DataFrame(rows, columns=["iso3", "date", "code"])


def _key(state: str) -> str:
    return str(_KEYS.get(state, state))


@per_store(size=48)
def yearly_history(
    store: Store, layer_id: str, end: date, options: LayerOptions
) -> tuple[pd.DataFrame, Scale]:
    """Rows iso3, date, code of a layer of numbers, year by year on one scale for all years.

    Each year shows what the layer shows at its end: the latest value of an indicator, all
    incidents reported so far.
    """
    layers = [
        (year, build_layer(store, layer_id, min(date(year, 12, 31), end), options))
        for year in range(START.year, end.year + 1)
    ]
    scale = layer_scale(layers[-1][1], [layer.frame for _, layer in layers])
    pieces = []
    before: dict[str, str] = {}
    for year, layer in layers:
        data = build_map(layer, scale=scale).data
        now = dict(zip(data["iso3"], data["key"], strict=True))
        day = date(year, 1, 1)
        changed = [(i, day, key) for i, key in now.items() if before.get(i) != key]
        pieces += changed
        before = now
    return pd.DataFrame(pieces, columns=["iso3", "date", "code"]), scale
