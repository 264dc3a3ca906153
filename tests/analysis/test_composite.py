"""Composites against a case worked by hand, and the laws that hold for any weights."""

import numpy as np
import pytest

from dashboard.analysis.composite import (
    MINIMUM,
    PRESETS,
    Recipe,
    composite,
    preset,
    stability,
    weightable,
    why_not,
)
from dashboard.analysis.indicators import all_indicators
from dashboard.analysis.normalise import (
    coverage,
    distance_to_best,
    min_max,
    normalise,
    parts,
    percentile,
    ranks,
    weighted_mean,
    whole,
    z_score,
)
from dashboard.analysis.rank_stability import (
    draw_weights,
    interval,
    leave_one_out,
    rank_counts,
)
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.store import Store

NAN = np.nan
YEAR = 2026
SCORES = np.array([[0.0, 100.0], [50.0, 50.0], [60.0, 20.0], [NAN, 100.0]])
"""Four countries, two indicators. With weights 3 and 1: 25, 50, 50 and 100."""


def test_scales_of_a_column_worked_by_hand() -> None:
    column = np.array([10.0, 20.0, 20.0, 50.0, NAN])
    assert percentile(column)[:4].tolist() == [12.5, 50.0, 50.0, 87.5]
    assert min_max(column)[:4].tolist() == [0.0, 25.0, 25.0, 100.0]
    assert z_score(column)[:4] == pytest.approx([-1.0, -1 / 3, -1 / 3, 5 / 3])
    # the middle half runs from 17.5 to 27.5
    assert distance_to_best(column)[:4].tolist() == [0.0, 1.0, 1.0, 4.0]
    for scale in (percentile, min_max, z_score, distance_to_best):
        assert np.isnan(scale(column)[4])


def test_a_column_without_differences_says_nothing() -> None:
    column = np.array([7.0, 7.0, NAN])
    assert percentile(column)[:2].tolist() == [50.0, 50.0]
    assert min_max(column)[:2].tolist() == [50.0, 50.0]
    assert z_score(column)[:2].tolist() == [0.0, 0.0]
    assert distance_to_best(column)[:2].tolist() == [0.0, 0.0]


def test_better_values_are_turned_into_less_of_an_obstacle() -> None:
    values = np.array([[1.0, 1.0], [3.0, 3.0]])
    turned = normalise(values, np.array([True, False]), "minmax")
    assert turned.tolist() == [[0.0, 100.0], [100.0, 0.0]]


def test_weighted_means_and_ranks_worked_by_hand() -> None:
    weights = np.array([3.0, 1.0])
    mean = weighted_mean(SCORES, weights)
    assert mean.tolist() == [25.0, 50.0, 50.0, 100.0]
    assert ranks(mean).tolist() == [1.0, 2.0, 2.0, 4.0]
    assert coverage(SCORES, weights).tolist() == [1.0, 1.0, 1.0, 0.25]


def test_the_geometric_mean_lets_a_weakness_count_for_more() -> None:
    weights = np.array([1.0, 1.0])
    mean = weighted_mean(parts(np.array([[20.0, 80.0], [50.0, 50.0]]), geometric=True), weights)
    scores = whole(mean, geometric=True)
    assert scores == pytest.approx([100 - np.sqrt(80 * 20), 50.0])  # 60 and 50
    worst = whole(
        weighted_mean(parts(np.array([[100.0, 0.0]]), geometric=True), weights), geometric=True
    )
    assert worst == pytest.approx([100 - np.sqrt(1 * 100)])  # readiness is at least 1


def test_leaving_one_out_worked_by_hand() -> None:
    left = leave_one_out(SCORES, np.array([3.0, 1.0]))
    assert left[0].tolist() == [3.0, 2.0, 1.0, 3.0]  # only the second: 100, 50, 20, 100
    assert left[1][:3].tolist() == [1.0, 2.0, 3.0]  # only the first: 0, 50, 60
    assert np.isnan(left[1][3])
    assert leave_one_out(SCORES[:, :1], np.array([1.0])).shape == (0, 4)


