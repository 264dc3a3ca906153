"""Channels of cooperation between one country and all others on a date, by kind.

What counts as a channel is data (``data/reference/channels.csv``); this module only applies it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.memberships import members_on
from dashboard.analysis.treaties import parties_on
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import ChannelKind
from dashboard.store.store import Store

CHANNEL_COLUMNS = (
    "iso3",
    "instrument_id",
    "name",
    "kind",
    "legal_basis",
    "strength",
    "source_id",
    "as_of",
)

_AGREEMENT_NAMES = {
    "mlat": "mutual legal assistance treaty",
    "mlat_us_eu": "US–EU assistance instrument",
    "mlat_eu_japan": "EU–Japan assistance agreement",
    "cloud_act": "CLOUD Act agreement",
    "police_mou": "police memorandum",
    "information_security": "information security agreement",
    "csirt_agreement": "CSIRT agreement",
    "alliance_defense": "defence alliance",
    "alliance_offense": "alliance",
}


def shared_channels(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Every counted channel in force between ``iso3`` and each other country on the day.

    One row a (partner, channel) with CHANNEL_COLUMNS. Treaties need both sides in force or bound,
    organisations both sides members; bilateral agreements need a day of entry into force by then.
    """
    home = store.countries[iso3].iso3
    rules = store.table("channels")
    rules = rules[rules["counts"].astype(bool)]
    pieces = [
        _partners(store, rule, _members(store, rule, on), home, on)
        for rule in rules.to_dict("records")
    ]
    pieces.append(_agreements(store, rules, home, on))
    frame = pd.concat([p for p in pieces if len(p)] or [pd.DataFrame(columns=CHANNEL_COLUMNS)])
    pairable = {c.iso3 for c in store.countries.selectable} - {home}
    frame = frame[frame["iso3"].isin(pairable)]
    return frame.sort_values("strength", ascending=False, kind="stable", ignore_index=True)


def _members(store: Store, rule: Mapping[Any, Any], on: date) -> frozenset[str]:
    instrument = str(rule["instrument_id"])
    if rule["instrument_type"] == "treaty":
        return parties_on(store, instrument, on)
    if instrument in set(store.table("organisations")["organisation_id"]):
        return members_on(store, instrument, on)
    return frozenset()


def _partners(
    store: Store, rule: Mapping[Any, Any], members: frozenset[str], home: str, on: date
) -> pd.DataFrame:
    """Partners of ``home`` through one treaty or organisation; ``member_with:X`` links the
    members on the list to the members of X, not to each other."""
    pair_rule = str(rule["pair_rule"])
    if pair_rule.startswith("member_with:"):
        club = members_on(store, pair_rule.partition(":")[2], on)
        partners = (club if home in members else frozenset()) | (
            members if home in club else frozenset()
        )
    else:
        partners = members if home in members else frozenset()
    sources = _about(store, rule)
    return pd.DataFrame(
        {
            "iso3": sorted(partners),
            "instrument_id": rule["instrument_id"],
            "name": sources[2],
            "kind": rule["kind"],
            "legal_basis": rule["legal_basis"],
            "strength": rule["strength"],
            "source_id": sources[0],
            "as_of": sources[1],
        }
    )


def _about(store: Store, rule: Mapping[Any, Any]) -> tuple[str, str, str]:
    name, column = (
        ("treaties", "treaty_id")
        if rule["instrument_type"] == "treaty"
        else ("organisations", "organisation_id")
    )
    table = store.table(name)
    row = table[table[column].eq(rule["instrument_id"])]
    if not len(row):
        return "", "", str(rule["instrument_id"])
    first = row.iloc[0]
    return str(first["source_id"]), str(first["as_of"]), str(first["short_name"])


def _agreements(store: Store, rules: pd.DataFrame, home: str, on: date) -> pd.DataFrame:
    """Bilateral agreements and alliances of ``home`` known to be in force (or signed, where the
    rule says that signing is enough) by the last possible day of their date."""
    bilateral = store.table("bilateral_agreements").rename(columns={"kind": "instrument_id"})
    bilateral["until"] = None
    contacts = store.table("csirt_agreements").assign(in_force=None, until=None)
    alliances = store.table("alliances").rename(columns={"since": "in_force"})
    alliances["instrument_id"] = "alliance_" + alliances["kind"]
    alliances["agreement_id"], alliances["signed"] = alliances["instrument_id"], None
    columns = ["iso3_a", "iso3_b", "instrument_id", "agreement_id", "in_force", "signed", "until"]
    table = pd.concat(
        [t[[*columns, "source_id", "as_of"]] for t in (bilateral, contacts, alliances)],
        ignore_index=True,
    )
    table = table[(table["iso3_a"] == home) | (table["iso3_b"] == home)]
    known = rules[rules["instrument_type"] == "agreement_type"]
    table = table.merge(
        known[["instrument_id", "kind", "legal_basis", "from_rule", "strength"]],
        on="instrument_id",
    )
    start = table["in_force"].where(table["from_rule"].ne("once_signed"), table["signed"])
    working = start.map(lambda text: _begun(text, on)) & ~table["until"].map(
        lambda text: _begun(text, on)
    )
    table = table[working.astype(bool)]
    return pd.DataFrame(
        {
            "iso3": np.where(table["iso3_a"] == home, table["iso3_b"], table["iso3_a"]),
            "instrument_id": table["agreement_id"],
            "name": table["instrument_id"].map(_AGREEMENT_NAMES).fillna(table["instrument_id"]),
            "kind": table["kind"],
            "legal_basis": table["legal_basis"],
            "strength": table["strength"],
            "source_id": table["source_id"],
            "as_of": table["as_of"],
        }
    )


def _begun(text: object, on: date) -> bool:
    return isinstance(text, str) and bool(text) and parse_reduced(text).latest <= on


def strongest(channels: pd.DataFrame) -> pd.Series:
    """The strongest channel class of each partner (index iso3): narrow, any, then by kind."""
    order = ["narrow", "any", *(str(k) for k in ChannelKind if k is not ChannelKind.LEGAL)]
    rank = {name: position for position, name in enumerate(order)}
    classes = channels["legal_basis"].where(channels["kind"].eq("legal"), channels["kind"])
    ranks = classes.map(rank).fillna(len(order)).groupby(channels["iso3"]).min()
    return ranks.map(dict(enumerate(order))).dropna()


def what_it_is(store: Store, instrument_id: str) -> tuple[str, ...]:
    """One sentence on what a treaty or effort does and whether it counts as a channel."""
    table = store.table("channels")
    rows = table.loc[table["instrument_id"].eq(instrument_id), "why"]
    return tuple(str(text) for text in rows)
