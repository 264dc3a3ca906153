"""What one more accession would change: every country × every treaty open to it, at once.

A state that joins a treaty gets a link to each state for which the treaty works. Whether such a
link is new depends on the links the two have already, so every number here is one product: the
matrix of missing links times the matrix of who holds which treaty.
"""

from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.gaps import channel_sources
from dashboard.analysis.gaps_greedy import GREEDY_COLUMNS, greedy_path
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.gaps_lab import GDP, SENSES, Floats, Lab, lab
from dashboard.analysis.indicators import values_on
from dashboard.core.dates import LAST_DAY
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

__all__ = [
    "GREEDY_COLUMNS",
    "RANKING_COLUMNS",
    "best_accessions",
    "best_treaties",
    "greedy_path",
    "lab_evidence",
    "one_accession",
    "ranking",
]
MEASURES = ("new", "unsure", "states", "people", "gdp", "incidents", "as_victim", "as_origin")
RANKING_COLUMNS = (
    "iso3",
    "name",
    "treaty_id",
    "treaty",
    "status",
    "prospective",
    "partners",
    *(f"{measure}_{sense}" for measure in MEASURES for sense in SENSES),
)
"""``partners``: for how many others the treaty works (or, prospective, has been signed or
ratified). ``new``: pairs that gain a legal basis; ``unsure``: those of them of which it is not
known whether they have one already. ``states``, ``people``, ``gdp``: percent of the other UN
member states, their people and GDP newly reached. ``incidents``: past suspected cross-border
incidents, both ways, between the newly linked, and those with the country as the victim or the
suspected origin; empty without a dataset."""


@per_store(size=32)
def ranking(store: Store, on: date, dataset: str | None = None) -> pd.DataFrame:
    """Every country × every treaty it can still join on the day, with RANKING_COLUMNS.

    Left out are countries to which the treaty is not open, whose status is not known, for which
    it already works or has been ratified, and entities of which no step under a treaty is known.
    Best first: treaties in force before prospective ones, then by new pairs in the narrow and in
    any sense, then by past incidents and people.
    """
    frame = _frame(store, lab(store, on), on, dataset)
    return frame[frame.pop("joinable")].reset_index(drop=True)


def best_accessions(
    store: Store, treaty_id: str, on: date, dataset: str | None = None
) -> pd.DataFrame:
    """The countries that can still join one treaty, best next accession first."""
    lab(store, on).column(treaty_id)
    frame = ranking(store, on, dataset)
    return frame[frame["treaty_id"] == treaty_id].reset_index(drop=True)


def best_treaties(store: Store, iso3: str, on: date, dataset: str | None = None) -> pd.DataFrame:
    """The treaties that one country can still join, the one that adds most first."""
    place = lab(store, on).row(store, iso3)
    frame = ranking(store, on, dataset)
    home = lab(store, on).found.countries[place]
    return frame[frame["iso3"] == home].reset_index(drop=True)


def one_accession(
    store: Store, iso3: str, treaty_id: str, on: date, dataset: str | None = None
) -> dict[str, object]:
    """RANKING_COLUMNS of one country and one treaty, and ``joinable`` with ``why_not``."""
    now = lab(store, on)
    row, column = now.row(store, iso3), now.column(treaty_id)
    frame = _frame(store, now, on, dataset)
    home = now.found.countries[row]
    found = frame[(frame["iso3"] == home) & (frame["treaty_id"] == treaty_id)].iloc[0]
    state = Status(str(now.status[row, column]))
    why = "" if now.joinable[row, column] else _WHY_NOT.get(state, _NOT_ABLE)
    return {**{str(k): v for k, v in found.to_dict().items()}, "why_not": why}


_NOT_ABLE = "it has signed or joined no treaty so far, so whether it could is not known"
_WHY_NOT = {
    Status.IN_FORCE: "the treaty is already in force for it",
    Status.BOUND: "it is already bound by it",
    Status.RATIFIED: "it has already ratified; the treaty takes effect on its own",
    Status.UNKNOWN: "its present status is not known",
    Status.NOT_APPLICABLE: "the treaty is not open to it",
}


