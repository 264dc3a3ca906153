"""Whom one country could ask on a date, and on what basis: one row for every other country."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.channels import (
    CLASSES,
    channel_class,
    shared_channels,
    strongest,
)
from dashboard.core.provenance import unique_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

COUNTED_KINDS = ("law_enforcement", "csirt", "diplomacy", "alliance")
PARTNER_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "strongest",
    "legal_narrow",
    "legal_any",
    *COUNTED_KINDS,
    "channels",
    "legal_names",
    "strongest_name",
    "since",
    "source_id",
    "as_of",
)
"""``legal_any`` includes ``legal_narrow``; ``legal_names`` are joined by ``;``; ``since`` is of the
strongest channel, '' where undated. ``strongest`` is a class of channels, '' without any."""


@per_store(size=32)
def partners(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Every other country with PARTNER_COLUMNS: strongest class first, then most channels.

    Only channels known to be in force on the day count, so 0 means "none seen". Empty for a
    territory.
    """
    home = store.countries[iso3].iso3
    pairable = [c for c in store.countries.selectable if c.iso3 != home]
    if len(pairable) == len(store.countries.selectable):
        return pd.DataFrame(columns=list(PARTNER_COLUMNS))
    rows = [(c.iso3, c.name, str(c.entity_kind), c.un_member) for c in pairable]
    frame = pd.DataFrame(rows, columns=list(PARTNER_COLUMNS[:4])).set_index("iso3")
    links = shared_channels(store, home, on)
    by = links.assign(group=channel_class(links)).groupby(["iso3", "group"]).size()
    counts = by.unstack(fill_value=0).reindex(index=frame.index, columns=list(CLASSES))
    counts = counts.fillna(0).astype("int64")
    frame["strongest"] = strongest(links).reindex(frame.index).fillna("")
    frame["legal_narrow"] = counts["narrow"]
    frame["legal_any"] = counts["narrow"] + counts["any"]
    for kind in COUNTED_KINDS:
        frame[kind] = counts[kind]
    frame["channels"] = counts.sum(axis=1)
    first = _strongest_rows(links).reindex(frame.index)
    frame["strongest_name"], frame["since"] = first["name"].fillna(""), first["since"].fillna("")
    legal = links[links["kind"].eq("legal")].groupby("iso3")["name"].agg(";".join)
    frame["legal_names"] = legal.reindex(frame.index).fillna("")
    evidence = links.groupby("iso3")
    sources = evidence["source_id"].agg(lambda cells: ";".join(unique_ids(cells)))
    frame["source_id"] = sources.reindex(frame.index).fillna("")
    frame["as_of"] = evidence["as_of"].min().reindex(frame.index).fillna("")
    rank = frame["strongest"].map({name: n for n, name in enumerate(CLASSES)}).fillna(np.inf)
    frame = frame.assign(rank=rank).reset_index()
    frame = frame.sort_values(
        ["rank", "channels", "name"], ascending=[True, False, True], ignore_index=True
    )
    return frame[list(PARTNER_COLUMNS)]


def _strongest_rows(links: pd.DataFrame) -> pd.DataFrame:
    """Name and since of the strongest channel of each partner, in the order of classes."""
    rank = channel_class(links).map({name: n for n, name in enumerate(CLASSES)})
    best = links.assign(rank=rank).sort_values(["rank", "strength"], ascending=[True, False])
    return best.drop_duplicates("iso3").set_index("iso3")[["name", "since"]]
