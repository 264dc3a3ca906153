"""Reported incidents: counts of one dataset by country, year, type or sector (DESIGN §2.4).

A count is a count of reports. A country without rows has "none reported here", never "none".
Origins are suspected, as coded by the dataset.
"""

from typing import Any, Literal

import numpy as np
import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_label, by_year, total
from dashboard.analysis.incident_index import (
    Events,
    Tally,
    check_dataset,
    dataset_table,
    events,
)
from dashboard.analysis.incident_rates import (
    COUNTRY_COLUMNS,
    FEWEST_FOR_RATE,
    country_rates,
    refuse_rate,
)
from dashboard.analysis.indicator_index import IntArray
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Empty, Normalisation
from dashboard.store.memo import per_store
from dashboard.store.store import Store

__all__ = [
    "BYS",
    "COUNTRY_COLUMNS",
    "FEWEST_FOR_RATE",
    "By",
    "Years",
    "counts",
    "datasets",
    "pair_counts",
]
By = Literal["victim", "origin", "year", "type", "sector"]
BYS = ("victim", "origin", "year", "type", "sector")
Years = tuple[int, int] | None


@per_store(size=2)
def datasets(store: Store) -> pd.DataFrame:
    """The datasets that can be shown: the columns of ``incident_datasets`` plus short_name,
    incidents and malicious (records, and those that are malicious cyber incidents)."""
    table = dataset_table(store).reset_index(drop=True)
    found = [events(store, str(name)) for name in table["dataset"]]
    return table.assign(
        short_name=[e.short_name for e in found],
        incidents=[int(e.incidents.n.sum()) for e in found],
        malicious=[e.incidents.total(e.incidents.malicious) for e in found],
    )


def counts(
    store: Store,
    dataset: str,
    by: By = "victim",
    years: Years = None,
    malicious: bool = True,
    exclude_largest: bool = False,
    normalise: Normalisation = Normalisation.COUNT,
) -> pd.DataFrame:
    """Incidents of one dataset, counted ``by`` one thing.

    victim, origin: one row for every registry entry with COUNTRY_COLUMNS. ``incidents`` is the
    count, ``value`` the number after ``normalise`` (share in percent of all incidents of the
    dataset in those years; per million people or internet users,
    hidden below FEWEST_FOR_RATE). An incident with
    several countries counts once for each. Origins leave out incidents whose known victims are
    all in the country of origin; ``inside`` counts those. ``exclude_largest`` blanks the country
    with most incidents.
    year, type, sector: columns key, incidents, value, empty, dataset, source_id, as_of; an
    incident with several types or sectors counts once under each; ``exclude_largest`` leaves out
    incidents that struck the country with most of them. ``years`` (first, last) drops incidents
    without a year. Raises UserError for several datasets, an unknown ``by`` or a rate that makes
    no sense.
    """
    found = events(store, check_dataset(store, dataset))
    if by not in BYS:
        raise UserError("Unknown way to count", where="by", given=by, allowed=BYS)
    if years is not None and years[0] > years[1]:
        raise UserError("The first year lies after the last", where="years", given=years)
    if by in ("victim", "origin"):
        return _by_country(store, found, by, years, malicious, exclude_largest, normalise)
    refuse_rate(normalise, by)
    without = None
    if exclude_largest:
        tally = _countries(store, found.victims, "victim", years, malicious)
        without = _codes(store)[tally.argmax()] if tally.any() else None
    if without is not None:
        frame = _without(store, found.dataset, by, years, malicious, str(without))
    elif by == "year":
        frame = _by_year(found.incidents, years, malicious)
    else:
        names = found.type_names if by == "type" else found.sector_names
        frame = _by_label(found.types if by == "type" else found.sectors, names, years, malicious)
    if without is None:
        whole = found.incidents.total(found.incidents.chosen(years, malicious))
    else:
        whole = total(store, _filter(found.dataset, years, malicious, without))
    share = frame["incidents"] / max(whole, 1) * 100
    frame["value"] = share if normalise is Normalisation.SHARE else frame["incidents"]
    frame["value"] = frame["value"].astype(float)
    frame["empty"] = [Empty.NONE.value if n == 0 else None for n in frame["incidents"]]
    return frame.assign(dataset=found.dataset, source_id=found.source_id, as_of=found.as_of)


