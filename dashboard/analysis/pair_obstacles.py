"""What stands between two countries: every indicator of pairs, and where this pair stands."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.dyads import dyadic_between
from dashboard.analysis.indicator_index import PLACES, FloatArray, dyad_index
from dashboard.analysis.indicator_list import Indicator, indicators
from dashboard.core.vocabulary import Direction, Empty, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

OBSTACLE_COLUMNS = (
    "indicator_id",
    "indicator",
    "obstacle",
    "value",
    "text",
    "year",
    "empty",
    "percentile",
    "pairs",
    "reading",
    "note",
    "source_id",
    "as_of",
)
"""``percentile`` (0–100): the share of all pairs with less of an obstacle, half of ties included;
missing for indicators that list only some pairs. ``pairs`` is how many pairs were compared, or how
many are on such a list; ``reading`` says in words where the pair stands."""


def pair_obstacles(store: Store, a: str, b: str, year: int) -> pd.DataFrame:
    """One row for every indicator of pairs with OBSTACLE_COLUMNS, the latest value up to ``year``,
    in the order of the nine obstacles."""
    rows = [
        _row(store, about, dyadic_between(store, about.indicator_id, a, b, year), year)
        for about in indicators(store, level="dyadic")
    ]
    return pd.DataFrame(rows, columns=list(OBSTACLE_COLUMNS))


def _row(store: Store, about: Indicator, own: dict[str, Any], year: int) -> dict[str, Any]:
    empty = own["empty"]
    all_values = values_of_all_pairs(store, about.indicator_id, year)
    percentile = float("nan")
    if about.pairs_listed == "positive_only":
        reading = f"recorded for {len(all_values):,} pairs"
    elif empty:
        reading = ""
    else:
        percentile = _share_below(all_values, float(own["value"]))
        if about.direction is Direction.HIGHER_IS_BETTER:
            percentile = 100 - percentile
        reading = _words(percentile)
    text = Empty(empty).label if empty else about.words(float(own["value"]))
    if empty == Empty.NONE:
        text = "None recorded"
    return {
        "indicator_id": about.indicator_id,
        "indicator": about.name,
        "obstacle": int(about.obstacle) if about.obstacle else None,
        "value": float("nan") if empty else float(own["value"]),
        "text": text,
        "year": own["year"],
        "empty": empty or None,
        "percentile": percentile,
        "pairs": len(all_values),
        "reading": reading,
        "note": own["note"],
        "source_id": own["source_id"],
        "as_of": own["as_of"],
    }


@per_store(size=64)
def values_of_all_pairs(store: Store, indicator_id: str, year: int) -> FloatArray:
    """The latest value up to ``year`` of every pair that has one, in ascending order; territories
    left out. For a list of some pairs: those on it in its last year up to ``year``."""
    index = dyad_index(store)
    rows = index.rows(indicator_id)
    years, place, value = index.years(rows), index.place(rows), index.value[rows]
    states = np.array([c.entity_kind is not EntityKind.TERRITORY for c in store.countries])
    use = (years <= year) & states[place // PLACES] & states[place % PLACES]
    years, place, value = years[use], place[use], value[use]
    if not len(value):
        return np.empty(0)
    listed = {i.indicator_id: i.pairs_listed for i in indicators(store, level="dyadic")}
    if listed[indicator_id] == "positive_only":
        last = value[years == min(year, int(index.years(rows).max()))]
    else:
        last = value[np.append(place[1:] != place[:-1], True)]
    ordered: FloatArray = np.sort(last)
    return ordered


def _share_below(ordered: FloatArray, value: float) -> float:
    low, high = np.searchsorted(ordered, [value - 1e-9, value + 1e-9], side="right")
    return float((low + high) / 2 / max(len(ordered), 1) * 100)


def _words(percentile: float) -> str:
    """'more of an obstacle than between 64 % of pairs'; the middle is said as such."""
    if 45 <= percentile <= 55:
        return "near the middle of all pairs"
    if percentile > 55:
        return f"more of an obstacle than between {int(percentile)} % of pairs"
    return f"less of an obstacle than between {int(100 - percentile)} % of pairs"
