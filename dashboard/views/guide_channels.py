"""Live numbers on treaties, memberships, response teams and agreements."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.csirt_reach import linked_pairs, reached
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.effort_lists import expert_rounds, positions, sharing_centres
from dashboard.analysis.effort_members import functions_served, participation
from dashboard.analysis.efforts import efforts, serves
from dashboard.analysis.gaps import linked_on
from dashboard.analysis.gaps_lab import SENSES
from dashboard.analysis.memberships import membership_on, organisation
from dashboard.analysis.network import network
from dashboard.analysis.pair_summary import in_text
from dashboard.analysis.treaties import COUNTED, status_on, treaty
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import ChannelKind, CsirtPresence, MembershipStatus, Status
from dashboard.views.guide_number import Ask, LiveNumber, Numbers, evidence, nothing, part

_TAKEN = (Status.IN_FORCE, Status.BOUND, Status.RATIFIED, Status.SIGNED)


def parties(ask: Ask) -> LiveNumber:
    """UN members for which the treaty ``about`` works on the day."""
    return _under_treaty(ask, COUNTED, "for which the {treaty} is in force or binding")


def signed_or_more(ask: Ask) -> LiveNumber:
    """UN members that have signed or ratified the treaty ``about``, or are bound by it."""
    return _under_treaty(ask, _TAKEN, "that have signed or ratified the {treaty}")


def _under_treaty(ask: Ask, words: tuple[Status, ...], what: str) -> LiveNumber:
    about = treaty(ask.store, ask.about)
    rows = status_on(ask.store, ask.about, ask.on)
    states = rows[rows["un_member"].astype(bool)]
    held = states[states["status"].isin(words)]
    unknown = int(states["status"].eq(Status.UNKNOWN).sum())
    doubt = f"; of {plural(unknown, 'more state')} it is not known" if unknown else ""
    opened = about["opened"]
    early = isinstance(opened, str) and parse_reduced(opened).earliest > ask.on
    text = what.format(treaty=about["short_name"])
    sentence = (
        f"UN members {text} on {date_phrase(ask.on)}, {part(len(held), len(states))} of"
        f" {len(states)}{doubt}"
        + (f"; it opened only on {date_phrase(opened)}" if early else "")
        + "."
    )
    mine = rows[rows["iso3"].eq(ask.mine or "")]
    own = f"{ask.own.name}: {_lower(mine['text'].iloc[0])}." if ask.own and len(mine) else ""
    cited = evidence(held) if len(held) else _of(about)
    return LiveNumber(number(len(held)), sentence, cited, own)


def members(ask: Ask) -> LiveNumber:
    """UN members known in the organisation or network ``about`` on the day."""
    about = organisation(ask.store, ask.about)
    rows = membership_on(ask.store, ask.about, ask.on)
    held = rows[rows["un_member"].astype(bool) & rows["status"].eq(MembershipStatus.MEMBER)]
    least = "; the list is not complete, so at least so many" * (about["absence"] == "unknown")
    sentence = (
        f"UN members known to take part in {about['short_name']} on {date_phrase(ask.on)}{least}."
    )
    mine = rows[rows["iso3"].eq(ask.mine or "")]
    own = f"{ask.own.name}: {_lower(mine['text'].iloc[0])}." if ask.own and len(mine) else ""
    if held.empty and about["absence"] == "unknown":
        return nothing(f"Nobody is known in {about['short_name']} by this day.", _of(about))
    return LiveNumber(number(len(held)), sentence, evidence(held) if len(held) else _of(about), own)


def efforts_of_form(ask: Ask) -> LiveNumber:
    """Efforts that serve the form of cooperation ``about`` and have a known member on the day."""
    served = functions_served(ask.store, ask.on)
    row = served[served["function"].eq(ask.about)].iloc[0]
    table = efforts(ask.store)
    ids = set(str(row["ids"]).split(";"))
    rows = table[table["effort_id"].isin(ids)]
    sentence = (
        f"efforts serve {ask.about} and have a known member on {date_phrase(ask.on)};"
        f" {row['states']} of 193 UN members take part in at least one of them."
    )
    own = ""
    if ask.own:
        mine = functions_served(ask.store, ask.on, ask.own.iso3)
        count = int(mine.loc[mine["function"].eq(ask.about), "efforts"].iloc[0])
        own = f"{ask.own.name} is known to take part in {number(count)} of them."
    cited = rows if len(rows) else table[serves(table, ask.about)]
    return LiveNumber(number(row["efforts"]), sentence, evidence(cited), own)


def efforts_of_type(ask: Ask) -> LiveNumber:
    """UN members that are known to take part in an effort of the type ``about`` on the day."""
    table = efforts(ask.store)
    rows = table[table["type"].eq(ask.about)]
    ids, part_in = participation(ask.store, ask.on)
    columns = [place for place, name in enumerate(ids) if name in set(rows["effort_id"])]
    found = network(ask.store)
    states = np.array([ask.store.countries[i].un_member for i in found.countries])
    count = int(part_in[states][:, columns].any(axis=1).sum())
    sentence = (
        f"UN members are known to take part on {date_phrase(ask.on)} in at least one of the"
        f" {plural(len(rows), 'effort')} of this group."
    )
    if len(rows) == 1:
        sentence = f"UN members are known to have at least one on {date_phrase(ask.on)}."
    own = ""
    place = found.place.get(ask.mine) if ask.mine else None
    if ask.own and place is not None:
        mine = [ids[column] for column in columns if part_in[place, column]]
        names = rows.set_index("effort_id")["short_name"]
        held = listing([str(names[i]) for i in mine], 6) or "none on record"
        own = f"{ask.own.name}: {held}." if len(rows) > 1 else ""
    return LiveNumber(number(count), sentence, evidence(rows), own)


def pairs_with_treaty(ask: Ask) -> LiveNumber:
    """The share of pairs of countries that have a legal basis of the sense ``about`` in force."""
    known, possible = linked_on(network(ask.store), ask.on, ask.about)
    size = len(known)
    pairs = size * (size - 1) // 2
    least, most = int(known.sum()) // 2, int(possible.sum()) // 2
    sentence = (
        f"of all {number(pairs)} pairs of countries share a cybercrime treaty known to be in force"
        f" on {date_phrase(ask.on)}; counting what is not known, at most {part(most, pairs)}."
    )
    own = ""
    if ask.own and (place := network(ask.store).place.get(ask.own.iso3)) is not None:
        own = f"{ask.own.name} shares one with {number(known[place].sum())} of {size - 1} others."
    return LiveNumber(part(least, pairs), sentence, _instruments(ask, ask.about), own)


def states_to_ask(ask: Ask) -> LiveNumber:
    """How many others a typical UN member can ask on a legal basis of the sense ``about``."""
    found = network(ask.store)
    known, _ = linked_on(found, ask.on, ask.about)
    states = np.array([ask.store.countries[i].un_member for i in found.countries])
    reach = known[states].sum(axis=1)
    alone = int((reach == 0).sum())
    sentence = (
        f"other countries can be asked by a typical UN member (the median) on the basis of a"
        f" cybercrime treaty in force on {date_phrase(ask.on)}; {number(alone)} of"
        f" {len(reach)} UN members share one with nobody."
    )
    own = ""
    if ask.own and (place := found.place.get(ask.own.iso3)) is not None:
        own = f"{ask.own.name} can ask {number(known[place].sum())}."
    return LiveNumber(number(np.median(reach)), sentence, _instruments(ask, ask.about), own)


def team_links(ask: Ask) -> LiveNumber:
    """Pairs of countries whose response teams share a network or an agreement on the day."""
    table = linked_pairs(ask.store, ask.on).set_index("network")
    size = len(network(ask.store).countries)
    pairs, linked = size * (size - 1) // 2, int(table["pairs"]["ALL"])
    sentence = (
        f"pairs of countries, {part(linked, pairs)} of all, have response teams known to share a"
        f" network or an agreement on {date_phrase(ask.on)}; a lower bound, as most lists are"
        " partial."
    )
    own = ""
    if ask.own and ask.own.iso3 in network(ask.store).place:
        count = len(reached(ask.store, ask.own.iso3, ask.on))
        own = f"The teams of {ask.own.name} are linked with those of {number(count)} others."
    return LiveNumber(number(linked), sentence, _instruments(ask, "csirt"), own)


def national_csirts(ask: Ask) -> LiveNumber:
    """UN members with a national response team on the day, as far as sources say."""
    rows = national_presence(ask.store, ask.on)
    states = rows[rows["un_member"].astype(bool)]
    classes = states["presence"].value_counts()
    held = states[states["presence"].eq(CsirtPresence.YES)]
    likely, unknown = (
        int(classes.get(c, 0)) for c in (CsirtPresence.LIKELY, CsirtPresence.UNKNOWN)
    )
    sentence = (
        f"of {len(states)} UN members are known to have a national CERT/CSIRT on"
        f" {date_phrase(ask.on)}; {number(likely)} more are likely, of {number(unknown)} nothing"
        " is known."
    )
    mine = rows[rows["iso3"].eq(ask.mine or "")]
    own = ""
    if ask.own and len(mine):
        own = f"{ask.own.name}: {CsirtPresence(mine['presence'].iloc[0]).label.lower()}."
        own = own.replace("csirt", "CSIRT")
    cited = evidence(held)
    if cited.empty:
        return nothing("No national team is known to have existed by this day.")
    return LiveNumber(number(len(held)), sentence, cited, own)


def published_positions(ask: Ask) -> LiveNumber:
    """States that have published how international law applies in cyberspace by the day."""
    rows = positions(ask.store)
    held = rows[[_by(text, ask.on) for text in rows["date"]]]
    count = held["iso3"].nunique()
    sentence = (
        "states have published a position on how international law applies in cyberspace by"
        f" {date_phrase(ask.on)}, as far as met in the sources."
    )
    own = ""
    if ask.own:
        mine = held[held["iso3"].eq(ask.own.iso3)]
        when = listing([date_phrase(text) for text in mine["date"]])
        own = f"{ask.own.name}: {f'published {when}' if when else 'none met in the sources'}."
    if held.empty:
        return nothing("No position was published by this day, as far as the sources go.")
    return LiveNumber(number(count), sentence, held, own)


def expert_group_states(ask: Ask) -> LiveNumber:
    """States that sat in at least one of the expert groups begun by the day."""
    rounds = ask.store.table("gge_rounds")
    rounds = rounds[rounds["organisation_id"].str.startswith("UN_GGE")]
    rounds = rounds[rounds["first_year"].le(ask.on.year)]
    sat: dict[str, int] = {}
    for round_id, last in zip(rounds["organisation_id"], rounds["last_year"], strict=True):
        day = min(ask.on, date(int(last), 12, 31))
        rows = membership_on(ask.store, round_id, day)
        for iso3 in rows.loc[rows["status"].eq(MembershipStatus.MEMBER), "iso3"]:
            sat[iso3] = sat.get(iso3, 0) + 1
    if not sat:
        return nothing("No group of experts on cyberspace had met at the United Nations.")
    names = len(expert_rounds(ask.store).query("organisation_id in @rounds.organisation_id"))
    partial = [int(y) for y in rounds.loc[rounds["coverage"].ne("complete"), "first_year"]]
    doubt = f"; of the group of {listing([str(y) for y in partial])} few are known" * bool(partial)
    sentence = (
        f"states are known to have sat in at least one of the {plural(names, 'expert group')} of"
        f" the United Nations begun by {date_phrase(ask.on)}{doubt}."
    )
    own = ""
    if ask.own:
        own = f"{ask.own.name} is known to have sat in {number(sat.get(ask.own.iso3, 0))}."
    return LiveNumber(number(len(sat)), sentence, rounds, own)


def centres(ask: Ask) -> LiveNumber:
    """Centres for sharing within a sector, as met in the sources (undated lists)."""
    rows = sharing_centres(ask.store)
    rows = rows[[_by(text, ask.on) for text in rows["as_of"]]]
    if rows.empty:
        return nothing("The lists of centres are all younger than this day.")
    top = rows["iso3"].dropna().value_counts()
    most = in_text(ask.store.countries[str(top.index[0])])
    sentence = (
        f"centres for sharing within a sector are known by {date_phrase(ask.on)},"
        f" {number(top.iloc[0])} of them in {most}: a list of what was met in sources, not"
        " of what exists."
    )
    own = ""
    if ask.own:
        count = int(rows["iso3"].eq(ask.own.iso3).sum())
        own = f"{ask.own.name}: {plural(count, 'centre') if count else 'none met in the sources'}."
    return LiveNumber(number(len(rows)), sentence, rows, own)


def team_agreements(ask: Ask) -> LiveNumber:
    """Agreements between the response teams of two countries, met in the sources by the day."""
    rows = ask.store.table("csirt_agreements")
    when = rows["signed"].where(rows["signed"].notna(), rows["as_of"])
    rows = rows[[_by(text, ask.on) for text in when]]
    if rows.empty:
        return nothing("No agreement between two teams is known by this day.")
    ends = {*rows["iso3_a"], *rows["iso3_b"]}
    sentence = (
        f"agreements between the response teams of two countries are known by"
        f" {date_phrase(ask.on)}, of {plural(len(ends), 'country', 'countries')}."
    )
    own = ""
    if ask.own:
        count = int((rows["iso3_a"].eq(ask.own.iso3) | rows["iso3_b"].eq(ask.own.iso3)).sum())
        own = f"{ask.own.name}: {number(count) if count else 'none met in the sources'}."
    return LiveNumber(number(len(rows)), sentence, rows, own)


def _by(text: object, on: date) -> bool:
    return isinstance(text, str) and parse_reduced(text).earliest <= on


def _lower(text: object) -> str:
    words = str(text)
    return words[:1].lower() + words[1:]


def _of(about: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"source_id": about["source_id"], "as_of": about["as_of"]}])


def _instruments(ask: Ask, measure: str) -> pd.DataFrame:
    """The instruments that a measure of channels counts, as its evidence."""
    found = network(ask.store)
    kind = ChannelKind.CSIRT if measure == "csirt" else None
    columns = found.columns(kind=kind, legal=SENSES.get(measure, ()))
    return evidence(found.instruments.loc[columns])


NUMBERS: Numbers = {
    "parties": parties,
    "signed_or_more": signed_or_more,
    "members": members,
    "efforts_of_form": efforts_of_form,
    "efforts_of_type": efforts_of_type,
    "pairs_with_treaty": pairs_with_treaty,
    "states_to_ask": states_to_ask,
    "team_links": team_links,
    "national_csirts": national_csirts,
    "positions": published_positions,
    "expert_group_states": expert_group_states,
    "centres": centres,
    "team_agreements": team_agreements,
}
