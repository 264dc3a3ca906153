"""Every country's latest value of an indicator, or its distance to a chosen country."""

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.indicator_index import (
    IntArray,
    SeriesIndex,
    doubtful,
    positions,
    value_index,
)
from dashboard.analysis.indicator_list import country_indicator
from dashboard.core.vocabulary import Empty
from dashboard.store.memo import per_store
from dashboard.store.store import Store

VALUE_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "indicator_id",
    "use",
    "value",
    "year",
    "empty",
    "implausible",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)


@per_store(size=96)
def values_on(store: Store, indicator_id: str, year: int) -> pd.DataFrame:
    """One row for every registry entry with VALUE_COLUMNS, in registry order.

    Each country's latest value up to ``year``, with its own year. ``implausible`` values carry
    the reason in ``note``; ``empty`` (an Empty value) says why there is none.
    """
    about = country_indicator(store, indicator_id)
    index = value_index(store)
    places = np.arange(len(store.countries), dtype=np.int64)
    at = index.latest(about.indicator_id, places, year)
    frame = fill(store, index, at)
    frame["indicator_id"], frame["use"] = about.indicator_id, about.use
    reasons = doubtful(store)
    frame["implausible"] = [int(row) in reasons for row in at]
    frame["note"] = [
        reasons.get(int(row), "") or later(first, year)
        for row, first in zip(at, first_years(store, about.indicator_id), strict=True)
    ]
    return frame[list(VALUE_COLUMNS)]


def distance_to(store: Store, indicator_id: str, reference: str, year: int) -> pd.DataFrame:
    """``values_on`` with ``value`` = absolute difference to the country ``reference``.

    The reference itself is not applicable. Where the reference has no value, nobody has a
    distance. ``reference_year`` is the year of the value measured from.
    """
    frame = values_on(store, indicator_id, year)
    at = positions(store)[store.countries[reference].iso3]
    own, own_year = float(frame["value"].iloc[at]), frame["year"].iloc[at]
    frame["value"] = (frame["value"] - own).abs()
    if np.isnan(own):
        frame["empty"] = Empty.NO_DATA.value
        frame["note"] = f"no value for {store.countries[reference].name}"
    frame.loc[at, "value"] = np.nan
    frame.loc[at, "empty"] = Empty.NOT_APPLICABLE.value
    frame.loc[frame["empty"].notna(), "year"] = pd.NA
    return frame.assign(reference_year=own_year)


def fill(store: Store, index: SeriesIndex, at: IntArray) -> pd.DataFrame:
    """Registry columns plus value, year, empty, source_id, as_of and evidence_url from the rows
    ``at`` of an index (-1 = no data), one for each registry entry."""
    known = at >= 0
    frame = _registry(store)
    frame["value"] = index.value[at]
    frame["year"] = pd.Series(index.years(at), dtype="Int64").mask(~known)
    frame["empty"] = np.where(known, None, Empty.NO_DATA.value)  # type: ignore[call-overload]
    frame["source_id"] = index.sources[index.source[at]]
    frame["as_of"] = index.dates[index.as_of[at]]
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame


@per_store()
def _registry(store: Store) -> pd.DataFrame:
    return pd.DataFrame(
        [(c.iso3, c.name, str(c.entity_kind), c.un_member) for c in store.countries],
        columns=["iso3", "name", "entity_kind", "un_member"],
    )


@per_store(size=128)
def first_years(store: Store, indicator_id: str) -> list[int]:
    """The first year with a value for each registry entry; 0 where there is none."""
    index = value_index(store)
    rows = index.rows(indicator_id)
    first = np.zeros(len(store.countries), dtype=np.int64)
    places, years = index.place(rows)[::-1], index.years(rows)[::-1]
    first[places] = years
    return [int(year) for year in first]


def later(first: int, year: int) -> str:
    """The note for a country whose values start only after ``year``; '' otherwise."""
    return f"first value is of {first}" if first > year else ""
