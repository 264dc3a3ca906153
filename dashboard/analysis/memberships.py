"""Who belongs to an organisation or effort on a date, and what a country belongs to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.rows import row_of
from dashboard.analysis.timelines import membership_timelines
from dashboard.analysis.treaties import with_countries
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import Basis, MembershipStatus
from dashboard.store.frames import rows_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MEMBER_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "organisation_id",
    "status",
    "role",
    "since",
    "date_precision",
    "basis",
    "text",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)


@per_store()
def organisation(store: Store, organisation_id: str) -> dict[str, object]:
    """The row of one organisation or effort; UnknownIdError names the allowed ids."""
    return row_of(store, "organisations", "organisation_id", organisation_id, what="organisation")


@per_store(size=256)
def membership_on(store: Store, organisation_id: str, on: date) -> pd.DataFrame:
    """One row for every registry entry with MEMBER_COLUMNS; ``status`` is a MembershipStatus."""
    row = organisation(store, organisation_id)
    table = membership_timelines(store)
    frame = _described(store, table.on(on, table.tracks_of(organisation_id)), on)
    fallback = row.get("url")
    url = fallback if isinstance(fallback, str) else ""
    frame["evidence_url"] = frame["evidence_url"].replace("", url)
    return with_countries(store, frame)[list(MEMBER_COLUMNS)]


def members_on(store: Store, organisation_id: str, on: date) -> frozenset[str]:
    """iso3 of the members and participants on the day (observers and the unknown left out)."""
    table = membership_timelines(store)
    tracks = table.tracks_of(str(organisation(store, organisation_id)["organisation_id"]))
    names = table.tracks["iso3"].to_numpy(object)[tracks]
    states = table.states_on(on, tracks)
    return frozenset(str(n) for n, s in zip(names, states, strict=True) if s == _MEMBER)


@per_store(size=512)
def country_memberships(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """What one country belongs to on the day: MEMBER_COLUMNS plus short_name, functions, type.

    Only known relations: member, observer and former; silence of a list is not listed.
    """
    country = store.countries[iso3]
    table = membership_timelines(store)
    tracks = table.of_country[country.iso3]
    shown = (MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER)
    tracks = tracks[[state in shown for state in table.states_on(on, tracks)]]
    home = {
        "name": country.name,
        "entity_kind": str(country.entity_kind),
        "un_member": country.un_member,
    }
    about, over = _about(store), ended_years(store)
    rows = [home | row for row in table.rows_on(on, tracks, _NAMES)]
    for row in rows:
        body = str(row["organisation_id"])
        row |= about[body] | {"ended": over.get(body, _NEVER)}
        row["text"] = _words(row, on)
    columns = [*MEMBER_COLUMNS, "short_name", "functions", "type"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(evidence_url=evidence_urls(store, frame["source_id"]))


@per_store(size=1)
def _about(store: Store) -> dict[str, dict[str, Any]]:
    """short_name, functions and type of each organisation."""
    table = store.table("organisations")[["organisation_id", "short_name", "functions", "type"]]
    return {str(row.pop("organisation_id")): row for row in rows_of(table)}


_MEMBER = MembershipStatus.MEMBER
_ROLES = {"contributing": "Contributing participant", "suspended": "Member"}
_NEVER = 9999
_NAMES = {"instrument_id": "organisation_id", "state": "status", "precision": "date_precision"}


def _described(store: Store, frame: pd.DataFrame, on: date) -> pd.DataFrame:
    frame = frame.rename(columns=_NAMES)
    over = ended_years(store)
    frame["ended"] = [over.get(name, _NEVER) for name in frame["organisation_id"]]
    frame["text"] = [_words(record, on) for record in rows_of(frame)]
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame


@per_store(size=1)
def ended_years(store: Store) -> dict[Any, int]:
    """The last year of each effort that is over."""
    ended = store.table("organisations").set_index("organisation_id")["ended"].dropna().to_dict()
    return {name: parse_reduced(str(text)).latest.year for name, text in ended.items()}


def _words(row: Mapping[Any, Any], on: date) -> str:
    """Membership in words: 'Member since 1949', 'Observer, as of 2026-01-22', 'Left in 2020',
    'Chair, 2014 to 2015' (``row["ended"]``: the year in which a round of experts was over)."""
    status, role = MembershipStatus(str(row["status"])), str(row["role"] or "")
    since, basis = str(row["since"] or ""), str(row["basis"])
    speaking = (MembershipStatus.MEMBER, MembershipStatus.OBSERVER)
    text = _ROLES.get(role, role.capitalize()) if role and status in speaking else status.label
    if since and status is MembershipStatus.FORMER:
        text = f"Left {parse_reduced(since).when()}"
    elif since and on.year > int(row["ended"]):
        text += f", {parse_reduced(since).phrase()} to {row['ended']}"
    elif since:
        text += f" {parse_reduced(since).since()}"
    if role == "suspended" and since:
        text += " but suspended"
    pending = str(row["pending"] or "")
    passed = on > parse_reduced(str(row["as_of"])).latest and not pending
    listed = status in (*speaking, MembershipStatus.NOT_MEMBER)
    if listed and (basis == Basis.AS_OF or (basis == Basis.LIST and passed)):
        text += f", as of {row['as_of']}"
    if pending and row["pending_state"] != MembershipStatus.FORMER:
        text += f"; joined {parse_reduced(pending).when()}"
    return text
