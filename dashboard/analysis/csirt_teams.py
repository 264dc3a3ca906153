"""Response teams by country and network; counts only where a whole country was inventoried."""

from collections.abc import Callable

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.core.vocabulary import Empty, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FULL_INVENTORY = "full_inventory"


@per_store(size=1)
def _kept_team(store: Store) -> dict[str, str]:
    """team_id → the record kept for the same team (itself, unless a duplicate)."""
    teams = store.table("teams")
    kept = teams["duplicate_of"].where(teams["duplicate_of"].notna(), teams["team_id"])
    return {str(a): str(b) for a, b in zip(teams["team_id"], kept, strict=True)}


@per_store(size=1)
def team_networks(store: Store) -> pd.DataFrame:
    """``team_memberships`` with the kept team record, each team once in a network."""
    table = store.table("team_memberships")
    table["team_id"] = table["team_id"].map(_kept_team(store))
    return table.drop_duplicates(["team_id", "network"]).reset_index(drop=True)


def teams_of(store: Store, iso3: str) -> pd.DataFrame:
    """The teams of one country, national ones first: the columns of ``teams`` (records of the
    same team once) plus ``networks`` ('APCERT; FIRST') and evidence_url. Partial lists are
    partial: see ``team_counts``."""
    teams = directory(store)
    return teams[teams["iso3"] == store.countries[iso3].iso3].reset_index(drop=True)


@per_store(size=1)
def directory(store: Store) -> pd.DataFrame:
    """Every distinct team with its networks, by country and name, national teams first."""
    teams = store.table("teams")
    teams = teams[teams["duplicate_of"].isna()].drop(columns="duplicate_of")
    networks = team_networks(store).sort_values("network").groupby("team_id")["network"]
    joined = networks.agg("; ".join)
    teams["networks"] = teams["team_id"].map(joined).fillna("")
    rank = {"yes": 0, "likely": 1}
    order = teams["is_national"].map(rank).fillna(2)
    teams = teams.assign(order=order, low=teams["short_name"].str.casefold())
    teams = teams.sort_values(["iso3", "order", "low"]).drop(columns=["order", "low"])
    teams["evidence_url"] = evidence_urls(store, teams["source_id"])
    return teams.reset_index(drop=True)


def networks_of(store: Store, iso3: str) -> pd.DataFrame:
    """Networks a country is in: network, level, team, status, since, note, source_id, as_of,
    evidence_url.

    ``level`` is team (a named team), country (no team named) or organisations (the number of
    CVE numbering authorities, in ``status``). Absence means nothing: no list here is complete
    for the world.
    """
    code = store.countries[iso3].iso3
    teams = teams_of(store, code)[["team_id", "short_name"]]
    named = team_networks(store).merge(teams, on="team_id")
    named = named.assign(level="team", note=named["status_detail"]).rename(
        columns={"short_name": "team"}
    )
    country = store.table("country_networks")
    country = country[country["iso3"] == code].assign(level="country", team="")
    cna = store.table("cve_cnas")
    cna = cna[cna["iso3"] == code]
    registry = pd.DataFrame()
    if len(cna):
        authorities = "authority" if len(cna) == 1 else "authorities"
        registry = cna.iloc[:1].assign(
            network="CVE_CNA",
            level="organisations",
            team="",
            status=f"{len(cna)} CVE numbering {authorities}",
            since="",
            note="companies included",
        )
    columns = ["network", "level", "team", "status", "since", "note", "source_id", "as_of"]
    parts = [part.reindex(columns=columns) for part in (named, country, registry) if len(part)]
    frame = pd.concat(parts) if parts else pd.DataFrame(columns=columns, dtype="str")
    frame = frame.fillna({"since": "", "note": "", "team": ""})
    frame = frame.sort_values(["network", "level", "team"]).reset_index(drop=True)
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame


@per_store(size=1)
def team_counts(store: Store) -> pd.DataFrame:
    """Teams by country: iso3, name, entity_kind, un_member, teams, first_teams,
    trusted_introducer_teams, listed, empty, note, source_id, as_of, evidence_url.

    Counts only where the whole country was inventoried; elsewhere they are NA with Empty.NO_DATA
    and ``listed`` says how many teams happen to be listed here.
    """
    teams = directory(store)
    networks = team_networks(store)
    listed = teams.groupby("iso3").size()
    national = store.table("national_csirts").set_index("iso3")
    full = set(national.index[national["coverage"] == FULL_INVENTORY])
    inventory = teams[teams["iso3"].isin(full)]
    evidence = inventory.groupby("iso3").agg(source_id=("source_id", _most), as_of=("as_of", _most))

    def in_network(name: str) -> Callable[[str], int]:
        inside = (networks["network"] == name) & (networks["status"] != "suspended")
        members = set(networks.loc[inside, "team_id"])
        found = inventory[inventory["team_id"].isin(members)].groupby("iso3").size()
        return lambda code: int(found.get(code, 0))

    first, introducer = in_network("FIRST"), in_network("TRUSTED_INTRODUCER")
    rows = []
    for c in store.countries:
        known = c.iso3 in full
        territory = c.entity_kind is EntityKind.TERRITORY
        seen = int(listed.get(c.iso3, 0))
        rows.append(
            {
                "iso3": c.iso3,
                "name": c.name,
                "entity_kind": str(c.entity_kind),
                "un_member": c.un_member,
                "teams": seen if known else pd.NA,
                "first_teams": first(c.iso3) if known else pd.NA,
                "trusted_introducer_teams": introducer(c.iso3) if known else pd.NA,
                "listed": seen,
                "empty": None if known else (_NA if territory and not seen else _NO_DATA),
                "note": "" if known else _partial_note(seen),
                "source_id": evidence["source_id"].get(c.iso3, ""),
                "as_of": evidence["as_of"].get(c.iso3, ""),
            }
        )
    frame = pd.DataFrame(rows)
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    counted = ("teams", "first_teams", "trusted_introducer_teams", "listed")
    return frame.astype(dict.fromkeys(counted, "Int64"))


_NO_DATA, _NA = Empty.NO_DATA.value, Empty.NOT_APPLICABLE.value


def _most(values: pd.Series) -> str:
    return str(values.mode().iloc[0])


def _partial_note(seen: int) -> str:
    if not seen:
        return "teams were not inventoried"
    return f"teams were not inventoried; {seen} {'is' if seen == 1 else 'are'} listed here"
