"""Live numbers from indicators and from reported incidents."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import flows, total
from dashboard.analysis.gaps_incidents import PREFERRED
from dashboard.analysis.incident_index import Events, available, events
from dashboard.analysis.indicators import indicator, values_on
from dashboard.charts.format import date_phrase, number
from dashboard.views.guide_number import (
    Ask,
    LiveNumber,
    Numbers,
    evidence,
    nothing,
    one_row,
    part,
    span,
)

INTERNET = "internet_users_pct"
CRITICAL = (
    "critical_infrastructure_unspecified",
    "energy_utilities_mining",
    "telecom_ict",
    "health",
    "finance",
    "transport",
)
"""Sector groups that hold what states usually call critical infrastructure."""
_NONE_YET = "No country has a value by this year."


def people_online(ask: Ask) -> LiveNumber:
    """The share of people who use the internet, over the countries with a value."""
    rows = people_weighted(ask, ask.on.year)
    if rows.empty:
        return nothing(_NONE_YET)
    share = float((rows["value"] * rows["people"]).sum() / rows["people"].sum())
    sentence = (
        f"of people use the internet, over the {len(rows)} countries with a value; the latest of"
        f" each country up to {ask.on.year} ({span(_years(rows))}), weighted by today's population."
    )
    return LiveNumber(number(share, 0, "%"), sentence, rows, _own_value(ask, rows, " %"))


def people_weighted(ask: Ask, year: int) -> pd.DataFrame:
    """Rows of ``values_on`` of internet use with a value and a population (column people)."""
    rows = _with_value(ask, INTERNET, year)
    people = {c.iso3: c.population for c in ask.store.countries if c.population}
    rows = rows.assign(people=rows["iso3"].map(people))
    return rows[rows["people"].notna()]


def trade_share(ask: Ask) -> LiveNumber:
    """The median of trade in goods over UN members."""
    rows = _states(_with_value(ask, "merchandise_trade_pct_gdp", ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    sentence = (
        "of its yearly output is what the typical UN member (the median) buys and sells abroad in"
        f" goods; {len(rows)} states, latest value up to {ask.on.year} ({span(_years(rows))})."
    )
    value = number(rows["value"].median(), 0, "%")
    return LiveNumber(value, sentence, rows, _own_value(ask, rows, " % of GDP"))


def states_with_law(ask: Ask) -> LiveNumber:
    """UN members that have a law of the kind the indicator ``about`` follows."""
    rows = _states(_with_value(ask, ask.about, ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    name = indicator(ask.store, ask.about).name.lower()
    held = int(rows["value"].eq(1).sum())
    sentence = (
        f"of {len(rows)} UN members with a value have a {name} ({span(_years(rows))});"
        f" {number(rows['value'].eq(0.5).sum())} have a draft."
    )
    own = ""
    if ask.own and len(mine := rows[rows["iso3"].eq(ask.own.iso3)]):
        word = {1.0: "has a law", 0.5: "has a draft", 0.0: "has none"}
        own = f"{ask.own.name} {word[float(mine['value'].iloc[0])]}, according to the source."
    return LiveNumber(number(held), sentence, rows, own)


def states_with_rivals(ask: Ask) -> LiveNumber:
    """UN members with a strategic rival in the last year coded up to the day."""
    return _some(ask, "tss_rivalry_count", "had at least one strategic rival")


def states_in_conflict(ask: Ask) -> LiveNumber:
    """UN members whose government was a main party to an armed conflict in the last year coded."""
    return _some(ask, "ucdp_conflicts_primary", "were a main party to at least one armed conflict")


def defence_pacts(ask: Ask) -> LiveNumber:
    """UN members with a partner in a defence pact, by the last list up to the day."""
    return _some(ask, "atop_defence_partners", "had a defence pact with at least one other state")


def _some(ask: Ask, indicator_id: str, what: str) -> LiveNumber:
    rows = _with_value(ask, indicator_id, ask.on.year)
    if rows.empty:
        return nothing(_NONE_YET)
    year = int(rows["year"].max())
    rows = _states(rows[rows["year"].eq(year)])
    held = rows[rows["value"].gt(0)]
    sentence = f"of {len(rows)} UN members {what} in {year}, the last year coded by then."
    own = ""
    if ask.own and len(mine := rows[rows["iso3"].eq(ask.own.iso3)]):
        own = f"{ask.own.name}: {number(mine['value'].iloc[0])}."
    return LiveNumber(number(len(held)), sentence, rows, own)


def income_spread(ask: Ask) -> LiveNumber:
    """Income of the state a tenth from the top over that of the state a tenth from the bottom."""
    rows = _states(_with_value(ask, "gdp_per_capita_ppp", ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    low, high = rows["value"].quantile([0.1, 0.9])
    sentence = (
        "times as much is produced for each person in the UN member a tenth from the top as in the"
        f" one a tenth from the bottom, at purchasing power; {len(rows)} states, latest value up to"
        f" {ask.on.year} ({span(_years(rows))})."
    )
    value = number(high / low)
    return LiveNumber(value, sentence, rows, _own_value(ask, rows, " international dollars"))


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


def _with_value(ask: Ask, indicator_id: str, year: int) -> pd.DataFrame:
    rows = values_on(ask.store, indicator_id, year)
    sound = rows["value"].notna() & ~rows["implausible"].astype(bool)
    return evidence(rows[sound])


def _states(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["un_member"].astype(bool)]


def _years(rows: pd.DataFrame) -> list[int]:
    return [int(year) for year in rows["year"]]


def _own_value(ask: Ask, rows: pd.DataFrame, unit: str) -> str:
    if not ask.own:
        return ""
    mine = rows[rows["iso3"].eq(ask.own.iso3)]
    if mine.empty:
        return f"{ask.own.name} has no value."
    row = mine.iloc[0]
    return f"{ask.own.name}: {number(row['value'])}{unit} ({date_phrase(str(row['year']))})."


NUMBERS: Numbers = {
    "people_online": people_online,
    "trade_share": trade_share,
    "states_with_law": states_with_law,
    "states_with_rivals": states_with_rivals,
    "states_in_conflict": states_in_conflict,
    "defence_pacts": defence_pacts,
    "income_spread": income_spread,
    "crossing_share": crossing_share,
    "state_incidents": state_incidents,
    "infrastructure_share": infrastructure_share,
    "extortion_share": extortion_share,
    "without_origin": without_origin,
    "victim_share_us": victim_share_us,
}
