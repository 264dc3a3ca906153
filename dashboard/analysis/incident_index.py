"""One dataset of incidents, counted by the event engine by year and kind, kept as small arrays.

The engine adds up (its roll-ups make that cheap at any size); what is kept here has a row for each
combination of year, kind and country, however many incidents there are. Datasets are never mixed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.places import IntArray, positions
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.events.schema import EventSet, code_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

BoolArray = npt.NDArray[np.bool_]
SHORT_NAMES = {"vcdb": "VCDB", "dcid": "DCID", "eurepoc": "EuRepoC"}
NOT_STATED = "not stated"


@dataclass(frozen=True)
class Tally:
    """Counts ``n`` by year (0 where unknown), kind and further columns in ``by``."""

    year: IntArray
    malicious: BoolArray
    n: IntArray
    by: dict[str, IntArray]

    def chosen(self, years: tuple[int, int] | None, malicious: bool) -> BoolArray:
        """Which rows count: all years (also unknown ones) or those of the span."""
        keep = self.malicious.copy() if malicious else np.ones(len(self.n), dtype=np.bool_)
        if years is not None:
            keep &= (self.year >= years[0]) & (self.year <= years[1])
        return keep

    def total(self, keep: BoolArray) -> int:
        return int(self.n[keep].sum())

    def along(self, column: str, keep: BoolArray, size: int) -> IntArray:
        """The counts of the rows kept for each value of a column, 0 to ``size`` - 1."""
        return np.bincount(self.by[column][keep], self.n[keep], size).astype(np.int64)


@dataclass(frozen=True)
class Events:
    """The tallies of one dataset; places are positions in the country registry.

    ``incidents`` counts each incident once, by ``victim_known`` and ``origin_known``. ``victims``
    and ``origins`` count it once for each country (``place``); origins leave out roles that are no
    attacker, ``inside`` marks those whose only known victim country is the origin itself.
    ``pairs`` counts incident × (origin, victim) with origin ≠ victim and no doubtful victim.
    ``types`` and ``sectors`` count it once under each label (``code`` in ``*_names``).
    """

    dataset: str
    title: str
    short_name: str
    bias_note: str
    collection_note: str
    source_id: str
    as_of: str
    incidents: Tally
    victims: Tally
    origins: Tally
    pairs: Tally
    types: Tally
    type_names: tuple[str, ...]
    sectors: Tally
    sector_names: tuple[str, ...]

    def span(self, malicious: bool) -> tuple[int, int] | None:
        """First and last known year of the incidents of that kind."""
        known = self.incidents.year[self.incidents.chosen(None, malicious)]
        known = known[known > 0]
        return (int(known.min()), int(known.max())) if len(known) else None


@per_store(size=1)
def dataset_table(store: Store) -> pd.DataFrame:
    """The datasets that can be shown under the current setting, shipped ones first, imported ones
    after them: columns of ``incident_datasets``."""
    table = store.table("incident_datasets")
    table = table[table["shipped"] & (store.noncommercial | ~table["noncommercial"])]
    own = pd.DataFrame([one.row() for one in store.imports.values()], columns=table.columns)
    return pd.concat([table, own.astype(table.dtypes)], ignore_index=True) if len(own) else table


@per_store(size=1)
def available(store: Store) -> tuple[str, ...]:
    """Ids of the datasets whose records can be shown under the current setting."""
    return tuple(str(name) for name in dataset_table(store)["dataset"])


def short_name(store: Store, dataset: str) -> str:
    """What a dataset is called in a sentence."""
    imported = store.imports.get(dataset)
    if imported is not None:
        return imported.card.short_name or imported.card.title
    return SHORT_NAMES.get(dataset, dataset)


def check_dataset(store: Store, dataset: object) -> str:
    """One known dataset id; UserError when several are asked for at once."""
    several = not isinstance(dataset, str) and isinstance(dataset, Iterable)
    if several or (isinstance(dataset, str) and "," in dataset):
        raise UserError(
            "Incident datasets are never added up: they overlap and count different things",
            where="dataset",
            given=dataset,
            allowed=available(store),
            fix="Choose one dataset, or show them side by side",
        )
    if dataset not in available(store):
        switched_off = dataset in store.contract("incidents").field("dataset").allowed
        raise UnknownIdError(
            f"The records of {SHORT_NAMES.get(str(dataset), dataset)} are for non-commercial use "
            "and switched off here"
            if switched_off
            else f"No incident dataset has the id “{str(dataset)[:40]}”",
            where="dataset",
            given=dataset,
            allowed=available(store),
            fix="Set DASHBOARD_NONCOMMERCIAL=on to use it" if switched_off else None,
        )
    return str(dataset)


@per_store()
def events(store: Store, dataset: str) -> Events:
    """The tallies of one dataset; UserError as in ``check_dataset``."""
    name = check_dataset(store, dataset)
    table = dataset_table(store).set_index("dataset").loc[name]
    about = store.events.describe(name)
    types, type_names = _by_label(store, about, "actions")
    sectors, sector_names = _by_label(store, about, "sectors")
    return Events(
        dataset=name,
        title=str(table["title"]),
        short_name=short_name(store, name),
        bias_note=str(table["bias_note"]),
        collection_note=str(table["collection_note"]),
        source_id=about.source_id,
        as_of=about.as_of or str(table["as_of"]),
        incidents=_tally(store, name, "events_by_flag", "victim_known", "origin_known"),
        victims=_tally(store, name, "victims_by_flag", "victim", "doubtful", "origin_known"),
        origins=_tally(store, name, "origins_by_flag", "origin", "inside"),
        pairs=_tally(store, name, "crossings_by_flag", "origin", "victim"),
        types=types,
        type_names=type_names,
        sectors=sectors,
        sector_names=sector_names,
    )


def places(store: Store, codes: IntArray) -> IntArray:
    """Positions in the country registry of the countries of an event table."""
    place = np.full(26**3 + 1, -1, dtype=np.int64)
    for iso3, position in positions(store).items():
        place[code_of(iso3)] = position
    found: IntArray = place[codes]
    return found


def integers(store: Store, expression: Any) -> dict[str, IntArray]:
    """The columns of an answer without missing values as integer arrays."""
    table = store.events.arrow(expression)
    return {
        name: table[name].to_numpy(zero_copy_only=False).astype(np.int64)
        for name in table.column_names
    }


def _tally(store: Store, dataset: str, roll_up: str, *columns: str) -> Tally:
    table = store.events.table(dataset, roll_up)
    keys = ["year", "malicious", *columns]
    found = integers(store, table.group_by(keys).aggregate(n=table.n.sum()))
    by = {name: found[name] for name in columns}
    for name in ("victim", "origin"):
        if name in by:
            by[name] = places(store, by[name])
    return Tally(found["year"], found["malicious"].astype(np.bool_), found["n"], by)


def _by_label(store: Store, about: EventSet, column: str) -> tuple[Tally, tuple[str, ...]]:
    """Each mask spread over its labels."""
    table = store.events.table(about.dataset, "events_by_label")
    keys = ["year", "malicious", column]
    found = integers(store, table.group_by(keys).aggregate(n=table.n.sum()))
    words = sorted({*about.labels[column], NOT_STATED})
    codes = {
        mask: [words.index(word) for word in about.words(column, mask) or (NOT_STATED,)]
        for mask in np.unique(found[column]).tolist()
    }
    spread = [codes[mask] for mask in found[column].tolist()]
    row = np.repeat(np.arange(len(spread)), [len(labels) for labels in spread])
    code = np.array([label for labels in spread for label in labels], dtype=np.int64)
    malicious = found["malicious"].astype(np.bool_)
    tally = Tally(found["year"][row], malicious[row], found["n"][row], {"code": code})
    return tally, tuple(words)
