"""The guide: what it explains with its numbers of a day, and the glossary."""

from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.analysis.guide import Item, glossary, guide_items, search_terms
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import OnDay, QueryCountry, TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.provenance import unique_ids
from dashboard.views.guide_number import LiveNumber
from dashboard.views.guide_numbers import live_number

router = APIRouter(tags=["Guide"], route_class=StrictRoute)
Section = Literal["reason", "cooperation", "effort", "obstacle", "practice"]
ITEM_COLUMNS = (
    *("item_id", "section", "title", "text", "number", "about", "printed", "sentence", "own"),
    *("not_measured", "link", "source_id", "as_of"),
)
TERM_COLUMNS = ("slug", "term", "definition", "also", "see_also", "where_used", "link")


@router.get("/guide", openapi_extra=described("guide_items", *ITEM_COLUMNS[6:9], "source_id", "as_of", without=("position", "obstacle", "link_text")))  # fmt: skip # noqa: E501
def guide(
    store: TheStore,
    listing: AsList,
    on: OnDay,
    country: QueryCountry,
    section: Annotated[Section | None, Query(description="Only this part of the guide.")] = None,
) -> Response:
    """Reasons, forms of cooperation, efforts, obstacles and practices, each with its number.

    `printed` is the number as printed, computed for `on`; `sentence` says what it counts; with
    `country` `own` says where that country stands.
    """
    iso3 = country.iso3 if country else None
    rows = [
        _row(item, live_number(store, item.number, item.about, on, iso3) if item.number else None)
        for item in guide_items(store)
        if section in (None, item.section)
    ]
    frame = pd.DataFrame(rows, columns=list(ITEM_COLUMNS))
    return rows_answer(store, frame, listing=listing, name="guide", on=on)


def _row(item: Item, found: LiveNumber | None) -> dict[str, Any]:
    known = {n: getattr(item, n) or None for n in ITEM_COLUMNS if hasattr(item, n)}
    if found is None:
        return known
    dates = found.frame["as_of"].dropna()
    return {
        **known,
        **{"printed": found.value, "sentence": found.sentence, "own": found.own or None},
        "source_id": ";".join(unique_ids(found.frame["source_id"])) or None,
        "as_of": str(dates.max()) if len(dates) else None,
    }


@router.get("/glossary", openapi_extra=described("glossary", "link"))
def terms(
    store: TheStore,
    listing: AsList,
    q: Annotated[str, Query(max_length=80, description="Only terms that hold these words.")] = "",
) -> Response:
    """What the words of the dashboard mean, the obstacles and forms of cooperation among them."""
    found = search_terms(store, q) if q.strip() else tuple(glossary(store).values())
    rows = [
        {
            **{"slug": term.slug, "term": term.term, "definition": term.definition},
            **{n: ";".join(getattr(term, n)) for n in ("also", "see_also", "where_used")},
            "link": term.link or None,
        }
        for term in found
    ]
    frame = pd.DataFrame(rows, columns=list(TERM_COLUMNS))
    lists = ("also", "see_also", "where_used")
    return rows_answer(store, frame, listing=listing, name="glossary", lists=lists)
