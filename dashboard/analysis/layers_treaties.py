"""Map layers of treaties: the status under one, and how many are in force for each country."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.channels import what_it_is
from dashboard.analysis.layer import FRAME_COLUMNS, Layer, categorical_frame
from dashboard.analysis.treaties import (
    COUNTED,
    in_force_counts,
    status_on,
    treaty,
    with_countries,
)
from dashboard.core.dates import day_phrase, parse_reduced
from dashboard.core.vocabulary import Empty, EntityKind, Status
from dashboard.store.store import Store

_EMPTY: dict[str, Empty] = {
    Status.UNKNOWN: Empty.NO_DATA,
    Status.NOT_APPLICABLE: Empty.NOT_APPLICABLE,
    Status.NOT_PARTY: Empty.NOT_PARTY,
}


def treaty_layer(store: Store, treaty_id: str, on: date) -> Layer:
    """Status of every registry entry under one treaty on the day."""
    row = treaty(store, treaty_id)
    status = status_on(store, treaty_id, on)
    frame = categorical_frame(status.rename(columns={"status": "category"}), _EMPTY)
    return Layer(
        layer_id=treaty_id,
        family="treaties",
        title=str(row["short_name"]),
        measure=f"Status under the {row['full_name']} ({row['reference']})",
        unit="",
        kind="category",
        frame=frame,
        palette="status",
        on=on,
        finding=_finding(row, status, on),
        categories={str(s): s.label for s in Status},
        notes=(*what_it_is(store, treaty_id), *_notes(row, on)),
        table="treaty_status",
    )


def treaties_in_force_layer(store: Store, on: date) -> Layer:
    """Number of cyber treaties in force for each country; a lower bound where lists are partial."""
    treaties = store.table("treaties")
    ids = tuple(treaties["treaty_id"])
    frame = treaties_in_force(store, on)
    frame["text"] = [
        f"{int(v)} in force" if v == v else "none known in force" for v in frame["value"]
    ]
    frame = frame.assign(category=None, since="", year=np.nan, note="", evidence_url="")
    sources = ";".join(dict.fromkeys(treaties["source_id"]))
    frame["source_id"], frame["as_of"] = sources, str(treaties["as_of"].max())
    best = frame.nlargest(1, "value")
    finding = "No cyber treaty was in force"
    if best["value"].notna().any():
        first = best.iloc[0]
        finding = f"{first['name']} has most: {int(first['value'])} of {len(ids)} in force"
    return Layer(
        layer_id="treaties_in_force",
        family="treaties",
        title="Cyber treaties in force",
        measure=f"How many of {len(ids)} cyber treaties and laws are in force or binding",
        unit="treaties",
        kind="number",
        frame=frame[list(FRAME_COLUMNS)],
        palette="count",
        on=on,
        finding=finding,
        scale="count",
        notes=("At least this many: several treaty lists are partial or dated.",),
        table="treaty_status",
    )


def treaties_in_force(store: Store, on: date) -> pd.DataFrame:
    """Registry columns with ``value`` (treaties in force, NaN for none) and ``empty``."""
    counts = in_force_counts(store, on, tuple(store.table("treaties")["treaty_id"]))
    frame = with_countries(store, counts.rename("value").rename_axis("iso3").reset_index())
    territory = frame["entity_kind"].eq(EntityKind.TERRITORY) & frame["value"].eq(0)
    frame["value"] = frame["value"].astype(float)
    nothing = frame["value"].eq(0)
    frame["empty"] = nothing.map({True: str(Empty.NONE)})
    frame.loc[territory, "empty"] = str(Empty.NOT_APPLICABLE)
    frame.loc[nothing, "value"] = np.nan
    return frame


def _finding(row: dict[str, object], status: pd.DataFrame, on: date) -> str:
    name = str(row["short_name"])
    members = status[status["un_member"]]
    active = status[status["status"].isin(COUNTED)]
    opened = row.get("opened")
    if isinstance(opened, str) and on < parse_reduced(opened).earliest:
        return f"The {name} was not yet open for signature on {day_phrase(on)}"
    if len(active):
        states = int(members["status"].isin(COUNTED).sum())
        verb = "binds" if (active["status"] == Status.BOUND).all() else "is in force for"
        least = "at least " if (members["status"] == Status.UNKNOWN).sum() > 20 else ""
        return f"The {name} {verb} {least}{states} of 193 UN member states"
    ratified = int((status["status"] == Status.RATIFIED).sum())
    signed = int((status["status"] == Status.SIGNED).sum())
    return f"The {name} is not in force: {ratified} ratified, {signed} more signed"


def _notes(row: dict[str, object], on: date) -> tuple[str, ...]:
    notes = []
    list_as_of = row.get("list_as_of")
    if isinstance(list_as_of, str) and on > parse_reduced(list_as_of).latest:
        notes.append(
            f"The list of parties is known up to {parse_reduced(list_as_of).phrase()};"
            " later changes are not seen."
        )
    if row["absence"] == "unknown":
        notes.append("The list is partial: a country that it does not name is shown as no data.")
    return tuple(notes)
