"""How a layer's classes change through time: what the map plays."""

from datetime import date

import pandas as pd

from dashboard.analysis.history import MEMBERSHIPS, TREATIES, instrument_timeline
from dashboard.analysis.layer import Layer
from dashboard.analysis.layer_values import layer_values
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.charts.build_map import layer_scale, number_keys
from dashboard.charts.chart import LegendEntry, Scale
from dashboard.core.vocabulary import Empty, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

START = date(2001, 1, 1)
UNDATED = LegendEntry("undated", "Date not known", "#B9A9C9", "#6E5F86", "")
"""The band of countries whose present state is known but not since when: never an event."""
_KEYS: dict[str, Empty] = {
    Status.UNKNOWN: Empty.NO_DATA,
    MembershipStatus.NOT_MEMBER: Empty.NONE,
}
_SILENT = frozenset(
    {
        *(Status.UNKNOWN, Status.NOT_APPLICABLE, Status.NOT_PARTY),
        *(MembershipStatus.UNKNOWN, MembershipStatus.NOT_APPLICABLE, MembershipStatus.NOT_MEMBER),
    }
)
"""States without a relation: they need no date to be shown."""


def class_history(store: Store, layer: Layer, end: date) -> pd.DataFrame | None:
    """Rows iso3, date, code: the first day of each class of each country, undated ones apart.

    A country whose state of ``end`` has no date is 'undated' from its last dated step on; the date
    of a list is no event. None for layers that are not a section of a timeline.
    """
    kind = {"status": TREATIES, "membership": MEMBERSHIPS}.get(layer.palette)
    if kind is None:
        return None
    return _instrument_history(store, kind, layer.layer_id, end)


@per_store(size=96)
def _instrument_history(store: Store, kind: str, layer_id: str, end: date) -> pd.DataFrame:
    found = instrument_timeline(store, kind, layer_id, START, end)
    rows = [(iso3, START, _key(state)) for iso3, state in found.base.items()]
    rows += [(iso3, day, _key(state)) for iso3, day, state in found.events]
    last = {iso3: position for position, (iso3, _, _) in enumerate(rows)}
    for iso3, state in found.undated.items():
        _, day, _ = rows[last[iso3]]
        rows[last[iso3]] = (iso3, day, _key(state) if state in _SILENT else UNDATED.key)
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
    values = {
        year: layer_values(store, layer_id, min(date(year, 12, 31), end), options)
        for year in range(START.year, end.year + 1)
    }
    scale = layer_scale(build_layer(store, layer_id, end, options), values.values())
    pieces = []
    before: dict[str, str] = {}
    for year, frame in values.items():
        now = dict(zip(frame["iso3"], number_keys(frame, scale), strict=True))
        day = date(year, 1, 1)
        changed = [(i, day, key) for i, key in now.items() if before.get(i) != key]
        pieces += changed
        before = now
    return pd.DataFrame(pieces, columns=["iso3", "date", "code"]), scale
