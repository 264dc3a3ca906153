"""Named threat actors: who is called what, attributed to whom by whom; context, never a score."""

from typing import Any

import streamlit as st

from dashboard.analysis.attribution import attributed_groups
from dashboard.analysis.threat_actors import find_actors, named_actors
from dashboard.charts.format import listing
from dashboard.core.provenance import split_ids
from dashboard.store.store import Store
from dashboard.ui.controls import country, search, switch
from dashboard.ui.html_table import (
    Cell,
    Head,
    Html,
    country_cell,
    text_of,
    with_small,
)
from dashboard.ui.incidents_records import countries_cell
from dashboard.ui.markup import anchor_html, section_heading
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.incidents_params import ACTOR_COUNTRY, ACTOR_PAGE, FIND, SPONSORED

SYNONYMS = 6
_HEADS = (
    Head("Group"),
    Head("Country, by MISP’s authors"),
    Head("State sponsor, suspected"),
    Head("Targets named"),
    Head("Kinds of incident"),
    Head("Struck, as named"),
    Head("References", "number"),
)
_NONE = Html('<span class="count">none named</span>')


def actors_section(store: Store, view: View) -> None:
    """Search, the page of groups that fit, and all of them to take away."""
    held = attributed_groups(store)
    section_heading(
        "Named groups",
        f"{held['country'].denominator:,} groups as the MISP project collects them. Its authors "
        f"attribute {held['country'].numerator} to a country and name a suspected state sponsor "
        f"for {held['sponsor'].numerator}; {held['confidence'].numerator} carry a confidence. A "
        "country here is their claim. The number of groups attributed to a country says how many "
        "names circulate: it is context, not a score of that country.",
        anchor="actors",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="actor-controls"):
        text = search(view, FIND, "Search groups", placeholder="Name or other name")
        place = country(view, ACTOR_COUNTRY, "Country (attributed, sponsor or struck)")
        sponsored = switch(view, SPONSORED, "With a named state sponsor")
    paged_table(
        store,
        view,
        ACTOR_PAGE,
        PagedTable(
            key="actors",
            title="Named groups",
            heads=_HEADS,
            cells=lambda row: _row(row, view),
            things=("group", "groups"),
            nothing="No group fits. Groups have many names: try another one.",
        ),
        lambda: find_actors(store, text, place, sponsored),
        asked=(text, place, sponsored),
        of=len(named_actors(store)),
    )


def _row(row: dict[str, Any], view: View) -> list[Cell]:
    synonyms = listing(split_ids(text_of(row["synonyms"])), SYNONYMS)
    confidence = text_of(row["attribution_confidence"])
    targets = split_ids(text_of(row["target_category"]))
    sectors = listing(split_ids(text_of(row["targeted_sector"])), 4)
    count, first = int(row["n_refs"]), text_of(row["source_url"])
    return [
        with_small(str(row["actor"]), f"also {synonyms}" if synonyms else ""),
        _country(view, row["iso3"], f"confidence {confidence} of 100" if confidence else ""),
        _sponsor(view, row),
        with_small(listing(targets, 4), sectors) if targets or sectors else _NONE,
        listing(split_ids(text_of(row["incident_types"])), 4) or _NONE,
        countries_cell(view.countries, row["victims"]) if text_of(row["victims"]) else _NONE,
        Html(f"{count}" + (f" <small>{anchor_html('first', first)}</small>" if first else "")),
    ]


def _sponsor(view: View, row: dict[str, Any]) -> Cell:
    """The state, or the words of the source where they name none that is known here."""
    code = row["state_sponsor_iso3"]
    return _country(view, code, "" if text_of(code) else text_of(row["state_sponsor_raw"]))


def _country(view: View, iso3: object, small: str) -> Cell:
    code = text_of(iso3)
    if not code:
        return with_small("not attributed", small) if small else _NONE
    return country_cell(code, view.countries[code].name, small=small)
