"""What is covered and what is not known: by table, topic, list, indicator and country."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.indicator_list import all_indicators
from dashboard.analysis.indicator_profile import country_profile
from dashboard.analysis.memberships import membership_on
from dashboard.analysis.treaties import country_treaties
from dashboard.core.errors import DataError
from dashboard.core.vocabulary import CsirtPresence, Empty, EntityKind, MembershipStatus, Status
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
UNKNOWN_COLUMNS = ("topic", "item_id", "item", "why", "settled_by", "source_id", "as_of")
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
    members = {c.iso3 for c in store.countries.un_members}
    values = store.table("values")[["indicator_id", "year", "iso3"]]
    pairs = store.table("dyadic_values")
    ends = [
        pairs[["indicator_id", "year", end]].rename(columns={end: "iso3"})
        for end in ("iso3_a", "iso3_b")
    ]
    counts = pd.concat([values, pairs])["indicator_id"].value_counts()
    groups = dict(iter(pd.concat([values, *ends]).groupby("indicator_id")))
    rows = []
    for about in all_indicators(store).values():
        part = groups.get(about.indicator_id)
        seen = set() if part is None else set(part["iso3"])
        last = None if part is None else int(part["year"].max())
        rows.append(
            {
                "indicator_id": about.indicator_id,
                "name": about.name,
                "obstacle": None if about.obstacle is None else int(about.obstacle),
                "level": about.level,
                "values": int(counts.get(about.indicator_id, 0)),
                "year_from": None if part is None else int(part["year"].min()),
                "year_to": last,
                "countries": len(seen),
                "last_year_countries": 0
                if part is None
                else part.loc[part["year"] == last, "iso3"].nunique(),
                "share_of_members": _percent(len(seen & members), len(members)),
            }
        )
    whole = dict.fromkeys(("obstacle", "values", "year_from", "year_to"), "Int64")
    return pd.DataFrame(rows).astype(whole)


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
    return min((str(d) for d in dates if isinstance(d, str) and d), default="")


def _most(dates: pd.Series) -> str:
    return max((str(d) for d in dates if isinstance(d, str) and d), default="")


def _treaties(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    urls = store.table("treaties").set_index("treaty_id")["url"]
    frame = country_treaties(store, iso3, on)
    for row in frame[frame["status"] == Status.UNKNOWN].to_dict("records"):
        why = str(row["note"] or "") or "our list is not complete for this date"
        yield _row("treaties", row["treaty_id"], row["short_name"], why, urls, row)


def _csirts(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    row = national_presence(store, on).set_index("iso3").loc[iso3].to_dict()
    bodies = store.table("organisations").set_index("organisation_id")
    urls = bodies["refresh_url"].fillna(bodies["url"])
    if row["presence"] == CsirtPresence.UNKNOWN:
        why = row["note"] or "no source read says whether there is a national CSIRT"
        settled = evidence_urls(store, [row["source_id"]])
        shown = pd.Series({"csirt": settled[0]})
        yield _row("csirts", "csirt", "National CSIRT", why, shown, row)
    if row["first_member"] != "yes" and "FIRST" in urls.index:
        why = "no member seen in the lists read; the full list is larger"
        yield _row("csirts", "FIRST", "Teams in FIRST", why, urls, row)


def _organisations(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    bodies = store.table("organisations").set_index("organisation_id", drop=False)
    urls = bodies["refresh_url"].fillna(bodies["url"])
    for body in bodies.to_dict("records"):
        name = str(body["organisation_id"])
        if name == "FIRST" or body["membership_from"] == "none":
            continue
        frame = membership_on(store, name, on)
        row = frame[frame["iso3"] == iso3].iloc[0].to_dict()
        if row["status"] == MembershipStatus.UNKNOWN:
            note = body["coverage_note"]
            why = note if isinstance(note, str) else "our list is not complete for this date"
            yield _row("organisations", name, body["short_name"], why, urls, row)


def _no_data(store: Store, iso3: str, on: date) -> Iterator[dict[str, str]]:
    frame = country_profile(store, iso3, on.year)
    about = all_indicators(store)
    for row in frame[frame["empty"] == Empty.NO_DATA].to_dict("records"):
        source = about[str(row["indicator_id"])]
        url = pd.Series({source.indicator_id: evidence_urls(store, [source.source_id])[0]})
        cells = {"source_id": source.source_id, "as_of": source.as_of}
        why = str(row["note"]) or "the source has no value"
        yield _row("indicators", source.indicator_id, source.name, why, url, cells)


def _row(
    topic: str, item_id: object, item: object, why: object, urls: pd.Series, row: dict[Any, Any]
) -> dict[str, str]:
    url = urls.get(str(item_id))
    return {
        "topic": topic,
        "item_id": str(item_id),
        "item": str(item),
        "why": str(why),
        "settled_by": url if isinstance(url, str) else "",
        "source_id": str(row["source_id"] or ""),
        "as_of": str(row["as_of"] or ""),
    }
