"""The map layer of one country's reach: the strongest channel it shares with every other."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.channels import shared_channels, strongest
from dashboard.analysis.layer import Layer, categorical_frame
from dashboard.analysis.treaties import with_countries
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import Empty, EntityKind
from dashboard.store.store import Store

REACH_CLASSES = {
    "narrow": "Cybercrime treaty in force",
    "any": "Other legal basis only",
    "law_enforcement": "Police cooperation only",
    "csirt": "CSIRT network only",
    "alliance": "Alliance only",
    "diplomacy": "Diplomacy and norms only",
    "none": "No channel seen",
    "not_applicable": "Not applicable",
}

_EMPTY = {"none": Empty.NONE, "not_applicable": Empty.NOT_APPLICABLE}
_NAMED = 3


def reach_layer(store: Store, iso3: str, on: date) -> Layer:
    """Every other country coloured by the strongest channel in force it shares with ``iso3``."""
    home = store.countries[iso3]
    channels = shared_channels(store, iso3, on)
    best = strongest(channels)
    frame = with_countries(store, pd.DataFrame({"iso3": [c.iso3 for c in store.countries]}))
    apart = frame["entity_kind"].eq(EntityKind.TERRITORY) | frame["iso3"].eq(iso3)
    if home.iso3 not in {c.iso3 for c in store.countries.selectable}:
        apart[:] = True
    frame["category"] = frame["iso3"].map(best)
    frame["category"] = frame["category"].where(
        frame["category"].notna(), np.where(apart, "not_applicable", "none")
    )
    own = {str(i): rows for i, rows in channels.groupby("iso3")}
    frame["text"] = [
        _words(category, own.get(partner))
        for partner, category in zip(frame["iso3"], frame["category"], strict=True)
    ]
    sources = {i: ";".join(unique_ids(rows["source_id"])) for i, rows in own.items()}
    latest = channels.groupby("iso3")["as_of"].max()
    frame["source_id"] = [str(sources.get(i, "")) for i in frame["iso3"]]
    frame["as_of"] = [str(latest.get(i, "")) for i in frame["iso3"]]
    frame = frame.assign(since="", note="", evidence_url="")
    states = frame[frame["entity_kind"].eq(EntityKind.UN_MEMBER) & ~frame["iso3"].eq(iso3)]
    narrow = int(states["category"].eq("narrow").sum())
    legal = int(states["category"].isin(["narrow", "any"]).sum())
    return Layer(
        layer_id=f"reach:{iso3}",
        family="reach",
        title=f"Reach of {home.name}",
        measure=f"Strongest channel in force with {home.name}",
        unit="",
        kind="category",
        frame=categorical_frame(frame, _EMPTY),
        palette="reach",
        on=on,
        finding=(
            f"{home.name} shares a cybercrime treaty with {narrow} of {len(states)} other UN"
            f" member states; any legal basis with {legal}"
        ),
        categories=REACH_CLASSES,
        notes=(
            "A treaty in force is a channel, not a guarantee that help is given.",
            "Bilateral agreements are known completely for no country but the United States"
            " (list of 2015): no channel seen does not mean that none exists.",
        ),
        table="channels",
    )


def _words(category: str, rows: pd.DataFrame | None) -> str:
    """'Cybercrime treaty in force: Budapest Convention, UNTOC, INTERPOL …'."""
    if rows is None:
        return REACH_CLASSES[category]
    named = ", ".join(str(name) for name in rows["name"].iloc[:_NAMED])
    return f"{REACH_CLASSES[category]}: {named}" + (" …" if len(rows) > _NAMED else "")
