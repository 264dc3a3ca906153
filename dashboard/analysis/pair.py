"""Two countries on a date: every channel between them, with the evidence of both sides."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.agreements import NEVER
from dashboard.analysis.evidence import evidence_url
from dashboard.analysis.network import (
    ACTIVE,
    NONE,
    PROSPECTIVE,
    UNKNOWN,
    Network,
    network,
)
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.dates import parse_reduced
from dashboard.core.errors import UserError
from dashboard.core.pairs import Pair
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import Basis, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

PAIR_COLUMNS = (
    "instrument_id",
    "name",
    "kind",
    "legal_basis",
    "counts",
    "strength",
    "status",
    "since",
    "since_words",
    "side_a",
    "side_b",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
"""``status``: in_force, prospective, commitment, unknown. ``since`` is the reduced date from which
both sides have it; empty where one side is known only by the date of a list."""
LINKED = ("in_force", "prospective", "commitment", "unknown")


def check_pair(store: Store, a: str, b: str) -> Pair:
    """The pair of two registry entries; UserError for a territory or the same country twice."""
    for iso3 in (a, b):
        country = store.countries[iso3]
        if country.entity_kind is EntityKind.TERRITORY:
            raise UserError(
                f"{country.name} is a territory: it makes no treaties of its own",
                where="a, b",
                given=iso3,
                fix="Choose the state it belongs to",
            )
    return Pair(a, b)


def pair_channels(store: Store, a: str, b: str, on: date) -> pd.DataFrame:
    """Every channel between two countries on the day with PAIR_COLUMNS, strongest first.

    In force for both; prospective (signed or ratified, not yet in force for both); political
    commitments; and unknown, where one side is not known. Rows with ``counts`` False are shown
    but are no channel in the sense of ``channels.csv``.
    """
    pair = check_pair(store, a, b)
    found = network(store)
    rows = [*_through_lists(store, found, pair, on), *_agreements(store, found, pair, on)]
    frame = pd.DataFrame(rows, columns=list(PAIR_COLUMNS))
    order = frame["status"].map({status: n for n, status in enumerate(LINKED)})
    frame = frame.assign(order=order).sort_values(
        ["order", "strength"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return frame.drop(columns="order")


def _through_lists(store: Store, found: Network, pair: Pair, on: date) -> Iterator[dict[str, Any]]:
    places = np.array([found.place[pair.a], found.place[pair.b]])
    codes = found.codes_at(found.tracks[places], on.toordinal())
    tables = {True: treaty_timelines(store), False: membership_timelines(store)}
    rows = instrument_rows(store)
    for column in np.flatnonzero((codes != NONE).any(axis=0)):
        own, treaty = codes[:, column], bool(found.is_treaty[column])
        table = tables[treaty]
        held = [int(column)] * 2
        club = found.clubs.get(int(column))
        if club is not None:
            joint = [min(own[0], codes[1, club]), min(codes[0, club], own[1])]
            held = [held[0], club] if joint[0] >= joint[1] else [club, held[1]]
            status = "in_force" if max(joint) == ACTIVE else None
        else:
            tracks = found.tracks[places, column]
            listed = all(table.is_listed(int(t)) for t in tracks) if UNKNOWN in own else True
            status = _status(int(min(own)), own, treaty, listed)
        if status is not None:
            sides = [
                table.step_on(on, int(found.tracks[place, at]))
                for place, at in zip(places, held, strict=True)
            ]
            yield _row(store, rows[column], status, sides)


@per_store(size=1)
def instrument_rows(store: Store) -> list[dict[str, Any]]:
    """The instruments of the network as plain records, in the order of its columns."""
    table = network(store).instruments
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def _status(joint: int, own: Any, is_treaty: bool, listed: bool) -> str | None:
    """A link that is not known counts as one only where both are named in the list."""
    if joint == ACTIVE:
        return "in_force"
    if is_treaty and joint == PROSPECTIVE:
        return "prospective"
    if listed and UNKNOWN in own and NONE not in own:
        return "unknown"
    return None


def _row(
    store: Store, row: dict[str, Any], status: str, sides: list[dict[str, Any]]
) -> dict[str, Any]:
    cells = dict.fromkeys(
        s for step in sides for s in split_ids(str(step["source_id"])) if step["source_id"]
    )
    source = ";".join(cells)
    later = max(sides, key=lambda step: step["from_day"])
    dated = all(step["since"] for step in sides)
    since = str(later["since"]) if dated else ""
    url = row["url"] if isinstance(row["url"], str) else ""
    return {
        "instrument_id": row["instrument_id"],
        "name": row["name"],
        "kind": row["kind"],
        "legal_basis": row["legal_basis"] if isinstance(row["legal_basis"], str) else "",
        "counts": bool(row["counts"]),
        "strength": int(row["strength"]),
        "status": status,
        "since": since,
        "since_words": _since(later, since, status),
        "side_a": str(sides[0]["state"]),
        "side_b": str(sides[1]["state"]),
        "note": row["why"],
        "source_id": source,
        "as_of": min(str(step["as_of"]) for step in sides),
        "evidence_url": evidence_url(store, source) or url,
    }


def _since(later: dict[str, Any], since: str, status: str) -> str:
    if status == "unknown":
        return "not known"
    if not since:
        return f"since when is not known, listed as of {later['as_of']}"
    words = parse_reduced(since).since()
    if status == "prospective":
        return f"signed or ratified by both {words}"
    return words + (" (by treaty rule)" if later["basis"] == Basis.BY_TREATY_RULE else "")


def _agreements(store: Store, found: Network, pair: Pair, on: date) -> Iterator[dict[str, Any]]:
    deals = found.agreements
    rules = store.table("channels").set_index("instrument_id")["why"]
    a, b = sorted((found.place[pair.a], found.place[pair.b]))
    low, high = deals.ends.min(axis=1), deals.ends.max(axis=1)
    for at in np.flatnonzero((low == a) & (high == b)):
        row = {str(k): v for k, v in deals.table.iloc[at].to_dict().items()}
        start, until = deals.begin[at], deals.end[at]
        if until <= on.toordinal():
            continue
        working = start <= on.toordinal()
        dated, kind = isinstance(row["start"], str) and bool(row["start"]), row["instrument_id"]
        if kind == "cyber_commitment" and working:
            status = "commitment"
        elif working:
            status = "in_force"
        elif _signed_by(row["signed"], on):
            status = "prospective"
        elif not dated and start == NEVER:
            status = "unknown"
        else:
            continue
        yield {
            **{k: row[k] for k in ("name", "kind", "counts", "source_id", "as_of")},
            "instrument_id": row["agreement_id"],
            "legal_basis": row["legal_basis"] if isinstance(row["legal_basis"], str) else "",
            "strength": int(row["strength"]),
            "status": status,
            "since": row["start"] if working and dated else "",
            "since_words": _agreed(row, status),
            "side_a": "",
            "side_b": "",
            "note": " ".join(n for n in (rules[kind], row["note"]) if isinstance(n, str)),
            "evidence_url": evidence_url(store, str(row["source_id"])),
        }


def _agreed(row: dict[str, Any], status: str) -> str:
    if status in ("in_force", "commitment"):
        if isinstance(row["start"], str) and row["start"]:
            return f"since {parse_reduced(row['start']).phrase()}"
        return f"since when is not known, listed as of {row['as_of']}"
    if status == "prospective":
        return f"signed {parse_reduced(str(row['signed'])).when()}, not known to be in force"
    listed = row["listed_year"]
    return "listed, not dated" if pd.isna(listed) else f"listed with the year {int(listed)}"


def _signed_by(text: object, on: date) -> bool:
    return isinstance(text, str) and bool(text) and parse_reduced(text).latest <= on
