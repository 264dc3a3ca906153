"""Typed parameters, read the same way on every route."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request

from dashboard.core.countries import Country
from dashboard.core.dates import FIRST_DAY, LAST_DAY, parse_day
from dashboard.core.errors import UnknownCountryError, UserError
from dashboard.store.store import Store

NAME_LENGTH = 100
"""Longest text taken for the name of a country."""


def current_store(request: Request) -> Store:
    """The store this app was made with (see ``create_app``)."""
    store: Store = request.app.state.open_store()
    return store


async def _store(request: Request) -> Store:
    return current_store(request)


def today() -> date:
    """The day meant when none is given."""
    return date.today()


async def _day(
    on: Annotated[
        str | None,
        Query(
            description="The day the answer holds for, YYYY-MM-DD; today if left out.",
            json_schema_extra={"format": "date"},
        ),
    ] = None,
) -> date:
    return today() if on is None else parse_day(on)


def find_country(store: Store, text: str, parameter: str) -> Country:
    """One country from iso3, iso2 or a name; the error names the parameter."""
    try:
        return store.countries.resolve(text)
    except UnknownCountryError as error:
        raise UnknownCountryError(
            error.what,
            where=parameter,
            given=text.strip(),
            allowed=error.allowed,
            fix=error.fix,
        ) from None


async def _country_of_path(
    store: Annotated[Store, Depends(_store)],
    iso3: Annotated[
        str, Path(max_length=NAME_LENGTH, description="iso3, iso2 or an English name of a country.")
    ],
) -> Country:
    return find_country(store, iso3, "iso3")


async def _country_of_query(
    store: Annotated[Store, Depends(_store)],
    country: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=NAME_LENGTH,
            description="iso3, iso2 or an English name of a country.",
        ),
    ] = None,
) -> Country | None:
    return None if country is None else find_country(store, country, "country")


TheStore = Annotated[Store, Depends(_store)]
OnDay = Annotated[date, Depends(_day)]
PathCountry = Annotated[Country, Depends(_country_of_path)]
QueryCountry = Annotated[Country | None, Depends(_country_of_query)]
Malicious = Annotated[
    Literal["only", "all"],
    Query(description="only: malicious incidents (default); all: mishaps and errors too."),
]
Year = Annotated[int | None, Query(ge=FIRST_DAY.year, le=LAST_DAY.year)]


def year_span(first: int | None, last: int | None) -> tuple[int, int] | None:
    """``from`` and ``to`` as a span; None where neither is given."""
    if first is None and last is None:
        return None
    if first is not None and last is not None and first > last:
        raise UserError(
            "The first year lies after the last",
            where="from",
            given=first,
            fix="Give years with from at or before to",
        )
    return (first or FIRST_DAY.year, last or LAST_DAY.year)
