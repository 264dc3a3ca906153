"""Live numbers from reported incidents, one dataset at a time."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import flows, total
from dashboard.analysis.gaps_incidents import PREFERRED
from dashboard.analysis.incident_index import Events, available, events
from dashboard.charts.format import number
from dashboard.views.guide_number import (
    Ask,
    LiveNumber,
    Numbers,
    nothing,
    one_row,
    part,
)

CRITICAL = (
    "critical_infrastructure_unspecified",
    "energy_utilities_mining",
    "telecom_ict",
    "health",
    "finance",
    "transport",
)
"""Sector groups that hold what states usually call critical infrastructure."""


def crossing_share(ask: Ask) -> LiveNumber:
    """The share of links between a suspected origin and a victim that join two countries."""
    found, chosen = _events(ask, ask.about)
    across = found.pairs.total(found.pairs.chosen(chosen.years, malicious=True))
    origins = found.origins
    home = origins.chosen(chosen.years, malicious=True) & (origins.by["inside"] > 0)
    both = across + origins.total(home)
    if not both:
        return nothing(f"No incident in {found.short_name} by this year names both sides.")
    sentence = (
        f"of the {number(both)} links between a suspected origin and a victim in malicious"
        f" incidents of {found.short_name} up to {ask.on.year} join two countries; the others stay"
        " inside one."
    )
    return LiveNumber(part(across, both), sentence, _cited(found))


def state_incidents(ask: Ask) -> LiveNumber:
    """Incidents and campaigns of one state against another as coded by the dyadic dataset."""
    found, chosen = _events(ask, "dcid")
    rows = flows(ask.store, chosen)
    if rows.empty:
        return nothing("No incident between states is coded by this year.")
    ends = zip(rows["origin_iso3"], rows["victim_iso3"], strict=True)
    pairs = len({frozenset(pair) for pair in ends})
    last = found.span(malicious=True)
    sentence = (
        f"incidents and campaigns of one state against another are coded in {found.short_name} up"
        f" to {min(ask.on.year, last[1] if last else ask.on.year)}, between {pairs} pairs of"
        " rivals; the origin is suspected, as coded there."
    )
    own = ""
    if ask.own:
        count = int(rows.loc[rows["victim_iso3"].eq(ask.own.iso3), "incidents"].sum())
        own = f"{ask.own.name} as the victim: {number(count)}."
        own = own if count else f"{ask.own.name} is not among the victims coded there."
    return LiveNumber(number(total(ask.store, chosen)), sentence, _cited(found), own)


def infrastructure_share(ask: Ask) -> LiveNumber:
    """The share of incidents that hit a sector of critical infrastructure."""
    found, chosen = _events(ask, _preferred(ask))
    sectors = tuple(name for name in CRITICAL if name in found.sector_names)
    what = "hit energy, telecommunications, health, finance, transport or other critical"
    return _part_of(ask, found, chosen, replace(chosen, sectors=sectors), f"{what} infrastructure")


def extortion_share(ask: Ask) -> LiveNumber:
    """The share of incidents coded as ransomware."""
    found, chosen = _events(ask, _preferred(ask))
    return _part_of(ask, found, chosen, replace(chosen, ransomware=True), "are coded as ransomware")


def _part_of(
    ask: Ask, found: Events, chosen: EventFilter, narrowed: EventFilter, what: str
) -> LiveNumber:
    every = total(ask.store, chosen)
    if not every:
        return nothing(f"{found.short_name} has no incident by this year.")
    sentence = (
        f"of the {number(every)} malicious incidents in {found.short_name} up to {ask.on.year}"
        f" {what}. Counts of reports, not of what happened.{_fallback(ask)}"
    )
    return LiveNumber(part(total(ask.store, narrowed), every), sentence, _cited(found))


def without_origin(ask: Ask) -> LiveNumber:
    """The share of incidents for which no country is coded as the suspected origin."""
    found, chosen = _events(ask, _preferred(ask))
    incidents = found.incidents
    keep = incidents.chosen(chosen.years, malicious=True)
    every, known = incidents.total(keep), incidents.total(keep & (incidents.by["origin_known"] > 0))
    if not every:
        return nothing(f"{found.short_name} has no incident by this year.")
    sentence = (
        f"of the {number(every)} malicious incidents in {found.short_name} up to {ask.on.year} have"
        " no country coded as the suspected origin: nobody looked, nobody knew, or nobody said."
        f"{_fallback(ask)}"
    )
    return LiveNumber(part(every - known, every), sentence, _cited(found))


def victim_share_us(ask: Ask) -> LiveNumber:
    """The share of incidents with a known victim country that name the United States."""
    found, chosen = _events(ask, ask.about)
    incidents = found.incidents
    keep = incidents.chosen(chosen.years, malicious=True)
    known = incidents.total(keep & (incidents.by["victim_known"] > 0))
    if not known:
        return nothing(f"No victim country is known in {found.short_name} by this year.")
    sentence = (
        f"of the {number(known)} malicious incidents in {found.short_name} up to {ask.on.year} with"
        " a known victim country name the United States."
    )
    struck = total(ask.store, replace(chosen, victims=("USA",)))
    return LiveNumber(part(struck, known), sentence, _cited(found))


def _preferred(ask: Ask) -> str:
    shown = available(ask.store)
    return next(name for name in PREFERRED if name in shown)


def _fallback(ask: Ask) -> str:
    if ask.store.noncommercial:
        return ""
    return " Collections for non-commercial use are switched off here, so another one is counted."


def _events(ask: Ask, dataset: str) -> tuple[Events, EventFilter]:
    """One dataset and the choice of its malicious incidents of known year up to that of the day."""
    return events(ask.store, dataset), EventFilter(dataset, years=(1, ask.on.year))


def _cited(found: Events) -> pd.DataFrame:
    return one_row(found.source_id, found.as_of)


NUMBERS: Numbers = {
    "crossing_share": crossing_share,
    "state_incidents": state_incidents,
    "infrastructure_share": infrastructure_share,
    "extortion_share": extortion_share,
    "without_origin": without_origin,
    "victim_share_us": victim_share_us,
}
