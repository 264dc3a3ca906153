"""A group of countries as one side of a comparison: shares and medians, each with its n."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.compare_rows import (
    FIRST_ITEM,
    FORMS,
    INCIDENTS,
    NATIONAL_ITEM,
    TEAMS_ITEM,
    Row,
    compare_row,
    form_item,
    group_of,
    incident_item,
    whole_or_error,
)
from dashboard.analysis.csirt_teams import team_counts
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.incidents import counts, datasets
from dashboard.analysis.indicator_list import Indicator, all_indicators
from dashboard.analysis.indicator_profile import counted
from dashboard.analysis.indicator_values import distance_to, values_on
from dashboard.analysis.steps import StepTable
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.provenance import split_ids, unique_ids
from dashboard.core.vocabulary import FUNCTIONS, CsirtPresence, MembershipStatus, Status
from dashboard.store.store import Store

GROUP = "members"
"""What stands for the group where rows of countries carry their iso3."""
_HELD = (Status.IN_FORCE, Status.BOUND)


def group_dimensions(store: Store, members: tuple[str, ...], on: date, reference: str) -> list[Row]:
    """The rows of ``dimensions`` for a group: ``text`` is a share or a median with its n.

    ``state`` is what more than half of the members with data have, '' where no state has a
    majority: such a row is neither a difference nor unknown.
    """
    inside = np.array([c.iso3 in set(members) for c in store.countries], dtype=np.bool_)
    makers: tuple[Callable[[], Iterator[dict[str, Any]]], ...] = (
        lambda: _treaties(store, inside, on),
        lambda: _memberships(store, inside, on),
        lambda: _csirts(store, members, on),
        lambda: _incidents(store, inside),
        lambda: _indicators(store, members, on.year, reference),
    )
    found = [whole_or_error(lambda make=make: list(make())) for make in makers]  # type: ignore[misc]
    parts = [part for part in found if isinstance(part, list)]
    return [{**row, "iso3": GROUP} for part in parts for row in part]


def _row(
    group: str, item_id: str, item: object, about: Any, *, text: str, state: str, **more: Any
) -> dict[str, Any]:
    return compare_row(group, item_id, item, text, state, about, **more)


def majority(states: Iterable[str]) -> str:
    """The state that more than half of ``states`` are; '' where none is."""
    found = Counter(states)
    state, count = found.most_common(1)[0] if found else ("", 0)
    return state if count * 2 > found.total() else ""


def share(count: int, of: int) -> str:
    """'27 of 44 (61 %)'."""
    return f"{count} of {of} ({count / of * 100:.0f} %)" if of else "no data"


def _states(table: StepTable, instrument: str, on: date, inside: Any) -> list[str]:
    return [str(s) for s in table.states_on(on, table.tracks_of(instrument)[inside])]


def _held(
    states: Sequence[str], held: Sequence[str], closed: str, unknown: str, what: str
) -> dict[str, Any]:
    """Text, state, blank and silent of one treaty or body for a group."""
    open_to = [s for s in states if s != closed]
    known = [s for s in open_to if s != unknown]
    have, lost = sum(s in held for s in known), len(open_to) - len(known)
    if not open_to:
        return {"text": "Not applicable", "state": closed, "silent": True}
    if not known:
        return {"text": "No data", "state": "", "blank": True, "silent": True}
    state = majority(open_to)
    more = f"; no data for {lost}" if lost else ""
    selected = lost and have == len(known)  # the list names members only: a share would mislead
    text = f"{what} {have}{more}" if selected else f"{what} {share(have, len(known))}{more}"
    return {"text": text, "state": "" if state == unknown else state, "silent": not have}


def _treaties(store: Store, inside: Any, on: date) -> Iterator[dict[str, Any]]:
    table = treaty_timelines(store)
    for row in store.table("treaties").to_dict("records"):
        states = _states(table, str(row["treaty_id"]), on, inside)
        cells = _held(states, _HELD, Status.NOT_APPLICABLE, Status.UNKNOWN, "In force for")
        yield _row("Treaties", str(row["treaty_id"]), row["short_name"], row, **cells)


def _memberships(store: Store, inside: Any, on: date) -> Iterator[dict[str, Any]]:
    """Every body followed, then the forms of cooperation they serve."""
    table = membership_timelines(store)
    closed, unknown = MembershipStatus.NOT_APPLICABLE, MembershipStatus.UNKNOWN
    served = {name: np.zeros(int(inside.sum()), dtype=np.int64) for name in FUNCTIONS}
    for row in store.table("organisations").to_dict("records"):
        name = str(row["organisation_id"])
        states = _states(table, name, on, inside)
        for form in split_ids(str(row["functions"])):
            served[form] += np.isin(states, (MembershipStatus.MEMBER, MembershipStatus.OBSERVER))
        cells = _held(states, (MembershipStatus.MEMBER,), closed, unknown, "Members:")
        yield _row("Organisations and efforts", name, row["short_name"], row, **cells)
    about = {"source_id": "", "as_of": ""}
    for form, tally in served.items():
        some = int((tally > 0).sum())
        median = float(np.median(tally)) if len(tally) else 0.0
        text = f"median {median:g}; something on record for {share(some, len(tally))}"
        state = majority("some" if n else "none" for n in tally)
        label = f"{form[:1].upper()}{form[1:]}"
        yield _row(FORMS, form_item(form), label, about, text=text, state=state)


def _csirts(store: Store, members: tuple[str, ...], on: date) -> Iterator[dict[str, Any]]:
    rows = national_presence(store, on)
    rows = rows[rows["iso3"].isin(members)]
    kinds = [str(kind) for kind in rows["presence"]]
    known = [k for k in kinds if k not in (CsirtPresence.UNKNOWN, CsirtPresence.NOT_APPLICABLE)]
    yes = sum(k in (CsirtPresence.YES, CsirtPresence.LIKELY) for k in known)
    lost = len(kinds) - len(known)
    more = f"; no data for {lost}" if lost else ""
    about = {"source_id": ";".join(unique_ids(rows["source_id"])), "as_of": _latest(rows["as_of"])}
    yield _row(
        *NATIONAL_ITEM,
        about,
        text=f"Named or likely in {share(yes, len(known))}{more}",
        state=majority(known),
        blank=not known,
    )
    first = int(rows["first_member"].eq("yes").sum())
    lists = {
        "source_id": ";".join(unique_ids(rows["first_member_source_id"])),
        "as_of": _latest(rows["first_member_as_of"]),
    }
    text = f"Named for {share(first, len(kinds))}"
    yield _row(*FIRST_ITEM, lists, text=text, state="Yes" if first * 2 > len(kinds) else "")
    teams = team_counts(store)
    teams = teams[teams["iso3"].isin(members) & teams["teams"].notna()]
    middle = float(teams["teams"].astype(float).median()) if len(teams) else float("nan")
    listed = {
        "source_id": ";".join(unique_ids(teams["source_id"])),
        "as_of": _latest(teams["as_of"]),
    }
    words = f"median {middle:g} (n = {len(teams)})" if len(teams) else "No data"
    yield _row(*TEAMS_ITEM, listed, text=words, state=f"{middle:g}", blank=teams.empty)


def _incidents(store: Store, inside: Any) -> Iterator[dict[str, Any]]:
    for about in datasets(store).to_dict("records"):
        for role in ("victim", "origin"):
            frame = counts(store, str(about["dataset"]), role, None, True)[inside]
            known = frame["incidents"].dropna().astype(float)
            item = incident_item(str(about["dataset"]), role)
            row = {
                "source_id": ";".join(unique_ids(frame["source_id"])),
                "as_of": _latest(frame["as_of"]),
            }
            middle = float(known.median()) if len(known) else float("nan")
            text = f"median {middle:g} reported (n = {len(known)})" if len(known) else "No data"
            yield _row(
                INCIDENTS, item, item, row, text=text, state=f"{middle:g}", blank=known.empty
            )


def _indicators(
    store: Store, members: tuple[str, ...], year: int, reference: str
) -> Iterator[dict[str, Any]]:
    for about in all_indicators(store).values():
        if about.level != "country":
            continue
        name = about.indicator_id
        apart = about.difference_only
        frame = distance_to(store, name, reference, year) if apart else values_on(store, name, year)
        values = counted(frame)
        values = values[values.index.isin(members)]
        rows = frame[frame["iso3"].isin(values.index)]
        evidence = {
            "source_id": ";".join(unique_ids(rows["source_id"])),
            "as_of": _latest(rows["as_of"]),
        }
        years = rows["year"].dropna().astype(int)
        same = int(years.iloc[0]) if years.nunique() == 1 else None
        cells = _indicator_cells(about, values, years)
        where = group_of(None if about.obstacle is None else int(about.obstacle))
        yield _row(where, name, about.name, evidence, year=same, **cells)


def _indicator_cells(about: Indicator, values: pd.Series, years: pd.Series) -> dict[str, Any]:
    if values.empty:
        return {"text": "No data", "state": "", "blank": True, "silent": True}
    span = "" if years.nunique() < 2 else f", {years.min()}–{years.max()}"
    n = f"(n = {len(values)}{span})"
    if about.scale == "categorical" and not about.difference_only:
        words = [about.words(float(value)) for value in values]
        (most, count), *_ = Counter(words).most_common(1)
        return {"text": f"{most} in {share(count, len(words))}", "state": majority(words)}
    middle = float(values.median())
    if about.scale == "categorical":
        other = int((values != 0).sum())
        state = "apart" if other * 2 > len(values) else "0"
        return {"text": f"differs in {share(other, len(values))}", "state": state}
    if about.difference_only:
        apart = "0" if middle == 0 else "apart"
        return {"text": f"median {about.words(middle)} apart {n}", "state": apart}
    return {"text": f"median {about.words(middle)} {n}", "state": about.words(middle)}


def _latest(dates: Iterable[object]) -> str:
    return max((str(d) for d in dates if isinstance(d, str) and d), default="")
