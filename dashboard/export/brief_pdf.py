"""From one or two countries and a day to the PDF of their brief."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.chart import Chart
from dashboard.export.brief import Brief
from dashboard.export.brief_country import country_brief
from dashboard.export.brief_pair import pair_brief
from dashboard.export.brief_typeset import typeset
from dashboard.export.image import bare_image
from dashboard.store.store import Store

_COLUMN = 420.0
"""Pixels across a figure of a column 76 mm wide: small type comes out at 6.6 points."""


def draw(chart: Chart) -> bytes:
    """A figure as the brief shows it."""
    return bare_image(chart, "svg", width=_COLUMN)


def brief_of(store: Store, countries: Sequence[str], on: date) -> Brief:
    """What the brief of one country or of two (iso3) says.

    Raises UserError for the same country twice and for a pair with a territory.
    """
    first, *others = countries
    return pair_brief(store, first, others[0], on) if others else country_brief(store, first, on)


def printed(brief: Brief, origin: str = "") -> bytes:
    """A brief as PDF; ``origin`` ('https://example.org') is put before the addresses in it."""
    return typeset(brief, draw, origin=origin)


def brief_pdf(store: Store, countries: Sequence[str], on: date) -> bytes:
    """``brief_of`` as PDF. The same input gives the same bytes."""
    return printed(brief_of(store, countries, on))
