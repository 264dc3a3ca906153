"""Where a country stands among all others on each indicator, less or more of an obstacle."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.indicator_index import doubtful, value_index
from dashboard.analysis.indicator_list import all_indicators
from dashboard.analysis.indicator_profile import country_profile
from dashboard.core.vocabulary import Direction, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FloatArray = npt.NDArray[np.float64]


@per_store(size=256)
def standing(store: Store, iso3: str, year: int, reference: str | None = None) -> pd.DataFrame:
    """``country_profile`` with ``position``, ``region_position`` and ``income_position`` (0 to 100,
    NaN where none).

    A position is the share of countries for which the indicator is less of an obstacle, ties
    counting half: 0 is least, 100 most of an obstacle, so all indicators read the same way. Only
    where a rank is allowed; those of the region and the income group are of their medians.
    """
    frame = country_profile(store, iso3, year, reference)
    known = all_indicators(store)
    ties = frame["same_value"].astype("Float64")
    place = (frame["rank"].astype("Float64") - 1 + ties / 2) / frame["rank_of"].astype("Float64")
    for group in ("region", "income"):
        medians = zip(frame["indicator_id"], frame[f"{group}_median"], strict=True)
        frame[f"{group}_position"] = [position_of(store, str(i), m, year) for i, m in medians]
    position = (place * 100).astype(float)
    frame["decimals"] = [known[str(i)].decimals for i in frame["indicator_id"]]
    return frame.assign(position=position)


def position_of(store: Store, indicator_id: str, value: float, year: int) -> float:
    """Where a value stands among all countries (0 least, 100 most of an obstacle); NaN for a
    missing value or an indicator that gives no ranking."""
    about = all_indicators(store)[indicator_id]
    if not about.rankable or pd.isna(value):
        return float("nan")
    return _share_better(world_values(store, indicator_id, year), float(value), about.direction)


@per_store(size=1024)
def world_values(store: Store, indicator_id: str, year: int) -> FloatArray:
    """The values that count in ranks and medians, up to ``year``: no territories, none in doubt."""
    index, reasons = value_index(store), doubtful(store)
    at = index.latest(indicator_id, np.arange(len(store.countries), dtype=np.int64), year)
    states = np.array([c.entity_kind is not EntityKind.TERRITORY for c in store.countries])
    keep = (at >= 0) & states & ~np.array([int(row) in reasons for row in at])
    result: FloatArray = index.value[at[keep]]
    return result


def _share_better(values: FloatArray, value: float, direction: Direction) -> float:
    """Percent of ``values`` that are less of an obstacle than ``value``, equal ones half."""
    if not len(values):
        return float("nan")
    more = direction is Direction.HIGHER_IS_OBSTACLE
    better = (values < value) if more else (values > value)
    return float((better.sum() + (values == value).sum() / 2) / len(values) * 100)


def positions_of(
    store: Store,
    countries: Sequence[str],
    year: int,
    obstacle: int | None = None,
    *,
    groups: bool = False,
) -> pd.DataFrame:
    """Rows for a dot plot of ranked indicators: indicator_id, indicator, obstacle, iso3,
    percentile (the position), value, year, unit, decimals, source_id, as_of.

    One row for each country and one ``world`` row at the median; with ``groups`` also ``region``
    and ``income`` rows at the medians of those of the first country. Indicators that give no
    ranking, or for which none of the countries has a value, are left out.
    """
    parts = [standing(store, iso3, year).assign(iso3=iso3) for iso3 in countries]
    frame = pd.concat(parts, ignore_index=True)
    frame = frame[frame["rank_of"].notna()]
    if obstacle is not None:
        frame = frame[frame["obstacle"] == obstacle]
    seen = frame.groupby("indicator_id")["rank"].transform("count") > 0
    frame = frame[seen].rename(columns={"name": "indicator", "position": "percentile"})
    known = all_indicators(store)
    frame["unit"] = [known[str(i)].unit_short for i in frame["indicator_id"]]
    latest = frame.groupby("indicator_id")["year"].transform("max")
    once = frame.assign(year=latest).drop_duplicates("indicator_id")
    medians = [once.assign(iso3="world", percentile=50.0, value=once["world_median"])]
    for group in ("region", "income") if groups else ():
        place, median = once[f"{group}_position"], once[f"{group}_median"]
        medians.append(once.assign(iso3=group, percentile=place, value=median)[median.notna()])
    columns = [
        *("indicator_id", "indicator", "obstacle", "iso3", "percentile", "value", "year"),
        *("unit", "decimals", "source_id", "as_of"),
    ]
    both = pd.concat([frame, *medians], ignore_index=True)[columns]
    return both.sort_values(["obstacle", "indicator"], kind="stable", ignore_index=True)
