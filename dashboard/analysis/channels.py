"""Channels of cooperation between one country and all others on a date, by kind.

What counts as a channel is data (``data/reference/channels.csv``); what is in force between two
countries comes from the one network of ``network.py``. This module lists it for one country.
"""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.network import ACTIVE, Network, network
from dashboard.analysis.steps import IntArray, StepTable
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import ChannelKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

CHANNEL_COLUMNS = (
    "iso3",
    "instrument_id",
    "name",
    "kind",
    "legal_basis",
    "strength",
    "since",
    "source_id",
    "as_of",
)
"""``since`` is the reduced date from which both sides have it; '' where one is undated."""
CLASSES = ("narrow", "any", *(str(k) for k in ChannelKind if k is not ChannelKind.LEGAL))
"""Classes of channels, strongest first: legal basis in the narrow sense, any other, then kinds."""
_SPAN = 1_000_000
Texts = npt.NDArray[np.object_]


@per_store(size=32)
def shared_channels(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Every counted channel in force between ``iso3`` and each other country on the day.

    One row a (partner, channel) with CHANNEL_COLUMNS, strongest first; empty for a territory.
    Sources and dates are those of the rows of both sides.
    """
    found = network(store)
    home = found.place.get(store.countries[iso3].iso3)
    if home is None:
        return pd.DataFrame(columns=list(CHANNEL_COLUMNS))
    frame = pd.concat(
        [_through_lists(store, found, home, on), _agreements(found, home, on)], ignore_index=True
    )
    frame["iso3"] = np.array(found.countries, dtype=object)[frame.pop("place").to_numpy(np.int64)]
    frame["legal_basis"] = frame["legal_basis"].fillna("")
    frame = frame.sort_values(
        ["strength", "instrument_id", "iso3"], ascending=[False, True, True], ignore_index=True
    )
    return frame[list(CHANNEL_COLUMNS)]


def _through_lists(store: Store, found: Network, home: int, on: date) -> pd.DataFrame:
    """Partners through treaties and organisations: both hold it, or one holds it and the other is
    of the club it links to."""
    held = found.codes_on(on) == ACTIVE
    place, column, own, theirs = _links(found, held, home)
    at_home = _steps(store, found, np.full(len(place), home), own, on)
    away = _steps(store, found, place, theirs, on)
    later = at_home["day"].to_numpy() >= away["day"].to_numpy()
    dated = at_home["since"].ne("").to_numpy() & away["since"].ne("").to_numpy()
    frame = found.instruments.iloc[column].reset_index(drop=True)
    frame = frame[["instrument_id", "name", "kind", "legal_basis", "strength"]]
    return frame.assign(
        place=place,
        since=np.where(dated, np.where(later, at_home["since"], away["since"]), ""),
        source_id=_joined(at_home["source_id"], away["source_id"]),
        as_of=at_home["as_of"].where(at_home["as_of"] <= away["as_of"], away["as_of"]),
    )


def _links(
    found: Network, held: npt.NDArray[np.bool_], home: int
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Rows of partner place, column of the channel, column that home holds, column that the
    partner holds; the last two differ from the channel only where it links to a club."""
    linked = held & held[home] & found.counted
    linked[:, list(found.clubs)] = False
    linked[home] = False
    place, column = np.nonzero(linked)
    pieces = [np.column_stack([place, column, column, column])]
    for channel, club in found.clubs.items():
        if not found.counted[channel]:
            continue
        through = held[:, club] & held[home, channel]
        within = held[:, channel] & held[home, club] & ~through
        for partners, own, theirs in ((through, channel, club), (within, club, channel)):
            others = np.setdiff1d(np.flatnonzero(partners), home)
            row = np.array([[channel, own, theirs]]).repeat(len(others), axis=0)
            pieces.append(np.column_stack([others, row]))
    rows = np.concatenate(pieces).astype(np.int64)
    return rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3]


def _steps(
    store: Store, found: Network, places: IntArray, columns: IntArray, on: date
) -> pd.DataFrame:
    """The step of each (country, instrument) on the day: day, since, source_id, as_of."""
    tracks, treaty = found.tracks[places, columns], found.is_treaty[columns]
    result = {name: np.empty(len(places), dtype=object) for name in ("since", "source_id", "as_of")}
    day = np.zeros(len(places), dtype=np.int64)
    for mask, table in ((treaty, treaty_timelines(store)), (~treaty, membership_timelines(store))):
        at = _at(table, tracks[mask], on)
        day[mask] = table.cells["from_day"][at].astype(np.int64)
        for name, cells in result.items():
            cells[mask] = table.cells[name][at]
    return pd.DataFrame({"day": day, **{n: pd.Series(c, dtype=object) for n, c in result.items()}})


def _at(table: StepTable, tracks: IntArray, on: date) -> IntArray:
    at: IntArray = np.searchsorted(table.key, tracks * _SPAN + on.toordinal(), side="right") - 1
    return at


def _joined(first: pd.Series, second: pd.Series) -> Texts:
    """Source ids of both cells, each once. Few pairs of cells differ, so each is joined once."""
    known: dict[tuple[str, str], str] = {}
    cells = np.empty(len(first), dtype=object)
    for number, pair in enumerate(zip(first, second, strict=True)):
        if pair not in known:
            known[pair] = ";".join(dict.fromkeys(i for cell in pair for i in split_ids(str(cell))))
        cells[number] = known[pair]
    return cells


def _agreements(found: Network, home: int, on: date) -> pd.DataFrame:
    """Counted agreements of ``home`` in force on the day."""
    deals = found.agreements
    own = (deals.ends == home).any(axis=1) & deals.counted & deals.in_force(on)
    ends = deals.ends[own]
    table = deals.table.loc[own].drop(columns="instrument_id")
    table = table.rename(columns={"agreement_id": "instrument_id", "start": "since"})
    columns = ["instrument_id", "name", "kind", "legal_basis", "strength", "since"]
    chosen: pd.DataFrame = table[[*columns, "source_id", "as_of"]].reset_index(drop=True)
    chosen["since"] = chosen["since"].fillna("")
    return chosen.assign(place=np.where(ends[:, 0] == home, ends[:, 1], ends[:, 0]))


def channel_class(channels: pd.DataFrame) -> pd.Series:
    """The class of each row, one of CLASSES."""
    return channels["legal_basis"].where(channels["kind"].eq("legal"), channels["kind"])


def strongest(channels: pd.DataFrame) -> pd.Series:
    """The strongest channel class of each partner (index iso3), one of CLASSES."""
    rank = {name: position for position, name in enumerate(CLASSES)}
    ranks = channel_class(channels).map(rank).groupby(channels["iso3"]).min()
    return ranks.map(dict(enumerate(CLASSES))).dropna()


def what_it_is(store: Store, instrument_id: str) -> tuple[str, ...]:
    """One sentence on what a treaty or effort does and whether it counts as a channel."""
    table = store.table("channels")
    rows = table.loc[table["instrument_id"].eq(instrument_id), "why"]
    return tuple(str(text) for text in rows)
