"""Incidents suspected across the border of two countries, dataset by dataset, never added up."""

from datetime import date

import pandas as pd

from dashboard.analysis.incident_index import available, events
from dashboard.analysis.incidents import bias
from dashboard.core.provenance import split_ids
from dashboard.store.events.schema import code_of, iso3_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FEW = 100_000
"""Up to this many border crossings a dataset's records are read once and kept; beyond it, those of
a pair are asked for when the pair is shown."""
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
    codes = {a, b}
    pieces = [pd.DataFrame(columns=list(RECORD_COLUMNS))]
    for dataset in available(store):
        few = store.events.describe(dataset).crossings <= FEW
        rows = _crossings(store, dataset) if few else _crossings(store, dataset, (a, b))
        own = rows[rows["origin_iso3"].isin(codes) & rows["victim_iso3"].isin(codes)]
        pieces.append(own[own["year"].fillna(0) <= on.year])
    frame = pd.concat([piece for piece in pieces if len(piece)] or pieces[:1])
    return frame.sort_values(
        ["dataset", "year", "incident_id"], ascending=[True, False, True], ignore_index=True
    )


@per_store()
def _crossings(store: Store, dataset: str, pair: tuple[str, str] | None = None) -> pd.DataFrame:
    """Malicious incident × (origin, victim) rows of one dataset, all or of one pair, with what the
    record says: RECORD_COLUMNS."""
    crossings = store.events.table(dataset, "crossings")
    crossings = crossings.filter(crossings.malicious)
    if pair is not None:
        codes = [code_of(iso3) for iso3 in pair]
        crossings = crossings.filter(crossings.origin.isin(codes) & crossings.victim.isin(codes))
    records = store.events.table(dataset, "records").drop("year", "origins")
    rows = crossings.select("event", "origin", "victim", "year").join(records, "event")
    frame = store.events.frame(
        rows.select(
            "event", "origin", "victim", "year", "incident_id", "action_type", "sector",
            "source_urls", "source_id", "as_of",
        )
    )  # fmt: skip
    links = store.events.table(dataset, "links")
    links = links.filter((links.side == "origin") & links.event.isin(crossings.event))
    columns = ["event", "number", "iso3", "attribution_basis", "confidence"]
    said = store.events.frame(links.select(*columns)).sort_values("number")
    said = said.drop_duplicates(["event", "iso3"]).drop(columns="number")
    iso3 = {
        code: iso3_of(int(code)) for name in ("origin", "victim") for code in frame[name].unique()
    }
    frame = frame.assign(
        dataset=dataset,
        origin_iso3=frame["origin"].map(iso3).astype("str"),
        victim_iso3=frame["victim"].map(iso3).astype("str"),
        year=frame["year"].mask(frame["year"] == 0),
        action_type=frame["action_type"].fillna(""),
        sector=frame["sector"].fillna(""),
        url=[split_ids(str(u))[0] if isinstance(u, str) else "" for u in frame["source_urls"]],
    )
    said = said.rename(columns={"iso3": "origin_iso3"})
    frame = frame.merge(said, on=["event", "origin_iso3"], how="left", validate="m:1")
    return frame[list(RECORD_COLUMNS)]


def _basis(own: pd.DataFrame) -> str:
    """'Industry attribution 4, attacker confirms 1; not stated 2'."""
    mentions = own["attribution_basis"].fillna("not stated").str.split(";").explode().str.strip()
    counts = mentions.value_counts()
    return "; ".join(f"{name}: {number}" for name, number in counts.items())
