"""Channels of cooperation between one country and all others on a date, by kind.

What counts as a channel is data (``data/reference/channels.csv``); this module only applies it.
"""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.memberships import members_on
from dashboard.analysis.timelines import treaty_timelines
from dashboard.analysis.treaties import COUNTED
from dashboard.core.vocabulary import ChannelKind
from dashboard.store.store import Store

CHANNEL_COLUMNS = ("iso3", "instrument_id", "kind", "legal_basis", "source_id", "as_of")


def shared_channels(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Every counted channel in force between ``iso3`` and each other country on the day.

    One row a (partner, channel) with CHANNEL_COLUMNS. Treaties need both sides in force or bound,
    organisations both sides members; bilateral agreements need a day of entry into force by then.
    """
    home = store.countries[iso3].iso3
    rules = store.table("channels")
    rules = rules[rules["counts"].astype(bool)]
    pieces = [_partners(rule, _members(store, rule, on), home) for rule in rules.to_dict("records")]
    pieces.append(_agreements(store, rules, home, on))
    frame = pd.concat([p for p in pieces if len(p)] or [pd.DataFrame(columns=CHANNEL_COLUMNS)])
    return frame[frame["iso3"] != home].reset_index(drop=True)[list(CHANNEL_COLUMNS)]


def _members(store: Store, rule: dict[object, object], on: date) -> frozenset[str]:
    instrument = str(rule["instrument_id"])
    if rule["instrument_type"] == "treaty":
        table = treaty_timelines(store)
        tracks = table.tracks_of(instrument)
        names = table.tracks["iso3"].to_numpy(object)[tracks]
        states = table.states_on(on, tracks)
        return frozenset(str(n) for n, s in zip(names, states, strict=True) if s in COUNTED)
    if rule["instrument_type"] == "organisation":
        return members_on(store, instrument, on)
    return frozenset()


def _partners(rule: dict[object, object], members: frozenset[str], home: str) -> pd.DataFrame:
    if home not in members:
        return pd.DataFrame(columns=CHANNEL_COLUMNS)
    return pd.DataFrame(
        {
            "iso3": sorted(members),
            "instrument_id": rule["instrument_id"],
            "kind": rule["kind"],
            "legal_basis": rule["legal_basis"],
            "source_id": rule.get("source_id", ""),
            "as_of": rule.get("as_of", ""),
        }
    )


def _agreements(store: Store, rules: pd.DataFrame, home: str, on: date) -> pd.DataFrame:
    table = store.table("bilateral_agreements")
    table = table[(table["iso3_a"] == home) | (table["iso3_b"] == home)]
    known = rules[rules["instrument_type"] == "agreement_type"]
    table = table.merge(
        known[["instrument_id", "kind", "legal_basis"]], left_on="type", right_on="instrument_id"
    )
    start = table["in_force_date"].fillna(table["in_force_year"].astype("str"))
    in_force = start.str[:10].le(on.isoformat()) & start.str.match(r"\d{4}")
    table = table[in_force.fillna(False)]
    return pd.DataFrame(
        {
            "iso3": np.where(table["iso3_a"] == home, table["iso3_b"], table["iso3_a"]),
            "instrument_id": table["agreement_id"],
            "kind": table["kind"],
            "legal_basis": table["legal_basis"],
            "source_id": table["source_id"],
            "as_of": table["as_of"],
        }
    )


def strongest(channels: pd.DataFrame) -> pd.Series:
    """The strongest channel class of each partner (index iso3): narrow, any, then by kind."""
    order = ["narrow", "any", *(str(k) for k in ChannelKind if k is not ChannelKind.LEGAL)]
    rank = {name: position for position, name in enumerate(order)}
    classes = channels["legal_basis"].where(channels["kind"].eq("legal"), channels["kind"])
    ranks = classes.map(rank).fillna(len(order)).groupby(channels["iso3"]).min()
    return ranks.map(dict(enumerate(order))).dropna()