def _gains(store: Store, now: Lab, on: date, dataset: str | None) -> dict[str, Floats]:
    """Each measure_sense as an array [n, t]; the sense 'narrow' is 0 for a wider treaty."""
    size = len(now.found.countries)
    weights = {
        "states": _share(now.states),
        "people": _share(now.people),
        "gdp": _share(now.gdp),
    }
    if dataset is not None:
        counts = crossings(store, dataset).matrix(size, on)
        weights |= {"incidents": counts + counts.T, "as_victim": counts.T, "as_origin": counts}
    gains: dict[str, Floats] = {}
    for sense in SENSES:
        reach = now.holds * (np.array(now.narrow) if sense == "narrow" else 1)
        reach = reach.astype(np.float32)
        gap = now.missing[sense]
        gains[f"new_{sense}"] = gap @ reach
        gains[f"unsure_{sense}"] = now.unsure[sense] @ reach
        for name, weight in weights.items():
            gains[f"{name}_{sense}"] = (gap * weight) @ reach
    return gains


def _share(amount: Floats) -> Floats:
    """share[n, m]: m's amount in percent of that of all countries other than n."""
    others = amount.sum(dtype=np.float64) - amount.astype(np.float64)
    share: Floats = (100.0 * amount[None, :] / others[:, None]).astype(np.float32)
    return share


def _frame(store: Store, now: Lab, on: date, dataset: str | None) -> pd.DataFrame:
    gains = _gains(store, now, on, dataset)
    rows, columns = (grid.ravel() for grid in np.indices(now.status.shape))

    def of_treaty(values: tuple[object, ...]) -> npt.NDArray[np.object_]:
        taken: npt.NDArray[np.object_] = np.array(values, dtype=object)[columns]
        return taken

    partners = now.holds.sum(axis=0)[columns] - now.holds[rows, columns]
    frame = pd.DataFrame(
        {
            "iso3": np.array(now.found.countries, dtype=object)[rows],
            "name": np.array(now.names, dtype=object)[rows],
            "treaty_id": of_treaty(now.treaty_ids),
            "treaty": of_treaty(now.titles),
            "status": now.status.ravel(),
            "prospective": of_treaty(now.prospective).astype(bool),
            "partners": partners.astype(np.int64),
            "joinable": now.joinable.ravel(),
        }
    )
    for measure, sense in product(MEASURES, SENSES):
        name = f"{measure}_{sense}"
        cells = gains.get(name)
        if cells is None:
            frame[name] = pd.array([pd.NA] * len(frame), dtype="Int64")
        elif measure in ("states", "people", "gdp"):
            frame[name] = cells.ravel().astype(np.float64).round(3)
        else:
            frame[name] = np.rint(cells.ravel()).astype(np.int64)
    order = frame.assign(nothing=frame["new_narrow"].eq(0) & frame["new_any"].eq(0))
    ties = ["people_narrow", "people_any"]
    if dataset is not None:
        ties = ["incidents_narrow", "incidents_any", *ties]
    best = order.sort_values(
        ["nothing", "prospective", "new_narrow", "new_any", *ties, "name"],
        ascending=[True, True, *[False] * (2 + len(ties)), True],
        kind="stable",
    )
    return best.drop(columns="nothing")[[*RANKING_COLUMNS, "joinable"]].reset_index(drop=True)


@per_store(size=8)
def lab_evidence(store: Store, dataset: str | None = None) -> pd.DataFrame:
    """What every row of the ranking rests on: source_id and as_of, one row a source table.

    The lists and agreements that give a legal basis, people, GDP, and the incidents.
    """
    cells = [(channel_sources(store)["any"], "")]
    for frame in (store.table("countries"), values_on(store, GDP, LAST_DAY.year)):
        known = frame.dropna(subset=["source_id"])
        cells.append((";".join(unique_ids(known["source_id"])), str(known["as_of"].max())))
    if dataset is not None:
        about = crossings(store, dataset)
        cells.append((about.source_id, about.as_of))
    return pd.DataFrame(cells, columns=["source_id", "as_of"])
