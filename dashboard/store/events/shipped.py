"""The shipped incident tables as staged incidents: what ``make`` needs of one dataset."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.core.dates import parse_reduced
from dashboard.store.events.make import LINKED, STAGED
from dashboard.store.events.schema import RECORD_TYPES, TABLES
from dashboard.store.store import Store

STAGED_TABLES = ("incidents", "incident_victims", "incident_origins")
NOT_ORIGIN_ROLES = ("partner",)
"""Roles in ``incident_origins`` that are not a suspected attacker (DESIGN §2.4)."""
_ARROW = {"string": pa.string(), "int64": pa.int64(), "int32": pa.int32(), "boolean": pa.bool_()}
STAGED_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        *((name, _ARROW[kind]) for name, kind in RECORD_TYPES.items()),
        ("day", pa.int32()),
        ("last_day", pa.int32()),
        ("victims", pa.string()),
        ("origins", pa.string()),
    ]
)
LINKED_SCHEMA = pa.schema(
    [("row", pa.int64()), *((n, _ARROW[k]) for n, k in list(TABLES["links"].items())[1:])]
)


def stage(store: Store, dataset: str, folder: Path) -> None:
    """Write the incidents of a shipped dataset and their countries into ``folder``."""
    incidents = store.table("incidents")
    incidents = incidents[incidents["dataset"] == dataset].reset_index(drop=True)
    number = pd.Series(incidents.index, index=incidents["incident_id"])
    links = pd.concat(
        [
            _links(store.table("incident_victims"), number),
            _links(store.table("incident_origins"), number),
        ],
        ignore_index=True,
    )
    first, last = days(incidents["date"])
    frame = incidents.assign(
        row=incidents.index,
        day=first,
        last_day=last,
        victims=_listed(links, incidents, "victim"),
        origins=_listed(links, incidents, "origin"),
    )
    write_staged(frame, links, folder, 0)


def write_staged(frame: pd.DataFrame, links: pd.DataFrame, folder: Path, part: int) -> None:
    """Write one part of a staging folder: STAGED and LINKED columns."""
    for name, table, schema, columns in (
        ("incidents", frame, STAGED_SCHEMA, STAGED),
        ("links", links, LINKED_SCHEMA, LINKED),
    ):
        arrow = pa.Table.from_pandas(table[list(columns)], schema=schema, preserve_index=False)
        pq.write_table(arrow, folder / f"{name}-{part:06d}.parquet")


def days(dates: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Ordinals of the first and last possible day of reduced dates; 0 where there is none."""
    spans = {text: parse_reduced(text) for text in dates.dropna().unique()}
    first = {text: span.earliest.toordinal() for text, span in spans.items()}
    last = {text: span.latest.toordinal() for text, span in spans.items()}
    return (
        dates.map(first).fillna(0).astype("int32"),
        dates.map(last).fillna(0).astype("int32"),
    )


def _links(table: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    row = table["incident_id"].map(number)
    own = table[row.notna()].reset_index(drop=True)
    role = own.get("actor_role")
    side = "victim" if role is None else role.isin(NOT_ORIGIN_ROLES).map(_SIDES)
    own = own.assign(row=row[row.notna()].astype("int64").to_numpy(), side=side, number=own.index)
    return own.reindex(columns=list(LINKED))


_SIDES = {True: "partner", False: "origin"}


def _listed(links: pd.DataFrame, incidents: pd.DataFrame, side: str) -> pd.Series:
    own = links[links["side"] == side].drop_duplicates(["row", "iso3"])
    joined = own.groupby("row")["iso3"].agg(";".join)
    return incidents.index.to_series().map(joined)
