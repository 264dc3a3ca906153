"""How many channels each two countries of a group have: the pairs of a group as a matrix."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.memberships import members_on
from dashboard.analysis.network import network
from dashboard.analysis.selection import INCOME_GROUPS, regions
from dashboard.core.errors import UserError
from dashboard.store.memo import per_store
from dashboard.store.store import Store

KINDS = ("legal", "narrow", "law_enforcement", "csirt", "diplomacy", "alliance", "all")
"""What is counted between each two; ``legal`` is any legal basis."""
SORTS = ("name", "total", "region")
LIMIT = 60
OWN = "own"
MATRIX_COLUMNS = ("iso3_a", "iso3_b", *KINDS)


@dataclass(frozen=True)
class Matrix:
    """``counts[i, j]`` channels of one kind between ``countries[i]`` and ``countries[j]``, 0 on the
    diagonal; ``totals`` are the sums of its rows; ``left_out`` are countries beyond LIMIT."""

    countries: tuple[str, ...]
    counts: npt.NDArray[np.int16]
    totals: npt.NDArray[np.int64]
    left_out: int

    @property
    def pairs(self) -> int:
        return len(self.countries) * (len(self.countries) - 1) // 2

    @property
    def empty_pairs(self) -> int:
        """Pairs without a channel of the kind."""
        return int((np.triu(self.counts == 0, 1)).sum())


@per_store(size=2)
def group_names(store: Store) -> dict[str, str]:
    """Ids of the groups to choose from with their labels: regions, incomes, organisations."""
    names = {f"region:{name}": name for name in regions(store)}
    names |= {f"income:{name}": name for name in INCOME_GROUPS}
    table = store.table("organisations").sort_values("short_name", key=lambda s: s.str.casefold())
    for row in table[["organisation_id", "short_name"]].itertuples(index=False):
        names[f"org:{row.organisation_id}"] = f"Members of {row.short_name}"
    return names


def group_members(store: Store, group: str, on: date, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """iso3 of the countries of a group on the day by name; territories left out. ``own`` are those
    of the group OWN."""
    kind, _, name = group.partition(":")
    inside: frozenset[str] | set[str]
    if kind == "region":
        inside = {c.iso3 for c in store.countries if name in (c.un_region, c.un_subregion)}
    elif kind == "income":
        inside = {c.iso3 for c in store.countries if c.wb_income_group == name}
    elif kind == "org":
        inside = members_on(store, name, on)
    elif group == OWN:
        inside = set(own)
    else:
        raise UserError("No such group", where="group", given=group)
    return tuple(c.iso3 for c in store.countries.selectable if c.iso3 in inside)


@per_store(size=32)
def group_matrix(
    store: Store, members: tuple[str, ...], on: date, kind: str = "legal", sort: str = "name"
) -> Matrix:
    """The matrix of ``members`` for one of KINDS in the order of one of SORTS. Of more than LIMIT
    countries those with most people are kept. UserError for an unknown kind or order."""
    if kind not in KINDS or sort not in SORTS:
        given, allowed = (kind, KINDS) if kind not in KINDS else (sort, SORTS)
        raise UserError("Unknown choice", where="matrix", given=given, allowed=allowed)
    kept = _largest(store, members)
    found = network(store)
    places = [found.place[iso3] for iso3 in kept]
    counts = _counts(store, on, kind)[np.ix_(places, places)]
    totals = counts.sum(axis=1, dtype=np.int64)
    if sort == "total":
        order = sorted(range(len(kept)), key=lambda i: -int(totals[i]))
    elif sort == "region":
        order = sorted(range(len(kept)), key=lambda i: store.countries[kept[i]].un_subregion)
    else:
        order = list(range(len(kept)))
    return Matrix(
        tuple(kept[i] for i in order),
        counts[np.ix_(order, order)],
        totals[order],
        len(members) - len(kept),
    )


def matrix_rows(store: Store, members: tuple[str, ...], on: date) -> pd.DataFrame:
    """One row for each two of ``members``, all of them, with MATRIX_COLUMNS."""
    found = network(store)
    places = np.array([found.place[iso3] for iso3 in members], dtype=np.int64)
    first, second = np.triu_indices(len(members), 1)
    names = np.array(members, dtype=object)
    columns = {
        kind: _counts(store, on, kind)[places[first], places[second]].astype(np.int64)
        for kind in KINDS
    }
    return pd.DataFrame({"iso3_a": names[first], "iso3_b": names[second], **columns})


def _counts(store: Store, on: date, kind: str) -> npt.NDArray[np.int16]:
    found = network(store)
    if kind == "all":
        return found.pair_counts(on)
    if kind == "narrow":
        return found.pair_counts(on, legal=("narrow",))
    return found.pair_counts(on, kind=kind)


def _largest(store: Store, members: tuple[str, ...]) -> tuple[str, ...]:
    if len(members) <= LIMIT:
        return members
    people = sorted(members, key=lambda iso3: -(store.countries[iso3].population or 0))
    kept = set(people[:LIMIT])
    return tuple(iso3 for iso3 in members if iso3 in kept)
