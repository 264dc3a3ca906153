"""Where the sides of a comparison stand, and how one indicator moved through the years."""

import pandas as pd

from dashboard.analysis.compare_group import GROUP
from dashboard.analysis.indicator_index import doubtful, positions, value_index
from dashboard.analysis.indicator_list import Indicator, all_indicators
from dashboard.analysis.indicator_profile import counted
from dashboard.analysis.indicator_values import values_on
from dashboard.analysis.standing import position_of, positions_of
from dashboard.store.store import Store

SERIES_COLUMNS = ("iso3", "year", "value", "countries", "source_id", "as_of")
FEWEST_FOR_MEDIAN = 3


def side_positions(
    store: Store, countries: tuple[str, ...], members: tuple[str, ...], year: int, obstacle: int
) -> pd.DataFrame:
    """``positions_of`` with rows of GROUP: the place of the median of ``members`` (if any)."""
    frame = positions_of(store, countries, year, obstacle)
    if not members or frame.empty:
        return frame
    rows = []
    for row in frame.drop_duplicates("indicator_id").to_dict("records"):
        name = str(row["indicator_id"])
        latest = values_on(store, name, year)
        values = counted(latest)
        values = values[values.index.isin(members)]
        middle = float(values.median()) if len(values) else float("nan")
        last = latest.loc[latest["iso3"].isin(values.index), "year"].max()
        place = position_of(store, name, middle, year)
        rows.append({**row, "iso3": GROUP, "value": middle, "percentile": place, "year": last})
    both = pd.concat([frame, pd.DataFrame(rows).astype({"year": "Int64"})], ignore_index=True)
    return both.sort_values(["obstacle", "indicator"], kind="stable", ignore_index=True)


def comparable(store: Store) -> tuple[Indicator, ...]:
    """Indicators whose level may be drawn through time: numbers of single countries, never those
    that are read only as a difference."""
    return tuple(
        about
        for about in all_indicators(store).values()
        if about.level == "country"
        and not about.difference_only
        and about.scale != "categorical"
        and about.obstacle is not None
    )


def series_of(
    store: Store, indicator_id: str, countries: tuple[str, ...], until: int
) -> pd.DataFrame:
    """Every value of ``countries`` up to a year, with SERIES_COLUMNS, by country and year; values
    in doubt are left out."""
    index, order, reasons = value_index(store), positions(store), doubtful(store)
    rows = []
    for iso3 in countries:
        low, high = index.span(indicator_id, order[iso3])
        for at, year in zip(range(low, high), index.years(slice(low, high)), strict=True):
            if year <= until and at not in reasons:
                source, day = index.sources[index.source[at]], index.dates[index.as_of[at]]
                rows.append((iso3, int(year), float(index.value[at]), 1, source, day))
    return pd.DataFrame(rows, columns=list(SERIES_COLUMNS))


def median_series(
    store: Store, indicator_id: str, members: tuple[str, ...], until: int
) -> pd.DataFrame:
    """The median of ``members`` in each year with three values or more, as rows of GROUP;
    ``countries`` is how many values stand behind it."""
    every = series_of(store, indicator_id, members, until)
    if every.empty:
        return every
    grouped = every.groupby("year").agg(
        value=("value", "median"),
        countries=("value", "size"),
        source_id=("source_id", lambda cells: ";".join(dict.fromkeys(cells))),
        as_of=("as_of", "max"),
    )
    kept = grouped[grouped["countries"] >= FEWEST_FOR_MEDIAN].reset_index()
    return kept.assign(iso3=GROUP)[list(SERIES_COLUMNS)]


def longest_series(store: Store, countries: tuple[str, ...], until: int, obstacle: int) -> str:
    """The indicator of one obstacle with most values of the countries; '' where none has two
    years of any."""
    best, most = "", 1
    for about in comparable(store):
        if about.obstacle == obstacle:
            frame = series_of(store, about.indicator_id, countries, until)
            many = len(frame) if frame["year"].nunique() > 1 else 0
            if many > most:
                best, most = about.indicator_id, many
    return best
