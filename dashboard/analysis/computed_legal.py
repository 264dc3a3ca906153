"""Computed indicators of obstacle 3: whom a country can ask on a legal basis, and with what limits.

Every function takes the inputs of its row in ``computed_indicators`` and returns the columns iso3,
year, value, source_id and as_of (``computed.VALUE_COLUMNS``).
"""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import merged_sources
from dashboard.analysis.network import ACTIVE, Bools, Network, network
from dashboard.analysis.timelines import treaty_timelines
from dashboard.core.dates import parse_reduced
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FIRST_YEAR = 2001
_SPAN = 1_000_000
Deal = tuple[int, str, str]


def ends_of_years(store: Store) -> tuple[date, ...]:
    """31 December of each year from FIRST_YEAR on, and the last day the treaty table speaks for."""
    last = parse_reduced(str(store.table("treaty_status")["as_of"].max())).latest
    return (*(date(year, 12, 31) for year in range(FIRST_YEAR, last.year)), last)


def legal_reach(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """Number of UN members a country shares a legal basis of the senses ``inputs`` with."""
    found = network(store)
    members = _un_members(store, found)
    rows = []
    for day in ends_of_years(store):
        shared = found.pair_counts(day, kind="legal", legal=inputs) > 0
        reach = shared[:, members].sum(axis=1)
        evidence = _Evidence(store, found, day, inputs)
        for place, iso3 in enumerate(found.countries):
            sources, as_of = evidence.of(place)
            rows.append((iso3, day.year, float(reach[place]), sources, as_of))
    return pd.DataFrame(rows, columns=["iso3", "year", "value", "source_id", "as_of"])


def legal_agreements(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """Number of UN members a country has a legal agreement of its own with; only where any."""
    found = network(store)
    members = frozenset(np.flatnonzero(_un_members(store, found)).tolist())
    rows = []
    for day in ends_of_years(store):
        for place, own in _agreements_of(found, day, inputs).items():
            partners = {deal[0] for deal in own} & members
            if partners:
                cells = merged_sources(deal[1] for deal in own), max(deal[2] for deal in own)
                rows.append((found.countries[place], day.year, float(len(partners)), *cells))
    return pd.DataFrame(rows, columns=["iso3", "year", "value", "source_id", "as_of"])


def chart_letters(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """2 where a party's line in the chart of a treaty bears R, 1 for D alone, 0 for neither."""
    table = store.table("treaty_status")
    known = table["coe_codes"].notna() & table["status"].eq("party")
    table = table[known & table["treaty_id"].isin(inputs)]
    letters = [set(str(cell).split(";")) for cell in table["coe_codes"]]
    values = [2.0 if "R" in own else float("D" in own) for own in letters]
    years = [int(str(cell)[:4]) for cell in table["as_of"]]
    frame = table[["iso3", "source_id", "as_of"]].assign(value=values, year=years)
    return frame.reset_index(drop=True)


def _un_members(store: Store, found: Network) -> Bools:
    return np.array([store.countries[iso3].un_member for iso3 in found.countries], dtype=np.bool_)


class _Evidence:
    """The sources of a count of partners: a country's own rows under the treaties that count,
    the rows of all who hold the same ones, and its agreements; the latest of their dates."""

    def __init__(self, store: Store, found: Network, day: date, senses: tuple[str, ...]) -> None:
        columns = np.flatnonzero(found.columns(kind="legal", legal=senses) & found.is_treaty)
        tracks, table = found.tracks[:, columns], treaty_timelines(store)
        at = np.searchsorted(table.key, tracks * _SPAN + day.toordinal(), side="right") - 1
        self._source, self._as_of = table.cells["source_id"][at], table.cells["as_of"][at]
        self._held = found.codes_on(day)[:, columns] == ACTIVE
        self._deals = _agreements_of(found, day, senses)
        self._known: dict[object, tuple[str, str]] = {}

    def of(self, place: int) -> tuple[str, str]:
        """Source ids and date behind the count of one country."""
        columns = tuple(np.flatnonzero(self._held[place]).tolist())
        own = tuple(zip(self._source[place], self._as_of[place], strict=True))
        deals = tuple(dict.fromkeys(deal[1:] for deal in self._deals.get(place, ())))
        key = (columns, own, deals)
        if key not in self._known:
            sources, as_of = self._holders(columns)
            pairs = [(sources, as_of), *own, *deals]
            dates = [str(date_) for _, date_ in pairs]
            self._known[key] = merged_sources(source for source, _ in pairs), max(dates)
        return self._known[key]

    def _holders(self, columns: tuple[int, ...]) -> tuple[str, str]:
        sources: list[object] = []
        dates = [""]
        for column in columns:
            holders = self._held[:, column]
            sources.extend(self._source[holders, column])
            dates.extend(map(str, self._as_of[holders, column]))
        return merged_sources(sources), max(dates)


def _agreements_of(found: Network, day: date, senses: tuple[str, ...]) -> dict[int, list[Deal]]:
    """The legal agreements of each country in force on a day: partner, source id, date."""
    deals = found.agreements
    own = deals.in_force(day) & deals.counted & (deals.kind == "legal")
    rows = np.flatnonzero(own & np.isin(deals.legal, senses))
    sources = deals.table["source_id"].to_numpy(object)[rows]
    dates = deals.table["as_of"].to_numpy(object)[rows]
    result: dict[int, list[Deal]] = {}
    for (a, b), source, as_of in zip(deals.ends[rows].tolist(), sources, dates, strict=True):
        result.setdefault(a, []).append((b, str(source), str(as_of)))
        result.setdefault(b, []).append((a, str(source), str(as_of)))
    return result


@per_store(size=1)
def last_year(store: Store) -> int:
    """The year of the last day the treaty table speaks for."""
    return ends_of_years(store)[-1].year
