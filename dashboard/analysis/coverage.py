"""What is covered: by table, topic, list and indicator."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.analysis.indicator_index import PLACES, dyad_index, value_index
from dashboard.analysis.indicator_list import all_indicators
from dashboard.core.errors import DataError
from dashboard.store.contracts import Contract
from dashboard.store.memo import per_store
from dashboard.store.store import Store

TABLE_COLUMNS = (
    "table",
    "title",
    "topic",
    "rows",
    "countries",
    "un_members",
    "share_of_members",
    "sources",
    "as_of_from",
    "as_of_to",
    "note",
)
LIST_COLUMNS = (
    "kind",
    "id",
    "name",
    "coverage",
    "coverage_note",
    "absence",
    "list_as_of",
    "published_total",
    "source_id",
    "as_of",
)
REFERENCE = "reference"


@per_store(size=1)
def table_coverage(store: Store) -> pd.DataFrame:
    """One row for each table with TABLE_COLUMNS. ``share_of_members`` is percent of the 193 UN
    members with a row (NaN where a table names no country); as-of dates are ISO text."""
    return pd.DataFrame(
        [_table(store, name) for name in store.tables()], columns=list(TABLE_COLUMNS)
    ).astype({"rows": "Int64", "countries": "Int64", "un_members": "Int64", "sources": "Int64"})


@per_store(size=1)
def topic_coverage(store: Store) -> pd.DataFrame:
    """One row for each topic: topic, tables, rows, countries, un_members, share_of_members,
    as_of_from, as_of_to."""
    tables = table_coverage(store)
    rows = []
    for topic, part in tables.groupby("topic", sort=True):
        seen: set[str] = set()
        for name in part["table"]:
            seen |= _countries(store, str(name))
        members = {c.iso3 for c in store.countries.un_members}
        rows.append(
            {
                "topic": topic,
                "tables": len(part),
                "rows": int(part["rows"].sum()),
                "countries": len(seen),
                "un_members": len(seen & members),
                "share_of_members": _percent(len(seen & members), len(members)),
                "as_of_from": _least(part["as_of_from"]),
                "as_of_to": _most(part["as_of_to"]),
            }
        )
    return pd.DataFrame(rows)


def list_coverage(store: Store) -> pd.DataFrame:
    """How complete the list of countries is for each treaty and organisation (LIST_COLUMNS).

    ``absence`` says what a missing country means there: not_party, not_member or unknown.
    """
    treaties = store.table("treaties").rename(columns={"treaty_id": "id", "short_name": "name"})
    bodies = store.table("organisations").drop(columns="name")
    bodies = bodies.rename(columns={"organisation_id": "id", "short_name": "name"})
    both = [
        part.assign(kind=kind).reindex(columns=list(LIST_COLUMNS)).astype("str")
        for kind, part in (("treaty", treaties), ("organisation", bodies))
    ]
    return pd.concat(both, ignore_index=True)


@per_store(size=1)
def indicator_coverage(store: Store) -> pd.DataFrame:
    """One row for each indicator: indicator_id, name, obstacle, level, values, year_from,
    year_to, countries, last_year_countries, share_of_members (of any year, in percent)."""
    members = np.array([c.un_member for c in store.countries])
    rows = []
    for about in all_indicators(store).values():
        pairs = about.level == "dyadic"
        index = dyad_index(store) if pairs else value_index(store)
        own = index.rows(about.indicator_id)
        years, places = index.years(own), index.place(own)
        ends = [places // PLACES, places % PLACES] if pairs else [places]
        seen = np.unique(np.concatenate(ends))
        newest = years == years.max() if len(years) else years > 0
        rows.append(
            {
                "indicator_id": about.indicator_id,
                "name": about.name,
                "obstacle": None if about.obstacle is None else int(about.obstacle),
                "level": about.level,
                "values": len(years),
                "year_from": int(years.min()) if len(years) else None,
                "year_to": int(years.max()) if len(years) else None,
                "countries": len(seen),
                "last_year_countries": len(np.unique(np.concatenate([e[newest] for e in ends]))),
                "share_of_members": _percent(int(members[seen].sum()), int(members.sum())),
            }
        )
    whole = dict.fromkeys(("obstacle", "values", "year_from", "year_to"), "Int64")
    return pd.DataFrame(rows).astype(whole)


def _table(store: Store, name: str) -> dict[str, Any]:
    contract = store.contract(name)
    row: dict[str, Any] = {"table": name, "title": contract.title, "topic": _topic(contract)}
    try:
        frame = store.table(name)
    except DataError as error:
        return {**row, "note": f"cannot be read: {error.what}"}
    members = {c.iso3 for c in store.countries.un_members}
    seen = _countries(store, name)
    dated = frame["as_of"].dropna() if "as_of" in frame else pd.Series(dtype="str")
    cells = frame["source_id"].dropna() if "source_id" in frame else pd.Series(dtype="str")
    return {
        **row,
        "rows": len(frame),
        "countries": len(seen) if seen else None,
        "un_members": len(seen & members) if seen else None,
        "share_of_members": _percent(len(seen & members), len(members)) if seen else None,
        "sources": len({s for cell in cells.unique() for s in str(cell).split(";")}),
        "as_of_from": _least(dated),
        "as_of_to": _most(dated),
        "note": contract.source_rule_why or "",
    }


@per_store(size=128)
def _countries(store: Store, name: str) -> frozenset[str]:
    """Registry entries that a table names in any column that refers to the registry."""
    try:
        frame = store.table(name)
    except DataError:
        return frozenset()
    columns = [f for f in store.contract(name).fields if f.references == "countries.iso3"]
    plain = [f.name for f in columns if not f.many]
    if name == "countries":
        plain = ["iso3"]
    found = {str(v) for column in plain for v in frame[column].dropna().unique()}
    return frozenset(iso3 for iso3 in found if iso3 in store.countries)


def _topic(contract: Contract) -> str:
    folders = contract.parts[0].path.split("/")
    return folders[1] if folders[0] == "tables" else REFERENCE


def _percent(part: int, whole: int) -> float:
    return part / whole * 100 if whole else float("nan")


def _least(dates: pd.Series) -> str:
    return min(_texts(dates), default="")


def _most(dates: pd.Series) -> str:
    return max(_texts(dates), default="")


def _texts(cells: pd.Series) -> list[str]:
    return [str(text) for text in cells.unique() if isinstance(text, str) and text]
