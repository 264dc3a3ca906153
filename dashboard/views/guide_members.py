"""Live numbers on who is under a treaty and who takes part in an effort."""

import numpy as np
import pandas as pd

from dashboard.analysis.effort_members import functions_served, participation
from dashboard.analysis.efforts import efforts, serves
from dashboard.analysis.memberships import membership_on, organisation
from dashboard.analysis.network import network
from dashboard.analysis.treaties import COUNTED, status_on, treaty
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import MembershipStatus, Status
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


def _lower(text: object) -> str:
    words = str(text)
    return words[:1].lower() + words[1:]


def _of(about: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"source_id": about["source_id"], "as_of": about["as_of"]}])


NUMBERS: Numbers = {
    "parties": parties,
    "signed_or_more": signed_or_more,
    "members": members,
    "efforts_of_form": efforts_of_form,
    "efforts_of_type": efforts_of_type,
}
