"""Countries under an event filter: one row for every registry entry, and the largest reporter."""

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import Role, by_country, total
from dashboard.analysis.incident_rates import country_rates
from dashboard.analysis.indicator_index import IntArray, positions
from dashboard.core.vocabulary import Normalisation
from dashboard.store.memo import per_store
from dashboard.store.store import Store


@per_store(size=64)
def countries_of(
    store: Store,
    f: EventFilter,
    role: Role = "victim",
    normalise: Normalisation = Normalisation.COUNT,
) -> pd.DataFrame:
    """Every registry entry with COUNTRY_COLUMNS of ``incident_rates`` under the filter."""
    found = by_country(store, f, role)
    about = store.events.describe(f.dataset)
    return country_rates(
        store,
        _tally(store, found, "incidents"),
        total=total(store, f),
        normalise=normalise,
        inside=_tally(store, found, "inside") if role == "origin" else None,
        dataset=f.dataset,
        source_id=about.source_id,
        as_of=about.as_of,
    )


def largest_reporter(store: Store, dataset: str, malicious: bool = True) -> str | None:
    """The country with most incidents as victim in the whole dataset."""
    found = by_country(store, EventFilter(dataset, malicious=malicious), "victim")
    return str(found["iso3"].iloc[0]) if len(found) else None


def without_largest(store: Store, f: EventFilter) -> EventFilter:
    """The filter, leaving out incidents that struck the largest reporter of its dataset."""
    return replace(f, without=largest_reporter(store, f.dataset, f.malicious))


def _tally(store: Store, found: pd.DataFrame, column: str) -> IntArray:
    order = positions(store)
    tally = np.zeros(len(order), dtype=np.int64)
    tally[[order[str(iso3)] for iso3 in found["iso3"]]] = found[column].to_numpy(np.int64)
    return tally
