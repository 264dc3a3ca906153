"""What /compare shows before two countries are chosen: a reason to, and some to begin with."""

from dashboard.analysis.pair_matrix import group_names
from dashboard.analysis.profile import near_peers
from dashboard.charts.format import listing
from dashboard.store.store import Store
from dashboard.ui.markup import links_html, page_html
from dashboard.ui.state import View
from dashboard.views.compare_params import COUNTRIES
from dashboard.views.url import MY, link

_EXAMPLES = (("FRA", "BRA", "KEN"), ("EST", "LVA", "LTU"), ("IND", "BRA", "ZAF"), ("NAM", "BWA"))


def suggestions(store: Store, chosen: tuple[str, ...], mine: str | None) -> list[tuple[str, ...]]:
    """Lists of countries to compare: the one chosen (or my country) with its peers, or examples."""
    home = chosen[0] if chosen else mine
    if home is None:
        return [c for c in _EXAMPLES if all(iso3 in store.countries for iso3 in c)]
    others = near_peers(store, home)
    found: list[tuple[str, ...]] = [(home, mine)] if mine and mine != home else []
    found += [(home, other) for other in others]
    if len(others) > 1:
        found.append((home, *others))
    return found or [(home, other) for other in ("FRA", "BRA", "KEN") if other != home]


def choose_html(view: View, store: Store) -> str:
    """A question in words, with countries and groups that answer it."""
    chosen, query = view[COUNTRIES], view.query
    heading = page_html(
        "How do countries differ?",
        "Choose two to six countries above. Their treaties, efforts, CERT/CSIRTs, reported"
        " incidents and obstacles stand side by side, with what differs on top. Or set one against"
        " a region, an income group or the members of an organisation.",
    )
    if chosen:
        heading = page_html(
            f"Compare {store.countries[chosen[0]].name} with whom?",
            "Add one to five more countries above, set it against a group, or take one of these.",
        )
    countries = [
        (
            listing([store.countries[iso3].name for iso3 in group]),
            link("compare", {**query, "c": ",".join(group)}),
        )
        for group in suggestions(store, chosen, view[MY])
    ]
    groups = _groups(store, chosen[0], query) if chosen else []
    return heading + links_html("Compare", countries) + links_html("Against a group", groups)


def _groups(store: Store, iso3: str, query: dict[str, str]) -> list[tuple[str, str]]:
    """Links that set a country against its own region and income group."""
    home, known = store.countries[iso3], group_names(store)
    keys = (f"region:{home.un_region}", f"income:{home.wb_income_group}")
    return [
        (f"{home.name} against {known[key]}", link("compare", {**query, "group": key}))
        for key in keys
        if key in known
    ]
