"""Indices side by side as figures: positions of a country, disagreements, one against another."""

import pandas as pd

from dashboard.analysis.indicators import all_indicators
from dashboard.analysis.indices import disagreements, side_by_side, spearman
from dashboard.charts.chart import Column
from dashboard.charts.cite import caption
from dashboard.charts.dots import percentile_dots
from dashboard.charts.format import listing, number
from dashboard.charts.intervals import intervals
from dashboard.charts.scatter import scatter
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.obstacles_params import asked, obstacle_params
from dashboard.views.url import MY, ON, C, State

MOST_COUNTRIES, MOST_ROWS = 6, 20


def table_of(store: Store, state: State) -> pd.DataFrame:
    """``side_by_side`` of the chosen indices, inside the filter."""
    frame = side_by_side(store, state[obstacle_params(store).indices], state[ON].year)
    found = asked(store, state)
    return frame if found.members is None else frame[frame["iso3"].isin(found.members)]


def shown_countries(store: Store, state: State, frame: pd.DataFrame) -> tuple[str, ...]:
    """The selected countries, else mine, else the one on which the indices disagree most."""
    chosen = state[C][:MOST_COUNTRIES] or ((state[MY],) if state[MY] else ())
    if chosen:
        return tuple(str(iso3) for iso3 in chosen)
    return tuple(disagreements(frame)["iso3"].head(1))


def positions(store: Store, state: State) -> Figure:
    """Where the chosen countries stand on each index."""
    frame = table_of(store, state)
    chosen = shown_countries(store, state, frame)
    own = frame[frame["iso3"].isin(chosen)]
    names = {iso3: store.countries[iso3].name for iso3 in chosen}
    spread = own.dropna(subset=["percentile"]).groupby("iso3")["percentile"].agg(["min", "max"])
    title = f"Where {listing(list(names.values()))} stand{'s' if len(names) == 1 else ''} by index"
    if len(spread) == 1:
        low, high = spread.iloc[0]
        title = f"{names[str(spread.index[0])]}: from {low:.0f} to {high:.0f} of 100, by index"
    elif spread.empty and names:
        title += ": not covered by all of them"
    chart = percentile_dots(
        own,
        title=title,
        subtitle=f"Position among the {common(frame)} countries that all {indices_in(frame)} cover,"
        f" latest values up to {state[ON].year}",
        names=names,
        low="least of an obstacle",
        high="most of an obstacle",
        notes=("A country that one of the indices leaves out has no position: “no data”.",),
    )
    return Figure("positions", chart, caption(own, store.sources), own)


def disagreement(store: Store, state: State) -> Figure:
    """The countries on which the indices lie furthest apart."""
    frame = table_of(store, state)
    table = disagreements(frame)
    text = [
        f"{low:.0f} by {first}, {high:.0f} by {last}"
        for low, first, high, last in table[["low", "low_index", "high", "high_index"]].itertuples(
            index=False
        )
    ]
    shown = table.assign(text=text).head(MOST_ROWS)
    title = "No country is covered by all chosen indices"
    if len(shown):
        top = shown.iloc[0]
        title = (
            f"The indices disagree most on {top['name']}: {top['low']:.0f} of 100 by"
            f" {top['low_index']}, {top['high']:.0f} by {top['high_index']}"
        )
    chart = intervals(
        shown,
        title=title,
        subtitle=f"Position among the {common(frame)} countries that all {indices_in(frame)} cover;"
        " 0 is least, 100 most of an obstacle",
        dot="Median position",
        bar="Lowest to highest position",
        unit="position",
        domain=(-2.0, 102.0),
        chosen=[iso3 for iso3 in (state[MY], *state[C]) if iso3],
        columns=(
            Column("spread", "Spread", "number"),
            Column("low_index", "Lowest by"),
            Column("high_index", "Highest by"),
        ),
        notes=(
            "Dot: median position. Bar: from the lowest to the highest.",
            "Indices measure different things: a disagreement is a question, not an error.",
        ),
    )
    return Figure("disagreement", chart, caption(table, store.sources), table)


def two_indices(store: Store, state: State) -> Figure:
    """Two indices against each other, with the rank correlation."""
    params, known = obstacle_params(store), all_indicators(store)
    across, up = known[state[params.across]], known[state[params.up]]
    names = tuple(dict.fromkeys((across.indicator_id, up.indicator_id)))
    frame = side_by_side(store, names, state[ON].year)
    found = asked(store, state)
    if found.members is not None:
        frame = frame[frame["iso3"].isin(found.members)]
    sides = [frame[frame["indicator_id"] == about.indicator_id] for about in (across, up)]
    both = sides[0].merge(sides[1], on=["iso3", "name"], suffixes=("_x", "_y"))
    both = both.rename(columns={"value_x": "x", "value_y": "y"})
    both = both[both["x"].notna() & both["y"].notna()]
    both["source_id"] = both["source_id_x"] + ";" + both["source_id_y"]
    both["as_of"] = both[["as_of_x", "as_of_y"]].min(axis=1)
    both["text"] = [
        f"{across.words(x)} ({int(first)}) · {up.words(y)} ({int(second)})"
        for x, first, y, second in both[["x", "year_x", "y", "year_y"]].itertuples(index=False)
    ]
    rho = spearman(both["x"], both["y"])
    linked = "too few countries for a rank correlation" if rho != rho else _strength(rho)
    chart = scatter(
        both,
        title=f"{across.name} and {up.name}: {linked}",
        subtitle=f"{len(both)} countries with both, latest values up to {state[ON].year}",
        labels=(_axis(across.name, across.unit_short), _axis(up.name, up.unit_short)),
        decimals=(across.decimals, up.decimals),
        chosen=[iso3 for iso3 in (state[MY], *state[C]) if iso3],
        notes=("Spearman's rank correlation: 1 is the same order, 0 none, −1 the reverse.",),
    )
    return Figure("two-indices", chart, caption(both, store.sources), both)


def _strength(rho: float) -> str:
    order = "the same order" if rho > 0 else "opposite orders"
    degree = "closely" if abs(rho) >= 0.8 else "partly" if abs(rho) >= 0.5 else "hardly"
    return f"{degree} {order}, rank correlation {number(rho, 2)}"


def _axis(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit not in {"score", "index", "points"} else name


def common(frame: pd.DataFrame) -> int:
    """How many countries all chosen indices cover."""
    return int(frame.loc[frame["percentile"].notna(), "iso3"].nunique())


def indices_in(frame: pd.DataFrame) -> str:
    """'6 indices'."""
    count = frame["indicator_id"].nunique()
    return f"{count} indices" if count != 1 else "1 index"
