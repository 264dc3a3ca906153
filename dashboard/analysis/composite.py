"""A composite of the reader's own making: indicators and weights in, ranks and their stability out.

No composite exists unless a reader chooses weights. Missing values are never filled in: a country
is averaged over what it has, and one with less than MINIMUM of the chosen weight stands apart
without a rank. Regime and position indicators are refused (DESIGN §2.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import merged_sources
from dashboard.analysis.indicators import Indicator, all_indicators, values_on
from dashboard.analysis.normalise import (
    BOUNDED,
    METHODS,
    Bools,
    Matrix,
    coverage,
    normalise,
    parts,
    ranks,
    weighted_mean,
    whole,
)
from dashboard.analysis.rank_stability import draw_weights, interval, leave_one_out, rank_counts
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.vocabulary import Direction, EntityKind, Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MINIMUM = 2 / 3
"""Least share of the chosen weight that must be known for a country to be ranked."""
AGGREGATIONS = ("arithmetic", "geometric")
SPREADS = ("any", "near")
Weights = tuple[tuple[str, float], ...]
COLUMNS = (
    "iso3",
    "name",
    "ranked",
    "rank",
    "score",
    "coverage",
    "low",
    "high",
    "out_low",
    "out_high",
    "missing",
    "year_from",
    "year_to",
    "source_id",
    "as_of",
)
"""``rank`` 1 is least of an obstacle. ``low`` to ``high`` are the ranks of the middle 90 % of the
random weightings, ``out_low`` to ``out_high`` those with one indicator left out. ``missing`` names
indicators without a value (or with one in doubt), joined by ``;``."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a reader asks for; equal recipes give equal answers."""

    weights: Weights
    method: str = "percentile"
    aggregation: str = "arithmetic"
    spread: str = "any"

    @property
    def used(self) -> Weights:
        """The indicators that carry weight."""
        return tuple((name, weight) for name, weight in self.weights if weight > 0)

    @property
    def geometric(self) -> bool:
        return self.aggregation == "geometric"


def why_not(about: Indicator) -> str:
    """Why an indicator cannot carry weight; '' where it can."""
    if about.level == "dyadic":
        return "it exists only between two countries"
    if about.difference_only:
        return (
            "it says where a state stands, not how well it does, and is shown only as the "
            "difference to a chosen country"
        )
    if about.use != "level" or about.direction is Direction.CONTEXT:
        return "it is background and no score of a country"
    return ""


def weightable(store: Store) -> tuple[Indicator, ...]:
    """Indicators that a reader may give weight to, in the order of the obstacles."""
    return tuple(about for about in all_indicators(store).values() if not why_not(about))


def check(store: Store, recipe: Recipe) -> None:
    """UserError for an indicator that is unknown or refused, a bad weight or no weight at all."""
    known = all_indicators(store)
    for name, weight in recipe.weights:
        if name not in known:
            raise UnknownIdError(
                f"No indicator has the id “{name[:60]}”",
                where="w",
                given=name,
                allowed=[about.indicator_id for about in weightable(store)],
            )
        if reason := why_not(known[name]):
            raise UserError(
                f"“{known[name].name}” carries no weight: {reason}", where="w", given=name
            )
        if not 0 <= weight < float("inf"):
            raise UserError("A weight is a number from 0 up", where="w", given=f"{name}:{weight}")
    if not recipe.used:
        raise UserError("No indicator carries weight", where="w", fix="Give at least one a weight")
    if recipe.method not in METHODS:
        raise UnknownIdError("Unknown scale", where="scale", allowed=tuple(METHODS))
    if recipe.geometric and recipe.method not in BOUNDED:
        raise UserError(
            "A geometric mean needs scores from 0 to 100",
            where="mean",
            given=recipe.method,
            allowed=BOUNDED,
            fix="Choose percentile ranks or the range from least to most, or the arithmetic mean",
        )


@per_store(size=16)
def composite(
    store: Store, recipe: Recipe, year: int, members: frozenset[str] | None = None
) -> pd.DataFrame:
    """One row with COLUMNS for every state: ranked ones by rank, then the others by name.

    Scores are set against all states with a value; ranks and their intervals are among
    ``members`` where given. Latest values up to ``year``. Raises UserError as ``check`` does.
    """
    check(store, recipe)
    facts = {name: values_on(store, name, year) for name, _ in recipe.used}
    first = next(iter(facts.values()))
    states = (first["entity_kind"] != EntityKind.TERRITORY.value).to_numpy(bool)
    weights = np.array([weight for _, weight in recipe.used])
    values = np.column_stack([_counted(frame)[states] for frame in facts.values()])
    matrix = parts(_scores(store, recipe, values), geometric=recipe.geometric)
    frame = first.loc[states, ["iso3", "name"]].reset_index(drop=True)
    frame["coverage"] = coverage(matrix, weights)
    frame["score"] = whole(weighted_mean(matrix, weights), geometric=recipe.geometric)
    frame = frame.join(_evidence(store, facts, states, ~np.isnan(values)))
    chosen = np.ones(len(frame), bool) if members is None else frame["iso3"].isin(members)
    ranked = (frame["coverage"] >= MINIMUM - 1e-9) & chosen
    frame["ranked"] = ranked
    frame = frame.join(
        _places(matrix[ranked], weights, recipe.spread).set_axis(np.flatnonzero(ranked))
    )
    frame.loc[~ranked, "score"] = np.nan
    frame = frame[chosen].sort_values(["ranked", "rank", "name"], ascending=[False, True, True])
    counts = dict.fromkeys(("rank", "low", "high", "out_low", "out_high"), "Int64")
    return frame.astype(counts)[list(COLUMNS)].reset_index(drop=True)


