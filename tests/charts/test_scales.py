"""Breaks a reader can say aloud, classes that hold every value, nothing invented."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts import scales, tokens
from dashboard.core.errors import UnknownIdError

NUMBERS = st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=80)
COUNTS = st.lists(st.integers(0, 100_000), max_size=80)


def test_few_distinct_counts_are_a_class_each():
    scale = scales.binned([2, 1, 1, 4], hint="count")
    assert scale.breaks == (1, 2, 4)
    assert scale.labels == ("1", "2", "4")
    assert [scale.class_of(v) for v in (1, 2, 4)] == [0, 1, 2]


def test_counts_get_readable_breaks():
    values = [*range(1, 31), 40, 60, 90, 150, 400, 2000]
    scale = scales.binned(values, hint="count")
    assert scale.breaks == (1, 10, 20, 100)
    assert scale.labels == ("1–9", "10–19", "20–99", "≥ 100")
    assert len(scale.colors) == 4


def test_a_known_zero_has_its_own_class():
    scale = scales.binned([0, 0, 1, 2, 3, 5, 8, 13, 40], hint="count")
    assert scale.labels[0] == "0"
    assert scale.class_of(0) == 0
    assert scale.class_of(1) == 1


def test_log_values_spread_over_magnitudes():
    scale = scales.binned([0.02, 0.3, 1.2, 4, 11, 60, 300, 5000, 90000], hint="log", decimals=2)
    assert scale.breaks == (0.02, 1, 5, 50, 2000)
    assert scale.labels == ("below 1", "1 to 5", "5 to 50", "50 to 2,000", "2,000 and above")


def test_linear_scores_round_to_steps_of_the_range():
    scale = scales.binned(range(0, 101), hint="linear")
    assert scale.breaks == (0, 20, 40, 60, 80)
    assert scale.labels[0] == "below 20"
    assert scale.labels[-1] == "80 and above"


def test_small_whole_numbers_read_as_counts():
    values = [0] * 135 + [1] * 30 + [2] * 15 + [3] * 8 + [4] * 5 + [6, 7]
    assert scales.binned(values, hint="linear").labels == ("0", "1", "2–4", "≥ 5")


def test_negative_values_keep_their_order():
    scale = scales.binned([-2.4, -1.1, -0.2, 0.6, 1.9, 2.2, -1.7], hint="linear", decimals=1)
    assert scale.breaks[0] <= -2.4
    assert scale.class_of(-2.4) == 0
    assert scale.class_of(2.2) == len(scale.breaks) - 1


def test_all_equal_is_one_class_and_nothing_is_none():
    assert scales.binned([7, 7, 7]).labels == ("7",)
    assert scales.binned([7, 7, 7]).colors == (tokens.RAMPS["count"][3],)
    empty = scales.binned([None, float("nan")])
    assert (empty.breaks, empty.labels, empty.colors, empty.domain) == ((), (), (), None)


def test_diverging_is_even_on_both_sides_of_its_middle():
    scale = scales.diverging([-3, 1, 12], middle=0)
    assert scale.breaks == (-10, -5, 0, 5)
    assert scale.labels == ("below −5", "−5 to 0", "0 to 5", "5 and above")
    assert scale.class_of(-3) == 1
    assert scale.class_of(0) == 2
    assert scales.diverging([4, 4], middle=4).labels == ("4",)


def test_unknown_family_is_refused():
    with pytest.raises(UnknownIdError, match="count, incidents, obstacles"):
        scales.ramp("rainbow", 3)


def test_edges_that_round_to_the_same_words_keep_their_digits():
    values = [-1_000_000.5, -1_000_000.4, -1_000_000.3, -1_000_000.2, -1_000_000.1]
    labels = scales.binned(values, classes=4, decimals=1).labels
    assert len(set(labels)) == len(labels)
    assert scales.binned([1.01, 1.02], decimals=1).labels == ("1.01", "1.02")


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.sampled_from(["linear", "log"]), st.integers(2, 6))
def test_laws_for_numbers(values, hint, classes):
    check(values, scales.binned(values, hint=hint, classes=classes, decimals=1), classes)


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(2, 6))
def test_laws_for_counts(values, classes):
    scale = scales.binned(values, hint="count", classes=classes)
    check(values, scale, classes)
    assert all(edge == int(edge) for edge in scale.breaks)


def check(values, scale, classes):
    assert len(scale.breaks) == len(scale.colors) == len(scale.labels) <= max(classes, 3)
    assert all(a < b for a, b in pairwise(scale.breaks))
    assert len(set(scale.labels)) == len(scale.labels)
    ranks = [scale.class_of(v) for v in sorted(values)]
    assert ranks == sorted(ranks)
    if values:
        assert scale.breaks[0] <= min(values)
        assert max(ranks) == len(scale.breaks) - 1, "the last class is not empty"
    assert scales.binned(reversed(values)) == scales.binned(values)
