"""What only one of two countries has, and the contact points behind the Budapest Convention."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.network import ACTIVE, network
from dashboard.analysis.pair import check_pair, instrument_rows
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import EntityKind, MembershipStatus, Status
from dashboard.store.store import Store

ONLY_COLUMNS = (
    "iso3",
    "instrument_id",
    "name",
    "kind",
    "legal_basis",
    "counts",
    "strength",
    "instrument_type",
    "other_status",
    "since",
    "note",
    "source_id",
    "as_of",
)
"""``iso3`` is the one that has it; ``other_status`` what it is to the other, in words."""
CONTACT_COLUMNS = ("iso3", "contact", "authority", "since", "note", "source_id", "as_of")
BUDAPEST = "CETS185"
_SENSES = ("narrow", "any")
_NETWORK = "BUDAPEST_ART35"


def only_one(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """Treaties in force and memberships that one of the two has and the other has not, or is not
    known to have, on the day; with ONLY_COLUMNS, those that count first."""
    pair = check_pair(store, a, b)
    found = network(store)
    places = np.array([found.place[pair.a], found.place[pair.b]])
    held = found.codes_at(found.tracks[places], on.toordinal()) == ACTIVE
    tables = {True: treaty_timelines(store), False: membership_timelines(store)}
    rows: list[dict[str, Any]] = []
    for column in np.flatnonzero(held[0] != held[1]):
        treaty = bool(found.is_treaty[column])
        mine = 0 if held[0, column] else 1
        steps = [tables[treaty].step_on(on, int(found.tracks[p, column])) for p in places]
        about, own, other = instrument_rows(store)[column], steps[mine], steps[1 - mine]
        words = Status(other["state"]) if treaty else MembershipStatus(other["state"])
        rows.append(
            {
                **{name: about[name] for name in ONLY_COLUMNS if name in about},
                "iso3": (pair.a, pair.b)[mine],
                "other_status": words.label,
                "since": str(own["since"]),
                "legal_basis": about["legal_basis"] if about["legal_basis"] in _SENSES else "",
                "note": about["why"],
                "source_id": ";".join(
                    dict.fromkeys(f"{own['source_id']};{other['source_id']}".strip(";").split(";"))
                ),
                "as_of": min(str(step["as_of"]) for step in steps),
            }
        )
    frame = pd.DataFrame(rows, columns=list(ONLY_COLUMNS))
    return frame.sort_values(["counts", "strength"], ascending=False, ignore_index=True)


def contact_points(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """The contact point round the clock of each of the two under the Budapest Convention, with
    CONTACT_COLUMNS: ``contact`` is seen, stated_missing or not_seen.

    Every party must name one, so "not seen" says nothing about whether it exists. A designation
    dated after the day is not seen yet.
    """
    table = store.table("contact_points")
    table = table[table["network"].eq(_NETWORK)].set_index("iso3")
    rows = []
    for iso3 in (a, b):
        entry: dict[str, Any] = dict.fromkeys(CONTACT_COLUMNS, "")
        entry.update(iso3=iso3, contact="not_seen")
        if iso3 in table.index and store.countries[iso3].entity_kind is not EntityKind.TERRITORY:
            row = table.loc[iso3]
            since = row["designated_since"] if isinstance(row["designated_since"], str) else ""
            if not since or parse_reduced(since).latest <= on:
                designated = row["status"] == "designated"
                entry.update(
                    contact="seen" if designated else "stated_missing",
                    authority=row["authority"] if isinstance(row["authority"], str) else "",
                    since=since,
                    note=row["note"] if isinstance(row["note"], str) else "",
                    source_id=row["source_id"],
                    as_of=row["as_of"],
                )
        rows.append(entry)
    return pd.DataFrame(rows, columns=list(CONTACT_COLUMNS))
