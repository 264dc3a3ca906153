"""Members of efforts that keep no list of states: they follow from other tables of ours."""

import pandas as pd

from dashboard.store.memo import per_store
from dashboard.store.store import Store

MEMBERSHIP_COLUMNS = (
    "organisation_id",
    "iso3",
    "role",
    "joined",
    "left",
    "source_id",
    "as_of",
    "note",
)
_TREATIES_OF_UNODC = ("UNTOC", "UNCC2024")


@per_store()
def derived_memberships(store: Store) -> pd.DataFrame:
    """Membership rows (MEMBERSHIP_COLUMNS) of efforts whose ``membership_from`` is not 'table'."""
    pieces = [_unodc(store), _isacs(store), _networks(store), _open_to_all(store)]
    return pd.concat(pieces, ignore_index=True)[list(MEMBERSHIP_COLUMNS)]


def _unodc(store: Store) -> pd.DataFrame:
    """States party to a convention that UNODC serves: from the first deposit of either."""
    table = store.table("treaty_status")
    parties = table[table["treaty_id"].isin(_TREATIES_OF_UNODC) & table["status"].eq("party")]
    parties = parties.sort_values("ratification_date", na_position="last")
    return parties.drop_duplicates("iso3").assign(
        organisation_id="UNODC",
        role="party",
        joined=lambda f: f["ratification_date"],
        left=None,
        note="by " + parties["treaty_id"],
    )


def _isacs(store: Store) -> pd.DataFrame:
    """Countries where at least one centre or organisation was seen, from the earliest list on."""
    table = store.table("isacs").sort_values("as_of", kind="stable")
    table = table[table["iso3"].notna()].drop_duplicates(["organisation_id", "iso3"])
    return table.assign(role="participant", joined=None, left=None, note="at least one was seen")


def _networks(store: Store) -> pd.DataFrame:
    """Countries in CSIRT networks: by a team of theirs, or named as a country.

    A country counts from the earliest day that any of its rows gives (its since, else its as-of).
    """
    columns = ["network", "status", "since", "source_id", "as_of"]
    owners = store.table("teams")[["team_id", "iso3"]]
    teams = store.table("team_memberships").merge(owners, on="team_id")[["iso3", *columns]]
    countries = store.table("country_networks")[["iso3", *columns]]
    first = store.table("national_csirts").query("first_member == 'yes'")
    first = first.assign(
        network="FIRST",
        status="member",
        since=None,
        source_id=first["first_member_source_id"].fillna(first["source_id"]),
        as_of=first["first_member_as_of"].fillna(first["as_of"]),
    )[["iso3", *columns]]
    rows = pd.concat([teams, countries, first], ignore_index=True)
    efforts = store.table("organisations").query("membership_from == 'csirts'")
    rows = rows[rows["network"].isin(efforts["organisation_id"]) & rows["status"].ne("suspended")]
    rows = rows[rows["iso3"].notna()].assign(seen=rows["since"].fillna(rows["as_of"]))
    rows = rows.sort_values("seen").drop_duplicates(["network", "iso3"])
    return rows.assign(
        organisation_id=rows["network"],
        role="member",
        joined=rows["since"],
        left=None,
        note="at least one team",
    )


def _open_to_all(store: Store) -> pd.DataFrame:
    """Efforts open to every UN member: all take part from the year they began."""
    efforts = store.table("organisations")
    efforts = efforts[efforts["membership_from"].eq("all_un_members")]
    rows = [
        (row["organisation_id"], country.iso3, row["founded"], row["source_id"], row["as_of"])
        for row in efforts.to_dict("records")
        for country in store.countries.un_members
    ]
    frame = pd.DataFrame(rows, columns=["organisation_id", "iso3", "joined", "source_id", "as_of"])
    return frame.assign(role="participant", left=None, note="open to all UN members")
