"""What a page shows before a country is chosen: what it will answer, and where to start."""

from dashboard.ui.markup import links_html, page_html
from dashboard.ui.state import View
from dashboard.views.url import link

_START = ("FRA", "BRA", "KEN", "IND", "USA", "TUV")


def choose_html(view: View) -> str:
    """A question in words, with some countries to begin with."""
    start = [
        (view.countries[iso3].name, link("country", {**view.query, "c": iso3}))
        for iso3 in _START
        if iso3 in view.countries
    ]
    heading = page_html(
        "What is known about a country?",
        "Its treaties and since when, the efforts it takes part in, its CERT/CSIRTs, the incidents"
        " reported, and what stands in the way. Choose one above, or begin with one of these.",
    )
    return (
        f'{heading}{links_html("Begin with", start)}<p class="subtitle">{len(view.countries)}'
        " entries: UN members, others with memberships of their own, and territories. A country"
        " chosen at the top right is kept for all pages.</p>"
    )
