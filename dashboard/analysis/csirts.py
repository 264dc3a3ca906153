"""CERT/CSIRTs: is there a national team as far as sources say, which teams, in which networks.

Presence has its own classes and never a plain "no" (DESIGN §2.3); FIRST membership is yes or
unknown. Team counts compare only where the whole country was inventoried.
"""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import CsirtPresence, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

_FACTS = (
    "host",
    "website",
    "evidence",
    "coverage",
    "other_national_teams",
    "first_member",
    "first_member_basis",
    "first_member_source_id",
    "first_member_as_of",
    "gci_ts1_2020",
    "gci_ts1_2024",
    "n_cve_cna",
)
PRESENCE_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "un_member",
    "presence",
    "team",
    "since",
    "text",
    "note",
    *_FACTS,
    "source_id",
    "as_of",
    "evidence_url",
)
RUNNING = (CsirtPresence.YES, CsirtPresence.LIKELY)


@per_store(size=64)
def national_presence(store: Store, on: date | None = None) -> pd.DataFrame:
    """One row for every registry entry with PRESENCE_COLUMNS; ``presence`` is a CsirtPresence.

    ``since`` is the year of decree, launch or first operation, '' where no source says. Without
    ``on`` the latest state of knowledge; on an earlier day a team counts from the end of its
    founding year, and what is known without a date only from its as-of date on, else unknown.
    """
    frame = pd.DataFrame(
        [
            {
                "iso3": c.iso3,
                "name": c.name,
                "entity_kind": str(c.entity_kind),
                "un_member": c.un_member,
                **presence_of(store, c.iso3, on),
            }
            for c in store.countries
        ]
    )
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame.reindex(columns=list(PRESENCE_COLUMNS)).astype({"n_cve_cna": "Int64"})


def presence_of(store: Store, iso3: str, on: date | None = None) -> dict[str, Any]:
    """What ``national_presence`` says of one country, without its name and evidence_url."""
    country = store.countries[iso3]
    return _presence(_national(store).get(country.iso3), country.entity_kind, on)


@per_store(size=1)
def _national(store: Store) -> dict[str, dict[Any, Any]]:
    return {str(r["iso3"]): r for r in store.table("national_csirts").to_dict("records")}


def _presence(row: dict[Any, Any] | None, kind: EntityKind, on: date | None) -> dict[str, Any]:
    if row is None:
        territory = kind is EntityKind.TERRITORY
        state = CsirtPresence.NOT_APPLICABLE if territory else CsirtPresence.UNKNOWN
        return {**_nothing(state), **dict.fromkeys(_TEXTS, "")}
    facts = {name: _text(row[name]) if name in _TEXTS else row[name] for name in _FACTS}
    facts |= {"source_id": row["source_id"], "as_of": row["as_of"]}
    state = CsirtPresence(row["presence"])
    since = "" if pd.isna(row["year_established"]) else str(int(row["year_established"]))
    team = _text(row["team_name"])
    if on is not None and (reason := _not_yet(state, since, str(row["as_of"]), on)):
        return {**facts, **_nothing(CsirtPresence.UNKNOWN), "note": reason}
    text = f"{state.label}: {team}" if team else state.label
    if since and state in RUNNING:
        text += f", since {since}"
    return {
        **facts,
        "presence": state.value,
        "team": team,
        "since": since,
        "text": text,
        "note": "",
    }


def _nothing(state: CsirtPresence) -> dict[str, Any]:
    return {"presence": state.value, "team": "", "since": "", "text": state.label, "note": ""}


_TEXTS = (*(name for name in _FACTS if name[:3] not in ("gci", "n_c")), "source_id", "as_of")


def _not_yet(state: CsirtPresence, since: str, as_of: str, on: date) -> str:
    """Why the row says nothing about ``on``; '' where it does."""
    known = parse_reduced(as_of).latest
    if on >= known:
        return ""
    if since and state in RUNNING:
        founded = parse_reduced(since)
        if on >= founded.latest:
            return ""
        if on >= founded.earliest:
            return f"a team started in {since}"
        return f"the team of today started in {since}; nothing is known of earlier ones"
    return f"known only as of {as_of}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
