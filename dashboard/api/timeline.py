"""A layer over time, compact: events of dated steps, or one number a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.incidents import bias, check_dataset, counts
from dashboard.analysis.indicators import indicator
from dashboard.analysis.layers import INCIDENTS, layer_menu
from dashboard.analysis.treaties import in_force_counts
from dashboard.api.answers import cited_ids
from dashboard.api.timeline_csirt import csirt_timeline
from dashboard.api.timeline_steps import (
    MEMBERSHIPS,
    TREATIES,
    StateTimeline,
    in_force_by_year,
    instrument_timeline,
)
from dashboard.api.values import values_frame
from dashboard.charts.map_payload import LegendEntry, play_payload
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Empty
from dashboard.store.boundaries import world_order
from dashboard.store.memo import per_store
from dashboard.store.store import Store

START = date(2001, 1, 1)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Timeline:
    """``data`` as the answer holds it (see docs/api.md) and the ids of the sources it rests on."""

    data: dict[str, Any]
    cited: tuple[str, ...]


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
        return _in_force(store, layer_id, end)
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
        return _incidents(store, layer_id, dataset, end, role, malicious)
    if family in ("obstacles", "context"):
        return _indicator(store, layer_id, end, reference)
    raise UnknownIdError(
        f"The layer “{layer_id[:40]}” has no timeline",
        where="layer_id",
        given=layer_id,
        allowed=tuple(i for i in families if i != "csirt_teams"),
        fix="Choose a layer from /layers",
    )


@per_store()
def country_order(store: Store) -> tuple[str, ...]:
    """What the map draws, in its order, then the registry entries it does not draw."""
    drawn = world_order()
    return (*drawn, *(c.iso3 for c in store.countries if c.iso3 not in set(drawn)))


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


def _numbers(
    store: Store,
    layer_id: str,
    end: date,
    years: range,
    rows: list[Floats],
    cited: tuple[str, ...],
    null_means: Empty = Empty.NONE,
    **more: Any,
) -> Timeline:
    """``rows`` hold a number for each registry entry (NaN = none), one row a year."""
    order = country_order(store)
    position = {c.iso3: i for i, c in enumerate(store.countries)}
    pick = [position[iso3] for iso3 in order]
    values = [[_number(v) for v in row[pick].tolist()] for row in rows]
    data = {
        "layer_id": layer_id,
        "kind": "number",
        "order": order,
        "start": f"{years.start}-01-01",
        "end": end.isoformat(),
        "years": list(years),
        "values": values,
        "null_means": null_means.value,
        **more,
    }
    return Timeline(data, cited)


def _number(value: float) -> float | int | None:
    if value != value:
        return None
    return int(value) if value == int(value) else round(value, 6)


def _in_force(store: Store, layer_id: str, end: date) -> Timeline:
    """Dated entries into force; ``undated`` counts those known today without a date."""
    years, rows, cited = in_force_by_year(store, START.year, end)
    now = in_force_counts(store, end, tuple(store.table("treaties")["treaty_id"]))
    more = now - np.nan_to_num(rows[-1]).astype(np.int64)
    place = {iso3: i for i, iso3 in enumerate(country_order(store))}
    undated = sorted((place[str(iso3)], int(n)) for iso3, n in more.items() if n)
    return _numbers(store, layer_id, end, years, rows, cited, undated=undated)


def _incidents(
    store: Store, layer_id: str, dataset: str, end: date, role: str, malicious: bool
) -> Timeline:
    """Reports of each year by itself, within the years of the dataset."""
    check_dataset(store, dataset)
    about = bias(store, dataset, malicious)
    first, last = about.years or (end.year, end.year)
    years = range(max(first, START.year), min(last, end.year) + 1)
    by: Literal["victim", "origin"] = "origin" if role == "origin" else "victim"
    frames = [counts(store, dataset, by, (y, y), malicious) for y in years]
    rows = [f["value"].to_numpy(np.float64) for f in frames]
    cited = tuple(dict.fromkeys(i for f in frames[-1:] for i in cited_ids(f)))
    return _numbers(store, layer_id, end, years, rows, cited, role=by, note=about.sentence)


def _indicator(store: Store, layer_id: str, end: date, reference: str | None) -> Timeline:
    """The latest value up to each year, carried forward as on the map."""
    about = indicator(store, layer_id)
    home = None
    if reference is not None and (about.level == "dyadic" or about.difference_only):
        home = store.countries[reference]
    years = range(START.year, end.year + 1)
    frames = [values_frame(store, about, home, year) for year in years]
    rows = [f["value"].to_numpy(np.float64) for f in frames]
    cited = cited_ids(frames[-1])
    return _numbers(store, layer_id, end, years, rows, cited, null_means=Empty.NO_DATA)
