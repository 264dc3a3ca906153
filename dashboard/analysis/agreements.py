"""Agreements between two countries (mutual assistance, CLOUD Act, CSIRT, alliances) as dyads."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.core.dates import parse_reduced
from dashboard.store.memo import per_store
from dashboard.store.store import Store

NEVER = 10**7
NAMES = {
    "mlat": "Mutual legal assistance treaty",
    "mlat_us_eu": "US–EU assistance instrument",
    "mlat_eu_japan": "EU–Japan assistance agreement",
    "cloud_act": "CLOUD Act agreement",
    "police_mou": "Police memorandum",
    "information_security": "Information security agreement",
    "cyber_commitment": "Cyber commitment",
    "csirt_agreement": "CSIRT agreement",
    "alliance_defense": "Defence alliance",
    "alliance_offense": "Alliance",
    "alliance_neutrality": "Neutrality pact",
    "alliance_nonaggression": "Non-aggression pact",
    "alliance_consultation": "Consultation pact",
}


@dataclass(frozen=True)
class Agreements:
    """``table`` has one row an agreement between two countries of the network: a, b (places),
    agreement_id, instrument_id, name, kind, legal_basis, counts, strength, start and until as
    written, source_id, as_of, note. ``begin`` and ``end`` are ordinals: in force from begin (last
    possible day of the start; the as-of date where a source says 'in force' without a date) to
    the day before end (its first possible day)."""

    table: pd.DataFrame
    begin: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    kind: npt.NDArray[np.str_]
    legal: npt.NDArray[np.str_]
    counted: npt.NDArray[np.bool_]

    def in_force(self, on: date) -> npt.NDArray[np.bool_]:
        """Which rows are known to be in force on the day."""
        day = on.toordinal()
        active: npt.NDArray[np.bool_] = (self.begin <= day) & (day < self.end)
        return active

    def counts(
        self, on: date, size: int, kind: str | None = None, legal: tuple[str, ...] = ()
    ) -> npt.NDArray[np.int16]:
        """counts[n, n] of counted agreements in force on the day."""
        chosen = self.in_force(on) & self.counted
        if kind is not None:
            chosen &= self.kind == kind
        if legal:
            chosen &= np.isin(self.legal, legal)
        a, b = self.ends[chosen, 0], self.ends[chosen, 1]
        once = np.bincount(a * size + b, minlength=size * size).reshape(size, size)
        total: npt.NDArray[np.int16] = (once + once.T).astype(np.int16)
        return total


@per_store(size=2)
def agreements(store: Store, countries: tuple[str, ...]) -> Agreements:
    """All agreements between ``countries``, whether they count or not."""
    bilateral = store.table("bilateral_agreements").rename(columns={"kind": "instrument_id"})
    contacts = store.table("csirt_agreements").drop(columns="kind").assign(in_force=None)
    pacts = store.table("alliances").rename(columns={"since": "in_force"})
    for column in ("in_force", "until"):
        pacts[column] = [None if pd.isna(year) else f"{year}" for year in pacts[column]]
    pacts = pacts.assign(instrument_id="alliance_" + pacts["kind"], signed=None)
    pacts["agreement_id"] = (
        pacts["instrument_id"].str.upper() + ":" + pacts["iso3_a"] + "-" + pacts["iso3_b"]
    )
    columns = ["agreement_id", "instrument_id", "iso3_a", "iso3_b", "in_force", "signed", "until"]
    columns += ["status", "listed_year", "note", "source_id", "as_of"]
    pieces = [f.reindex(columns=columns) for f in (bilateral, contacts, pacts.drop(columns="kind"))]
    table = pd.concat([p.astype("object") for p in pieces], ignore_index=True)
    rules = store.table("channels")
    rules = rules[rules["instrument_type"].eq("agreement_type")]
    kept = ["instrument_id", "kind", "legal_basis", "counts", "strength", "from_rule"]
    table = table.merge(rules[kept], on="instrument_id")
    place = {iso3: i for i, iso3 in enumerate(countries)}
    table = table[table["iso3_a"].isin(place) & table["iso3_b"].isin(place)]
    signed = table["from_rule"].eq("once_signed")
    table = table.assign(
        a=table["iso3_a"].map(place),
        b=table["iso3_b"].map(place),
        name=table["instrument_id"].map(NAMES).fillna(table["instrument_id"]),
        start=table["in_force"].where(~signed, table["signed"]),
        counts=table["counts"].astype(bool),
    ).reset_index(drop=True)
    undated = table["start"].isna() & table["status"].fillna("in_force").eq("in_force")
    undated &= table["from_rule"].eq("once_in_force")
    start = table["start"].where(~undated, table["as_of"])
    begin = np.array([_begin(text) for text in start], dtype=np.int64)
    end = np.array([_end(text) for text in table["until"]], dtype=np.int64)
    return Agreements(
        table,
        begin,
        end,
        ends=table[["a", "b"]].to_numpy(np.int64),
        kind=np.array(table["kind"].tolist(), dtype=np.str_),
        legal=np.array(table["legal_basis"].fillna("").tolist(), dtype=np.str_),
        counted=table["counts"].to_numpy(bool),
    )


def _begin(text: object) -> int:
    return parse_reduced(text).latest.toordinal() if isinstance(text, str) and text else NEVER


def _end(text: object) -> int:
    return parse_reduced(text).earliest.toordinal() if isinstance(text, str) and text else NEVER