def test_rank_counts_of_given_weightings_worked_by_hand() -> None:
    weightings = np.array([[1.0, 0.0], [0.75, 0.25], [0.0, 1.0], [0.0, 1.0]], dtype=np.float32)
    counts = rank_counts(SCORES[:3], weightings)
    # first alone: ranks 1, 2, 3 · 3:1: 1, 2, 2 · second alone: 3, 2, 1, twice
    assert counts.tolist() == [[2, 0, 2], [0, 4, 0], [2, 1, 1]]
    low, high = interval(counts)
    assert list(zip(low, high, strict=True)) == [(1, 3), (2, 2), (1, 3)]


def test_packed_ranks_equal_plain_ranks() -> None:
    generator = np.random.default_rng(1)
    matrix = generator.normal(size=(57, 5))
    matrix[generator.random(matrix.shape) < 0.2] = NAN
    matrix = matrix[~np.isnan(matrix).all(axis=1)]
    weightings = draw_weights(np.ones(5), "any", draws=200)
    counts = rank_counts(matrix, weightings)
    plain = np.zeros_like(counts)
    for weights in weightings.astype(float):
        place = ranks(np.round(weighted_mean(matrix, weights), 4)).astype(int) - 1
        plain[np.arange(len(matrix)), place] += 1
    assert np.abs(counts.cumsum(axis=1) - plain.cumsum(axis=1)).max() <= 4


def test_a_dominated_country_never_comes_first() -> None:
    matrix = np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 2.0]])
    counts = rank_counts(matrix, draw_weights(np.ones(2), "any"))
    assert counts[0].tolist() == [10_000, 0, 0]
    # the third beats the second where its first weight exceeds two thirds: a third of the time
    assert counts[2, 1] == pytest.approx(10_000 / 3, abs=150)


def test_draws_add_up_are_the_same_each_time_and_near_means_near() -> None:
    weights = np.array([6.0, 3.0, 1.0])
    first, again = draw_weights(weights, "near"), draw_weights(weights, "near")
    assert (first == again).all()
    assert first.sum(axis=1) == pytest.approx(np.ones(len(first)), abs=1e-5)
    assert first.mean(axis=0) == pytest.approx([0.6, 0.3, 0.1], abs=0.01)
    anywhere = draw_weights(weights, "any")
    assert anywhere.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.01)
    assert first.std(axis=0).max() < anywhere.std(axis=0).min()


def test_a_composite_of_one_indicator_is_its_own_ranking(store: Store) -> None:
    frame = composite(store, Recipe((("wgi_rl", 2.0),)), YEAR)
    ranked = frame[frame["ranked"]]
    assert (ranked["low"] == ranked["rank"]).all()
    assert (ranked["high"] == ranked["rank"]).all()
    assert ranked["rank"].iloc[0] == 1
    assert set(frame.loc[~frame["ranked"], "missing"]) == {"Rule of law"}
    assert set(ranked["source_id"]) == {"worldbank_wgi_2024"}


def test_countries_below_the_minimum_stand_apart_and_nothing_is_filled_in(store: Store) -> None:
    recipe = Recipe((("wgi_rl", 1.0), ("ncsi_score", 1.0), ("itu_idi", 1.0)))
    frame = composite(store, recipe, YEAR).set_index("iso3")
    assert (frame.loc[frame["ranked"], "coverage"] >= MINIMUM - 1e-9).all()
    apart = frame[~frame["ranked"]]
    assert len(apart) > 0
    assert (apart["coverage"] < MINIMUM).all()
    assert apart["rank"].isna().all()
    assert apart["score"].isna().all()
    assert apart["missing"].ne("").all()
    two = frame[frame["ranked"] & (frame["coverage"] < 0.99)]
    assert len(two) > 0  # ranked over what they have
    assert two["missing"].ne("").all()


