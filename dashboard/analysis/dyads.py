"""Indicators that exist only between two countries: voting distance, rivalry, shared courts."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.indicator_index import (
    IntArray,
    dyad_index,
    pair_place,
    pair_places,
    positions,
)
from dashboard.analysis.indicator_list import Indicator, indicator
from dashboard.analysis.indicator_values import VALUE_COLUMNS, fill
from dashboard.core.errors import UserError
from dashboard.core.pairs import Pair
from dashboard.core.vocabulary import Empty, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

DYAD_COLUMNS = VALUE_COLUMNS


def dyadic_from(store: Store, indicator_id: str, reference: str, year: int) -> pd.DataFrame:
    """The value between ``reference`` and every registry entry (DYAD_COLUMNS, registry order).

    Where the source lists all pairs: the latest value up to ``year``; a missing pair has no data.
    Where it lists only pairs with something to record (``pairs_listed`` positive_only): the last
    year of the list up to ``year``, in which a missing pair of covered countries is "none".
    The reference itself is not applicable.
    """
    about = _dyadic(store, indicator_id)
    index, places = dyad_index(store), pair_places(store, store.countries[reference].iso3)
    own = positions(store)[reference]
    if about.pairs_listed == "positive_only":
        listed = _listed_year(store, indicator_id, year)
        frame = fill(store, index, index.exact(indicator_id, places, listed))
        _mark_none(store, frame, about, own, listed)
    else:
        frame = fill(store, index, index.latest(indicator_id, places, year))
        frame["note"] = ""
    frame.loc[own, "empty"] = Empty.NOT_APPLICABLE.value
    frame["indicator_id"], frame["use"], frame["implausible"] = indicator_id, about.use, False
    return frame[list(DYAD_COLUMNS)]


def dyadic_between(
    store: Store, indicator_id: str, iso3_a: str, iso3_b: str, year: int
) -> dict[str, Any]:
    """The row of ``dyadic_from`` for one pair: value, year (None = none), empty ('' = a value),
    note, source_id, as_of."""
    about, index, order = _dyadic(store, indicator_id), dyad_index(store), positions(store)
    pair = Pair(store.countries[iso3_a].iso3, store.countries[iso3_b].iso3)
    place = pair_place(store, pair)
    listed = 0
    if about.pairs_listed == "positive_only":
        listed = _listed_year(store, indicator_id, year)
        at = int(index.exact(indicator_id, place, listed)[0])
    else:
        at = int(index.latest(indicator_id, place, year)[0])
    row = {
        "value": float(index.value[at]),
        "year": int(index.years(slice(at, at + 1))[0]) if at >= 0 else None,
        "empty": "" if at >= 0 else Empty.NO_DATA.value,
        "note": "",
        "source_id": index.sources[index.source[at]],
        "as_of": index.dates[index.as_of[at]],
    }
    if at < 0 and listed:
        seen = _listed_places(store, indicator_id)
        if all(store.countries[i].un_member or order[i] in seen for i in (pair.a, pair.b)):
            row |= {"empty": Empty.NONE.value, "note": f"none recorded in {listed}"}
            row |= {"source_id": about.source_id, "as_of": about.as_of}
    return row


def dyadic_values(store: Store, indicator_id: str, iso3_a: str, iso3_b: str) -> pd.DataFrame:
    """All years of one pair: columns year, value, source_id, as_of, oldest first; may be empty."""
    about = _dyadic(store, indicator_id)
    pair = Pair(store.countries[iso3_a].iso3, store.countries[iso3_b].iso3)
    index = dyad_index(store)
    place = pair_place(store, pair)
    low, high = index.span(about.indicator_id, int(place[0]))
    rows: IntArray = np.arange(low, high, dtype=np.int64)
    return pd.DataFrame(
        {
            "year": index.years(rows),
            "value": index.value[rows],
            "source_id": index.sources[index.source[rows]],
            "as_of": index.dates[index.as_of[rows]],
        }
    )


def _dyadic(store: Store, indicator_id: str) -> Indicator:
    about = indicator(store, indicator_id)
    if about.level != "dyadic":
        raise UserError(
            f"“{about.name}” is an indicator of single countries, not of pairs",
            where="indicator",
            given=indicator_id,
        )
    return about


@per_store(size=32)
def _listed_years(store: Store, indicator_id: str) -> tuple[int, int]:
    years = dyad_index(store).years(dyad_index(store).rows(indicator_id))
    return (int(years.min()), int(years.max())) if len(years) else (0, 0)


@per_store(size=32)
def _listed_places(store: Store, indicator_id: str) -> frozenset[int]:
    index = dyad_index(store)
    place = index.place(index.rows(indicator_id))
    return frozenset(int(p) for p in np.unique(np.append(place // 1000, place % 1000)))


def _listed_year(store: Store, indicator_id: str, year: int) -> int:
    """The last year the list speaks of, up to ``year``; 0 before its first."""
    first, last = _listed_years(store, indicator_id)
    return 0 if year < first else min(year, last)


def _mark_none(store: Store, frame: pd.DataFrame, about: Indicator, own: int, listed: int) -> None:
    """Turn 'no data' into 'none recorded' for pairs of countries the list covers."""
    seen = _listed_places(store, about.indicator_id)
    members = (frame["entity_kind"] == EntityKind.UN_MEMBER.value).to_numpy()
    covered = members | np.array([place in seen for place in range(len(frame))])
    silent = frame["empty"].notna().to_numpy() & covered
    frame["note"] = ""
    if listed == 0 or not covered[own]:
        return
    frame.loc[silent, "empty"] = Empty.NONE.value
    frame.loc[silent, "note"] = f"none recorded in {listed}"
    frame.loc[silent, ["source_id", "as_of"]] = [about.source_id, about.as_of]
