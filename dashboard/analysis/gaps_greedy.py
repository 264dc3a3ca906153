"""The next accessions to one treaty, one after the other."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.gaps_lab import SENSES, lab
from dashboard.store.memo import per_store
from dashboard.store.store import Store

Doubles = npt.NDArray[np.float64]
GREEDY_COLUMNS = (
    "step",
    "iso3",
    "name",
    "status",
    "new_narrow",
    "new_any",
    "incidents_narrow",
    "incidents_any",
    "pairs_narrow",
    "pairs_any",
)
"""``new_*`` and ``incidents_*`` are what the step adds to the steps before it (empty without a
dataset); ``pairs_*`` percent of all pairs that have a legal basis after the step."""


@per_store(size=32)
def greedy_path(
    store: Store, treaty_id: str, on: date, steps: int = 10, dataset: str | None = None
) -> pd.DataFrame:
    """The next accessions to one treaty, each the one that adds most after those before it.

    Chosen by new pairs in the treaty's own sense (narrow for cybercrime treaties, else any), then
    by new pairs in the other sense, past incidents covered, and name. One row a step with
    GREEDY_COLUMNS; fewer where nobody is left who adds a pair.
    """
    now = lab(store, on)
    column = now.column(treaty_id)
    size = len(now.names)
    own = "narrow" if now.narrow[column] else "any"
    counted = tuple(SENSES) if now.narrow[column] else ("any",)
    gaps = {sense: gap.astype(np.float64) for sense, gap in now.missing.items()}
    past = np.zeros((size, size), dtype=np.float64)
    if dataset is not None:
        past += crossings(store, dataset).matrix(size, on)
        past = past + past.T
    holds, left = now.holds[:, column].astype(np.float64), now.joinable[:, column].copy()
    rows: list[dict[str, object]] = []
    for step in range(1, steps + 1):
        new: dict[str, Doubles] = {sense: gaps[sense] @ holds for sense in counted}
        covered: dict[str, Doubles] = {s: (gaps[s] * past) @ holds for s in counted}
        candidates = np.flatnonzero(left & (new[own] > 0))
        if not len(candidates):
            break
        worth = (covered[own], new["any"], new[own])
        ranks = np.lexsort((-candidates, *(w[candidates] for w in worth)))
        best = int(candidates[ranks[-1]])
        for sense in counted:
            linked = holds > 0
            gaps[sense][best, linked] = gaps[sense][linked, best] = 0
        holds[best], left[best] = 1, False
        amounts = {"new": new}
        if dataset is not None:
            amounts["incidents"] = covered
        rows.append(
            {
                "step": step,
                "iso3": now.found.countries[best],
                "name": now.names[best],
                "status": str(now.status[best, column]),
                **{
                    f"{name}_{sense}": round(float(values[sense][best])) if sense in values else 0
                    for name, values in amounts.items()
                    for sense in SENSES
                },
                **{f"pairs_{sense}": _covered(gaps[sense]) for sense in SENSES},
            }
        )
    return pd.DataFrame(rows, columns=list(GREEDY_COLUMNS))


def _covered(gap: Doubles) -> float:
    size = len(gap)
    return round(100 * (1 - float(gap.sum(dtype=np.float64)) / (size * (size - 1))), 3)
