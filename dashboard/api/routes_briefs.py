"""Briefs: one or two pages on a country or on two countries, as PDF."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from dashboard.api.answers import licence_notice
from dashboard.api.openapi import files
from dashboard.api.origin import pages_of
from dashboard.api.params import NAME_LENGTH, OnDay, PathCountry, TheStore, find_country
from dashboard.api.routing import FileRoute
from dashboard.export.brief_pdf import brief_of, printed
from dashboard.export.table import file_name
from dashboard.store.store import Store

router = APIRouter(tags=["Briefs"], route_class=FileRoute)
Side = Annotated[
    str,
    Path(max_length=NAME_LENGTH, description="iso3, iso2 or an English name of one of the two."),
]
_PDF = "application/pdf"
_KINDS = files({_PDF: "Set in type, with numbered sources; the same request gives the same bytes."})


@router.get("/briefs/{iso3}.pdf", openapi_extra=_KINDS)
def country_pdf(request: Request, store: TheStore, iso3: PathCountry, on: OnDay) -> Response:
    """A brief of one or two pages on a country: treaties, partners, bodies, obstacles, gaps.

    Facts, a timeline, a map, what is not known, and every source with its licence.
    """
    return _answer(request, store, (iso3.iso3,), on)


@router.get("/briefs/{a}/{b}.pdf", openapi_extra=_KINDS)
def pair_pdf(request: Request, store: TheStore, a: Side, b: Side, on: OnDay) -> Response:
    """A brief of one or two pages on two countries: channels between them and what is in the way.

    Both must make treaties of their own; a territory is refused.
    """
    pair = (find_country(store, a, "a").iso3, find_country(store, b, "b").iso3)
    return _answer(request, store, pair, on)


def _answer(request: Request, store: Store, countries: tuple[str, ...], on: OnDay) -> Response:
    brief = brief_of(store, countries, on)
    mark = ("non-commercial",) if brief.noncommercial else ()
    name = file_name("brief", *countries, *mark, suffix="pdf", on=on)
    headers = {"content-disposition": f'inline; filename="{name}"'}
    notice = licence_notice(store.source(line.source_id) for line in brief.sources)
    if notice:
        headers["x-licence-notice"] = notice
    return Response(printed(brief, pages_of(request)), media_type=_PDF, headers=headers)
