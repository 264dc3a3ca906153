"""Who takes part in an effort on a date: members, how many, overlaps, and the forms they serve."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.efforts import AGREEMENT, BILATERAL, TREATY, effort, efforts, serves
from dashboard.analysis.memberships import membership_on
from dashboard.analysis.network import ACTIVE, network
from dashboard.analysis.treaties import status_on
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import FUNCTIONS, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MEMBER_COLUMNS = (
    "iso3",
    "name",
    "un_member",
    "status",
    "role",
    "since",
    "text",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)


PARTICIPANT = frozenset({MembershipStatus.MEMBER, Status.IN_FORCE, Status.BOUND})
"""States in which a country takes part; observers, signatories and former members do not."""


_SILENT = frozenset(
    {
        MembershipStatus.NOT_MEMBER,
        MembershipStatus.UNKNOWN,
        MembershipStatus.NOT_APPLICABLE,
        Status.NOT_PARTY,
    }
)


@per_store(size=64)
def effort_members(store: Store, effort_id: str, on: date) -> pd.DataFrame:
    """Countries with a known relation to an effort on the day, with MEMBER_COLUMNS.

    ``status`` is a MembershipStatus or a treaty Status; for bilateral agreements ``member`` with
    the number of agreements in ``role``. Members first, then the others, each by name.
    """
    row = effort(store, effort_id)
    if row["type"] == AGREEMENT:
        frame = _partners(store, on)
    elif row["type"] == TREATY:
        frame = status_on(store, effort_id, on).assign(role="")
        frame["role"] = [Status(s).label for s in frame["status"]]
    else:
        frame = membership_on(store, effort_id, on)
        labels = [MembershipStatus(s).label for s in frame["status"]]
        frame["role"] = frame["role"].where(frame["role"].ne(""), labels)
    frame = frame[~frame["status"].isin(_SILENT)]
    outside = ~frame["status"].isin(PARTICIPANT)
    frame = frame.assign(outside=outside).sort_values(["outside", "name"], ignore_index=True)
    return frame[list(MEMBER_COLUMNS)]


def _partners(store: Store, on: date) -> pd.DataFrame:
    """Countries with at least one agreement with another country known to be in force."""
    found = network(store)
    deals = found.agreements
    plain = ~deals.table["instrument_id"].str.startswith("alliance_").to_numpy(bool)
    table = deals.table[deals.in_force(on) & plain]
    ends = pd.concat([table.assign(iso3=table[side]) for side in ("iso3_a", "iso3_b")])
    rows = []
    for iso3, part in ends.groupby("iso3"):
        country = store.countries[str(iso3)]
        count = len(part)
        rows.append(
            {
                "iso3": country.iso3,
                "name": country.name,
                "un_member": country.un_member,
                "status": str(MembershipStatus.MEMBER),
                "role": f"{count} agreement{'' if count == 1 else 's'}",
                "source_id": ";".join(sorted({str(s) for s in part["source_id"]})),
                "as_of": max(str(d) for d in part["as_of"]),
            }
        )
    frame = pd.DataFrame(rows).reindex(columns=list(MEMBER_COLUMNS))
    return frame.astype("object").fillna("")


@per_store(size=32)
def participation(store: Store, on: date) -> tuple[tuple[str, ...], npt.NDArray[np.bool_]]:
    """Effort ids and part[n, k]: whether country n of the network takes part in effort k."""
    found = network(store)
    codes = found.codes_on(on) == ACTIVE
    ids = [str(i) for i in found.instruments["instrument_id"]]
    known = list(efforts(store)["effort_id"])
    part = np.zeros((len(found.countries), len(known)), dtype=bool)
    for column, effort_id in enumerate(known):
        if effort_id in ids:
            part[:, column] = codes[:, ids.index(effort_id)]
    partners = {str(i) for i in _partners(store, on)["iso3"]}
    part[:, known.index(BILATERAL)] = [iso3 in partners for iso3 in found.countries]
    return tuple(known), part


@per_store(size=32)
def tally(store: Store, on: date) -> pd.DataFrame:
    """How many take part in each effort on the day: effort_id, members, un_members."""
    ids, part = participation(store, on)
    countries = [store.countries[iso3] for iso3 in network(store).countries]
    states = np.array([c.un_member for c in countries])
    return pd.DataFrame(
        {
            "effort_id": ids,
            "members": part.sum(axis=0),
            "un_members": part[states].sum(axis=0),
        }
    )


@per_store(size=64)
def overlaps(store: Store, effort_id: str, on: date) -> pd.DataFrame:
    """Efforts by how many members they share with one effort on the day, most first.

    Columns: effort_id, short_name, shared, members (of the other), share (percent of this one's
    members), share_of_other (percent), source_id, as_of. Efforts without a shared member are left
    out. Both lists count only known members, so each number is a lower bound.
    """
    ids, part = participation(store, on)
    here = ids.index(str(effort(store, effort_id)["effort_id"]))
    own = part[:, here]
    shared = (part & own[:, None]).sum(axis=0)
    sizes = part.sum(axis=0)
    table = efforts(store).set_index("effort_id")
    frame = pd.DataFrame({"effort_id": ids, "shared": shared, "members": sizes})
    frame = frame[(frame["shared"] > 0) & (frame["effort_id"] != effort_id)]
    frame["share"] = frame["shared"] / max(1, int(own.sum())) * 100
    frame["share_of_other"] = frame["shared"] / frame["members"] * 100
    for column in ("short_name", "source_id", "as_of"):
        frame[column] = frame["effort_id"].map(table[column])
    frame = frame.assign(size=-frame["share_of_other"])
    frame = frame.sort_values(["shared", "size", "short_name"], ascending=[False, True, True])
    return frame.drop(columns="size").reset_index(drop=True)


@per_store(size=64)
def functions_served(store: Store, on: date, iso3: str | None = None) -> pd.DataFrame:
    """The nine forms of cooperation: how crowded each is on the day.

    One row a form: function, efforts (serving it, not over, with a member on the day), states (UN
    members that take part in at least one), median (efforts of a typical UN member), ids. With
    ``iso3`` only the efforts that country takes part in.
    """
    ids, part = participation(store, on)
    found = network(store)
    states = np.array([store.countries[i].un_member for i in found.countries])
    table = efforts(store)
    over = [bool(end) and parse_reduced(end).latest < on for end in table["ended"]]
    running = part.any(axis=0) & ~np.array(over)
    if iso3 is not None:
        place = found.place.get(store.countries[iso3].iso3)
        running = running & (part[place] if place is not None else False)
    rows = []
    for function in FUNCTIONS:
        chosen = serves(table, function).to_numpy(bool) & running
        rows.append(
            {
                "function": function,
                "efforts": int(chosen.sum()),
                "states": int(part[states][:, chosen].any(axis=1).sum()),
                "median": float(np.median(part[states][:, chosen].sum(axis=1))),
                "ids": ";".join(i for i, use in zip(ids, chosen, strict=True) if use),
            }
        )
    return pd.DataFrame(rows)
