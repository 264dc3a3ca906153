"""Dated changes of any kind since a day: statuses under treaties, and memberships."""

from datetime import date

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.history import MEMBERSHIPS, changes_of_state, dated_within
from dashboard.analysis.treaty_changes import treaty_changes
from dashboard.core.dates import parse_reduced
from dashboard.store.memo import per_store
from dashboard.store.store import Store

CHANGE_COLUMNS = (
    "date",
    "date_precision",
    "kind",
    "instrument_id",
    "instrument",
    "iso3",
    "name",
    "from_status",
    "to_status",
    "role",
    "basis",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
TREATY, MEMBERSHIP = "treaty", "membership"


@per_store(size=8)
def dated_changes(store: Store, since: date, on: date) -> pd.DataFrame:
    """Changes after ``since`` up to ``on`` with CHANGE_COLUMNS, newest first.

    ``date`` is as precise as its source; a reduced date counts from its last possible day. States
    known only as of the date of a list are no events and left out.
    """
    treaties = treaty_changes(store, since, on).assign(kind=TREATY, role="")
    treaties = treaties.rename(columns={"treaty_id": "instrument_id", "treaty": "instrument"})
    found = pd.concat([treaties, _membership_changes(store, since, on)], ignore_index=True)
    dates = {text: parse_reduced(text) for text in found["date"].unique()}
    found = found.assign(
        date_precision=found["date"].map({text: str(d.precision) for text, d in dates.items()}),
        last_day=found["date"].map({text: d.latest.isoformat() for text, d in dates.items()}),
    )
    order = ["last_day", "kind", "instrument", "to_status", "name"]
    ascending = [False, True, True, True, True]
    found = found.sort_values(order, ascending=ascending, kind="stable", ignore_index=True)
    return found[list(CHANGE_COLUMNS)]


def _membership_changes(store: Store, since: date, on: date) -> pd.DataFrame:
    steps = dated_within(changes_of_state(store, MEMBERSHIPS), since, on)
    names = store.table("organisations").set_index("organisation_id")["short_name"]
    return steps.assign(
        kind=MEMBERSHIP,
        instrument=steps["instrument_id"].map(names),
        name=[store.countries[iso3].name for iso3 in steps["iso3"]],
        from_status=steps["before"],
        to_status=steps["state"],
        evidence_url=evidence_urls(store, steps["source_id"]),
    )
