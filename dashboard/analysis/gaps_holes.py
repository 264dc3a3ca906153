"""Where the network has holes: pairs with incidents and no legal basis, countries, groups."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.gaps import linked_on
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.gaps_lab import SENSES
from dashboard.analysis.network import network
from dashboard.core.countries import Country
from dashboard.core.errors import UnknownIdError
from dashboard.store.memo import per_store
from dashboard.store.store import Store

STATES = ("none", "unknown", "in_force")
"""Of a pair and a sense: no legal basis seen, one is possible but not known, one is in force."""
HOLE_COLUMNS = (
    "iso3_a",
    "iso3_b",
    "name_a",
    "name_b",
    "narrow",
    "any",
    "incidents",
    "a_to_b",
    "b_to_a",
    "source_id",
    "as_of",
)
MISSING_COLUMNS = (
    "iso3",
    "name",
    "un_member",
    "none_narrow",
    "unknown_narrow",
    "in_force_narrow",
    "none_any",
    "unknown_any",
    "in_force_any",
)
GROUPINGS = {
    "subregion": "UN subregion",
    "income": "World Bank income group",
}
GROUP_COLUMNS = ("group_a", "group_b", "pairs", "narrow", "any", "unknown_narrow", "unknown_any")


@per_store(size=32)
def holes(store: Store, dataset: str, on: date) -> pd.DataFrame:
    """Pairs with past suspected incidents and no cybercrime treaty known to be in force on the
    day, most incidents first, with HOLE_COLUMNS.

    ``narrow`` and ``any`` are one of STATES. ``a_to_b`` counts incidents with ``iso3_a`` as the
    suspected origin; only incidents that began by ``on``.
    """
    found, pairs = network(store), crossings(store, dataset)
    counts = pairs.matrix(len(found.countries), on).astype(np.int64)
    both = np.triu(counts + counts.T, 1)
    state = {sense: _states(store, on, sense) for sense in SENSES}
    left, right = np.nonzero((both > 0) & (state["narrow"] != STATES.index("in_force")))
    iso3 = np.array(found.countries, dtype=object)
    names = np.array([store.countries[code].name for code in found.countries], dtype=object)
    words = np.array(STATES, dtype=object)
    frame = pd.DataFrame(
        {
            "iso3_a": iso3[left],
            "iso3_b": iso3[right],
            "name_a": names[left],
            "name_b": names[right],
            "narrow": words[state["narrow"][left, right]],
            "any": words[state["any"][left, right]],
            "incidents": both[left, right],
            "a_to_b": counts[left, right],
            "b_to_a": counts[right, left],
            "source_id": pairs.source_id,
            "as_of": pairs.as_of,
        },
        columns=list(HOLE_COLUMNS),
    )
    return frame.sort_values(
        ["incidents", "name_a", "name_b"], ascending=[False, True, True], ignore_index=True
    )


def _states(store: Store, on: date, sense: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """states[n, n] as positions in STATES."""
    known, possible = linked_on(network(store), on, sense)
    return np.where(known, 2, np.where(possible, 1, 0)).astype(np.int64)


@per_store(size=32)
def missing_partners(store: Store, on: date) -> pd.DataFrame:
    """For each country of the network the number of other UN member states with which it has no
    legal basis, perhaps one, or one in force (MISSING_COLUMNS); most without any first."""
    found = network(store)
    countries = [store.countries[iso3] for iso3 in found.countries]
    member = np.array([c.un_member for c in countries])
    frame = pd.DataFrame(
        {
            "iso3": list(found.countries),
            "name": [c.name for c in countries],
            "un_member": member,
        }
    )
    for sense in SENSES:
        states = _states(store, on, sense)
        np.fill_diagonal(states, -1)
        for number, word in enumerate(STATES):
            frame[f"{word}_{sense}"] = (states[:, member] == number).sum(axis=1)
    return frame.sort_values(
        ["none_any", "none_narrow", "name"], ascending=[False, False, True], ignore_index=True
    )[list(MISSING_COLUMNS)]


@per_store(size=32)
def groups_matrix(store: Store, grouping: str, on: date) -> pd.DataFrame:
    """Groups against groups: percent of the pairs of UN member states, one of each group, with a
    legal basis in force (``narrow``, ``any``) or perhaps (``unknown_*``), with GROUP_COLUMNS.

    Both orders of two groups have a row. ``pairs`` counts the pairs; a group of one state has
    none with itself, and its shares are missing.
    """
    if grouping not in GROUPINGS:
        raise UnknownIdError(
            "There is no such grouping", where="groups", given=grouping, allowed=tuple(GROUPINGS)
        )
    found = network(store)
    countries = [store.countries[iso3] for iso3 in found.countries]
    labels = [_group(c, grouping) if c.un_member else "" for c in countries]
    names = sorted({label for label in labels if label}, key=_order)
    inside = np.array([[label == name for name in names] for label in labels], dtype=np.float64)
    sizes = inside.sum(axis=0)
    pairs = np.outer(sizes, sizes)
    np.fill_diagonal(pairs, sizes * (sizes - 1) / 2)
    shares: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = {}
    for sense in SENSES:
        states = _states(store, on, sense)
        np.fill_diagonal(states, -1)
        for prefix, number in (("", 2), ("unknown_", 1)):
            count = inside.T @ (states == number) @ inside
            np.fill_diagonal(count, np.diag(count) / 2)
            with np.errstate(invalid="ignore", divide="ignore"):
                shares[prefix + sense] = 100 * count / pairs
    rows, columns = (grid.ravel() for grid in np.indices(pairs.shape))
    return pd.DataFrame(
        {
            "group_a": [names[i] for i in rows],
            "group_b": [names[i] for i in columns],
            "pairs": pairs.ravel().astype(np.int64),
            **{name: share.ravel() for name, share in shares.items()},
        }
    )[list(GROUP_COLUMNS)]


_INCOME = ("High income", "Upper middle income", "Lower middle income", "Low income")


def _group(country: Country, grouping: str) -> str:
    if grouping == "subregion":
        return country.un_subregion
    return country.wb_income_group or "Not classified"


def _order(name: str) -> tuple[int, str]:
    return (_INCOME.index(name) if name in _INCOME else len(_INCOME), name)
