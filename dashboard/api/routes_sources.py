"""Sources: who said it, under which licence, as of when."""

from typing import Annotated, Any, Literal

import pandas as pd
from fastapi import APIRouter, Query, Response

from dashboard.api.answers import SOURCE_FIELDS, rows_answer, source_record
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import TheStore
from dashboard.api.routing import StrictRoute
from dashboard.core.provenance import Source

router = APIRouter(tags=["Sources"], route_class=StrictRoute)
MORE_FIELDS = ("page_url", "data_url", "authority", "how_obtained", "obtained_from", "topics")
Topic = Literal[
    "treaties", "organisations", "csirts", "incidents", "indicators", "countries", "boundaries"
]


@router.get(
    "/sources", openapi_extra=described("", *SOURCE_FIELDS, *MORE_FIELDS, "notes", source=True)
)
def sources(
    store: TheStore,
    listing: AsList,
    topic: Annotated[Topic | None, Query(description="Only sources of this topic.")] = None,
) -> Response:
    """Every source: publisher, address, licence in its own words, dates, how it was obtained.

    `noncommercial` and `share_alike` say what its licence asks of those who pass rows on.
    """
    rows = [
        _record(source)
        for source in store.sources.values()
        if topic is None or topic in source.topics
    ]
    frame = pd.DataFrame(rows, columns=[*SOURCE_FIELDS, *MORE_FIELDS, "notes"])
    return rows_answer(store, frame, listing=listing, name="sources", lists=("topics",))


def _record(source: Source) -> dict[str, Any]:
    more = {name: getattr(source, name) for name in MORE_FIELDS}
    return {
        **source_record(source),
        **more,
        "topics": ";".join(source.topics),
        "notes": source.notes,
    }
