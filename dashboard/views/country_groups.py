"""Countries in groups for a long matrix: by region, or by membership in organisations."""

from collections.abc import Sequence
from datetime import date

from dashboard.analysis.memberships import members_on
from dashboard.store.store import Store

REGIONAL = ("AU", "ASEAN", "CARICOM", "CIS", "COE", "EU", "GCC", "LAS", "OAS", "PIF")
"""Organisations to group by where none is chosen: regional bodies of every continent."""


def country_groups(
    store: Store, iso3s: Sequence[str], grouping: str, organisations: tuple[str, ...], on: date
) -> dict[str, list[str]]:
    """Group name → iso3 in the order given; ``grouping`` is 'region' or 'organisation'.

    A country stands in each organisation it is a member of, and in the last group in none.
    """
    groups: dict[str, list[str]] = {}
    if grouping == "region":
        for iso3 in sorted(iso3s, key=lambda i: store.countries[i].un_region or "~"):
            region = store.countries[iso3].un_region or "No region"
            groups.setdefault(region, []).append(iso3)
        return groups
    table = store.table("organisations").set_index("organisation_id")["short_name"]
    rest = set(iso3s)
    for organisation in organisations or REGIONAL:
        members = members_on(store, organisation, on)
        own = [iso3 for iso3 in iso3s if iso3 in members]
        if own:
            groups[str(table[organisation])] = own
            rest -= members
    others = [iso3 for iso3 in iso3s if iso3 in rest]
    return groups | ({"Members of none of these": others} if others else {})
