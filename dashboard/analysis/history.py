"""Timelines of treaties and organisations from dated steps alone.

The date of a list is not an event (DESIGN §2.2): a state known only as of such a date is kept
apart as undated. So is a state that follows from one, like a law that stops applying to a country
because a list of members, seen on some day, calls it an observer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.analysis.treaties import COUNTED
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import Basis, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

TREATIES, MEMBERSHIPS = "treaties", "memberships"
_BY_SILENCE = (Basis.LIST, Basis.NONE, Basis.MEMBERSHIP)


@dataclass(frozen=True)
class StateTimeline:
    """``base`` is the state of every entry at the start; ``events`` are (iso3, first day, state);
    ``undated`` the state of today of entries for which it is known without a date."""

    keys: tuple[str, ...]
    base: Mapping[str, str]
    events: tuple[tuple[str, date, str], ...]
    undated: Mapping[str, str]
    cited: tuple[str, ...]


def instrument_timeline(
    store: Store, kind: str, instrument_id: str, start: date, end: date
) -> StateTimeline:
    """The timeline of one treaty (``kind`` TREATIES) or organisation (MEMBERSHIPS)."""
    steps = marked_steps(store, kind)
    steps = steps[steps["instrument_id"].eq(instrument_id) & steps["from_day"].le(end.toordinal())]
    dated = steps[~steps["is_undated"]].drop_duplicates(["iso3", "from_day"], keep="last")
    changed = dated["state"].ne(dated.groupby("iso3")["state"].shift())
    early = dated["from_day"] <= start.toordinal()
    base = dated[early].groupby("iso3")["state"].last()
    events = dated[changed & ~early]
    now, known = (f.groupby("iso3")["state"].last() for f in (steps, dated))
    known = known.reindex(now.index)
    last_undated = steps.groupby("iso3")["is_undated"].last()
    apart = now[last_undated & now.ne(known)]
    words: tuple[type[Status] | type[MembershipStatus], str] = (
        (Status, Status.UNKNOWN) if kind == TREATIES else (MembershipStatus, "unknown")
    )
    vocabulary, unknown = words
    return StateTimeline(
        keys=tuple(str(word) for word in vocabulary),
        base={c.iso3: str(base.get(c.iso3, unknown)) for c in store.countries},
        events=tuple(
            (str(i), date.fromordinal(int(d)), str(s))
            for i, d, s in events[["iso3", "from_day", "state"]].itertuples(index=False)
        ),
        undated={str(i): str(s) for i, s in apart.items()},
        cited=unique_ids(steps["source_id"]),
    )


def in_force_by_year(
    store: Store, first: int, end: date
) -> tuple[range, list[npt.NDArray[np.float64]], tuple[str, ...]]:
    """Treaties in force or binding for each registry entry at the end of each year (``end`` in
    the last one), as far as dates are known; NaN where none is."""
    steps = marked_steps(store, TREATIES)
    dated = steps[~steps["is_undated"]]
    order = [c.iso3 for c in store.countries]
    years = range(first, end.year + 1)
    rows: list[npt.NDArray[np.float64]] = []
    for year in years:
        day = min(date(year, 12, 31), end).toordinal()
        state = dated[dated["from_day"] <= day].groupby("track").last()
        counts = state[state["state"].isin(COUNTED)].groupby("iso3").size()
        rows.append(np.asarray(counts.reindex(order), dtype=np.float64))
    return years, rows, unique_ids(steps.loc[steps["state"].isin(COUNTED), "source_id"])


@per_store(size=2)
def marked_steps(store: Store, kind: str) -> pd.DataFrame:
    """All steps with iso3, instrument_id and ``is_undated``, in order of tracks and days."""
    table = treaty_timelines(store) if kind == TREATIES else membership_timelines(store)
    names = table.tracks.loc[table.steps["track"]].reset_index(drop=True)
    steps = pd.concat([table.steps, names], axis=1)
    steps["is_undated"] = steps["basis"].eq(Basis.AS_OF)
    silent = steps["basis"].isin(_BY_SILENCE) & steps["from_day"].gt(0)
    after_list = steps["from_day"] == 1 + steps["as_of"].map(_last_days(steps["as_of"]))
    steps.loc[silent & after_list, "is_undated"] = True
    if kind == TREATIES:
        steps.loc[silent & _follows_undated(store, steps), "is_undated"] = True
    return steps


@per_store(size=2)
def changes_of_state(store: Store, kind: str) -> pd.DataFrame:
    """Steps after the first of each track, with ``before`` (the state they end) and ``day``."""
    steps = marked_steps(store, kind)
    steps["before"] = steps.groupby("track")["state"].shift().fillna("")
    steps = steps[steps["before"] != ""]
    return steps.assign(day=[date.fromordinal(int(d)).isoformat() for d in steps["from_day"]])


def dated_within(steps: pd.DataFrame, since: date, on: date) -> pd.DataFrame:
    """Of ``changes_of_state``, the events: dated after ``since`` up to ``on``, the state new.

    ``date`` is the reduced date as sourced, or the day that follows from a rule or membership.
    """
    happened = ~steps["is_undated"] & ~steps["basis"].isin((Basis.LIST, Basis.NONE))
    happened &= steps["from_day"].gt(since.toordinal()) & steps["from_day"].le(on.toordinal())
    found = steps[happened & steps["state"].ne(steps["before"])]
    return found.assign(date=found["since"].where(found["since"] != "", found["day"]))


def _last_days(as_of: pd.Series) -> dict[str, int]:
    return {text: parse_reduced(text).latest.toordinal() for text in as_of.unique()}


def _follows_undated(store: Store, steps: pd.DataFrame) -> pd.Series:
    """Steps that begin on the day of an undated step of the same country in the organisation or
    treaty on which this treaty depends (``open_to``)."""
    parent = store.table("treaties").set_index("treaty_id")["open_to"].str.partition(":")[2]
    members = marked_steps(store, MEMBERSHIPS)
    undated = pd.concat([members[members["is_undated"]], steps[steps["is_undated"]]])
    keys = set(undated[["iso3", "instrument_id", "from_day"]].itertuples(index=False, name=None))
    mine = zip(steps["iso3"], steps["instrument_id"].map(parent), steps["from_day"], strict=True)
    return pd.Series([key in keys for key in mine], index=steps.index)
