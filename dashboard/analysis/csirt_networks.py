"""Networks of CERT/CSIRTs: who is in them on the date of each list, and who can reach whom.

A network links two countries where both have a member in it. No list here is complete for the
world, so every number of members, countries or pairs is a lower bound.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from dashboard.analysis.csirt_teams import directory, team_networks
from dashboard.analysis.evidence import evidence_urls
from dashboard.core.provenance import unique_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

AGREEMENTS = "CSIRT_AGREEMENTS"
CVE, GCVE = "CVE_CNA", "GCVE_GNA"
OWN_NAMES = {
    CVE: "CVE numbering authorities",
    GCVE: "GCVE numbering authorities",
    AGREEMENTS: "Agreements between two teams",
}
_OWN_NOTES = {
    CVE: "the registry of March 2025, companies included; being in it is no contact between states",
    GCVE: "three authorities met in the sources",
}
MEMBER_COLUMNS = (
    "iso3",
    "country",
    "member",
    "level",
    "status",
    "detail",
    "since",
    "source_id",
    "as_of",
    "evidence_url",
)
"""``level``: team (named), country (no team named) or organisation (a numbering authority)."""


@per_store(size=1)
def network_names(store: Store) -> Mapping[str, str]:
    """Networks by id with their names, in the order of the list."""
    bodies = store.table("organisations")
    bodies = bodies[bodies["membership_from"].eq("csirts") | bodies["organisation_id"].isin(_SEEN)]
    names = dict(zip(bodies["organisation_id"], bodies["short_name"], strict=True))
    extra = {k: OWN_NAMES[k] for k in (CVE, GCVE)}
    return MappingProxyType({**{str(k): str(v) for k, v in names.items()}, **extra})


_SEEN = ("EU_CSIRTS_NETWORK",)


@per_store(size=32)
def network_members(store: Store, network_id: str) -> pd.DataFrame:
    """Members of one network with MEMBER_COLUMNS: named teams first, then countries without one.

    A country known both by a team and by name is listed by its teams. Suspended members are
    listed with that status.
    """
    parts = [_authorities(store) if network_id == CVE else _teams(store, network_id)]
    named = {str(i) for part in parts for i in part["iso3"].dropna()}
    countries = _countries(store, network_id)
    parts.append(countries[~countries["iso3"].isin(named)])
    frame = pd.concat([p.astype("object") for p in parts], ignore_index=True)
    frame["country"] = [
        store.countries[i].name if isinstance(i, str) and i in store.countries else ""
        for i in frame["iso3"]
    ]
    order = frame["member"].fillna("").astype(str).str.casefold()
    frame = frame.assign(order=order, nowhere=frame["country"].eq(""))
    frame = frame.sort_values(["nowhere", "country", "order"], ignore_index=True)
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame.reindex(columns=list(MEMBER_COLUMNS)).fillna("")


_RAW = ["iso3", "member", "level", "status", "detail", "since", "source_id", "as_of"]


def _teams(store: Store, network_id: str) -> pd.DataFrame:
    rows = team_networks(store)
    rows = rows[rows["network"] == network_id]
    teams = directory(store)[["team_id", "short_name", "iso3"]]
    rows = rows.merge(teams, on="team_id").assign(level="team")
    return rows.rename(columns={"short_name": "member", "status_detail": "detail"})[_RAW]


def _countries(store: Store, network_id: str) -> pd.DataFrame:
    rows = store.table("country_networks")
    rows = rows[rows["network"] == network_id].rename(columns={"status_detail": "detail"})
    rows = rows.assign(level="country", member="")[_RAW]
    if network_id != "FIRST":
        return rows
    seen = store.table("national_csirts").query("first_member == 'yes'")
    seen = seen[~seen["iso3"].isin(rows["iso3"])].assign(
        level="country",
        member="",
        status="member",
        detail=lambda f: f["first_member_basis"],
        since="",
        source_id=lambda f: f["first_member_source_id"].fillna(f["source_id"]),
        as_of=lambda f: f["first_member_as_of"].fillna(f["as_of"]),
    )[_RAW]
    return pd.concat([rows, seen], ignore_index=True)


def _authorities(store: Store) -> pd.DataFrame:
    rows = store.table("cve_cnas")
    return rows.assign(
        member=rows["organization"],
        level="organisation",
        status="member",
        detail=rows["types"].str.replace(";", "; "),
        since="",
    )[_RAW]


@per_store(size=1)
def network_list(store: Store) -> pd.DataFrame:
    """One row a network: network, name, members, teams, countries, un_members, statuses (words),
    as_of_from, as_of_to, coverage, note, published_total, source_id."""
    bodies = store.table("organisations").set_index("organisation_id")
    states = {c.iso3 for c in store.countries.un_members}
    rows = []
    for network_id, name in network_names(store).items():
        frame = network_members(store, network_id)
        active = frame[frame["status"] != "suspended"]
        codes = set(active["iso3"]) - {""}
        about = bodies.loc[network_id] if network_id in bodies.index else None
        dates = sorted(str(d) for d in frame["as_of"])
        levels = frame[frame["level"] != "country"]["status"].value_counts()
        rows.append(
            {
                "network": network_id,
                "name": name,
                "teams": int((active["level"] == "team").sum()),
                "members": len(active),
                "countries": len(codes),
                "un_members": len(codes & states),
                "statuses": "; ".join(_counted(int(n), str(s)) for s, n in levels.items()),
                "as_of_from": dates[0] if dates else "",
                "as_of_to": dates[-1] if dates else "",
                "coverage": _coverage(network_id, None if about is None else about["coverage"]),
                "note": _note(network_id, None if about is None else about["coverage_note"]),
                "published_total": pd.NA if about is None else about["published_total"],
                "source_id": ";".join(unique_ids(frame["source_id"])),
                "as_of": dates[-1] if dates else "",
            }
        )
    return pd.DataFrame(rows).astype({"published_total": "Int64"})


def _counted(count: int, status: str) -> str:
    """'5 members', '231 accredited'."""
    many = "s" if count > 1 and status in ("member", "participant") else ""
    return f"{count:,} {status}{many}"


def _coverage(network_id: str, listed: object) -> str:
    if isinstance(listed, str):
        return listed
    return "complete" if network_id == CVE else "partial"


def _note(network_id: str, noted: object) -> str:
    return _OWN_NOTES.get(network_id, noted if isinstance(noted, str) else "")