def _scores(store: Store, recipe: Recipe, values: Matrix) -> Matrix:
    about = [all_indicators(store)[name] for name, _ in recipe.used]
    logged = np.array([a.scale == "log" and recipe.method != "percentile" for a in about])
    values = np.where(logged[None, :], np.log1p(np.maximum(values, 0)), values)
    more = np.array([a.direction is Direction.HIGHER_IS_OBSTACLE for a in about])
    return normalise(values, more, recipe.method)


def _counted(frame: pd.DataFrame) -> Matrix:
    """Values with those in doubt left out."""
    found: Matrix = frame["value"].mask(frame["implausible"]).to_numpy(float)
    return found


def _places(matrix: Matrix, weights: Matrix, spread: str) -> pd.DataFrame:
    """Ranks of the countries of ``matrix`` and how far they reach."""
    columns = ["rank", "low", "high", "out_low", "out_high"]
    if not len(matrix):
        return pd.DataFrame(columns=columns, dtype=float)
    low, high = interval(rank_counts(matrix, draw_weights(weights, spread)))
    rank = ranks(weighted_mean(matrix, weights))
    without = np.vstack([rank[None, :], leave_one_out(matrix, weights)])
    ends = np.nanmin(without, axis=0), np.nanmax(without, axis=0)
    return pd.DataFrame(dict(zip(columns, (rank, low, high, *ends), strict=True)))


def _evidence(
    store: Store, facts: Mapping[str, pd.DataFrame], states: Bools, known: Bools
) -> pd.DataFrame:
    """Years, sources and missing indicators of each country, over the values that count."""
    names = [all_indicators(store)[name].name for name in facts]
    cells = {
        column: np.column_stack(
            [frame[column].to_numpy(object)[states] for frame in facts.values()]
        )
        for column in ("source_id", "as_of", "year")
    }
    rows = []
    merged: dict[tuple[str, ...], str] = {}
    for number, own in enumerate(known):
        sources = tuple(cells["source_id"][number][own])
        years = [int(year) for year in cells["year"][number][own]]
        if sources not in merged:
            merged[sources] = merged_sources(sources)
        rows.append(
            {
                "missing": ";".join(n for n, has in zip(names, own, strict=True) if not has),
                "year_from": min(years, default=None),
                "year_to": max(years, default=None),
                "source_id": merged[sources],
                "as_of": min(map(str, cells["as_of"][number][own]), default=""),
            }
        )
    return pd.DataFrame(rows).astype({"year_from": "Int64", "year_to": "Int64"})


def preset(store: Store, name: str, obstacle: int) -> Weights:
    """Weights to begin with, over the indicators that go into a composite by default.

    ``equal``: one each. ``obstacles``: every obstacle the same in total. ``legal``: obstacles 2
    and 3. ``means``: 5 and 6. ``one``: the obstacle shown, all its weightable ones where none is
    in by default.
    """
    usual = [about for about in weightable(store) if about.in_composite]
    if name == "one":
        own = [about for about in usual if about.obstacle == obstacle]
        own = own or [about for about in weightable(store) if about.obstacle == obstacle]
        return tuple((about.indicator_id, 1.0) for about in own)
    kept = {"legal": (2, 3), "means": (5, 6)}.get(name, tuple(Obstacle))
    usual = [about for about in usual if about.obstacle in kept]
    sizes = pd.Series([int(about.obstacle or 0) for about in usual]).value_counts()
    return tuple(
        (
            about.indicator_id,
            round(10 / int(sizes[int(about.obstacle or 0)]), 2) if name == "obstacles" else 1.0,
        )
        for about in usual
    )


PRESETS = ("one", "equal", "obstacles", "legal", "means")


def stability(frame: pd.DataFrame, front: int = 20, close: int = 5) -> str:
    """One sentence on how firm the front of the ranking is."""
    ranked = frame[frame["ranked"]]
    if len(ranked) < 2:
        return ""
    front = min(front, len(ranked))
    top = ranked[ranked["rank"] <= front]
    width = top["high"] - top["low"]
    loose = top[width > close]
    if loose.empty:
        return (
            f"Among the first {front}, every country keeps within {close} places under 90 % of the"
            " weightings"
        )
    return (
        f"Among the first {front}, {len(loose)} could be anywhere between place"
        f" {int(loose['low'].min())} and {int(loose['high'].max())}; {len(top) - len(loose)} keep"
        f" within {close} places under 90 % of the weightings"
    )
