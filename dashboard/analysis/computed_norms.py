"""Computed indicators of obstacle 9: seats in talks, published positions, commitments joined.

Every function takes the inputs of its row in ``computed_indicators`` and returns the columns iso3,
year, value, source_id and as_of (``computed.VALUE_COLUMNS``).
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.computed_legal import FIRST_YEAR, ends_of_years, last_year
from dashboard.analysis.evidence import merged_sources
from dashboard.analysis.timelines import membership_timelines
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import MembershipStatus
from dashboard.store.store import Store

_COLUMNS = ["iso3", "year", "value", "source_id", "as_of"]
_SPAN = 1_000_000
OWN, SHARED = 2.0, 1.0


def rounds(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """Seats of every UN member in the rounds of experts whose members are all named; 0 is none."""
    table = store.table("gge_rounds")
    whole = table[table["coverage"].eq("complete") & table["members_published"].notna()]
    whole = whole[whole["members_sourced"].ge(whole["members_published"])]
    seats = store.table("memberships")
    seats = seats[seats["organisation_id"].isin(whole["organisation_id"])]
    rows: list[tuple[Any, ...]] = []
    for year in range(max(FIRST_YEAR, int(whole["first_year"].min())), last_year(store) + 1):
        begun = whole[whole["first_year"] <= year]
        own = seats[seats["organisation_id"].isin(begun["organisation_id"])]
        taken = own.groupby("iso3")["organisation_id"].nunique()
        sources = merged_sources([*begun["source_id"], *own["source_id"]])
        as_of = str(max([*begun["as_of"], *own["as_of"]]))
        for country in store.countries.un_members:
            rows.append((country.iso3, year, float(taken.get(country.iso3, 0)), sources, as_of))
    return pd.DataFrame(rows, columns=_COLUMNS)


def law_positions(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """OWN where a state has published a position, SHARED where only an organisation it was a
    member of at the adoption has; no row where none was seen."""
    own = store.table("national_positions")[["iso3", "date", "source_id", "as_of"]]
    parts = [own.assign(value=OWN)]
    for row in store.table("common_positions").to_dict("records"):
        adopted = parse_reduced(str(row["date"])).latest
        joined = _joined(store, str(row["organisation_id"]), adopted)
        members = pd.DataFrame(joined, columns=["iso3", "source_id", "as_of"])
        cells = [row["source_id"], row["source_id_2"]]
        members["source_id"] = [merged_sources([*cells, cell]) for cell in members["source_id"]]
        parts.append(members.assign(date=str(row["date"]), value=SHARED))
    frame = pd.concat(parts, ignore_index=True)
    frame["first"] = [parse_reduced(str(text)).latest.year for text in frame["date"]]
    years = range(max(FIRST_YEAR, int(frame["first"].min())), last_year(store) + 1)
    known = []
    for year in years:
        until = frame[frame["first"] <= year]
        best = until.groupby("iso3")["value"].transform("max")
        known.append(_best(until[until["value"] == best], year))
    return pd.concat(known, ignore_index=True)


def commitments(store: Store, inputs: tuple[str, ...]) -> pd.DataFrame:
    """How many of the efforts ``inputs`` a country is known to have joined; only where any."""
    rows: list[tuple[Any, ...]] = []
    for day in ends_of_years(store):
        joined: dict[str, list[tuple[str, str]]] = {}
        for name in inputs:
            for iso3, source_id, as_of in _joined(store, name, day):
                joined.setdefault(iso3, []).append((source_id, as_of))
        for iso3, own in joined.items():
            sources = merged_sources(source for source, _ in own)
            rows.append((iso3, day.year, float(len(own)), sources, max(date_ for _, date_ in own)))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _best(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    grouped = rows.groupby("iso3", as_index=False)
    found = grouped.agg(
        value=("value", "max"), source_id=("source_id", merged_sources), as_of=("as_of", "max")
    )
    return found.assign(year=year)[_COLUMNS]


def _joined(store: Store, organisation_id: str, day: date) -> list[tuple[str, str, str]]:
    """Members and participants on a day, territories left out: iso3, source id, date."""
    table = membership_timelines(store)
    tracks = table.tracks_of(organisation_id)
    at = np.searchsorted(table.key, tracks * _SPAN + day.toordinal(), side="right") - 1
    states = {c.iso3 for c in store.countries.selectable}
    names = table.tracks["iso3"].to_numpy(object)[tracks]
    cells = (table.cells[name][at] for name in ("state", "source_id", "as_of"))
    return [
        (str(iso3), str(source_id), str(as_of))
        for iso3, state, source_id, as_of in zip(names, *cells, strict=True)
        if state == MembershipStatus.MEMBER and iso3 in states
    ]
