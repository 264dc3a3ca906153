"""Pairs: every channel between two countries on a day, and all partners of one country."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from dashboard.analysis.pair import PAIR_COLUMNS, pair_channels
from dashboard.analysis.pair_summary import count_pair, finding, sentence
from dashboard.analysis.partners import PARTNER_COLUMNS, partners
from dashboard.api.answers import rows_answer
from dashboard.api.listing import AsList
from dashboard.api.openapi import described
from dashboard.api.params import NAME_LENGTH, OnDay, PathCountry, TheStore, find_country
from dashboard.api.routing import StrictRoute

router = APIRouter(tags=["Pairs"], route_class=StrictRoute)
Side = Annotated[
    str,
    Path(max_length=NAME_LENGTH, description="iso3, iso2 or an English name of one of the two."),
]
_WHOLE = tuple(name for name in PAIR_COLUMNS if name != "since_words")


@router.get("/countries/{iso3}/partners", openapi_extra=described("", *PARTNER_COLUMNS))
def country_partners(store: TheStore, listing: AsList, iso3: PathCountry, on: OnDay) -> Response:
    """Every other country with the channels it shares with this one on a day, strongest first.

    One row for each UN member and other entity with memberships of its own. Counts are channels
    known to be in force, so 0 means none seen. `legal_any` includes `legal_narrow`. Empty for a
    territory.
    """
    frame = partners(store, iso3.iso3, on)
    name = f"partners_{iso3.iso3}_{on}"
    return rows_answer(store, frame, listing=listing, name=name, on=on, lists=("legal_names",))


@router.get("/pairs/{a}/{b}", openapi_extra=described("", *_WHOLE))
def pair(store: TheStore, listing: AsList, a: Side, b: Side, on: OnDay) -> Response:
    """Every channel between two countries on a day, a row a channel, strongest first.

    `status` is in_force, prospective (signed or ratified by both), commitment (political) or
    unknown (listed, not dated). Rows with `counts` false are shown but are no channel. `since` is
    the day from which both have it, null where one side is known only from a list. `meta.pair`
    has the counts by kind and the pair in one sentence.
    """
    first, second = find_country(store, a, "a"), find_country(store, b, "b")
    frame = pair_channels(store, first.iso3, second.iso3, on)
    count = count_pair(frame)
    about = {
        "a": first.iso3,
        "b": second.iso3,
        "finding": finding(count, first, second),
        "sentence": sentence(count, first, second, on),
        "in_force": {**count.kinds, "legal_narrow": count.narrow},
        "prospective": count.prospective,
    }
    name = f"pair_{first.iso3}_{second.iso3}_{on}"
    return rows_answer(
        store, frame[list(_WHOLE)], listing=listing, name=name, on=on, extra={"pair": about}
    )
