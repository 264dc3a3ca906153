"""Search in the directory of teams, and national teams by their first year."""

import unicodedata
from collections.abc import Collection

import pandas as pd

from dashboard.analysis.csirt_teams import FULL_INVENTORY, directory
from dashboard.analysis.csirts import RUNNING, national_presence
from dashboard.store.memo import per_store
from dashboard.store.store import Store

_SEARCHED = ("short_name", "full_name", "host", "website", "constituency", "country")


def folded(text: str) -> str:
    """Lower case without accents, so that 'Sao' finds 'São'."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@per_store(size=1)
def _searchable(store: Store) -> pd.DataFrame:
    teams = directory(store)
    names = {c.iso3: c.name for c in store.countries}
    teams = teams.assign(country=teams["iso3"].map(names).fillna(teams["scope"]))
    content = teams[list(_SEARCHED)].fillna("").agg(" ".join, axis=1)
    return teams.assign(content=content.map(folded))


@per_store(size=1)
def team_types(store: Store) -> tuple[str, ...]:
    """The types of team, most frequent first."""
    return tuple(str(t) for t in directory(store)["type"].value_counts().index)


@per_store(size=1)
def sectors(store: Store) -> tuple[str, ...]:
    """Whom teams serve, as listed, most frequent first."""
    cells = directory(store)["constituency"].dropna().str.split(";").explode().str.strip()
    return tuple(str(t) for t in cells[cells != ""].value_counts().index)


def search_teams(
    store: Store,
    *,
    text: str = "",
    kind: str = "",
    sector: str = "",
    network: str = "",
    countries: Collection[str] = (),
) -> pd.DataFrame:
    """Rows of ``directory`` plus ``country`` that fit every filter given; every word of ``text``
    must occur in the names, host, website, constituency or country."""
    teams = _searchable(store)
    keep = pd.Series(True, index=teams.index)
    for word in folded(text).split():
        keep &= teams["content"].str.contains(word, regex=False)
    if kind:
        keep &= teams["type"] == kind
    if sector:
        keep &= _holds(teams["constituency"], ";", sector)
    if network:
        keep &= _holds(teams["networks"], ";", network)
    if countries:
        keep &= teams["iso3"].isin(list(countries))
    return teams[keep].drop(columns="content").reset_index(drop=True)


def _holds(cells: pd.Series, mark: str, wanted: str) -> pd.Series:
    return cells.fillna("").map(lambda c: wanted in [p.strip() for p in str(c).split(mark)])


@per_store(size=1)
def dated_teams(store: Store) -> pd.DataFrame:
    """National teams of UN members known today, by the end of their first year.

    One row a year: date (ISO day), value (teams started by then), name, source_id, as_of. Only
    teams whose first year a source gives: what came before a team of today is not known.
    """
    facts = national_presence(store)
    facts = facts[facts["un_member"] & facts["presence"].isin(RUNNING) & facts["since"].ne("")]
    facts = facts.sort_values("since", kind="stable")
    facts["value"] = range(1, len(facts) + 1)
    rows = facts.groupby("since", as_index=False).agg(
        value=("value", "max"), source_id=("source_id", _joined), as_of=("as_of", "max")
    )
    return rows.assign(date=rows["since"] + "-12-31", name="Known first year")


def _joined(cells: pd.Series) -> str:
    return ";".join(dict.fromkeys(str(cell) for cell in cells))


def undated_teams(store: Store) -> int:
    """National teams of UN members, or likely ones, whose first year no source gives."""
    facts = national_presence(store)
    facts = facts[facts["un_member"] & facts["presence"].isin(RUNNING)]
    return int(facts["since"].eq("").sum())


@per_store(size=1)
def inventoried(store: Store) -> tuple[str, ...]:
    """Countries whose teams were all listed; only these may be compared by number of teams."""
    table = store.table("national_csirts")
    return tuple(str(i) for i in table.loc[table["coverage"] == FULL_INVENTORY, "iso3"])


def search_presence(frame: pd.DataFrame, text: str, presence: str) -> pd.DataFrame:
    """Rows of ``national_presence`` of a class whose country, team or host holds every word;
    territories without a national team of their own are left out."""
    keep = frame["presence"] != "not_applicable"
    if presence:
        keep &= frame["presence"] == presence
    content = (
        frame[["name", "team", "host", "website", "evidence"]].fillna("").agg(" ".join, axis=1)
    )
    content = (content + " " + frame["iso3"]).map(folded)
    for word in folded(text).split():
        keep &= content.str.contains(word, regex=False)
    return frame[keep].reset_index(drop=True)
