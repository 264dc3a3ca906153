"""One collection of incidents as arrays: counted by position, never mixed with another one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.indicator_index import IntArray, positions
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.provenance import unique_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

BoolArray = npt.NDArray[np.bool_]
SHORT_NAMES = {"vcdb": "VCDB", "dcid": "DCID", "eurepoc": "EuRepoC"}
NOT_ORIGIN_ROLES = ("partner",)
"""Roles in ``incident_origins`` that are not a suspected attacker (DESIGN §2.4)."""


@dataclass(frozen=True)
class Labels:
    """The values of a multi-valued column: event number and label number of each mention."""

    event: IntArray
    code: IntArray
    names: tuple[str, ...]


@dataclass(frozen=True)
class Events:
    """The incidents of one dataset by number; places are positions in the country registry.

    ``year`` is 0 where unknown. Victims and origins are unique by (event, place); origins leave
    out roles that are no attacker. ``inside`` marks origins whose only known victim country is
    the origin itself. ``pair_*`` holds incident × (origin, victim) with origin ≠ victim.
    """

    dataset: str
    title: str
    bias_note: str
    collection_note: str
    year: IntArray
    malicious: BoolArray
    victim_event: IntArray
    victim_place: IntArray
    victim_doubtful: BoolArray
    origin_event: IntArray
    origin_place: IntArray
    inside: BoolArray
    pair_event: IntArray
    pair_origin: IntArray
    pair_victim: IntArray
    types: Labels
    sectors: Labels
    source_id: str
    as_of: str

    @property
    def short_name(self) -> str:
        return SHORT_NAMES.get(self.dataset, self.title)

    def chosen(self, years: tuple[int, int] | None, malicious: bool) -> BoolArray:
        """Which incidents count: all years (also unknown ones) or those of the span."""
        keep = self.malicious.copy() if malicious else np.ones(len(self.year), dtype=np.bool_)
        if years is not None:
            keep &= (self.year >= years[0]) & (self.year <= years[1])
        return keep

    def span(self, keep: BoolArray) -> tuple[int, int] | None:
        """First and last known year among the incidents kept."""
        known = self.year[keep & (self.year > 0)]
        return (int(known.min()), int(known.max())) if len(known) else None


def available(store: Store) -> tuple[str, ...]:
    """Ids of the datasets whose records can be shown under the current setting."""
    table = store.table("incident_datasets")
    shown = table["shipped"] & (store.noncommercial | ~table["noncommercial"])
    return tuple(str(name) for name in table.loc[shown, "dataset"])


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
    """The arrays of one dataset; UserError as in ``check_dataset``."""
    name = check_dataset(store, dataset)
    table = store.table("incidents")
    table = table[table["dataset"] == name].reset_index(drop=True)
    number = pd.Series(table.index, index=table["incident_id"])
    victims = _linked(store.table("incident_victims"), number)
    origins = _linked(store.table("incident_origins"), number)
    origins = origins[~origins["actor_role"].isin(NOT_ORIGIN_ROLES)]
    origins = origins.drop_duplicates(["event", "iso3"])
    both = origins[["event", "iso3"]].merge(victims, on="event", suffixes=("_o", "_v"))
    crossing = both[(both["iso3_o"] != both["iso3_v"]) & ~both["country_doubtful"].astype(bool)]
    at_home = set(both.loc[both["iso3_o"] == both["iso3_v"], "event"])
    abroad = set(zip(crossing["event"], crossing["iso3_o"], strict=True))
    about = store.table("incident_datasets").set_index("dataset").loc[name]
    order = positions(store)

    def place(codes: pd.Series) -> IntArray:
        return np.array([order[str(code)] for code in codes], dtype=np.int64)

    return Events(
        dataset=name,
        title=str(about["title"]),
        bias_note=str(about["bias_note"]),
        collection_note=str(about["collection_note"]),
        year=table["year"].fillna(0).to_numpy(np.int64),
        malicious=table["malicious_cyber"].to_numpy(np.bool_),
        victim_event=victims["event"].to_numpy(np.int64),
        victim_place=place(victims["iso3"]),
        victim_doubtful=victims["country_doubtful"].to_numpy(np.bool_),
        origin_event=origins["event"].to_numpy(np.int64),
        origin_place=place(origins["iso3"]),
        inside=np.array(
            [
                event in at_home and (event, iso3) not in abroad
                for event, iso3 in zip(origins["event"], origins["iso3"], strict=True)
            ],
            dtype=np.bool_,
        ),
        pair_event=crossing["event"].to_numpy(np.int64),
        pair_origin=place(crossing["iso3_o"]),
        pair_victim=place(crossing["iso3_v"]),
        types=_labels(table["action_type"]),
        sectors=_labels(table["sector_group"]),
        source_id=";".join(unique_ids(table["source_id"])),
        as_of=str(table["as_of"].max()) if len(table) else str(about["as_of"]),
    )


def _linked(table: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    event = table["incident_id"].map(number)
    table = table[event.notna()]
    return table.assign(event=event[event.notna()].astype("int64")).reset_index(drop=True)


def _labels(column: pd.Series) -> Labels:
    words = column.fillna("not stated").str.split(";").explode().str.strip()
    mentions = words.rename("label").rename_axis("event").reset_index().drop_duplicates()
    code, names = pd.factorize(mentions["label"], sort=True)
    return Labels(
        event=mentions["event"].to_numpy(np.int64),
        code=code.astype(np.int64),
        names=tuple(str(name) for name in names),
    )