def test_a_value_in_doubt_does_not_count(store: Store) -> None:
    frame = composite(store, Recipe((("mobile_subscriptions_per_100", 1.0),)), YEAR)
    fiji = frame.set_index("iso3").loc["FJI"]
    assert not fiji["ranked"]
    assert fiji["missing"] == "Mobile subscriptions"


def test_ranks_of_a_group_run_from_one_within_it(store: Store) -> None:
    members = frozenset(c.iso3 for c in store.countries if c.un_region == "Africa")
    frame = composite(store, Recipe((("wgi_rl", 1.0), ("gci_legal", 1.0))), YEAR, members)
    assert set(frame["iso3"]) <= members
    ranked = frame[frame["ranked"]]
    assert ranked["rank"].min() == 1
    assert ranked["high"].max() <= len(ranked)


def test_intervals_hold_the_rank_by_ones_own_weights_when_near(store: Store) -> None:
    frame = composite(store, Recipe(preset(store, "legal", 1), spread="near"), YEAR)
    ranked = frame[frame["ranked"]]
    inside = (ranked["low"] <= ranked["rank"]) & (ranked["rank"] <= ranked["high"])
    assert inside.mean() > 0.95
    assert (ranked["out_low"] <= ranked["rank"]).all()
    assert (ranked["out_high"] >= ranked["rank"]).all()
    assert stability(frame).startswith("Among the first 20")


@pytest.mark.parametrize("method", ["percentile", "minmax", "zscore", "best"])
def test_every_scale_ranks_the_same_single_indicator_alike(store: Store, method: str) -> None:
    for name in ("wgi_rl", "gdp_per_capita_ppp", "tss_rivalry_count"):
        frame = composite(store, Recipe(((name, 1.0),), method), YEAR)
        usual = composite(store, Recipe(((name, 1.0),)), YEAR)
        assert dict(zip(frame["iso3"], frame["rank"].fillna(0), strict=True)) == dict(
            zip(usual["iso3"], usual["rank"].fillna(0), strict=True)
        )


def test_regime_pairs_and_background_carry_no_weight(store: Store) -> None:
    for name, about in all_indicators(store).items():
        if about.use != "level" or about.level == "dyadic":
            assert why_not(about)
            with pytest.raises(UserError, match="carries no weight"):
                composite(store, Recipe(((name, 1.0),)), YEAR)
    assert not {a.use for a in weightable(store)} - {"level"}


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (Recipe((("wgi_rl", 0.0),)), "No indicator carries weight"),
        (Recipe(()), "No indicator carries weight"),
        (Recipe((("wgi_rl", -1.0),)), "from 0 up"),
        (Recipe((("wgi_rl", 1.0),), "zscore", "geometric"), "geometric mean needs"),
    ],
)
def test_impossible_recipes_are_refused(store: Store, recipe: Recipe, words: str) -> None:
    with pytest.raises(UserError, match=words):
        composite(store, recipe, YEAR)


def test_an_unknown_indicator_names_the_allowed_ones(store: Store) -> None:
    with pytest.raises(UnknownIdError) as caught:
        composite(store, Recipe((("gci", 1.0),)), YEAR)
    assert "gci_legal" in caught.value.allowed
    assert "vdem_polyarchy" not in caught.value.allowed


@pytest.mark.parametrize("name", PRESETS)
def test_presets_hold_no_editorial_reading_unless_the_obstacle_has_nothing_else(
    store: Store, name: str
) -> None:
    known = all_indicators(store)
    for obstacle in range(1, 10):
        chosen = preset(store, name, obstacle)
        assert chosen
        editorial = [key for key, _ in chosen if known[key].direction_editorial]
        assert not editorial or (name == "one" and obstacle in (7, 8))


def test_obstacles_have_the_same_total_in_their_preset(store: Store) -> None:
    known = all_indicators(store)
    totals: dict[int, float] = {}
    for name, weight in preset(store, "obstacles", 1):
        obstacle = int(known[name].obstacle or 0)
        totals[obstacle] = totals.get(obstacle, 0.0) + weight
    assert list(totals.values()) == pytest.approx([10.0] * len(totals), abs=0.05)
