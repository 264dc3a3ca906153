"""The life of one country's memberships: from joining to leaving, as spans of time."""

from datetime import date

import pandas as pd

from dashboard.analysis.memberships import ended_years
from dashboard.analysis.timelines import membership_timelines
from dashboard.analysis.treaty_life import by_first_span, spans
from dashboard.core.vocabulary import MembershipStatus
from dashboard.store.store import Store

MEMBER_LIFE_COLUMNS = (
    "organisation_id",
    "organisation",
    "iso3",
    "status",
    "start",
    "end",
    "text",
    "source_id",
    "as_of",
)
_LIVED = (MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER)


def membership_life(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Spans of membership begun by ``on`` with MEMBER_LIFE_COLUMNS, as ``treaty_life`` has them.

    An effort that is over (a round of experts) ends with its last year. Bodies come by their first
    dated span, undated ones last.
    """
    names = store.table("organisations").set_index("organisation_id")["short_name"]
    over = ended_years(store)
    steps = membership_timelines(store).steps_of(store.countries[iso3].iso3)
    rows = []
    for body, own in steps.rename(columns={"state": "status"}).groupby("instrument_id", sort=False):
        about = {"organisation_id": body, "organisation": names[str(body)], "iso3": iso3}
        for span in spans(own.to_dict("records"), on, _LIVED):
            if not span["end"] and over.get(body, on.year) < on.year:
                span["end"] = f"{over[body]}-12-31"
            rows.append(about | span)
    return by_first_span(pd.DataFrame(rows, columns=list(MEMBER_LIFE_COLUMNS)), "organisation_id")
