"""/efforts: every effort of cyber cooperation, what it does, who is in it, and what is thin."""

import streamlit as st

from dashboard.analysis.effort_lists import agreements_of, positions, sharing_centres
from dashboard.analysis.efforts import efforts, functions_served
from dashboard.ui import controls
from dashboard.ui.cache import store
from dashboard.ui.efforts_entry import entry
from dashboard.ui.efforts_list import effort_list
from dashboard.ui.efforts_matrix import function_matrix
from dashboard.ui.efforts_tables import bilateral, centres, national_positions, rounds
from dashboard.ui.markup import page_heading, section_heading
from dashboard.ui.state import bind
from dashboard.views.efforts_matrix import finding
from dashboard.views.efforts_params import COUNTRY, NO_EFFORT, effort_params, given
from dashboard.views.url import MY, ON


def render() -> None:
    """Draw the page."""
    data = store()
    params = effort_params(data)
    view = bind(params.spec, data.countries)
    on = view[ON]
    table = efforts(data)
    page_heading(
        finding(functions_served(data, on)),
        f"{len(table)} efforts: organisations, networks, rounds of talks, treaties and agreements. "
        "What each does, who takes part on a date, and how far our list can be trusted.",
        kicker="Efforts: who works together on what",
    )
    names = dict(zip(table["effort_id"], table["short_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="efforts-controls"):
        chosen = given(
            controls.choice(view, params.effort, "Effort", {NO_EFFORT: "Choose one", **names})
        )
        controls.country(view, COUNTRY, "For a country")
        controls.day(view, ON)
    iso3 = view[COUNTRY][0] if view[COUNTRY] else view[MY]
    if chosen:
        entry(data, view, chosen, on)
    section_heading("All efforts", "Choose a name to see its members and dates.", anchor="all")
    effort_list(data, view, params, on)
    section_heading("Crowded and thin forms of cooperation", anchor="functions")
    function_matrix(data, on, iso3)
    section_heading(
        "Rounds of talks at the United Nations",
        "Six groups of experts named by their states, then a group open to all.",
        anchor="rounds",
    )
    rounds(data)
    section_heading(
        "Agreements between two countries",
        f"{len(agreements_of(data))} agreements met in the sources, alliances left out. Most are "
        "those of the United States and of the European Union: the list says little about others.",
        anchor="agreements",
    )
    bilateral(data, view, on, iso3)
    section_heading(
        "Public-private partnership: ISACs and ISAOs",
        f"{len(sharing_centres(data))} centres where companies of a sector or community share "
        "threat information. Only those met in the sources, most of them in the United States.",
        anchor="centres",
    )
    centres(data, view)
    section_heading(
        "National positions on international law",
        f"{len(positions(data))} published statements on how international law applies in "
        "cyberspace. A state that is not listed may have one.",
        anchor="positions",
    )
    national_positions(data, view)
