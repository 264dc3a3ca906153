"""Gaps of the network: coverage of suspected incidents, holes, and what an accession would add."""

from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.accession_lab import (
    RANKING_COLUMNS,
    lab_evidence,
    one_accession,
    ranking,
)
from dashboard.analysis.gaps import (
    MEASURES,
    YEAR_COLUMNS,
    coverage_by_year,
    coverage_now,
    coverage_total,
)
from dashboard.analysis.gaps_holes import HOLE_COLUMNS, holes
from dashboard.analysis.gaps_incidents import crossings, default_dataset
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.incident_index import check_dataset
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, QueryCountry, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.provenance import unique_ids
from dashboard.export.plain import records
from dashboard.store.store import Store

router = APIRouter(tags=["Gaps"], route_class=StrictRoute)
Dataset = Annotated[
    str | None,
    Query(
        description="One incident dataset; EuRepoC, or what may be shown, if left out.",
        json_schema_extra={"x-ids": "dataset"},
    ),
]
NOTE = (
    "Origins are suspected, as coded by the dataset. A treaty in force is a channel, not a "
    "guarantee. share counts what is known to have been in force, share_upper also what is not "
    "known."
)


@router.get("/gaps", openapi_extra=described("", *YEAR_COLUMNS))
def gaps(store: TheStore, listing: AsList, on: OnDay, dataset: Dataset = None) -> Response:
    """Share of suspected cross-border incidents between states with a channel at the time, by year.

    One row a year and measure: a cybercrime treaty (`narrow`), any legal basis (`any`), a CSIRT
    network in common (`csirt`). `incidents` counts incident × (suspected origin, victim) that
    began by `on`. `meta.total` is all years together, `meta.on_the_day` the same incidents
    against the channels of `on`.
    """
    name = _dataset(store, dataset)
    about = crossings(store, name)
    meta: dict[str, Any] = {
        "dataset": name,
        "title": about.title,
        "measures": MEASURES,
        "note": NOTE,
        "left_out": {
            "undated": int((~about.dated).sum()),
            "with_a_territory": about.left_out,
            "doubtful_victims": about.doubtful,
        },
        "total": _bare(coverage_total(store, name, on)),
        "on_the_day": _bare(coverage_now(store, name, on)),
    }
    frame = coverage_by_year(store, name, on)
    return rows_answer(store, frame, listing=listing, name=f"gaps_{name}", on=on, extra=meta)


@router.get("/gaps/pairs", openapi_extra=described("", *HOLE_COLUMNS))
def gap_pairs(store: TheStore, listing: AsList, on: OnDay, dataset: Dataset = None) -> Response:
    """Pairs with past suspected incidents and no cybercrime treaty known to be in force on the day.

    Most incidents first. `narrow` and `any` are none, unknown or in_force; `a_to_b` counts those
    with `iso3_a` as the suspected origin.
    """
    name = _dataset(store, dataset)
    meta = {"dataset": name, "note": NOTE}
    frame = holes(store, name, on)
    return rows_answer(store, frame, listing=listing, name=f"gap_pairs_{name}", on=on, extra=meta)


@router.get(
    "/accession",
    openapi_extra=described("", *RANKING_COLUMNS, "why_not", "source_id", "as_of"),
)
def accession(
    store: TheStore,
    listing: AsList,
    on: OnDay,
    country: QueryCountry = None,
    treaty: Annotated[
        str | None,
        Query(
            description="A treaty that gives a legal basis and is open.",
            json_schema_extra={"x-ids": "accession"},
        ),
    ] = None,
    dataset: Dataset = None,
) -> Response:
    """What an accession would add: every country × every treaty it can still join, best first.

    `country` and `treaty` narrow the list; with both there is one row, and `why_not` says why
    nothing can be worked out. Prospective rows belong to treaties not in force: they count those
    that signed or ratified.
    """
    name = _dataset(store, dataset)
    found = lab(store, on)
    if country is not None:
        found.row(store, country.iso3)
    if treaty is not None:
        found.column(treaty)
    if country is not None and treaty is not None:
        one = one_accession(store, country.iso3, treaty, on, name)
        frame = pd.DataFrame([one]).drop(columns="joinable")
    else:
        frame = ranking(store, on, name).assign(why_not="")
        if country is not None:
            frame = frame[frame["iso3"] == country.iso3]
        if treaty is not None:
            frame = frame[frame["treaty_id"] == treaty]
    rules = store.table("treaties").set_index("treaty_id")
    frame = frame.assign(
        source_id=frame["treaty_id"].map(rules["source_id"]),
        as_of=frame["treaty_id"].map(rules["as_of"]),
    )
    cited = unique_ids([*frame["source_id"], *lab_evidence(store, name)["source_id"]])
    meta = {"dataset": name, "note": NOTE}
    return rows_answer(
        store, frame, listing=listing, name="accession", on=on, extra=meta, cited=cited
    )


def _dataset(store: Store, given: str | None) -> str:
    return default_dataset(store) if given is None else check_dataset(store, given)


def _bare(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return records(frame.drop(columns=["source_id", "as_of"]))
