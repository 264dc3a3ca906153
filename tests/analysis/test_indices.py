"""Indices side by side: common countries, spans, rank correlation."""

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.indices import (
    INDICES,
    USUAL,
    disagreements,
    known_indices,
    side_by_side,
    spearman,
)
from dashboard.store.store import Store

YEAR = 2026


def test_positions_are_among_the_countries_all_indices_cover(store: Store) -> None:
    frame = side_by_side(store, USUAL, YEAR)
    known = frame[frame["percentile"].notna()]
    counts = known.groupby("iso3")["indicator_id"].nunique()
    assert set(counts) == {len(USUAL)}
    assert 100 < len(counts) < 170
    for _, own in known.groupby("indicator_id"):
        assert own["percentile"].mean() == pytest.approx(50)


def test_a_high_score_is_little_of_an_obstacle_and_high_exposure_much(store: Store) -> None:
    frame = side_by_side(store, ("gci_overall", "cei_exposure"), YEAR)
    for name, sign in (("gci_overall", -1), ("cei_exposure", 1)):
        own = frame[(frame["indicator_id"] == name) & frame["percentile"].notna()]
        assert sign * spearman(own["value"], own["percentile"]) == pytest.approx(1)


def test_disagreement_is_the_span_of_positions_furthest_first(store: Store) -> None:
    frame = side_by_side(store, USUAL, YEAR)
    table = disagreements(frame)
    assert table["spread"].is_monotonic_decreasing
    first = table.iloc[0]
    own = frame[frame["iso3"] == first["iso3"]]["percentile"]
    assert first["spread"] == pytest.approx(own.max() - own.min())
    assert first["low_index"] != first["high_index"]


def test_spearman_worked_by_hand() -> None:
    x = pd.Series([1.0, 2.0, 3.0, 4.0, np.nan])
    y = pd.Series([1.0, 3.0, 2.0, 40.0, 1.0])
    assert spearman(x, y) == pytest.approx(1 - 6 * 2 / (4 * 15))
    assert spearman(x, -y) == pytest.approx(-0.8)
    assert np.isnan(spearman(x.head(2), y.head(2)))
    assert np.isnan(spearman(x, pd.Series([1.0] * 5)))


def test_no_regime_measure_is_among_them_and_closed_ones_go(
    store: Store, free_store: Store
) -> None:
    assert all(about.use == "level" for about in known_indices(store))
    assert {a.indicator_id for a in known_indices(store)} == set(INDICES)
    assert set(INDICES) - {a.indicator_id for a in known_indices(free_store)} == {"itu_idi"}
