"""How lopsided a dataset of incidents is, recomputed from its rows; shown beside every count."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.incident_index import BoolArray, Events, check_dataset, events
from dashboard.analysis.indicator_index import IntArray, positions
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
    keep = found.chosen(None, malicious)
    total, known = int(keep.sum()), struck(found, keep)
    tally = _mentions(store, found, keep)
    dated = found.year[keep & (found.year > 0)]
    middle = np.quantile(dated, [0.05, 0.95], method="nearest") if len(dated) else None
    return Bias(
        dataset=found.dataset,
        title=found.title,
        short_name=found.short_name,
        malicious_only=malicious,
        incidents=total,
        years=found.span(keep),
        middle_years=None if middle is None else (int(middle[0]), int(middle[1])),
        known_victim=Share(known, total),
        us=Share(struck(found, keep, *_places(store, "USA")), known),
        five_eyes=Share(struck(found, keep, *_places(store, *FIVE_EYES)), known),
        top_five=Share(int(np.sort(tally)[-5:].sum()), int(tally.sum())),
        health=Share(_in_sector(found, keep, "health"), total),
        government=Share(_in_sector(found, keep, "government"), total),
        malicious=Share(int((keep & found.malicious).sum()), total),
        known_origin=Share(len(np.unique(found.origin_event[keep[found.origin_event]])), total),
        well_covered=Share(int((tally >= ENOUGH).sum()), int((tally > 0).sum())),
        bias_note=found.bias_note,
        collection_note=found.collection_note,
        source_id=found.source_id,
        as_of=found.as_of,
    )


def us_share_by_year(store: Store, dataset: str, malicious: bool = True) -> pd.DataFrame:
    """Columns year, numerator, denominator, value: the US share of incidents with a known
    victim country, for each year that has one."""
    found = events(store, check_dataset(store, dataset))
    keep = found.chosen(None, malicious)
    usa = _places(store, "USA")
    rows = []
    for year in np.unique(found.year[found.year > 0]):
        share_of = keep & (found.year == year)
        known = struck(found, share_of)
        if known:
            share = Share(struck(found, share_of, *usa), known)
            rows.append((int(year), share.numerator, share.denominator, share.value))
    return pd.DataFrame(rows, columns=["year", "numerator", "denominator", "value"])


def struck(found: Events, keep: BoolArray, *places: int) -> int:
    """Incidents kept with a known victim country, or with one of ``places`` among the victims."""
    use = keep[found.victim_event]
    if places:
        use &= np.isin(found.victim_place, places)
    return len(np.unique(found.victim_event[use]))


def _places(store: Store, *codes: str) -> tuple[int, ...]:
    order = positions(store)
    return tuple(order[code] for code in codes)


def _mentions(store: Store, found: Events, keep: BoolArray) -> IntArray:
    """Victim mentions by registry position, codes marked doubtful included (they are reports)."""
    place = found.victim_place[keep[found.victim_event]]
    return np.bincount(place, minlength=len(store.countries)).astype(np.int64)


def _in_sector(found: Events, keep: BoolArray, sector: str) -> int:
    if sector not in found.sectors.names:
        return 0
    code = found.sectors.names.index(sector)
    return int(keep[found.sectors.event[found.sectors.code == code]].sum())
