"""The head of a profile: name, groups, the opening, key numbers, and where to go next."""

from collections.abc import Mapping
from datetime import date
from html import escape

from dashboard.analysis.country_opening import opening
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import near_peers, treaty_count
from dashboard.analysis.standing import standing
from dashboard.analysis.treaties import country_treaties
from dashboard.charts.format import compact
from dashboard.core.countries import Country
from dashboard.core.vocabulary import EntityKind, MembershipStatus
from dashboard.store.store import Store
from dashboard.ui.country_profile_opening import opening_html
from dashboard.ui.markup import Metric, chips_html, links_html, metrics_html
from dashboard.views.parts import EVERYTHING
from dashboard.views.url import day_and_home, link

KINDS = {
    EntityKind.UN_MEMBER: "UN member state",
    EntityKind.OTHER: "Not a UN member",
    EntityKind.TERRITORY: "Territory",
}
KIND_NOTES = {
    EntityKind.OTHER: (
        "Listed because it has treaty or organisation memberships of its own. This is no"
        " statement on its status."
    ),
    EntityKind.TERRITORY: (
        "Listed as in ISO 3166-1. Treaties, memberships and national CSIRTs are recorded for"
        " states, so much does not apply here. This is no statement on its status."
    ),
}


def head_html(store: Store, iso3: str) -> str:
    """Name and groups, the same above every part of the profile."""
    country = store.countries[iso3]
    note = KIND_NOTES.get(country.entity_kind, "")
    return (
        f'<header class="page-heading wide country-head"><h1>{escape(country.name)}'
        f' <span class="code">{escape(iso3)}</span></h1>{chips_html(_groups(country))}'
        + (f'<p class="subtitle">{escape(note)}</p>' if note else "")
        + "</header>"
    )


def brief_html(store: Store, iso3: str, on: date) -> str:
    """The opening paragraph with its sources."""
    paragraph = opening_html(store, opening(store, iso3, on))
    return f'<div class="page-heading wide">{paragraph}</div>'


def numbers_html(store: Store, iso3: str, on: date, query: Mapping[str, str]) -> str:
    """Headline numbers and the row of links; ``query`` is carried into the links."""
    return f"{metrics_html(_metrics(store, iso3, on))}{_links(store, iso3, on, query)}"


def _groups(country: Country) -> list[str]:
    people = ""
    if country.population:
        people = f"{compact(country.population)} people ({country.population_year})"
    region = country.un_subregion or country.un_region
    parts = (KINDS[country.entity_kind], region, country.wb_income_group, people)
    return [part for part in parts if part]


def _metrics(store: Store, iso3: str, on: date) -> tuple[Metric, ...]:
    count = treaty_count(country_treaties(store, iso3, on))
    members = country_memberships(store, iso3, on)
    joined = int(members["status"].eq(MembershipStatus.MEMBER).sum())
    frame = standing(store, iso3, on.year)
    frame = frame[frame["use"] != "difference_only"]
    known = int(frame["empty"].isna().sum())
    treaties: tuple[Metric, ...] = (
        Metric("Treaties in force", str(count.in_force), f"of {count.open} open to it"),
        Metric("Signed or ratified", str(count.coming), "not yet in force"),
    )
    if not count.open:
        treaties = (Metric("Treaties", "Not applicable", "none open to it on this day"),)
    return (
        *treaties,
        Metric("Organisations and efforts", str(joined), "as member or participant"),
        Metric("Indicators with a value", str(known), f"of {len(frame)}, up to {on.year}"),
    )


def _links(store: Store, iso3: str, on: date, query: Mapping[str, str]) -> str:
    mine = query.get("my", "")
    others = (mine,) if mine and mine != iso3 else near_peers(store, iso3, 1)
    shared = day_and_home(query)
    here = {**shared, "c": iso3}
    links = [
        ("Brief to print (PDF)", f"/api/v1/briefs/{iso3}.pdf?on={on.isoformat()}"),
        ("The whole profile, to print", link("country", {**here, "part": EVERYTHING})),
        ("Budapest Convention on the map", link("map", here)),
        *_reach(store, iso3, here),
        *(
            (
                f"Compare with {store.countries[o].name}",
                link("compare", {**shared, "c": f"{iso3},{o}"}),
            )
            for o in others
        ),
        ("These facts as JSON", f"/api/v1/countries/{iso3}?on={on.isoformat()}"),
    ]
    return links_html("", links)


def _reach(store: Store, iso3: str, here: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The map of channels, which range over states only."""
    if store.countries[iso3].entity_kind is EntityKind.TERRITORY:
        return ()
    target = link("map", {**here, "layer": f"reach:{iso3}"})
    return (("Whom it can reach, on the map", target),)
