"""What changed for one country in the twelve months up to a day: treaty steps and memberships."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.history import MEMBERSHIPS, TREATIES, marked_steps
from dashboard.core.dates import parse_reduced, year_before
from dashboard.core.vocabulary import Basis, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

COUNTRY_CHANGE_COLUMNS = (
    "kind",
    "date",
    "item_id",
    "item",
    "before",
    "after",
    "basis",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
_BY_SILENCE = (Basis.LIST, Basis.NONE)


@dataclass(frozen=True, slots=True)
class ListReach:
    """How far the lists read about a country reach: of ``lists``, ``early`` were last read before
    the period began, so that no change in it can show; ``newest`` is the latest date of any."""

    lists: int
    early: int
    newest: str


@per_store(size=128)
def country_changes(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Changes after ``year_before(on)`` up to ``on``, newest first, with COUNTRY_CHANGE_COLUMNS.

    ``kind`` is treaties or memberships; ``date`` the reduced date as sourced, or the day that
    follows from a rule (see ``basis``); '' where only a list of the period shows the state: the
    step itself may be older. Those come last. ``before`` and ``after`` are statuses in words.
    """
    parts = [_changes(store, kind, iso3, on) for kind in (TREATIES, MEMBERSHIPS)]
    frame = pd.concat(parts, ignore_index=True)
    frame = frame.sort_values(
        ["is_undated", "from_day", "item"], ascending=[True, False, True], kind="stable"
    )
    return frame[list(COUNTRY_CHANGE_COLUMNS)].reset_index(drop=True)


def list_reach(store: Store, iso3: str, on: date) -> ListReach:
    """``ListReach`` of the treaty and membership lists that could name the country.

    The date of a list is that of its whole reading, or of the country's own row where later.
    """
    since = year_before(on)
    read: dict[tuple[str, str], str] = {}
    for kind in (TREATIES, MEMBERSHIPS):
        steps = marked_steps(store, kind)
        own = steps[steps["iso3"].eq(iso3)]
        ever_open = own.loc[own["state"].ne(Status.NOT_APPLICABLE), "instrument_id"]
        own = own[own["instrument_id"].isin(ever_open)]
        latest = own.groupby("instrument_id")["as_of"].max()
        read |= {(kind, str(name)): str(day) for name, day in latest.items()}
    early = sum(1 for day in read.values() if parse_reduced(day).latest <= since)
    return ListReach(len(read), early, max(read.values(), default=""))


def _changes(store: Store, kind: str, iso3: str, on: date) -> pd.DataFrame:
    steps = marked_steps(store, kind)
    steps = steps[steps["iso3"].eq(iso3)].copy()
    steps["state_before"] = steps.groupby("track")["state"].shift().fillna("")
    begun = steps["from_day"].gt(year_before(on).toordinal())
    begun &= steps["from_day"].le(on.toordinal())
    told = ~steps["basis"].isin(_BY_SILENCE) & steps["state"].ne(steps["state_before"])
    found = steps[begun & told & steps["state_before"].ne("")]
    table, words = ("treaties", Status) if kind == TREATIES else ("organisations", MembershipStatus)
    key = "treaty_id" if kind == TREATIES else "organisation_id"
    names = store.table(table).set_index(key)["short_name"]
    day = pd.Series([date.fromordinal(int(d)).isoformat() for d in found["from_day"]], found.index)
    dated = found["since"].where(found["since"].ne(""), day.astype("str"))
    return found.assign(
        kind=kind,
        date=dated.mask(found["is_undated"], ""),
        item_id=found["instrument_id"],
        item=found["instrument_id"].map(names),
        before=[words(str(state)).label for state in found["state_before"]],
        after=[words(str(state)).label for state in found["state"]],
        evidence_url=evidence_urls(store, found["source_id"]),
    )
