"""How the link between two countries grew: each counted channel from its begin to its end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.agreements import NEVER
from dashboard.analysis.history import MEMBERSHIPS, TREATIES, marked_steps
from dashboard.analysis.network import ACTIVE, Network, Side, network
from dashboard.analysis.pair import check_pair, instrument_rows
from dashboard.analysis.pair_summary import KIND_WORDS
from dashboard.core.pairs import Pair
from dashboard.core.provenance import split_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

GROWTH_COLUMNS = ("instrument_id", "name", "kind", "start", "end", "source_id", "as_of")
"""``start`` and ``end`` are reduced dates; ``start`` is '' where one side is known only from an
undated list, ``end`` where the channel still stands."""
_SPAN = 1_000_000
Objects = npt.NDArray[np.object_]


def pair_growth(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """Every spell of every counted channel between the two that began by the day, with
    GROWTH_COLUMNS: by kind, then oldest first, undated ones last."""
    pair, found = check_pair(store, a, b), network(store)
    rows = [*_through_lists(store, found, pair, on), *_agreements(found, pair, on)]
    frame = pd.DataFrame(rows, columns=list(GROWTH_COLUMNS))
    rank = frame["kind"].map({kind: n for n, kind in enumerate(KIND_WORDS)})
    frame = frame.assign(rank=rank, late=frame["start"].eq(""))
    frame = frame.sort_values(["rank", "late", "start"], kind="stable", ignore_index=True)
    return frame.drop(columns=["rank", "late"])


def _through_lists(store: Store, found: Network, pair: Pair, on: date) -> Iterator[dict[str, Any]]:
    places = (found.place[pair.a], found.place[pair.b])
    for column in np.flatnonzero(found.counted):
        club = found.clubs.get(int(column))
        at = int(column)
        for own in [(at, at)] if club is None else [(at, club), (club, at)]:
            sides = [_side(store, found, p, held) for p, held in zip(places, own, strict=True)]
            about = instrument_rows(store)[column]
            for spell in _spells(sides, on):
                yield {**{k: about[k] for k in ("instrument_id", "name", "kind")}, **spell}


def _side(store: Store, found: Network, place: int, column: int) -> "_Track":
    treaty = bool(found.is_treaty[column])
    track = int(found.tracks[place, column])
    side = found.treaty if treaty else found.membership
    return _Track(side, _cells(store, treaty), track)


class _Track:
    """The steps of one country under one instrument: first days, codes and their evidence."""

    def __init__(self, side: Side, cells: dict[str, Objects], track: int) -> None:
        first, last = np.searchsorted(side.key, [track * _SPAN, (track + 1) * _SPAN])
        self.days = [int(day) for day in side.key[first:last] - track * _SPAN]
        self.active = [bool(code == ACTIVE) for code in side.code[first:last]]
        self.cells = {name: values[first:last] for name, values in cells.items()}

    def at(self, day: int) -> int:
        """Number of the step that holds on the day."""
        return int(np.searchsorted(self.days, day, side="right")) - 1


def _spells(sides: list[_Track], on: date) -> Iterator[dict[str, Any]]:
    """Spans in which both sides hold it."""
    days = sorted({d for side in sides for d in side.days if d <= on.toordinal()})
    begun: dict[str, Any] | None = None
    for day in days:
        at = [side.at(day) for side in sides]
        if begun is None and all(s.active[i] for s, i in zip(sides, at, strict=True)):
            begun = _begin(sides, at)
        elif begun is not None and not all(s.active[i] for s, i in zip(sides, at, strict=True)):
            yield {**begun, "end": date.fromordinal(day).isoformat()}
            begun = None
    if begun is not None:
        yield begun


def _begin(sides: list[_Track], at: list[int]) -> dict[str, Any]:
    steps = [
        {name: cells[i] for name, cells in side.cells.items()}
        for side, i in zip(sides, at, strict=True)
    ]
    later = max(steps, key=lambda step: int(step["from_day"]))
    dated = all(step["since"] and not step["is_undated"] for step in steps)
    sources = dict.fromkeys(i for step in steps for i in split_ids(str(step["source_id"])))
    return {
        "start": str(later["since"]) if dated else "",
        "end": "",
        "source_id": ";".join(sources),
        "as_of": min(str(step["as_of"]) for step in steps),
    }


@per_store(size=2)
def _cells(store: Store, treaty: bool) -> dict[str, Objects]:
    steps = marked_steps(store, TREATIES if treaty else MEMBERSHIPS)
    names = ("from_day", "since", "is_undated", "source_id", "as_of")
    return {name: steps[name].to_numpy(object) for name in names}


def _agreements(found: Network, pair: Pair, on: date) -> Iterator[dict[str, Any]]:
    deals = found.agreements
    ends = {found.place[pair.a], found.place[pair.b]}
    own = np.array([set(row) == ends for row in deals.ends.tolist()], dtype=np.bool_)
    for at in np.flatnonzero(own & deals.counted & (deals.begin <= on.toordinal())):
        row = deals.table.iloc[at]
        over = deals.end[at] != NEVER and deals.end[at] <= on.toordinal()
        yield {
            "instrument_id": row["agreement_id"],
            "name": row["name"],
            "kind": row["kind"],
            "start": row["start"] if isinstance(row["start"], str) else "",
            "end": str(row["until"]) if over else "",
            "source_id": row["source_id"],
            "as_of": row["as_of"],
        }
