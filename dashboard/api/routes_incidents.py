"""Reported incidents: records and counts of one dataset at a time, with its bias beside them."""

from dataclasses import replace
from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_label, total
from dashboard.analysis.event_records import RECORD_COLUMNS, records_from
from dashboard.analysis.incident_rates import refuse_rate
from dashboard.analysis.incidents import (
    COUNTRY_COLUMNS,
    Bias,
    bias,
    check_dataset,
    counts,
    datasets,
)
from dashboard.api.answers import rows_answer
from dashboard.api.listing import MOST_ROWS, AsList
from dashboard.api.openapi import described
from dashboard.api.params import Malicious, TheStore, Year, find_country, year_span
from dashboard.api.routing import StrictRoute
from dashboard.core.vocabulary import Empty, Normalisation
from dashboard.store.store import Store

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


OneDataset = Annotated[
    str,
    Query(
        description="One dataset; several are never added up. See /incidents/datasets.",
        json_schema_extra={"x-ids": "dataset"},
    ),
]
LISTS = (
    *("actor_types", "actor_name", "action_type", "action_detail", "motive", "sector"),
    *("sector_group", "victim_non_country", "source_urls", "victims", "origins"),
)
LABELS = ("actor_type", "impact", "attribution_basis")
"""Ways to count that the event engine answers by label."""


@router.get(
    "/incidents", openapi_extra=described("incidents", *RECORD_COLUMNS, "victims", "origins")
)
def incident_records(
    store: TheStore,
    listing: AsList,
    dataset: OneDataset,
    victim: Annotated[
        str | None, Query(description="Only incidents that struck this country.")
    ] = None,
    origin: Annotated[
        str | None,
        Query(description="Only incidents suspected, as coded, to come from this country."),
    ] = None,
    malicious: Malicious = "only",
    first: Annotated[Year, Query(alias="from", description="First year.")] = None,
    last: Annotated[Year, Query(alias="to", description="Last year.")] = None,
) -> Response:
    """The records of one dataset, newest first, page by page; undated ones last.

    `victims` and `origins` are iso3 codes; an origin is suspected, as coded by the dataset, and
    a third party involved (`partner`) is none. null means not coded. `from` and `to` leave out
    incidents without a year. Also as CSV in pages of at most 10,000 rows.
    """
    only = malicious == "only"
    f = EventFilter(
        check_dataset(store, dataset),
        years=year_span(first, last),
        victims=() if victim is None else (find_country(store, victim, "victim").iso3,),
        origins=() if origin is None else (find_country(store, origin, "origin").iso3,),
        malicious=only,
    )
    paged = replace(listing, limit=listing.limit or MOST_ROWS)
    found = total(store, f)
    count = max(0, min(paged.limit or 0, found - paged.start))
    frame = records_from(store, f, paged.start, max(count, 1)).head(count)
    meta: dict[str, Any] = {"bias": bias_record(bias(store, f.dataset, only)), "note": ORIGIN_NOTE}
    return rows_answer(
        store,
        frame,
        listing=paged,
        name=f"{f.dataset}_incidents",
        extra=meta,
        lists=LISTS,
        total=found,
    )


@router.get(
    "/incidents/counts",
    openapi_extra=described("", *COUNTRY_COLUMNS, "year", "type", "sector", *LABELS),
)
def incident_counts(
    store: TheStore,
    listing: AsList,
    dataset: OneDataset,
    by: Annotated[
        Literal[
            "victim",
            "origin",
            "year",
            "type",
            "sector",
            "actor_type",
            "impact",
            "attribution_basis",
        ],
        Query(description="What to count by; an origin is suspected, never a fact."),
    ] = "victim",
    malicious: Malicious = "only",
    first: Annotated[Year, Query(alias="from", description="First year.")] = None,
    last: Annotated[Year, Query(alias="to", description="Last year.")] = None,
    normalise: Annotated[
        Normalisation,
        Query(
            description="value: count, per million people or internet users, or share in percent."
        ),
    ] = Normalisation.COUNT,
) -> Response:
    """Reports of one dataset, by victim country, suspected origin, year, type, sector, kind of
    actor, impact, or basis of the attribution (of incidents with a suspected origin).

    By victim or origin: one row for every registry entry. `incidents` is the number of reports,
    `value` the number after `normalise`; where `empty` is set there is no value, and no report
    does not mean no incident. `meta.bias` says how lopsided the dataset is.
    """
    only, years = malicious == "only", year_span(first, last)
    if by in ("victim", "origin", "year", "type", "sector"):
        frame = counts(store, dataset, by, years, only, normalise=normalise)
        frame = frame.rename(columns={"key": by})
    else:
        frame = _by_label(store, dataset, by, years, only, normalise)
    silent = frame["empty"].eq(Empty.NO_DATA.value) & frame["incidents"].eq(0)
    frame["incidents"] = frame["incidents"].mask(silent, pd.NA)
    about = bias(store, dataset, only)
    meta: dict[str, Any] = {"bias": bias_record(about)}
    if by == "origin":
        meta["note"] = ORIGIN_NOTE
    return rows_answer(store, frame, listing=listing, name=f"{dataset}_by_{by}", extra=meta)


def _by_label(
    store: Store,
    dataset: str,
    by: str,
    years: tuple[int, int] | None,
    malicious: bool,
    normalise: Normalisation,
) -> pd.DataFrame:
    """Counts under each label, most first; a rate by people makes no sense here: UserError."""
    refuse_rate(normalise, by)
    f = EventFilter(check_dataset(store, dataset), years=years, malicious=malicious)
    frame = by_label(store, f, by.removeprefix("attribution_")).rename(columns={"label": by})
    value = frame["incidents"].astype("float64")
    if normalise is Normalisation.SHARE:
        value = value / max(total(store, f), 1) * 100
    return frame.assign(value=value, empty=None)


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
