"""Reported incidents: counts of one dataset at a time, with its bias beside them."""

from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.incidents import COUNTRY_COLUMNS, Bias, bias, counts, datasets
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import Malicious, TheStore, Year, year_span
from dashboard.api.routing import StrictRoute
from dashboard.core.vocabulary import Empty, Normalisation

router = APIRouter(tags=["Incidents"], route_class=StrictRoute)
ORIGIN_NOTE = (
    "Origins are suspected, as coded by the dataset from public reports; incidents known to stay "
    "inside one country are left out and counted under inside."
)


@router.get(
    "/incidents/datasets",
    openapi_extra=described("incident_datasets", "short_name", "incidents", "malicious"),
)
def incident_datasets(store: TheStore, listing: AsList) -> Response:
    """The datasets that can be counted, what each counts and where it is lopsided."""
    return rows_answer(store, datasets(store), listing=listing, name="incident_datasets")


@router.get(
    "/incidents/counts", openapi_extra=described("", *COUNTRY_COLUMNS, "year", "type", "sector")
)
def incident_counts(
    store: TheStore,
    listing: AsList,
    dataset: Annotated[
        str,
        Query(
            description="One dataset; several are never added up. See /incidents/datasets.",
            json_schema_extra={"x-ids": "dataset"},
        ),
    ],
    by: Annotated[
        Literal["victim", "origin", "year", "type", "sector"],
        Query(description="What to count by; an origin is suspected, never a fact."),
    ] = "victim",
    malicious: Malicious = "only",
    first: Annotated[Year, Query(alias="from", description="First year.")] = None,
    last: Annotated[Year, Query(alias="to", description="Last year.")] = None,
    normalise: Annotated[
        Normalisation, Query(description="value: count, per million people, or share in percent.")
    ] = Normalisation.COUNT,
) -> Response:
    """Reports of one dataset, by victim country, suspected origin, year, type or sector.

    By victim or origin: one row for every registry entry. `incidents` is the number of reports,
    `value` the number after `normalise`; where `empty` is set there is no value, and no report
    does not mean no incident. `meta.bias` says how lopsided the dataset is.
    """
    only = malicious == "only"
    frame = counts(store, dataset, by, year_span(first, last), only, normalise=normalise).rename(
        columns={"key": by}
    )
    silent = frame["empty"].eq(Empty.NO_DATA.value) & frame["incidents"].eq(0)
    frame["incidents"] = frame["incidents"].mask(silent, pd.NA)
    about = bias(store, dataset, only)
    meta: dict[str, Any] = {"bias": bias_record(about)}
    if by == "origin":
        meta["note"] = ORIGIN_NOTE
    return rows_answer(store, frame, listing=listing, name=f"{dataset}_by_{by}", extra=meta)


def bias_record(about: Bias) -> dict[str, Any]:
    """What must stand beside every count of this dataset; shares in percent."""
    return {
        "dataset": about.dataset,
        "title": about.title,
        "malicious": "only" if about.malicious_only else "all",
        "incidents": about.incidents,
        "years": about.years,
        "us_share": _percent(about.us.value),
        "known_victim_share": _percent(about.known_victim.value),
        "known_origin_share": _percent(about.known_origin.value),
        "sentence": about.sentence,
        "bias_note": about.bias_note,
    }


def _percent(share: float) -> float | None:
    return None if share != share else round(share * 100, 1)
