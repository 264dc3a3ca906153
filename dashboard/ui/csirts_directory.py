"""The directory of teams: search, type, sector, network and country."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard.analysis.csirt_directory import inventoried, search_teams
from dashboard.analysis.csirt_networks import network_names
from dashboard.analysis.csirt_teams import directory
from dashboard.charts.format import date_phrase
from dashboard.store.store import Store
from dashboard.ui.controls import choice, countries, search
from dashboard.ui.html_table import (
    Cell,
    Head,
    Html,
    country_cell,
    source_cell,
    text_of,
    with_small,
)
from dashboard.ui.markup import anchor_html, section_heading
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.csirts_params import ANY, COUNTRIES, QUERY, TEAM_PAGE, CsirtParams, given

_HEADS = (
    Head("Team"),
    Head("Country"),
    Head("Type"),
    Head("Serves"),
    Head("Networks"),
    Head("Started"),
    Head("As of", "date"),
)


def team_directory(store: Store, view: View, params: CsirtParams) -> None:
    """The filters, the page of teams that fit, and all of them as CSV."""
    names, every = network_names(store), len(directory(store))
    section_heading(
        "All teams known",
        f"{every:,} teams as their sources list them, each once. Complete for "
        f"{len(inventoried(store))} countries in November 2023, partial elsewhere.",
        anchor="teams",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="team-controls"):
        text = search(view, QUERY, "Search teams", placeholder="Name, host, website")
        kind = choice(view, params.type, "Type", _labels("All types", params.type.choices))
        sector = choice(view, params.sector, "Serves", _labels("All", params.sector.choices))
        network = choice(view, params.network, "Network", {ANY: "All networks", **names})
        chosen = countries(view, COUNTRIES, "Countries")
    paged_table(
        store,
        view,
        TEAM_PAGE,
        PagedTable(
            key="teams",
            title="Teams",
            heads=_HEADS,
            cells=lambda row: _row(row, names),
            things=("team", "teams"),
            nothing="No listed team fits. Some networks name countries and no teams: see Networks.",
        ),
        lambda: search_teams(
            store,
            text=text,
            kind=given(kind),
            sector=given(sector),
            network=given(network),
            countries=chosen,
        ),
        asked=(text, kind, sector, network, chosen),
        of=every,
    )


def _labels(every: str, choices: tuple[str, ...]) -> dict[str, str]:
    return {c: every if c == ANY else c[:1].upper() + c[1:] for c in choices}


def _row(row: dict[str, Any], names: Mapping[str, str]) -> list[Cell]:
    keys = ("short_name", "full_name", "website", "type", "is_national", "networks")
    short, full, site, kind, national, networks = (text_of(row[key]) for key in keys)
    mark = {"yes": "national team", "likely": "likely a national team"}.get(national, "")
    under = with_small("", full if full != short else "").text
    return [
        Html((anchor_html(short, site) if site else escape(short)) + under),
        country_cell(text_of(row["iso3"]), text_of(row["country"])),
        with_small(kind[:1].upper() + kind[1:], mark if kind != "national" else ""),
        text_of(row["constituency"]).replace(";", "; ") or "–",
        "; ".join(names.get(n, n) for n in networks.split("; ") if n) or "none seen",
        date_phrase(row["established"], "not known"),
        source_cell(text_of(row["as_of"]), text_of(row["evidence_url"])),
    ]
