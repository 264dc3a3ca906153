"""The reader's own composite as a figure: ranks, and how far each could move."""

import pandas as pd

from dashboard.analysis.composite import COLUMNS, MINIMUM, Recipe, composite, stability
from dashboard.analysis.indicators import all_indicators
from dashboard.analysis.rank_stability import DRAWS
from dashboard.charts.chart import Chart, Column
from dashboard.charts.cite import caption
from dashboard.charts.format import listing, plural
from dashboard.charts.intervals import intervals
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.obstacles_params import EVERY, Asked, asked
from dashboard.views.url import MY, ON, C, State

FRONT = 30
METHOD_WORDS = {
    "percentile": "Percentile rank",
    "minmax": "From least to most",
    "zscore": "Standard deviations",
    "best": "Distance to the best",
}
"""Names of the scales (``normalise.METHODS``)."""
DOT, BAR, LINE = "Rank by your weights", "90 % of random weightings", "One indicator left out"


def ranks_of(store: Store, state: State, found: Asked) -> pd.DataFrame:
    """The composite of the address; no rows where no indicator was chosen."""
    if found.recipe is None:
        return pd.DataFrame(columns=list(COLUMNS))
    return composite(store, found.recipe, state[ON].year, found.members)


def ranking(store: Store, state: State) -> Figure:
    """Ranks with their intervals: the front, and the marked countries wherever they stand."""
    found = asked(store, state)
    frame = ranks_of(store, state, found)
    chosen = tuple(dict.fromkeys(iso3 for iso3 in (state[MY], *state[C]) if iso3))
    ranked = frame[frame["ranked"].astype(bool)] if len(frame) else frame
    shown = ranked
    if not state[EVERY]:
        shown = ranked[(ranked["rank"] <= FRONT) | ranked["iso3"].isin(chosen)]
    return Figure(
        "ranking",
        _chart(store, found, frame, shown, chosen, state[ON].year),
        caption(ranked, store.sources),
        frame,
    )


def _chart(
    store: Store,
    found: Asked,
    frame: pd.DataFrame,
    shown: pd.DataFrame,
    chosen: tuple[str, ...],
    year: int,
) -> Chart:
    text = [_words(row) for row in shown.to_dict("records")]
    drawn = shown.assign(value=shown["rank"], text=text)
    for column in ("value", "low", "high", "out_low", "out_high"):
        drawn[column] = drawn[column].astype(float)
    ranked = int(frame["ranked"].sum()) if len(frame) else 0
    apart = len(frame) - ranked
    key = (
        "Dot: rank by your weights. Wide bar: 90 % of its ranks under random weightings. Thin line:"
    )
    notes = [f"{key} its ranks with one indicator left out."] if found.recipe else []
    notes += (
        [f"{len(shown)} of {ranked} ranked countries are drawn."] if len(shown) < ranked else []
    )
    if apart:
        notes.append(
            f"{plural(apart, 'country', 'countries')} with values for less than {MINIMUM:.0%} of"
            " the chosen weight stand apart without a rank."
        )
    if found.recipe:
        notes.append("Missing values are not filled in: a country is averaged over what it has.")
    title = stability(frame) if found.recipe else "No composite: no indicator carries weight"
    if found.recipe and not title:
        title = "Too few countries have enough data for a ranking"
    return intervals(
        drawn,
        title=title,
        subtitle=_subtitle(store, found, year),
        dot=DOT,
        bar=BAR,
        line=LINE,
        unit="rank, 1 is least of an obstacle",
        domain=(0.0, max(float(drawn["high"].max()), float(drawn["out_high"].max())) + 3)
        if len(drawn)
        else None,
        chosen=chosen,
        columns=(
            Column("score", "Score", "number", decimals=1),
            Column("missing", "Without a value"),
            Column("year_from", "Oldest value", "year"),
            Column("year_to", "Newest value", "year"),
        ),
        notes=tuple(notes),
    )


def _words(row: dict[object, object]) -> str:
    """'Rank 4; 2 to 9 under 90 % of weightings; 3 to 6 with one indicator left out'."""
    text = (
        f"rank {row['rank']}; {row['low']} to {row['high']} under 90 % of random weightings; "
        f"{row['out_low']} to {row['out_high']} with one indicator left out"
    )
    missing = [name for name in str(row["missing"]).split(";") if name]
    return f"{text}; no value: {listing(missing, 3)}" if missing else text


def _subtitle(store: Store, found: Asked, year: int) -> str:
    recipe = found.recipe
    if recipe is None:
        return "Choose indicators and weights, or a preset"
    drawn = "any weights" if recipe.spread == "any" else "weights near yours"
    return (
        f"{_ingredients(store, recipe)}. Scale: {METHOD_WORDS[recipe.method].lower()}, "
        f"{recipe.aggregation} mean. Latest values up to {year}"
        f"{', ' + found.where if found.where else ''}. Rank 1 is least of an obstacle; bars from"
        f" {DRAWS:,} random weightings ({drawn})"
    )


def _ingredients(store: Store, recipe: Recipe) -> str:
    known, total = all_indicators(store), sum(weight for _, weight in recipe.used)
    ordered = sorted(recipe.used, key=lambda item: -item[1])
    names = [f"{known[name].name} {weight / total:.0%}" for name, weight in ordered]
    return listing(names, 4)
