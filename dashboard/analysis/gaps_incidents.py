"""Suspected cross-border incidents of one dataset as places in the network, with their days."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from dashboard.analysis.incident_index import available, check_dataset, events, integers, places
from dashboard.analysis.indicator_index import IntArray
from dashboard.analysis.network import network
from dashboard.store.memo import per_store
from dashboard.store.store import Store

Floats = npt.NDArray[np.float32]
PREFERRED = ("eurepoc", "vcdb", "dcid")
"""The default dataset is the first of these that may be shown: EuRepoC is the only one with
suspected origins from all over the world."""


@dataclass(frozen=True)
class Crossings:
    """Incident × (suspected origin, victim), origin ≠ victim, both places of the network.

    ``first`` and ``last`` are the ordinals of the first and last possible day of the start;
    ``year`` is its year; all three 0 where unknown. ``left_out`` counts pairs with a territory,
    ``doubtful`` victims whose country code is in doubt (no pairs are made of them).
    """

    dataset: str
    short_name: str
    title: str
    source_id: str
    as_of: str
    notes: tuple[str, ...]
    origin: IntArray
    victim: IntArray
    first: IntArray
    last: IntArray
    year: IntArray
    left_out: int
    doubtful: int

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def dated(self) -> npt.NDArray[np.bool_]:
        """Which have a known year."""
        known: npt.NDArray[np.bool_] = self.year > 0
        return known

    def matrix(self, size: int, until: date) -> Floats:
        """counts[origin, victim] of incidents that began by the day (last possible day)."""
        keep = self.dated & (self.last <= until.toordinal())
        flat = np.bincount(self.origin[keep] * size + self.victim[keep], minlength=size * size)
        counts: Floats = flat.reshape(size, size).astype(np.float32)
        return counts


def default_dataset(store: Store) -> str:
    """The dataset shown first: EuRepoC, or what remains without non-commercial rows."""
    shown = available(store)
    return next((name for name in PREFERRED if name in shown), shown[0])


@per_store(size=8)
def crossings(store: Store, dataset: str, malicious: bool = True) -> Crossings:
    """The suspected cross-border incidents of one dataset; ``malicious`` leaves out errors,
    losses and theft. UserError for an unknown dataset or several."""
    found = events(store, check_dataset(store, dataset))
    table = store.events.table(found.dataset, "crossings")
    if malicious:
        table = table.filter(table.malicious)
    table = table.order_by(["event", "origin", "victim"])
    rows = integers(store, table.select("origin", "victim", "day", "last_day", "year"))
    in_network = network(store).place
    position = np.array([in_network.get(c.iso3, -1) for c in store.countries], dtype=np.int64)
    origin = position[places(store, rows["origin"])]
    victim = position[places(store, rows["victim"])]
    inside = (origin >= 0) & (victim >= 0)
    victims = found.victims
    return Crossings(
        dataset=found.dataset,
        short_name=found.short_name,
        title=found.title,
        source_id=found.source_id,
        as_of=found.as_of,
        notes=(found.collection_note, found.bias_note),
        origin=origin[inside],
        victim=victim[inside],
        first=rows["day"][inside],
        last=rows["last_day"][inside],
        year=rows["year"][inside],
        left_out=int((~inside).sum()),
        doubtful=victims.total(victims.by["doubtful"] > 0),
    )