def pair_counts(
    store: Store,
    dataset: str,
    years: Years = None,
    malicious: bool = True,
    by_year: bool = False,
) -> pd.DataFrame:
    """Incidents across borders: origin_iso3, victim_iso3, (year,) incidents, dataset, source_id,
    as_of. The unit is incident × (suspected origin, victim) with origin ≠ victim; most first."""
    found = events(store, check_dataset(store, dataset))
    pairs = found.pairs
    use = pairs.chosen(years, malicious)
    codes = _codes(store)
    frame = pd.DataFrame(
        {
            "origin_iso3": codes[pairs.by["origin"][use]],
            "victim_iso3": codes[pairs.by["victim"][use]],
            "year": pairs.year[use],
            "incidents": pairs.n[use],
        }
    )
    keys = ["origin_iso3", "victim_iso3", *(["year"] if by_year else [])]
    frame = frame.groupby(keys, as_index=False)[["incidents"]].sum()
    frame = frame.sort_values(["incidents", *keys], ascending=[False, *[True] * len(keys)])
    if by_year:
        frame["year"] = frame["year"].astype("Int64").mask(frame["year"] == 0)
    frame = frame.reset_index(drop=True)
    return frame.assign(dataset=found.dataset, source_id=found.source_id, as_of=found.as_of)


def _codes(store: Store) -> Any:
    return np.array([c.iso3 for c in store.countries], dtype=object)


def _countries(
    store: Store, tally: Tally, role: str, years: Years, malicious: bool, *, home: bool = False
) -> IntArray:
    """Incidents of each registry entry; ``home``: those inside the country of origin instead."""
    aside = tally.by["inside" if role == "origin" else "doubtful"] > 0
    keep = tally.chosen(years, malicious) & (aside if home else ~aside)
    return tally.along(role, keep, len(store.countries))


def _filter(dataset: str, years: Years, malicious: bool, without: str) -> EventFilter:
    return EventFilter(dataset, years, malicious=malicious, without=without)


def _by_country(
    store: Store,
    found: Events,
    role: str,
    years: Years,
    malicious: bool,
    exclude_largest: bool,
    normalise: Normalisation,
) -> pd.DataFrame:
    origin = role == "origin"
    source = found.origins if origin else found.victims
    tally = _countries(store, source, role, years, malicious)
    whole = found.incidents.total(found.incidents.chosen(years, malicious))
    return country_rates(
        store,
        tally,
        total=whole,
        normalise=normalise,
        inside=_countries(store, source, role, years, malicious, home=True) if origin else None,
        excluded=int(tally.argmax()) if exclude_largest and tally.any() else -1,
        dataset=found.dataset,
        source_id=found.source_id,
        as_of=found.as_of,
    )


def _by_year(tally: Tally, years: Years, malicious: bool) -> pd.DataFrame:
    keep = tally.chosen(years, malicious)
    per_year = np.bincount(tally.year[keep], tally.n[keep]).astype(np.int64)
    return _span(pd.Series(per_year), years)


def _span(per_year: pd.Series, years: Years) -> pd.DataFrame:
    """Every year from the first to the last with incidents; those without a year (0) last."""
    known = per_year[(per_year.index > 0) & (per_year > 0)]
    first, last = (int(known.index[0]), int(known.index[-1])) if len(known) else (0, -1)
    frame = pd.DataFrame({"key": pd.array(range(first, last + 1), dtype="Int64")})
    counts = known.reindex(range(first, last + 1), fill_value=0)
    frame["incidents"] = pd.array(counts.to_numpy(), dtype="Int64")
    undated = int(per_year.get(0, 0))
    if undated and years is None:
        frame = pd.concat([frame, pd.DataFrame({"key": [pd.NA], "incidents": [undated]})])
    return frame.astype({"key": "Int64", "incidents": "Int64"}).reset_index(drop=True)


def _by_label(tally: Tally, names: tuple[str, ...], years: Years, malicious: bool) -> pd.DataFrame:
    per_label = tally.along("code", tally.chosen(years, malicious), len(names))
    frame = pd.DataFrame({"key": names, "incidents": pd.array(per_label, dtype="Int64")})
    frame = frame[frame["incidents"] > 0]
    return frame.sort_values(["incidents", "key"], ascending=[False, True]).reset_index(drop=True)


def _without(
    store: Store, dataset: str, by: By, years: Years, malicious: bool, without: str
) -> pd.DataFrame:
    """The same counts without incidents that struck one country, asked of the engine."""
    chosen = _filter(dataset, years, malicious, without)
    if by == "year":
        frame = by_year(store, chosen)
        per_year = frame["incidents"].set_axis(frame["year"].fillna(0).astype(int)).sort_index()
        return _span(per_year, years)
    frame = by_label(store, chosen, "action" if by == "type" else "sector")
    return frame.rename(columns={"label": "key"})[["key", "incidents"]]
