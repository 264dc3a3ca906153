"""The network of channels: all pairs on a day and through time, one pair, every accession."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from dashboard.analysis.accession_lab import ranking
from dashboard.analysis.gaps import coverage_total
from dashboard.analysis.gaps_incidents import crossings, default_dataset
from dashboard.analysis.network import network
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.store.store import open_store

DAY = date(2026, 11, 24)
FIRST_YEAR = 2001
PAIRS = (("BRA", "JPN"), ("FRA", "USA"), ("KEN", "IND"), ("GHA", "NGA"), ("CHN", "DEU"))


def measure() -> dict[str, float]:
    """Milliseconds and mebibytes; several runs, on different days or pairs."""
    store = open_store()
    treaty_timelines(store), membership_timelines(store)
    tracemalloc.start()
    built = _once(lambda: network(store))
    memory = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    found = network(store)
    dataset = default_dataset(store)
    crossings(store, dataset)
    months = [
        date(year, month, 1)
        for year in range(FIRST_YEAR, DAY.year + 1)
        for month in range(1, 13)
        if date(year, month, 1) <= DAY
    ]
    days = iter(DAY - timedelta(days=n) for n in range(1, 1000))
    pairs = iter(PAIRS * 20)
    pair_channels(store, *PAIRS[0], DAY)
    ranking(store, DAY, dataset)
    size = len(found.countries)
    return {
        "network of all channels built, ms (traced)": built,
        "network of all channels, MiB (aim 100)": memory,
        f"monthly history of all pairs, {len(months)} months, MiB": (
            len(months) * size * size * np.dtype(np.int16).itemsize / 2**20
        ),
        **_both("channels of all pairs on a day", 5, lambda: found.pair_counts(next(days)), 30),
        **_both("monthly history of all pairs", 300, lambda: found.history(months), 5),
        **_both(
            "one pair with evidence", 5, lambda: pair_channels(store, *next(pairs), next(days)), 30
        ),
        **_both(
            "every accession with incidents", 200, lambda: ranking(store, next(days), dataset), 10
        ),
        "coverage of all incidents of a dataset, first time, ms": _once(
            lambda: coverage_total(store, dataset, DAY)
        ),
    }


def _once(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)


def _both(name: str, aim: int, act: Callable[[], object], runs: int) -> dict[str, float]:
    """The median, and the fastest run: what an idle machine would do."""
    times = [_once(act) for _ in range(runs)]
    return {
        f"{name}, p50, ms (aim {aim})": statistics.median(times),
        f"{name}, fastest, ms": min(times),
    }
