"""What several accessions to one treaty would change together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from dashboard.analysis.accession_lab import one_accession
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.gaps_lab import SENSES, lab
from dashboard.store.store import Store


@dataclass(frozen=True, slots=True)
class JointGain:
    """The gain if all of ``joining`` joined one treaty on a day; the others cannot, and why.

    ``new`` and ``incidents`` by sense (narrow, any): pairs that gain a first legal basis, each
    once, and past suspected cross-border incidents between them, each incident × (origin,
    victim) once (0 without a dataset). ``prospective``: the treaty is not in force on the day.
    """

    joining: tuple[str, ...]
    not_joining: Mapping[str, str]
    prospective: bool
    new: Mapping[str, int]
    incidents: Mapping[str, int]


def joint_accession(
    store: Store, countries: tuple[str, ...], treaty_id: str, on: date, dataset: str | None = None
) -> JointGain:
    """What the accessions of ``countries`` (iso3) to one treaty would add together."""
    now = lab(store, on)
    column = now.column(treaty_id)
    each = {iso3: one_accession(store, iso3, treaty_id, on) for iso3 in countries}
    joining = tuple(iso3 for iso3, row in each.items() if not row["why_not"])
    before = now.holds[:, column].astype(bool)
    after = before.copy()
    after[[now.row(store, iso3) for iso3 in joining]] = True
    linked = np.outer(after, after) & ~np.outer(before, before)
    size = len(now.names)
    past = np.zeros((size, size))
    if dataset is not None:
        past = past + crossings(store, dataset).matrix(size, on)
    fresh = {
        sense: linked & (now.missing[sense] > 0) & bool(now.narrow[column] or sense == "any")
        for sense in SENSES
    }
    return JointGain(
        joining=joining,
        not_joining={i: str(row["why_not"]) for i, row in each.items() if row["why_not"]},
        prospective=any(bool(row["prospective"]) for row in each.values()),
        new={sense: int(pairs.sum()) // 2 for sense, pairs in fresh.items()},
        incidents={sense: round(float((past * pairs).sum())) for sense, pairs in fresh.items()},
    )
