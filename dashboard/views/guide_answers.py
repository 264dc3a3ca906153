"""Answers to the questions for a class, computed the way a reader would find them on the page."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.accession_lab import best_accessions
from dashboard.analysis.csirts import RUNNING, national_presence
from dashboard.analysis.effort_members import functions_served
from dashboard.analysis.efforts import efforts
from dashboard.analysis.gaps import coverage_total
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.incident_index import events
from dashboard.analysis.memberships import members_on, organisation
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_summary import both, count_pair, in_text
from dashboard.analysis.partners import partners
from dashboard.analysis.treaties import COUNTED, country_treaties, status_on, treaty
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.core.dates import day_phrase, parse_day
from dashboard.views.guide_number import Ask, LiveNumber, Numbers, evidence, nothing, part


def partners_of(ask: Ask) -> LiveNumber:
    """Others that the country ``about`` can ask on a cybercrime treaty, and on any legal basis."""
    rows, narrow, wide = _partners(ask, ask.about)
    country = in_text(ask.store.countries[ask.about])
    sentence = (
        f"others share a cybercrime treaty in force with {country} on {date_phrase(ask.on)};"
        f" {number(wide)} share a legal basis of any kind."
    )
    own = ""
    if ask.own and ask.own.iso3 != ask.about:
        _, mine, any_basis = _partners(ask, ask.own.iso3)
        own = f"{ask.own.name}: {number(mine)} and {number(any_basis)}."
    return LiveNumber(number(narrow), sentence, evidence(rows), own)


def channels_between(ask: Ask) -> LiveNumber:
    """Channels in force between the two countries of ``about``, and the legal ones among them."""
    a, b = ask.about.split("-")
    rows = pair_channels(ask.store, a, b, ask.on)
    counted = count_pair(rows)
    names = both(ask.store.countries[a], ask.store.countries[b])
    narrow = (
        f"{number(counted.narrow)} of those a cybercrime treaty"
        if counted.narrow
        else "none of those a cybercrime treaty"
    )
    sentence = (
        f"channels that count are in force between {names} on {date_phrase(ask.on)};"
        f" {number(counted.legal)} of them are a legal basis, {narrow}."
    )
    return LiveNumber(number(counted.total), sentence, evidence(rows))


def two_dates(ask: Ask) -> LiveNumber:
    """UN members for which a treaty worked on an earlier day and on the day of the page."""
    treaty_id, _, text = ask.about.partition(":")
    first = parse_day(text, where="about")
    early, late = (_held(ask, treaty_id, day) for day in (min(first, ask.on), ask.on))
    sentence = (
        f"UN members on {day_phrase(min(first, ask.on))} and on {day_phrase(ask.on)}, for which the"
        f" {treaty(ask.store, treaty_id)['short_name']} is in force or binding."
    )
    rows = status_on(ask.store, treaty_id, ask.on)
    return LiveNumber(f"{number(early)} → {number(late)}", sentence, evidence(rows))


def members_outside(ask: Ask) -> LiveNumber:
    """Members of an organisation for which a treaty does not work on the day, by name."""
    body, _, treaty_id = ask.about.partition(":")
    inside = members_on(ask.store, body, ask.on)
    rows = status_on(ask.store, treaty_id, ask.on)
    rows = rows[rows["iso3"].isin(inside)]
    outside = rows[~rows["status"].isin(COUNTED)]
    if rows.empty:
        return nothing("The list of members says nothing about this day.")
    sentence = (
        f"of {len(rows)} countries of the {organisation(ask.store, body)['short_name']} on"
        f" {date_phrase(ask.on)}: {listing([str(n) for n in outside['name']]) or 'none'}."
    )
    return LiveNumber(number(len(outside)), sentence, evidence(rows))


def region_without_team(ask: Ask) -> LiveNumber:
    """The region with the smallest share of UN members with a national team known or likely."""
    rows = national_presence(ask.store, ask.on)
    rows = rows[rows["un_member"].astype(bool)]
    region = rows["iso3"].map({c.iso3: c.un_region for c in ask.store.countries})
    known = rows["presence"].isin(RUNNING).groupby(region).agg(["sum", "count"])
    share = known["sum"] / known["count"]
    least = str(share.idxmin())
    held, states = (int(known[column][least]) for column in ("sum", "count"))
    sentence = (
        f"has a national team, known or likely, for {held} of its {states} UN members"
        f" ({part(held, states)}) on {date_phrase(ask.on)}."
    )
    return LiveNumber(least, sentence, evidence(rows))


def covered_share(ask: Ask) -> LiveNumber:
    """The shares of suspected crossings between states with a treaty, narrow and any basis."""
    total = coverage_total(ask.store, ask.about, ask.on).set_index("measure")
    count = int(total["incidents"]["narrow"])
    if not count:
        return nothing("No dated incident across a border by this day.")
    least, most = total["covered"], total["covered_upper"]
    sentence = (
        f"at least, and at most {part(most['narrow'], count)}, with a cybercrime treaty;"
        f" {part(least['any'], count)} to {part(most['any'], count)} with any legal"
        f" basis. Counted: {number(count)} incident × (suspected origin, victim) in"
        f" {events(ask.store, ask.about).short_name}."
    )
    return LiveNumber(part(least["narrow"], count), sentence, evidence(total.loc[["narrow"]]))


def best_next(ask: Ask) -> LiveNumber:
    """The country whose accession to the treaty ``about`` adds most pairs on the day."""
    if ask.about not in lab(ask.store, ask.on).treaty_ids:
        return nothing("The treaty was not open on this day.")
    rows = best_accessions(ask.store, ask.about, ask.on)
    if rows.empty:
        return nothing("Nobody can join the treaty on this day.")
    best = rows.iloc[0]
    same = int(rows["new_narrow"].eq(best["new_narrow"]).sum()) - 1
    others = f"; {plural(same, 'other country', 'other countries')} would add as many" * bool(same)
    sentence = (
        f"stands first: it would add {plural(int(best['new_narrow']), 'pair')} with a cybercrime"
        f" treaty by joining on {date_phrase(ask.on)}{others}."
    )
    cited = status_on(ask.store, ask.about, ask.on)
    return LiveNumber(str(best["name"]), sentence, evidence(cited))


def fewest_form(ask: Ask) -> LiveNumber:
    """The form of cooperation that the fewest efforts serve on the day."""
    served = functions_served(ask.store, ask.on)
    row = served.to_dict("records")[int(np.argmin(served["efforts"]))]
    table = efforts(ask.store)
    sentence = (
        f"is served by {plural(int(row['efforts']), 'effort')} with a known member on"
        f" {date_phrase(ask.on)}; {row['states']} of 193 UN members take part in one."
    )
    form = str(row["function"])
    return LiveNumber(form[:1].upper() + form[1:], sentence, evidence(table))


def treaties_shared(ask: Ask) -> LiveNumber:
    """Treaties that work for every country of the list ``about`` on the day."""
    codes = ask.about.split(",")
    rows = [country_treaties(ask.store, iso3, ask.on) for iso3 in codes]
    held = [frame[frame["status"].isin(COUNTED)] for frame in rows]
    common = set.intersection(*(set(frame["treaty_id"]) for frame in held))
    shared = held[0][held[0]["treaty_id"].isin(common)]
    names = listing([str(ask.store.countries[iso3].name) for iso3 in codes])
    sentence = (
        f"treaties are in force or binding for {names} on {date_phrase(ask.on)}:"
        f" {listing([str(n) for n in shared['short_name']]) or 'none'}."
    )
    return LiveNumber(number(len(shared)), sentence, evidence(rows[0]))


def _partners(ask: Ask, iso3: str) -> tuple[pd.DataFrame, int, int]:
    rows = partners(ask.store, iso3, ask.on)
    return rows, int(rows["legal_narrow"].gt(0).sum()), int(rows["legal_any"].gt(0).sum())


def _held(ask: Ask, treaty_id: str, day: date) -> int:
    rows = status_on(ask.store, treaty_id, day)
    return int((rows["un_member"].astype(bool) & rows["status"].isin(COUNTED)).sum())


NUMBERS: Numbers = {
    "partners_of": partners_of,
    "channels_between": channels_between,
    "two_dates": two_dates,
    "members_outside": members_outside,
    "region_without_team": region_without_team,
    "covered_share": covered_share,
    "best_next": best_next,
    "fewest_form": fewest_form,
    "treaties_shared": treaties_shared,
}
