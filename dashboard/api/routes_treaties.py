"""Treaties: the list, and the status of every registry entry under one of them on a day."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from dashboard.analysis.treaties import COUNTED, STATUS_COLUMNS, status_on, treaty
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.vocabulary import Status

router = APIRouter(tags=["Treaties"], route_class=StrictRoute)
TreatyId = Annotated[
    str, Path(description="A treaty_id, see /treaties.", json_schema_extra={"x-ids": "treaty"})
]


@router.get("/treaties", openapi_extra=described("treaties", "in_force", "un_members_in_force"))
def treaties(store: TheStore, listing: AsList, on: OnDay) -> Response:
    """Treaties, protocols and laws of organisations, with how many they are in force for on a day.

    `in_force` counts registry entries for which the instrument is in force or binding,
    `un_members_in_force` the UN members among them. Where `absence` is `unknown` the list is
    partial and both are lower bounds.
    """
    table = store.table("treaties")
    on_day = [status_on(store, str(i), on) for i in table["treaty_id"]]
    active = [frame[frame["status"].isin(COUNTED)] for frame in on_day]
    table["in_force"] = [len(frame) for frame in active]
    table["un_members_in_force"] = [int(frame["un_member"].sum()) for frame in active]
    lists = ("scope", "absence_exceptions")
    return rows_answer(store, table, listing=listing, name="treaties", on=on, lists=lists)


@router.get("/treaties/{treaty_id}/status", openapi_extra=described("", *STATUS_COLUMNS))
def treaty_status(
    store: TheStore,
    listing: AsList,
    treaty_id: TreatyId,
    on: OnDay,
    status: Annotated[Status | None, Query(description="Only rows with this status.")] = None,
) -> Response:
    """The status of every registry entry (250 rows) under one treaty on a day.

    `since` is the date of the event as precisely as it is known; null where only the date of the
    list is. `basis` says how the date is known (`by_treaty_rule`: computed from the deposit).
    """
    found = status_on(store, str(treaty(store, treaty_id)["treaty_id"]), on)
    if status is not None:
        found = found[found["status"] == status]
    return rows_answer(store, found, listing=listing, name=f"{treaty_id}_status_{on}", on=on)
