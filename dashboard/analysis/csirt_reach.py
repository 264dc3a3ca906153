"""Who can reach whom: countries in each network on a date, the pairs it links, and partners."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from dashboard.analysis.csirt_networks import AGREEMENTS, OWN_NAMES, network_names
from dashboard.analysis.network import ACTIVE, network
from dashboard.core.vocabulary import ChannelKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store


@per_store(size=16)
def country_sets(store: Store, on: date) -> Mapping[str, frozenset[str]]:
    """Countries known to be in each counted network of response teams on the day.

    Numbering registries are left out: an entry in one is no contact between two states.
    """
    found = network(store)
    codes = found.codes_on(on)
    sets = {}
    for column in np.flatnonzero(found.columns(kind=ChannelKind.CSIRT)):
        inside = np.flatnonzero(codes[:, column] == ACTIVE)
        name = str(found.instruments["instrument_id"].iloc[column])
        sets[name] = frozenset(found.countries[place] for place in inside)
    order = list(network_names(store))
    return MappingProxyType(dict(sorted(sets.items(), key=lambda item: order.index(item[0]))))


def _agreed(store: Store, on: date) -> set[tuple[str, str]]:
    """Pairs with a dated agreement between their response teams by the day."""
    found = network(store)
    deals = found.agreements
    chosen = deals.in_force(on) & deals.counted & (deals.kind == str(ChannelKind.CSIRT))
    return {
        (min(a, b), max(a, b))
        for a, b in ((found.countries[i], found.countries[j]) for i, j in deals.ends[chosen])
    }


@per_store(size=16)
def linked_pairs(store: Store, on: date) -> pd.DataFrame:
    """How many pairs of countries each network links on the day: network, name, countries, pairs;
    the last row ALL counts pairs linked by at least one. Every number is a lower bound."""
    sets = country_sets(store, on)
    place = network(store).place
    linked = np.zeros((len(place), len(place)), dtype=bool)
    names = {**network_names(store), **OWN_NAMES}
    rows = []
    for network_id, codes in sets.items():
        inside = [place[iso3] for iso3 in codes]
        linked[np.ix_(inside, inside)] = True
        count = len(codes)
        rows.append((network_id, names[network_id], count, count * (count - 1) // 2))
    agreed = _agreed(store, on)
    for a, b in agreed:
        linked[place[a], place[b]] = linked[place[b], place[a]] = True
    ends = {iso3 for pair in agreed for iso3 in pair}
    rows.append((AGREEMENTS, names[AGREEMENTS], len(ends), len(agreed)))
    np.fill_diagonal(linked, False)
    reached = int(linked.any(axis=1).sum())
    rows.append(("ALL", "At least one of these", reached, int(linked.sum()) // 2))
    return pd.DataFrame(rows, columns=["network", "name", "countries", "pairs"])


def reach(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Whom the teams of one country can reach through each network on the day.

    One row a network: network, name, inside (the country is known to be in it), partners (count),
    countries (iso3 joined by a space). Not being known to be in a network says nothing.
    """
    code = store.countries[iso3].iso3
    names = {**network_names(store), **OWN_NAMES}
    rows = []
    for network_id, members in country_sets(store, on).items():
        partners = sorted(members - {code}) if code in members else []
        rows.append((network_id, names[network_id], code in members, partners))
    deals = sorted({a if b == code else b for a, b in _agreed(store, on) if code in (a, b)})
    rows.append((AGREEMENTS, names[AGREEMENTS], bool(deals), deals))
    frame = pd.DataFrame(rows, columns=["network", "name", "inside", "codes"])
    frame["partners"] = frame["codes"].map(len)
    frame["countries"] = frame["codes"].map(" ".join)
    return frame.drop(columns="codes")


def reached(store: Store, iso3: str, on: date) -> frozenset[str]:
    """Countries that share at least one network or agreement with ``iso3``."""
    return frozenset(" ".join(reach(store, iso3, on)["countries"]).split())
