"""Ways to put indicators of different units on one scale, and to add them up (pure arrays).

After the OECD and JRC handbook on composite indicators, in our terms: every score reads "more is
more of an obstacle". Matrices are countries × indicators; NaN is a missing value and stays one.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Column = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
LOWEST = 1.0
"""Floor of readiness in the geometric mean, so that one worst value does not erase all others."""


def normalise(values: Matrix, more_is_obstacle: Bools, method: str) -> Matrix:
    """Scores of ``values`` by a method of METHODS, each indicator on its own.

    ``more_is_obstacle`` has one entry an indicator; others are turned round first.
    """
    turned = np.where(more_is_obstacle[None, :], values, -values)
    columns = [METHODS[method](column) for column in turned.T]
    return np.column_stack(columns) if columns else turned


def percentile(column: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Share of countries with less of an obstacle, in percent, ties counting half: 0 to 100."""
    known = column[~np.isnan(column)]
    ordered = np.sort(known)
    below = np.searchsorted(ordered, column, side="left")
    until = np.searchsorted(ordered, column, side="right")
    share = (below + until) / 2 / max(len(known), 1) * 100
    return np.where(np.isnan(column), np.nan, share)


def min_max(column: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """0 for the least, 100 for the most of an obstacle; 50 for all where they do not differ."""
    known = column[~np.isnan(column)]
    low, high = (known.min(), known.max()) if len(known) else (0.0, 0.0)
    if low == high:
        return np.where(np.isnan(column), np.nan, 50.0)
    result: Column = (column - low) / (high - low) * 100
    return result


def z_score(column: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Distance from the mean in standard deviations; 0 for all where they do not differ."""
    known = column[~np.isnan(column)]
    spread = float(known.std()) if len(known) else 0.0
    if spread == 0:
        return np.where(np.isnan(column), np.nan, 0.0)
    result: Column = (column - known.mean()) / spread
    return result


def distance_to_best(column: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Distance from the best country, in spans of the middle half of all countries.

    Where the middle half is all alike the whole range is the unit; 0 where nobody differs.
    """
    known = column[~np.isnan(column)]
    if not len(known):
        return column.copy()
    first, third = np.percentile(known, [25, 75])
    unit = float(third - first) or float(known.max() - known.min()) or 1.0
    result: Column = (column - known.min()) / unit
    return result


METHODS: Mapping[str, Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]] = {
    "percentile": percentile,
    "minmax": min_max,
    "zscore": z_score,
    "best": distance_to_best,
}
BOUNDED = ("percentile", "minmax")
"""Methods whose scores lie between 0 and 100, so that a geometric mean makes sense."""


def parts(scores: Matrix, *, geometric: bool) -> Matrix:
    """What is averaged: the scores, or minus the logarithm of readiness (100 less the score)."""
    if not geometric:
        return scores
    result: Matrix = -np.log(np.maximum(100 - scores, LOWEST))
    return result


def whole(mean: npt.NDArray[np.float64], *, geometric: bool) -> npt.NDArray[np.float64]:
    """The score of a mean of ``parts``."""
    return 100 - np.exp(-mean) if geometric else mean


def weighted_mean(matrix: Matrix, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Mean of the known parts of each country, by the weights of those parts; NaN without any."""
    known = ~np.isnan(matrix)
    total = known @ weights
    with np.errstate(invalid="ignore", divide="ignore"):
        result: npt.NDArray[np.float64] = np.where(known, matrix, 0.0) @ weights / total
    return result


def coverage(matrix: Matrix, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Share of the chosen weight for which a country has a value, 0 to 1."""
    share: npt.NDArray[np.float64] = ~np.isnan(matrix) @ weights / weights.sum()
    return share


def ranks(score: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """1 for the lowest score, ties sharing the better rank; NaN where there is no score."""
    rounded = np.round(score, 9)
    ordered = np.sort(rounded[~np.isnan(rounded)])
    place = np.searchsorted(ordered, rounded, side="left") + 1.0
    return np.where(np.isnan(rounded), np.nan, place)
