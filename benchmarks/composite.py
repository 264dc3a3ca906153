"""Composites: ten thousand weightings of every indicator that may carry weight, all countries."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from dashboard.analysis.composite import Recipe, composite, weightable
from dashboard.analysis.rank_stability import DRAWS, draw_weights, rank_counts
from dashboard.store.store import open_store

COUNTRIES = 200
YEAR = 2026


def measure() -> dict[str, float]:
    """Milliseconds; medians of several runs."""
    store = open_store()
    names = [about.indicator_id for about in weightable(store)]
    generator = np.random.default_rng(7)
    matrix = generator.random((COUNTRIES, len(names))) * 100
    matrix[generator.random(matrix.shape) < 0.15] = np.nan
    weights = np.ones(len(names))
    draws = [_ms(lambda: rank_counts(matrix, draw_weights(weights, "any"))) for _ in range(7)]
    composite(store, Recipe(((names[0], 1.0),)), YEAR)
    recipe = Recipe(tuple((name, 1.0) for name in names))
    whole = _ms(lambda: composite(store, recipe, YEAR))
    size = f"{DRAWS:,} weightings × {COUNTRIES} countries × {len(names)} indicators"
    return {
        f"{size}, ms (aim 300)": statistics.median(draws),
        "the same with values, evidence and leave one out, first time, ms": whole,
    }


def _ms(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)
