"""Organisations and efforts: the list, and who takes part in one of them on a day."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from dashboard.analysis.memberships import (
    MEMBER_COLUMNS,
    members_on,
    membership_on,
    organisation,
)
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.vocabulary import MembershipStatus

router = APIRouter(tags=["Organisations"], route_class=StrictRoute)
OrganisationId = Annotated[
    str,
    Path(
        description="An organisation_id, see /organisations.",
        json_schema_extra={"x-ids": "organisation"},
    ),
]
KNOWN = (MembershipStatus.MEMBER, MembershipStatus.OBSERVER, MembershipStatus.FORMER)


@router.get("/organisations", openapi_extra=described("organisations", "members", "un_members"))
def organisations(store: TheStore, listing: AsList, on: OnDay) -> Response:
    """Organisations, networks, coalitions and rounds of talks, with their members on a day.

    `members` counts registry entries known as members or participants, `un_members` the UN
    members among them; observers are not counted. Where `absence` is `unknown` the list is
    partial and both are lower bounds.
    """
    table = store.table("organisations")
    known = [members_on(store, str(i), on) for i in table["organisation_id"]]
    states = {c.iso3 for c in store.countries.un_members}
    table["members"] = [len(found) for found in known]
    table["un_members"] = [len(found & states) for found in known]
    lists = ("functions", "absence_exceptions")
    return rows_answer(store, table, listing=listing, name="organisations", on=on, lists=lists)


@router.get(
    "/organisations/{organisation_id}/members", openapi_extra=described("", *MEMBER_COLUMNS)
)
def members(
    store: TheStore,
    listing: AsList,
    organisation_id: OrganisationId,
    on: OnDay,
    all: Annotated[
        bool, Query(description="true: one row for every registry entry, also not_member.")
    ] = False,
) -> Response:
    """Members, observers and former members of one organisation or effort on a day."""
    organisation(store, organisation_id)
    found = membership_on(store, organisation_id, on)
    if not all:
        found = found[found["status"].isin(KNOWN)]
    return rows_answer(store, found, listing=listing, name=f"{organisation_id}_members_{on}", on=on)
