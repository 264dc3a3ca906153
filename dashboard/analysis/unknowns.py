"""What is not known about a country on a day, and the page that would settle it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.csirts import presence_of
from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.indicator_index import positions, value_index
from dashboard.analysis.indicator_list import all_indicators
from dashboard.analysis.indicator_values import first_years, later
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.vocabulary import CsirtPresence, EntityKind, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

UNKNOWN_COLUMNS = ("topic", "item_id", "item", "why", "settled_by", "source_id", "as_of")
FIRST = "FIRST"


@per_store(size=64)
def unknowns(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """What is not known about one country on a day, with the page that would settle it.

    UNKNOWN_COLUMNS, by topic: treaties, csirts, organisations, indicators. ``settled_by`` is an
    address of the treaty office, body or publisher; '' where none is known. Territories get
    only the indicators: treaties and memberships do not apply to them.
    """
    country = store.countries[iso3]
    parts = [_no_data(store, country.iso3, on)]
    if country.entity_kind is not EntityKind.TERRITORY:
        parts = [
            _treaties(store, country.iso3, on),
            _csirts(store, country.iso3, on),
            _organisations(store, country.iso3, on),
            *parts,
        ]
    return pd.DataFrame(
        [row for part in parts for row in part], columns=list(UNKNOWN_COLUMNS), dtype="str"
    )


def _treaties(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    states = treaty_timelines(store).country_on(on, iso3)
    for name, short_name, url in _addresses(store, "treaties"):
        row = states[name]
        if row["state"] == Status.UNKNOWN:
            why = str(row["note"] or "") or "our list is not complete for this date"
            yield _row("treaties", name, short_name, why, url, row)


def _csirts(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    row = presence_of(store, iso3, on)
    if row["presence"] == CsirtPresence.UNKNOWN:
        why = row["note"] or "no source read says whether there is a national CSIRT"
        settled = evidence_urls(store, [row["source_id"]])[0]
        yield _row("csirts", "csirt", "National CSIRT", why, settled, row)
    if row["first_member"] != "yes":
        why = "no member seen in the lists read; the full list is larger"
        for name, _, url in _addresses(store, "organisations"):
            if name == FIRST:
                yield _row("csirts", name, "Teams in FIRST", why, url, row)


def _organisations(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    states = membership_timelines(store).country_on(on, iso3)
    notes = _notes(store)
    for name, short_name, url in _addresses(store, "organisations"):
        if name in notes and states[name]["state"] == MembershipStatus.UNKNOWN:
            yield _row("organisations", name, short_name, notes[name], url, states[name])


@per_store(size=2)
def _addresses(store: Store, table: str) -> list[tuple[str, str, str]]:
    """(id, short name, address that settles a question) of every treaty or organisation."""
    frame = store.table(table)
    urls = frame["refresh_url"].fillna(frame["url"]) if "refresh_url" in frame else frame["url"]
    ids = frame["treaty_id" if table == "treaties" else "organisation_id"]
    return list(zip(map(str, ids), map(str, frame["short_name"]), urls.fillna(""), strict=True))


@per_store(size=1)
def _notes(store: Store) -> dict[str, str]:
    """Why a membership is not known, for each organisation with a list of its own."""
    bodies = store.table("organisations")
    bodies = bodies[bodies["membership_from"].ne("none") & bodies["organisation_id"].ne(FIRST)]
    whys = bodies["coverage_note"].fillna("our list is not complete for this date")
    return dict(zip(map(str, bodies["organisation_id"]), map(str, whys), strict=True))


def _no_data(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    at = positions(store)[iso3]
    place, index = np.array([at]), value_index(store)
    for about in all_indicators(store).values():
        if about.level != "country" or index.latest(about.indicator_id, place, on.year)[0] >= 0:
            continue
        first = first_years(store, about.indicator_id)[at]
        why = later(first, on.year) or "the source has no value"
        url = evidence_urls(store, [about.source_id])[0]
        cells = {"source_id": about.source_id, "as_of": about.as_of}
        yield _row("indicators", about.indicator_id, about.name, why, url, cells)


def _row(
    topic: str, item_id: object, item: object, why: object, url: str, row: dict[str, Any]
) -> dict[str, str]:
    return {
        "topic": topic,
        "item_id": str(item_id),
        "item": str(item),
        "why": str(why),
        "settled_by": url,
        "source_id": str(row["source_id"] or ""),
        "as_of": str(row["as_of"] or ""),
    }
