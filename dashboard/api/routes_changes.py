"""Changes: dated steps under treaties and in organisations since a day."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from dashboard.analysis.changes import CHANGE_COLUMNS, dated_changes
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, QueryCountry, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.dates import parse_day
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.store import Store

router = APIRouter(tags=["Changes"], route_class=StrictRoute)


async def _since(
    since: Annotated[
        str,
        Query(
            description="Changes after this day, YYYY-MM-DD.", json_schema_extra={"format": "date"}
        ),
    ],
) -> date:
    return parse_day(since, where="since")


@router.get("/changes", openapi_extra=described("", *CHANGE_COLUMNS))
def changes(
    store: TheStore,
    listing: AsList,
    since: Annotated[date, Depends(_since)],
    on: OnDay,
    kind: Annotated[
        Literal["treaty", "membership"] | None,
        Query(description="Only steps under treaties, or only joinings and leavings."),
    ] = None,
    instrument: Annotated[
        str | None,
        Query(
            description="Only this treaty or organisation.",
            json_schema_extra={"x-ids": "instrument"},
        ),
    ] = None,
    country: QueryCountry = None,
) -> Response:
    """What changed after `since` up to `on`: dated steps, newest first, each with its evidence.

    A step known only as of the date of a list is no event and not here. `date` is as precise as
    its source (see `date_precision`); a month or year counts from its last day. The same is at
    `/feed.atom` for feed readers.
    """
    if since > on:
        raise UserError(
            "The first day lies after the last",
            where="since",
            given=since,
            fix="Give a day at or before on",
        )
    frame = dated_changes(store, since, on)
    if kind is not None:
        frame = frame[frame["kind"] == kind]
    if instrument is not None:
        frame = frame[frame["instrument_id"] == _known(store, instrument)]
    if country is not None:
        frame = frame[frame["iso3"] == country.iso3]
    return rows_answer(store, frame, listing=listing, name=f"changes_{since}_{on}", on=on)


def _known(store: Store, instrument: str) -> str:
    known = instruments(store)
    if instrument not in known:
        raise UnknownIdError(
            f"There is no treaty or organisation “{instrument[:40]}”",
            where="instrument",
            given=instrument,
            allowed=known,
        )
    return instrument


def instruments(store: Store) -> tuple[str, ...]:
    """Ids of all treaties and organisations."""
    treaties, organisations = store.table("treaties"), store.table("organisations")
    return (*treaties["treaty_id"], *organisations["organisation_id"])
