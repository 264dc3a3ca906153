"""What is known about one country on a date, in the order a reader asks for it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.csirts import national_presence, presence_of
from dashboard.analysis.memberships import country_memberships, members_on
from dashboard.analysis.pair_summary import in_text
from dashboard.analysis.timelines import membership_timelines
from dashboard.analysis.treaties import COUNTED, country_treaties, parties_on
from dashboard.core.dates import day_phrase
from dashboard.core.provenance import split_ids, unique_ids
from dashboard.core.vocabulary import (
    FUNCTIONS,
    CsirtPresence,
    EntityKind,
    MembershipStatus,
    Status,
)
from dashboard.store.store import Store

FEWEST_PEERS = 3
_EARLY = "not yet "
"""How the note of a treaty begins that was not open, or not adopted, on the day."""


@dataclass(frozen=True, slots=True)
class TreatyCount:
    """Treaties and laws of one country on a day; ``open`` counts those it could be under."""

    in_force: int
    coming: int
    unknown: int
    open: int


def treaty_count(treaties: pd.DataFrame) -> TreatyCount:
    """Count the statuses of ``country_treaties``. Not applicable and not yet open ones are no gap:
    they are left out of ``open``."""
    status = treaties["status"]
    early = treaties["note"].fillna("").str.startswith(_EARLY) & status.eq(Status.NOT_PARTY)
    return TreatyCount(
        in_force=int(status.isin(COUNTED).sum()),
        coming=int(status.isin([Status.RATIFIED, Status.SIGNED]).sum()),
        unknown=int(status.eq(Status.UNKNOWN).sum()),
        open=int((status.ne(Status.NOT_APPLICABLE) & ~early).sum()),
    )


def summary(store: Store, iso3: str, on: date) -> str:
    """A few sentences from counted facts: treaties, memberships, national CSIRT."""
    members = country_memberships(store, iso3, on)["status"]
    joined = int(members.eq(MembershipStatus.MEMBER).sum())
    watched = int(members.eq(MembershipStatus.OBSERVER).sum())
    bodies = "one organisation or effort" if joined == 1 else f"{joined} organisations and efforts"
    also = f" and observes {watched} more" if watched else ""
    return (
        f"{treaty_words(store, iso3, on)}. It takes part in {bodies if joined else 'no effort'}"
        f" on record{also}."
        f" {csirt_words(store, iso3, on)}."
    )


def treaty_words(store: Store, iso3: str, on: date) -> str:
    """How many of the treaties open to a country are in force for it, without a full stop."""
    country, day = store.countries[iso3], day_phrase(on)
    name = in_text(country)
    count = treaty_count(country_treaties(store, iso3, on))
    if country.entity_kind is EntityKind.TERRITORY and not count.in_force:
        return f"On {day} no cyber treaty on record extends to {name}"
    if not count.open:
        return f"On {day} no cyber treaty on record was open to {name}"
    more = f", and it has signed or ratified {count.coming} more" if count.coming else ""
    verb = "is" if count.in_force == 1 else "are"
    number = str(count.in_force) if count.in_force else "none"
    return (
        f"On {day}, {number} of the {count.open} cyber treaties and laws open to {name}"
        f" {verb} in force for it{more}"
    )


def csirt_words(store: Store, iso3: str, on: date) -> str:
    """Whether there is a national CSIRT, in its classes, without a full stop."""
    presence = presence_of(store, iso3, on)
    team = presence["team"]
    named = f", {team}" if isinstance(team, str) and team else ""
    return {
        CsirtPresence.YES: f"Its national CSIRT is {team}" if named else "It has a national CSIRT",
        CsirtPresence.LIKELY: f"Its national CSIRT is likely to be {team}"
        if named
        else "It is likely to have a national CSIRT",
        CsirtPresence.PLANNED: "A national CSIRT is planned",
        CsirtPresence.HISTORICAL: f"It had a national CSIRT in the past{named}",
        CsirtPresence.NONE_STATED: "A source says that there is no national CSIRT",
        CsirtPresence.UNKNOWN: "Whether it has a national CSIRT is not known",
        CsirtPresence.NOT_APPLICABLE: "A national CSIRT is not looked for in territories",
    }[CsirtPresence(str(presence["presence"]))]


def by_function(memberships: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Memberships under each of the nine forms of cooperation (a body may serve several).

    Forms that nothing serves keep an empty frame: a gap is shown, not hidden.
    """
    functions = [split_ids(cell) for cell in memberships["functions"].fillna("")]
    masks = {
        name: np.array([name in served for served in functions], dtype=np.bool_)
        for name in FUNCTIONS
    }
    return {name: memberships[mask].reset_index(drop=True) for name, mask in masks.items()}


