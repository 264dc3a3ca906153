"""How far ranks move when weights move: thousands of random weightings, and leave one out.

Deterministic: the same question gives the same numbers. A weighting is a draw from a Dirichlet
distribution. Ten thousand of them for all countries are one product of matrices and one sort of
integers in which score and country are packed together.
"""

import numpy as np
import numpy.typing as npt

from dashboard.analysis.normalise import Matrix, ranks, weighted_mean

DRAWS = 10_000
SEED = 20_240_630
_CHUNK = 1_000
_MOST = 2**31 - 1
_EXACT = 2**23
"""Steps a single-precision number can tell apart with room to spare."""
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def draw_weights(weights: Floats, spread: str, draws: int = DRAWS) -> Singles:
    """``draws`` weightings (rows, each adding up to 1) of the indicators.

    ``any``: every weighting is as likely as any other. ``near``: around ``weights``, each weight
    typically off by about half of itself.
    """
    size = len(weights)
    share = weights / weights.sum()
    alpha = np.ones(size) if spread == "any" else share * max(4 * size - 5, 1)
    generator = np.random.default_rng(SEED)
    drawn = generator.standard_gamma(alpha.astype(np.float32), (draws, size), dtype=np.float32)
    drawn = np.maximum(drawn, np.float32(1e-12))
    result: Singles = drawn / drawn.sum(axis=1, keepdims=True)
    return result


def rank_counts(matrix: Matrix, weightings: Singles) -> Ints:
    """counts[country, rank - 1]: under how many weightings a country takes a rank.

    ``matrix`` holds the parts to be averaged (countries × indicators, NaN missing, every country
    with at least one value); equal scores share the better rank.
    """
    size = len(matrix)
    bits = max(1, (size - 1).bit_length())
    steps = np.float32(min((_MOST >> bits) - 1, _EXACT))
    known = ~np.isnan(matrix)
    parts = np.where(known, matrix, 0.0).T.astype(np.float32)
    low, high = np.nanmin(matrix), np.nanmax(matrix)
    scale = steps / np.float32(max(high - low, 1e-12))
    held = None if known.all() else known.T.astype(np.float32)
    number = np.arange(size, dtype=np.int32)
    counts = np.zeros(size * size, dtype=np.int64)
    for start in range(0, len(weightings), _CHUNK):
        chunk = weightings[start : start + _CHUNK]
        score = chunk @ parts
        if held is not None:
            score /= chunk @ held
        score -= np.float32(low)
        score *= scale
        packed = (score.astype(np.int32) << bits) | number
        packed.sort(axis=1)
        counts += _tally(packed, bits, size)
    return counts.reshape(size, size)


def _tally(packed: npt.NDArray[np.int32], bits: int, size: int) -> Ints:
    """How often each (country, rank) stands in rows of packed and sorted scores."""
    country = packed & ((1 << bits) - 1)
    score = packed >> bits
    place = np.broadcast_to(np.arange(size, dtype=np.int32), packed.shape).copy()
    place[:, 1:][score[:, 1:] == score[:, :-1]] = 0
    np.maximum.accumulate(place, axis=1, out=place)
    return np.bincount((country * size + place).ravel(), minlength=size * size)


def interval(counts: Ints, level: float = 0.9) -> tuple[Ints, Ints]:
    """First and last rank of the middle ``level`` of the weightings, for each country."""
    total = counts.sum(axis=1, keepdims=True)
    cumulated = counts.cumsum(axis=1)
    tail = (1 - level) / 2
    low = (cumulated > tail * total).argmax(axis=1) + 1
    high = (cumulated >= (1 - tail) * total).argmax(axis=1) + 1
    return low.astype(np.int64), high.astype(np.int64)


def leave_one_out(matrix: Matrix, weights: Floats) -> Floats:
    """ranks[left out, country] with one indicator after the other left out.

    NaN where a country has nothing else; no rows for a single indicator.
    """
    if len(weights) < 2:
        return np.empty((0, len(matrix)))
    rows = []
    for column in range(len(weights)):
        rest = weights.copy()
        rest[column] = 0.0
        rows.append(ranks(weighted_mean(matrix, rest)))
    return np.stack(rows)
