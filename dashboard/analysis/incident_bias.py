"""How lopsided a dataset of incidents is, recomputed from its rows; shown beside every count."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_year
from dashboard.analysis.event_queries import total as count
from dashboard.analysis.incident_index import BoolArray, Events, check_dataset, events
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FIVE_EYES = ("USA", "GBR", "CAN", "AUS", "NZL")
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Share:
    """``numerator`` of ``denominator``."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; NaN of nothing."""
        return self.numerator / self.denominator if self.denominator else float("nan")

    @property
    def percent(self) -> str:
        return f"{self.value * 100:.1f} %" if self.denominator else "unknown"


@dataclass(frozen=True, slots=True)
class Bias:
    """Reporting bias of one dataset, all incidents or malicious ones only.

    Country shares are of the incidents with a known victim country (``known_victim``);
    ``top_five`` of victim mentions; ``well_covered`` counts countries with 10 incidents or more
    of those with any; ``middle_years`` hold nine tenths of the dated incidents.
    """

    dataset: str
    title: str
    short_name: str
    malicious_only: bool
    incidents: int
    years: tuple[int, int] | None
    middle_years: tuple[int, int] | None
    known_victim: Share
    us: Share
    five_eyes: Share
    top_five: Share
    health: Share
    government: Share
    malicious: Share
    known_origin: Share
    well_covered: Share
    bias_note: str
    collection_note: str
    source_id: str
    as_of: str

    @property
    def sentence(self) -> str:
        """The note that stands beside every figure of this dataset."""
        kind = "malicious incidents" if self.malicious_only else "incidents"
        return (
            f"Counts of reports, not of what happened: the United States is among the victims in "
            f"{self.us.percent} of {self.short_name} {kind} with a known country; "
            f"{self.well_covered.numerator} of {self.well_covered.denominator} countries have "
            f"{ENOUGH} or more. {self.collection_note}"
        )


def bias(store: Store, dataset: str, malicious: bool = True) -> Bias:
    """The figures of one dataset; UserError for several, UnknownIdError for none."""
    return _bias(store, check_dataset(store, dataset), malicious)


@per_store()
def _bias(store: Store, dataset: str, malicious: bool) -> Bias:
    found = events(store, dataset)
    incidents = found.incidents
    keep = incidents.chosen(None, malicious)
    total = incidents.total(keep)
    known = incidents.total(keep & (incidents.by["victim_known"] > 0))
    mentions = found.victims.along(
        "victim", found.victims.chosen(None, malicious), len(store.countries)
    )
    chosen = EventFilter(dataset, malicious=malicious)
    return Bias(
        dataset=found.dataset,
        title=found.title,
        short_name=found.short_name,
        malicious_only=malicious,
        incidents=total,
        years=found.span(malicious),
        middle_years=_middle(found, keep),
        known_victim=Share(known, total),
        us=Share(count(store, replace(chosen, victims=("USA",))), known),
        five_eyes=Share(count(store, replace(chosen, victims=FIVE_EYES)), known),
        top_five=Share(int(np.sort(mentions)[-5:].sum()), int(mentions.sum())),
        health=Share(_in_sector(found, malicious, "health"), total),
        government=Share(_in_sector(found, malicious, "government"), total),
        malicious=Share(incidents.total(keep & incidents.malicious), total),
        known_origin=Share(incidents.total(keep & (incidents.by["origin_known"] > 0)), total),
        well_covered=Share(int((mentions >= ENOUGH).sum()), int((mentions > 0).sum())),
        bias_note=found.bias_note,
        collection_note=found.collection_note,
        source_id=found.source_id,
        as_of=found.as_of,
    )


def us_share_by_year(store: Store, dataset: str, malicious: bool = True) -> pd.DataFrame:
    """Columns year, numerator, denominator, value: the US share of incidents with a known
    victim country, for each year that has one."""
    incidents = events(store, check_dataset(store, dataset)).incidents
    keep = incidents.chosen(None, malicious) & (incidents.by["victim_known"] > 0)
    known = np.bincount(incidents.year[keep], incidents.n[keep]).astype(np.int64)
    struck = by_year(store, EventFilter(dataset, malicious=malicious, victims=("USA",)))
    of_us = struck.dropna(subset=["year"]).set_index("year")["incidents"]
    rows = []
    for year in np.flatnonzero(known):
        if year > 0:
            share = Share(int(of_us.get(year, 0)), int(known[year]))
            rows.append((int(year), share.numerator, share.denominator, share.value))
    return pd.DataFrame(rows, columns=["year", "numerator", "denominator", "value"])


def _middle(found: Events, keep: BoolArray) -> tuple[int, int] | None:
    """The years of the twentieth at either end of the dated incidents (nearest rank)."""
    year, n = found.incidents.year, found.incidents.n
    per_year = np.bincount(year[keep & (year > 0)], n[keep & (year > 0)])
    total = int(per_year.sum())
    if not total:
        return None
    ranks = np.around((total - 1) * np.array([0.05, 0.95])) + 1
    first, last = np.searchsorted(np.cumsum(per_year), ranks)
    return int(first), int(last)


def _in_sector(found: Events, malicious: bool, sector: str) -> int:
    if sector not in found.sector_names:
        return 0
    here = found.sectors.by["code"] == found.sector_names.index(sector)
    return found.sectors.total(found.sectors.chosen(None, malicious) & here)
