"""Treaty status of every country on a date, in numbers and in words."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.rows import row_of
from dashboard.analysis.timelines import treaty_timelines
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import Basis, Status
from dashboard.store.frames import rows_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

STATUS_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "treaty_id",
    "status",
    "since",
    "date_precision",
    "basis",
    "text",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
COUNTED = (Status.IN_FORCE, Status.BOUND)
"""Statuses under which a treaty works for a country on the day."""


@per_store(size=64)
def treaty(store: Store, treaty_id: str) -> dict[str, object]:
    """The row of one treaty; UnknownIdError names the allowed ids."""
    return row_of(store, "treaties", "treaty_id", treaty_id, what="treaty")


@per_store(size=256)
def status_on(store: Store, treaty_id: str, on: date) -> pd.DataFrame:
    """One row for every registry entry with STATUS_COLUMNS, in registry order.

    ``since`` is the reduced date of the event, empty where only the list's as-of date is known;
    ``basis`` says how the date is known; ``text`` is the status in words with that caveat.
    """
    rule = treaty(store, treaty_id)
    table = treaty_timelines(store)
    frame = _described(store, table.on(on, table.tracks_of(treaty_id)), on)
    frame["evidence_url"] = frame["evidence_url"].replace("", str(rule.get("url") or ""))
    return with_countries(store, frame)[list(STATUS_COLUMNS)]


def parties_on(store: Store, treaty_id: str, on: date) -> frozenset[str]:
    """iso3 of the entries for which the treaty is in force or binding on the day."""
    return with_status(store, treaty_id, COUNTED, on)


def with_status(
    store: Store, treaty_id: str, statuses: Collection[str], on: date
) -> frozenset[str]:
    """iso3 of the entries that have one of ``statuses`` under the treaty on the day."""
    table = treaty_timelines(store)
    tracks = table.tracks_of(str(treaty(store, treaty_id)["treaty_id"]))
    names = table.tracks["iso3"].to_numpy(object)[tracks]
    states = table.states_on(on, tracks)
    return frozenset(str(n) for n, s in zip(names, states, strict=True) if s in statuses)


def in_force_counts(store: Store, on: date, treaty_ids: tuple[str, ...]) -> pd.Series:
    """How many of ``treaty_ids`` are in force or binding for each registry entry (index iso3)."""
    table = treaty_timelines(store)
    total = pd.Series(0, index=[c.iso3 for c in store.countries], name="in_force")
    for treaty_id in treaty_ids:
        states = table.states_on(on, table.tracks_of(treaty_id))
        total += pd.Series([s in COUNTED for s in states], index=total.index).astype(int)
    return total


@per_store(size=512)
def country_treaties(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """The status of one country under every treaty on the day (STATUS_COLUMNS plus short_name)."""
    country = store.countries[iso3]
    table = treaty_timelines(store)
    home = {
        "name": country.name,
        "entity_kind": str(country.entity_kind),
        "un_member": country.un_member,
    }
    found = table.rows_on(on, table.of_country[country.iso3], _NAMES)
    rows = {row["treaty_id"]: home | row for row in found}
    names = store.table("treaties")[["treaty_id", "short_name"]].itertuples(index=False)
    frame = pd.DataFrame(
        [
            rows[name] | {"text": _words(rows[name], on), "short_name": short}
            for name, short in names
            if name in rows
        ]
    )
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame[[*STATUS_COLUMNS, "short_name"]]


@per_store(size=256)
def country_steps(store: Store, iso3: str) -> pd.DataFrame:
    """All steps of one country under all treaties: treaty_id, from_day (date), status, since,
    date_precision, basis, note, source_id, as_of; undated steps keep basis 'as_of'."""
    return treaty_timelines(store).steps_of(iso3).rename(columns=_NAMES).drop(columns="role")


def with_countries(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (one row an iso3) with name, entity_kind and un_member, in registry order."""
    return _registry(store).merge(frame, on="iso3", how="left", validate="1:1")


@per_store(size=1)
def _registry(store: Store) -> pd.DataFrame:
    return pd.DataFrame(
        [(c.iso3, c.name, str(c.entity_kind), c.un_member) for c in store.countries],
        columns=["iso3", "name", "entity_kind", "un_member"],
    )


_NAMES = {"instrument_id": "treaty_id", "state": "status", "precision": "date_precision"}


def _described(store: Store, frame: pd.DataFrame, on: date) -> pd.DataFrame:
    frame = frame.rename(columns=_NAMES)
    frame["text"] = [_words(row, on) for row in rows_of(frame)]
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame


_PHRASES = {
    Status.IN_FORCE: "In force {since}",
    Status.BOUND: "Bound {since} through membership",
    Status.RATIFIED: "Ratified {when}, not yet in force",
    Status.SIGNED: "Signed {when}",
    Status.INVITED: "Invited {when}",
    Status.WITHDRAWN: "Withdrawn {when}",
}
_MAY_HAVE_MOVED_ON = (Status.RATIFIED, Status.SIGNED, Status.INVITED)
"""Statuses that lead to a stronger one: carried past the date of their row, they say so."""
_EVENTS = {
    Status.IN_FORCE: "entered into force",
    Status.BOUND: "became binding",
    Status.RATIFIED: "ratified",
    Status.SIGNED: "signed",
    Status.INVITED: "invited",
    Status.WITHDRAWN: "withdrawn",
}


def _words(row: Mapping[Any, Any], on: date) -> str:
    """The status in words: 'In force since 1 July 2006 (by treaty rule)', 'Signed, as of 2016'."""
    status, note = Status(str(row["status"])), str(row["note"] or "")
    since, basis = str(row["since"] or ""), str(row["basis"])
    when = parse_reduced(since) if since else None
    adopted = status is Status.RATIFIED and basis == Basis.MEMBERSHIP
    if adopted:
        text = f"Adopted{' ' + when.when() if when else ''}, not yet applied"
    elif when and status in _PHRASES:
        text = _PHRASES[status].format(since=when.since(), when=when.when())
    elif status is Status.NOT_PARTY and note:
        text = f"Not a party ({note})"
    else:
        text = status.label
    if basis == Basis.BY_TREATY_RULE:
        text += " (by treaty rule)"
    known = status not in (Status.UNKNOWN, Status.NOT_APPLICABLE)
    open_ended = basis == Basis.LIST or (status in _MAY_HAVE_MOVED_ON and not adopted)
    if known and (basis == Basis.AS_OF or (open_ended and _passed(row, on))):
        text += f", as of {row['as_of']}"
    pending = str(row["pending"] or "")
    if pending:
        event = _EVENTS[Status(str(row["pending_state"]))]
        text += f"; {event} {parse_reduced(pending).when()}"
    return text


def _passed(row: Mapping[Any, Any], on: date) -> bool:
    return on > parse_reduced(str(row["as_of"])).latest
