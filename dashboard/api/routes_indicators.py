"""Indicators of the nine obstacles: the list, and the values of one."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response

from dashboard.analysis.computed import indicator_table
from dashboard.analysis.indicators import (
    VALUE_COLUMNS,
    indicator,
    indicators,
)
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import QueryCountry, TheStore, Year, today
from dashboard.api.routing import StrictRoute
from dashboard.api.values import values_frame

router = APIRouter(tags=["Indicators"], route_class=StrictRoute)
IndicatorId = Annotated[
    str,
    Path(description="An indicator_id, see /indicators.", json_schema_extra={"x-ids": "indicator"}),
]


@router.get("/indicators", openapi_extra=described("indicators", "method"))
def list_of_indicators(
    store: TheStore,
    listing: AsList,
    obstacle: Annotated[
        int | None, Query(ge=1, le=9, description="Only indicators of this obstacle, 1 to 9.")
    ] = None,
    level: Annotated[
        Literal["country", "dyadic"] | None, Query(description="Values of countries, or of pairs.")
    ] = None,
) -> Response:
    """What is measured, under which obstacle, and how it may be used.

    `use` says whether values compare (`level`), only differences do (`difference_only`), or
    neither (`context_only`). `obstacle` is null for background figures. Indicators computed here
    from other tables stand among them; their sources are those of the rows they rest on.
    """
    chosen = [about.indicator_id for about in indicators(store, obstacle, level)]
    table = indicator_table(store).set_index("indicator_id", drop=False)
    return rows_answer(store, table.loc[chosen], listing=listing, name="indicators")


@router.get(
    "/indicators/{indicator_id}/values",
    openapi_extra=described("", *VALUE_COLUMNS, "measured_from", "reference_year"),
)
def indicator_values(
    store: TheStore,
    listing: AsList,
    indicator_id: IndicatorId,
    country: QueryCountry,
    year: Annotated[
        Year, Query(description="Values up to this year; the current year if left out.")
    ] = None,
) -> Response:
    """The latest value of every registry entry up to a year, each with its own year.

    An indicator of pairs (`level` dyadic), and one that speaks only through a difference (`use`
    difference_only), needs `country`: the values then lie between that country (`measured_from`)
    and each other one. For all others `country` narrows the answer to one row.
    """
    about = indicator(store, indicator_id)
    found = values_frame(store, about, country, year or today().year)
    name = f"{indicator_id}_{year or today().year}"
    meta = {"indicator": {"name": about.name, "unit": about.unit, "use": about.use}}
    return rows_answer(store, found, listing=listing, name=name, extra=meta)
