"""A layer over time, compact: events of dated steps, or one number a year."""

from datetime import date

import pandas as pd

from dashboard.analysis.history import (
    MEMBERSHIPS,
    TREATIES,
    StateTimeline,
    instrument_timeline,
)
from dashboard.analysis.layers import INCIDENTS, layer_menu
from dashboard.api.timeline_csirt import csirt_timeline
from dashboard.api.timeline_numbers import (
    in_force_timeline,
    incidents_timeline,
    indicator_timeline,
)
from dashboard.api.timeline_shape import START, Timeline, country_order
from dashboard.charts.map_payload import LegendEntry, play_payload
from dashboard.core.errors import UnknownIdError
from dashboard.store.memo import per_store
from dashboard.store.store import Store


@per_store(size=32)
def layer_timeline(
    store: Store,
    layer_id: str,
    end: date,
    role: str = "victim",
    malicious: bool = True,
    reference: str | None = None,
) -> Timeline:
    """The timeline of a layer up to ``end``; UnknownIdError names the layers that have one."""
    families = {e.layer_id: e.family for e in layer_menu(store)}
    family = families.get(layer_id)
    if layer_id == "treaties_in_force":
        return in_force_timeline(store, layer_id, end)
    if layer_id == "csirt":
        return _states(store, layer_id, end, csirt_timeline(store, START, end))
    if family == "treaties":
        return _states(
            store, layer_id, end, instrument_timeline(store, TREATIES, layer_id, START, end)
        )
    if family == "organisations":
        return _states(
            store, layer_id, end, instrument_timeline(store, MEMBERSHIPS, layer_id, START, end)
        )
    if family == "incidents":
        dataset = layer_id.removeprefix(INCIDENTS)
        return incidents_timeline(store, layer_id, dataset, end, role, malicious)
    if family in ("obstacles", "context"):
        return indicator_timeline(store, layer_id, end, reference)
    raise UnknownIdError(
        f"The layer “{layer_id[:40]}” has no timeline",
        where="layer_id",
        given=layer_id,
        allowed=tuple(i for i in families if i != "csirt_teams"),
        fix="Choose a layer from /layers",
    )


def _states(store: Store, layer_id: str, end: date, found: StateTimeline) -> Timeline:
    order = country_order(store)
    place = {iso3: i for i, iso3 in enumerate(order)}
    used = {*found.base.values(), *(s for _, _, s in found.events), *found.undated.values()}
    keys = [key for key in found.keys if key in used]
    code = {key: i for i, key in enumerate(keys)}
    events = sorted((day, place[iso3], code[state]) for iso3, day, state in found.events)
    history = [(iso3, START, key) for iso3, key in found.base.items()]
    history += [(iso3, day, key) for iso3, day, key in found.events]
    undated = sorted((place[iso3], code[state]) for iso3, state in found.undated.items())
    data = {
        "layer_id": layer_id,
        "kind": "category",
        "order": order,
        "keys": keys,
        "start": START.isoformat(),
        "end": end.isoformat(),
        "base": [code[found.base[iso3]] for iso3 in order],
        "events": [(where, day.isoformat(), state) for day, where, state in events],
        "undated": undated,
        "play": play_payload(
            pd.DataFrame(history, columns=["iso3", "date", "code"]),
            [LegendEntry(key, key, "", "") for key in keys],
            missing=keys[-1],
            start=START,
            end=end,
        ),
    }
    return Timeline(data, found.cited)
