"""All indicator values as sorted integer keys, so that one click costs a binary search.

A key is (indicator, place, year) packed into one integer; a place is the position of a country in
the registry, or of two of them. Built once per store from about 150,000 values and 500,000 pairs.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.computed import computed_values, indicator_table
from dashboard.analysis.places import IntArray as IntArray
from dashboard.analysis.places import positions as positions
from dashboard.core.pairs import Pair
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FloatArray = npt.NDArray[np.float64]
_YEARS = 10_000
PLACES = 1_000
PLACE_PAIRS = PLACES * PLACES


@dataclass(frozen=True)
class SeriesIndex:
    """Values sorted by ``key`` = (indicator number × places + place) × 10,000 + year.

    ``source`` and ``as_of`` are positions in ``sources`` and ``dates``; ``ids`` maps an
    indicator_id to its number; ``places`` is the size of the place space. The last row is a
    sentinel without value, source or date, so that row -1 reads as "nothing known".
    """

    key: IntArray
    value: FloatArray
    source: IntArray
    as_of: IntArray
    sources: npt.NDArray[np.object_]
    dates: npt.NDArray[np.object_]
    ids: dict[str, int]
    places: int

    def latest(self, indicator_id: str, places: IntArray, year: int) -> IntArray:
        """Row of the last value up to ``year`` for each place; -1 where there is none."""
        start = self._start(indicator_id, places)
        at = np.searchsorted(self.key, start + year, side="right") - 1
        return np.where((at >= 0) & (self.key[at] >= start), at, -1)

    def exact(self, indicator_id: str, places: IntArray, year: int) -> IntArray:
        """Row of the value of exactly ``year`` for each place; -1 where there is none."""
        wanted = self._start(indicator_id, places) + year
        at = np.searchsorted(self.key, wanted)
        return np.where(self.key[at] == wanted, at, -1)

    def rows(self, indicator_id: str) -> slice:
        """All rows of one indicator."""
        first = self.ids[indicator_id] * self.places * _YEARS
        low, high = np.searchsorted(self.key, [first, first + self.places * _YEARS])
        return slice(int(low), int(high))

    def span(self, indicator_id: str, place: int) -> tuple[int, int]:
        """First row and row after the last of one place, all years."""
        start = (self.ids[indicator_id] * self.places + place) * _YEARS
        low, high = np.searchsorted(self.key, [start, start + _YEARS])
        return int(low), int(high)

    def years(self, rows: IntArray | slice) -> IntArray:
        """The year of each row."""
        return self.key[rows] % _YEARS

    def place(self, rows: IntArray | slice) -> IntArray:
        """The place of each row."""
        return self.key[rows] // _YEARS % self.places

    def _start(self, indicator_id: str, places: IntArray) -> IntArray:
        result: IntArray = (self.ids[indicator_id] * self.places + places) * _YEARS
        return result


@per_store()
def value_index(store: Store) -> SeriesIndex:
    """Values of single countries, those computed here among them."""
    columns = ["iso3", "year", "indicator_id", "value", "source_id", "as_of"]
    table = pd.concat([store.table("values")[columns], computed_values(store)], ignore_index=True)
    return _build(store, table, _places(store, table["iso3"]), PLACES)


@per_store()
def dyad_index(store: Store) -> SeriesIndex:
    """Values of pairs; the place of a pair is that of its first country × 1,000 + the other."""
    table = store.table("dyadic_values")
    place = _places(store, table["iso3_a"]) * PLACES + _places(store, table["iso3_b"])
    return _build(store, table, place, PLACE_PAIRS)


@per_store()
def doubtful(store: Store) -> dict[int, str]:
    """Rows of ``value_index`` that must not be taken at face value, with the reason to show."""
    index, order = value_index(store), positions(store)
    found: dict[int, str] = {}
    for row in store.table("implausible_values").to_dict("records"):
        low, high = index.span(str(row["indicator_id"]), order[str(row["iso3"])])
        for at in range(low, high):
            if int(row["year_from"]) <= index.key[at] % _YEARS <= int(row["year_to"]):
                found[at] = str(row["reason"])
    return found


def pair_place(store: Store, pair: Pair) -> IntArray:
    """The place of one pair, as an array of one."""
    order = positions(store)
    first, second = pair.key
    return np.array([order[first] * PLACES + order[second]], dtype=np.int64)


def pair_places(store: Store, iso3: str) -> IntArray:
    """The pair place of one country with every registry entry, in registry order."""
    order = positions(store)
    own = order[iso3]
    codes = np.array(list(order), dtype=object)
    others = np.arange(len(order), dtype=np.int64)
    first = np.where(codes < iso3, others, own)
    second = np.where(codes < iso3, own, others)
    result: IntArray = first * PLACES + second
    return result


def _places(store: Store, codes: pd.Series) -> IntArray:
    numbers, names = pd.factorize(codes)
    order = positions(store)
    return np.array([order[str(name)] for name in names], dtype=np.int64)[numbers]


def _build(store: Store, table: pd.DataFrame, place: IntArray, places: int) -> SeriesIndex:
    known = indicator_table(store)["indicator_id"]
    ids = {str(name): number for number, name in enumerate(known)}
    numbers, names = pd.factorize(table["indicator_id"])
    indicator = np.array([ids[str(name)] for name in names], dtype=np.int64)[numbers]
    year = table["year"].to_numpy(np.int64)
    key = (indicator * places + place) * _YEARS + year
    order = np.argsort(key)
    source, sources = pd.factorize(table["source_id"])
    as_of, dates = pd.factorize(table["as_of"])
    return SeriesIndex(
        key=np.append(key[order], np.iinfo(np.int64).max),
        value=np.append(table["value"].to_numpy(np.float64)[order], np.nan),
        source=np.append(source[order], len(sources)).astype(np.int64),
        as_of=np.append(as_of[order], len(dates)).astype(np.int64),
        sources=np.append(np.asarray(sources, dtype=object), ""),
        dates=np.append(np.asarray(dates, dtype=object), ""),
        ids=ids,
        places=places,
    )