def unserved(memberships: pd.DataFrame) -> list[str]:
    """The forms of cooperation that none of ``memberships`` serves."""
    served = {form for cell in memberships["functions"].dropna() for form in split_ids(cell)}
    return [name for name in FUNCTIONS if name not in served]


def peers(store: Store, iso3: str) -> tuple[str, ...]:
    """Other UN members of the same region and income group; () where either is not known."""
    home = store.countries[iso3]
    if not (home.un_region and home.wb_income_group):
        return ()
    return tuple(
        c.iso3
        for c in store.countries.un_members
        if c.iso3 != iso3
        and c.un_region == home.un_region
        and c.wb_income_group == home.wb_income_group
    )


def near_peers(store: Store, iso3: str, limit: int = 3) -> tuple[str, ...]:
    """Peers to compare with first: same subregion, then nearest in population."""
    home = store.countries[iso3]
    size = home.population or 0

    def distance(other: str) -> tuple[bool, float]:
        c = store.countries[other]
        return c.un_subregion != home.un_subregion, abs((c.population or 0) - size)

    return tuple(sorted(peers(store, iso3), key=distance)[:limit])


def held_by_peers(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """What at least half of the peers have and the country is not known to have.

    Columns kind (treaty, organisation, csirt), item_id, item, peers, of, share (percent), own (what
    the country is to it, in words), source_id, as_of; those with the most peers first. Empty for
    fewer than three peers or where nothing is lacking.
    """
    group = frozenset(peers(store, iso3))
    rows = [] if len(group) < FEWEST_PEERS else _lacking(store, iso3, group, on)
    columns = ["kind", "item_id", "item", "peers", "own", "source_id", "as_of"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame[frame["peers"] * 2 >= len(group)]
    frame.insert(4, "of", len(group))
    frame.insert(5, "share", frame["peers"] / max(len(group), 1) * 100)
    return frame.sort_values("peers", ascending=False, kind="stable", ignore_index=True)


def _lacking(
    store: Store, iso3: str, group: frozenset[str], on: date
) -> list[tuple[str, str, str, int, str, str, str]]:
    """Everything the country is not known to have, with how many of the group have it."""
    rows = []
    status = country_treaties(store, iso3, on).set_index("treaty_id")
    for t in store.table("treaties").to_dict("records"):
        name, own = str(t["treaty_id"]), status.loc[t["treaty_id"]]
        if own["status"] not in COUNTED:
            held = len(group & parties_on(store, name, on))
            about = (held, str(own["text"]), t["source_id"], t["as_of"])
            rows.append(("treaty", name, str(t["short_name"]), *about))
    table = membership_timelines(store)
    now = table.country_on(on, iso3)
    for b in store.table("organisations").to_dict("records"):
        name = str(b["organisation_id"])
        state = MembershipStatus(str(now[name]["state"]))
        if state is not MembershipStatus.MEMBER:
            held = len(group & members_on(store, name, on))
            about = (held, state.label, b["source_id"], b["as_of"])
            rows.append(("organisation", name, str(b["short_name"]), *about))
    own = presence_of(store, iso3, on)
    kind = CsirtPresence(str(own["presence"]))
    if kind not in (CsirtPresence.YES, CsirtPresence.LIKELY):
        theirs = national_presence(store, on).set_index("iso3").loc[sorted(group)]
        theirs = theirs[theirs["presence"].eq(CsirtPresence.YES)]
        cited = ";".join(unique_ids(theirs["source_id"]))
        about = (len(theirs), kind.label, cited, max(theirs["as_of"], default=""))
        rows.append(("csirt", "csirt", "National CSIRT", *about))
    return rows
