"""The history of all pairs equals the counts of each of its days."""

from datetime import date

import numpy as np
import pytest

from dashboard.analysis.network import network
from dashboard.store.store import Store


@pytest.mark.parametrize(
    ("kind", "legal"),
    [(None, ()), ("law_enforcement", ()), ("csirt", ()), (None, ("narrow", "any"))],
)
def test_history_equals_the_counts_of_each_day(
    store: Store, kind: str | None, legal: tuple[str, ...]
) -> None:
    found = network(store)
    days = [date(year, month, 1) for year in range(1998, 2027) for month in (1, 8)]
    history = found.history(days, kind=kind, legal=legal)
    for day, counts in zip(days, history, strict=True):
        assert np.array_equal(counts, found.pair_counts(day, kind=kind, legal=legal)), day
        assert np.array_equal(counts, counts.T)
    assert history.min() == 0
    assert history.max() > 0
