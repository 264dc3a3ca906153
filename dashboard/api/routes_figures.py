"""Figures of the pages as files: the same view, the same parameters, by an address."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Path, Query, Request, Response

from dashboard.api.answers import licence_notice, rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described, files
from dashboard.api.origin import pages_of
from dashboard.api.params import TheStore, today
from dashboard.api.problems import ParameterError
from dashboard.api.routing import OpenRoute, StrictRoute, unknown_name
from dashboard.core.errors import BadDateError, UnknownCountryError, UnknownIdError
from dashboard.export.files import FORMS, Style
from dashboard.export.take import Taken, take
from dashboard.store.store import Store
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import DV, State, is_silent, link, read

router = APIRouter(tags=["Figures"], route_class=StrictRoute)
open_router = APIRouter(tags=["Figures"], route_class=OpenRoute)
OWN = ("figure", "style", "pixel_ratio", "size", DV)
"""Parameters of the file; all others are those of the page."""
LIST_COLUMNS = ("view", "figure", "page", "parameters", "formats", "example")
_PAGE = {
    "name": "page",
    "in": "query",
    "description": "Every parameter of the page's own address, as listed under /figures.",
    "required": False,
    "style": "form",
    "explode": True,
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}
_FORMS = {form.media_type.partition(";")[0]: form.label for form in FORMS.values()}


@router.get("/figures", openapi_extra=described("", *LIST_COLUMNS))
def figures(store: TheStore, listing: AsList) -> Response:
    """Every figure of every page: its view, its id, the parameters it takes, its files."""
    rows = [
        (
            view.path,
            name,
            view.title,
            ";".join(view.spec(store).names),
            ";".join(FORMS),
            _example(view, name),
        )
        for view in VIEWS.values()
        for name in view.figures
    ]
    frame = pd.DataFrame(rows, columns=list(LIST_COLUMNS))
    lists = ("parameters", "formats")
    return rows_answer(store, frame, listing=listing, name="figures", lists=lists)


@open_router.get("/figures/{file}", openapi_extra={**files(_FORMS), "parameters": [_PAGE]})
def figure_file(
    request: Request,
    store: TheStore,
    file: Annotated[
        str,
        Path(description=f"Page and kind of file: map.png. Kinds: {', '.join(FORMS)}."),
    ],
    figure: Annotated[
        str | None, Query(description="Which figure of the page; its first if left out.")
    ] = None,
    style: Annotated[
        Literal["light", "print"], Query(description="print: black ink on white.")
    ] = "light",
    pixel_ratio: Annotated[
        int, Query(ge=1, le=3, description="PNG: pixels for each pixel, 1 to 3.")
    ] = 1,
    size: Annotated[
        Literal["page", "social"], Query(description="social: 1200 × 675 pixels.")
    ] = "page",
    dv: Annotated[
        str | None, Query(description="The data version a frozen link was made with; only noted.")
    ] = None,
) -> Response:
    """One figure as a file, with title, sources, licence, date and link in it.

    The other parameters are those of the page: `/map?layer=CETS185` is
    `/figures/map.png?layer=CETS185`. A value the page cannot use is an error here. A figure that
    rests on non-commercial or share-alike sources says so in the file and in X-Licence-Notice.
    """
    found, form = _asked(file)
    state = _state(request, store, found)
    taken = take(store, found, state, figure or None, origin=pages_of(request))
    body = FORMS[form].write(taken, Style(look=style, size=size, scale=pixel_ratio))
    return Response(body, media_type=FORMS[form].media_type, headers=_headers(store, taken, form))


def _asked(file: str) -> tuple[ViewEntry, str]:
    """'map.png' → the view and the kind of file; UnknownIdError where one of them is not there."""
    view, _, form = file.rpartition(".")
    for name, known in ((view, VIEWS), (form, FORMS)):
        if name not in known:
            what = "page with figures" if known is VIEWS else "kind of file"
            raise UnknownIdError(
                f"“{name[:40]}” is not a {what}", where="file", given=file, allowed=tuple(known)
            )
    return VIEWS[view], form


def _state(request: Request, store: Store, view: ViewEntry) -> State:
    """The address as the page reads it; the first thing it could not use is an error."""
    given = {
        name: request.query_params.getlist(name) for name in request.query_params if name not in OWN
    }
    spec = view.spec(store)
    for name in given:
        if name not in spec.names and not is_silent(name):
            raise unknown_name(name, given[name][0], (*spec.names, *OWN))
    state, notices = read(given, spec, Context(store.countries, today()))
    for notice in notices:
        if isinstance(notice, BadDateError | UnknownCountryError | UnknownIdError):
            raise notice
        raise ParameterError(
            notice.what,
            where=notice.where,
            given=notice.given,
            allowed=notice.allowed,
            fix=notice.fix,
        )
    return state


def _headers(store: Store, taken: Taken, form: str) -> Mapping[str, str]:
    name = taken.file_name(form)
    kind = "inline" if FORMS[form].picture else "attachment"
    headers = {"content-disposition": f'{kind}; filename="{name}"'}
    lines = taken.figure.caption.lines
    notice = licence_notice(store.source(line.source_id) for line in lines)
    return {**headers, **({"x-licence-notice": notice} if notice else {})}


def _example(view: ViewEntry, figure: str) -> Any:
    return link(f"figures/{view.path}.png", {**view.example, "figure": figure}).removeprefix("/")
