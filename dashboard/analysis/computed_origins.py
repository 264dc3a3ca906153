"""Computed indicator of obstacle 7: how often a collection codes no suspected origin."""

import numpy as np
import pandas as pd

from dashboard.analysis.incident_index import available, events
from dashboard.store.store import Store

FEWEST = 5
"""Below this number of records a share says more about luck than about attribution."""


def unattributed(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """Percent of a victim country's malicious records, up to the end of each year, without a
    suspected country of origin, for the one collection of ``inputs``; no rows where that is off.

    Countries with at least FEWEST records by then. Columns iso3, year, value, source_id, as_of.
    """
    columns = ["iso3", "year", "value", "source_id", "as_of"]
    (dataset,) = inputs
    if dataset not in available(store):
        return pd.DataFrame(columns=columns)
    found = events(store, dataset)
    victims, span = found.victims, found.span(malicious=True)
    if span is None:
        return pd.DataFrame(columns=columns)
    unknown = victims.by["origin_known"] == 0
    codes = np.array([c.iso3 for c in store.countries], dtype=object)
    parts = []
    for year in range(span[0], span[1] + 1):
        until = victims.chosen((1, year), malicious=True) & (victims.by["doubtful"] == 0)
        total = victims.along("victim", until, len(codes))
        without = victims.along("victim", until & unknown, len(codes))
        enough = np.flatnonzero(total >= FEWEST)
        share = without[enough] / total[enough] * 100
        parts.append(pd.DataFrame({"iso3": codes[enough], "year": year, "value": share}))
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(source_id=found.source_id, as_of=found.as_of)[columns]
