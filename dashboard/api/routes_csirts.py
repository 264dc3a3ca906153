"""CERT/CSIRTs: presence of a national team, and the directory of teams."""

from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.csirt_teams import directory, networks_of, teams_of
from dashboard.analysis.csirts import PRESENCE_COLUMNS, national_presence
from dashboard.api.answers import cited_ids, data_answer, rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, QueryCountry, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.errors import UnknownIdError
from dashboard.export.plain import records

router = APIRouter(tags=["CERT/CSIRTs"], route_class=StrictRoute)


@router.get("/csirts", openapi_extra=described("", *PRESENCE_COLUMNS))
def csirts(store: TheStore, listing: AsList, country: QueryCountry, on: OnDay) -> Response:
    """Is there a national CERT/CSIRT, as far as sources say: one row for every registry entry.

    `presence` has classes and never a plain "no". With `country` the one row also holds `teams`
    and `networks` (JSON only; the teams as CSV are at `/csirts/teams`).
    """
    frame = national_presence(store, on)
    if country is None or listing.fmt == "csv":
        chosen = frame if country is None else frame[frame["iso3"] == country.iso3]
        return rows_answer(store, chosen, listing=listing, name="csirts", on=on)
    row = frame[frame["iso3"] == country.iso3]
    teams, networks = teams_of(store, country.iso3), networks_of(store, country.iso3)
    data = records(row)
    data[0]["teams"] = records(teams, lists=("constituency",))
    data[0]["networks"] = records(networks)
    cited = [i for part in (row, teams, networks) for i in cited_ids(part)]
    return data_answer(store, data, cited, on=on)


@router.get(
    "/csirts/teams",
    openapi_extra=described("teams", "networks", "evidence_url", without=("duplicate_of",)),
)
def teams(
    store: TheStore,
    listing: AsList,
    country: QueryCountry,
    network: Annotated[
        str | None,
        Query(
            description="Only teams in this network, such as FIRST.",
            json_schema_extra={"x-ids": "network"},
        ),
    ] = None,
) -> Response:
    """The directory of teams, each once, by country, national teams first.

    All teams were listed for about 45 countries, nearly all in Europe; elsewhere only the national
    team and a few others: numbers of rows do not compare countries.
    """
    frame = directory(store)
    if country is not None:
        frame = frame[frame["iso3"] == country.iso3]
    if network is not None:
        frame = frame[_in_network(frame, directory(store), network)]
    return rows_answer(store, frame, listing=listing, name="teams", lists=("constituency",))


def networks_seen(frame: pd.DataFrame) -> list[str]:
    """Every network that some team of the directory is in."""
    return sorted({name for found in _split_networks(frame) for name in found if name})


def _split_networks(frame: pd.DataFrame) -> pd.Series:
    return frame["networks"].str.split("; ")


def _in_network(frame: pd.DataFrame, whole: pd.DataFrame, network: str) -> pd.Series:
    known = networks_seen(whole)
    if network not in known:
        raise UnknownIdError(
            f"No team is listed in a network “{network[:40]}”",
            where="network",
            given=network,
            allowed=known,
        )
    return _split_networks(frame).map(lambda found: network in found)
