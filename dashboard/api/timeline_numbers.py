"""Timelines of numbers: one row of values a year."""

from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dashboard.analysis.history import in_force_by_year
from dashboard.analysis.incidents import bias, check_dataset, counts
from dashboard.analysis.indicators import indicator
from dashboard.analysis.treaties import in_force_counts
from dashboard.api.answers import cited_ids
from dashboard.api.timeline_shape import START, Timeline, country_order
from dashboard.api.values import values_frame
from dashboard.core.vocabulary import Empty
from dashboard.store.store import Store

Floats = npt.NDArray[np.float64]


def in_force_timeline(store: Store, layer_id: str, end: date) -> Timeline:
    """Dated entries into force; ``undated`` counts those known today without a date."""
    years, rows, cited = in_force_by_year(store, START.year, end)
    now = in_force_counts(store, end, tuple(store.table("treaties")["treaty_id"]))
    more = now - np.nan_to_num(rows[-1]).astype(np.int64)
    place = {iso3: i for i, iso3 in enumerate(country_order(store))}
    undated = sorted((place[str(iso3)], int(n)) for iso3, n in more.items() if n)
    return _numbers(store, layer_id, end, years, rows, cited, undated=undated)


def incidents_timeline(
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


def indicator_timeline(store: Store, layer_id: str, end: date, reference: str | None) -> Timeline:
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
