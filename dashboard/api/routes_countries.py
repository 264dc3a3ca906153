"""Countries: the registry, and what is known about one country on a day."""

from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.indicators import country_profile
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import summary
from dashboard.analysis.treaties import country_treaties
from dashboard.api.answers import cited_ids, data_answer, rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, PathCountry, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.vocabulary import EntityKind
from dashboard.export.plain import records
from dashboard.store.store import Store

router = APIRouter(tags=["Countries"], route_class=StrictRoute)


def registry_frame(store: Store) -> pd.DataFrame:
    """The table ``countries`` in registry order (by name)."""
    table = store.table("countries").set_index("iso3", drop=False)
    return table.loc[[c.iso3 for c in store.countries]].reset_index(drop=True)


@router.get("/countries", openapi_extra=described("countries"))
def countries(
    store: TheStore,
    listing: AsList,
    entity_kind: Annotated[
        EntityKind | None, Query(description="Only entries of this kind.")
    ] = None,
) -> Response:
    """Every entry of the country registry: codes, groups, population.

    249 ISO entries and Kosovo, ordered by name. No statement on the status of any territory.
    """
    frame = registry_frame(store)
    if entity_kind is not None:
        frame = frame[frame["entity_kind"] == entity_kind]
    return rows_answer(store, frame, listing=listing, name="countries")


@router.get("/countries/{iso3}", openapi_extra=described("countries", single=True))
def country(store: TheStore, iso3: PathCountry, on: OnDay) -> Response:
    """One country on a day: treaties, organisations, national CSIRT and indicators.

    `data` is one object: the fields of the registry, `summary` in words, and the lists
    `treaties`, `organisations` (member, observer, former), `csirt` and `indicators` (latest value
    up to the year of the day).
    """
    frame = registry_frame(store)
    row = frame[frame["iso3"] == iso3.iso3]
    presence = national_presence(store, on)
    parts = {
        "treaties": country_treaties(store, iso3.iso3, on),
        "organisations": country_memberships(store, iso3.iso3, on),
        "csirt": presence[presence["iso3"] == iso3.iso3],
        "indicators": country_profile(store, iso3.iso3, on.year),
    }
    data: dict[str, Any] = records(row)[0]
    data["summary"] = summary(store, iso3.iso3, on)
    data["treaties"] = records(parts["treaties"])
    data["organisations"] = records(parts["organisations"], lists=("functions",))
    data["csirt"] = records(parts["csirt"])[0]
    data["indicators"] = records(parts["indicators"])
    cited = [i for part in (row, *parts.values()) for i in cited_ids(part)]
    return data_answer(store, data, cited, on=on)
