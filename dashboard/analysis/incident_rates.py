"""Counts of incidents by country, measured against people, internet users or the whole.

The same rules for every count, whichever engine counted: a country without a report has "none
reported here", a rate from few incidents is hidden, a missing population is "no data".
"""

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.indicator_index import FloatArray, IntArray, value_index
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Empty, Normalisation
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FEWEST_FOR_RATE = 5
"""Below this number of incidents a rate per million people says more about luck than risk."""
INTERNET_USERS = "internet_users_pct"
PER_PEOPLE = (Normalisation.PER_MILLION, Normalisation.PER_MILLION_USERS)
COUNTRY_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "dataset",
    "incidents",
    "inside",
    "value",
    "empty",
    "note",
    "population_year",
    "source_id",
    "as_of",
    "evidence_url",
)


def refuse_rate(normalise: Normalisation, by: str) -> None:
    """UserError for a rate by people where what is counted are not countries."""
    if normalise in PER_PEOPLE:
        raise UserError(
            "A rate per million people needs countries",
            where="by",
            given=by,
            allowed=("victim", "origin"),
        )


def country_rates(
    store: Store,
    tally: IntArray,
    *,
    total: int,
    normalise: Normalisation,
    dataset: str,
    source_id: str,
    as_of: str,
    inside: IntArray | None = None,
    excluded: int = -1,
) -> pd.DataFrame:
    """One row for every registry entry, with COUNTRY_COLUMNS.

    ``tally`` holds the incidents of each entry in registry order, ``total`` all incidents of the
    selection; ``inside`` those that stay inside a suspected origin. ``value`` is the count, the
    share of ``total`` in percent, or the rate per million. The entry at place ``excluded`` is
    blanked. Rates by internet users also cite the source of their share.
    """
    by_users = normalise is Normalisation.PER_MILLION_USERS
    frame = _people(store) if by_users else _population(store)
    frame["dataset"] = dataset
    frame["incidents"] = pd.array(tally, dtype="Int64")
    frame["inside"] = pd.array([pd.NA] * len(frame) if inside is None else inside, dtype="Int64")
    empty = np.where(tally > 0, None, Empty.NONE.value)  # type: ignore[call-overload]
    note = np.where(tally > 0, "", "none reported here").astype(object)
    value = tally.astype(np.float64)
    sources = np.full(len(frame), source_id, dtype=object)
    if total == 0:
        empty[:] = Empty.NO_DATA.value
        note[:] = "the dataset holds no incident of these years"
    elif normalise is Normalisation.SHARE:
        value = value / total * 100
    elif normalise in PER_PEOPLE:
        people = frame["users" if by_users else "population"].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            value = value / people * 1e6
        missing = "no figure of internet users" if by_users else "no population figure"
        for hide, why in (
            (np.isnan(people) | (people == 0), missing),
            (tally < FEWEST_FOR_RATE, f"fewer than {FEWEST_FOR_RATE} incidents: no rate shown"),
        ):
            note[hide & (tally > 0)] = why
            empty[hide & (tally > 0)] = Empty.NO_DATA.value
        if by_users:
            rated = pd.isna(empty)
            sources[rated] = source_id + ";" + frame["users_source"].to_numpy()[rated]
    if excluded >= 0:
        empty[excluded] = Empty.NOT_APPLICABLE.value
        note[excluded] = "left out: the country with most incidents in this dataset"
    frame["empty"], frame["note"] = empty, note
    frame["value"] = np.where(pd.isna(empty), value, np.nan)
    frame["source_id"], frame["as_of"] = sources, as_of
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame[list(COUNTRY_COLUMNS)]


def users_years(store: Store) -> tuple[int, int] | None:
    """First and last year of the shares of internet users that rates rest on."""
    years = _people(store)["users_year"].dropna()
    return (int(years.min()), int(years.max())) if len(years) else None


@per_store()
def _population(store: Store) -> pd.DataFrame:
    """The registry with people; it needs no table of indicators."""
    return pd.DataFrame(
        [
            (c.iso3, c.name, str(c.entity_kind), c.un_member, c.population, c.population_year)
            for c in store.countries
        ],
        columns=["iso3", "name", "entity_kind", "un_member", "population", "population_year"],
    ).astype({"population": "float64", "population_year": "Int64"})


@per_store()
def _people(store: Store) -> pd.DataFrame:
    """The registry with people and internet users: the latest share of each × its population."""
    frame = _population(store)
    share, year, source = _online(store, len(frame))
    frame["users"] = frame["population"] * share / 100
    frame["users_year"] = pd.array(year, dtype="Int64")
    frame.loc[year == 0, "users_year"] = pd.NA
    frame["users_source"] = source
    return frame


def _online(store: Store, places: int) -> tuple[FloatArray, IntArray, np.ndarray]:
    index = value_index(store)
    at = index.latest(INTERNET_USERS, np.arange(places, dtype=np.int64), 9999)
    year = np.where(at >= 0, index.years(at), 0)
    source = index.sources[index.source[at]]
    return index.value[at], year.astype(np.int64), source
