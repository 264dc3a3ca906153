"""Which two countries: boxes, flip, and what the page shows while a side is missing."""

from dashboard.core.countries import Country
from dashboard.core.vocabulary import EntityKind
from dashboard.ui import controls
from dashboard.ui.markup import anchor_html, page_html
from dashboard.ui.state import View
from dashboard.views.pair_params import A, B, problem_of
from dashboard.views.url import link, write

_START = (("BRA", "JPN"), ("FRA", "USA"), ("KEN", "IND"), ("GHA", "NGA"), ("CHN", "DEU"))


def choose_pair(view: View) -> None:
    """Two boxes."""
    among = [c.iso3 for c in view.countries.selectable]
    controls.country(view, A, "Country A", among=among)
    controls.country(view, B, "Country B", among=among)


def empty_html(view: View) -> str:
    """What the page answers, what is missing, and pairs to begin with."""
    a, b = view[A], view[B]
    trouble = problem_of(view.countries, a, b)
    one = a or b
    if trouble:
        text = trouble
    elif one:
        text = f"{view.countries[one].name} and whom? Choose the other country above."
    else:
        text = (
            "Choose two countries above: which legal bases, police and CSIRT channels are in force"
            " between them on a day, what is coming, and what stands in the way."
        )
    links = "".join(
        f"<li>{anchor_html(f'{first.name} and {second.name}', address(view, first, second))}</li>"
        for first, second in _suggested(view, one if not trouble else a)
    )
    heading = page_html("What do two countries share?", text, kicker="Two countries on a date")
    return f'{heading}<ul class="start-with">{links}</ul>'


def address(view: View, first: Country, second: Country) -> str:
    """The same view of two other countries."""
    return link("pair", write(view.state.replace(A, first.iso3).replace(B, second.iso3)))


def _suggested(view: View, one: str | None) -> list[tuple[Country, Country]]:
    """The chosen country with some others, or pairs of different kinds."""
    countries = view.countries
    if one is None or countries[one].entity_kind is EntityKind.TERRITORY:
        pairs = [p for p in _START if p[0] in countries and p[1] in countries]
    else:
        others = ("USA", "FRA", "BRA", "IND", "NGA", "JPN")
        pairs = [(one, i) for i in others if i in countries and i != one][:5]
    return [(countries[first], countries[second]) for first, second in pairs]
