"""How much of the suspected cross-border activity falls between states that share a channel.

A share has two ends (DESIGN §2.4, §2.9): the lower counts what is known to have been in force on
every day the incident can have begun; the upper also counts what is not known and what may have
been in force on one of those days.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.agreements import Agreements
from dashboard.analysis.gaps_incidents import Crossings, crossings
from dashboard.analysis.gaps_lab import SENSES
from dashboard.analysis.indicator_index import IntArray
from dashboard.analysis.network import ACTIVE, UNKNOWN, Bools, Network, network
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import unique_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MEASURES = {
    "narrow": "Cybercrime treaty",
    "any": "Any legal basis",
    "csirt": "CSIRT network in common",
}
YEAR_COLUMNS = (
    "year",
    "measure",
    "incidents",
    "covered",
    "covered_upper",
    "share",
    "share_upper",
    "source_id",
    "as_of",
)


@dataclass(frozen=True)
class Covered:
    """For each crossing whether it was covered by each measure: known (``lower``) and possible
    (``upper``). Only crossings with a known date that began by the day asked for."""

    crossings: Crossings
    keep: Bools
    lower: dict[str, Bools]
    upper: dict[str, Bools]


@per_store(size=8)
def covered(store: Store, dataset: str, malicious: bool = True) -> Covered:
    """Every dated crossing of one dataset, and whether a channel covered it at the time."""
    found, pairs = network(store), crossings(store, dataset, malicious)
    keep = pairs.dated
    lower, upper = {}, {}
    for measure in MEASURES:
        legal = SENSES.get(measure, ())
        kind = "csirt" if measure == "csirt" else None
        columns = np.flatnonzero(found.columns(kind=kind, legal=legal))
        known, possible = _through_lists(found, pairs, columns)
        sure, maybe = _through_agreements(found.agreements, pairs, len(found.place), kind, legal)
        lower[measure] = (known | sure) & keep
        upper[measure] = (possible | maybe) & keep | lower[measure]
    return Covered(pairs, keep, lower, upper)


def _through_lists(found: Network, pairs: Crossings, columns: IntArray) -> tuple[Bools, Bools]:
    """Whether both sides held one of the columns: surely on both end days, perhaps on either."""
    sure = np.ones((len(pairs), len(columns)), dtype=np.bool_)
    perhaps = np.zeros_like(sure)
    for days in (pairs.first, pairs.last):
        may = np.ones_like(sure)
        for places in (pairs.origin, pairs.victim):
            codes = _codes(found, places, columns, days)
            sure &= codes == ACTIVE
            may &= (codes == ACTIVE) | (codes == UNKNOWN)
        perhaps |= may
    known: Bools = np.any(sure, axis=1)
    possible: Bools = np.any(perhaps, axis=1)
    return known, possible


def _codes(
    found: Network, places: IntArray, columns: IntArray, days: IntArray
) -> npt.NDArray[np.int8]:
    codes = np.empty((len(places), len(columns)), dtype=np.int8)
    treaty = found.is_treaty[columns]
    for chosen, side in ((treaty, found.treaty), (~treaty, found.membership)):
        tracks = found.tracks[places][:, columns[chosen]]
        codes[:, chosen] = side.codes_on(tracks, days[:, None])
    return codes


def _through_agreements(
    deals: Agreements, pairs: Crossings, size: int, kind: str | None, legal: tuple[str, ...]
) -> tuple[Bools, Bools]:
    chosen = deals.counted.copy()
    if kind is not None:
        chosen &= deals.kind == kind
    if legal:
        chosen &= np.isin(deals.legal, legal)
    ends = deals.ends[chosen]
    own = ends.min(axis=1) * size + ends.max(axis=1)
    begin, end = deals.begin[chosen], deals.end[chosen]
    may_begin = _may_begin(deals.table[chosen])
    key = np.minimum(pairs.origin, pairs.victim) * size + np.maximum(pairs.origin, pairs.victim)
    same = key[:, None] == own[None, :]
    first, last = pairs.first[:, None], pairs.last[:, None]
    sure: Bools = (same & (begin <= first) & (last < end)).any(axis=1)
    maybe: Bools = (same & (may_begin <= last) & (first < end)).any(axis=1)
    return sure, maybe


def _may_begin(table: pd.DataFrame) -> IntArray:
    """The first day on which each agreement can have been in force: its own first possible day,
    its signature where the start is not known, else any day."""
    written = table["start"].where(table["start"].notna(), table["signed"])
    return np.array(
        [parse_reduced(t).earliest.toordinal() if isinstance(t, str) and t else 0 for t in written],
        dtype=np.int64,
    )


def coverage_by_year(store: Store, dataset: str, on: date) -> pd.DataFrame:
    """One row a year and measure with YEAR_COLUMNS; ``incidents`` counts incident × (suspected
    origin, victim) that began by ``on``, shares are percent of them; years without any are left
    out."""
    found = covered(store, dataset)
    keep = found.keep & (found.crossings.last <= on.toordinal())
    return pd.DataFrame(
        [
            {"year": int(year), **row}
            for year in np.unique(found.crossings.year[keep])
            for row in _shares(store, found, keep & (found.crossings.year == year))
        ],
        columns=list(YEAR_COLUMNS),
    )


def coverage_total(store: Store, dataset: str, on: date) -> pd.DataFrame:
    """The same over all years: one row a measure (YEAR_COLUMNS without year)."""
    found = covered(store, dataset)
    keep = found.keep & (found.crossings.last <= on.toordinal())
    return pd.DataFrame(_shares(store, found, keep), columns=list(YEAR_COLUMNS[1:]))


def coverage_now(store: Store, dataset: str, on: date) -> pd.DataFrame:
    """All incidents that began by ``on`` against the channels of that day, not of their own.

    One row a measure, columns as ``coverage_total``.
    """
    found = covered(store, dataset)
    pairs = found.crossings
    keep = found.keep & (pairs.last <= on.toordinal())
    lower, upper = {}, {}
    for measure in MEASURES:
        least, most = linked_on(network(store), on, measure)
        lower[measure] = least[pairs.origin, pairs.victim] & keep
        upper[measure] = most[pairs.origin, pairs.victim] & keep
    now = Covered(pairs, keep, lower, upper)
    return pd.DataFrame(_shares(store, now, keep), columns=list(YEAR_COLUMNS[1:]))


def linked_on(found: Network, on: date, measure: str) -> tuple[Bools, Bools]:
    """known[n, n] and possible[n, n]: whether two countries share the measure on a day."""
    legal = SENSES.get(measure, ())
    kind = "csirt" if measure == "csirt" else None
    least: Bools = found.pair_counts(on, kind=kind, legal=legal) > 0
    most: Bools = found.pair_counts(on, kind=kind, legal=legal, code=UNKNOWN) > 0
    return least, most


def _shares(store: Store, found: Covered, chosen: Bools) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    total = int(chosen.sum())
    cited = channel_sources(store)
    for measure in MEASURES:
        least = int((found.lower[measure] & chosen).sum())
        most = int((found.upper[measure] & chosen).sum())
        rows.append(
            {
                "measure": measure,
                "incidents": total,
                "covered": least,
                "covered_upper": most,
                "share": 100 * least / total if total else float("nan"),
                "share_upper": 100 * most / total if total else float("nan"),
                "source_id": ";".join((found.crossings.source_id, cited[measure])),
                "as_of": found.crossings.as_of,
            }
        )
    return rows


@per_store(size=1)
def channel_sources(store: Store) -> dict[str, str]:
    """The sources of the lists and agreements that each measure counts, joined by ';'."""
    found = network(store)
    deals = found.agreements
    cited = {}
    for measure in MEASURES:
        legal = SENSES.get(measure, ())
        kind = "csirt" if measure == "csirt" else None
        columns = found.columns(kind=kind, legal=legal)
        own = deals.counted & (np.isin(deals.legal, legal) if legal else deals.kind == kind)
        cells = [*found.instruments.loc[columns, "source_id"], *deals.table.loc[own, "source_id"]]
        cited[measure] = ";".join(unique_ids(cells))
    return cited
