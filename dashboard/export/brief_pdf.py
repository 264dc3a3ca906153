"""From one or two countries and a day to the PDF of their brief."""

from collections.abc import Sequence
from datetime import date

from dashboard.export.brief_country import country_brief
from dashboard.export.brief_draw import draw
from dashboard.export.brief_pair import pair_brief
from dashboard.export.brief_typeset import typeset
from dashboard.store.store import Store


def brief_pdf(store: Store, countries: Sequence[str], on: date, *, origin: str = "") -> bytes:
    """The brief of one country or of two (iso3). The same input gives the same bytes.

    ``origin`` ('https://example.org') is put before the addresses in it. Raises UserError for the
    same country twice and for a pair with a territory.
    """
    first, *others = countries
    brief = pair_brief(store, first, others[0], on) if others else country_brief(store, first, on)
    return typeset(brief, draw, origin=origin)
