"""The figures of a comparison: positions, one indicator through the years, treaties in time."""

import pandas as pd

from dashboard.analysis.compare import check_countries, members_of
from dashboard.analysis.compare_group import GROUP
from dashboard.analysis.compare_positions import (
    FEWEST_FOR_MEDIAN,
    longest_series,
    median_series,
    series_of,
    side_positions,
)
from dashboard.analysis.indicators import Indicator, indicator
from dashboard.analysis.pair_matrix import group_names
from dashboard.analysis.treaty_life import treaty_life
from dashboard.charts.cite import caption
from dashboard.charts.dots import percentile_dots
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.charts.panels import panels
from dashboard.charts.timeline import timeline
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.views.compare_params import OBSTACLE, series_param, sides, treaties_param
from dashboard.views.figure import Figure
from dashboard.views.url import ON, State

_NAMED = 3
_NONE = pd.DataFrame(columns=["name", "year", "value", "source_id", "as_of"])


def names_of(store: Store, state: State) -> dict[str, str]:
    """Each side's name by iso3; the group under GROUP, with the number of its members.

    UserError unless there are two to six sides, or where the group has no member on the day.
    """
    countries, group = sides(store, state)
    check_countries(countries, group)
    names = {iso3: store.countries[iso3].name for iso3 in countries}
    if group:
        count = len(members_of(store, group, state[ON]))
        names[GROUP] = f"{group_names(store)[group]} (n = {count})"
    return names


def _members(store: Store, state: State) -> tuple[str, ...]:
    group = sides(store, state)[1]
    return members_of(store, group, state[ON]) if group else ()


def positions_figure(store: Store, state: State) -> Figure:
    """Where the sides stand on one obstacle's ranked indicators."""
    names, year = names_of(store, state), state[ON].year
    countries, _ = sides(store, state)
    number = int(state[OBSTACLE])
    frame = side_positions(store, countries, _members(store, state), year, number)
    note = ("The group stands at the place of the median of its members",) if GROUP in names else ()
    chart = percentile_dots(
        frame,
        title=f"{Obstacle(number).label}: {_above(frame, names)}",
        subtitle=f"Position among all countries, latest values up to {year}",
        names=names,
        low="least of an obstacle",
        high="most of an obstacle",
        notes=note,
    )
    return Figure("positions", chart, caption(frame, store.sources), frame)


def _above(frame: pd.DataFrame, names: dict[str, str]) -> str:
    """'Kenya is past the middle on 5 of 11 indicators, France on 2 of 11', most first; the ends
    alone where there are many sides."""
    found = []
    for iso3, name in names.items():
        places = frame.loc[frame["iso3"].eq(iso3), "percentile"].dropna()
        if len(places):
            found.append((int((places > 50).sum()), len(places), name))
    if not found:
        return "no value to place them by"
    found.sort(key=lambda side: side[0] / side[1], reverse=True)
    (count, of, name), *others = found if len(found) <= _NAMED else (found[0], found[-1])
    first = f"{name} is past the middle on {count} of {plural(of, 'indicator')}"
    return ", ".join([first, *(f"{who} on {some} of {every}" for some, every, who in others)])


def _latest(frame: pd.DataFrame, about: Indicator) -> str:
    """'Kenya 127 in 2023, France 117 in 2023', highest first; the ends alone where there are many
    sides."""
    last = frame.sort_values("year").drop_duplicates("name", keep="last")
    rows = last.sort_values("value", ascending=False)[["name", "value", "year"]]
    said = [
        f"{name} {about.words(float(value))} in {year}"
        for name, value, year in rows.itertuples(index=False)
    ]
    return ", ".join(said if len(said) <= _NAMED else (said[0], said[-1])) or "no value"


def series_figure(store: Store, state: State) -> Figure:
    """One indicator through the years, a panel for each side, all on one scale."""
    names, year = names_of(store, state), state[ON].year
    countries, group = sides(store, state)
    number = int(state[OBSTACLE])
    chosen = state[series_param(store)] or longest_series(store, countries, year, number)
    if not chosen:
        title = f"{Obstacle(number).label}: no indicator has values of two years"
        chart = panels(_NONE, title=title, order=list(names.values()))
        return Figure("series", chart, caption(_NONE, store.sources))
    about = indicator(store, chosen)
    frame = series_of(store, chosen, countries, year)
    notes: tuple[str, ...] = ("Values in doubt are left out; years without a value have no dot",)
    if group:
        middle = median_series(store, chosen, _members(store, state), year)
        frame = pd.concat([part for part in (frame, middle) if len(part)] or [frame])
        notes = (
            *notes,
            f"The group is the median of the members with a value in that year, {FEWEST_FOR_MEDIAN}"
            " or more",
        )
    frame = frame.assign(name=[names[str(iso3)] for iso3 in frame["iso3"]])
    chart = panels(
        frame,
        title=f"{about.name}: {_latest(frame, about)}",
        subtitle=f"{about.unit}, one scale for all, up to {year}",
        order=list(names.values()),
        unit=about.unit_short,
        decimals=about.decimals,
        notes=notes,
    )
    return Figure("series", chart, caption(frame, store.sources), frame)


def treaties_figure(store: Store, state: State) -> Figure:
    """The steps of the countries under the chosen treaties, aligned on one axis."""
    names, on = names_of(store, state), state[ON]
    countries, group = sides(store, state)
    chosen = state[treaties_param(store)]
    lives = [treaty_life(store, countries, on, treaty) for treaty in chosen]
    frame = pd.concat(lives, ignore_index=True)
    taken = list(dict.fromkeys(frame["treaty"]))
    one = len(taken) == 1
    frame = frame.assign(
        row=frame["treaty_id"] + ":" + frame["iso3"],
        label=frame["country"] if one else frame["country"] + " · " + frame["treaty"],
    )
    absent = [names[c] for c in countries if c not in set(frame["iso3"])]
    notes = [f"No step on record under these for {listing(absent)}"] if absent else []
    if group:
        notes.append("A group has no steps of its own: its share stands in the table")
    what = f"the {taken[0]}" if one else f"{len(taken)} treaties"
    chart = timeline(
        frame,
        on=on,
        title=f"Who took which step when under {what}?"
        if taken
        else "No step under these treaties",
        subtitle=f"From signature to force, up to {date_phrase(on)}. Faint: date not exact",
        row="row",
        label="label",
        heading="Country and treaty",
        notes=tuple(notes),
        row_px=40,
    )
    return Figure("treaties", chart, caption(frame, store.sources), frame)
