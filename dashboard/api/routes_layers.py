"""Layers of the map: what each shows on a day, and how it changed over time."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Path, Query, Response

from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.analysis.layers import LayerOptions, build_layer, layer_menu
from dashboard.api.answers import data_answer, rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import (
    NAME_LENGTH,
    Malicious,
    OnDay,
    TheStore,
    Year,
    find_country,
    today,
    year_span,
)
from dashboard.api.routing import StrictRoute
from dashboard.api.timeline import layer_timeline
from dashboard.core.vocabulary import Normalisation
from dashboard.store.store import Store

router = APIRouter(tags=["Layers"], route_class=StrictRoute)
LayerId = Annotated[
    str,
    Path(
        description="A treaty, organisation or indicator id, csirt, csirt_teams, "
        "treaties_in_force, incidents:<dataset> or reach:<country>.",
        json_schema_extra={"x-examples": "layer"},
        max_length=100,
    ),
]
Role = Annotated[
    Literal["victim", "origin"], Query(description="Incidents: by victim or suspected origin.")
]
Reference = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=NAME_LENGTH,
        description="The country to measure from, for indicators that need one.",
    ),
]
MENU_COLUMNS = ("layer_id", "family", "label", "group")
Normalise = Annotated[Normalisation, Query(description="How incidents are counted.")]


@router.get("/layers", openapi_extra=described("", *MENU_COLUMNS))
def layers(store: TheStore, listing: AsList) -> Response:
    """The menu of the map: every layer that needs no further choice."""
    rows = [(e.layer_id, e.family, e.label, e.group) for e in layer_menu(store)]
    frame = pd.DataFrame(rows, columns=list(MENU_COLUMNS))
    return rows_answer(store, frame, listing=listing, name="layers")


@router.get("/layers/{layer_id}", openapi_extra=described("", *FRAME_COLUMNS))
def layer(
    store: TheStore,
    listing: AsList,
    layer_id: LayerId,
    on: OnDay,
    role: Role = "victim",
    malicious: Malicious = "only",
    first: Annotated[Year, Query(alias="from", description="Incidents: first year.")] = None,
    last: Annotated[Year, Query(alias="to", description="Incidents: last year.")] = None,
    normalise: Normalise = Normalisation.COUNT,
    reference: Reference = None,
) -> Response:
    """What the map colours on a day: one row for every registry entry.

    A row has a `value` or a `category`, or `empty` says why it has neither (no_data, none,
    not_applicable, not_party). `meta.layer` has the title, finding, unit, notes and categories.
    """
    options = LayerOptions(
        role=role,
        years=year_span(first, last),
        malicious=malicious == "only",
        normalise=normalise,
        reference=_iso3(store, reference),
    )
    built = build_layer(store, layer_id, on, options)
    name = f"{layer_id.replace(':', '_')}_{on}"
    return rows_answer(
        store, built.frame, listing=listing, name=name, on=on, extra={"layer": _about(built)}
    )


@router.get("/layers/{layer_id}/timeline")
def timeline(
    store: TheStore,
    layer_id: LayerId,
    role: Role = "victim",
    malicious: Malicious = "only",
    reference: Reference = None,
) -> Response:
    """How a layer changed since 2001, compactly, for playing it.

    `order` lists iso3 codes; everything else refers to positions in it, entries that the map
    draws come first. Categories (treaties, organisations, csirt): `keys`, `base` (position in
    keys of each country at `start`), `events` as [country, day, key], and `undated` as
    [country, key]: states known only as of the date of a list, which are never events; `play` is
    the same by months, as the map's own player reads it. Numbers: `years` and `values` (a row for
    each year, null as `null_means` says).
    """
    found = layer_timeline(
        store,
        layer_id,
        today(),
        role=role,
        malicious=malicious == "only",
        reference=_iso3(store, reference),
    )
    return data_answer(store, found.data, found.cited)


def _iso3(store: Store, reference: str | None) -> str | None:
    return None if reference is None else find_country(store, reference, "reference").iso3


def _about(built: Layer) -> Mapping[str, Any]:
    names = ("layer_id", "family", "title", "measure", "unit", "kind", "finding")
    more = ("categories", "scale", "decimals", "notes")
    return {name: getattr(built, name) for name in (*names, *more)}
