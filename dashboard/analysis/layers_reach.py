"""The map layer of one country's reach: the strongest channel it shares with every other."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.channels import shared_channels, strongest
from dashboard.analysis.layer import Layer, categorical_frame
from dashboard.analysis.treaties import with_countries
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


def reach_layer(store: Store, iso3: str, on: date) -> Layer:
    """Every other country coloured by the strongest channel in force it shares with ``iso3``."""
    home = store.countries[iso3]
    channels = shared_channels(store, iso3, on)
    best = strongest(channels)
    frame = with_countries(store, pd.DataFrame({"iso3": [c.iso3 for c in store.countries]}))
    apart = frame["entity_kind"].eq(EntityKind.TERRITORY) | frame["iso3"].eq(iso3)
    frame["category"] = frame["iso3"].map(best)
    frame["category"] = frame["category"].where(
        frame["category"].notna(), np.where(apart, "not_applicable", "none")
    )
    counts = channels.groupby("iso3").size()
    named = channels.groupby("iso3")["name"].agg(lambda names: ", ".join(list(names)[:3]))
    frame["text"] = [
        f"{REACH_CLASSES[c]}: {named[i]}" + (" …" if counts[i] > 3 else "")
        if i in counts.index
        else REACH_CLASSES[c]
        for i, c in zip(frame["iso3"], frame["category"], strict=True)
    ]
    sources = channels.groupby("iso3")["source_id"].agg(
        lambda cells: ";".join(dict.fromkeys(";".join(cells.dropna().astype(str)).split(";")))
    )
    frame["source_id"] = frame["iso3"].map(sources).fillna("")
    frame["as_of"] = frame["iso3"].map(channels.groupby("iso3")["as_of"].max()).fillna("")
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
