"""Whom one country could ask on a date, and on what basis: one row for every other country."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.channels import CLASSES, shared_channels
from dashboard.core.provenance import unique_ids
from dashboard.store.frames import rows_of
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
    by_partner: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(shared_channels(store, home, on)):
        by_partner.setdefault(str(row["iso3"]), []).append(row)
    rows = [
        {
            **{"iso3": c.iso3, "name": c.name, "entity_kind": str(c.entity_kind)},
            **{"un_member": c.un_member, **_partner(by_partner.get(c.iso3, []))},
        }
        for c in pairable
    ]
    rows.sort(key=lambda row: (_RANK.get(row["strongest"], _LAST), -row["channels"], row["name"]))
    return pd.DataFrame(rows, columns=list(PARTNER_COLUMNS))


_RANK = {name: place for place, name in enumerate(CLASSES)}
_LAST = len(CLASSES)


def _partner(links: list[dict[str, Any]]) -> dict[str, Any]:
    """What the channels with one partner amount to; the strongest first in its class counts."""
    kinds = [str(r["legal_basis"] if r["kind"] == "legal" else r["kind"]) for r in links]
    count = {name: kinds.count(name) for name in CLASSES}
    ranked = [
        (_RANK.get(kind, _LAST), -row["strength"]) for kind, row in zip(kinds, links, strict=True)
    ]
    best = min(range(len(links)), key=ranked.__getitem__, default=None)
    first = {"name": "", "since": ""} if best is None else links[best]
    strongest = kinds[best] if best is not None and kinds[best] in _RANK else ""
    return {
        "strongest": strongest,
        "legal_narrow": count["narrow"],
        "legal_any": count["narrow"] + count["any"],
        **{kind: count[kind] for kind in COUNTED_KINDS},
        "channels": sum(count.values()),
        "legal_names": ";".join(str(row["name"]) for row in links if row["kind"] == "legal"),
        "strongest_name": first["name"],
        "since": first["since"],
        "source_id": ";".join(unique_ids(row["source_id"] for row in links)),
        "as_of": min((str(row["as_of"]) for row in links), default=""),
    }
