"""Incidents suspected across the border of two countries, dataset by dataset, never added up."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.incident_index import NOT_ORIGIN_ROLES, available, events
from dashboard.analysis.incidents import bias
from dashboard.analysis.indicator_index import positions
from dashboard.core.provenance import split_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FLOW_COLUMNS = (
    "dataset",
    "short_name",
    "origin_iso3",
    "victim_iso3",
    "incidents",
    "first_year",
    "last_year",
    "basis",
    "bias_note",
    "source_id",
    "as_of",
)
"""``basis`` says who made the attribution in how many of the incidents, as the dataset codes it."""
RECORD_COLUMNS = (
    "dataset",
    "incident_id",
    "year",
    "origin_iso3",
    "victim_iso3",
    "action_type",
    "sector",
    "attribution_basis",
    "confidence",
    "url",
    "source_id",
    "as_of",
)


def pair_flows(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """Malicious incidents from each of the two to the other in each dataset with FLOW_COLUMNS,
    years after that of ``on`` left out (incidents without a year are kept)."""
    records = pair_records(store, a, b, on)
    rows = []
    for dataset in available(store):
        about, found = bias(store, dataset), events(store, dataset)
        for origin, victim in ((a, b), (b, a)):
            own = records[
                records["dataset"].eq(dataset)
                & records["origin_iso3"].eq(origin)
                & records["victim_iso3"].eq(victim)
            ]
            years = own["year"].dropna()
            rows.append(
                {
                    "dataset": dataset,
                    "short_name": found.short_name,
                    "origin_iso3": origin,
                    "victim_iso3": victim,
                    "incidents": len(own),
                    "first_year": int(years.min()) if len(years) else None,
                    "last_year": int(years.max()) if len(years) else None,
                    "basis": _basis(own),
                    "bias_note": about.sentence,
                    "source_id": found.source_id,
                    "as_of": found.as_of,
                }
            )
    frame = pd.DataFrame(rows, columns=list(FLOW_COLUMNS))
    return frame.astype({"first_year": "Int64", "last_year": "Int64"})


def pair_records(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """The incidents behind ``pair_flows`` with RECORD_COLUMNS, newest first."""
    pieces = []
    for dataset in available(store):
        crossings = _crossings(store, dataset)
        codes = positions(store)
        here, there = codes[a], codes[b]
        origin, victim = crossings["origin"].to_numpy(), crossings["victim"].to_numpy()
        use = ((origin == here) & (victim == there)) | ((origin == there) & (victim == here))
        use &= crossings["year"].to_numpy() <= on.year
        own = crossings[use]
        names = np.array([c.iso3 for c in store.countries], dtype=object)
        own = own.assign(
            dataset=dataset,
            origin_iso3=names[own["origin"].to_numpy()],
            victim_iso3=names[own["victim"].to_numpy()],
            year=own["year"].astype("Int64").mask(own["year"] == 0),
        )
        pieces.append(own[list(RECORD_COLUMNS)])
    frame = pd.concat(pieces) if pieces else pd.DataFrame(columns=list(RECORD_COLUMNS))
    return frame.sort_values(
        ["dataset", "year", "incident_id"], ascending=[True, False, True], ignore_index=True
    )


@per_store()
def _crossings(store: Store, dataset: str) -> pd.DataFrame:
    """Malicious incident × (origin, victim) rows of one dataset with what the record says."""
    found = events(store, dataset)
    table = store.table("incidents")
    table = table[table["dataset"] == dataset].reset_index(drop=True)
    use = found.malicious[found.pair_event]
    event = found.pair_event[use]
    own = table.iloc[event].reset_index(drop=True)
    codes = np.array([c.iso3 for c in store.countries], dtype=object)
    said = store.table("incident_origins")
    said = said[~said["actor_role"].isin(NOT_ORIGIN_ROLES)]
    said = said.drop_duplicates(["incident_id", "iso3"])
    frame = pd.DataFrame(
        {
            "incident_id": own["incident_id"],
            "iso3": codes[found.pair_origin[use]],
            "origin": found.pair_origin[use],
            "victim": found.pair_victim[use],
            "year": found.year[event],
            "action_type": own["action_type"].fillna(""),
            "sector": own["sector"].fillna(""),
            "url": [split_ids(str(u))[0] if isinstance(u, str) else "" for u in own["source_urls"]],
            "source_id": own["source_id"],
            "as_of": own["as_of"],
        }
    )
    basis = said[["incident_id", "iso3", "attribution_basis", "confidence"]]
    return frame.merge(basis, on=["incident_id", "iso3"], how="left", validate="m:1")


def _basis(own: pd.DataFrame) -> str:
    """'Industry attribution 4, attacker confirms 1; not stated 2'."""
    mentions = own["attribution_basis"].fillna("not stated").str.split(";").explode().str.strip()
    counts = mentions.value_counts()
    return "; ".join(f"{name}: {number}" for name, number in counts.items())
